/**
 * Merges as an act of two officers: one proposes, another approves; the same to take it back. A preview does the act
 * inside a savepoint and takes it back, so it shows exactly what would be recorded and moved.
 */
import { type Call, newEntry, reads } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import type { Sql } from '#platform/db.ts'
import { uuidv7 } from '#platform/ids.ts'
import { poke } from '#platform/live.ts'
import { isProblem } from '#platform/problem.ts'
import type { PersonNumber, Uuid } from '#platform/schemas.ts'
import { codeItem } from '#reference'
import type { Grounds } from './civil-status.ts'
import { closeGone, setPairState } from './duplicate-pairs.store.ts'
import { pairMoved, reasonUnknown } from './duplicates.contract.ts'
import { pairToSee } from './duplicates-desk.ts'
import type { LifeEvent } from './life-event.ts'
import { selectLifeEvents } from './life-events.store.ts'
import { actorName } from './life-events.ts'
import * as contract from './merges.contract.ts'
import * as store from './merges.store.ts'
import { isMovable, merge, recordedSince, unmerge } from './merging.ts'
import { maskNumber } from './number.ts'
import { peopleByNumbers } from './people.ts'
import { isCorrectable } from './put-right.ts'
import { officerName } from './quality-desk.ts'
import type { Moved } from './renumbering.ts'
import { officerOf } from './territory.ts'
import { wordsOfKind } from './timeline.ts'

const REASONS = 'same-person-reasons'
const LAW = 'Luật Căn cước 26/2023/QH15, Điều 12; Nghị định 70/2024/NĐ-CP'

/** Throws pairUnknown, pairMoved, reasonUnknown. */
export async function proposeMerge(
  call: Call,
  pairId: Uuid,
  asked: { version: number; keep: 'first' | 'second'; takes: string[]; reason: string; note: string },
): Promise<contract.Merge> {
  const pair = await pairToSee(call, pairId)
  if (pair.version !== asked.version || pair.state !== 'open') throw pairMoved()
  if (!(await codeItem(call, REASONS, asked.reason, dayOf(call.now)))) throw reasonUnknown()
  const first = asked.keep === 'first'
  const mergeId = uuidv7()
  const proposed = await store.insertMerge(
    call.sql,
    {
      mergeId,
      pairId,
      keptNumber: first ? pair.firstNumber : pair.secondNumber,
      goneNumber: first ? pair.secondNumber : pair.firstNumber,
      takes: { fields: asked.takes.filter(isCorrectable) },
      reason: asked.reason,
      note: asked.note,
      proposedBy: officerOf(call).accountId,
      proposedName: await officerName(call),
    },
    call.now,
  )
  if (!proposed) throw pairMoved()
  await keepPair(call, pairId, 'merging')
  return await readMerge(call, mergeId)
}

/** Throws mergeUnknown. */
export async function readMerge(call: Call, mergeId: Uuid): Promise<contract.Merge> {
  return await shown(call, await mergeToSee(call, mergeId))
}

async function mergeToSee(call: Call, mergeId: Uuid): Promise<store.Merge> {
  const found = await store.selectMerge(call.sql, mergeId)
  if (!found) throw contract.mergeUnknown()
  await pairToSee(call, found.pairId)
  for (const number of [found.keptNumber, found.goneNumber]) reads(call, number, ['name', 'duplicates'])
  return found
}

async function shown(call: Call, of: store.Merge): Promise<contract.Merge> {
  const { keptNumber, goneNumber } = of
  const people = await peopleByNumbers(call, [keptNumber, goneNumber])
  const kept = people.get(keptNumber)
  const gone = people.get(goneNumber)
  const reason = await codeItem(call, REASONS, of.reason, dayOf(call.now))
  return {
    mergeId: of.mergeId,
    pairId: of.pairId,
    state: of.state,
    version: of.version,
    kept: { name: kept?.name ?? '', maskedNumber: maskNumber(keptNumber), personId: kept?.personId ?? null },
    gone: { name: gone?.name ?? kept?.name ?? '', maskedNumber: maskNumber(goneNumber) },
    takes: of.takes.fields,
    reason: reason ? { vi: reason.vi, en: reason.en } : null,
    note: of.note,
    proposedBy: of.proposedName,
    proposedAt: of.proposedAt,
    decidedBy: of.decidedName,
    decidedAt: of.decidedAt,
    undo: of.undo && { by: of.undo.name, at: of.undo.at, note: of.undo.note, moves: of.undo.moves },
    mine: (of.undo?.by ?? of.proposedBy) === officerOf(call).accountId,
    since: await sinceOf(call, of),
  }
}

/** What was recorded of the person since the merge, while it stands. */
async function sinceOf(call: Call, of: store.Merge): Promise<contract.Merge['since']> {
  if (of.state !== 'merged' && of.state !== 'undo-proposed') return []
  const cause = await causeOf(call, of)
  const events = cause ? await recordedSince(call, of.keptNumber, cause) : []
  return events.map((one) => ({
    eventId: one.id,
    words: wordsOfKind(one.kind),
    effectiveOn: one.effectiveOn,
    recordedAt: one.recordedAt,
    movable: isMovable(one),
  }))
}

async function causeOf(call: Call, { goneNumber, eventId }: store.Merge): Promise<LifeEvent | undefined> {
  return (await selectLifeEvents(call.sql, [goneNumber])).find(({ id }) => id === eventId)
}

