import { randomInt, timingSafeEqual } from 'node:crypto'
import {
  accountByName,
  activateAccount,
  appoint,
  createAccount,
  HashingBusy,
  hashPassword,
  isPositionHeld,
  isWeakPassword,
  registeredName,
} from '#accounts'
import type { Realm } from '#accounts/contract'
import { type Call, newEntry } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import type { Server } from '#platform/http.ts'
import { uuidv7 } from '#platform/ids.ts'
import type { PersonNumber, Uuid } from '#platform/schemas.ts'
import { personByNumber } from '#population'
import type { Ports } from '#ports/ports.ts'
import { CENTRAL, lawParameter } from '#reference'
import * as store from './activations.store.ts'
import { networkOf, networkWindow, waitMinutes } from './limits.ts'
import { plainName } from './sign-in.ts'

const TRIES_MAX = 10
/** Letters and digits that are not taken for one another. */
const LETTERS = '23456789ABCDEFGHJKLMNPQRSTVWXYZ'
const GROUPS = 4
const GROUP_LENGTH = 4

export interface Activation {
  code: string
  worksFrom: Date
  expiresAt: Date
}

/**
 * Makes an activation code (mã kích hoạt) for an approved account: shown once, kept as an HMAC. How long it works is
 * data: within seven days of the notice (Decree 69/2024/NĐ-CP).
 */
export async function newActivation(call: Call, accountId: Uuid, worksFrom = call.now): Promise<Activation> {
  const letters = Array.from({ length: GROUPS * GROUP_LENGTH }, () => LETTERS[randomInt(LETTERS.length)])
  const groups = Array.from({ length: GROUPS }, (_, i) =>
    letters.slice(i * GROUP_LENGTH, (i + 1) * GROUP_LENGTH).join(''),
  )
  const code = groups.join('-')
  const { value: days } = await lawParameter<number>(call, 'accounts.activation-days', dayOf(call.now))
  const expiresAt = new Date(worksFrom.getTime() + days * 86_400_000)
  const mac = await macOf(call.ports, accountId, code)
  await store.upsertActivation(call.sql, accountId, mac, worksFrom > call.now ? worksFrom : null, expiresAt)
  return { code, worksFrom, expiresAt }
}

export type Activated = 'done' | 'refused' | 'weak' | 'wait'

/**
 * Puts an account into use: its number or phone, the activation code, and a password of its holder's choosing. An
 * unknown account is answered as a wrong code is.
 */
export async function activate(
  server: Server,
  wanted: { realm: Realm; name: string; code: string; password: string; address: string },
): Promise<Activated> {
  const { db, ports, audit } = server
  const now = server.clock()
  if ((await waitMinutes(db, `network:${networkOf(wanted.address)}`, [networkWindow], now)) > 0) return 'wait'
  const account = await accountByName(db, wanted.realm, plainName(wanted.name))
  const accountId = account?.accountId ?? uuidv7()
  const given = await macOf(ports, accountId, wanted.code.toUpperCase().replace(/[^0-9A-Z]/g, ''))
  const expected = await store.countActivationTry(db, accountId, TRIES_MAX, now)
  if (!account || !expected || !timingSafeEqual(given, expected)) return 'refused'
  const name = (await registeredName(db, account.personNumber)) ?? ''
  if (isWeakPassword(wanted.password, { number: account.personNumber, phone: account.phone, name }))
    return 'weak'
  const passwordHash = await hashPassword(wanted.password).catch((error: unknown) => {
    if (error instanceof HashingBusy) return null
    throw error
  })
  if (passwordHash === null) return 'wait'
  return await db.begin(async (sql) => {
    if (!(await store.useActivation(sql, accountId, expected))) return 'refused'
    const entry = newEntry(`activate ${wanted.realm}`, now)
    const call: Call = { sql, actor: { kind: 'anonymous' }, now, ports, entry }
    if (!(await activateAccount(call, account, passwordHash))) return 'refused'
    await audit.write(sql, call.actor, entry)
    return 'done'
  })
}

/** Written with or without its dashes. */
async function macOf(ports: Ports, accountId: Uuid, code: string): Promise<Buffer> {
  return (await ports.keys.mac('cookie', `activation code\n${accountId}\n${code.replaceAll('-', '')}`)).bytes
}

export class AdministratorExists extends Error {}

/**
 * The first administrator of a new installation: an officer's account at the population department, with an
 * activation code for its holder, to be printed once. Throws AdministratorExists when there is one already.
 */
export async function firstAdministrator(
  call: Call,
  person: { personNumber: PersonNumber; phone: string },
): Promise<Activation & { path: string }> {
  if (await isPositionHeld(call, 'administrator'))
    throw new AdministratorExists('this installation has an administrator')
  const registered = await personByNumber(call, person.personNumber)
  const personId = registered?.personId ?? uuidv7(call.now.getTime())
  const accountId = await createAccount(call, { ...person, realm: 'officer', personId, level: 2 })
  await appoint(call, { accountId, agencyId: CENTRAL.populationDepartment, position: 'administrator' })
  return { ...(await newActivation(call, accountId)), path: '/id/officer/activate' }
}
