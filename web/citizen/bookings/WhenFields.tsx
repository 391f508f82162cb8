import { addDays, dayOf } from '@platform/server/platform/day.ts'
import { listBookingTimes } from '@platform/server/services'
import { showDay } from '../../kit/format.ts'
import { SelectField } from '../../kit/inputs.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { useRead } from '../../kit/queries.ts'
import { text, useText } from '../../kit/text.ts'

const words = text({
  day: { vi: 'Ngày', en: 'Day' },
  time: { vi: 'Giờ', en: 'Time' },
  slot: {
    vi: (time: string, free: number) => `${time} (còn ${free} chỗ)`,
    en: (time: string, free: number) => `${time} (${free} left)`,
  },
  none: {
    vi: 'Ngày này quầy nghỉ hoặc đã kín giờ. Hãy chọn ngày khác.',
    en: 'The counter is closed or full on this day. Choose another.',
  },
})

const DAYS = 14

export interface When {
  day: string
  time: string
}

interface WhenFieldsProps {
  unitId: number | null
  value: When
  onChange: (when: When) => void
  error: string | null
}

/** A day and one of its half hours that are still free. */
export function WhenFields({ unitId, value, onChange, error }: WhenFieldsProps) {
  const t = useText(words)
  const today = dayOf(new Date())
  const times = useRead(
    listBookingTimes,
    { query: { unitId: unitId ?? 1, day: value.day } },
    { enabled: unitId !== null },
  )
  const free = times.data?.times.filter((one) => one.free > 0) ?? []
  const full = unitId !== null && times.data !== undefined && free.length === 0
  return (
    <>
      <SelectField
        label={t.day}
        value={value.day}
        onChange={(day) => onChange({ day, time: '' })}
        options={Array.from({ length: DAYS + 1 }, (_, i) => addDays(today, i)).map((one) => ({
          value: one,
          label: showDay(one),
        }))}
      />
      {full ? <Notice look="wait">{t.none}</Notice> : null}
      <SelectField
        label={t.time}
        value={value.time}
        onChange={(time) => onChange({ ...value, time })}
        error={full ? null : error}
        disabled={free.length === 0}
        options={free.map((one) => ({ value: one.time, label: t.slot(one.time, one.free) }))}
      />
    </>
  )
}
