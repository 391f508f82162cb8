/** Half hours at a commune's desk that one may book: of working days, not begun, not too far ahead. */
import type { Call } from '#platform/call.ts'
import { addDays, dayOf, minutesIntoDay } from '#platform/day.ts'
import type { Day } from '#platform/schemas.ts'
import { isWorkingDay, unitById, units, workingCalendar } from '#reference'

/** Spans of a day, length of a slot, people a slot, days one may book ahead: dated data of `reference`. */
export interface SlotRules {
  spans: readonly { from: string; until: string }[]
  slotMinutes: number
  perSlot: number
  daysAhead: number
}

export const minuteOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
export const timeOf = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

/** The slots of a unit's desk on a day that have not begun; none on a day off, too far ahead or where there is none. */
export async function slotsLeft(
  call: Call,
  unitId: number,
  day: Day,
  rules: SlotRules,
  levels: readonly string[] = ['commune'],
): Promise<number[]> {
  const today = dayOf(call.now)
  if (day < today || day > addDays(today, rules.daysAhead)) return []
  if (!isWorkingDay(day, await workingCalendar(call))) return []
  if (!levels.includes(unitById(await units(call), unitId, today)?.level ?? '')) return []
  const from = day === today ? minutesIntoDay(call.now) : -1
  return rules.spans
    .flatMap(({ from: begin, until }) => {
      const count = Math.floor((minuteOf(until) - minuteOf(begin)) / rules.slotMinutes)
      return Array.from({ length: count }, (_, i) => minuteOf(begin) + i * rules.slotMinutes)
    })
    .filter((minute) => minute > from)
}
