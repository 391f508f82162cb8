/**
 * What officers do with a bulk load: deliver a file, map it, try it, release what a colleague prepared, take it back.
 * The steps themselves run in the background (`load-steps.ts`).
 */
import { createHash } from 'node:crypto'
import type { Call } from '#platform/call.ts'
import { keepFile, readFile, releaseFile, storeFile } from '#platform/files.ts'
import { uuidv7 } from '#platform/ids.ts'
import { enqueue } from '#platform/jobs.ts'
import type { Uuid } from '#platform/schemas.ts'
import { fold, tidy } from '#platform/vietnamese.ts'
import * as contract from './contract.ts'
import { type DeliveredRows, formatOf, readRows } from './delivered-file.ts'
import { guessEncoding } from './delivered-text.ts'
import { acts, loadFields, suggestColumns } from './load-fields.ts'
import { profileOf } from './load-profile.ts'
import { wordsOfReason } from './load-reasons.ts'
import { dayOfCell, numberOfCell } from './load-values.ts'
import type { LoadRecord, LoadState } from './loads.store.ts'
import * as store from './loads.store.ts'
import { officerOf } from './territory.ts'

export const STEP = 'population.load-step'
const ROWS_AT_ONCE = 5000

/** Throws fileUnreadable, tooManyRows. */
export async function startLoad(call: Call, bytes: Buffer): Promise<contract.Load> {
  const format = formatOf(bytes)
  const encodings = guessEncoding(bytes)
  const delivered = await readRows(bytes, { format, encoding: encodings[0]!.encoding, heads: true })
  const officer = officerOf(call)
  const loadId = uuidv7()
  const file = await storeFile(call, bytes, {
    kind: 'population-load',
    contentType: 'application/octet-stream',
  })
  await keepFile(call, file.id, `population.loads:${loadId}`)
  const load: LoadRecord = {
    loadId,
    state: 'uploaded',
    fileId: file.id,
    fileSha256: file.sha256,
    sizeBytes: bytes.length,
    format,
    profile: { columns: profileOf(delivered), encodings },
    mapping: null,
    digest: null,
    reason: null,
    agencyId: officer.agencyId,
    territory: officer.territory,
    preparedBy: officer.accountId,
    preparedAt: call.now.toISOString(),
    releasedBy: null,
    releasedAt: null,
    undoneWhy: null,
    rowsTotal: delivered.rows.length,
    nextRow: 1,
  }
  await store.insertLoad(call.sql, load, call.now)
  return await shown(call, load)
}

/** Throws loadUnknown, loadNotNow, mappingIncomplete, fileUnreadable. */
export async function mapLoad(
  call: Call,
  loadId: Uuid,
  { mapping, reason }: { mapping: contract.Mapping; reason: string },
): Promise<contract.Load> {
  const load = await lockedLoad(call, loadId, ['uploaded', 'mapped', 'checked'])
  call.entry.reason = tidy(reason)
  if (!load.fileId) throw contract.loadNotNow()
  const { bytes } = await readFile(call, load.fileId)
  const delivered = await readRows(bytes, { ...mapping, format: load.format })
  refuseIncomplete(mapping, delivered)
  const mapped = {
    ...load,
    mapping,
    reason: tidy(reason),
    profile: { ...load.profile, columns: profileOf(delivered) },
    rowsTotal: delivered.rows.length,
    digest: digestOf(load.fileSha256, mapping, tidy(reason)),
  }
  await store.deleteRows(call.sql, loadId)
  const rows = numbered(delivered.rows, mapping)
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
    await store.insertRows(call.sql, loadId, rows.slice(at, at + ROWS_AT_ONCE))
  }
  await store.keepMapping(call.sql, mapped, call.now)
  return await shown(call, { ...mapped, state: 'mapped', nextRow: 1 })
}

/** Tries every row without recording any. Throws loadUnknown, loadNotNow. */
export async function checkLoad(call: Call, loadId: Uuid): Promise<contract.Load> {
  const load = await lockedLoad(call, loadId, ['mapped', 'checked'])
  return await begin(call, load, 'checking')
}

/** Throws loadUnknown, loadNotNow, loadChanged, ownLoad. */
export async function releaseLoad(call: Call, loadId: Uuid, digest: string): Promise<contract.Load> {
  const load = await lockedLoad(call, loadId, ['checked'])
  const { accountId } = officerOf(call)
  if (accountId === load.preparedBy) throw contract.ownLoad()
  if (load.digest?.toString('hex') !== digest) throw contract.loadChanged()
  await store.keepRelease(call.sql, loadId, accountId, call.now)
  return await begin(call, { ...load, releasedBy: accountId, releasedAt: call.now.toISOString() }, 'loading')
}

/** Throws loadUnknown, loadNotNow. */
export async function withdrawLoad(call: Call, loadId: Uuid): Promise<contract.Load> {
  const load = await lockedLoad(call, loadId, ['uploaded', 'mapped', 'checked'])
  await store.deleteRows(call.sql, loadId)
  if (load.fileId) await releaseFile(call, load.fileId, `population.loads:${loadId}`)
  await store.keepState(call.sql, { loadId, state: 'withdrawn', nextRow: 1 }, call.now)
  return await shown(call, { ...load, state: 'withdrawn' })
}

