/**
 * The steps of a load, some rows at a time, each in one transaction with the place where the next one begins: after a
 * crash it goes on there, and no row is recorded twice. A dry run is the very same, taken back before it ends.
 */
import { type Call, newEntry, reads } from '#platform/call.ts'
import { enqueue } from '#platform/jobs.ts'
import { poke } from '#platform/live.ts'
import { isProblem } from '#platform/problem.ts'
import type { Uuid } from '#platform/schemas.ts'
import { annulEvent } from './annulments.ts'
import { withdrawCollected } from './collection.ts'
import * as contract from './contract.ts'
import { type LoadGrounds, recordRow } from './load-acts.ts'
import type { DeliveredRow, LoadRecord } from './loads.store.ts'
import * as store from './loads.store.ts'
import { STEP } from './loads.ts'

const ROWS_A_STEP = 100

type Outcome = Omit<DeliveredRow, 'cells' | 'twinOf'>

/** One step of a load, and the next is put in the queue. Nothing when the load is not under way. */
export async function takeStep(call: Call, { loadId }: { loadId: Uuid }): Promise<void> {
  const load = await store.lockLoad(call.sql, loadId)
  if (!load) return
  call.entry.purpose = 'population/bulk-load'
  call.entry.reason = load.reason
  if (load.state === 'undoing') return await undoSome(call, load)
  if (load.state !== 'checking' && load.state !== 'loading') return
  const rows = await store.selectRowsFrom(call.sql, { loadId, from: load.nextRow, limit: ROWS_A_STEP })
  const last = rows.at(-1)
  if (!last) return await finish(call, load, load.state === 'checking' ? 'checked' : 'loaded')
  const outcomes =
    load.state === 'checking' ? await tried(call, load, rows) : await recorded(call, load, rows)
  await store.keepOutcomes(call.sql, loadId, outcomes)
  await goOn(call, load, last.rowNumber + 1)
}

/**
 * Puts loads that are under way back in the queue, at a start and every two minutes: where a process died with a step
 * in its hands another takes the load over. The load's lock lets no step be taken twice.
 */
export async function resumeLoads(call: Call): Promise<void> {
  const stopped = await store.selectUnderWay(call.sql)
  for (const loadId of stopped) await enqueue(call, STEP, { loadId }, { key: `${STEP}:${loadId}` })
}

async function goOn(call: Call, load: LoadRecord, nextRow: number): Promise<void> {
  await store.keepState(call.sql, { ...load, nextRow }, call.now)
  await poke(call, [`agency:${load.agencyId}`], 'loads')
  await enqueue(call, STEP, { loadId: load.loadId }, { key: `${STEP}:${load.loadId}` })
}

async function finish(call: Call, load: LoadRecord, state: LoadRecord['state']): Promise<void> {
  if (state === 'loaded') await store.forgetCells(call.sql, load.loadId)
  await store.keepState(call.sql, { ...load, state }, call.now)
  await poke(call, [`agency:${load.agencyId}`], 'loads')
}

/** Records rows and takes everything back; what was looked at is entered as read. */
async function tried(call: Call, load: LoadRecord, rows: readonly DeliveredRow[]): Promise<Outcome[]> {
  const trial = { ...call, entry: newEntry(call.entry.act, call.now) }
  await call.sql`savepoint trial`
  const outcomes = await recorded(trial, load, rows)
  await call.sql`rollback to savepoint trial`
  const made = new Set<string>()
  for (const one of outcomes) {
    if (one.outcome !== 'loaded') continue
    one.outcome = 'ready'
    if (load.mapping?.act === 'collection') made.add(one.personNumber ?? '')
    Object.assign(one, { personNumber: null, eventIds: [] })
  }
  for (const number of trial.entry.subjects.keys()) {
    if (!made.has(number)) reads(call, number, ['name', 'bornOn', 'status'])
  }
  return outcomes
}

async function recorded(call: Call, load: LoadRecord, rows: readonly DeliveredRow[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const row of rows) outcomes.push(await recordedRow(call, load, row))
  return outcomes
}

async function recordedRow(call: Call, load: LoadRecord, row: DeliveredRow): Promise<Outcome> {
  const { rowNumber } = row
  const none = { rowNumber, personNumber: null, eventIds: [] }
  await call.sql`savepoint load_row`
  try {
    if (row.twinOf !== null) throw contract.rowTwice()
    const done = await recordRow(call, groundsOf(load, rowNumber), { rowNumber, cells: row.cells ?? [] })
    await call.sql`release savepoint load_row`
    return { ...none, ...done, outcome: 'loaded', reasons: [] }
  } catch (error) {
    if (!isProblem(error)) throw error
    await call.sql`rollback to savepoint load_row`
    const field = error.more.with?.['field']
    const reason = typeof field === 'string' ? `${error.type}#${field}` : error.type
    const outcome = error.type === contract.nothingNew.type ? 'nothing-new' : 'refused'
    return { ...none, outcome, reasons: [reason] }
  }
}

function groundsOf({ mapping, territory, agencyId, loadId }: LoadRecord, row: number): LoadGrounds {
  if (!mapping) throw new Error('A load is mapped before it is tried')
  const { legalBasis } = mapping
  return { mapping, territory, grounds: { legalBasis, agencyId, evidence: { loadId, row } } }
}

/** Takes back the rows recorded last, by annulments; a row on which others rest is kept and says so. */
async function undoSome(call: Call, load: LoadRecord): Promise<void> {
  const rows = await store.selectRecordedRows(call.sql, load.loadId, ROWS_A_STEP)
  if (rows.length === 0) return await finish(call, load, 'undone')
  const outcomes: Outcome[] = []
  for (const row of rows) outcomes.push(await undone(call, load, row))
  await store.keepOutcomes(call.sql, load.loadId, outcomes)
  await goOn(call, load, load.nextRow + rows.length)
}

async function undone(call: Call, load: LoadRecord, row: DeliveredRow): Promise<Outcome> {
  const { cells: _cells, twinOf: _twin, ...kept } = row
  const personNumber = row.personNumber!
  const { grounds } = groundsOf(load, row.rowNumber)
  await call.sql`savepoint load_row`
  try {
    for (const eventId of row.eventIds.toReversed()) {
      const annulled = { personNumber, eventId, reason: load.undoneWhy ?? '' }
      const collected = load.mapping?.act === 'collection' && eventId === row.eventIds[0]
      if (collected) await withdrawCollected(call, annulled, grounds)
      else await annulEvent(call, annulled, grounds)
    }
    await call.sql`release savepoint load_row`
    return { ...kept, outcome: 'undone', reasons: [] }
  } catch (error) {
    if (!isProblem(error)) throw error
    await call.sql`rollback to savepoint load_row`
    return { ...kept, outcome: 'kept', reasons: [error.type] }
  }
}
