import { dayOf, daysBetween } from '@platform/server/platform/day.ts'
import { showInstant } from './format.ts'
import { StatusBadge } from './StatusBadge.tsx'
import './DueBadge.css'
import { text, useText } from './text.ts'

const words = text({
  late: {
    vi: (days: number) => (days === 0 ? 'Quá hạn hôm nay' : `Quá hạn ${days} ngày`),
    en: (days: number) =>
      days === 0 ? 'Overdue today' : days === 1 ? '1 day overdue' : `${days} days overdue`,
  },
  today: { vi: 'Hạn hôm nay', en: 'Due today' },
  left: {
    vi: (days: number) => `Còn ${days} ngày`,
    en: (days: number) => (days === 1 ? '1 day left' : `${days} days left`),
  },
  paused: { vi: 'Tạm dừng hạn', en: 'Clock paused' },
  none: { vi: 'Chưa tính hạn', en: 'No due date yet' },
})

interface DueBadgeProps {
  dueAt: string | null
  overdue: boolean
  paused: boolean
  /** Most of its time is over: stands out before it is late. */
  atRisk?: boolean
  /** Nothing counts down any more: the date alone. */
  finished?: boolean
  now?: Date
}

/** When the next thing is due, in one line of a list: a word with an icon, the date beside it. */
export function DueBadge({
  dueAt,
  overdue,
  paused,
  atRisk = false,
  finished,
  now = new Date(),
}: DueBadgeProps) {
  const t = useText(words)
  if (finished) return <span className="muted small nowrap">{showInstant(dueAt) || '–'}</span>
  if (paused) return <StatusBadge tone="wait">{t.paused}</StatusBadge>
  if (!dueAt) return <span className="muted small">{t.none}</span>
  const days = Math.abs(daysBetween(dayOf(now), dayOf(new Date(dueAt))))
  return (
    <span className="due-badge">
      {overdue ? (
        <StatusBadge tone="refused">{t.late(days)}</StatusBadge>
      ) : (
        <StatusBadge tone={days === 0 || atRisk ? 'wait' : 'progress'}>
          {days === 0 ? t.today : t.left(days)}
        </StatusBadge>
      )}
      <span className="muted small">{showInstant(dueAt)}</span>
    </span>
  )
}
