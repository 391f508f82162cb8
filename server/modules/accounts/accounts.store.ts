import type { Sql } from '#platform/db.ts'
import type { Instant, PersonNumber, Uuid } from '#platform/schemas.ts'
import type { Realm } from './contract.ts'

export type AccountStatus = 'approved' | 'active' | 'locked'

export interface Account {
  accountId: Uuid
  realm: Realm
  personNumber: PersonNumber
  personId: Uuid
  level: 1 | 2
  status: AccountStatus
  passwordHash: string | null
  phone: string | null
  email: string | null
  lockGround: string | null
  /** Its holder is no citizen: `foreigners.ts`. */
  foreigner: boolean
  /** When it was first signed in with. */
  usedAt: Instant | null
}

const columns = (sql: Sql) => sql`
  a.account_id, a.realm, a.person_number, a.person_id, a.level, a.status, a.password_hash, a.phone, a.email,
  a.lock_ground, a.used_at, a.foreigner`

/** What the seeder writes with COPY, in this order. */
export const accountColumns = [
  'account_id',
  'realm',
  'person_number',
  'person_id',
  'level',
  'status',
  'password_hash',
  'phone',
  'email',
  'approved_at',
  'activated_at',
  'recorded_at',
] as const
export const phoneColumns = ['realm', 'phone', 'account_id'] as const

export async function selectAccount(sql: Sql, accountId: Uuid): Promise<Account | undefined> {
  const [row] = await sql<Account[]>`
    select ${columns(sql)} from accounts.accounts a where a.account_id = ${accountId}`
  return row
}

export async function selectAccountOf(
  sql: Sql,
  realm: Realm,
  personNumber: PersonNumber,
): Promise<Account | undefined> {
  const [row] = await sql<Account[]>`
    select ${columns(sql)} from accounts.accounts a
    where a.realm = ${realm} and a.person_number = ${personNumber}`
  return row
}

/** By personal number, or by the phone of the account. */
export async function selectAccountByName(
  sql: Sql,
  realm: Realm,
  name: string,
): Promise<Account | undefined> {
  const [row] = await sql<Account[]>`
    select ${columns(sql)} from accounts.accounts a
    where a.realm = ${realm} and a.account_id = coalesce(
      (select n.account_id from accounts.accounts n where n.realm = ${realm} and n.person_number = ${name}),
      (select p.account_id from accounts.phones p where p.realm = ${realm} and p.phone = ${name}))`
  return row
}

export interface NewAccount {
  foreigner: boolean
  accountId: Uuid
  realm: Realm
  personNumber: PersonNumber
  personId: Uuid
  level: 1 | 2
  status: 'approved' | 'active'
  passwordHash: string | null
  phone: string | null
  email: string | null
  sharedPhone: boolean
}

export async function insertAccount(sql: Sql, account: NewAccount, now: Date): Promise<void> {
  const { accountId, realm, personNumber, personId, level, status, passwordHash, phone, email, foreigner } =
    account
  await sql`
    insert into accounts.accounts (account_id, realm, person_number, person_id, level, status, password_hash, phone,
      email, approved_at, activated_at, recorded_at, foreigner)
    values (${accountId}, ${realm}, ${personNumber}, ${personId}, ${level}, ${status}, ${passwordHash}, ${phone},
      ${email}, ${now}, ${status === 'active' ? now : null}, ${now}, ${foreigner})`
  if (phone && !account.sharedPhone)
    await sql`insert into accounts.phones (realm, phone, account_id) values (${realm}, ${phone}, ${accountId})`
}

/** False when the account is locked already or unknown. */
export async function setLocked(sql: Sql, accountId: Uuid, ground: string, now: Date): Promise<boolean> {
  const changed = await sql`
    update accounts.accounts set status = 'locked', locked_at = ${now}, lock_ground = ${ground}
    where account_id = ${accountId} and status <> 'locked'`
  return changed.count === 1
}

export async function setUnlocked(sql: Sql, accountId: Uuid): Promise<boolean> {
  const changed = await sql`
    update accounts.accounts set status = case when password_hash is null then 'approved' else 'active' end,
      locked_at = null, lock_ground = null
    where account_id = ${accountId} and status = 'locked'`
  return changed.count === 1
}

export async function setPassword(sql: Sql, accountId: Uuid, passwordHash: string): Promise<void> {
  await sql`update accounts.accounts set password_hash = ${passwordHash} where account_id = ${accountId}`
}

/** False when it was activated before, or locked meanwhile. */
export async function setActive(
  sql: Sql,
  accountId: Uuid,
  passwordHash: string,
  now: Date,
): Promise<boolean> {
  const changed = await sql`
    update accounts.accounts set status = 'active', password_hash = ${passwordHash}, activated_at = ${now}
    where account_id = ${accountId} and status = 'approved'`
  return changed.count === 1
}

export interface AccountEvent {
  accountId: Uuid
  at: Date
  id: Uuid
  kind: string
  detail: Record<string, string> | null
}

export async function insertAccountEvent(sql: Sql, event: AccountEvent): Promise<void> {
  await sql`
    insert into accounts.account_events (account_id, at, id, kind, detail)
    values (${event.accountId}, ${event.at}, ${event.id}, ${event.kind},
      ${event.detail ? sql.json(event.detail) : null})`
}

export interface AccountEventListRow {
  id: Uuid
  at: Instant
  kind: string
  detail: Record<string, string> | null
}

export async function selectAccountEvent(
  sql: Sql,
  accountId: Uuid,
  id: Uuid,
): Promise<AccountEventListRow | undefined> {
  const [row] = await sql<AccountEventListRow[]>`
    select id, at, kind, detail from accounts.account_events where account_id = ${accountId} and id = ${id}`
  return row
}

export async function selectAccountEvents(
  sql: Sql,
  accountId: Uuid,
  after: Uuid | null,
  limit: number,
): Promise<AccountEventListRow[]> {
  return await sql<AccountEventListRow[]>`
    select id, at, kind, detail from accounts.account_events
    where account_id = ${accountId}
      and (${after}::uuid is null or (at, id) < (
        select at, id from accounts.account_events where account_id = ${accountId} and id = ${after}::uuid))
    order by at desc, id desc limit ${limit}`
}
