import { dayOf, daysBetween } from '@platform/server/platform/day.ts'
import type { ReactNode } from 'react'
import { showInstant } from './format.ts'
import { StatusBadge } from './StatusBadge.tsx'
import { text, useText } from './text.ts'

const words = text({
  due: { vi: 'Hạn trả kết quả', en: 'Result due' },
  left: {
    vi: (days: number) => (days === 0 ? 'Trong hôm nay' : `Còn ${days} ngày`),
    en: (days: number) => (days === 0 ? 'Today' : days === 1 ? '1 day left' : `${days} days left`),
  },
  late: {
    vi: (days: number) => (days === 0 ? 'Quá hạn' : `Quá hạn ${days} ngày`),
    en: (days: number) => (days === 0 ? 'Overdue' : `${days} days overdue`),
  },
  paused: { vi: 'Tạm dừng tính hạn', en: 'Clock paused' },
  how: { vi: 'Cách tính hạn', en: 'How it was computed' },
})

interface DueDateProps {
  dueAt: string | null
  paused?: boolean
  /** Done: the date stays, nothing counts down any more. */
  finished?: boolean
  /** How it was computed, in words (R32). */
  how?: ReactNode
  now?: Date
}

/** When the result is due, how long that still is, and how it was computed. */
export function DueDate({ dueAt, paused, finished, how, now = new Date() }: DueDateProps) {
  const t = useText(words)
  if (!dueAt) return null
  const late = new Date(dueAt) < now
  const days = Math.abs(daysBetween(dayOf(now), dayOf(new Date(dueAt))))
  return (
    <div className="stack stack-tight">
      <p>
        <span className="muted">{t.due}: </span>
        <strong className="nowrap">{showInstant(dueAt)}</strong>
      </p>
      {finished ? null : paused ? (
        <StatusBadge tone="wait">{t.paused}</StatusBadge>
      ) : (
        <StatusBadge tone={late ? 'refused' : days <= 1 ? 'wait' : 'progress'}>
          {late ? t.late(days) : t.left(days)}
        </StatusBadge>
      )}
      {how ? (
        <details className="more">
          <summary>{t.how}</summary>
          {how}
        </details>
      ) : null}
    </div>
  )
}
