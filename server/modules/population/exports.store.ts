import type { Sql } from '#platform/db.ts'
import type { Instant, Uuid } from '#platform/schemas.ts'
import type { ExportColumn } from './exports.contract.ts'

export interface ExportRecord {
  exportId: Uuid
  state: 'asked' | 'agreed' | 'made' | 'refused' | 'ended'
  unitId: number
  columns: ExportColumn[]
  reason: string
  agencyId: number
  askedBy: Uuid
  askedByName: string
  askedAt: Instant
  decidedBy: Uuid | null
  decidedAt: Instant | null
  people: number
  fileId: Uuid | null
  endsAt: Instant | null
}

export async function insertExport(sql: Sql, one: ExportRecord): Promise<void> {
  await sql`
    insert into population.exports (export_id, state, unit_id, columns, reason, agency_id, asked_by, asked_by_name, asked_at, people)
    values (${one.exportId}, ${one.state}, ${one.unitId}, ${one.columns}, ${one.reason}, ${one.agencyId},
      ${one.askedBy}, ${one.askedByName}, ${one.askedAt}, ${one.people})`
}

export async function selectExport(sql: Sql, exportId: Uuid): Promise<ExportRecord | undefined> {
  const [row] = await sql<ExportRecord[]>`
    select export_id, state, unit_id, columns, reason, agency_id, asked_by, asked_by_name, asked_at, decided_by, decided_at, people,
      file_id, ends_at
    from population.exports where export_id = ${exportId}`
  return row
}

export async function selectExports(
  sql: Sql,
  { agencyId, before, limit }: { agencyId: number; before: Uuid | null; limit: number },
): Promise<ExportRecord[]> {
  return await sql<ExportRecord[]>`
    select export_id, state, unit_id, columns, reason, agency_id, asked_by, asked_by_name, asked_at, decided_by, decided_at, people,
      file_id, ends_at
    from population.exports
    where agency_id = ${agencyId} and (${before}::uuid is null or export_id < ${before})
    order by export_id desc
    limit ${limit}`
}

/** Decides once: false when somebody did before. */
export async function decide(
  sql: Sql,
  exportId: Uuid,
  { state, by, at }: { state: 'agreed' | 'refused'; by: Uuid; at: Date },
): Promise<boolean> {
  const decided = await sql`
    update population.exports set state = ${state}, decided_by = ${by}, decided_at = ${at}
    where export_id = ${exportId} and state = 'asked'`
  return decided.count === 1
}

export async function keepMade(
  sql: Sql,
  made: { exportId: Uuid; fileId: Uuid; sha256: Buffer; people: number; endsAt: Date },
): Promise<void> {
  await sql`
    update population.exports
    set state = 'made', file_id = ${made.fileId}, file_sha256 = ${made.sha256}, people = ${made.people},
      ends_at = ${made.endsAt}
    where export_id = ${made.exportId} and state = 'agreed'`
}

/** Ends lists whose days are over; answers their files. */
export async function endExports(sql: Sql, now: Date): Promise<{ exportId: Uuid; fileId: Uuid }[]> {
  return await sql<{ exportId: Uuid; fileId: Uuid }[]>`
    update population.exports set state = 'ended'
    where state = 'made' and ends_at <= ${now}
    returning export_id, file_id`
}
