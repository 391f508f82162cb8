import type { Realm } from './contract.ts'

/** How long a session may rest and last. Ours, not a law's; stricter where other people's data are at hand. */
export interface SessionLimits {
  idleMinutes: number
  hours: number
}

export const sessionLimits: Record<Realm, SessionLimits> = {
  citizen: { idleMinutes: 30, hours: 8 },
  officer: { idleMinutes: 15, hours: 10 },
}

/** Ends a session with the appointment it stands on, when that comes first. */
export function sessionEnd(realm: Realm, now: Date, appointmentEnds: Date | null): Date {
  const end = new Date(now.getTime() + sessionLimits[realm].hours * 3_600_000)
  return appointmentEnds && appointmentEnds < end ? appointmentEnds : end
}
