import { type RecordedAct, type RegisterItem, recordLifeEvent, type Said } from '@platform/server/population'
import { useRef, useState } from 'react'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { useFirstField } from '../../kit/first-field.ts'
import { SelectField, TextField } from '../../kit/inputs.tsx'
import { Actions } from '../../kit/Layout.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { useCall } from '../../kit/queries.ts'
import { ErrorState } from '../../kit/States.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { ActFields, complete, type Given } from './ActFields.tsx'
import { type ActName, actsToRecord } from './acts-to-record.ts'
import { DetailFields, type Details, detailsBody } from './DetailFields.tsx'
import type { Why } from './opening.ts'

const words = text({
  title: { vi: 'Ghi sự kiện mới', en: 'Record an event' },
  lead: {
    vi: 'Khai sinh, khai tử và kết hôn làm theo hồ sơ ở bàn hộ tịch. Ở đây ghi quyết định của Tòa án và cơ quan khác.',
    en: 'Births, deaths and marriages go through their dossiers. Here decisions of courts and other offices are recorded.',
  },
  act: { vi: 'Sự kiện', en: 'Event' },
  paper: { vi: 'Số quyết định hoặc giấy tờ làm căn cứ', en: 'Number of the decision or paper' },
  paperWrong: { vi: 'Hãy ghi số quyết định, giấy tờ', en: 'Give the number of the paper' },
  missing: { vi: 'Hãy điền đủ các mục', en: 'Please fill in everything' },
  record: { vi: 'Ghi vào cơ sở dữ liệu', en: 'Record it' },
  cancel: { vi: 'Quay lại', en: 'Go back' },
  done: { vi: 'Đã ghi vào cơ sở dữ liệu', en: 'Recorded' },
})

/** Records what a court or an office decided about the person; the article of the law is added by the day. */
export function RecordDialog({
  personId,
  why,
  items,
  onClose,
}: {
  personId: string
  why: Why
  /** The file’s items, for what stands there now. */
  items: readonly RegisterItem[]
  onClose: () => void
}) {
  const t = useText(words)
  const show = useWords()
  const form = useRef<HTMLFormElement>(null)
  useFirstField(form)
  const [name, setName] = useState('')
  const [given, setGiven] = useState<Given>({})
  const [details, setDetails] = useState<Details>({})
  const [document, setDocument] = useState('')
  const [tried, setTried] = useState(false)
  const record = useCall(recordLifeEvent, {
    onReply: () => {
      say(t.done)
      onClose()
    },
  })
  const act = actsToRecord[name as ActName]
  const body = act ? complete(name as ActName, act.fields, given) : null
  const changed = act?.details ? detailsBody(details) : undefined
  const nothing = Object.keys(body ?? {}).length < 2
  const what =
    body && changed !== null && !nothing ? { ...body, ...(changed ? { details: changed } : {}) } : null
  const paperMissing = document.trim().length < 3
  const send = () => {
    setTried(true)
    if (!what || paperMissing || record.pending) return
    const body = { ...why, document: document.trim(), what: what as RecordedAct }
    void record.send({ params: { personId }, body })
  }
  return (
    <Dialog title={t.title} open onClose={onClose}>
      <form
        ref={form}
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        <p className="muted">{t.lead}</p>
        <SelectField
          label={t.act}
          value={name}
          onChange={(chosen) => {
            setName(chosen)
            setGiven({})
            setDetails({})
            setTried(false)
          }}
          options={Object.entries(actsToRecord).map(([value, one]) => ({ value, label: show(one.words) }))}
        />
        {act ? <ActFields key={name} fields={act.fields} given={given} onChange={setGiven} /> : null}
        {act?.details ? (
          <DetailFields
            says={act.details.map((field) => saidBy(items, field))}
            details={details}
            onChange={setDetails}
            error={null}
          />
        ) : null}
        <TextField
          label={t.paper}
          value={document}
          maxLength={60}
          onChange={setDocument}
          error={tried && paperMissing ? t.paperWrong : null}
        />
        {tried && !what ? <Notice look="wrong" title={t.missing} now /> : null}
        {record.problem ? <ErrorState problem={record.problem} /> : null}
        <Actions>
          <Button look="primary" type="submit" pending={record.pending}>
            {t.record}
          </Button>
          <Button onClick={onClose}>{t.cancel}</Button>
        </Actions>
      </form>
    </Dialog>
  )
}

/** Items of article 9 that hold a detail, where they are called otherwise. */
const itemOf: Record<string, string> = { homeTownUnitId: 'homeTown', birthUnitId: 'birthPlace' }

function saidBy(items: readonly RegisterItem[], field: string): Said {
  const item = items.find(({ code }) => code === (itemOf[field] ?? field))
  return { field, value: null, shown: item?.value ?? null }
}
