import { factorNeeded } from '@platform/server/platform/access.ts'
import {
  type AskedOpinionView,
  answerOpinion,
  type OpinionVerdict,
  readAskedOpinion,
} from '@platform/server/services'
import { useState } from 'react'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { ChoiceField } from '../../kit/choices.tsx'
import { showInstant } from '../../kit/format.ts'
import { LongTextField } from '../../kit/inputs.tsx'
import { KeyValueList } from '../../kit/KeyValueList.tsx'
import { Actions } from '../../kit/Layout.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { Page } from '../../kit/Page.tsx'
import { useCall, useRead } from '../../kit/queries.ts'
import { useParam } from '../../kit/router.tsx'
import { ErrorState, Show } from '../../kit/States.tsx'
import { StatusBadge } from '../../kit/StatusBadge.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { SecondFactorDialog } from '../authentication/SecondFactorDialog.tsx'
import { ForRoles } from '../ForRoles.tsx'
import { answerers } from '../me.ts'
import { paths } from '../paths.ts'
import { AnswersCard } from './AnswersCard.tsx'
import './Dossier.css'
import { opinionKey, opinionTones, opinionWords } from './opinion-words.ts'

const words = text({
  title: { vi: 'Ý kiến được hỏi', en: 'An opinion asked of us' },
  list: { vi: 'Ý kiến được hỏi', en: 'Opinions asked of us' },
  question: { vi: 'Câu hỏi', en: 'Question' },
  from: { vi: 'Cơ quan hỏi', en: 'Asked by' },
  dossier: { vi: 'Hồ sơ', en: 'Dossier' },
  applicant: { vi: 'Người nộp', en: 'Applicant' },
  born: {
    vi: (name: string, year: number) => `${name}, sinh ${year}`,
    en: (name: string, year: number) => `${name}, born ${year}`,
  },
  asked: { vi: 'Hỏi lúc', en: 'Asked at' },
  due: { vi: 'Trả lời trước', en: 'Answer by' },
  answer: { vi: 'Trả lời', en: 'Your answer' },
  verdict: { vi: 'Ý kiến của cơ quan bạn', en: 'The opinion of your office' },
  verdictMissing: { vi: 'Hãy chọn một ý kiến', en: 'Choose an opinion' },
  said: { vi: 'Nội dung', en: 'In words' },
  saidMissing: { vi: 'Hãy viết nội dung, ít nhất 3 ký tự', en: 'Write at least 3 characters' },
  send: { vi: 'Ký và gửi ý kiến', en: 'Sign and send' },
  done: { vi: 'Đã gửi ý kiến', en: 'The opinion was sent' },
  given: { vi: (at: string) => `Đã trả lời lúc ${at}`, en: (at: string) => `Answered at ${at}` },
})

/** One question of another office: what it needs to know, what the citizen declared, and the answer. */
export function AskedOpinionPage() {
  const t = useText(words)
  const said = useText(opinionWords)
  const opinionId = useParam('opinionId')
  const read = useRead(readAskedOpinion, { params: { opinionId } })
  const stands = read.data ? opinionKey(read.data) : null
  return (
    <Page
      title={t.title}
      crumbs={[{ label: t.list, to: paths.opinions() }]}
      aside={stands ? <StatusBadge tone={opinionTones[stands]}>{said[stands]}</StatusBadge> : null}
    >
      <ForRoles roles={answerers}>
        <Show read={read}>{(opinion) => <Opinion opinion={opinion} />}</Show>
      </ForRoles>
    </Page>
  )
}

function Opinion({ opinion }: { opinion: AskedOpinionView }) {
  const t = useText(words)
  const show = useWords()
  const { applicant } = opinion
  return (
    <>
      <Card title={t.question} icon="edit">
        <p className="strong">{opinion.question}</p>
        <KeyValueList
          items={[
            { key: t.from, value: show(opinion.from) },
            { key: t.dossier, value: `${show(opinion.service)} – ${opinion.code}` },
            { key: t.applicant, value: t.born(applicant.name, applicant.bornYear) },
            { key: t.asked, value: showInstant(opinion.askedAt) },
            { key: t.due, value: showInstant(opinion.dueAt) },
          ]}
        />
      </Card>
      {opinion.answer ? (
        <Notice look="done" title={t.given(showInstant(opinion.answeredAt))}>
          <p>{opinion.answer}</p>
        </Notice>
      ) : null}
      {opinion.state === 'asked' ? <AnswerForm opinionId={opinion.opinionId} /> : null}
      <AnswersCard dossier={opinion} />
    </>
  )
}

function AnswerForm({ opinionId }: { opinionId: string }) {
  const t = useText(words)
  const verdicts = useText(opinionWords)
  const [verdict, setVerdict] = useState('')
  const [said, setSaid] = useState('')
  const [tried, setTried] = useState(false)
  const answer = useCall(answerOpinion, { onReply: () => say(t.done) })
  const send = () => {
    setTried(true)
    if (!verdict || said.trim().length < 3) return
    void answer.send({
      params: { opinionId },
      body: { verdict: verdict as OpinionVerdict, text: said.trim() },
    })
  }
  const unsure = answer.problem?.is(factorNeeded)
  return (
    <Card title={t.answer} icon="pen">
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (!answer.pending) send()
        }}
      >
        <ChoiceField
          label={t.verdict}
          value={verdict}
          onChange={setVerdict}
          error={tried && !verdict ? t.verdictMissing : null}
          options={(['agree', 'disagree', 'remarks'] as const).map((value) => ({
            value,
            label: verdicts[value],
          }))}
        />
        <LongTextField
          label={t.said}
          value={said}
          onChange={setSaid}
          maxLength={2000}
          error={tried && said.trim().length < 3 ? t.saidMissing : null}
        />
        {answer.problem && !unsure ? <ErrorState problem={answer.problem} onRetry={answer.reset} /> : null}
        <Actions>
          <Button look="primary" type="submit" icon="pen" pending={answer.pending}>
            {t.send}
          </Button>
        </Actions>
      </form>
      {unsure ? <SecondFactorDialog onConfirmed={send} onClose={answer.reset} /> : null}
    </Card>
  )
}
