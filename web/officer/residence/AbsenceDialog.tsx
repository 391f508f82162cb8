import { declareAbsence, endAbsence } from '@platform/server/residence'
import { useState } from 'react'
import { DateField } from '../../kit/DateField.tsx'
import { SelectField, TextField } from '../../kit/inputs.tsx'
import { text, useText } from '../../kit/text.ts'
import { useCodeOptions } from './code-options.ts'
import { DeskDialog } from './DeskDialog.tsx'
import { today } from './today.ts'

const words = text({
  title: { vi: 'Khai báo tạm vắng', en: 'Declare an absence' },
  ground: { vi: 'Thuộc trường hợp', en: 'Who has to declare' },
  from: { vi: 'Đi từ ngày', en: 'Away from' },
  until: { vi: 'Đến hết ngày', en: 'Until' },
  destination: { vi: 'Nơi đến', en: 'Where to' },
  because: { vi: 'Lý do vắng mặt', en: 'Why' },
  consent: { vi: 'Văn bản đồng ý của cơ quan giám sát, quản lý', en: 'Consent of the supervising body' },
  back: { vi: 'Ghi nhận đã trở về', en: 'Record the return' },
  on: { vi: 'Ngày trở về', en: 'Day of return' },
})

export function AbsenceDialog({ personId, onClose }: { personId: string; onClose: () => void }) {
  const t = useText(words)
  const [ground, setGround] = useState('d')
  const [from, setFrom] = useState<string | null>(today())
  const [until, setUntil] = useState<string | null>(null)
  const [destination, setDestination] = useState('')
  const [because, setBecause] = useState('')
  const [consent, setConsent] = useState('')
  const supervised = ground === 'a' || ground === 'b'
  const body =
    from && destination.trim() && because.trim()
      ? {
          personId,
          ground,
          from,
          ...(until ? { until } : {}),
          destination: destination.trim(),
          because: because.trim(),
          ...(supervised && consent.trim() ? { consent: consent.trim() } : {}),
        }
      : null
  return (
    <DeskDialog title={t.title} endpoint={declareAbsence} body={body} onClose={onClose}>
      <SelectField
        label={t.ground}
        value={ground}
        onChange={setGround}
        options={useCodeOptions('absence-grounds')}
      />
      {supervised ? (
        <TextField label={t.consent} value={consent} maxLength={200} onChange={setConsent} />
      ) : null}
      <DateField label={t.from} value={from} onChange={setFrom} />
      <DateField label={t.until} optional value={until} min={from ?? undefined} onChange={setUntil} />
      <TextField label={t.destination} value={destination} maxLength={200} onChange={setDestination} />
      <TextField label={t.because} value={because} maxLength={200} onChange={setBecause} />
    </DeskDialog>
  )
}

interface ReturnDialogProps {
  personId: string
  absenceId: string
  onClose: () => void
}

/** The person came back before the absence was over. */
export function ReturnDialog({ personId, absenceId, onClose }: ReturnDialogProps) {
  const t = useText(words)
  const [on, setOn] = useState<string | null>(today())
  return (
    <DeskDialog
      title={t.back}
      endpoint={endAbsence}
      params={{ absenceId }}
      body={on ? { personId, on } : null}
      onClose={onClose}
    >
      <DateField label={t.on} value={on} max={today()} onChange={setOn} />
    </DeskDialog>
  )
}
