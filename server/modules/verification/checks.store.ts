import type { Sql } from '#platform/db.ts'
import type { Day, Instant, PersonNumber, Uuid, Words } from '#platform/schemas.ts'
import type { ReplyCode } from './contract.ts'

export interface NewCall {
  at: Date
  callId: Uuid
  clientId: string
  agencyId: number
  throughId: string | null
  throughAgency: number | null
  act: string
  purpose: string
  code: ReplyCode
  priceDong: number
  tariff: string
}

export interface AboutPerson {
  personNumber: PersonNumber
  system: Words
  fields: readonly string[]
  consentId: Uuid | null
  reference: string | null
  /** The day on which he is to be told; null when he is not. */
  tellOn: Day | null
}

/**
 * Writes the metered row and, when it was about somebody, what he sees of it, in one statement. True when he has not
 * been told of this system on that day.
 */
export async function insertCall(sql: Sql, call: NewCall, about: AboutPerson | null): Promise<boolean> {
  const { at, callId, clientId, agencyId, throughId, throughAgency, act, purpose, code, priceDong, tariff } =
    call
  if (!about) {
    await sql`
      insert into verification.calls (at, call_id, client_id, agency_id, through_id, through_agency, act, purpose, code,
        price_dong, tariff)
      values (${at}, ${callId}, ${clientId}, ${agencyId}, ${throughId}, ${throughAgency}, ${act}, ${purpose}, ${code},
        ${priceDong}, ${tariff})`
    return false
  }
  const { personNumber, system, fields, consentId, reference, tellOn } = about
  const told = await sql`
    with metered as (
      insert into verification.calls (at, call_id, client_id, agency_id, through_id, through_agency, act, purpose, code,
        price_dong, tariff)
      values (${at}, ${callId}, ${clientId}, ${agencyId}, ${throughId}, ${throughAgency}, ${act}, ${purpose}, ${code},
        ${priceDong}, ${tariff})),
    seen as (
      insert into verification.checks (person_number, call_id, at, client_id, agency_id, through_agency, system, act,
        purpose, code, fields, consent_id, reference)
      values (${personNumber}, ${callId}, ${at}, ${clientId}, ${agencyId}, ${throughAgency}, ${sql.json(system)}, ${act},
        ${purpose}, ${code}, ${fields as string[]}, ${consentId}, ${reference}))
    insert into verification.told (person_number, client_id, on_day)
    select ${personNumber}, ${clientId}, ${tellOn}::date where ${tellOn}::date is not null
    on conflict do nothing`
  return told.count === 1
}

export async function isHeld(sql: Sql, personNumber: PersonNumber, clientId: string): Promise<boolean> {
  const [row] = await sql`
    select 1 from verification.holds where person_number = ${personNumber} and client_id = ${clientId}`
  return row !== undefined
}

/** Of these people, those whom this system may not ask about any more. */
export async function selectHeld(
  sql: Sql,
  numbers: readonly PersonNumber[],
  clientId: string,
): Promise<Set<PersonNumber>> {
  const rows = await sql<{ personNumber: PersonNumber }[]>`
    select person_number from verification.holds
    where client_id = ${clientId} and person_number = any(${numbers as string[]})`
  return new Set(rows.map(({ personNumber }) => personNumber))
}

export interface CheckRow {
  callId: Uuid
  at: Instant
  clientId: string
  agencyId: number
  throughAgency: number | null
  system: Words
  act: string
  purpose: string
  purposeVi: string | null
  purposeEn: string | null
  legalBasis: string | null
  code: ReplyCode
  fields: string[]
  consentId: Uuid | null
  reference: string | null
  organisation: Words
  through: Words | null
  disputed: boolean
}

const columns = (sql: Sql) => sql`
  c.call_id, c.at, c.client_id, c.agency_id, c.through_agency, c.system, c.act, c.purpose, p.vi as purpose_vi,
  p.en as purpose_en, p.legal_basis, c.code, c.fields, c.consent_id, c.reference,
  jsonb_build_object('vi', a.name_vi, 'en', a.name_en) as organisation,
  case when t.agency_id is not null then jsonb_build_object('vi', t.name_vi, 'en', t.name_en) end as through,
  exists (select 1 from verification.disputes d
    where d.person_number = c.person_number and d.call_id = c.call_id and d.state <> 'withdrawn') as disputed`
const joined = (sql: Sql) => sql`
  verification.checks c join reference.agencies_v1 a using (agency_id)
  left join reference.agencies_v1 t on t.agency_id = c.through_agency
  left join audit.purposes p on p.code = c.purpose`

export async function selectChecks(
  sql: Sql,
  person: PersonNumber,
  page: { before: { at: string; id: Uuid } | null; limit: number },
): Promise<CheckRow[]> {
  const { before, limit } = page
  return await sql<CheckRow[]>`
    select ${columns(sql)} from ${joined(sql)}
    where c.person_number = ${person}
      and (${before?.at ?? null}::timestamptz is null
        or (c.at, c.call_id) < (${before?.at ?? null}::timestamptz, ${before?.id ?? null}::uuid))
    order by c.at desc, c.call_id desc limit ${limit}`
}

export async function selectCheck(
  sql: Sql,
  person: PersonNumber,
  callId: Uuid,
): Promise<CheckRow | undefined> {
  const [row] = await sql<CheckRow[]>`
    select ${columns(sql)} from ${joined(sql)} where c.person_number = ${person} and c.call_id = ${callId}`
  return row
}

/** Answered calls of a system by day, act and code. */
export async function selectUsage(
  sql: Sql,
  clientId: string,
  since: Date,
): Promise<{ day: Day; act: string; code: string; count: number; priceDong: number }[]> {
  return await sql<{ day: Day; act: string; code: string; count: number; priceDong: number }[]>`
    select (at at time zone 'Asia/Ho_Chi_Minh')::date as day, act, code, count(*)::integer as count,
      sum(price_dong)::bigint as price_dong
    from verification.calls where client_id = ${clientId} and at >= ${since}
    group by 1, 2, 3 order by 1 desc, 2, 3`
}

export async function deleteOldTold(sql: Sql, before: Day): Promise<void> {
  await sql`delete from verification.told where on_day < ${before}`
}
