import type { Sql } from '#platform/db.ts'
import type { Uuid } from '#platform/schemas.ts'
import type { RowsOf } from './contract.ts'

export interface UnitPeople {
  unitId: number
  people: number
  households: number
  temporary: number
}

/** People and households of communes, from the counters that residence keeps. */
export async function peopleByUnit(sql: Sql, unitIds: readonly number[] | null): Promise<UnitPeople[]> {
  return sql<UnitPeople[]>`
    select unit_id, people, households, temporary from residence.unit_counts_v1
    where ${unitIds === null} or unit_id = any(${(unitIds ?? []) as number[]})`
}

export interface UnitDossiers {
  unitId: number
  state: string
  received: number
  online: number
  open: number
  overdue: number
  paused: number
  decided: number
  decidedLate: number
  papersKnown: number
  papersAvoided: number
  papersReused: number
}

/** Dossiers submitted since a day, counted by commune and state. */
export async function dossiersByUnit(
  sql: Sql,
  unitIds: readonly number[] | null,
  since: Date,
): Promise<UnitDossiers[]> {
  return sql<UnitDossiers[]>`
    select unit_id, state,
      count(*)::integer as received,
      count(*) filter (where channel = 'online')::integer as online,
      count(*) filter (where closed_at is null)::integer as open,
      count(*) filter (where closed_at is null and overdue)::integer as overdue,
      count(*) filter (where closed_at is null and paused)::integer as paused,
      count(*) filter (where decided_at is not null)::integer as decided,
      count(*) filter (where decided_late)::integer as decided_late,
      sum(papers_known)::integer as papers_known, sum(papers_avoided)::integer as papers_avoided,
      sum(papers_reused)::integer as papers_reused
    from services.dossiers_v1
    where submitted_at >= ${since} and (${unitIds === null} or unit_id = any(${(unitIds ?? []) as number[]}))
    group by unit_id, state`
}

export interface DossierBehind {
  dossierId: Uuid
  code: string
  serviceCode: string
  serviceVersion: number
  agencyId: number
  state: string
  submittedAt: string
  dueAt: string | null
  decidedAt: string | null
  overdue: boolean
  paused: boolean
  holderAppointment: Uuid | null
}

/** The dossiers behind a figure, the latest first, by key. */
export async function dossiersBehind(
  sql: Sql,
  unitIds: readonly number[] | null,
  since: Date,
  page: { rows: RowsOf; state: string | null; before: { at: string; id: Uuid } | null; limit: number },
): Promise<DossierBehind[]> {
  const { rows, state, before, limit } = page
  return sql<DossierBehind[]>`
    select dossier_id, code, service_code, service_version, agency_id, state, submitted_at, coalesce(next_due_at, due_at) as due_at,
      decided_at, (closed_at is null and overdue) as overdue, (closed_at is null and paused) as paused,
      holder_appointment
    from services.dossiers_v1
    where submitted_at >= ${since} and (${unitIds === null} or unit_id = any(${(unitIds ?? []) as number[]}))
      and (${state}::text is null or state = ${state})
      and case ${rows}::text
        when 'received' then true
        when 'online' then channel = 'online'
        when 'open' then closed_at is null
        when 'overdue' then closed_at is null and overdue
        when 'paused' then closed_at is null and paused
        when 'decided' then decided_at is not null
        else decided_late end
      and (${before?.at ?? null}::timestamptz is null
        or (date_trunc('milliseconds', submitted_at), dossier_id)
          < (${before?.at ?? null}::timestamptz, ${before?.id ?? null}::uuid))
    order by date_trunc('milliseconds', submitted_at) desc, dossier_id desc
    limit ${limit}`
}
