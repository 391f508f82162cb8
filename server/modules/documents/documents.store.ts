import type { Sql } from '#platform/db.ts'
import type { Day, Instant, PersonNumber, Uuid } from '#platform/schemas.ts'
import type { DocumentState } from './contract.ts'
import type { Data } from './fill.ts'
import type { Issuer, OfficialSigner } from './signature-block.ts'

export interface StoredDocument {
  personNumber: PersonNumber
  id: Uuid
  code: string
  kind: string
  version: number
  number: string
  dossierId: Uuid | null
  agencyId: number
  issuer: Issuer
  signer: OfficialSigner | null
  holderMark: string
  data: Data
  state: DocumentState
  issuedOn: Day
  validUntil: Day | null
  issuedAt: Instant
  signedAt: Instant | null
  fileId: Uuid | null
  revokedAt: Instant | null
  revokeReason: string | null
  /** When its time of keeping was over and it was emptied. */
  forgottenAt: Instant | null
}

export type NewRow = Omit<
  StoredDocument,
  'state' | 'signedAt' | 'fileId' | 'revokedAt' | 'revokeReason' | 'issuedAt' | 'forgottenAt'
> & {
  issuedAt: Date
}

const columns = (sql: Sql) => sql`
  d.person_number, d.id, d.code, d.kind, d.version, d.number, d.dossier_id, d.agency_id, d.issuer, d.signer,
  d.holder_mark, d.data, d.state, d.issued_on, d.valid_until, d.issued_at, d.signed_at, d.file_id, d.revoked_at,
  d.revoke_reason, d.forgotten_at`

export async function insertDocument(sql: Sql, row: NewRow): Promise<void> {
  await sql`
    insert into documents.documents (person_number, id, code, kind, version, number, dossier_id, agency_id, issuer,
      signer, holder_mark, data, issued_on, valid_until, issued_at)
    values (${row.personNumber}, ${row.id}, ${row.code}, ${row.kind}, ${row.version}, ${row.number},
      ${row.dossierId}, ${row.agencyId}, ${sql.json(row.issuer as never)},
      ${row.signer ? sql.json(row.signer as never) : null}, ${row.holderMark}, ${sql.json(row.data as never)},
      ${row.issuedOn}, ${row.validUntil}, ${row.issuedAt})`
  await sql`
    insert into documents.codes (code, person_number, document_id)
    values (${row.code}, ${row.personNumber}, ${row.id})`
}

export async function insertAlsoFor(
  sql: Sql,
  owner: PersonNumber,
  id: Uuid,
  others: PersonNumber[],
): Promise<void> {
  await sql`
    insert into documents.also_for (person_number, document_id, owner_number)
    select other, ${id}, ${owner} from unnest(${others}::text[]) as other
    on conflict do nothing`
}

/** The next number of an agency's register of papers. Waits for a call that is taking one. */
export async function nextNumber(sql: Sql, agencyId: number, symbol: string, year: number): Promise<number> {
  const [row] = await sql<{ last: number }[]>`
    insert into documents.numbers (agency_id, symbol, year, last) values (${agencyId}, ${symbol}, ${year}, 1)
    on conflict (agency_id, symbol, year) do update set last = numbers.last + 1
    returning last`
  if (!row) throw new Error('No number was given')
  return row.last
}

/** A person's own papers and those that are his as well, newest first. */
export async function documentsOfPerson(
  sql: Sql,
  person: PersonNumber,
  page: { after: Uuid | null; limit: number; kind: string | null },
): Promise<StoredDocument[]> {
  return sql<StoredDocument[]>`
    with mine as (
      select person_number, id from documents.documents where person_number = ${person}
      union
      select owner_number, document_id from documents.also_for where person_number = ${person})
    select ${columns(sql)} from mine join documents.documents d using (person_number, id)
    where (${page.after}::uuid is null or d.id < ${page.after})
      and (${page.kind}::text is null or d.kind = ${page.kind})
    order by d.id desc limit ${page.limit}`
}

export async function documentOfPerson(
  sql: Sql,
  person: PersonNumber,
  id: Uuid,
): Promise<StoredDocument | undefined> {
  const [row] = await sql<StoredDocument[]>`
    select ${columns(sql)} from documents.documents d
    where d.id = ${id} and (d.person_number = ${person}
      or exists (select 1 from documents.also_for a where a.person_number = ${person} and a.document_id = ${id}))`
  return row
}

export async function documentsOfDossier(sql: Sql, dossierId: Uuid): Promise<StoredDocument[]> {
  return sql<StoredDocument[]>`
    select ${columns(sql)} from documents.documents d where d.dossier_id = ${dossierId} order by d.id limit 100`
}

/** A person's papers of these kinds that were issued before an instant and are still good. */
export async function goodDocumentsOf(
  sql: Sql,
  person: PersonNumber,
  kinds: string[],
  before: Instant,
): Promise<Uuid[]> {
  const rows = await sql<{ id: Uuid }[]>`
    select id from documents.documents
    where person_number = ${person} and kind = any(${kinds}::text[]) and issued_at < ${before}
      and state in ('pending-signature', 'signed')
    order by id`
  return rows.map(({ id }) => id)
}

