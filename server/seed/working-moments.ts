/** Moments at which offices work, before the day of seeding. */
import { addDays, instantAt } from '#platform/day.ts'
import type { Day } from '#platform/schemas.ts'
import { isWorkingDay, type WorkingCalendar } from '#reference'

const OPENS = 7 * 60 + 40
const CLOSES = 16 * 60 + 40

/** The working day that lies so many working days before a day; 0 is the last one not after it. */
export function workingDaysBefore(day: Day, count: number, calendar: WorkingCalendar): Day {
  let found = day
  for (let left = count; ; found = addDays(found, -1)) {
    if (!isWorkingDay(found, calendar)) continue
    if (left === 0) return found
    left -= 1
  }
}

/** So many working minutes later, in office hours. */
export function later(at: Date, minutes: number, calendar: WorkingCalendar): Date {
  let day = at.toISOString().slice(0, 10)
  let into = Math.round((at.getTime() - instantAt(day).getTime()) / 60_000) + minutes
  for (;;) {
    if (!isWorkingDay(day, calendar)) into = OPENS + (into % 60)
    else if (into > CLOSES) into = OPENS + (into - CLOSES)
    else return instantAt(day, Math.max(into, OPENS))
    day = addDays(day, 1)
  }
}
