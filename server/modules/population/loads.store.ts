import type { Territory } from '#platform/call.ts'
import type { Sql } from '#platform/db.ts'
import type { Instant, PersonNumber, Uuid } from '#platform/schemas.ts'
import type { Mapping } from './contract.ts'
import type { Format } from './delivered-file.ts'
import type { Guess } from './delivered-text.ts'
import type { ColumnProfile } from './load-profile.ts'

export type LoadState =
  | 'uploaded'
  | 'mapped'
  | 'checking'
  | 'checked'
  | 'loading'
  | 'loaded'
  | 'undoing'
  | 'undone'
  | 'withdrawn'

export interface LoadRecord {
  loadId: Uuid
  state: LoadState
  /** Null when the file was forgotten. */
  fileId: Uuid | null
  fileSha256: Buffer
  sizeBytes: number
  format: Format
  profile: { columns: ColumnProfile[]; encodings: Guess[] }
  mapping: Mapping | null
  digest: Buffer | null
  reason: string | null
  agencyId: number
  territory: Territory
  preparedBy: Uuid
  preparedAt: Instant
  releasedBy: Uuid | null
  releasedAt: Instant | null
  undoneWhy: string | null
  rowsTotal: number
  nextRow: number
}

export async function insertLoad(sql: Sql, load: LoadRecord, at: Date): Promise<void> {
  await sql`
    insert into population.loads (load_id, state, file_id, file_sha256, size_bytes, format, profile, agency_id,
      territory, prepared_by, prepared_at, rows_total, changed_at)
    values (${load.loadId}, ${load.state}, ${load.fileId}, ${load.fileSha256}, ${load.sizeBytes}, ${load.format},
      ${sql.json(load.profile as never)}, ${load.agencyId}, ${sql.json(load.territory as never)},
      ${load.preparedBy}, ${load.preparedAt}, ${load.rowsTotal}, ${at})`
}

export async function selectLoad(sql: Sql, loadId: Uuid): Promise<LoadRecord | undefined> {
  const [row] = await sql<LoadRecord[]>`
    select load_id, state, file_id, file_sha256, size_bytes, format, profile, mapping, digest, reason, agency_id,
      territory, prepared_by, prepared_at, released_by, released_at, undone_why, rows_total, next_row
    from population.loads where load_id = ${loadId}`
  return row
}

/** The load, locked until the call ends: its steps happen one after the other, whoever takes them. */
export async function lockLoad(sql: Sql, loadId: Uuid): Promise<LoadRecord | undefined> {
  await sql`select 1 from population.loads where load_id = ${loadId} for no key update`
  return await selectLoad(sql, loadId)
}

export async function selectLoads(
  sql: Sql,
  { agencyId, before, limit }: { agencyId: number; before: Uuid | null; limit: number },
): Promise<LoadRecord[]> {
  return await sql<LoadRecord[]>`
    select load_id, state, file_id, file_sha256, size_bytes, format, profile, mapping, digest, reason, agency_id,
      territory, prepared_by, prepared_at, released_by, released_at, undone_why, rows_total, next_row
    from population.loads
    where agency_id = ${agencyId} and (${before}::uuid is null or load_id < ${before})
    order by load_id desc
    limit ${limit}`
}

/** Keeps the load at a step, and where the next one begins. */
export async function keepState(
  sql: Sql,
  { loadId, state, nextRow }: { loadId: Uuid; state: LoadState; nextRow: number },
  at: Date,
): Promise<void> {
  await sql`
    update population.loads set state = ${state}, next_row = ${nextRow}, changed_at = ${at}
    where load_id = ${loadId}`
}

export async function keepMapping(
  sql: Sql,
  load: Pick<LoadRecord, 'loadId' | 'profile' | 'mapping' | 'digest' | 'reason' | 'rowsTotal'>,
  at: Date,
): Promise<void> {
  await sql`
    update population.loads
    set state = 'mapped', next_row = 1, mapping = ${sql.json(load.mapping as never)}, digest = ${load.digest},
      reason = ${load.reason}, rows_total = ${load.rowsTotal}, profile = ${sql.json(load.profile as never)},
      changed_at = ${at}
    where load_id = ${load.loadId}`
}

export async function keepRelease(sql: Sql, loadId: Uuid, by: Uuid, at: Date): Promise<void> {
  await sql`
    update population.loads set released_by = ${by}, released_at = ${at} where load_id = ${loadId}`
}

export async function keepUndo(sql: Sql, loadId: Uuid, by: Uuid, why: string): Promise<void> {
  await sql`update population.loads set undone_by = ${by}, undone_why = ${why} where load_id = ${loadId}`
}

/** Loads under way of which nobody takes a step at this moment. */
export async function selectUnderWay(sql: Sql): Promise<Uuid[]> {
  const rows = await sql<{ loadId: Uuid }[]>`
    select load_id from population.loads
    where state in ('checking', 'loading', 'undoing')
    order by changed_at limit 100
    for no key update skip locked`
  return rows.map(({ loadId }) => loadId)
}

