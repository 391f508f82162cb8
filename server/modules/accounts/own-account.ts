import { FACTOR_MINUTES } from '#platform/access.ts'
import { countAttempt, forgetAttempts } from '#platform/attempts.ts'
import { type Call, type CitizenActor, changes, type OfficerActor, reads } from '#platform/call.ts'
import type { Database } from '#platform/db.ts'
import { poke } from '#platform/live.ts'
import * as store from './accounts.store.ts'
import { lockAccount, note, signOutEverywhere, tellHolder } from './accounts.ts'
import { selectName } from './appointments.store.ts'
import * as contract from './contract.ts'
import { deviceWords } from './devices.ts'
import { HashingBusy } from './hashing.ts'
import { checkPassword, hashPassword, isWeakPassword } from './passwords.ts'
import { deleteSessions, lockHolder, selectSessions } from './sessions.store.ts'
import type { LiveSession } from './sessions.ts'

type Self = CitizenActor | OfficerActor

/** The access of these endpoints admits nobody else. */
export function oneself(call: Call): Self {
  if (call.actor.kind === 'citizen' || call.actor.kind === 'officer') return call.actor
  throw new Error('only someone signed in may come here')
}

export function me(session: LiveSession): contract.Me {
  const { actor, name, level, factorAt, factors = [], authenticationLevel = 0, actingAs } = session.holder
  return {
    app: session.app,
    personId: actor.personId,
    name,
    level,
    foreigner: actor.kind === 'citizen' && actor.foreigner === true,
    sessionId: session.id,
    signedInAt: session.createdAt,
    factorAt,
    factors: [...factors],
    authenticationLevel,
    idleMinutes: session.idleMinutes,
    endsAt: session.endsAt,
    actingAs,
  }
}

export async function mySessions(call: Call): Promise<contract.SessionRow[]> {
  const self = oneself(call)
  reads(call, self.number, ['sessions'])
  const rows = await selectSessions(call.sql, self.accountId, call.now)
  return rows.map(({ userAgent, createdAt, ...row }) => ({
    ...row,
    device: deviceWords(userAgent),
    signedInAt: createdAt,
    thisOne: row.id === self.sessionId,
  }))
}

/** Signs out one device of one's own. Throws sessionUnknown. */
export async function endMySession(call: Call, id: string): Promise<number> {
  const self = oneself(call)
  changes(call, self.number, ['sessions'])
  const ended = await deleteSessions(call.sql, self.accountId, { id })
  if (ended === 0) throw contract.sessionUnknown()
  await poke(call, [`person:${self.personId}`], 'session')
  await note(call, self.accountId, id === self.sessionId ? 'signed-out' : 'device-signed-out')
  return ended
}

export async function leaveEverywhere(call: Call): Promise<number> {
  return await signOutEverywhere(call, oneself(call).accountId)
}

export async function lockMine(call: Call): Promise<number> {
  return await lockAccount(call, oneself(call).accountId, 'holder')
}

const PAGE = 30

export async function myHistory(
  call: Call,
  query: { after?: string | undefined; limit?: number | undefined },
) {
  const self = oneself(call)
  reads(call, self.number, ['account-history'])
  const limit = query.limit ?? PAGE
  const found = await store.selectAccountEvents(call.sql, self.accountId, query.after ?? null, limit + 1)
  const rows = found.slice(0, limit).map(({ detail, ...row }) => ({
    ...row,
    words: contract.accountEventWords[row.kind as contract.AccountEventKind] ?? {
      vi: row.kind,
      en: row.kind,
    },
    device: detail?.device ?? null,
    party: detail?.party ?? null,
  }))
  return { rows, next: found.length > limit ? (rows.at(-1)?.id ?? null) : null }
}

/** A passkey was used in this session in the last minutes: two factors, of which a password would be one. */
async function usedPasskeyNow(call: Call, { accountId, sessionId }: Self): Promise<boolean> {
  const holder = await lockHolder(call.sql, accountId, sessionId)
  const used = holder?.factors?.find(({ method }) => method === 'passkey')
  return used !== undefined && call.now.getTime() - Date.parse(used.at) < FACTOR_MINUTES * 60_000
}

const TRIES = 5
const TRIES_MINUTES = 15

/**
 * Changes one's own password and signs out the other devices. Whoever forgot it proves himself with a passkey instead,
 * which is more than a password. Tries are counted outside the call's transaction, so that a refused try counts too.
 * Throws wrongPassword, weakPassword, tooManyTries, passkeyNeeded, hashingBusy.
 */
export async function changePassword(
  call: Call,
  db: Database,
  body: { current?: string | undefined; next: string },
) {
  try {
    return await change(call, db, body)
  } catch (error) {
    if (error instanceof HashingBusy) throw contract.hashingBusy()
    throw error
  }
}

async function change(call: Call, db: Database, body: { current?: string | undefined; next: string }) {
  const self = oneself(call)
  changes(call, self.number, ['account'])
  const subject = `password-change:${self.accountId}`
  if ((await countAttempt(db, subject, TRIES_MINUTES, call.now)) > TRIES) throw contract.tooManyTries()
  const account = await store.selectAccount(call.sql, self.accountId)
  if (!account) throw contract.accountUnknown()
  if (body.current === undefined) {
    if (!(await usedPasskeyNow(call, self))) throw contract.passkeyNeeded()
  } else if (!(await checkPassword(account.passwordHash, body.current))) throw contract.wrongPassword()
  const name = (await selectName(call.sql, self.number)) ?? ''
  if (isWeakPassword(body.next, { number: self.number, phone: account.phone, name }))
    throw contract.weakPassword()
  await store.setPassword(call.sql, self.accountId, await hashPassword(body.next))
  await tellHolder(call, account, 'password-changed')
  await forgetAttempts(db, subject)
  return { signedOut: await deleteSessions(call.sql, self.accountId, { except: self.sessionId }) }
}
