import type { Sql } from '#platform/db.ts'
import type { Instant, PersonNumber, Uuid } from '#platform/schemas.ts'

export interface NewDeviceApproval {
  id: Uuid
  /** Empty for nobody. */
  personNumber: PersonNumber
  accountId: Uuid
  clientId: string
  message: string
  scopes: string[]
  level: number
  sealed: Buffer
  askedAt: Date
  expiresAt: Date
}

export interface DeviceApprovalRow {
  id: Uuid
  clientId: string
  message: string
  scopes: string[]
  level: number
  state: 'asked' | 'approved' | 'refused' | 'reported' | 'expired'
  askedAt: Instant
  expiresAt: Instant
}

export async function insertDeviceApproval(sql: Sql, one: NewDeviceApproval): Promise<void> {
  await sql`
    insert into authentication.device_approvals
      (person_number, id, account_id, client_id, message, scopes, level, sealed, state, asked_at, expires_at)
    values (${one.personNumber}, ${one.id}, ${one.accountId}, ${one.clientId}, ${one.message}, ${one.scopes},
      ${one.level}, ${one.sealed}, 'asked', ${one.askedAt}, ${one.expiresAt})`
}

export async function selectDeviceApprovals(
  sql: Sql,
  personNumber: PersonNumber,
  now: Date,
): Promise<DeviceApprovalRow[]> {
  return await sql<DeviceApprovalRow[]>`
    select id, client_id, message, scopes, level,
      case when state = 'asked' and expires_at <= ${now} then 'expired' else state end as state, asked_at, expires_at
    from authentication.device_approvals where person_number = ${personNumber}
    order by id desc limit 50`
}

export interface Decided {
  clientId: string
  message: string
  askedAt: Instant
  scopes: string[]
  level: number
  sealed: Buffer
}

/** Decides once: nothing when it was decided or has expired. Of several at once, one decides. */
export async function decide(
  sql: Sql,
  personNumber: PersonNumber,
  id: Uuid,
  state: 'approved' | 'refused' | 'reported',
  now: Date,
): Promise<Decided | undefined> {
  const [row] = await sql<Decided[]>`
    update authentication.device_approvals set state = ${state}, decided_at = ${now}
    where person_number = ${personNumber} and id = ${id} and state = 'asked' and expires_at > ${now}
    returning client_id, message, asked_at, scopes, level, sealed`
  return row
}

export async function selectSealed(
  sql: Sql,
  id: Uuid,
): Promise<{ clientId: string; sealed: Buffer } | undefined> {
  const [row] = await sql<{ clientId: string; sealed: Buffer }[]>`
    select client_id, sealed from authentication.device_approvals where id = ${id}`
  return row
}
