/**
 * Working time as pure functions over the calendar: when a term of N working days or hours ends, and why. Time is
 * Asia/Ho_Chi_Minh whatever the server's zone. Civil Code 91/2015/QH13, art. 147, 148; Decree 118/2025/NĐ-CP.
 */
import type { Day } from '#platform/schemas.ts'
import type { DeadlineStep } from './contract.ts'
import { mergedPauses, type Pause } from './pauses.ts'
import {
  closingOf,
  type DayNumber,
  dayOfNumber,
  isWorking,
  minutesOf,
  msInto,
  nextWorking,
  numberAt,
  numberOf,
  openingOf,
  spansOf,
  type WorkingCalendar,
} from './working-calendar.ts'
import * as explain from './working-time-words.ts'

export type Term = { workingDays: number } | { workingHours: number }

export interface ClockRules {
  /** Received after this hour (`15:00`) counts as received on the next working day. */
  cutOff?: string | null
  /** Time that does not count: waiting for the citizen, for payment, for another agency. */
  pauses?: readonly Pause[]
  /** The one extension (gia hạn) that the law allows, in working days. */
  extensionDays?: number
  /** Until when a pause that still runs is counted; needed when there is one. */
  asOf?: Date
}

export interface Deadline {
  dueAt: Date
  dueOn: Day
  /** The day on which the dossier counts as received. */
  receivedOn: Day
  /** A pause still runs: the due date moves on with it. */
  paused: boolean
  /** Rests on a day off that is not officially confirmed, or runs beyond the known calendar. */
  provisional: boolean
  /** How it was computed, for the receipt. */
  steps: DeadlineStep[]
}

const MAX_DAYS = 1000
const HOUR_MS = 3_600_000

export function deadline(
  from: Date,
  term: Term,
  calendar: WorkingCalendar,
  rules: ClockRules = {},
): Deadline {
  return 'workingDays' in term
    ? addWorkingDays(from, term.workingDays, calendar, rules)
    : addWorkingHours(from, term.workingHours, calendar, rules)
}

/**
 * The end of a term in working days: the day of receipt is not counted, the last day ends when offices close.
 * 0 days is a same-day matter. Civil Code 91/2015/QH13, art. 147(2), 148.
 */
export function addWorkingDays(
  from: Date,
  days: number,
  calendar: WorkingCalendar,
  rules: ClockRules = {},
): Deadline {
  if (!Number.isInteger(days) || days < 0 || days > MAX_DAYS)
    throw new Error(`Not a term in working days: ${days}`)
  const counted = receivedDay(from, calendar, rules)
  const isClosed = days === 0 && from > closingOf(counted, calendar)
  const receivedOn = isClosed ? nextWorking(counted, calendar) : counted
  const firstDay = days === 0 ? receivedOn : nextWorking(receivedOn, calendar)
  let lastDay = receivedOn
  for (let day = 0; day < days; day++) lastDay = nextWorking(lastDay, calendar)
  const base = closingOf(lastDay, calendar)
  const steps = [
    ...explain.receipt(from, receivedOn, calendar, rules.cutOff ?? null),
    ...explain.daysOff(receivedOn, firstDay, calendar),
    ...(days > 0 ? [explain.countedDays(days, firstDay)] : []),
    ...explain.daysOff(firstDay, lastDay, calendar),
  ]
  const startsAt = days === 0 && numberAt(from) === receivedOn ? from : openingOf(firstDay, calendar)
  return finish(base, startsAt, receivedOn, calendar, rules, steps)
}

/** The end of a term in working hours, counted by the minute within office hours; half a working day is 4 hours. */
export function addWorkingHours(
  from: Date,
  hours: number,
  calendar: WorkingCalendar,
  rules: ClockRules = {},
): Deadline {
  if (!(hours >= 0) || hours > MAX_DAYS * 24) throw new Error(`Not a term in working hours: ${hours}`)
  const receivedOn = receivedDay(from, calendar, rules)
  const startsAt = receivedOn === numberAt(from) ? from : openingOf(receivedOn, calendar)
  const base = addWorkingMs(startsAt, hours * HOUR_MS, calendar)
  const steps = [
    ...explain.receipt(from, receivedOn, calendar, rules.cutOff ?? null),
    explain.countedHours(hours),
    ...explain.daysOff(receivedOn, numberAt(base), calendar),
  ]
  return finish(base, startsAt, receivedOn, calendar, rules, steps)
}

