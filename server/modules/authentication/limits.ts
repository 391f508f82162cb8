import { type AttemptWindow, countInWindows, forgetAttempts } from '#platform/attempts.ts'
import type { Database } from '#platform/db.ts'

/** Ours, not a law's: tries of a password by one account or device. A wait is never longer than the last window. */
export const passwordWindows = [
  { minutes: 1, tries: 5 },
  { minutes: 4, tries: 8 },
  { minutes: 16, tries: 12 },
  { minutes: 64, tries: 20 },
] as const

/** Many people share an address behind a mobile network, so this only stops machines. */
export const networkWindow = { minutes: 15, tries: 300 } as const

/** How often a person may be asked on his phone, by all parties together and by one: against bombing with requests. */
export const askedOfPersonWindows = [
  { minutes: 10, tries: 4 },
  { minutes: 60, tries: 10 },
  { minutes: 1440, tries: 30 },
] as const
export const askedByPartyWindows = [
  { minutes: 10, tries: 3 },
  { minutes: 60, tries: 5 },
] as const

export const codeLimits = {
  minutes: 5,
  triesMax: 5,
  /** Codes for one sign-in, the first one included. */
  sentMax: 4,
  resendSeconds: 30,
  sentAnHour: 12,
  triesAnHour: 30,
} as const

/**
 * Counts a try in ever longer windows, the shortest first, and says how many minutes to wait: 0 when it may go on.
 * A try that is refused in a short window is not counted in the longer ones, so hammering does not prolong the wait.
 */
export async function waitMinutes(
  db: Database,
  subject: string,
  windows: readonly AttemptWindow[],
  now: Date,
): Promise<number> {
  const refusing = await countInWindows(db, subject, windows, now)
  return refusing ? minutesLeft(refusing.minutes, now) : 0
}

export async function forgetTries(
  db: Database,
  subject: string,
  windows: readonly { minutes: number }[],
): Promise<void> {
  await forgetAttempts(db, ...windows.map(({ minutes }) => `${subject}:${minutes}`))
}

function minutesLeft(windowMinutes: number, now: Date): number {
  const window = windowMinutes * 60_000
  return Math.max(1, Math.ceil((window - (now.getTime() % window)) / 60_000))
}

/** The network an address belongs to: itself, or the /64 of an IPv6 line. */
export function networkOf(address: string): string {
  if (!address.includes(':') || address.startsWith('::ffff:')) return address.replace('::ffff:', '')
  const [head = ''] = address.split('::')
  return head.split(':').slice(0, 4).join(':')
}
