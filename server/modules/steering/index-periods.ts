/** Periods of the index: any days up to two years, months for the trend. Pure. */
import { addDays, addMonths, dayOf, daysBetween, instantAt } from '#platform/day.ts'
import type { Day } from '#platform/schemas.ts'
import { periodWrong } from './index.contract.ts'
import type { Period } from './index-facts.store.ts'

const MOST_DAYS = 731

/** From the first to the last day, both within; what is open is looked at now, or when it ended. Throws periodWrong. */
export function periodOf(from: Day, to: Day, now: Date): Period {
  const today = dayOf(now)
  if (from > to || from > today || daysBetween(from, to) >= MOST_DAYS) throw periodWrong()
  const until = instantAt(addDays(to, 1))
  return { from: instantAt(from), until, at: until < now ? until : now }
}

/** So many months up to this one, oldest first. */
export function monthsUpTo(now: Date, count: number): { from: Day; to: Day }[] {
  const first = `${dayOf(now).slice(0, 7)}-01`
  return Array.from({ length: count }, (_, at) => {
    const from = addMonths(first, at + 1 - count)
    return { from, to: addDays(addMonths(from, 1), -1) }
  })
}
