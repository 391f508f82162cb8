/**
 * The facts of the index: one row for each thing that is measured, with what it weighs, what of it counts, and why not
 * all. Score, trend and lists read the same rows, so that a figure is always the sum of the rows it opens.
 */
import type { Sql } from '#platform/db.ts'
import type { Uuid } from '#platform/schemas.ts'
import type { Lack, Measure } from './index.contract.ts'

/** Where something happened → the unit it counts for today. */
export interface Places {
  units: number[]
  owners: number[]
}

/** From, until (excluded), and the moment at which what is open is looked at. */
export interface Period {
  from: Date
  until: Date
  at: Date
}

export interface FactsAsked {
  places: Places
  periods: readonly Period[]
  contentFrom: number
}

export interface FactSum {
  period: number
  owner: number
  measure: Measure
  counted: number
  of: number
  lacking: number
}

/** Sums by period, unit and measure. */
export async function sumFacts(sql: Sql, asked: FactsAsked): Promise<FactSum[]> {
  return sql<FactSum[]>`
    ${facts(sql, asked)}
    select period, owner, measure, sum(counted)::float8 as counted, sum(weight)::float8 as of,
      (count(*) filter (where counted < weight))::integer as lacking
    from facts where weight > 0
    group by period, owner, measure`
}

export interface FactRow {
  key: string
  measure: Measure
  lack: Lack | null
  at: string
  dossierId: Uuid | null
  code: string | null
  serviceCode: string | null
  serviceVersion: number | null
  agencyId: number | null
  state: string | null
  holderAppointment: Uuid | null
}

export interface RowsWanted {
  measure: Measure | null
  lack: Lack | null
  all: boolean
  before: { at: string; measure: string; key: string } | null
  limit: number
}

/** The rows themselves, the latest first, by key. */
export async function factRows(sql: Sql, asked: FactsAsked, wanted: RowsWanted): Promise<FactRow[]> {
  const { measure, lack, all, before, limit } = wanted
  return sql<FactRow[]>`
    ${facts(sql, asked)}
    select f.key, f.measure, case when f.counted < f.weight then f.lack end as lack, f.at, f.dossier_id, f.agency_id,
      coalesce(d.code, f.code) as code, coalesce(d.service_code, f.service_code) as service_code, d.service_version,
      d.state, case when d.closed_at is null then d.holder_appointment end as holder_appointment
    from facts f left join services.dossiers_v1 d on d.dossier_id = f.dossier_id
    where f.weight > 0
      and (${all} or f.counted < f.weight)
      and (${measure}::text is null or f.measure = ${measure})
      and (${lack}::text is null or (f.lack = ${lack} and f.counted < f.weight))
      and (${before?.at ?? null}::timestamptz is null
        or (date_trunc('milliseconds', f.at), f.measure, f.key)
          < (${before?.at ?? null}::timestamptz, ${before?.measure ?? ''}, ${before?.key ?? ''}))
    order by date_trunc('milliseconds', f.at) desc, f.measure desc, f.key desc
    limit ${limit}`
}

/** How many dossiers came in a period anywhere, or in these units: asked apart, to hold the sums against. */
export async function countReceived(
  sql: Sql,
  units: readonly number[] | null,
  { from, until }: Period,
): Promise<number> {
  const [row] = await sql<[{ count: number }]>`
    select count(*)::integer as count from services.dossiers_v1
    where submitted_at >= ${from} and submitted_at < ${until}
      and (${units === null} or unit_id = any(${(units ?? []) as number[]}))`
  return row.count
}

/**
 * What is paused is nobody's delay; what was open at the moment looked at and past its day is. A due date that a
 * pause moved is the moved one.
 */
