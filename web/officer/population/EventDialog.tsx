import {
  annulLifeEvent,
  type Consequences,
  correctLifeEvent,
  type Dependent,
  readConsequences,
  type TimelineEvent,
} from '@platform/server/population'
import { useRef, useState } from 'react'
import { Button } from '../../kit/Button.tsx'
import { ChoiceField } from '../../kit/choices.tsx'
import { DateField } from '../../kit/DateField.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { useFirstField } from '../../kit/first-field.ts'
import { showDay } from '../../kit/format.ts'
import { LongTextField, TextField } from '../../kit/inputs.tsx'
import { Actions } from '../../kit/Layout.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { useCall, useRead } from '../../kit/queries.ts'
import { ErrorState, Show } from '../../kit/States.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { today } from '../residence/today.ts'
import { DetailFields, type Details, detailsBody } from './DetailFields.tsx'
import type { Why } from './opening.ts'

const words = text({
  title: {
    vi: (event: string) => `Cải chính, hủy bỏ: ${event}`,
    en: (event: string) => `Correct or annul: ${event}`,
  },
  depends: { vi: 'Những gì phụ thuộc vào sự kiện này', en: 'What depends on this event' },
  nothing: {
    vi: 'Không có sự kiện, giấy tờ hay hồ sơ nào khác phụ thuộc.',
    en: 'No other event, paper or dossier depends on it.',
  },
  goWithIt: { vi: 'Sẽ bị hủy theo', en: 'Goes with it' },
  restOnIt: { vi: 'Dựa vào sự kiện này, phải xử lý trước', en: 'Rests on it and must go first' },
  touched: { vi: 'Giấy tờ, hồ sơ cần xem lại', en: 'Papers and dossiers to look at again' },
  what: { vi: 'Bạn muốn làm gì?', en: 'What do you want to do?' },
  correct: { vi: 'Cải chính', en: 'Correct' },
  annul: { vi: 'Hủy bỏ', en: 'Annul' },
  onlyAnnul: {
    vi: 'Sự kiện này phải hủy bỏ rồi đăng ký lại cho đúng',
    en: 'This event has to be annulled and registered again',
  },
  day: { vi: 'Ngày có hiệu lực đúng', en: 'The right day' },
  paper: { vi: 'Số quyết định hoặc giấy tờ làm căn cứ', en: 'Number of the decision or paper' },
  paperWrong: { vi: 'Hãy ghi số quyết định, giấy tờ', en: 'Give the number of the paper' },
  reason: { vi: 'Lý do', en: 'Reason' },
  reasonHint: {
    vi: 'Ít nhất 10 ký tự; người dân và thanh tra xem được',
    en: 'At least 10 letters; the citizen and the inspector can see it',
  },
  reasonWrong: { vi: 'Hãy ghi lý do, ít nhất 10 ký tự', en: 'Say why, in at least 10 letters' },
  valueWrong: { vi: 'Hãy ghi thông tin đúng', en: 'Say what is right' },
  cancel: { vi: 'Quay lại', en: 'Go back' },
  done: { vi: 'Đã ghi vào cơ sở dữ liệu', en: 'Recorded' },
})

interface EventDialogProps {
  personId: string
  why: Why
  event: TimelineEvent
  onClose: () => void
}

/** What depends on an event first; then it is corrected or annulled, with the paper and the reason. */
export function EventDialog({ personId, why, event, onClose }: EventDialogProps) {
  const t = useText(words)
  const show = useWords()
  const params = { personId, eventId: event.id }
  const read = useRead(readConsequences, { params, query: why })
  return (
    <Dialog title={t.title(show(event.words))} open onClose={onClose}>
      <Show read={read}>
        {(consequences) => (
          <>
            <Depending consequences={consequences} />
            <ChangeForm
              params={params}
              why={why}
              event={event}
              consequences={consequences}
              onClose={onClose}
            />
          </>
        )}
      </Show>
    </Dialog>
  )
}

function Depending({ consequences }: { consequences: Consequences }) {
  const t = useText(words)
  const show = useWords()
  const { refused, goWithIt, restOnIt, touched } = consequences
  const none = goWithIt.length + restOnIt.length + touched.length === 0
  return (
    <section aria-label={t.depends} className="stack stack-tight">
      <h3>{t.depends}</h3>
      {refused ? <Notice look="wait">{show(refused)}</Notice> : null}
      {none ? <p className="muted">{t.nothing}</p> : null}
      <Dependents title={t.restOnIt} rows={restOnIt} />
      <Dependents title={t.goWithIt} rows={goWithIt} />
      <Dependents title={t.touched} rows={touched} />
    </section>
  )
}

