import type { Sql } from '#platform/db.ts'
import type { Day, Instant, Uuid, Words } from '#platform/schemas.ts'
import type { Check, Contact, NewRegistration } from './registration-shapes.contract.ts'
import type { RelyingParty } from './relying-party.ts'

/** What stands beside a relying party: whose it is, and on what terms it may ask about people. */
export interface RegistrationTerms {
  clientId: string
  agencyId: number
  providerAgencyId: number | null
  providerAcceptedAt: Instant | null
  contact: Contact
  securityLevel: number
  checks: Check[]
  registeredAt: Instant
  changedAt: Instant
}

export async function insertRegistration(
  sql: Sql,
  terms: Omit<RegistrationTerms, 'registeredAt' | 'changedAt' | 'providerAcceptedAt'>,
  by: Uuid,
  now: Date,
): Promise<void> {
  await sql`
    insert into authentication.registrations (client_id, agency_id, provider_agency_id, contact, security_level, checks,
      registered_at, registered_by, changed_at)
    values (${terms.clientId}, ${terms.agencyId}, ${terms.providerAgencyId}, ${sql.json(terms.contact)},
      ${terms.securityLevel}, ${sql.json(terms.checks as never)}, ${now}, ${by}, ${now})`
}

/** Another provider has to accept anew. */
export async function updateRegistration(
  sql: Sql,
  terms: Pick<RegistrationTerms, 'clientId' | 'providerAgencyId' | 'contact' | 'securityLevel' | 'checks'>,
  now: Date,
): Promise<void> {
  await sql`
    update authentication.registrations
    set provider_accepted_at = case when provider_agency_id is not distinct from ${terms.providerAgencyId}::integer
          then provider_accepted_at end,
      provider_agency_id = ${terms.providerAgencyId}, contact = ${sql.json(terms.contact)},
      security_level = ${terms.securityLevel}, checks = ${sql.json(terms.checks as never)}, changed_at = ${now}
    where client_id = ${terms.clientId}`
}

export async function touchRegistration(sql: Sql, clientId: string, now: Date): Promise<void> {
  await sql`update authentication.registrations set changed_at = ${now} where client_id = ${clientId}`
}

export async function selectTerms(sql: Sql, clientId: string): Promise<RegistrationTerms | undefined> {
  const [row] = await sql<RegistrationTerms[]>`
    select client_id, agency_id, provider_agency_id, provider_accepted_at, contact, security_level, checks,
      registered_at, changed_at
    from authentication.registrations where client_id = ${clientId}`
  return row
}

/** The terms, locked until the call ends, so that two changes follow each other. */
export async function lockTerms(sql: Sql, clientId: string): Promise<RegistrationTerms | undefined> {
  await sql`select 1 from authentication.registrations where client_id = ${clientId} for update`
  return await selectTerms(sql, clientId)
}

export interface ListedRegistration {
  clientId: string
  names: Words
  organisation: Words
  status: RelyingParty['status']
  waiting: boolean
  changedAt: Instant
  acceptedAt: Instant | null
}

/** Of an organisation, of those that named a provider, or all; newest change first. */
export async function selectRegistrations(
  sql: Sql,
  of: { agencyId?: number; providerAgencyId?: number },
  limit: number,
): Promise<ListedRegistration[]> {
  return await sql<ListedRegistration[]>`
    select r.client_id, p.names, p.organisation, p.status, r.changed_at, r.provider_accepted_at as accepted_at,
      exists (select 1 from authentication.production_requests q
        where q.client_id = r.client_id and q.decision is null) as waiting
    from authentication.registrations r join authentication.relying_parties p using (client_id)
    where (${of.agencyId ?? null}::integer is null or r.agency_id = ${of.agencyId ?? null})
      and (${of.providerAgencyId ?? null}::integer is null or r.provider_agency_id = ${of.providerAgencyId ?? null})
    order by r.changed_at desc, r.client_id limit ${limit}`
}

export async function setAccepted(
  sql: Sql,
  clientId: string,
  providerAgencyId: number,
  now: Date,
): Promise<Instant | undefined> {
  const [row] = await sql<{ providerAcceptedAt: Instant }[]>`
    update authentication.registrations set provider_accepted_at = coalesce(provider_accepted_at, ${now})
    where client_id = ${clientId} and provider_agency_id = ${providerAgencyId}
    returning provider_accepted_at`
  return row?.providerAcceptedAt
}

export interface ProductionRequest {
  requestId: Uuid
  clientId: string
  kind: 'production' | 'widening'
  wanted: NewRegistration
  names: Words
  organisation: Words
  askedAt: Instant
  dueOn: Day
  decision: 'approved' | 'refused' | 'withdrawn' | null
  decidedAt: Instant | null
  reasons: string[]
  note: string | null
}

const requestColumns = (sql: Sql) => sql`
  q.request_id, q.client_id, q.kind, q.wanted, p.names, p.organisation, q.asked_at, q.due_on, q.decision, q.decided_at,
  q.reasons, q.note`

/** False when another request of this system is open. */
export async function insertRequest(
  sql: Sql,
  request: Pick<ProductionRequest, 'requestId' | 'clientId' | 'kind' | 'wanted' | 'dueOn'>,
  by: Uuid,
  now: Date,
): Promise<boolean> {
  const inserted = await sql`
    insert into authentication.production_requests (request_id, client_id, kind, wanted, asked_at, asked_by, due_on)
    values (${request.requestId}, ${request.clientId}, ${request.kind}, ${sql.json(request.wanted as never)}, ${now},
      ${by}, ${request.dueOn})
    on conflict (client_id) where decision is null do nothing`
  return inserted.count === 1
}

export async function selectRequest(sql: Sql, requestId: Uuid): Promise<ProductionRequest | undefined> {
  const [row] = await sql<ProductionRequest[]>`
    select ${requestColumns(sql)}
    from authentication.production_requests q join authentication.relying_parties p using (client_id)
    where request_id = ${requestId}`
  return row
}

export async function selectRequests(
  sql: Sql,
  of: { clientId?: string; open?: boolean },
  limit: number,
): Promise<ProductionRequest[]> {
  return await sql<ProductionRequest[]>`
    select ${requestColumns(sql)}
    from authentication.production_requests q join authentication.relying_parties p using (client_id)
    where (${of.clientId ?? null}::text is null or client_id = ${of.clientId ?? null})
      and (${of.open ?? null}::boolean is null or (decision is null) = ${of.open ?? null})
    order by case when decision is null then due_on end, coalesce(decided_at, asked_at) desc limit ${limit}`
}

/** Decides an open request. False when it was decided before: of two administrators one decides. */
export async function setDecision(
  sql: Sql,
  requestId: Uuid,
  decided: { decision: 'approved' | 'refused'; reasons: string[]; note: string | null; by: Uuid; now: Date },
): Promise<boolean> {
  const changed = await sql`
    update authentication.production_requests
    set decision = ${decided.decision}, decided_at = ${decided.now}, decided_by = ${decided.by},
      reasons = ${decided.reasons}, note = ${decided.note}
    where request_id = ${requestId} and decision is null`
  return changed.count === 1
}

export async function insertEvent(
  sql: Sql,
  event: { clientId: string; id: Uuid; kind: string; accountId: Uuid; detail: object | null; now: Date },
): Promise<void> {
  await sql`
    insert into authentication.registration_events (client_id, at, id, kind, account_id, detail)
    values (${event.clientId}, ${event.now}, ${event.id}, ${event.kind}, ${event.accountId},
      ${event.detail ? sql.json(event.detail as never) : null})`
}
