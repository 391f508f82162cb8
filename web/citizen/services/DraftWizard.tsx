import {
  answersWrong,
  type Difference,
  type Draft,
  draftChanged,
  type FormField,
  notEligible,
  readMyDossier,
  registerChanged,
  submitDraft,
} from '@platform/server/services'
import { useQueryClient } from '@tanstack/react-query'
import { useBlocker } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { ownAttachments } from '../../kit/form/attaching.ts'
import { useDraftKeeping } from '../../kit/form/draft-keeping.ts'
import { EndedUnitsNotice } from '../../kit/form/EndedUnitsNotice.tsx'
import { ErrorSummary } from '../../kit/form/ErrorSummary.tsx'
import { FormAttachments } from '../../kit/form/FormAttachments.tsx'
import { type FieldFault, faultsNow, type SectionNow, stepsNow } from '../../kit/form/form-state.ts'
import { SectionFields } from '../../kit/form/SectionFields.tsx'
import { Actions, Stack } from '../../kit/Layout.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { ProgressSteps } from '../../kit/ProgressSteps.tsx'
import { keyOf, useCall } from '../../kit/queries.ts'
import { useGo } from '../../kit/router.tsx'
import { ErrorState } from '../../kit/States.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { paths } from '../paths.ts'
import { ConflictNotice } from './ConflictNotice.tsx'
import { DraftReview } from './DraftReview.tsx'
import { SavingLine } from './SavingLine.tsx'

/** Fetched only when a register moved on meanwhile. */
const DifferencesDialog = lazy(async () => ({
  default: (await import('./DifferencesDialog.tsx')).DifferencesDialog,
}))

const words = text({
  review: { vi: 'Xem lại và nộp', en: 'Review and send' },
  next: { vi: 'Tiếp tục', en: 'Continue' },
  back: { vi: 'Quay lại', en: 'Back' },
  send: { vi: 'Nộp hồ sơ', en: 'Send' },
  known: {
    vi: (filled: number, fields: number) =>
      `Nhà nước đã biết ${filled} trong ${fields} mục của biểu mẫu này nên không hỏi lại. Mục có hình ổ khóa được lấy thẳng từ cơ sở dữ liệu.`,
    en: (filled: number, fields: number) =>
      `The State already knows ${filled} of the ${fields} fields of this form and does not ask again. Fields with a lock come straight from a register.`,
  },
  leave: {
    vi: 'Những gì bạn vừa gõ chưa lưu được. Rời trang thì sẽ mất. Bạn vẫn muốn rời?',
    en: 'What you just typed could not be saved. It will be lost if you leave. Leave anyway?',
  },
  moved: {
    vi: 'Biểu mẫu vừa có phiên bản mới. Những gì bạn đã điền được giữ lại, hãy xem lại từng bước.',
    en: 'The form has a new version. What you filled in is kept; please look over each step.',
  },
})