/** Throws loadUnknown, loadNotNow. */
export async function undoLoad(call: Call, loadId: Uuid, reason: string): Promise<contract.Load> {
  const load = await lockedLoad(call, loadId, ['loaded', 'undone'])
  call.entry.reason = tidy(reason)
  await store.keepUndo(call.sql, loadId, officerOf(call).accountId, tidy(reason))
  return await begin(call, { ...load, undoneWhy: tidy(reason) }, 'undoing')
}

export async function readLoad(call: Call, loadId: Uuid): Promise<contract.Load> {
  return await shown(call, await ownLoadOf(call, await store.selectLoad(call.sql, loadId)))
}

export async function listLoads(call: Call, { after, limit = 20 }: { after?: string; limit?: number }) {
  const { agencyId } = officerOf(call)
  const before = after && /^[0-9a-f-]{36}$/.test(after) ? after : null
  const found = await store.selectLoads(call.sql, { agencyId, before, limit })
  const rows = await Promise.all(found.map((load) => shown(call, load)))
  return { rows, next: found.length === limit ? found.at(-1)!.loadId : null }
}

/** The load with its rows, for the report. Throws loadUnknown. */
export async function loadOfOffice(call: Call, loadId: Uuid): Promise<LoadRecord> {
  return await ownLoadOf(call, await store.selectLoad(call.sql, loadId))
}

async function begin(call: Call, load: LoadRecord, state: LoadState): Promise<contract.Load> {
  await store.keepState(call.sql, { loadId: load.loadId, state, nextRow: 1 }, call.now)
  await enqueue(call, STEP, { loadId: load.loadId }, { key: `${STEP}:${load.loadId}` })
  return await shown(call, { ...load, state, nextRow: 1 })
}

async function lockedLoad(call: Call, loadId: Uuid, states: readonly LoadState[]): Promise<LoadRecord> {
  const load = await ownLoadOf(call, await store.lockLoad(call.sql, loadId))
  call.entry.reason = load.reason
  if (!states.includes(load.state)) throw contract.loadNotNow()
  return load
}

async function ownLoadOf(call: Call, load: LoadRecord | undefined): Promise<LoadRecord> {
  if (!load || load.agencyId !== officerOf(call).agencyId) throw contract.loadUnknown()
  return load
}

function refuseIncomplete({ act, columns }: contract.Mapping, delivered: DeliveredRows): void {
  const taken = Object.values(columns)
  const offered = loadFields.filter((field) => field.acts.includes(act))
  const known = Object.keys(columns).every((name) => offered.some((field) => field.name === name))
  const needed = offered.filter((field) => field.needed.includes(act))
  const checked = act === 'collection' || columns['name'] !== undefined || columns['bornOn'] !== undefined
  const fits =
    known &&
    checked &&
    needed.every(({ name }) => columns[name] !== undefined) &&
    new Set(taken).size === taken.length &&
    taken.every((at) => at < delivered.columns.length)
  if (!fits) throw contract.mappingIncomplete()
}

/** Rows with their numbers as people count them in the file; whoever comes again names the row he came in first. */
function numbered(rows: readonly string[][], { columns, heads }: contract.Mapping) {
  const first = new Map<string, number>()
  return rows.map((cells, at) => {
    const rowNumber = at + (heads ? 2 : 1)
    const of = (field: string) => (columns[field] === undefined ? '' : (cells[columns[field]] ?? ''))
    const number = numberOfCell(of('number'))
    const born = dayOfCell(of('bornOn'))
    const key = number ?? (born ? `${fold(of('name'))} ${born.day}` : `row ${rowNumber}`)
    const twinOf = first.get(key) ?? null
    if (twinOf === null) first.set(key, rowNumber)
    return { rowNumber, cells, twinOf }
  })
}

function digestOf(file: Buffer, mapping: contract.Mapping, reason: string): Buffer {
  const { columns, ...rest } = mapping
  const ordered = { ...rest, columns: Object.entries(columns).sort() }
  return createHash('sha256')
    .update(file)
    .update(JSON.stringify([ordered, reason]))
    .digest()
}

async function shown(call: Call, load: LoadRecord): Promise<contract.Load> {
  const { columns, encodings } = load.profile
  const heads = columns.map(({ name }) => name)
  const [outcomes, reasons] = await Promise.all([
    store.countOutcomes(call.sql, load.loadId),
    store.countReasons(call.sql, load.loadId),
  ])
  return {
    loadId: load.loadId,
    state: load.state,
    format: load.format,
    sizeBytes: load.sizeBytes,
    rowsTotal: load.rowsTotal,
    rowsDone: Math.min(load.rowsTotal, Math.max(0, load.nextRow - (load.mapping?.heads ? 2 : 1))),
    columns,
    encodings,
    suggested: Object.fromEntries(acts.map((act) => [act, suggestColumns(act, heads)])),
    mapping: load.mapping,
    digest: load.digest?.toString('hex') ?? null,
    reason: load.reason,
    outcomes,
    reasons: reasons.map(({ reason, rows }) => ({ reason: wordsOfReason(reason), rows })),
    preparedByMe: load.preparedBy === officerOf(call).accountId,
    preparedAt: load.preparedAt,
    releasedAt: load.releasedAt,
    undoneWhy: load.undoneWhy,
  }
}
