import { changeAddress } from '@platform/server/residence'
import { useRef, useState } from 'react'
import { Button } from '../../kit/Button.tsx'
import { DateField } from '../../kit/DateField.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { useFirstField } from '../../kit/first-field.ts'
import { LongTextField, TextField } from '../../kit/inputs.tsx'
import { Actions } from '../../kit/Layout.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { useCall } from '../../kit/queries.ts'
import { ErrorState } from '../../kit/States.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText } from '../../kit/text.ts'
import { today } from './today.ts'

const words = text({
  title: { vi: 'Đổi số nhà, tên đường', en: 'New house number or street name' },
  line: { vi: 'Số nhà, đường, thôn mới', en: 'New house number, street, hamlet' },
  on: { vi: 'Có hiệu lực từ ngày', en: 'From' },
  paper: { vi: 'Quyết định làm căn cứ', en: 'The decision it stands on' },
  reason: { vi: 'Lý do, ít nhất 10 ký tự', en: 'Why, in at least 10 letters' },
  missing: { vi: 'Hãy điền đủ các mục', en: 'Please fill in everything' },
  send: { vi: 'Ghi địa chỉ mới', en: 'Record the new address' },
  cancel: { vi: 'Quay lại', en: 'Go back' },
  done: {
    vi: 'Đã ghi địa chỉ mới; người dân không phải làm gì',
    en: 'Recorded; the residents need do nothing',
  },
})

/** The dwelling gets another number, or its street another name; papers of before keep what they say. */
export function AddressDialog({ dwellingId, onClose }: { dwellingId: string; onClose: () => void }) {
  const t = useText(words)
  const form = useRef<HTMLFormElement>(null)
  useFirstField(form)
  const [line, setLine] = useState('')
  const [on, setOn] = useState<string | null>(today())
  const [paper, setPaper] = useState('')
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const change = useCall(changeAddress, {
    onReply: () => {
      say(t.done)
      onClose()
    },
  })
  const complete = line.trim() !== '' && on !== null && paper.trim().length >= 3 && reason.trim().length >= 10
  return (
    <Dialog title={t.title} open onClose={onClose}>
      <form
        ref={form}
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          setTried(true)
          if (!complete || change.pending) return
          const body = { addressLine: line.trim(), on, paper: paper.trim(), reason: reason.trim() }
          void change.send({ params: { dwellingId }, body })
        }}
      >
        <TextField label={t.line} value={line} maxLength={200} onChange={setLine} />
        <DateField label={t.on} value={on} max={today()} onChange={setOn} />
        <TextField label={t.paper} value={paper} maxLength={200} onChange={setPaper} />
        <LongTextField label={t.reason} value={reason} maxLength={500} onChange={setReason} />
        {tried && !complete ? <Notice look="wrong" title={t.missing} now /> : null}
        {change.problem ? <ErrorState problem={change.problem} /> : null}
        <Actions>
          <Button look="primary" type="submit" pending={change.pending}>
            {t.send}
          </Button>
          <Button onClick={onClose}>{t.cancel}</Button>
        </Actions>
      </form>
    </Dialog>
  )
}