/** A form step by step: one section a step, then everything once more before it is sent. */
export function DraftWizard({ first }: { first: Draft }) {
  const t = useText(words)
  const show = useWords()
  const go = useGo()
  const client = useQueryClient()
  const { draft, answers, answer, saving, problem, flush, attach, take, settle } = useDraftKeeping(first)
  useBlocker({
    shouldBlockFn: async () => saving !== 'saved' && (await flush()) === null && !window.confirm(t.leave),
    enableBeforeUnload: false,
  })
  const [step, setStep] = useState(0)
  const [faults, setFaults] = useState<readonly FieldFault[]>([])
  const [tries, setTries] = useState(0)
  const [differences, setDifferences] = useState<readonly Difference[] | null>(null)
  const top = useRef<HTMLHeadingElement>(null)
  const calls = useMemo(() => ownAttachments(draft.draftId), [draft.draftId])
  const { steps, atTheEnd } = useMemo(() => stepsNow(draft, answers), [draft, answers])
  const last = steps.length
  const at = Math.min(step, last)
  const sections = steps[at]
  const submit = useCall(submitDraft, {
    onReply: (dossier) => {
      const { dossierId } = dossier
      client.setQueryData(keyOf(readMyDossier, { params: { dossierId } }), dossier)
      go(`${paths.dossier(dossierId)}?sent=1`)
    },
    onProblem: (found) => {
      if (found.is(registerChanged)) setDifferences((found.body.differences ?? []) as Difference[])
      if (found.is(answersWrong) || found.is(notEligible))
        showFaults((found.body.errors ?? []) as FieldFault[])
    },
  })

  const goTo = (to: number) => {
    setStep(to)
    setFaults([])
  }
  const showFaults = (found: readonly FieldFault[]) => {
    setFaults(found)
    setTries((before) => before + 1)
    const where = steps.findIndex((some) => fieldsIn(some).some(({ name }) => name === found[0]?.field))
    setStep(where < 0 ? last : where)
  }
  const before = useRef(at)
  useEffect(() => {
    if (before.current === at) return
    before.current = at
    // With faults to show, their summary takes the focus.
    if (faults.length > 0) return
    top.current?.focus({ preventScroll: true })
    window.scrollTo({ top: 0 })
  }, [at, faults])

  const onNext = () => {
    const found = faultsNow(draft, answers, new Set(fieldsIn(sections ?? []).map(({ name }) => name)))
    if (found.length > 0) showFaults(found)
    else goTo(at + 1)
    void flush()
  }
  const onSend = async () => {
    const found = faultsNow(draft, answers)
    if (found.length > 0) return showFaults(found)
    const saved = await flush()
    if (!saved) return
    await submit.send({
      params: { draftId: saved.draftId },
      body: { revision: saved.revision, serviceVersion: saved.service.version },
    })
  }
  const errorOf = (field: string) => {
    const fault = faults.find((one) => one.field === field)
    return fault ? show(fault.message) : undefined
  }
  const labels = (field: string) =>
    show(fieldsIn([...steps.flat(), ...atTheEnd]).find(({ name }) => name === field)?.label) || field

  const fieldsOf = (fields: readonly FormField[]) => (
    <SectionFields
      fields={fields}
      given={draft}
      answers={answers}
      draftId={draft.draftId}
      errorOf={errorOf}
      onAnswer={(name, value) => {
        answer(name, value)
        setFaults((found) => found.filter((one) => one.field !== name))
      }}
    />
  )

  return (
    <FormAttachments calls={calls} attachments={draft.attachments} onAttached={attach}>
      <div className="stack stack-loose">
        <ProgressSteps
          steps={[...steps.map((some) => show(some[0]?.title)), t.review]}
          now={at}
          onGo={goTo}
        />
        {draft.migratedFrom === null ? null : <Notice look="wait">{t.moved}</Notice>}
        <EndedUnitsNotice first={first} answers={answers} onAnswer={answer} />
        {at === 0 ? <Notice look="info">{t.known(draft.share.filled, draft.share.fields)}</Notice> : null}
        {faults.length > 0 ? <ErrorSummary key={tries} faults={faults} labels={labels} /> : null}
        {problem?.is(draftChanged) ? (
          <ConflictNotice problem={problem} onSettle={settle} />
        ) : problem && saving === 'not-saved' ? (
          <ErrorState problem={problem} onRetry={() => void flush()} />
        ) : null}
        {submit.problem &&
        !submit.problem.is(answersWrong) &&
        !submit.problem.is(registerChanged) &&
        faults.length === 0 ? (
          <ErrorState problem={submit.problem} />
        ) : null}
        {sections ? (
          <Card>
            {sections.map((section, index) => (
              <Stack key={section.id}>
                <h2 ref={index === 0 ? top : null} tabIndex={-1}>
                  {show(section.title)}
                </h2>
                {section.note ? <p className="muted">{show(section.note)}</p> : null}
                {fieldsOf(section.fields)}
              </Stack>
            ))}
          </Card>
        ) : (
          <DraftReview draft={draft} answers={answers} steps={steps} heading={top} onEdit={goTo}>
            {atTheEnd.map((section) => (
              <Card key={section.id} title={show(section.title)} look="attention">
                {fieldsOf(section.fields)}
              </Card>
            ))}
          </DraftReview>
        )}
        <Actions>
          {at < last ? (
            <Button look="primary" onClick={onNext}>
              {t.next}
            </Button>
          ) : (
            <Button look="primary" icon="send" pending={submit.pending} onClick={() => void onSend()}>
              {t.send}
            </Button>
          )}
          {at > 0 ? (
            <Button icon="left" onClick={() => goTo(at - 1)}>
              {t.back}
            </Button>
          ) : null}
        </Actions>
        <SavingLine saving={saving} savedAt={draft.savedAt} />
        {differences ? (
          <Suspense>
            <DifferencesDialog
              draft={draft}
              differences={differences}
              onClose={() => setDifferences(null)}
              onRefreshed={take}
            />
          </Suspense>
        ) : null}
      </div>
    </FormAttachments>
  )
}

function fieldsIn(sections: readonly SectionNow[]): FormField[] {
  return sections.flatMap(({ fields }) => fields)
}
