import type { Sql } from '#platform/db.ts'
import type { Instant, PersonNumber, Uuid } from '#platform/schemas.ts'
import type { RaisedTo } from './deadlines.contract.ts'
import type { DossierState } from './dossiers.contract.ts'

export interface ToRaise {
  personNumber: PersonNumber
  dossierId: Uuid
  agencyId: number
  state: DossierState
  nextDueAt: Instant
}

/** Overdue dossiers raised so many times, the longest overdue first; each held, those held elsewhere left for later. */
export async function lockOverdue(sql: Sql, step: number, now: Date, limit: number): Promise<ToRaise[]> {
  return sql<ToRaise[]>`
    select person_number, dossier_id, agency_id, state, next_due_at from services.dossiers
    where escalated = ${step} and next_due_at < ${now} and closed_at is null
    order by next_due_at limit ${limit}
    for update skip locked`
}

export async function setEscalated(sql: Sql, dossier: ToRaise, steps: number): Promise<void> {
  await sql`
    update services.dossiers set escalated = ${steps}
    where person_number = ${dossier.personNumber} and dossier_id = ${dossier.dossierId}`
}

export async function insertEscalation(
  sql: Sql,
  { personNumber, dossierId, nextDueAt }: ToRaise,
  raised: { step: number; to: RaisedTo; agencyId: number; at: Date },
): Promise<void> {
  await sql`
    insert into services.dossier_escalations (person_number, dossier_id, step, raised_to, agency_id, due_at, raised_at)
    values (${personNumber}, ${dossierId}, ${raised.step}, ${raised.to}, ${raised.agencyId}, ${nextDueAt}, ${raised.at})
    on conflict do nothing`
}

export interface Followed {
  dossierId: Uuid
  code: string
  serviceCode: string
  serviceVersion: number
  agencyId: number
  state: DossierState
  nextDueAt: Instant
  holderAppointment: Uuid | null
}

export type After = { at: Instant; id: Uuid } | null

/** A page of what was raised to an agency and is still overdue; the last time it was raised there. */
export async function selectEscalated(
  sql: Sql,
  agencyId: number,
  now: Date,
  after: After,
  limit: number,
): Promise<(Followed & { raisedTo: RaisedTo; raisedAt: Instant })[]> {
  return sql`
    select d.dossier_id, d.code, d.service_code, d.service_version, d.agency_id, d.state, d.next_due_at,
      d.holder_appointment, e.raised_to, e.raised_at
    from (
      select distinct on (person_number, dossier_id) person_number, dossier_id, raised_to, raised_at
      from services.dossier_escalations where agency_id = ${agencyId}
      order by person_number, dossier_id, step desc) e
    join services.dossiers d using (person_number, dossier_id)
    where d.closed_at is null and d.next_due_at < ${now}
      and (${after === null} or (d.next_due_at, d.dossier_id) > (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    order by d.next_due_at, d.dossier_id limit ${limit}`
}

export async function countEscalated(sql: Sql, agencyId: number, now: Date): Promise<number> {
  const [row] = await sql<[{ count: number }]>`
    select count(distinct (e.person_number, e.dossier_id))::integer as count
    from services.dossier_escalations e
    join services.dossiers d using (person_number, dossier_id)
    where e.agency_id = ${agencyId} and d.closed_at is null and d.next_due_at < ${now}`
  return row.count
}

export interface Due {
  agencies: readonly number[]
  now: Date
  until: Date
}

/** By office and officer: what falls due until then, and what is overdue already. Read from the worklist's index. */
export async function countDue(sql: Sql, { agencies, now, until }: Due) {
  return sql<{ agencyId: number; holderAppointment: Uuid | null; due: number; overdue: number }[]>`
    select agency_id, holder_appointment,
      count(*) filter (where next_due_at >= ${now})::integer as due,
      count(*) filter (where next_due_at < ${now})::integer as overdue
    from services.dossiers
    where agency_id = any(${agencies as number[]}) and closed_at is null
      and coalesce(next_due_at, '9999-01-01T00:00:00Z') < ${until}
    group by agency_id, holder_appointment`
}

/** A page of what falls due until then. */
export async function selectDue(sql: Sql, { agencies, now, until }: Due, after: After, limit: number) {
  return sql<Followed[]>`
    select dossier_id, code, service_code, service_version, agency_id, state, next_due_at, holder_appointment
    from services.dossiers
    where agency_id = any(${agencies as number[]}) and closed_at is null
      and coalesce(next_due_at, '9999-01-01T00:00:00Z') >= ${now}
      and coalesce(next_due_at, '9999-01-01T00:00:00Z') < ${until}
      and (${after === null} or (next_due_at, dossier_id) > (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    order by next_due_at, dossier_id limit ${limit}`
}