export interface DeliveredRow {
  rowNumber: number
  cells: string[] | null
  twinOf: number | null
  outcome: string | null
  reasons: string[]
  personNumber: PersonNumber | null
  eventIds: Uuid[]
}

export async function insertRows(
  sql: Sql,
  loadId: Uuid,
  rows: readonly { rowNumber: number; cells: readonly string[]; twinOf: number | null }[],
): Promise<void> {
  await sql`
    insert into population.load_rows (load_id, row_number, cells, twin_of)
    select ${loadId}, r.row_number, array(select jsonb_array_elements_text(r.cells)), r.twin_of
    from jsonb_to_recordset(${sql.json(
      rows.map(({ rowNumber, cells, twinOf }) => ({
        row_number: rowNumber,
        cells,
        twin_of: twinOf,
      })) as never,
    )}) as r (row_number integer, cells jsonb, twin_of integer)`
}

export async function deleteRows(sql: Sql, loadId: Uuid): Promise<void> {
  await sql`delete from population.load_rows where load_id = ${loadId}`
}

/** Rows from a place on, in the order in which they were delivered. */
export async function selectRowsFrom(
  sql: Sql,
  { loadId, from, limit }: { loadId: Uuid; from: number; limit: number },
): Promise<DeliveredRow[]> {
  return await sql<DeliveredRow[]>`
    select row_number, cells, twin_of, outcome, reasons, person_number, event_ids
    from population.load_rows
    where load_id = ${loadId} and row_number >= ${from}
    order by row_number limit ${limit}`
}

/** Rows that were recorded, the last ones first. */
export async function selectRecordedRows(sql: Sql, loadId: Uuid, limit: number): Promise<DeliveredRow[]> {
  return await sql<DeliveredRow[]>`
    select row_number, cells, twin_of, outcome, reasons, person_number, event_ids
    from population.load_rows
    where load_id = ${loadId} and outcome = 'loaded'
    order by row_number desc limit ${limit}`
}

export async function keepOutcomes(
  sql: Sql,
  loadId: Uuid,
  rows: readonly Omit<DeliveredRow, 'cells' | 'twinOf'>[],
): Promise<void> {
  const given = rows.map((row) => ({
    row_number: row.rowNumber,
    outcome: row.outcome,
    reasons: row.reasons,
    person_number: row.personNumber,
    event_ids: row.eventIds,
  }))
  await sql`
    update population.load_rows r
    set outcome = g.outcome, reasons = array(select jsonb_array_elements_text(g.reasons)),
      person_number = g.person_number,
      event_ids = array(select jsonb_array_elements_text(g.event_ids)::uuid)
    from jsonb_to_recordset(${sql.json(given as never)}) as g (row_number integer, outcome text, reasons jsonb,
      person_number text, event_ids jsonb)
    where r.load_id = ${loadId} and r.row_number = g.row_number`
}

/** What was delivered is forgotten; what became of it stays. */
export async function forgetCells(sql: Sql, loadId: Uuid): Promise<void> {
  await sql`update population.load_rows set cells = null where load_id = ${loadId} and cells is not null`
}

export async function countOutcomes(sql: Sql, loadId: Uuid): Promise<{ outcome: string; rows: number }[]> {
  return await sql<{ outcome: string; rows: number }[]>`
    select outcome, count(*)::integer as rows from population.load_rows
    where load_id = ${loadId} and outcome is not null group by outcome order by outcome`
}

export async function countReasons(sql: Sql, loadId: Uuid): Promise<{ reason: string; rows: number }[]> {
  return await sql<{ reason: string; rows: number }[]>`
    select reason, count(*)::integer as rows
    from population.load_rows, unnest(reasons) as reason
    where load_id = ${loadId} group by reason order by rows desc, reason limit 50`
}

interface LoadFile {
  loadId: Uuid
  fileId: Uuid
}

/** Loads that nobody released since a day. */
export async function selectWaiting(sql: Sql, before: Date): Promise<LoadFile[]> {
  return await sql<LoadFile[]>`
    select load_id, file_id from population.loads
    where state in ('uploaded', 'mapped', 'checked') and changed_at < ${before}
    order by load_id limit 100`
}

/** Loads that ended before a day and whose file is still there. */
export async function selectEnded(sql: Sql, before: Date): Promise<LoadFile[]> {
  return await sql<LoadFile[]>`
    select load_id, file_id from population.loads
    where state in ('loaded', 'undone', 'withdrawn') and file_id is not null and changed_at < ${before}
    order by load_id limit 100`
}

export async function forgetFile(sql: Sql, loadId: Uuid): Promise<void> {
  await sql`update population.loads set file_id = null where load_id = ${loadId}`
}
