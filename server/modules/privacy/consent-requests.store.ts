import type { Sql } from '#platform/db.ts'
import type { Instant, PersonNumber, Uuid } from '#platform/schemas.ts'
import type { Recipient } from './consents.store.ts'

export interface NewRequest extends Recipient {
  requestId: Uuid
  personNumber: PersonNumber | null
  purpose: string
  fields: string[]
  textId: string
  consentDays: number
  usesMax: number | null
  askedAt: Date
  expiresAt: Date
}

export async function insertRequest(sql: Sql, request: NewRequest): Promise<void> {
  await sql`
    insert into privacy.consent_requests (request_id, person_number, recipient_id, agency_id, through_agency_id, system,
      organisation, purpose, fields, text_id, consent_days, uses_max, asked_at, expires_at)
    values (${request.requestId}, ${request.personNumber}, ${request.recipientId}, ${request.agencyId},
      ${request.throughAgencyId}, ${sql.json(request.system)}, ${sql.json(request.organisation)}, ${request.purpose},
      ${request.fields}, ${request.textId}, ${request.consentDays}, ${request.usesMax}, ${request.askedAt},
      ${request.expiresAt})`
}

/** How many of a recipient's questions wait for a person's answer. */
export async function countWaiting(
  sql: Sql,
  person: PersonNumber,
  recipientId: string,
  now: Date,
): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::integer as count from privacy.consent_requests
    where person_number = ${person} and recipient_id = ${recipientId} and answer is null and expires_at > ${now}`
  return row?.count ?? 0
}

export interface RequestRow extends Omit<NewRequest, 'askedAt' | 'expiresAt'> {
  askedAt: Instant
  expiresAt: Instant
  purposeVi: string | null
  purposeEn: string | null
  legalBasis: string | null
  textVi: string
  textEn: string
}

export async function selectWaiting(
  sql: Sql,
  person: PersonNumber,
  now: Date,
  limit: number,
): Promise<RequestRow[]> {
  return await sql<RequestRow[]>`
    select request_id, person_number, recipient_id, agency_id, through_agency_id, system, organisation,
      request.purpose, purposes.vi as purpose_vi, purposes.en as purpose_en, purposes.legal_basis, fields, text_id,
      text.vi as text_vi, text.en as text_en, consent_days, uses_max, asked_at, expires_at
    from privacy.consent_requests request join privacy.consent_texts text using (text_id)
    left join audit.purposes on purposes.code = request.purpose
    where person_number = ${person} and answer is null and expires_at > ${now}
    order by asked_at desc, request_id desc limit ${limit}`
}

/** Writes the answer; the request, or nothing when it is not his, was answered or has expired. */
export async function setAnswer(
  sql: Sql,
  person: PersonNumber,
  requestId: Uuid,
  answer: { answer: 'given' | 'refused'; consentId: Uuid | null; now: Date },
): Promise<NewRequest | undefined> {
  const [row] = await sql<NewRequest[]>`
    update privacy.consent_requests
    set answer = ${answer.answer}, answered_at = ${answer.now}, consent_id = ${answer.consentId}
    where request_id = ${requestId} and person_number = ${person} and answer is null and expires_at > ${answer.now}
    returning request_id, person_number, recipient_id, agency_id, through_agency_id, system, organisation, purpose,
      fields, text_id, consent_days, uses_max, asked_at, expires_at`
  return row
}

export async function selectOwner(sql: Sql, requestId: Uuid): Promise<PersonNumber | null> {
  const [row] = await sql<{ personNumber: PersonNumber | null }[]>`
    select person_number from privacy.consent_requests where request_id = ${requestId}`
  return row?.personNumber ?? null
}

export async function selectOfRecipient(
  sql: Sql,
  requestId: Uuid,
  recipientId: string,
): Promise<{ answer: 'given' | 'refused' | null; expiresAt: Instant } | undefined> {
  const [row] = await sql<{ answer: 'given' | 'refused' | null; expiresAt: Instant }[]>`
    select answer, expires_at from privacy.consent_requests
    where request_id = ${requestId} and recipient_id = ${recipientId}`
  return row
}

export async function deleteOld(sql: Sql, before: Date, limit: number): Promise<number> {
  const gone = await sql`
    delete from privacy.consent_requests where request_id in (
      select request_id from privacy.consent_requests where expires_at < ${before} limit ${limit})`
  return gone.count
}
