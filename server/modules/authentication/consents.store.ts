import type { Sql } from '#platform/db.ts'
import type { Instant, PersonNumber, Uuid, Words } from '#platform/schemas.ts'
import type { ScopeName } from './scopes.ts'

export type TermsByScope = Partial<Record<ScopeName, string>>

export interface NewConsent {
  id: Uuid
  personNumber: PersonNumber
  accountId: Uuid
  /** For whom it was given, by public id; null is for himself. */
  subjectId: Uuid | null
  clientId: string
  /** Digest of the words that were shown, by scope. */
  scopes: TermsByScope
  /** What he left out, likewise. */
  refused: TermsByScope
  givenAt: Date
  expiresAt: Date
}

export async function selectConsentInForce(
  sql: Sql,
  accountId: Uuid,
  subjectId: Uuid | null,
  clientId: string,
  now: Date,
): Promise<{ scopes: TermsByScope; refused: TermsByScope } | undefined> {
  const [row] = await sql<{ scopes: TermsByScope; refused: TermsByScope }[]>`
    select scopes, refused from authentication.consents
    where account_id = ${accountId} and client_id = ${clientId} and subject_id is not distinct from ${subjectId}
      and ended_at is null and expires_at > ${now}`
  return row
}

/** The consent before ends with the new one; two given at the same moment follow each other. */
export async function replaceConsent(sql: Sql, consent: NewConsent): Promise<void> {
  const { id, personNumber, accountId, subjectId, clientId, scopes, refused, givenAt, expiresAt } = consent
  await sql`select pg_advisory_xact_lock(hashtextextended(${`consent ${accountId} ${clientId}`}, 0))`
  await sql`
    update authentication.consents set ended_at = ${givenAt}, ended_by = 'replaced'
    where account_id = ${accountId} and client_id = ${clientId} and subject_id is not distinct from ${subjectId}
      and ended_at is null`
  await sql`
    insert into authentication.consents
      (person_number, id, account_id, subject_id, client_id, scopes, refused, given_at, expires_at)
    values (${personNumber}, ${id}, ${accountId}, ${subjectId}, ${clientId}, ${sql.json(scopes as never)},
      ${sql.json(refused as never)}, ${givenAt}, ${expiresAt})`
}

/** Ends a consent, or all at one party, and with it every grant, code and token that stood on it. */
export async function endConsents(
  sql: Sql,
  personNumber: PersonNumber,
  which: { id: Uuid } | { clientId: string },
  now: Date,
): Promise<boolean> {
  const id = 'id' in which ? which.id : null
  const clientId = 'clientId' in which ? which.clientId : null
  const ended = await sql`
    with ended as (
      update authentication.consents set ended_at = ${now}, ended_by = 'withdrawn'
      where person_number = ${personNumber} and ended_at is null
        and (id = ${id}::uuid or client_id = ${clientId})
      returning account_id, client_id),
    gone as (
      delete from authentication.provider_states state
      using ended join authentication.relying_parties party using (client_id)
      where state.realm = party.realm and state.client_id = ended.client_id
        and state.account_id = ended.account_id)
    select 1 from ended`
  return ended.count > 0
}

export interface ConsentRow {
  id: Uuid
  /** For whom it was given, when not for himself. */
  subjectId: Uuid | null
  clientId: string
  organisation: Words
  names: Words
  scopes: ScopeName[]
  givenAt: Instant
  expiresAt: Instant
  endedAt: Instant | null
  endedBy: 'withdrawn' | 'replaced' | null
}

export async function selectConsents(
  sql: Sql,
  personNumber: PersonNumber,
  after: Uuid | null,
  limit: number,
): Promise<ConsentRow[]> {
  return await sql<ConsentRow[]>`
    select consents.id, subject_id, client_id, organisation, names,
      array(select jsonb_object_keys(consents.scopes)) as scopes, given_at, expires_at, ended_at, ended_by
    from authentication.consents join authentication.relying_parties using (client_id)
    where person_number = ${personNumber} and (${after}::uuid is null or consents.id < ${after})
    order by consents.id desc limit ${limit}`
}
