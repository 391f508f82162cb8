import { addDays, addMonths, dayOf, isDay } from '@platform/server/platform/day.ts'
import type { Day } from '@platform/server/platform/schemas.ts'
import { useFilter } from '../../kit/router.tsx'

export const spans = ['today', 'month', 'last-month', 'quarter', 'half', 'nine', 'year', 'own'] as const
export type Span = (typeof spans)[number]

export interface Period {
  from: Day
  to: Day
}

/** The days of a span that holds today: the quarter, the half-year, the year so far. */
export function periodOf(span: Exclude<Span, 'own'>, today: Day): Period {
  const month = `${today.slice(0, 7)}-01`
  const year = `${today.slice(0, 4)}-01-01`
  const number = Number(today.slice(5, 7))
  const since = (months: number) => addMonths(year, Math.floor((number - 1) / months) * months)
  switch (span) {
    case 'today':
      return { from: today, to: today }
    case 'month':
      return { from: month, to: today }
    case 'last-month':
      return { from: addMonths(month, -1), to: addDays(month, -1) }
    case 'quarter':
      return { from: since(3), to: today }
    case 'half':
      return { from: since(6), to: today }
    case 'nine':
      return { from: year, to: number > 9 ? addDays(addMonths(year, 9), -1) : today }
    case 'year':
      return { from: year, to: today }
  }
}

/** The period in the address, so that a link shows the same. */
export function usePeriod() {
  const [asked, setSpan] = useFilter('period', 'month')
  const [from, setFrom] = useFilter('from')
  const [to, setTo] = useFilter('to')
  const span: Span = spans.find((one) => one === asked) ?? 'month'
  const today = dayOf(new Date())
  const usual = periodOf(span === 'own' ? 'month' : span, today)
  const period =
    span === 'own' ? { from: isDay(from) ? from : usual.from, to: isDay(to) ? to : usual.to } : usual
  return { span, period, today, setSpan, setFrom, setTo }
}
