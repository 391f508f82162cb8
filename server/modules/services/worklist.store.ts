import type { Sql } from '#platform/db.ts'
import type { Day, Instant, PersonNumber, Uuid } from '#platform/schemas.ts'
import type { DossierState, WorklistCounts, WorklistFilter } from './contract.ts'

export interface WorklistAsk {
  agencyId: number
  appointmentId: Uuid
  filter: WorklistFilter
  service: string | null
  now: Date
  endOfToday: Date
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
  pausedSince: Instant | null
  closedAt: Instant | null
  holderAppointment: Uuid | null
  proposed: 'approved' | 'refused' | null
  name: string
  bornOn: Day
  sortAt: Instant
}

/**
 * A page of open dossiers, most urgent first; those whose clock stands come last. One query over the agency's own
 * index, the applicants joined, so that a page is one round trip whatever its length.
 */
export async function selectOpen(sql: Sql, ask: WorklistAsk): Promise<WorklistFound[]> {
  const { agencyId, after, limit, service } = ask
  return sql<WorklistFound[]>`
    select d.person_number, d.dossier_id, d.code, d.service_code, d.service_version, d.state, d.version, d.submitted_at,
      d.accepted_at, d.next_due_at, d.paused_since, d.closed_at, d.holder_appointment,
      d.proposal->>'outcome' as proposed, p.name, p.born_on,
      coalesce(d.next_due_at, '9999-01-01T00:00:00Z') as sort_at
    from services.dossiers d
    join population.people_v1 p using (person_number)
    where d.agency_id = ${agencyId} and d.closed_at is null
      and (${service}::text is null or d.service_code = ${service})
      and ${matches(sql, ask)}
      and (${after === null} or (coalesce(d.next_due_at, '9999-01-01T00:00:00Z'), d.dossier_id)
        > (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    order by coalesce(d.next_due_at, '9999-01-01T00:00:00Z'), d.dossier_id
    limit ${limit}`
}

/** A page of closed dossiers, the latest first. */
export async function selectClosed(sql: Sql, ask: WorklistAsk): Promise<WorklistFound[]> {
  const { agencyId, after, limit, service } = ask
  return sql<WorklistFound[]>`
    select d.person_number, d.dossier_id, d.code, d.service_code, d.service_version, d.state, d.version, d.submitted_at,
      d.accepted_at, d.next_due_at, d.paused_since, d.closed_at, d.holder_appointment,
      d.proposal->>'outcome' as proposed, p.name, p.born_on, d.closed_at as sort_at
    from services.dossiers d
    join population.people_v1 p using (person_number)
    where d.agency_id = ${agencyId} and d.closed_at is not null
      and (${service}::text is null or d.service_code = ${service})
      and (${after === null} or (d.closed_at, d.dossier_id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    order by d.closed_at desc, d.dossier_id desc
    limit ${limit}`
}

function matches(sql: Sql, { filter, appointmentId, now, endOfToday }: WorklistAsk) {
  switch (filter) {
    case 'mine':
      return sql`d.holder_appointment = ${appointmentId}`
    case 'new':
      return sql`d.state = 'submitted'`
    case 'due-today':
      return sql`d.next_due_at >= ${now} and d.next_due_at < ${endOfToday}`
    case 'overdue':
      return sql`d.next_due_at < ${now}`
    case 'paused':
      return sql`d.paused_since is not null and d.state <> 'awaiting-approvals'`
    case 'awaiting-approvals':
      return sql`d.state = 'awaiting-approvals'`
    case 'to-sign':
      return sql`d.state = 'proposed'`
    default:
      return sql`true`
  }
}

/** Exact counts of every list, in one pass over the agency's open dossiers. */
export async function countOpen(
  sql: Sql,
  {
    agencyId,
    appointmentId,
    now,
    endOfToday,
  }: Pick<WorklistAsk, 'agencyId' | 'appointmentId' | 'now' | 'endOfToday'>,
): Promise<WorklistCounts> {
  const [row] = await sql<(Record<string, number> & { open: number })[]>`
    select count(*)::integer as open,
      count(*) filter (where holder_appointment = ${appointmentId})::integer as mine,
      count(*) filter (where state = 'submitted')::integer as new,
      count(*) filter (where next_due_at >= ${now} and next_due_at < ${endOfToday})::integer as due_today,
      count(*) filter (where next_due_at < ${now})::integer as overdue,
      count(*) filter (where paused_since is not null and state <> 'awaiting-approvals')::integer as paused,
      count(*) filter (where state = 'awaiting-approvals')::integer as awaiting_approvals,
      count(*) filter (where state = 'proposed')::integer as to_sign
    from services.dossiers
    where agency_id = ${agencyId} and closed_at is null`
  const {
    open,
    mine = 0,
    new: fresh = 0,
    dueToday = 0,
    overdue = 0,
    paused = 0,
    awaitingApprovals = 0,
    toSign = 0,
  } = row!
  return {
    mine,
    open,
    new: fresh,
    'due-today': dueToday,
    overdue,
    paused,
    'awaiting-approvals': awaitingApprovals,
    'to-sign': toSign,
  }
}
