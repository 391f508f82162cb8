import { createHash, randomBytes } from 'node:crypto'
import type { Call } from '#platform/call.ts'
import type { Database, Sql } from '#platform/db.ts'
import type { Uuid } from '#platform/schemas.ts'
import { authenticationLevelOf, levelRules, mergeFactors, provedAt } from './authentication-level.ts'
import type { AppName, Realm } from './contract.ts'
import type { FactorMethod } from './factors.contract.ts'
import { sessionCookie } from './session-cookie.ts'
import { sessionEnd, sessionLimits } from './session-limits.ts'
import * as store from './sessions.store.ts'

const KEPT_MAX = 100_000
/** A session in memory is asked of the database again after this long; that also writes when it was last used. */
const RECHECK_MS = 60_000

/** A session as this process keeps it between calls. */
export interface LiveSession {
  /** Public id: says which session, opens nothing. */
  id: string
  app: AppName
  holder: store.Holder
  createdAt: string
  idleMinutes: number
  endsAt: string
  endsAtMs: number
  seenAtMs: number
  checkedAtMs: number
}

/** Live sessions of this process (phiên đăng nhập). A look-up costs nothing while the session is in memory. */
export interface Sessions {
  find(token: string, now: Date): Promise<LiveSession | undefined>
  /** The session whose actor makes a call. */
  of(actor: object): LiveSession | undefined
  /** Forgets at once in this process; other processes hear it from the database. */
  forget(publicId: string): void
  forgetToken(token: string): void
  forgetAccount(accountId: string): void
  close(): Promise<void>
}

/**
 * Keeps sessions in memory and hears from the database which of them ended or changed, in every process. Whatever
 * was being read while such a word came is not kept, and a lost connection empties the memory.
 */
export async function startSessions(db: Database): Promise<Sessions> {
  const kept = new Map<string, LiveSession>()
  const byActor = new WeakMap<object, LiveSession>()
  let heard = 0
  const drop = (hash: string) => {
    heard += 1
    kept.delete(hash)
  }
  const clear = () => {
    heard += 1
    kept.clear()
  }
  const listening = await db.listen('sessions', drop, clear)

  async function read(
    idHash: Buffer,
    key: string,
    seenAt: Date,
    now: Date,
  ): Promise<LiveSession | undefined> {
    const before = heard
    const row = await store.touchSession(db, idHash, seenAt, now)
    if (!row) {
      kept.delete(key)
      return undefined
    }
    const session = liveSession(key, row, now)
    byActor.set(session.holder.actor, session)
    if (heard === before) {
      kept.set(key, session)
      if (kept.size > KEPT_MAX) kept.delete(kept.keys().next().value as string)
    }
    return session
  }

  return {
    async find(token, now) {
      const idHash = hashOf(token)
      const key = idHash.toString('hex')
      const session = kept.get(key)
      const nowMs = now.getTime()
      if (!session) return await read(idHash, key, new Date(0), now)
      if (nowMs >= session.endsAtMs || nowMs - session.seenAtMs >= session.idleMinutes * 60_000) {
        kept.delete(key)
        return undefined
      }
      if (nowMs - session.checkedAtMs >= RECHECK_MS) {
        return await read(idHash, key, new Date(session.seenAtMs), now)
      }
      session.seenAtMs = nowMs
      return session
    },
    of: (actor) => byActor.get(actor),
    forget(publicId) {
      for (const key of kept.keys()) if (key.startsWith(publicId)) drop(key)
    },
    forgetToken: (token) => drop(hashOf(token).toString('hex')),
    forgetAccount(accountId) {
      for (const [key, { holder }] of kept) if (holder.actor.accountId === accountId) drop(key)
    },
    close: () => listening.unlisten(),
  }
}

function liveSession(key: string, row: store.SessionState, now: Date): LiveSession {
  const id = key.slice(0, 32)
  return {
    id,
    app: row.app,
    holder: { ...row.holder, actor: Object.freeze({ ...row.holder.actor, sessionId: id }) },
    createdAt: row.createdAt,
    idleMinutes: row.idleMinutes,
    endsAt: row.endsAt,
    endsAtMs: Date.parse(row.endsAt),
    seenAtMs: now.getTime(),
    checkedAtMs: now.getTime(),
  }
}

/** Opens a session and returns the value of its cookie: 256 random bits, of which only the SHA-256 is stored. */
export async function openSession(
  sql: Sql,
  now: Date,
  session: {
    app: AppName
    realm: Realm
    holder: store.Holder
    userAgent: string
    appointmentEnds: Date | null
  },
): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await store.insertSession(sql, {
    idHash: hashOf(token),
    app: session.app,
    realm: session.realm,
    accountId: session.holder.actor.accountId,
    holder: session.holder,
    userAgent: session.userAgent.slice(0, 200),
    createdAt: now,
    idleMinutes: sessionLimits[session.realm].idleMinutes,
    endsAt: sessionEnd(session.realm, now, session.appointmentEnds),
  })
  return token
}

/** What is on its way with the cookie before still arrives; with what it could do before. */
const BEFORE_SECONDS = 10

/**
 * Writes factors that were just confirmed in a session: it is fresh, and its level of authentication may rise. It goes on
 * under a new cookie, so that whoever knew the one before gains nothing (session fixation); the one before ends in
 * seconds. False when the session has ended meanwhile.
 */
export async function addFactors(
  call: Pick<Call, 'sql' | 'ports' | 'now' | 'setCookie'>,
  { accountId, sessionId }: { accountId: Uuid; sessionId: string },
  methods: readonly FactorMethod[],
): Promise<boolean> {
  const session = await store.lockSession(call.sql, accountId, sessionId)
  if (!session) return false
  const { app, holder } = session
  const at = call.now.toISOString()
  const factors = mergeFactors(holder.factors ?? [], provedAt(at, ...methods))
  const authenticationLevel = authenticationLevelOf(factors, await levelRules(call))
  const actor = { ...holder.actor, authenticationLevel, factorAt: at }
  const proved = { ...holder, actor, factors, authenticationLevel, factorAt: at }
  if (!call.setCookie) return await store.updateHolder(call.sql, accountId, sessionId, proved)
  const token = randomBytes(32).toString('base64url')
  const ends = new Date(call.now.getTime() + BEFORE_SECONDS * 1000)
  await store.replaceSession(call.sql, accountId, sessionId, { idHash: hashOf(token), holder: proved, ends })
  call.setCookie(sessionCookie(app, token))
  return true
}

/** Ends the session of a cookie. Returns what it was, or nothing when it had ended already. */
export async function closeSession(sql: Sql, token: string): Promise<store.SessionState | undefined> {
  return await store.deleteSession(sql, hashOf(token))
}

export function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
