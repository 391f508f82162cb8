import { declareCurrentPlace } from '@platform/server/residence'
import { useState } from 'react'
import { DateField } from '../../kit/DateField.tsx'
import { TextField } from '../../kit/inputs.tsx'
import { text, useText } from '../../kit/text.ts'
import { UnitPicker } from '../../kit/UnitPicker.tsx'
import { useMe } from '../me.ts'
import { DeskDialog } from './DeskDialog.tsx'
import { today } from './today.ts'

const words = text({
  title: { vi: 'Khai báo nơi ở hiện tại', en: 'Declare the current place' },
  unit: { vi: 'Xã, phường', en: 'Commune' },
  place: { vi: 'Nơi ở', en: 'Place' },
  placeHint: { vi: 'Số nhà, đường, thôn, hoặc mô tả nơi ở', en: 'Address, or the place in words' },
  on: { vi: 'Ở đây từ ngày', en: 'Here since' },
})

export function CurrentPlaceDialog({ personId, onClose }: { personId: string; onClose: () => void }) {
  const t = useText(words)
  const territory = useMe().data?.actingAs?.territory
  const own = territory?.level === 'commune' ? territory.unitId : null
  const [picked, setPicked] = useState<number | null>(null)
  const [place, setPlace] = useState('')
  const [on, setOn] = useState<string | null>(today())
  const unitId = picked ?? own
  const body = unitId && on && place.trim() ? { personId, on, unitId, place: place.trim() } : null
  return (
    <DeskDialog title={t.title} endpoint={declareCurrentPlace} body={body} onClose={onClose}>
      {own === null ? <UnitPicker label={t.unit} value={picked} onChange={setPicked} /> : null}
      <TextField label={t.place} hint={t.placeHint} value={place} maxLength={200} onChange={setPlace} />
      <DateField label={t.on} value={on} max={today()} onChange={setOn} />
    </DeskDialog>
  )
}
