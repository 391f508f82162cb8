import type { Sql } from '#platform/db.ts'
import type { Instant, PersonNumber, Uuid, Words } from '#platform/schemas.ts'

/** Who gets the data: a system of an organisation, and the licensed provider it asks through. */
export interface Recipient {
  recipientId: string
  agencyId: number
  throughAgencyId: number | null
  system: Words
  organisation: Words
}

export interface NewConsent extends Recipient {
  personNumber: PersonNumber
  consentId: Uuid
  purpose: string
  fields: string[]
  textId: string
  givenAt: Date
  givenHow: 'app' | 'desk'
  accountLevel: 1 | 2
  authenticationLevel: number | null
  validUntil: Date
  usesMax: number | null
}

export async function keepText(sql: Sql, textId: string, { vi, en }: Words, now: Date): Promise<void> {
  await sql`
    insert into privacy.consent_texts (text_id, vi, en, recorded_at) values (${textId}, ${vi}, ${en}, ${now})
    on conflict do nothing`
}

export async function insertConsent(sql: Sql, consent: NewConsent): Promise<void> {
  await sql`
    insert into privacy.consents (person_number, consent_id, recipient_id, agency_id, through_agency_id, system,
      organisation, purpose, fields, text_id, given_at, given_how, account_level, authentication_level, valid_until,
      uses_max)
    values (${consent.personNumber}, ${consent.consentId}, ${consent.recipientId}, ${consent.agencyId},
      ${consent.throughAgencyId}, ${sql.json(consent.system)}, ${sql.json(consent.organisation)}, ${consent.purpose},
      ${consent.fields}, ${consent.textId}, ${consent.givenAt}, ${consent.givenHow}, ${consent.accountLevel},
      ${consent.authenticationLevel}, ${consent.validUntil}, ${consent.usesMax})`
}

export interface ConsentRow extends Recipient {
  consentId: Uuid
  purpose: string
  purposeVi: string | null
  purposeEn: string | null
  legalBasis: string | null
  fields: string[]
  textId: string
  givenAt: Instant
  givenHow: 'app' | 'desk'
  accountLevel: number
  authenticationLevel: number | null
  validUntil: Instant
  usesMax: number | null
  uses: number
  withdrawnAt: Instant | null
}

const columns = (sql: Sql) => sql`
  consent_id, recipient_id, agency_id, through_agency_id, system, organisation, consents.purpose,
  purposes.vi as purpose_vi, purposes.en as purpose_en, purposes.legal_basis, fields, text_id, given_at, given_how,
  account_level, authentication_level, valid_until, uses_max, uses, withdrawn_at`

export async function selectConsents(sql: Sql, person: PersonNumber, limit: number): Promise<ConsentRow[]> {
  return await sql<ConsentRow[]>`
    select ${columns(sql)}
    from privacy.consents left join audit.purposes on purposes.code = consents.purpose
    where person_number = ${person} order by given_at desc, consent_id desc limit ${limit}`
}

export async function selectConsent(
  sql: Sql,
  person: PersonNumber,
  consentId: Uuid,
): Promise<(ConsentRow & { textVi: string; textEn: string }) | undefined> {
  const [row] = await sql<(ConsentRow & { textVi: string; textEn: string })[]>`
    select ${columns(sql)}, text.vi as text_vi, text.en as text_en
    from privacy.consents join privacy.consent_texts text using (text_id)
    left join audit.purposes on purposes.code = consents.purpose
    where person_number = ${person} and consent_id = ${consentId}`
  return row
}

/** Ends it; what it was, or nothing when it had ended before. Of two at the same moment one wins. */
export async function setWithdrawn(
  sql: Sql,
  person: PersonNumber,
  consentId: Uuid,
  now: Date,
): Promise<{ recipientId: string; purpose: string } | undefined> {
  const [row] = await sql<{ recipientId: string; purpose: string }[]>`
    update privacy.consents set withdrawn_at = ${now}
    where person_number = ${person} and consent_id = ${consentId} and withdrawn_at is null and valid_until > ${now}
      and (uses_max is null or uses < uses_max)
    returning recipient_id, purpose`
  return row
}

/** Ends all that one recipient holds of a person. */
export async function setAllWithdrawn(
  sql: Sql,
  person: PersonNumber,
  recipientId: string,
  now: Date,
): Promise<{ consentId: Uuid; purpose: string }[]> {
  return await sql<{ consentId: Uuid; purpose: string }[]>`
    update privacy.consents set withdrawn_at = ${now}
    where person_number = ${person} and recipient_id = ${recipientId} and withdrawn_at is null and valid_until > ${now}
    returning consent_id, purpose`
}

/**
 * Takes one use of a consent in force that covers all these fields: the newest that does. One conditional update, so
 * that of parallel calls only as many pass as it allows.
 */
export async function takeUse(
  sql: Sql,
  wanted: {
    personNumber: PersonNumber
    recipientId: string
    throughAgencyId: number | null
    purpose: string
    fields: readonly string[]
    now: Date
  },
): Promise<{ consentId: Uuid; givenAt: Instant; accountLevel: number } | undefined> {
  const { personNumber, recipientId, throughAgencyId, purpose, fields, now } = wanted
  const [row] = await sql<{ consentId: Uuid; givenAt: Instant; accountLevel: number }[]>`
    update privacy.consents set uses = uses + 1
    where person_number = ${personNumber} and withdrawn_at is null and valid_until > ${now}
      and (uses_max is null or uses < uses_max)
      and consent_id = (
        select consent_id from privacy.consents
        where person_number = ${personNumber} and recipient_id = ${recipientId} and purpose = ${purpose}
          and through_agency_id is not distinct from ${throughAgencyId}::integer
          and fields @> ${fields as string[]}::text[] and withdrawn_at is null and valid_until > ${now}
          and (uses_max is null or uses < uses_max)
        order by given_at desc limit 1
        for update)
    returning consent_id, given_at, account_level`
  return row
}

/** Since when each of these people has let this recipient follow these fields, by consents in force. */
export async function selectAgreed(
  sql: Sql,
  wanted: {
    numbers: readonly PersonNumber[]
    recipientId: string
    throughAgencyId: number | null
    purpose: string
    fields: readonly string[]
    now: Date
  },
): Promise<Map<PersonNumber, Instant>> {
  const { numbers, recipientId, throughAgencyId, purpose, fields, now } = wanted
  const rows = await sql<{ personNumber: PersonNumber; since: Instant }[]>`
    select person_number, min(given_at) as since from privacy.consents
    where person_number = any(${numbers as string[]}) and recipient_id = ${recipientId} and purpose = ${purpose}
      and through_agency_id is not distinct from ${throughAgencyId}::integer
      and fields @> ${fields as string[]}::text[] and withdrawn_at is null and valid_until > ${now}
      and (uses_max is null or uses < uses_max)
    group by person_number`
  return new Map(rows.map(({ personNumber, since }) => [personNumber, since]))
}
