import { type ResidenceKind, removeResidence } from '@platform/server/residence'
import { useState } from 'react'
import { DateField } from '../../kit/DateField.tsx'
import { SelectField } from '../../kit/inputs.tsx'
import { text, useText } from '../../kit/text.ts'
import { useCodeOptions } from './code-options.ts'
import { DeskDialog } from './DeskDialog.tsx'
import { today } from './today.ts'

const words = text({
  permanent: { vi: 'Xóa đăng ký thường trú', en: 'Remove permanent residence' },
  temporary: { vi: 'Xóa đăng ký tạm trú', en: 'Remove temporary residence' },
  ground: { vi: 'Căn cứ xóa đăng ký', en: 'Ground of removal' },
  on: { vi: 'Ngày xóa', en: 'Day of removal' },
  since: { vi: 'Tình trạng này có từ ngày', en: 'So since' },
  sinceHint: {
    vi: 'Ngày bắt đầu vắng mặt, chấm dứt thuê mượn hoặc chuyển quyền sở hữu',
    en: 'The day the person left, the lease ended or the dwelling was sold',
  },
})

/** Grounds that begin only after a time; the day from which it runs is asked. */
const timed = ['d', 'e', 'g', 'absent']

interface RemovalDialogProps {
  personId: string
  kind: ResidenceKind
  onClose: () => void
}

export function RemovalDialog({ personId, kind, onClose }: RemovalDialogProps) {
  const t = useText(words)
  const [ground, setGround] = useState('')
  const [on, setOn] = useState<string | null>(today())
  const [since, setSince] = useState<string | null>(null)
  const grounds = useCodeOptions(`${kind}-residence-removal-grounds`).filter(({ value }) => value !== 'moved')
  const needsSince = timed.includes(ground)
  const body =
    ground && on && (!needsSince || since)
      ? { personId, kind, ground, on, ...(needsSince && since ? { since } : {}) }
      : null
  return (
    <DeskDialog title={t[kind]} endpoint={removeResidence} body={body} look="danger" onClose={onClose}>
      <SelectField label={t.ground} value={ground} onChange={setGround} options={grounds} />
      {needsSince ? (
        <DateField label={t.since} hint={t.sinceHint} value={since} max={today()} onChange={setSince} />
      ) : null}
      <DateField label={t.on} value={on} max={today()} onChange={setOn} />
    </DeskDialog>
  )
}
