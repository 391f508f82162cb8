import type { Sql } from '#platform/db.ts'
import type { Instant, PersonNumber, Uuid } from '#platform/schemas.ts'

export interface DraftRow {
  personNumber: PersonNumber
  draftId: Uuid
  serviceCode: string
  serviceVersion: number
  revision: number
  /** Closed with the storage key; null when it was submitted. */
  content: Buffer | null
  openedAt: Instant
  savedAt: Instant
  expiresAt: Instant
  dossierId: Uuid | null
  /** The officer who fills it in at his counter, and his agency; null: its owner does. */
  openedBy: Uuid | null
  agencyId: number | null
}

/** Whose hands a draft must be in: its owner's, or those of the officer who opened it for him. */
export interface DraftHolder {
  number: PersonNumber | null
  openedBy: Uuid | null
}

const inHands = (sql: Sql, { number, openedBy }: DraftHolder, draftId: Uuid) =>
  openedBy === null
    ? sql`person_number = ${number} and draft_id = ${draftId} and opened_by is null`
    : sql`draft_id = ${draftId} and opened_by = ${openedBy}`

export async function insertDraft(sql: Sql, draft: DraftRow): Promise<void> {
  await sql`
    insert into services.drafts (person_number, draft_id, service_code, service_version, revision, content, opened_at,
      saved_at, expires_at, opened_by, agency_id)
    values (${draft.personNumber}, ${draft.draftId}, ${draft.serviceCode}, ${draft.serviceVersion}, ${draft.revision},
      ${draft.content}, ${draft.openedAt}, ${draft.savedAt}, ${draft.expiresAt}, ${draft.openedBy}, ${draft.agencyId})`
}

const columns = (sql: Sql) => sql`
  person_number, draft_id, service_code, service_version, revision, content, opened_at, saved_at, expires_at, dossier_id,
  opened_by, agency_id`

export async function selectDraft(
  sql: Sql,
  holder: DraftHolder,
  draftId: Uuid,
): Promise<DraftRow | undefined> {
  const [row] = await sql<DraftRow[]>`
    select ${columns(sql)} from services.drafts where ${inHands(sql, holder, draftId)}`
  return row
}

/** The draft, held until the call ends: a second submission waits here. */
export async function lockDraft(sql: Sql, holder: DraftHolder, draftId: Uuid): Promise<DraftRow | undefined> {
  const [row] = await sql<DraftRow[]>`
    select ${columns(sql)} from services.drafts where ${inHands(sql, holder, draftId)} for update`
  return row
}

/** Drafts not submitted and not expired, newest first. */
export async function selectOpenDrafts(sql: Sql, owner: PersonNumber, now: Date): Promise<DraftRow[]> {
  return sql<DraftRow[]>`
    select ${columns(sql)} from services.drafts
    where person_number = ${owner} and dossier_id is null and expires_at > ${now} and opened_by is null
    order by saved_at desc`
}

export async function updateDraft(
  sql: Sql,
  { personNumber, draftId, serviceVersion, revision, content, savedAt, expiresAt }: DraftRow,
): Promise<void> {
  await sql`
    update services.drafts
    set service_version = ${serviceVersion}, revision = ${revision}, content = ${content}, saved_at = ${savedAt},
      expires_at = ${expiresAt}
    where person_number = ${personNumber} and draft_id = ${draftId}`
}

/** What it became; the content goes. */
export async function closeDraft(
  sql: Sql,
  owner: PersonNumber,
  draftId: Uuid,
  dossierId: Uuid,
): Promise<void> {
  await sql`
    update services.drafts set dossier_id = ${dossierId}, content = null
    where person_number = ${owner} and draft_id = ${draftId}`
}

export async function deleteDraft(sql: Sql, holder: DraftHolder, draftId: Uuid): Promise<boolean> {
  const deleted = await sql`
    delete from services.drafts where ${inHands(sql, holder, draftId)} and dossier_id is null`
  return deleted.count === 1
}

/** Empties drafts that expired, and forgets them when their owners had time to see that they did. */
export async function sweepDrafts(sql: Sql, now: Date, forgetBefore: Date, limit: number): Promise<number> {
  const emptied = await sql`
    update services.drafts set content = null
    where (person_number, draft_id) in (
      select person_number, draft_id from services.drafts
      where expires_at <= ${now} and content is not null limit ${limit})`
  const forgotten = await sql`
    delete from services.drafts
    where (person_number, draft_id) in (
      select person_number, draft_id from services.drafts where expires_at <= ${forgetBefore} limit ${limit})`
  return emptied.count + forgotten.count
}
