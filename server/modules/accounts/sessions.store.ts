import type { Actor } from '#platform/call.ts'
import type { Sql } from '#platform/db.ts'
import type { Instant, Uuid } from '#platform/schemas.ts'
import type { AppName, Me, Realm } from './contract.ts'
import type { AuthenticationLevel, Factor } from './factors.contract.ts'

/** What a session row says of its holder: the actor of its calls, and what his pages show of him. */
export interface Holder {
  actor: Extract<Actor, { kind: 'citizen' | 'officer' }>
  name: string
  level: 1 | 2
  factorAt: Instant | null
  /** What was proved in this session, and when; the level of authentication follows. */
  factors: readonly Factor[]
  authenticationLevel: AuthenticationLevel
  actingAs: Me['actingAs']
}

export interface NewSession {
  idHash: Buffer
  app: AppName
  realm: Realm
  accountId: Uuid
  holder: Holder
  userAgent: string
  createdAt: Date
  idleMinutes: number
  endsAt: Date
}

export interface SessionState {
  app: AppName
  accountId: Uuid
  holder: Holder
  createdAt: Instant
  seenAt: Instant
  idleMinutes: number
  endsAt: Instant
}

export async function insertSession(sql: Sql, session: NewSession): Promise<void> {
  await sql`
    insert into platform.web_sessions
      (id_hash, app, realm, account_id, actor, user_agent, created_at, seen_at, idle_minutes, ends_at)
    values (${session.idHash}, ${session.app}, ${session.realm}, ${session.accountId},
      ${sql.json(session.holder as never)}, ${session.userAgent}, ${session.createdAt}, ${session.createdAt},
      ${session.idleMinutes}, ${session.endsAt})`
}

/** Reads a live session and writes that it is used now, in one statement. `seenAt` is what memory knows of its last use. */
export async function touchSession(
  sql: Sql,
  idHash: Buffer,
  seenAt: Date,
  now: Date,
): Promise<SessionState | undefined> {
  const [row] = await sql<SessionState[]>`
    update platform.web_sessions
    set seen_at = ${now}
    where id_hash = ${idHash} and ends_at > ${now}
      and greatest(seen_at, ${seenAt}::timestamptz) + make_interval(mins => idle_minutes) > ${now}
    returning app, account_id, actor as holder, created_at, seen_at, idle_minutes, ends_at`
  return row
}

export interface SessionListRow {
  id: string
  app: AppName
  userAgent: string | null
  createdAt: Instant
  seenAt: Instant
  endsAt: Instant
}

const publicId = (sql: Sql) => sql`encode(substring(id_hash from 1 for 16), 'hex')`

export async function selectSessions(sql: Sql, accountId: Uuid, now: Date): Promise<SessionListRow[]> {
  return await sql<SessionListRow[]>`
    select ${publicId(sql)} as id, app, user_agent, created_at, seen_at, ends_at
    from platform.web_sessions
    where account_id = ${accountId} and replaced_at is null and ends_at > ${now} and seen_at + make_interval(mins => idle_minutes) > ${now}
    order by seen_at desc limit 100`
}

/** Ends sessions of an account, all or the named one, and tells every process when the call commits. */
export async function deleteSessions(
  sql: Sql,
  accountId: Uuid,
  which: { id?: string; except?: string } = {},
): Promise<number> {
  const [row] = await sql<{ ended: number }[]>`
    with ended as (
      delete from platform.web_sessions
      where account_id = ${accountId}
        and (${which.id ?? null}::text is null or ${publicId(sql)} = ${which.id ?? null})
        and (${which.except ?? null}::text is null or ${publicId(sql)} <> ${which.except ?? null})
      returning id_hash),
    told as (select pg_notify('sessions', encode(id_hash, 'hex')) from ended)
    select count(*)::int as ended from told`
  return row?.ended ?? 0
}

export async function deleteSession(sql: Sql, idHash: Buffer): Promise<SessionState | undefined> {
  const [row] = await sql<SessionState[]>`
    with ended as (
      delete from platform.web_sessions where id_hash = ${idHash}
      returning id_hash, app, account_id, actor, created_at, seen_at, idle_minutes, ends_at)
    select app, account_id, actor as holder, created_at, seen_at, idle_minutes, ends_at,
      pg_notify('sessions', encode(id_hash, 'hex')) as told
    from ended`
  return row
}

/** A session of the account as it stands, its row locked until the call ends. */
export async function lockHolder(sql: Sql, accountId: Uuid, id: string): Promise<Holder | undefined> {
  const [row] = await sql<{ holder: Holder }[]>`
    select actor as holder from platform.web_sessions
    where account_id = ${accountId} and ${publicId(sql)} = ${id} for update`
  return row?.holder
}

/** The same, with the app it is of. */
export async function lockSession(
  sql: Sql,
  accountId: Uuid,
  id: string,
): Promise<{ app: AppName; holder: Holder } | undefined> {
  const [row] = await sql<{ app: AppName; holder: Holder }[]>`
    select app, actor as holder from platform.web_sessions
    where account_id = ${accountId} and ${publicId(sql)} = ${id} and replaced_at is null for update`
  return row
}

/** A session goes on under another id; the one before ends soon. Every process hears it when the call commits. */
export async function replaceSession(
  sql: Sql,
  accountId: Uuid,
  id: string,
  next: { idHash: Buffer; holder: Holder; ends: Date },
): Promise<void> {
  await sql`
    insert into platform.web_sessions
      (id_hash, app, realm, account_id, actor, user_agent, created_at, seen_at, idle_minutes, ends_at)
    select ${next.idHash}, app, realm, account_id, ${sql.json(next.holder as never)}, user_agent, created_at, seen_at,
      idle_minutes, ends_at
    from platform.web_sessions where account_id = ${accountId} and ${publicId(sql)} = ${id}`
  await sql`
    with replaced as (
      update platform.web_sessions set ends_at = least(ends_at, ${next.ends}), replaced_at = ${next.ends}
      where account_id = ${accountId} and ${publicId(sql)} = ${id}
      returning id_hash)
    select pg_notify('sessions', encode(id_hash, 'hex')) from replaced`
}

/** Writes what a session's holder has proved since, and tells every process when the call commits. */
export async function updateHolder(sql: Sql, accountId: Uuid, id: string, holder: Holder): Promise<boolean> {
  const [row] = await sql<{ told: unknown }[]>`
    with changed as (
      update platform.web_sessions set actor = ${sql.json(holder as never)}
      where account_id = ${accountId} and ${publicId(sql)} = ${id}
      returning id_hash)
    select pg_notify('sessions', encode(id_hash, 'hex')) as told from changed`
  return row !== undefined
}

export async function deleteEndedSessions(sql: Sql, now: Date): Promise<number> {
  const gone = await sql`
    delete from platform.web_sessions
    where ends_at < ${now} or seen_at + make_interval(mins => idle_minutes) < ${now}`
  return gone.count
}