function facts(sql: Sql, { places, periods, contentFrom }: FactsAsked) {
  const list = periods.map(({ from, until, at }) => [from, until, at].map((day) => day.toISOString()))
  return sql`
    with place as materialized (
      select * from unnest(${places.units}::integer[], ${places.owners}::integer[]) as p(unit_id, owner)
    ), period as materialized (
      select ordinality::integer - 1 as period, since, until, looked
      from unnest(${list.map(([from]) => from!)}::timestamptz[], ${list.map(([, until]) => until!)}::timestamptz[],
        ${list.map(([, , at]) => at!)}::timestamptz[]) with ordinality as p(since, until, looked, ordinality)
    ), dossier as (
      select d.*, place.owner, p.*,
        d.submitted_at >= p.since as received,
        coalesce(d.decided_at >= p.since and d.decided_at < p.until, false) as decided,
        d.submitted_at < p.looked and coalesce(d.closed_at >= p.looked, true) as open,
        coalesce(not d.paused and coalesce(d.due_at, d.next_due_at) < p.looked, false) as late,
        coalesce(d.due_at, d.next_due_at) as due,
        extract(epoch from d.due_at - d.accepted_at)::bigint as term,
        extract(epoch from d.decided_at - d.accepted_at)::bigint as used
      from services.dossiers_v1 d
      join place on place.unit_id = d.unit_id
      join period p on d.submitted_at < p.until and coalesce(d.closed_at >= p.since, true)
    ), facts as (
      select d.period, d.owner, f.measure, f.lack, f.at, f.weight, f.counted, d.dossier_id::text as key,
        d.dossier_id, d.agency_id, null::text as code, null::text as service_code
      from dossier d
      left join services.portal_v1 told on told.dossier_id = d.dossier_id
      cross join lateral (
        select coalesce(max(s.scanned), 0) as scanned, coalesce(max(s.sound), 0) as sound
        from services.digitised_papers_v1 s where s.dossier_id = d.dossier_id and d.papers_known > d.papers_avoided
      ) as scans
      cross join lateral (values
        ('on-time', 'decided-late', d.decided_at, 1::bigint, (not d.decided_late)::integer::bigint, d.decided),
        ('on-time', 'open-overdue', d.due, 1, 0, d.open and d.late and not d.decided),
        ('handling-time', 'longer-than-term', d.decided_at, d.used, least(d.used, d.term), d.decided and d.term >= 0),
        ('not-overdue', 'open-overdue', case when d.late then d.due else d.submitted_at end, 1,
          (not d.late)::integer, d.open),
        ('filed-online', case d.channel when 'post' then 'filed-by-post' else 'filed-at-counter' end, d.submitted_at, 1,
          (d.channel = 'online')::integer, d.received),
        ('digitised', case when scans.scanned < d.papers_known - d.papers_avoided then 'not-scanned' else 'not-compared' end,
          d.submitted_at, 1, (scans.sound >= d.papers_known - d.papers_avoided)::integer, d.received),
        ('synced', case when told.told_at is null then 'not-told' else 'told-older' end, d.submitted_at, 1,
          coalesce(told.current, false)::integer, d.received),
        ('data-reused', 'papers-asked', d.submitted_at, d.papers_known, d.papers_avoided, d.received),
        ('e-result', 'no-e-result', d.decided_at, 1, (exists (
          select from documents.results_v1 r
          where r.dossier_id = d.dossier_id and r.signed_at is not null and r.issued_at >= d.decided_at))::integer, d.decided)
      ) as f(measure, lack, at, weight, counted, applies)
      where f.applies
      union all
      select d.period, d.owner, 'used-online', 'never-online', max(d.submitted_at), 1, bool_or(d.channel = 'online')::integer,
        d.unit_id || ' ' || d.service_code, null, min(d.agency_id), null, d.service_code
      from dossier d where d.received
      group by d.period, d.owner, d.unit_id, d.service_code
      union all
      select p.period, place.owner, 'paid-online', case due.state when 'open' then 'not-paid' else 'paid-at-counter' end,
        due.asked_at, 1, coalesce(due.paid_by = 'gateway', false)::integer, due.dossier_id::text, due.dossier_id,
        due.agency_id, null, null
      from payments.dues_v1 due
      join services.dossiers_v1 d on d.dossier_id = due.dossier_id
      join place on place.unit_id = d.unit_id
      join period p on due.asked_at >= p.since and due.asked_at < p.until
      where due.state <> 'cancelled'
      union all
      select p.period, place.owner, 'answered-on-time', case when c.answered_at < p.looked then 'answered-late' else 'answer-overdue' end,
        coalesce(c.answered_at, c.due_at), 1,
        (coalesce(c.answered_at < p.looked, false) and not c.answered_late)::integer, c.case_id::text, c.dossier_id,
        c.agency_id, c.code, null
      from feedback.cases_v1 c
      join place on place.unit_id = c.unit_id
      join period p on (c.answered_at >= p.since and c.answered_at < p.looked)
        or (c.state <> 'withdrawn' and coalesce(c.answered_at >= p.looked, true) and c.sent_at < p.looked and c.due_at < p.looked)
      union all
      select p.period, place.owner, 'complaints-unfounded', 'founded', c.answered_at, 1, (c.outcome <> 'founded')::integer,
        c.case_id::text, c.dossier_id, c.agency_id, c.code, null
      from feedback.cases_v1 c
      join place on place.unit_id = c.unit_id
      join period p on c.answered_at >= p.since and c.answered_at < p.until
      where c.kind in ('complaint', 'paper-asked')
      union all
      select p.period, place.owner, 'satisfied', 'not-content', r.at, 1, (r.mark >= ${contentFrom})::integer,
        r.dossier_id::text, r.dossier_id, r.agency_id, null, null
      from feedback.ratings_v1 r
      join place on place.unit_id = r.unit_id
      join period p on r.at >= p.since and r.at < p.until
    )`
}
