import { type Attachment, answersWrong, readSupplement, supplementDossier } from '@platform/server/services'
import { useMemo, useState } from 'react'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { ErrorSummary } from '../../kit/form/ErrorSummary.tsx'
import { FormAttachments } from '../../kit/form/FormAttachments.tsx'
import { FormFieldView } from '../../kit/form/FormFieldView.tsx'
import {
  type Answers,
  documentAnswers,
  type FieldFault,
  faultsNow,
  shownNow,
} from '../../kit/form/form-state.ts'
import { AttachmentsField } from '../../kit/form/rare-fields.tsx'
import { LongTextField } from '../../kit/inputs.tsx'
import { Actions } from '../../kit/Layout.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { Page } from '../../kit/Page.tsx'
import { useCall, useRead } from '../../kit/queries.ts'
import { useGo, useParam } from '../../kit/router.tsx'
import { ErrorState, Show } from '../../kit/States.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { paths } from '../paths.ts'
import { supplementAttachments } from './supplement-attachments.ts'

const words = text({
  title: { vi: 'Bổ sung hồ sơ', en: 'Supplement the request' },
  dossier: { vi: 'Hồ sơ', en: 'Request' },
  dossiers: { vi: 'Hồ sơ của tôi', en: 'My requests' },
  asked: { vi: 'Cán bộ viết cho bạn', en: 'The officer wrote to you' },
  message: { vi: 'Lời nhắn gửi cán bộ', en: 'A message to the officer' },
  send: { vi: 'Gửi bổ sung', en: 'Send' },
  sent: { vi: 'Đã gửi bổ sung', en: 'Sent' },
})

/** Only the fields the officer asked for, to fill in again. */
export function SupplementPage() {
  const t = useText(words)
  const dossierId = useParam('dossierId')
  const read = useRead(readSupplement, { params: { dossierId } }, { once: true })
  return (
    <Page
      title={t.title}
      width="reading"
      crumbs={[
        { label: t.dossiers, to: paths.dossiers() },
        { label: t.dossier, to: paths.dossier(dossierId) },
      ]}
    >
      <Show read={read}>{(data) => <Supplement data={data} dossierId={dossierId} />}</Show>
    </Page>
  )
}

type Asked = NonNullable<NonNullable<typeof readSupplement.types>['reply']>

function Supplement({ data, dossierId }: { data: Asked; dossierId: string }) {
  const t = useText(words)
  const show = useWords()
  const go = useGo()
  const [answers, setAnswers] = useState<Answers>(data.answers)
  const [attachments, setAttachments] = useState<readonly Attachment[]>(data.attachments)
  const calls = useMemo(() => supplementAttachments(dossierId), [dossierId])
  const [message, setMessage] = useState('')
  const [faults, setFaults] = useState<readonly FieldFault[]>([])
  const given = { ...data, prefilled: [] }
  const marked = new Set(data.supplement.fields)
  const fields = shownNow(given, answers).filter(({ name }) => marked.has(name))
  const errorOf = (name: string) => show(faults.find(({ field }) => field === name)?.message) || undefined
  const labelOf = (name: string) =>
    show(
      fields.find((field) => field.name === name)?.label ??
        data.papers.find(({ code }) => code === name)?.name,
    )
  const send = useCall(supplementDossier, {
    onReply: () => {
      say(t.sent)
      go(paths.dossier(dossierId))
    },
    onProblem: (problem) => {
      if (problem.is(answersWrong)) setFaults((problem.body.errors ?? []) as FieldFault[])
    },
  })
  const onAttached = (now: readonly Attachment[]) => {
    setAttachments(now)
    setFaults((before) => before.filter(({ field }) => !now.some(({ slot }) => slot === field)))
  }
  const onSend = () => {
    const scans = documentAnswers({ form: data.form, attachments: [...attachments] })
    const asked = Object.fromEntries(Object.entries(scans).filter(([name]) => marked.has(name)))
    const found = faultsNow(given, { ...answers, ...asked }, marked)
    setFaults(found)
    if (found.length > 0) return
    void send.send({
      params: { dossierId },
      body: {
        version: data.version,
        answers: Object.fromEntries(
          fields.filter(({ kind }) => kind !== 'document').map(({ name }) => [name, answers[name]]),
        ),
        ...(message.trim() ? { text: message.trim() } : {}),
      },
    })
  }
  return (
    <div className="stack stack-loose">
      <Notice look="wait" title={t.asked}>
        {data.supplement.text}
      </Notice>
      {faults.length > 0 ? <ErrorSummary faults={faults} labels={labelOf} /> : null}
      <Card>
        <div className="stack stack-loose">
          <FormAttachments calls={calls} attachments={attachments} onAttached={onAttached}>
            {fields.map((field) => (
              <FormFieldView
                key={field.name}
                field={field}
                given={given}
                answers={answers}
                draftId={null}
                onAnswer={(name, value) => setAnswers((before) => ({ ...before, [name]: value }))}
                error={errorOf(field.name)}
              />
            ))}
            {data.papers.map(({ code, name }) => (
              <AttachmentsField key={code} slot={code} label={show(name)} error={errorOf(code)} />
            ))}
          </FormAttachments>
          <LongTextField label={t.message} optional value={message} onChange={setMessage} />
        </div>
      </Card>
      {send.problem && !send.problem.is(answersWrong) ? <ErrorState problem={send.problem} /> : null}
      <Actions>
        <Button look="primary" icon="send" pending={send.pending} onClick={onSend}>
          {t.send}
        </Button>
      </Actions>
    </div>
  )
}
