/**
 * The working calendar (lịch làm việc) as a value: which days and which minutes count. Labour Code 45/2019/QH14,
 * art. 111, 112; the yearly swaps are decisions of the Government.
 */
import { addDays, instantAt, weekday } from '#platform/day.ts'
import type { Day } from '#platform/schemas.ts'
import type { SpecialDay } from './contract.ts'

/** Office hours (giờ hành chính) in force from a day, in minutes since midnight, in order. */
export interface OfficeHours {
  validFrom: Day
  validUntil: Day | null
  spans: readonly { opens: number; closes: number }[]
}

export interface WorkingCalendar {
  specialDays: ReadonlyMap<Day, SpecialDay>
  officeHours: readonly OfficeHours[]
  /** Weekly rest, 1 Monday … 7 Sunday. A counter open on Saturday morning does not make it a working day. */
  weeklyRest: readonly number[]
  /** Last day whose holidays are listed; a term that runs beyond it is provisional. */
  knownUntil: Day
}

/** What the tables and the file of data/ both hold. */
export interface CalendarFacts {
  specialDays: readonly SpecialDay[]
  officeHours: readonly {
    validFrom: Day
    validUntil: Day | null
    spans: readonly (readonly [string, string])[]
  }[]
  weeklyRest: readonly number[]
  knownUntil: Day
}

export function calendarOf({
  specialDays,
  officeHours,
  weeklyRest,
  knownUntil,
}: CalendarFacts): WorkingCalendar {
  return {
    specialDays: new Map(specialDays.map((special) => [special.day, special])),
    officeHours: officeHours.map(({ validFrom, validUntil, spans }) => ({
      validFrom,
      validUntil,
      spans: spans.map(([opens, closes]) => ({ opens: minutesOf(opens), closes: minutesOf(closes) })),
    })),
    weeklyRest,
    knownUntil,
  }
}

/** `07:30` as minutes since midnight. */
export function minutesOf(clock: string): number {
  const [hours, minutes] = clock.split(':').map(Number)
  return hours! * 60 + minutes!
}

/** No term of administrative law is longer; a loop beyond it is a mistake of ours. */
const FARTHEST_DAYS = 3660

export function isWorkingDay(day: Day, calendar: WorkingCalendar): boolean {
  const special = calendar.specialDays.get(day)
  if (special) return special.kind === 'swapped-working'
  return !calendar.weeklyRest.includes(weekday(day))
}

/** The first working day after a day. */
export function nextWorkingDay(day: Day, calendar: WorkingCalendar): Day {
  for (let ahead = 1; ahead <= FARTHEST_DAYS; ahead++) {
    const next = addDays(day, ahead)
    if (isWorkingDay(next, calendar)) return next
  }
  throw new Error(`No working day within ten years after ${day}`)
}

/** Office hours of a day as instants; none on a day off. */
export function spansOf(day: Day, calendar: WorkingCalendar): { opensAt: number; closesAt: number }[] {
  if (!isWorkingDay(day, calendar)) return []
  const hours = calendar.officeHours.find(
    ({ validFrom, validUntil }) => validFrom <= day && (validUntil === null || day < validUntil),
  )
  if (!hours || hours.spans.length === 0) throw new Error(`No office hours are known for ${day}`)
  return hours.spans.map(({ opens, closes }) => ({
    opensAt: instantAt(day, opens).getTime(),
    closesAt: instantAt(day, closes).getTime(),
  }))
}

/** When offices open and close on a working day. */
export function openingOf(day: Day, calendar: WorkingCalendar): Date {
  return new Date(spansOf(day, calendar)[0]!.opensAt)
}

export function closingOf(day: Day, calendar: WorkingCalendar): Date {
  return new Date(spansOf(day, calendar).at(-1)!.closesAt)
}
