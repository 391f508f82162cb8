import type { Sql } from '#platform/db.ts'
import type { Day, Instant, PersonNumber, Uuid } from '#platform/schemas.ts'
import type { DossierState, WorklistCounts, WorklistFilter } from './contract.ts'
import type { Dossier } from './dossiers.store.ts'

/** Whose dossiers, and by what they are narrowed down. */
export interface WorklistScope {
  agencyId: number
  /** The officer himself, and those he stands in for today. */
  mine: readonly Uuid[]
  service: string | null
  channel: Dossier['channel'] | null
  /** An appointment, or those that nobody has taken on. */
  holder: Uuid | 'nobody' | null
  now: Date
  endOfToday: Date
}

export interface WorklistAsk extends WorklistScope {
  filter: WorklistFilter
  after: { at: Instant; id: Uuid } | null
  limit: number
}

export interface WorklistFound {
  personNumber: PersonNumber
  dossierId: Uuid
  code: string
  serviceCode: string
  serviceVersion: number
  state: DossierState
  version: number
  submittedAt: Instant
  acceptedAt: Instant | null
  nextDueAt: Instant | null
  warnAt: Instant | null
  pausedSince: Instant | null
  closedAt: Instant | null
  holderAppointment: Uuid | null
  proposed: 'approved' | 'refused' | null
  name: string
  bornOn: Day
  sortAt: Instant
}

/** What a list holds, over columns of the one index that the worklist reads. */
function lists(sql: Sql, { mine, now, endOfToday }: WorklistScope) {
  return {
    mine: sql`d.holder_appointment = any(${mine as string[]}::uuid[])`,
    open: sql`true`,
    new: sql`d.state = 'submitted'`,
    'due-today': sql`d.next_due_at >= ${now} and d.next_due_at < ${endOfToday}`,
    'at-risk': sql`d.warn_at <= ${now} and d.next_due_at >= ${now}`,
    overdue: sql`d.next_due_at < ${now}`,
    paused: sql`d.paused_since is not null and d.state <> 'awaiting-approvals'`,
    supplement: sql`d.state = 'supplement-asked'`,
    'awaiting-approvals': sql`d.state = 'awaiting-approvals'`,
    'to-sign': sql`d.state = 'proposed'`,
  }
}

function narrowed(sql: Sql, { agencyId, service, channel, holder }: WorklistScope) {
  const appointment = holder === 'nobody' ? null : holder
  return sql`d.agency_id = ${agencyId}
      and (${service}::text is null or d.service_code = ${service})
      and (${channel}::text is null or d.channel = ${channel})
      and (${appointment}::uuid is null or d.holder_appointment = ${appointment})
      and (${holder !== 'nobody'} or d.holder_appointment is null)`
}

const columns = (sql: Sql) => sql`
  d.person_number, d.dossier_id, d.code, d.service_code, d.service_version, d.state, d.version, d.submitted_at,
  d.accepted_at, d.next_due_at, d.warn_at, d.paused_since, d.closed_at, d.holder_appointment,
  d.proposal->>'outcome' as proposed, p.name, p.born_on, key.sort_at`

/**
 * A page of open dossiers, most urgent first; those whose clock stands come last. The keys of the page come from the
 * agency's own index alone, then its rows and their applicants are joined: one round trip whatever its length.
 */
export async function selectOpen(sql: Sql, ask: WorklistAsk): Promise<WorklistFound[]> {
  const { after, limit, filter } = ask
  const matches = filter === 'closed' ? sql`true` : lists(sql, ask)[filter]
  return sql<WorklistFound[]>`
    with key as (
      select d.dossier_id, coalesce(d.next_due_at, '9999-01-01T00:00:00Z') as sort_at
      from services.dossiers d
      where ${narrowed(sql, ask)} and d.closed_at is null and ${matches}
        and (${after === null} or (coalesce(d.next_due_at, '9999-01-01T00:00:00Z'), d.dossier_id)
          > (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid))
      order by coalesce(d.next_due_at, '9999-01-01T00:00:00Z'), d.dossier_id
      limit ${limit})
    select ${columns(sql)} from key
    join services.dossiers d using (dossier_id)
    join population.people_v1 p using (person_number)
    order by key.sort_at, d.dossier_id`
}

/** A page of closed dossiers, the latest first. */
export async function selectClosed(sql: Sql, ask: WorklistAsk): Promise<WorklistFound[]> {
  const { after, limit } = ask
  return sql<WorklistFound[]>`
    with key as (
      select d.dossier_id, d.closed_at as sort_at
      from services.dossiers d
      where ${narrowed(sql, ask)} and d.closed_at is not null
        and (${after === null} or (d.closed_at, d.dossier_id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid))
      order by d.closed_at desc, d.dossier_id desc
      limit ${limit})
    select ${columns(sql)} from key
    join services.dossiers d using (dossier_id)
    join population.people_v1 p using (person_number)
    order by key.sort_at desc, d.dossier_id desc`
}

/** Exact counts of every list, in one pass over the index of the agency's open dossiers. */
export async function countOpen(sql: Sql, scope: WorklistScope): Promise<WorklistCounts> {
  const list = lists(sql, scope)
  const [row] = await sql<[WorklistCounts]>`
    select count(*)::integer as open,
      count(*) filter (where ${list.mine})::integer as mine,
      count(*) filter (where ${list.new})::integer as new,
      count(*) filter (where ${list['due-today']})::integer as "due-today",
      count(*) filter (where ${list['at-risk']})::integer as "at-risk",
      count(*) filter (where ${list.overdue})::integer as overdue,
      count(*) filter (where ${list.paused})::integer as paused,
      count(*) filter (where ${list.supplement})::integer as supplement,
      count(*) filter (where ${list['awaiting-approvals']})::integer as "awaiting-approvals",
      count(*) filter (where ${list['to-sign']})::integer as "to-sign"
    from services.dossiers d
    where ${narrowed(sql, scope)} and d.closed_at is null`
  return row
}
