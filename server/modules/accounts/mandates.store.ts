import type { Sql } from '#platform/db.ts'
import type { Day, Instant, PersonNumber, Uuid } from '#platform/schemas.ts'

export type Side = 'principal' | 'agent'

export interface Mandate {
  mandateId: Uuid
  /** Of either side a person or an organisation; the others are null. */
  principalNumber: PersonNumber | null
  principalPerson: Uuid | null
  principalOrganisation: Uuid | null
  agentNumber: PersonNumber | null
  agentPerson: Uuid | null
  agentOrganisation: Uuid | null
  proposedBy: Side
  services: string[]
  validFrom: Day
  validUntil: Day
  usesMax: number | null
  uses: number
  state: 'proposed' | 'in-force' | 'refused' | 'withdrawn' | 'ended'
  reason: string | null
  proposedAt: Instant
  endedAt: Instant | null
}

const columns = (sql: Sql) => sql`
  mandate_id, principal_number, principal_person, principal_organisation, agent_number, agent_person,
  agent_organisation, proposed_by, services, valid_from, valid_until, uses_max, uses, state, reason, proposed_at, ended_at`

export async function insertMandate(sql: Sql, mandate: Mandate): Promise<void> {
  await sql`
    insert into accounts.mandates (mandate_id, principal_number, principal_person, principal_organisation,
      agent_number, agent_person, agent_organisation, proposed_by, services, valid_from, valid_until, uses_max, state,
      proposed_at)
    values (${mandate.mandateId}, ${mandate.principalNumber}, ${mandate.principalPerson},
      ${mandate.principalOrganisation}, ${mandate.agentNumber}, ${mandate.agentPerson}, ${mandate.agentOrganisation},
      ${mandate.proposedBy}, ${mandate.services}, ${mandate.validFrom}, ${mandate.validUntil},
      ${mandate.usesMax}, ${mandate.state}, ${mandate.proposedAt})`
}

/** A person, or an organisation. */
export type Whose =
  | { number: PersonNumber; organisationId?: undefined }
  | { organisationId: Uuid; number?: undefined }

const isPrincipal = (sql: Sql, { number, organisationId }: Whose) =>
  organisationId
    ? sql`principal_organisation = ${organisationId}`
    : sql`principal_number = ${number as string}`
const isAgent = (sql: Sql, { number, organisationId }: Whose) =>
  organisationId ? sql`agent_organisation = ${organisationId}` : sql`agent_number = ${number as string}`

/** Mandates in which somebody is on either side, newest first. */
export async function selectMandates(sql: Sql, whose: Whose, limit: number): Promise<Mandate[]> {
  return await sql<Mandate[]>`
    select ${columns(sql)} from (
      select * from accounts.mandates where ${isPrincipal(sql, whose)}
      union all
      select * from accounts.mandates where ${isAgent(sql, whose)}) m
    order by proposed_at desc, mandate_id desc limit ${limit}`
}

export async function countOpen(sql: Sql, whose: Whose, today: Day): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::integer as count from accounts.mandates
    where (${isPrincipal(sql, whose)} or ${isAgent(sql, whose)}) and state in ('proposed', 'in-force')
      and valid_until >= ${today}`
  return row?.count ?? 0
}

export async function selectMandate(sql: Sql, mandateId: Uuid): Promise<Mandate | undefined> {
  const [row] = await sql<Mandate[]>`
    select ${columns(sql)} from accounts.mandates where mandate_id = ${mandateId}`
  return row
}

/** One mandate, held until the call ends. */
export async function lockMandate(sql: Sql, mandateId: Uuid): Promise<Mandate | undefined> {
  const [row] = await sql<Mandate[]>`
    select ${columns(sql)} from accounts.mandates where mandate_id = ${mandateId} for update`
  return row
}

/** Mandates that somebody may use on a day. */
export async function selectUsable(sql: Sql, agent: Whose, today: Day): Promise<Mandate[]> {
  return await sql<Mandate[]>`
    select ${columns(sql)} from accounts.mandates
    where ${isAgent(sql, agent)} and state = 'in-force' and valid_from <= ${today} and valid_until >= ${today}
      and (uses_max is null or uses < uses_max)
    order by valid_until, mandate_id limit 100`
}

export async function setAnswered(
  sql: Sql,
  mandateId: Uuid,
  state: 'in-force' | 'refused',
  reason: string | null,
  at: Date,
): Promise<void> {
  await sql`
    update accounts.mandates set state = ${state}, reason = ${reason}, answered_at = ${at}
    where mandate_id = ${mandateId}`
}

export async function setEnded(
  sql: Sql,
  mandateId: Uuid,
  ended: { state: 'ended' | 'withdrawn'; by: Side; reason: string | null; at: Date },
): Promise<void> {
  await sql`
    update accounts.mandates
    set state = ${ended.state}, reason = ${ended.reason}, ended_at = ${ended.at}, ended_by = ${ended.by}
    where mandate_id = ${mandateId}`
}

/** Ends everything open of somebody who died or was dissolved; answers what ended. */
export async function endAllOf(
  sql: Sql,
  whose: Whose,
  by: 'death' | 'closing',
  at: Date,
): Promise<Mandate[]> {
  return await sql<Mandate[]>`
    update accounts.mandates set state = 'ended', ended_at = ${at}, ended_by = ${by}
    where (${isPrincipal(sql, whose)} or ${isAgent(sql, whose)}) and state in ('proposed', 'in-force')
    returning ${columns(sql)}`
}

/**
 * Counts one use of one of these, the first to end; nothing when they are used up, ended or over. Of several at once
 * no more pass than they allow: each waits for the one before and looks again.
 */
export async function countUse(sql: Sql, mandateIds: readonly Uuid[], today: Day): Promise<Uuid | undefined> {
  const [free] = await sql<{ mandateId: Uuid }[]>`
    select mandate_id from accounts.mandates
    where mandate_id = any(${mandateIds as Uuid[]}::uuid[]) and state = 'in-force' and valid_from <= ${today}
      and valid_until >= ${today} and (uses_max is null or uses < uses_max)
    order by valid_until, mandate_id limit 1 for update`
  if (!free) return undefined
  await sql`update accounts.mandates set uses = uses + 1 where mandate_id = ${free.mandateId}`
  return free.mandateId
}

/** Moves a person's side of mandates to another number, of these rows or of all; answers which moved. */
export async function renumberMandates(
  sql: Sql,
  from: PersonNumber,
  to: PersonNumber,
  only: readonly Uuid[] | null,
): Promise<Uuid[]> {
  const moved = await sql<{ mandateId: Uuid }[]>`
    update accounts.mandates set
      principal_number = case when principal_number = ${from} then ${to} else principal_number end,
      agent_number = case when agent_number = ${from} then ${to} else agent_number end
    where (principal_number = ${from} or agent_number = ${from}) and principal_number is distinct from ${to}
      and agent_number is distinct from ${to} and (${only as Uuid[]}::uuid[] is null or mandate_id = any(${only as Uuid[]}::uuid[]))
    returning mandate_id`
  return moved.map(({ mandateId }) => mandateId)
}
