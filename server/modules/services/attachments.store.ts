import type { Sql } from '#platform/db.ts'
import type { Instant, PersonNumber, Uuid } from '#platform/schemas.ts'
import type { Attachment } from './form.contract.ts'

type DoneBy = {
  accountId: Uuid
  appointmentId: Uuid
  at: Instant
}

export interface AttachmentRow extends Omit<Attachment, 'digitised'> {
  personNumber: PersonNumber
  draftId: Uuid
  dossierId: Uuid | null
  position: number
  fileId: Uuid
  sha256: Buffer
  /** Scanned at a counter: by whom, for which office; who said that he compared it with the original. */
  digitised: (DoneBy & { agencyId: number; comparison: DoneBy | null }) | null
}

const columns = (sql: Sql) => sql`
  person_number, attachment_id, draft_id, dossier_id, slot, position, file_id, content_type, size_bytes, sha256, pages,
  signature, digitised, added_at, replaced_at`

export async function insertAttachment(sql: Sql, row: AttachmentRow): Promise<void> {
  await sql`
    insert into services.attachments (person_number, attachment_id, draft_id, dossier_id, slot, position, file_id,
      content_type, size_bytes, sha256, pages, signature, digitised, added_at)
    values (${row.personNumber}, ${row.attachmentId}, ${row.draftId}, ${row.dossierId}, ${row.slot}, ${row.position},
      ${row.fileId}, ${row.contentType}, ${row.sizeBytes}, ${row.sha256}, ${row.pages}, ${row.signature},
      ${row.digitised ? sql.json(row.digitised) : null}, ${row.addedAt})`
}

export async function selectOfDraft(sql: Sql, draftId: Uuid): Promise<AttachmentRow[]> {
  return sql<AttachmentRow[]>`
    select ${columns(sql)} from services.attachments where draft_id = ${draftId} and dossier_id is null
    order by slot, position, attachment_id`
}

export async function selectOfDossier(sql: Sql, dossierId: Uuid): Promise<AttachmentRow[]> {
  return sql<AttachmentRow[]>`
    select ${columns(sql)} from services.attachments where dossier_id = ${dossierId}
    order by slot, replaced_at desc nulls first, position, attachment_id`
}

/** Newer files stand for these papers of a dossier from now on. */
export async function updateReplaced(
  sql: Sql,
  owner: PersonNumber,
  dossierId: Uuid,
  slots: readonly string[],
  now: Date,
): Promise<void> {
  await sql`
    update services.attachments set replaced_at = ${now}
    where person_number = ${owner} and dossier_id = ${dossierId} and slot = any(${slots as string[]}::text[])
      and replaced_at is null`
}

export async function updatePositions(sql: Sql, owner: PersonNumber, ids: readonly Uuid[]): Promise<void> {
  await sql`
    update services.attachments a set position = o.position
    from unnest(${ids as Uuid[]}::uuid[]) with ordinality as o(attachment_id, position)
    where a.person_number = ${owner} and a.attachment_id = o.attachment_id`
}

/** Of files scanned at a counter. */
export async function updateComparison(
  sql: Sql,
  owner: PersonNumber,
  ids: readonly Uuid[],
  comparison: DoneBy | null,
): Promise<void> {
  await sql`
    update services.attachments
    set digitised = digitised || jsonb_build_object('comparison', ${comparison ? sql.json({ ...comparison }) : null}::jsonb)
    where person_number = ${owner} and attachment_id = any(${ids as Uuid[]}::uuid[]) and digitised is not null`
}

export async function deleteAttachments(sql: Sql, owner: PersonNumber, ids: readonly Uuid[]): Promise<void> {
  await sql`
    delete from services.attachments
    where person_number = ${owner} and attachment_id = any(${ids as Uuid[]}::uuid[])`
}

/** What stays of a draft goes on with the dossier it became. */
export async function moveToDossier(
  sql: Sql,
  { personNumber, draftId }: Pick<AttachmentRow, 'personNumber' | 'draftId'>,
  dossierId: Uuid,
): Promise<void> {
  await sql`
    update services.attachments set dossier_id = ${dossierId}
    where person_number = ${personNumber} and draft_id = ${draftId} and dossier_id is null`
}

/** What is left of drafts that were deleted or expired, and of supplements that were never sent. */
export async function selectLeftBehind(sql: Sql, now: Date, limit: number): Promise<AttachmentRow[]> {
  return sql<AttachmentRow[]>`
    select ${columns(sql)} from services.attachments a
    where a.dossier_id is null and not exists (
      select 1 from services.drafts d
      where d.person_number = a.person_number and d.draft_id = a.draft_id and d.expires_at > ${now})
    and not exists (
      select 1 from services.dossiers s
      where s.person_number = a.person_number and s.dossier_id = a.draft_id and s.state = 'supplement-asked')
    limit ${limit}`
}