export async function documentById(sql: Sql, id: Uuid): Promise<StoredDocument | undefined> {
  const [row] = await sql<
    StoredDocument[]
  >`select ${columns(sql)} from documents.documents d where d.id = ${id}`
  return row
}

export async function documentByIdForUpdate(sql: Sql, id: Uuid): Promise<StoredDocument | undefined> {
  const [row] = await sql<StoredDocument[]>`
    select ${columns(sql)} from documents.documents d where d.id = ${id} for update`
  return row
}

export async function documentByCode(sql: Sql, code: string): Promise<StoredDocument | undefined> {
  const [row] = await sql<StoredDocument[]>`
    select ${columns(sql)} from documents.codes c
    join documents.documents d on d.person_number = c.person_number and d.id = c.document_id
    where c.code = ${code}`
  return row
}

export async function documentByDigest(sql: Sql, sha256: Buffer): Promise<StoredDocument | undefined> {
  const [row] = await sql<StoredDocument[]>`
    select ${columns(sql)} from documents.digests g
    join documents.documents d on d.person_number = g.person_number and d.id = g.document_id
    where g.sha256 = ${sha256}`
  return row
}

/** Papers of people that are in force on a day, of the kinds asked about, the newest of each kind first. */
export async function inForce(
  sql: Sql,
  people: readonly PersonNumber[],
  kinds: readonly string[],
  on: Day,
): Promise<StoredDocument[]> {
  return sql<StoredDocument[]>`
    with theirs as (
      select person_number, id from documents.documents where person_number = any(${people as string[]}::text[])
      union
      select owner_number, document_id from documents.also_for
      where person_number = any(${people as string[]}::text[]))
    select ${columns(sql)} from theirs join documents.documents d using (person_number, id)
    where d.kind = any(${kinds as string[]}::text[]) and d.state in ('pending-signature', 'signed')
      and d.forgotten_at is null and (d.valid_until is null or d.valid_until >= ${on})
    order by d.id desc
    limit 200`
}

/** Papers of a kind whose time of keeping is over. */
export async function toForget(
  sql: Sql,
  kinds: { only: readonly string[] } | { except: readonly string[] },
  issuedBefore: Day,
  limit: number,
): Promise<{ personNumber: PersonNumber; id: Uuid; fileId: Uuid | null }[]> {
  const which =
    'only' in kinds
      ? sql`kind = any(${kinds.only as string[]}::text[])`
      : sql`kind <> all(${kinds.except as string[]}::text[])`
  return sql<{ personNumber: PersonNumber; id: Uuid; fileId: Uuid | null }[]>`
    select person_number, id, file_id from documents.documents
    where ${which} and issued_on < ${issuedBefore} and forgotten_at is null
      and (valid_until is null or valid_until < ${issuedBefore})
    limit ${limit} for update skip locked`
}

export async function forget(
  sql: Sql,
  { personNumber, id }: { personNumber: PersonNumber; id: Uuid },
  at: Date,
): Promise<void> {
  await sql`
    update documents.documents set data = '{}', holder_mark = '', forgotten_at = ${at}
    where person_number = ${personNumber} and id = ${id}`
}

export interface Signed {
  signedAt: Date
  kid: string
  fileId: Uuid
  sha256: Buffer
}

export async function markSigned(
  sql: Sql,
  { personNumber, id }: StoredDocument,
  signed: Signed,
): Promise<void> {
  await sql`
    update documents.documents
    set state = 'signed', signed_at = ${signed.signedAt}, kid = ${signed.kid}, file_id = ${signed.fileId},
      sha256 = ${signed.sha256}, failure = null
    where person_number = ${personNumber} and id = ${id}`
  await sql`
    insert into documents.digests (sha256, person_number, document_id)
    values (${signed.sha256}, ${personNumber}, ${id})`
}

export async function markFailed(
  sql: Sql,
  { personNumber, id }: StoredDocument,
  failure: string,
): Promise<void> {
  await sql`
    update documents.documents set state = 'failed', failure = ${failure}
    where person_number = ${personNumber} and id = ${id}`
}

export async function markPending(sql: Sql, { personNumber, id }: StoredDocument): Promise<void> {
  await sql`
    update documents.documents set state = 'pending-signature', failure = null
    where person_number = ${personNumber} and id = ${id}`
}

export async function markRevoked(
  sql: Sql,
  { personNumber, id }: StoredDocument,
  at: Date,
  reason: string,
): Promise<void> {
  await sql`
    update documents.documents set state = 'revoked', revoked_at = ${at}, revoke_reason = ${reason}
    where person_number = ${personNumber} and id = ${id}`
}

export interface Holder {
  name: string
  personId: Uuid
}

export async function holderOf(sql: Sql, person: PersonNumber): Promise<Holder | undefined> {
  const [row] = await sql<Holder[]>`
    select name, person_id from population.people_v1 where person_number = ${person}`
  return row
}

/** Public ids of everyone whose paper this is, for their open pages. */
export async function publicIdsOf(sql: Sql, { personNumber, id }: StoredDocument): Promise<Uuid[]> {
  const rows = await sql<{ personId: Uuid }[]>`
    select person_id from population.people_v1 where person_number = ${personNumber}
      or person_number in (select a.person_number from documents.also_for a where a.document_id = ${id})`
  return rows.map(({ personId }) => personId)
}
