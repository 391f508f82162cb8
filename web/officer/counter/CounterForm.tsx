import {
  answersWrong,
  type CounterDraft,
  draftChanged,
  notEligible,
  readCounterDraft,
  readCounterForm,
  refreshCounterDraft,
  registerChanged,
  saveCounterDraft,
  submitCounterDraft,
} from '@platform/server/services'
import { useBlocker } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { call, urlOf } from '../../kit/call.ts'
import { FileLink } from '../../kit/FileLink.tsx'
import { useDraftKeeping, type Where } from '../../kit/form/draft-keeping.ts'
import { EndedUnitsNotice } from '../../kit/form/EndedUnitsNotice.tsx'
import { ErrorSummary } from '../../kit/form/ErrorSummary.tsx'
import { FormAttachments } from '../../kit/form/FormAttachments.tsx'
import { type FieldFault, faultsNow, sectionsNow } from '../../kit/form/form-state.ts'
import { SectionFields } from '../../kit/form/SectionFields.tsx'
import { Actions, Columns } from '../../kit/Layout.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { useCall } from '../../kit/queries.ts'
import { useGo } from '../../kit/router.tsx'
import { ErrorState } from '../../kit/States.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { paths } from '../paths.ts'
import { ConfirmationFields, type Confirming, confirmationFault, confirmationOf } from './Confirmation.tsx'
import { counterAttachments } from './counter-attachments.ts'
import { NeededPapersCard } from './NeededPapersCard.tsx'
import { FeeCard, SparedPapersCard, VisitorCard } from './VisitorCard.tsx'

const words = text({
  known: {
    vi: (filled: number, fields: number) => `Dữ liệu đã điền sẵn ${filled} trong ${fields} mục.`,
    en: (filled: number, fields: number) => `${filled} of ${fields} fields came filled in.`,
  },
  send: { vi: 'Nộp hồ sơ', en: 'File' },
  changed: {
    vi: 'Dữ liệu vừa thay đổi trong lúc điền; biểu mẫu đã lấy giá trị mới. Hãy xem lại rồi nộp.',
    en: 'The register changed meanwhile; the form has the new values. Look it over, then file.',
  },
  settle: { vi: 'Giữ bản đang mở', en: 'Keep what stands here' },
  print: { vi: 'In tờ khai để người dân ký', en: 'Print the form for the citizen to sign' },
  confirmation: { vi: 'Người dân xác nhận', en: 'The citizen confirms' },
  saved: { vi: 'Đã tự lưu', en: 'Saved' },
  saving: { vi: 'Đang lưu…', en: 'Saving…' },
  leave: {
    vi: 'Những gì vừa gõ chưa lưu được. Rời trang thì sẽ mất. Bạn vẫn muốn rời?',
    en: 'What was typed could not be saved. Leave anyway?',
  },
})

/** A form at a counter is kept as the citizen's own is, at another address. */
export const atCounter: Where = {
  save: saveCounterDraft,
  read: async (draftId) => (await call(readCounterDraft, { params: { draftId } })).draft,
}

/** The whole form on one page, dense, with who stands there beside it; filed when he has confirmed. */
export function CounterForm({ first }: { first: CounterDraft }) {
  const t = useText(words)
  const show = useWords()
  const go = useGo()
  const { draft, answers, answer, saving, problem, flush, attach, take, settle } = useDraftKeeping(
    first.draft,
    atCounter,
  )
  const [faults, setFaults] = useState<readonly FieldFault[]>([])
  const [tries, setTries] = useState(0)
  const [confirming, setConfirming] = useState<Confirming>({ kind: '', evidence: '' })
  const [tried, setTried] = useState(false)
  useBlocker({
    shouldBlockFn: async () => saving !== 'saved' && (await flush()) === null && !window.confirm(t.leave),
    enableBeforeUnload: false,
  })
  const calls = useMemo(() => counterAttachments(draft.draftId), [draft.draftId])
  const sections = useMemo(() => sectionsNow(draft, answers), [draft, answers])
  const refresh = useCall(refreshCounterDraft, {
    onReply: (reply) => {
      take(reply.draft)
      say(t.changed)
    },
  })
  const submit = useCall(submitCounterDraft, {
    onReply: ({ dossierId }) => go(`${paths.dossier(dossierId)}?filed=1`),
    onProblem: (found) => {
      if (found.is(registerChanged)) void refresh.send({ params: { draftId: draft.draftId } })
      if (found.is(answersWrong) || found.is(notEligible)) {
        showFaults((found.body.errors ?? []) as FieldFault[])
      }
    },
  })
  const showFaults = (found: readonly FieldFault[]) => {
    setFaults(found)
    setTries((before) => before + 1)
  }
  const send = async () => {
    setTried(true)
    const found = faultsNow(draft, answers)
    if (found.length > 0) return showFaults(found)
    const confirmation = confirmationOf(confirming)
    if (!confirmation) return
    const saved = await flush()
    if (!saved) return
    await submit.send({
      params: { draftId: saved.draftId },
      body: { revision: saved.revision, serviceVersion: saved.service.version, confirmation },
    })
  }
  const errorOf = (field: string) => {
    const fault = faults.find((one) => one.field === field)
    return fault ? show(fault.message) : undefined
  }
  const labels = (name: string) =>
    show(sections.flatMap(({ fields }) => fields).find((field) => field.name === name)?.label) || name
  const told = submit.problem
  return (
    <FormAttachments calls={calls} attachments={draft.attachments} onAttached={attach}>
      <Columns
        asideFirst
        aside={
          <>
            <VisitorCard visitor={first.visitor} />
            <FeeCard fee={draft.fee} />
            <SparedPapersCard papers={draft.papers} />
          </>
        }
      >
        <p className="muted" role="status">
          {t.known(draft.share.filled, draft.share.fields)} {saving === 'saved' ? t.saved : t.saving}
        </p>
        <EndedUnitsNotice first={first.draft} answers={answers} onAnswer={answer} />
        {faults.length > 0 ? <ErrorSummary key={tries} faults={faults} labels={labels} /> : null}
        {problem?.is(draftChanged) ? (
          <Notice look="wait" now>
            <Button onClick={() => void settle('mine')}>{t.settle}</Button>
          </Notice>
        ) : problem && saving === 'not-saved' ? (
          <ErrorState problem={problem} onRetry={() => void flush()} />
        ) : null}
        {told && !told.is(answersWrong) && !told.is(notEligible) && !told.is(registerChanged) ? (
          <ErrorState problem={told} />
        ) : null}
        {sections.map((section) => (
          <Card key={section.id} title={show(section.title)}>
            <SectionFields
              fields={section.fields}
              given={draft}
              answers={answers}
              draftId={draft.draftId}
              errorOf={errorOf}
              onAnswer={(name, value) => {
                answer(name, value)
                setFaults((found) => found.filter((one) => one.field !== name))
              }}
            />
          </Card>
        ))}
        <NeededPapersCard papers={draft.papers} />
        <Card title={t.confirmation} icon="pen" look="attention">
          <ConfirmationFields
            value={confirming}
            onChange={setConfirming}
            hasAccount={first.visitor.hasAccount}
            fault={tried ? confirmationFault(confirming) : null}
          />
          <p>
            <FileLink href={urlOf(readCounterForm, { params: { draftId: draft.draftId } })} name={t.print} />
          </p>
        </Card>
        <Actions>
          <Button look="primary" icon="send" pending={submit.pending} onClick={() => void send()}>
            {t.send}
          </Button>
        </Actions>
      </Columns>
    </FormAttachments>
  )
}
