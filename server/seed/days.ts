/** Days as whole numbers since 1 January 1970: a simulation compares and adds days all the time. */
import type { Day } from '#platform/schemas.ts'

const DAY_MS = 86_400_000
const VIETNAM_OFFSET_MS = 7 * 3_600_000
const FIRST = -40_000 // 1860
const texts: string[] = []

/** Never: later than any day. */
export const NEVER = 1_000_000

export function dayNumber(day: Day): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / DAY_MS)
}

export function dayText(number: number): Day {
  const text = texts[number - FIRST]
  if (text !== undefined) return text
  const made = new Date(number * DAY_MS).toISOString().slice(0, 10)
  texts[number - FIRST] = made
  return made
}

const after = new Map<Day, Day>()

/** The day after a day, as text. */
export function dayAfter(day: Day): Day {
  let found = after.get(day)
  if (found === undefined) {
    found = dayText(dayNumber(day) + 1)
    after.set(day, found)
  }
  return found
}

/** Day number of 1 January. */
export function newYear(year: number): number {
  return Math.round(Date.UTC(year, 0, 1) / DAY_MS)
}

export function yearOf(number: number): number {
  return Number(dayText(number).slice(0, 4))
}

/** Years as days, roughly: for drawing, not for the law. */
export const years = (count: number) => Math.round(count * 365.25)

/** The instant, in milliseconds, at which a minute of a day passes in Việt Nam. */
export function instantOf(number: number, minutes: number): number {
  return number * DAY_MS - VIETNAM_OFFSET_MS + minutes * 60_000
}

export function isWeekend(number: number): boolean {
  const weekday = (((number + 3) % 7) + 7) % 7
  return weekday >= 5
}
