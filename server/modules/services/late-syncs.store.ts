import type { Sql } from '#platform/db.ts'
import type { Instant, PersonNumber, Uuid } from '#platform/schemas.ts'
import type { Followed } from './escalations.store.ts'
import type { LateSync } from './late-syncs.contract.ts'

export interface ToRaise {
  personNumber: PersonNumber
  requestId: Uuid
  dossierId: Uuid
  subjectNumber: PersonNumber
  register: string
  act: string
}

/** Not taken by the other side in time and raised to nobody yet; each held, those held elsewhere left for later. */
export async function lockLate(sql: Sql, now: Date, limit: number): Promise<ToRaise[]> {
  return sql<ToRaise[]>`
    select person_number, request_id, dossier_id, subject_number, register, act from services.register_requests
    where acknowledged_at is null and state in ('waiting', 'parked') and sync_due_at < ${now}
      and late_raised_at is null
    order by sync_due_at limit ${limit}
    for update skip locked`
}

/** The dossier that one was filed from by itself, such as the birth of a health card. */
export async function selectFirst(
  sql: Sql,
  { personNumber, dossierId }: Pick<ToRaise, 'personNumber' | 'dossierId'>,
): Promise<Uuid | undefined> {
  const [row] = await sql<{ dossierId: Uuid }[]>`
    select dossier_id from services.dossier_links
    where person_number = ${personNumber} and linked_dossier = ${dossierId}`
  return row?.dossierId
}

export async function setRaised(
  sql: Sql,
  { personNumber, requestId }: ToRaise,
  raised: { at: Date; dossierId: Uuid },
): Promise<void> {
  await sql`
    update services.register_requests set late_raised_at = ${raised.at}, late_dossier_id = ${raised.dossierId}
    where person_number = ${personNumber} and request_id = ${requestId}`
}

export type LateRow = Omit<Followed, 'nextDueAt'> &
  Pick<LateSync, 'requestId' | 'attempts'> & {
    register: string
    act: string
    requestState: LateSync['requestState']
    syncDueAt: Instant
    raisedAt: Instant
  }

export interface LateAsk {
  agencies: readonly number[]
  after: { at: Instant; id: Uuid } | null
  limit: number
}

/** What was raised and is still not taken, the longest late first. */
export async function selectLate(sql: Sql, { agencies, after, limit }: LateAsk): Promise<LateRow[]> {
  return sql<LateRow[]>`
    select r.request_id, r.register, r.act, r.attempts, r.state as request_state, r.sync_due_at,
      r.late_raised_at as raised_at, d.dossier_id, d.code, d.service_code, d.service_version, d.agency_id, d.state,
      d.holder_appointment
    from services.register_requests r
    join services.dossiers d on d.dossier_id = r.late_dossier_id
    where r.acknowledged_at is null and r.state in ('waiting', 'parked') and r.late_raised_at is not null
      and d.agency_id = any(${agencies as number[]})
      and (${after === null} or (r.sync_due_at, r.request_id) > (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    order by r.sync_due_at, r.request_id limit ${limit}`
}

export async function countLate(sql: Sql, agencies: readonly number[]): Promise<number> {
  const [row] = await sql<[{ count: number }]>`
    select count(*)::integer as count
    from services.register_requests r
    join services.dossiers d on d.dossier_id = r.late_dossier_id
    where r.acknowledged_at is null and r.state in ('waiting', 'parked') and r.late_raised_at is not null
      and d.agency_id = any(${agencies as number[]})`
  return row.count
}
