/**
 * When a counter is open to who takes a number himself, how many numbers it gives a day and which offices have one:
 * the law parameter `services.queue`, of a commune's own where it has one. Pure but for reading it.
 */
import { minuteOf } from '#accounts'
import type { Call } from '#platform/call.ts'
import { addDays, dayOf, instantAt, weekday } from '#platform/day.ts'
import type { Day } from '#platform/schemas.ts'
import { lawParameter, specialDay, unitIdOfAgency, type WorkingCalendar } from '#reference'

export interface QueueRules {
  /** Spans of the day, by weekday: 1 Monday … 7 Sunday. */
  hours: readonly { weekdays: readonly number[]; spans: readonly { from: string; until: string }[] }[]
  mostADay: number
  agencyKinds: readonly string[]
}

export async function queueRules(call: Call, agencyId: number): Promise<QueueRules> {
  const unitId = unitIdOfAgency(agencyId) ?? undefined
  return (await lawParameter<QueueRules>(call, 'services.queue', dayOf(call.now), unitId)).value
}

/** The longest run of days off is Tết. */
const DAYS_AHEAD = 21

/** Until when a counter is open now, or null; and when it opens next, or null when that is far off. */
export function openingOf(
  now: Date,
  { hours }: Pick<QueueRules, 'hours'>,
  calendar: WorkingCalendar,
): { openUntil: Date | null; opensAt: Date | null } {
  const today = dayOf(now)
  const spans = Array.from({ length: DAYS_AHEAD + 1 }, (_, days) => addDays(today, days)).flatMap((day) =>
    spansOn(day, hours, calendar),
  )
  const open = spans.find(({ from, until }) => from <= now && now < until)
  return { openUntil: open?.until ?? null, opensAt: spans.find(({ from }) => from > now)?.from ?? null }
}

/** A holiday has none; a day of rest that was swapped for a working day has Monday's. */
function spansOn(day: Day, hours: QueueRules['hours'], calendar: WorkingCalendar) {
  const special = specialDay(day, calendar)
  if (special && special.kind !== 'swapped-working') return []
  const as = special ? 1 : weekday(day)
  return hours
    .filter(({ weekdays }) => weekdays.includes(as))
    .flatMap(({ spans }) => spans)
    .map(({ from, until }) => ({
      from: instantAt(day, minuteOf(from)),
      until: instantAt(day, minuteOf(until)),
    }))
}
