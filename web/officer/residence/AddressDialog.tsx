import { changeAddress } from '@platform/server/residence'
import { useState } from 'react'
import { DateField } from '../../kit/DateField.tsx'
import { TextField } from '../../kit/inputs.tsx'
import { text, useText } from '../../kit/text.ts'
import { PaperDialog } from './PaperDialog.tsx'
import { today } from './today.ts'

const words = text({
  title: { vi: 'Đổi số nhà, tên đường', en: 'New house number or street name' },
  line: { vi: 'Số nhà, đường, thôn mới', en: 'New house number, street, hamlet' },
  on: { vi: 'Có hiệu lực từ ngày', en: 'From' },
  send: { vi: 'Ghi địa chỉ mới', en: 'Record the new address' },
  done: {
    vi: 'Đã ghi địa chỉ mới; người dân không phải làm gì',
    en: 'Recorded; the residents need do nothing',
  },
})

/** The dwelling gets another number, or its street another name; papers of before keep what they say. */
export function AddressDialog({ dwellingId, onClose }: { dwellingId: string; onClose: () => void }) {
  const t = useText(words)
  const [line, setLine] = useState('')
  const [on, setOn] = useState<string | null>(today())
  return (
    <PaperDialog
      title={t.title}
      send={t.send}
      done={t.done}
      endpoint={changeAddress}
      params={{ dwellingId }}
      body={line.trim() !== '' && on ? { addressLine: line.trim(), on } : null}
      onClose={onClose}
    >
      <TextField label={t.line} value={line} maxLength={200} onChange={setLine} />
      <DateField label={t.on} value={on} max={today()} onChange={setOn} />
    </PaperDialog>
  )
}
