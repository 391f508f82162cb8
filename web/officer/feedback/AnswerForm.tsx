import { answerCase, type DeskCase } from '@platform/server/feedback'
import { useState } from 'react'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { ChoiceField } from '../../kit/choices.tsx'
import { LongTextField } from '../../kit/inputs.tsx'
import { Actions, Stack } from '../../kit/Layout.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { useCall } from '../../kit/queries.ts'
import { ErrorState } from '../../kit/States.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText } from '../../kit/text.ts'
import { useHolds } from '../me.ts'

const words = text({
  title: { vi: 'Trả lời', en: 'Answer' },
  outcome: { vi: 'Kết luận', en: 'Conclusion' },
  founded: { vi: 'Người dân nói đúng', en: 'The citizen is right' },
  unfounded: { vi: 'Chưa có căn cứ', en: 'There is no ground for it' },
  reopens: {
    vi: 'Quyết định từ chối sẽ bị hủy và hồ sơ được mở lại ngay, thời hạn tính lại từ đầu (Luật Khiếu nại, điều 31).',
    en: 'The refusal is cancelled and the dossier opened again at once, its term from the beginning (Law on Complaints, art. 31).',
  },
  answer: { vi: 'Lời trả lời cho người dân', en: 'Words to the citizen' },
  published: { vi: 'Đăng công khai (hỏi và đáp, không có tên ai)', en: 'To publish (no names)' },
  publishedHint: {
    vi: 'Người gửi đồng ý cho đăng. Viết lại câu hỏi và câu trả lời để người khác cùng đọc.',
    en: 'The sender allows it. Write question and answer for others to read.',
  },
  send: { vi: 'Gửi trả lời', en: 'Send the answer' },
  leader: {
    vi: 'Việc này do người đứng đầu cơ quan trả lời',
    en: 'This is answered by the head of the office',
  },
  choose: { vi: 'Hãy chọn kết luận và viết lời trả lời', en: 'Choose the conclusion and write the answer' },
  done: { vi: 'Đã trả lời', en: 'Answered' },
})

/** The answer of the office, and what everybody may read of it. */
export function AnswerForm({ one }: { one: DeskCase }) {
  const t = useText(words)
  const leads = useHolds(['signing-leader'])
  const [outcome, setOutcome] = useState('')
  const [answer, setAnswer] = useState('')
  const [published, setPublished] = useState('')
  const send = useCall(answerCase, { onReply: () => say(t.done) })
  const notNow = one.leaderOnly && !leads ? t.leader : !outcome || answer.trim().length < 10 ? t.choose : null
  return (
    <Card title={t.title} icon="send">
      <Stack>
        <ChoiceField
          label={t.outcome}
          inRow
          value={outcome}
          onChange={setOutcome}
          options={[
            { value: 'founded', label: t.founded },
            { value: 'unfounded', label: t.unfounded },
          ]}
        />
        {one.kind === 'complaint' && outcome === 'founded' ? <Notice>{t.reopens}</Notice> : null}
        <LongTextField label={t.answer} value={answer} onChange={setAnswer} maxLength={4000} />
        {one.mayPublish ? (
          <LongTextField
            label={t.published}
            hint={t.publishedHint}
            optional
            value={published}
            onChange={setPublished}
            maxLength={2000}
          />
        ) : null}
        {send.problem ? <ErrorState problem={send.problem} onRetry={send.reset} /> : null}
        <Actions>
          <Button
            look="primary"
            icon="send"
            notNow={notNow}
            pending={send.pending}
            onClick={() =>
              void send.send({
                params: { caseId: one.caseId },
                body: {
                  version: one.version,
                  outcome: outcome as 'founded' | 'unfounded',
                  answer: answer.trim(),
                  ...(published.trim() ? { published: published.trim() } : {}),
                },
              })
            }
          >
            {t.send}
          </Button>
        </Actions>
      </Stack>
    </Card>
  )
}
