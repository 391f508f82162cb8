import { type ApprovalView, decideApproval, readApproval, shownDiffers } from '@platform/server/services'
import { useState } from 'react'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { showInstant } from '../../kit/format.ts'
import { LongTextField } from '../../kit/inputs.tsx'
import { KeyValueList } from '../../kit/KeyValueList.tsx'
import { Actions, Stack } from '../../kit/Layout.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { Page } from '../../kit/Page.tsx'
import { useCall, useRead } from '../../kit/queries.ts'
import { useParam } from '../../kit/router.tsx'
import { ErrorState, Show } from '../../kit/States.tsx'
import { StatusBadge } from '../../kit/StatusBadge.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useCitation, useText, useWords } from '../../kit/text.ts'
import { paths } from '../paths.ts'
import { approvalTones, approvalWords } from './ApprovalCard.tsx'

const words = text({
  title: { vi: 'Đề nghị đồng ý', en: 'Request to agree' },
  approvals: { vi: 'Xin ý kiến', en: 'Approvals' },
  what: { vi: 'Nội dung bạn được hỏi', en: 'What you are asked' },
  who: { vi: 'Người hỏi', en: 'Who asks' },
  as: { vi: 'Bạn trả lời với tư cách', en: 'You answer as' },
  code: { vi: 'Mã hồ sơ', en: 'Request code' },
  until: { vi: 'Trả lời trước', en: 'Answer by' },
  consequence: { vi: 'Nếu bạn đồng ý', en: 'If you agree' },
  law: { vi: 'Căn cứ pháp lý', en: 'Legal basis' },
  reason: { vi: 'Lý do (người hỏi sẽ đọc được)', en: 'Reason (the person who asks will see it)' },
  reasonFirst: { vi: 'Hãy viết lý do bạn không đồng ý', en: 'Write why you do not agree' },
  agree: { vi: 'Tôi đồng ý', en: 'I agree' },
  refuse: { vi: 'Không đồng ý', en: 'I do not agree' },
  refuseNow: { vi: 'Gửi trả lời không đồng ý', en: 'Send my refusal' },
  back: { vi: 'Quay lại', en: 'Back' },
  sent: { vi: 'Đã gửi câu trả lời của bạn', en: 'Your answer was sent' },
  decided: { vi: (at: string) => `Bạn đã trả lời lúc ${at}.`, en: (at: string) => `You answered at ${at}.` },
})

/** What someone asks me to agree to, as whom, and what follows; then yes or no. */
export function ApprovalPage() {
  const t = useText(words)
  const cite = useCitation()
  const show = useWords()
  const states = useText(approvalWords)
  const approvalId = useParam('approvalId')
  const read = useRead(readApproval, { params: { approvalId } })
  const approval = read.data
  return (
    <Page
      title={show(approval?.service) || t.title}
      lead={show(approval?.sentence)}
      width="reading"
      crumbs={[{ label: t.approvals, to: paths.approvals() }]}
      aside={
        approval ? (
          <StatusBadge tone={approvalTones[approval.state]}>{states[approval.state]}</StatusBadge>
        ) : null
      }
    >
      <Show read={read}>
        {(data) => (
          <Stack gap="loose">
            <Card title={t.what}>
              <KeyValueList
                items={[
                  { key: t.who, value: data.applicant },
                  { key: t.as, value: data.capacities.map((capacity) => show(capacity)).join(', ') },
                  ...data.lines.map(({ label, text: value }) => ({ key: show(label), value: show(value) })),
                  { key: t.code, value: data.dossierCode },
                  ...(data.expiresAt ? [{ key: t.until, value: showInstant(data.expiresAt) }] : []),
                ]}
              />
            </Card>
            <Notice look="wait" title={t.consequence}>
              <p>{show(data.consequence)}</p>
              {data.law.length > 0 ? (
                <p className="small muted">
                  {t.law}: {data.law.map(cite).join('; ')}
                </p>
              ) : null}
            </Notice>
            {data.state === 'asked' ? (
              <Answer approval={data} onChanged={() => void read.refetch()} />
            ) : data.decidedAt ? (
              <p className="muted">{t.decided(showInstant(data.decidedAt))}</p>
            ) : null}
          </Stack>
        )}
      </Show>
    </Page>
  )
}

function Answer({ approval, onChanged }: { approval: ApprovalView; onChanged: () => void }) {
  const t = useText(words)
  const [refusing, setRefusing] = useState(false)
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  const decide = useCall(decideApproval, {
    onReply: () => say(t.sent),
    onProblem: (problem) => {
      if (problem.is(shownDiffers)) onChanged()
    },
  })
  const send = (decision: 'approve' | 'refuse') =>
    void decide.send({
      params: { approvalId: approval.approvalId },
      body: { hash: approval.hash, decision, ...(decision === 'refuse' ? { reason: reason.trim() } : {}) },
    })
  return (
    <Stack>
      {decide.problem ? <ErrorState problem={decide.problem} /> : null}
      {refusing ? (
        <>
          <LongTextField
            label={t.reason}
            value={reason}
            onChange={setReason}
            maxLength={500}
            error={missing && !reason.trim() ? t.reasonFirst : null}
          />
          <Actions>
            <Button
              look="danger"
              pending={decide.pending}
              onClick={() => {
                setMissing(true)
                if (reason.trim()) send('refuse')
              }}
            >
              {t.refuseNow}
            </Button>
            <Button icon="left" onClick={() => setRefusing(false)}>
              {t.back}
            </Button>
          </Actions>
        </>
      ) : (
        <Actions>
          <Button look="primary" icon="check" pending={decide.pending} onClick={() => send('approve')}>
            {t.agree}
          </Button>
          <Button look="danger" onClick={() => setRefusing(true)}>
            {t.refuse}
          </Button>
        </Actions>
      )}
    </Stack>
  )
}