function Dependents({ title, rows }: { title: string; rows: readonly Dependent[] }) {
  const show = useWords()
  return rows.length > 0 ? (
    <>
      <p className="strong">{title}</p>
      <ul className="bullets">
        {rows.map((row) => (
          <li key={`${row.words.vi}${row.name ?? ''}${row.on ?? ''}`}>
            {[show(row.words), row.name, showDay(row.on), show(row.state)].filter(Boolean).join(' · ')}
          </li>
        ))}
      </ul>
    </>
  ) : null
}

interface ChangeFormProps extends Pick<EventDialogProps, 'why' | 'event' | 'onClose'> {
  params: { personId: string; eventId: string }
  consequences: Consequences
}

function ChangeForm({ params, why, event, consequences, onClose }: ChangeFormProps) {
  const t = useText(words)
  const show = useWords()
  const form = useRef<HTMLFormElement>(null)
  useFirstField(form)
  const { refused, correctable } = consequences
  const stuck = refused ? show(refused) : undefined
  // What cannot be annulled can still be corrected in its details; a day is corrected by annulling.
  const noCorrection = correctable === 'no' || (correctable === 'day' && refused !== null)
  const [act, setAct] = useState(noCorrection ? 'annul' : 'correct')
  const [on, setOn] = useState<string | null>(correctable === 'day' ? event.effectiveOn : null)
  const [details, setDetails] = useState<Details>({})
  const [document, setDocument] = useState('')
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const onReply = () => {
    say(t.done)
    onClose()
  }
  const annul = useCall(annulLifeEvent, { onReply })
  const correct = useCall(correctLifeEvent, { onReply })
  const sender = act === 'annul' ? annul : correct
  const right = correctable === 'details' ? detailsBody(details) : null
  const wrong = {
    document: document.trim().length < 3 ? t.paperWrong : null,
    reason: reason.trim().length < 10 ? t.reasonWrong : null,
    value: act === 'correct' && !on && !right ? t.valueWrong : null,
  }
  const send = () => {
    setTried(true)
    if (Object.values(wrong).some(Boolean) || sender.pending) return
    const body = { ...why, document: document.trim(), reason: reason.trim() }
    if (act === 'annul') void annul.send({ params, body })
    else
      void correct.send({
        params,
        body: { ...body, ...(on ? { on } : {}), ...(right ? { details: right } : {}) },
      })
  }
  if (noCorrection && refused) {
    return (
      <Actions>
        <Button onClick={onClose}>{t.cancel}</Button>
      </Actions>
    )
  }
  return (
    <form
      ref={form}
      className="stack"
      noValidate
      onSubmit={(submitted) => {
        submitted.preventDefault()
        send()
      }}
    >
      <ChoiceField
        label={t.what}
        value={act}
        onChange={setAct}
        options={[
          { value: 'correct', label: t.correct, notNow: noCorrection ? (stuck ?? t.onlyAnnul) : undefined },
          { value: 'annul', label: t.annul, notNow: stuck },
        ]}
      />
      {act === 'correct' ? (
        correctable === 'details' ? (
          <DetailFields
            says={consequences.says}
            details={details}
            onChange={setDetails}
            error={tried ? wrong.value : null}
          />
        ) : (
          <DateField
            label={t.day}
            value={on}
            max={today()}
            onChange={setOn}
            error={tried ? wrong.value : null}
          />
        )
      ) : null}
      <TextField
        label={t.paper}
        value={document}
        maxLength={60}
        onChange={setDocument}
        error={tried ? wrong.document : null}
      />
      <LongTextField
        label={t.reason}
        hint={t.reasonHint}
        value={reason}
        maxLength={500}
        onChange={setReason}
        error={tried ? wrong.reason : null}
      />
      {sender.problem ? <ErrorState problem={sender.problem} /> : null}
      <Actions>
        <Button look={act === 'annul' ? 'danger' : 'primary'} type="submit" pending={sender.pending}>
          {act === 'annul' ? t.annul : t.correct}
        </Button>
        <Button onClick={onClose}>{t.cancel}</Button>
      </Actions>
    </form>
  )
}