/** Working minutes between two instants; 0 when the second is not later. */
export function workingTimeBetween(from: Date, until: Date, calendar: WorkingCalendar): number {
  return workingMsBetween(from, until, calendar) / 60_000
}

/** Working days after one day up to and including another. */
export function workingDaysBetween(from: Day, until: Day, calendar: WorkingCalendar): number {
  const last = numberOf(until)
  let count = 0
  for (let day = numberOf(from) + 1; day <= last; day++) if (isWorking(day, calendar)) count++
  return count
}

function receivedDay(from: Date, calendar: WorkingCalendar, { cutOff }: ClockRules): DayNumber {
  const day = numberAt(from)
  if (!isWorking(day, calendar)) return nextWorking(day, calendar)
  const isLate = cutOff != null && from.getTime() > msInto(day, minutesOf(cutOff))
  return isLate ? nextWorking(day, calendar) : day
}

/** Moves the end by the pauses within the term, then by the extension. */
function finish(
  base: Date,
  startsAt: Date,
  receivedOn: DayNumber,
  calendar: WorkingCalendar,
  rules: ClockRules,
  steps: DeadlineStep[],
): Deadline {
  let dueAt = base
  for (const pause of mergedPauses(rules.pauses ?? [], rules.asOf)) {
    if (pause.from.getTime() >= dueAt.getTime()) break
    const lostMs = workingMsBetween(pause.from < startsAt ? startsAt : pause.from, pause.until, calendar)
    if (lostMs === 0) continue
    const moved = addWorkingMs(dueAt, lostMs, calendar)
    steps.push(explain.paused(pause, lostMs), ...explain.daysOff(numberAt(dueAt), numberAt(moved), calendar))
    dueAt = moved
  }
  if (rules.extensionDays) {
    const before = numberAt(dueAt)
    let day = before
    for (let counted = 0; counted < rules.extensionDays; counted++) day = nextWorking(day, calendar)
    dueAt = closingOf(day, calendar)
    steps.push(explain.extended(rules.extensionDays), ...explain.daysOff(before, day, calendar))
  }
  const lastDay = numberAt(dueAt)
  const provisional = explain.isProvisional(receivedOn, lastDay, calendar)
  steps.push(explain.due(dueAt), ...(provisional ? [explain.provisional(lastDay)] : []))
  return {
    dueAt,
    dueOn: dayOfNumber(lastDay),
    receivedOn: dayOfNumber(receivedOn),
    paused: (rules.pauses ?? []).some((it) => it.until === null),
    provisional,
    steps,
  }
}

function addWorkingMs(from: Date, ms: number, calendar: WorkingCalendar): Date {
  let left = ms
  for (let day = numberAt(from); ; day = nextWorking(day, calendar)) {
    for (const { opens, closes } of spansOf(day, calendar)) {
      const start = Math.max(msInto(day, opens), from.getTime())
      const open = msInto(day, closes) - start
      if (open < 0) continue
      if (left <= open) return new Date(start + left)
      left -= open
    }
  }
}

function workingMsBetween(from: Date, until: Date, calendar: WorkingCalendar): number {
  const [begin, end] = [from.getTime(), until.getTime()]
  if (end <= begin) return 0
  const last = numberAt(until)
  let total = 0
  for (let day = numberAt(from); day <= last; day++) {
    for (const { opens, closes } of spansOf(day, calendar)) {
      total += Math.max(0, Math.min(msInto(day, closes), end) - Math.max(msInto(day, opens), begin))
    }
  }
  return total
}