/** Does what was proposed. Answers the rows that moved, and the event. */
async function act(call: Call, of: store.Merge): Promise<{ event: LifeEvent; moved: Moved }> {
  const grounds: Grounds = {
    legalBasis: LAW,
    evidence: { merge: of.mergeId, note: of.undo?.note ?? of.note },
  }
  const numbers = { kept: of.keptNumber, gone: of.goneNumber, takes: of.takes }
  if (of.state === 'proposed') return await merge(call, numbers, grounds)
  const { eventId, moved, undo } = of
  if (!eventId || !moved || !undo) throw contract.mergeNotPossible()
  const event = await unmerge(call, { ...numbers, eventId, moved, moves: undo.moves }, grounds)
  return { event, moved }
}

/** Approves or declines. Throws mergeUnknown, mergeMoved, mergeBySame, and why it cannot be done. */
export async function decideMerge(
  call: Call,
  mergeId: Uuid,
  { version, approve }: { version: number; approve: boolean },
): Promise<contract.Merge> {
  await mergeToSee(call, mergeId)
  const of = (await store.lockMerge(call.sql, mergeId))!
  if (of.version !== version || !of.state.endsWith('proposed')) throw contract.mergeMoved()
  const { accountId } = officerOf(call)
  if (
    (of.undo?.by ?? of.proposedBy) === accountId ||
    (of.state === 'proposed' && of.proposedBy === accountId)
  ) {
    throw contract.mergeBySame()
  }
  const undoing = of.state === 'undo-proposed'
  const decided = { by: accountId, name: await officerName(call), at: call.now }
  if (!approve) {
    const to = undoing ? { state: 'merged' as const, undo: null } : { state: 'declined' as const, decided }
    await store.updateMerge(call.sql, mergeId, to)
    if (!undoing) await keepPair(call, of.pairId, 'open')
    return await readMerge(call, mergeId)
  }
  const { event, moved } = await act(call, of)
  if (undoing) await store.updateMerge(call.sql, mergeId, { state: 'undone' })
  else {
    await store.updateMerge(call.sql, mergeId, { state: 'merged', decided, eventId: event.id, moved })
    await closeGone(call.sql, [of.goneNumber], [], call.now)
  }
  await keepPair(call, of.pairId, undoing ? 'open' : 'merged')
  return await readMerge(call, mergeId)
}

/** Throws mergeUnknown, mergeMoved, eventNotMovable. */
export async function proposeUndo(
  call: Call,
  mergeId: Uuid,
  { version, note, moves }: { version: number; note: string; moves: Uuid[] },
): Promise<contract.Merge> {
  await mergeToSee(call, mergeId)
  const of = (await store.lockMerge(call.sql, mergeId))!
  if (of.version !== version || of.state !== 'merged') throw contract.mergeMoved()
  const movable = new Set((await sinceOf(call, of)).flatMap((one) => (one.movable ? one.eventId : [])))
  if (!moves.every((id) => movable.has(id))) throw contract.eventNotMovable()
  const undo = {
    by: officerOf(call).accountId,
    name: await officerName(call),
    at: call.now.toISOString(),
    note,
    moves,
  }
  await store.updateMerge(call.sql, mergeId, { state: 'undo-proposed', undo })
  return await readMerge(call, mergeId)
}

class TakenBack extends Error {}

/** Does the act and takes it back. What it would record and move, or why it cannot be. Throws mergeUnknown. */
export async function previewMerge(call: Call, mergeId: Uuid): Promise<contract.MergePreview> {
  const of = await mergeToSee(call, mergeId)
  if (!of.state.endsWith('proposed')) throw contract.mergeUnknown()
  let preview: contract.MergePreview = { events: [], moved: [], refused: null }
  try {
    await savepoint(call.sql, async (sql) => {
      const trial: Call = { ...call, sql, entry: newEntry(call.entry.act, call.now) }
      const { event, moved } = await act(trial, of)
      preview = { ...preview, events: await linesOf(trial, of, event), moved: countsOf(moved) }
      throw new TakenBack()
    })
  } catch (error) {
    if (isProblem(error)) preview = { events: [], moved: [], refused: error.words }
    else if (!(error instanceof TakenBack)) throw error
  }
  return preview
}

type Transaction = Sql & { savepoint<T>(work: (sql: Sql) => Promise<T>): Promise<T> }

async function savepoint(sql: Sql, work: (sql: Sql) => Promise<void>): Promise<void> {
  await (sql as Transaction).savepoint(work)
}

function countsOf(moved: Moved): contract.MergePreview['moved'] {
  return Object.entries(moved).flatMap(([table, ids]) => (ids.length > 0 ? { table, rows: ids.length } : []))
}

/** Every event that the act recorded, of whom. */
async function linesOf(
  call: Call,
  of: store.Merge,
  event: LifeEvent,
): Promise<contract.MergePreview['events']> {
  const caused = await store.selectRecordedBy(call.sql, event.id, of.mergeId)
  const numbers = [...new Set([of.keptNumber, of.goneNumber, ...caused.map((one) => one.personNumber)])]
  for (const number of numbers) reads(call, number, ['name'])
  const people = await peopleByNumbers(call, numbers)
  const nameOf = (number: PersonNumber) => people.get(number)?.name ?? people.get(of.keptNumber)?.name ?? ''
  return caused.map((one) => ({
    words: wordsOfKind(one.kind),
    name: nameOf(one.personNumber),
    maskedNumber: maskNumber(one.personNumber),
    effectiveOn: one.effectiveOn,
  }))
}

async function keepPair(call: Call, pairId: Uuid, state: 'open' | 'merging' | 'merged'): Promise<void> {
  const by = { by: actorName(call), name: await officerName(call), at: call.now }
  await setPairState(call.sql, pairId, state, by)
  await poke(call, [`agency:${officerOf(call).agencyId}`], 'quality')
}
