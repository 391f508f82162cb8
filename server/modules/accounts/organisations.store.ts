import type { Sql } from '#platform/db.ts'
import type { Instant, PersonNumber, Uuid } from '#platform/schemas.ts'
import type { OrganisationEventKind, OrganisationLockGround } from './organisations.contract.ts'

export interface Organisation {
  organisationId: Uuid
  code: string
  name: string
  /** The legal representative (người đại diện theo pháp luật). */
  representative: PersonNumber
  status: 'approved' | 'active' | 'locked' | 'closed'
  lockGround: OrganisationLockGround | null
  openedAt: Instant
  approvedAt: Instant
  activatedAt: Instant | null
}

const columns = (sql: Sql) => sql`
  organisation_id, code, name, representative, status, lock_ground, opened_at, approved_at, activated_at`

/** What the seeder writes with COPY, in this order. */
export const organisationColumns = [
  'organisation_id',
  'code',
  'name',
  'representative',
  'status',
  'opened_at',
  'approved_at',
  'activated_at',
] as const
export const organisationEventColumns = ['organisation_id', 'at', 'id', 'kind', 'acted_by'] as const

export async function insertOrganisation(
  sql: Sql,
  one: Pick<Organisation, 'organisationId' | 'code' | 'name' | 'representative'>,
  now: Date,
): Promise<void> {
  await sql`
    insert into accounts.organisations
      (organisation_id, code, name, representative, status, opened_at, approved_at)
    values (${one.organisationId}, ${one.code}, ${one.name}, ${one.representative}, 'approved', ${now}, ${now})`
}

export async function selectOrganisation(sql: Sql, organisationId: Uuid): Promise<Organisation | undefined> {
  const [row] = await sql<Organisation[]>`
    select ${columns(sql)} from accounts.organisations where organisation_id = ${organisationId}`
  return row
}

/** Names of organisations, for the log: whoever was read sees in whose name. */
export async function selectOrganisationNames(
  sql: Sql,
  ids: readonly Uuid[],
): Promise<ReadonlyMap<Uuid, string>> {
  const rows = await sql<{ organisationId: Uuid; name: string }[]>`
    select organisation_id, name from accounts.organisations where organisation_id = any(${ids as Uuid[]}::uuid[])`
  return new Map(rows.map(({ organisationId, name }) => [organisationId, name]))
}

/** The same, its row locked until the call ends. */
export async function lockRowOf(sql: Sql, organisationId: Uuid): Promise<Organisation | undefined> {
  const [row] = await sql<Organisation[]>`
    select ${columns(sql)} from accounts.organisations where organisation_id = ${organisationId} for update`
  return row
}

export async function selectByCode(sql: Sql, code: string): Promise<Organisation | undefined> {
  const [row] = await sql<Organisation[]>`
    select ${columns(sql)} from accounts.organisations where code = ${code}`
  return row
}

export async function selectOrganisations(sql: Sql, ids: readonly Uuid[]): Promise<Organisation[]> {
  if (ids.length === 0) return []
  return await sql<Organisation[]>`
    select ${columns(sql)} from accounts.organisations where organisation_id = any(${ids as Uuid[]}::uuid[])`
}

export async function selectOrganisationsOf(sql: Sql, representative: PersonNumber): Promise<Organisation[]> {
  return await sql<Organisation[]>`
    select ${columns(sql)} from accounts.organisations
    where representative = ${representative} order by opened_at limit 100`
}

/** Moves an account on; false when it is no longer in the state it comes from. */
export async function updateStatus(
  sql: Sql,
  organisationId: Uuid,
  from: readonly Organisation['status'][],
  to: Organisation['status'],
  change: { lockGround?: OrganisationLockGround; now: Date },
): Promise<boolean> {
  const moved = await sql`
    update accounts.organisations set status = ${to}, lock_ground = ${change.lockGround ?? null},
      activated_at = case when ${to} = 'active' then coalesce(activated_at, ${change.now}) else activated_at end,
      closed_at = case when ${to} = 'closed' then ${change.now}::timestamptz end
    where organisation_id = ${organisationId} and status = any(${from as string[]})`
  return moved.count === 1
}

/** The term of activation runs anew; false when the account does not wait for it. */
export async function renewTerm(sql: Sql, organisationId: Uuid, now: Date): Promise<boolean> {
  const renewed = await sql`
    update accounts.organisations set approved_at = ${now}
    where organisation_id = ${organisationId} and status = 'approved'`
  return renewed.count === 1
}

export async function updateRepresentative(
  sql: Sql,
  organisationId: Uuid,
  representative: PersonNumber,
): Promise<void> {
  await sql`
    update accounts.organisations set representative = ${representative}
    where organisation_id = ${organisationId}`
}

export interface OrganisationEvent {
  organisationId: Uuid
  at: Date
  id: Uuid
  kind: OrganisationEventKind
  actedBy: Uuid | null
  detail: string | null
}

export async function insertOrganisationEvent(sql: Sql, one: OrganisationEvent): Promise<void> {
  await sql`
    insert into accounts.organisation_events (organisation_id, at, id, kind, acted_by, detail)
    values (${one.organisationId}, ${one.at}, ${one.id}, ${one.kind}, ${one.actedBy}, ${one.detail})`
}

export interface OrganisationEventListed {
  id: Uuid
  at: Instant
  kind: OrganisationEventKind
  detail: string | null
  actorNumber: PersonNumber | null
  actorName: string | null
}

/** What happened to an account, newest first. */
export async function selectOrganisationEvents(
  sql: Sql,
  organisationId: Uuid,
  limit: number,
): Promise<OrganisationEventListed[]> {
  return await sql<OrganisationEventListed[]>`
    select e.id, e.at, e.kind, e.detail, p.person_number as actor_number, p.name as actor_name
    from accounts.organisation_events e
    left join accounts.holders_v1 p on p.person_id = e.acted_by
    where e.organisation_id = ${organisationId}
    order by e.at desc, e.id desc limit ${limit}`
}

export async function renumberOrganisations(
  sql: Sql,
  from: PersonNumber,
  to: PersonNumber,
  only: readonly Uuid[] | null,
): Promise<Uuid[]> {
  const moved = await sql<{ organisationId: Uuid }[]>`
    update accounts.organisations set representative = ${to}
    where representative = ${from}
      and (${only as Uuid[] | null}::uuid[] is null or organisation_id = any(${only as Uuid[]}::uuid[]))
    returning organisation_id`
  return moved.map(({ organisationId }) => organisationId)
}
