import type { Sql } from '#platform/db.ts'
import type { Instant, PersonNumber, Uuid } from '#platform/schemas.ts'
import type { RequestGround } from './locks.contract.ts'

export interface LockRequest {
  requestId: Uuid
  accountId: Uuid
  unitId: number
  ground: RequestGround
  authority: string
  document: string
  state: 'asked' | 'forwarded' | 'locked' | 'refused' | 'lifted'
  askedBy: Uuid
  askedAt: Instant
  communeDueAt: Instant
  centreDueAt: Instant | null
}

/** False when a request for the account waits already. */
export async function insertLockRequest(
  sql: Sql,
  one: Pick<
    LockRequest,
    'requestId' | 'accountId' | 'unitId' | 'ground' | 'authority' | 'document' | 'askedBy'
  > & {
    askedAt: Date
    communeDueAt: Date
  },
): Promise<boolean> {
  const inserted = await sql`
    insert into accounts.lock_requests
      (request_id, account_id, unit_id, ground, authority, document, state, asked_by, asked_at, commune_due_at)
    values (${one.requestId}, ${one.accountId}, ${one.unitId}, ${one.ground}, ${one.authority}, ${one.document}, 'asked',
      ${one.askedBy}, ${one.askedAt}, ${one.communeDueAt})
    on conflict do nothing`
  return inserted.count === 1
}

/** The request, its row locked until the call ends. */
export async function lockRow(sql: Sql, requestId: Uuid): Promise<LockRequest | undefined> {
  const [row] = await sql<LockRequest[]>`
    select request_id, account_id, unit_id, ground, authority, document, state, asked_by, asked_at, commune_due_at,
      centre_due_at
    from accounts.lock_requests where request_id = ${requestId} for update`
  return row
}

export async function updateForwarded(sql: Sql, requestId: Uuid, by: Uuid, now: Date, dueAt: Date) {
  await sql`
    update accounts.lock_requests
    set state = 'forwarded', forwarded_by = ${by}, forwarded_at = ${now}, centre_due_at = ${dueAt}
    where request_id = ${requestId}`
}

export async function updateDecided(
  sql: Sql,
  requestId: Uuid,
  state: 'locked' | 'refused',
  by: Uuid,
  now: Date,
) {
  await sql`
    update accounts.lock_requests set state = ${state}, decided_by = ${by}, decided_at = ${now}
    where request_id = ${requestId}`
}

export async function updateLifted(sql: Sql, requestId: Uuid, by: Uuid, document: string, now: Date) {
  await sql`
    update accounts.lock_requests
    set state = 'lifted', lifted_by = ${by}, lifted_at = ${now}, lifted_document = ${document}
    where request_id = ${requestId}`
}

export interface ListedLockRequest extends LockRequest {
  personNumber: PersonNumber
  name: string
}

/** Of some communes what was asked, for the centre what was passed on, or what is locked; the oldest first. */
export async function selectRequests(
  sql: Sql,
  state: 'asked' | 'forwarded' | 'locked',
  units: readonly number[] | null,
): Promise<ListedLockRequest[]> {
  return await sql<ListedLockRequest[]>`
    select r.request_id, r.account_id, r.unit_id, r.ground, r.authority, r.document, r.state, r.asked_by, r.asked_at,
      r.commune_due_at, r.centre_due_at, a.person_number, p.name
    from accounts.lock_requests r
    join accounts.accounts a on a.account_id = r.account_id
    join accounts.holders_v1 p on p.person_number = a.person_number
    where r.state = ${state} and (${units === null} or r.unit_id = any(${(units ?? []) as number[]}))
    order by r.asked_at, r.request_id limit 100`
}
