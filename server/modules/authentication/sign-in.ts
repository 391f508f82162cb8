import { type Account, accountByName, checkPassword, HashingBusy, noteOnAccount } from '#accounts'
import type { Realm } from '#accounts/contract'
import { newEntry, reads, systemCall } from '#platform/call.ts'
import { errorCode } from '#platform/error-code.ts'
import type { Server } from '#platform/http.ts'
import { log } from '#platform/log.ts'
import { resolveNumber } from '#population'
import { knownDevice } from './known-devices.ts'
import { forgetTries, networkOf, networkWindow, passwordWindows, waitMinutes } from './limits.ts'

export interface Attempt {
  realm: Realm
  /** Personal number or phone, as typed. */
  name: string
  password: string
  address: string
  cookies: string | undefined
}

export type FirstFactor =
  | { passed: true; account: Account }
  | { passed: false; reason: 'wrong' | 'locked' | 'busy' }
  | { passed: false; reason: 'wait'; minutes: number }

/**
 * The first factor of a sign-in: a name and a password. A try is counted before the password is looked at, so tries
 * that arrive together each count. Whoever is unknown gets the same answer in the same time as whoever typed a wrong
 * password: only the right password learns more.
 */
export async function firstFactor(server: Server, attempt: Attempt): Promise<FirstFactor> {
  const { db, ports } = server
  const now = server.clock()
  const network = await networkWait(server, attempt.address)
  if (network > 0) return { passed: false, reason: 'wait', minutes: network }
  const name = await numberInForce(server, plainName(attempt.name))
  const account = await accountByName(db, attempt.realm, name)
  const subject = triesSubject(attempt, ports, account?.accountId ?? name, now)
  const minutes = await waitMinutes(db, subject, passwordWindows, now)
  if (minutes > 0) return { passed: false, reason: 'wait', minutes }
  try {
    const right = await checkPassword(account?.passwordHash ?? null, attempt.password)
    if (!right || !account) {
      refused(server, attempt.realm, account, now, 'wrong')
      return { passed: false, reason: 'wrong' }
    }
  } catch (error) {
    if (error instanceof HashingBusy) return { passed: false, reason: 'busy' }
    throw error
  }
  await forgetTries(db, subject, passwordWindows)
  if (account.status !== 'active') {
    refused(server, attempt.realm, account, now, 'locked')
    return { passed: false, reason: 'locked' }
  }
  return { passed: true, account }
}

/** Counts a try of a network; minutes to wait, 0 when it may go on. */
export async function networkWait({ db, clock }: Server, address: string): Promise<number> {
  return await waitMinutes(db, `network:${networkOf(address)}`, [networkWindow], clock())
}

/** The old 9-digit number of an identity paper leads to the personal number that replaced it. */
async function numberInForce({ db, ports, clock }: Server, name: string): Promise<string> {
  if (!/^\d{9}$/.test(name)) return name
  return (await resolveNumber(systemCall('sign-in', db, ports, clock()), name)) ?? name
}

/** Tries in a browser the account knows are counted apart from everybody else's. */
function triesSubject({ realm, cookies }: Attempt, ports: Server['ports'], who: string, now: Date): string {
  const device = knownDevice(ports, realm, cookies, now)
  return device?.accounts.includes(who) ? `password:${realm}:${who}:${device.id}` : `password:${realm}:${who}`
}

/**
 * A refused sign-in stands in the log and in the account's history; for the unknown in the log alone. Neither is waited
 * for: nothing of anybody leaves, and the answer must not take longer for an account that exists.
 */
function refused(server: Server, realm: Realm, account: Account | undefined, now: Date, why: string): void {
  const entry = newEntry(`sign-in ${realm}`, now)
  entry.outcome = 'refused'
  entry.problem = `/problems/authentication/${why}`
  const call = { sql: server.db, actor: { kind: 'anonymous' as const }, now, ports: server.ports, entry }
  if (account) reads(call, account.personNumber, ['account'])
  const failed = (error: unknown) =>
    log.error({ error: errorCode(error) }, 'a refused sign-in was not entered')
  server.audit.append(call.actor, entry).catch(failed)
  if (account && why === 'wrong')
    noteOnAccount({ sql: server.db, now }, account.accountId, 'password-refused').catch(failed)
}

/** A number or phone as stored: no spaces, dots or dashes; +84 is 0. */
export function plainName(typed: string): string {
  return typed.replace(/[\s.\-()]/g, '').replace(/^\+?84(?=\d{9}$)/, '0')
}
