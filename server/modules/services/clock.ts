/**
 * The clock of a dossier (thời hạn giải quyết): answered within the intake term from a complete submission, decided
 * within the statutory term from acceptance; it stands while the citizen or others must act. Pure.
 */
import { addDays, dayOf, instantAt } from '#platform/day.ts'
import {
  addWorkingHours,
  type Deadline,
  deadline,
  type Pause,
  type PauseReason,
  type Term,
  type WorkingCalendar,
  workingTimeBetween,
} from '#reference'
import type { DossierState } from './dossiers.contract.ts'
import { states } from './states.ts'

/** A stretch in which the clock stood, as it is kept with the dossier. */
export interface KeptPause {
  from: string
  until: string | null
  reason: PauseReason
}

export interface ClockTerms {
  /** Accepted or answered within: 8 working hours online, one working day at a counter. */
  intake: Term
  term: Term
  cutOff: string | null
  /** When a dossier stands at risk (sắp đến hạn): after these shares of the term, and so many days before its end. */
  warnings: { shares: readonly number[]; daysBefore: number }
  /** The office's own shorter term (định mức nội bộ), as a share of the statutory one. */
  normShare: number
}

export interface ClockFacts {
  intakeFrom: string | null
  acceptedAt: string | null
  pauses: readonly KeptPause[]
  /** Stretches in which other offices were asked. */
  opinions?: readonly { from: string; until: string; excluded: boolean }[]
  /** The one new date that was named. */
  extension?: { workingDays: number } | null
}

export interface ClockReading {
  intakeDueAt: string | null
  dueAt: string | null
  /** From then on it is at risk. */
  warnAt: string | null
  /** The office means to be done by then; the citizen is promised `dueAt`. */
  normDueAt: string | null
  steps: Deadline['steps']
}

/** Reads the clock: what is due when, and why. A pause that still runs is counted up to `asOf`. */
export function readClock(
  { intakeFrom, acceptedAt, pauses, opinions = [], extension = null }: ClockFacts,
  { intake: answer, term, cutOff, warnings, normShare }: ClockTerms,
  calendar: WorkingCalendar,
  asOf: Date,
): ClockReading {
  const others = opinions
    .filter(({ excluded }) => excluded)
    .map(({ from, until }): KeptPause => ({ from, until, reason: 'other-agency' }))
  const lost: Pause[] = [...pauses, ...others].map(({ from, until, reason }) => ({
    from: new Date(from),
    until: until === null ? null : new Date(until),
    reason,
  }))
  const intake =
    intakeFrom === null
      ? null
      : deadline(new Date(intakeFrom), answer, calendar, {
          asOf,
          pauses: lost.filter((pause) => acceptedAt === null || pause.from < new Date(acceptedAt)),
        })
  const result =
    acceptedAt === null
      ? null
      : deadline(new Date(acceptedAt), term, calendar, {
          asOf,
          cutOff,
          ...(extension ? { extensionDays: extension.workingDays } : {}),
          pauses: lost.filter((pause) => pause.from >= new Date(acceptedAt)),
        })
  const from = acceptedAt ?? intakeFrom
  const due = (result ?? intake)?.dueAt
  const aDay = due ? workingMinutesOn(due, calendar) : 0
  const minutesOf = (one: Term) => ('workingHours' in one ? one.workingHours * 60 : one.workingDays * aDay)
  const before = (minutes: number) =>
    from && due ? instantBefore(new Date(from), due, minutes, calendar).toISOString() : null
  return {
    intakeDueAt: intake?.dueAt.toISOString() ?? null,
    dueAt: result?.dueAt.toISOString() ?? null,
    warnAt: before(warnedFor(minutesOf(result ? term : answer), aDay, warnings)),
    normDueAt: result ? before(minutesOf(term) * (1 - normShare)) : null,
    steps: (result ?? intake)?.steps ?? [],
  }
}

/** How long before its end a dossier is at risk: the last share, or the days, but never in the first share. */
function warnedFor(term: number, aDay: number, { shares, daysBefore }: ClockTerms['warnings']): number {
  const [first = 0, last = 1] = [shares[0], shares.at(-1)]
  return Math.max(term * (1 - last), Math.min(daysBefore * aDay, term * (1 - first)))
}

/** So many working minutes before the end, not before the beginning. */
function instantBefore(from: Date, due: Date, minutes: number, calendar: WorkingCalendar): Date {
  const whole = workingTimeBetween(from, due, calendar)
  return addWorkingHours(from, Math.max(0, whole - minutes) / 60, calendar).dueAt
}

function workingMinutesOn(instant: Date, calendar: WorkingCalendar): number {
  const day = dayOf(instant)
  return workingTimeBetween(instantAt(day), instantAt(addDays(day, 1)), calendar)
}

/** Pauses after a change of state: opened when the new state stands still, closed when it runs again. */
export function pausesAfter(pauses: readonly KeptPause[], to: DossierState, at: string): KeptPause[] {
  const { clock } = states[to]
  const open = pauses.at(-1)?.until === null
  if (clock === 'paused') {
    const reason = to === 'payment-asked' ? 'payment' : 'supplement'
    return open ? [...pauses] : [...pauses, { from: at, until: null, reason }]
  }
  return open ? [...pauses.slice(0, -1), { ...pauses.at(-1)!, until: at }] : [...pauses]
}
