/** Business time is Asia/Ho_Chi_Minh (UTC+7, no summer time), whatever the server's zone. Browser-safe. */
import type { Day } from './schemas.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const VIETNAM_OFFSET_MS = 7 * HOUR_MS

/** The calendar day of an instant in Việt Nam. */
export function dayOf(instant: Date): Day {
  return new Date(instant.getTime() + VIETNAM_OFFSET_MS).toISOString().slice(0, 10)
}

/** The instant at which a day begins in Việt Nam, plus minutes into the day. */
export function instantAt(day: Day, minutes = 0): Date {
  return new Date(Date.parse(`${day}T00:00:00Z`) - VIETNAM_OFFSET_MS + minutes * 60_000)
}

/** Minutes since midnight in Việt Nam. */
export function minutesIntoDay(instant: Date): number {
  const local = new Date(instant.getTime() + VIETNAM_OFFSET_MS)
  return local.getUTCHours() * 60 + local.getUTCMinutes()
}

export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

/** Same day of the month some months later; the last day of the month when that day does not exist. */
export function addMonths(day: Day, months: number): Day {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const first = new Date(Date.UTC(year, month - 1 + months, 1))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  first.setUTCDate(Math.min(date, last))
  return first.toISOString().slice(0, 10)
}

export function addYears(day: Day, years: number): Day {
  return addMonths(day, years * 12)
}

/** Days from one day to another; negative when the second is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS)
}

/** 1 Monday … 7 Sunday. */
export function weekday(day: Day): number {
  return ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1
}

/** Completed years on a day. Someone born on 29 February completes a year on 1 March of a common year. */
export function ageOn(bornOn: Day, on: Day): number {
  const years = Number(on.slice(0, 4)) - Number(bornOn.slice(0, 4))
  return on.slice(5) < bornOn.slice(5) ? years - 1 : years
}

export function isDay(text: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) &&
    new Date(`${text}T00:00:00Z`).toISOString().slice(0, 10) === text
  )
}
