/**
 * The clock of a dossier (thời hạn giải quyết): answered within the intake term from a complete submission, decided
 * within the statutory term from acceptance; it stands while the citizen or others must act. Pure.
 */
import {
  type Deadline,
  deadline,
  type Pause,
  type PauseReason,
  type Term,
  type WorkingCalendar,
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
}

export interface ClockFacts {
  intakeFrom: string | null
  acceptedAt: string | null
  pauses: readonly KeptPause[]
}

export interface ClockReading {
  intakeDueAt: string | null
  dueAt: string | null
  steps: Deadline['steps']
}

/** Reads the clock: what is due when, and why. A pause that still runs is counted up to `asOf`. */
export function readClock(
  { intakeFrom, acceptedAt, pauses }: ClockFacts,
  { intake: answer, term, cutOff }: ClockTerms,
  calendar: WorkingCalendar,
  asOf: Date,
): ClockReading {
  const lost: Pause[] = pauses.map(({ from, until, reason }) => ({
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
          pauses: lost.filter((pause) => pause.from >= new Date(acceptedAt)),
        })
  return {
    intakeDueAt: intake?.dueAt.toISOString() ?? null,
    dueAt: result?.dueAt.toISOString() ?? null,
    steps: (result ?? intake)?.steps ?? [],
  }
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
