import type { CaseKind, CaseState } from '#feedback/contract'
import type { Sql } from '#platform/db.ts'
import type { Uuid } from '#platform/schemas.ts'
import type { CaseRows } from './feedback-figures.contract.ts'
import type { Places } from './index-facts.store.ts'

export interface CaseSum {
  owner: number
  kind: CaseKind
  open: number
  overdue: number
  answered: number
  answeredLate: number
  founded: number
}

/** Cases sent since a day, by the unit they count for and by kind. */
export async function casesByUnit(
  sql: Sql,
  { units, owners }: Places,
  since: Date,
  now: Date,
): Promise<CaseSum[]> {
  return sql<CaseSum[]>`
    select p.owner, c.kind,
      count(*) filter (where c.state in ('sent', 'taken-up'))::integer as open,
      count(*) filter (where c.state in ('sent', 'taken-up') and c.due_at < ${now})::integer as overdue,
      count(*) filter (where c.state = 'answered')::integer as answered,
      count(*) filter (where c.answered_late)::integer as answered_late,
      count(*) filter (where c.outcome = 'founded')::integer as founded
    from feedback.cases_v1 c
    join unnest(${units}::integer[], ${owners}::integer[]) as p(unit_id, owner) on p.unit_id = c.unit_id
    where c.sent_at >= ${since}
    group by p.owner, c.kind`
}

export interface MarkSum {
  owner: number
  serviceCode: string
  mark: number
  ratings: number
}

/** Marks given since a day, by unit and service. */
export async function marksByUnit(sql: Sql, { units, owners }: Places, since: Date): Promise<MarkSum[]> {
  return sql<MarkSum[]>`
    select p.owner, d.service_code, r.mark, count(*)::integer as ratings
    from feedback.ratings_v1 r
    join unnest(${units}::integer[], ${owners}::integer[]) as p(unit_id, owner) on p.unit_id = r.unit_id
    join services.dossiers_v1 d on d.dossier_id = r.dossier_id
    where r.at >= ${since}
    group by p.owner, d.service_code, r.mark`
}

export interface CaseBehind {
  caseId: Uuid
  kind: CaseKind
  agencyId: number
  code: string | null
  state: CaseState
  sentAt: string
  dueAt: string
  answeredAt: string | null
  overdue: boolean
  founded: boolean
}

/** The cases behind a figure, the latest first; ids are in the order of time. */
export async function casesBehind(
  sql: Sql,
  { units }: Places,
  since: Date,
  now: Date,
  page: { rows: CaseRows; kind: CaseKind | null; before: Uuid | null; limit: number },
): Promise<CaseBehind[]> {
  const { rows, kind, before, limit } = page
  return sql<CaseBehind[]>`
    select case_id, kind, agency_id, code, state, sent_at, due_at, answered_at,
      state in ('sent', 'taken-up') and due_at < ${now} as overdue, coalesce(outcome = 'founded', false) as founded
    from feedback.cases_v1
    where sent_at >= ${since} and unit_id = any(${units}::integer[])
      and (${kind}::text is null or kind = ${kind})
      and case ${rows}::text
        when 'open' then state in ('sent', 'taken-up')
        when 'overdue' then state in ('sent', 'taken-up') and due_at < ${now}
        when 'answered' then state = 'answered'
        when 'answered-late' then answered_late
        else coalesce(outcome = 'founded', false) end
      and (${before}::uuid is null or case_id < ${before})
    order by case_id desc
    limit ${limit}`
}
