/**
 * The working calendar (lịch làm việc) as a value: which days and which minutes count. Labour Code 45/2019/QH14,
 * art. 111, 112; the yearly swaps are decisions of the Government.
 */
import type { Day } from '#platform/schemas.ts'
import type { SpecialDay } from './contract.ts'

/** Days since 1 January 1970 in Việt Nam: what is counted here, because text is slow to count with. */
export type DayNumber = number

const DAY_MS = 86_400_000
const VIETNAM_OFFSET_MS = 7 * 3_600_000

export const numberOf = (day: Day): DayNumber => Date.parse(`${day}T00:00:00Z`) / DAY_MS
export const dayOfNumber = (number: DayNumber): Day => new Date(number * DAY_MS).toISOString().slice(0, 10)
export const numberAt = (instant: Date): DayNumber =>
  Math.floor((instant.getTime() + VIETNAM_OFFSET_MS) / DAY_MS)
/** The instant so many minutes into a day, in milliseconds. */
export const msInto = (number: DayNumber, minutes: number): number =>
  number * DAY_MS - VIETNAM_OFFSET_MS + minutes * 60_000
/** 1 Monday … 7 Sunday. */
export const weekdayOf = (number: DayNumber): number => ((((number + 3) % 7) + 7) % 7) + 1

/** Office hours (giờ hành chính) in force from a day, in minutes since midnight, in order. */
export interface OfficeHours {
  validFrom: DayNumber
  /** The first day on which they no longer hold; without an end, infinity. */
  validUntil: DayNumber
  spans: readonly { opens: number; closes: number }[]
}

export interface WorkingCalendar {
  specialDays: ReadonlyMap<DayNumber, SpecialDay>
  officeHours: readonly OfficeHours[]
  /** Weekly rest, 1 Monday … 7 Sunday. A counter open on Saturday morning does not make it a working day. */
  weeklyRest: readonly number[]
  /** Last day whose holidays are listed; a term that runs beyond it is provisional. */
  knownUntil: DayNumber
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
    specialDays: new Map(specialDays.map((special) => [numberOf(special.day), special])),
    officeHours: officeHours.map(({ validFrom, validUntil, spans }) => ({
      validFrom: numberOf(validFrom),
      validUntil: validUntil === null ? Number.POSITIVE_INFINITY : numberOf(validUntil),
      spans: spans.map(([opens, closes]) => ({ opens: minutesOf(opens), closes: minutesOf(closes) })),
    })),
    weeklyRest,
    knownUntil: numberOf(knownUntil),
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
  return isWorking(numberOf(day), calendar)
}

/** A holiday or a day swapped, with its reason; undefined for a day like others. */
export function specialDay(day: Day, calendar: WorkingCalendar): SpecialDay | undefined {
  return calendar.specialDays.get(numberOf(day))
}

/** The first working day after a day. */
export function nextWorkingDay(day: Day, calendar: WorkingCalendar): Day {
  return dayOfNumber(nextWorking(numberOf(day), calendar))
}

export function isWorking(number: DayNumber, calendar: WorkingCalendar): boolean {
  const special = calendar.specialDays.get(number)
  if (special) return special.kind === 'swapped-working'
  return !calendar.weeklyRest.includes(weekdayOf(number))
}

export function nextWorking(number: DayNumber, calendar: WorkingCalendar): DayNumber {
  for (let next = number + 1; next <= number + FARTHEST_DAYS; next++)
    if (isWorking(next, calendar)) return next
  throw new Error(`No working day within ten years after ${dayOfNumber(number)}`)
}

/** Office hours of a day, in minutes since midnight; none on a day off. */
export function spansOf(number: DayNumber, calendar: WorkingCalendar): OfficeHours['spans'] {
  if (!isWorking(number, calendar)) return []
  const hours = calendar.officeHours.find((it) => it.validFrom <= number && number < it.validUntil)
  if (!hours || hours.spans.length === 0)
    throw new Error(`No office hours are known for ${dayOfNumber(number)}`)
  return hours.spans
}

/** When offices open and close on a working day. */
export function openingOf(number: DayNumber, calendar: WorkingCalendar): Date {
  return new Date(msInto(number, spansOf(number, calendar)[0]!.opens))
}

export function closingOf(number: DayNumber, calendar: WorkingCalendar): Date {
  return new Date(msInto(number, spansOf(number, calendar).at(-1)!.closes))
}
