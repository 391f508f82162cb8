/**
 * How much a system may ask, and what looks like guessing. Counts are rows, so they survive a restart and hold for all
 * processes together; a process takes a block at a time, so that a call does not wait for a row that all want.
 */
import { countAttempt, forgetAttempts } from '#platform/attempts.ts'
import type { Call } from '#platform/call.ts'
import type { Database } from '#platform/db.ts'
import { uuidv7 } from '#platform/ids.ts'
import type { PersonNumber } from '#platform/schemas.ts'
import { overLimit, probing } from './contract.ts'
import * as store from './limits.store.ts'

/** Ours, not a law's: calls by status of the system. Each a multiple of BLOCKS. */
export const callLimits = {
  sandbox: [
    { minutes: 1, calls: 300 },
    { minutes: 1440, calls: 10_000 },
  ],
  production: [
    { minutes: 1, calls: 60_000 },
    { minutes: 1440, calls: 3_000_000 },
  ],
} as const
const BLOCKS = 50

/** Ours: checks of one person by one system in a day without a full match. */
export const TRIES_PER_PERSON = 10
const TRIES_MINUTES = 1440
/** Ours: answers `not-found` to one system in an hour. */
export const STRANGERS_PER_HOUR = 200
const STRANGERS_MINUTES = 60
const LEASES_MAX = 10_000

interface Lease {
  windowStart: number
  left: number
}

/** The limits of one process. */
export interface Limits {
  /** Spends one call of a system, outside of the call's transaction. Throws overLimit, probing. */
  spend(client: { clientId: string; status: string }, now: Date): Promise<void>
  /** Counts an answer `not-found` in the call's transaction. Throws probing when there were too many. */
  stranger(call: Call, client: { clientId: string; agencyId: number }): Promise<void>
}

export function limitsOn(db: Database): Limits {
  const leases = new Map<string, Lease>()
  /** Systems stopped for guessing in a window: known here at once, elsewhere with their next wrong number. */
  const stopped = new Map<string, number>()
  const windowOf = (minutes: number, now: Date) =>
    Math.floor(now.getTime() / (minutes * 60_000)) * minutes * 60_000

  /** True when one more of so many in a window is left. */
  async function take(key: string, minutes: number, max: number, now: Date): Promise<boolean> {
    const windowStart = windowOf(minutes, now)
    const name = `${key} ${minutes}`
    const lease = leases.get(name)
    if (lease?.windowStart === windowStart && lease.left > 0) {
      lease.left -= 1
      return true
    }
    if (lease?.windowStart === windowStart && lease.left < 0) return false
    const block = Math.ceil(max / BLOCKS)
    const taken = await store.takeBlock(db, { key, minutes, windowStart: new Date(windowStart), block, max })
    if (leases.size >= LEASES_MAX) leases.clear()
    const held = leases.get(name)
    // Calls that arrived meanwhile may each have taken a block: what is left adds up.
    const before = held?.windowStart === windowStart && held.left > 0 ? held.left : 0
    leases.set(name, { windowStart, left: taken ? before + block - 1 : before > 0 ? before : -1 })
    return taken
  }

  return {
    async spend({ clientId, status }, now) {
      if (stopped.get(clientId) === windowOf(STRANGERS_MINUTES, now)) throw probing()
      const limits = status === 'production' ? callLimits.production : callLimits.sandbox
      for (const { minutes, calls } of limits)
        if (!(await take(clientId, minutes, calls, now))) throw overLimit()
    },
    async stranger(call, { clientId, agencyId }) {
      const key = `verification-strangers:${clientId}`
      const count = await countAttempt(call.sql, key, STRANGERS_MINUTES, call.now)
      if (count >= STRANGERS_PER_HOUR) {
        if (stopped.size >= LEASES_MAX) stopped.clear()
        stopped.set(clientId, windowOf(STRANGERS_MINUTES, call.now))
      }
      if (count > STRANGERS_PER_HOUR) throw probing()
      if (count === STRANGERS_PER_HOUR) await report(call, 'many-people', { clientId, agencyId }, null)
    },
  }
}

/**
 * Counts a try about one number before it is looked at. The row is held until the call ends, so guesses sent at the
 * same moment follow each other. Throws probing. Returns how many tries there were.
 */
export async function countTry(call: Call, clientId: string, number: string): Promise<number> {
  const tries = await countAttempt(call.sql, tryKey(clientId, number), TRIES_MINUTES, call.now)
  if (tries > TRIES_PER_PERSON) throw probing()
  return tries
}

/** After a full match there is nothing to guess any more. */
export async function forgetTries(call: Call, clientId: string, number: string): Promise<void> {
  await forgetAttempts(call.sql, tryKey(clientId, number))
}

function tryKey(clientId: string, number: PersonNumber): string {
  return `verification:${clientId}:${number}`
}

/** The last try that is answered tells the inspector; the next ones are refused. */
export async function report(
  call: Call,
  kind: 'one-person' | 'many-people',
  { clientId, agencyId }: { clientId: string; agencyId: number },
  personId: string | null,
): Promise<void> {
  const misses = kind === 'one-person' ? TRIES_PER_PERSON : STRANGERS_PER_HOUR
  const findingId = uuidv7(call.now.getTime())
  const found = { findingId, kind, clientId, agencyId, personId, foundAt: call.now, misses }
  await store.insertFindingOnce(call.sql, found)
}
