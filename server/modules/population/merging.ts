/**
 * Two records of one person become one, and two again. The record that gives way keeps its events; one event closes
 * it, everything that follows is an event caused by that one, so annulling them puts both records back as they were.
 */

import { type Call, changes } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import type { PersonNumber, Uuid } from '#platform/schemas.ts'
import { annulEvent } from './annulments.ts'
import type { Grounds } from './civil-status.ts'
import {
  annulment,
  civilStatusKinds,
  death,
  detailsChange,
  detailsCorrection,
  divorce,
  marriage,
  widowhood,
} from './civil-status-events.ts'
import { keepContactsOf } from './contacts.ts'
import { guardianshipEnd, marriageAnnulment, parentDenial, representationEnd } from './family-events.ts'
import { valueNow } from './field-values.ts'
import { ANNULMENT, eventsInForce, inOrderOfRecording, isKind, type LifeEvent } from './life-event.ts'
import { selectLifeEvents } from './life-events.store.ts'
import { declare, isRestedOn, lockPeople, registerAnnulment, registerReducer } from './life-events.ts'
import { mergedInto } from './merge-events.ts'
import * as contract from './merges.contract.ts'
import * as store from './merges.store.ts'
import { selectAliases } from './number-aliases.store.ts'
import { renumberRelatives } from './number-replacement.ts'
import type { Person } from './people.store.ts'
import { closeNumber, relativesNaming } from './person-reducer.ts'
import { statesOf } from './person-state.ts'
import { isCorrectable, putRight } from './put-right.ts'
import { relationsOverlap } from './refusals.ts'
import { relationsOf } from './relations.ts'
import { type Moved, renumber } from './renumbering.ts'

registerReducer(mergedInto, {
  fields: ['number', 'record'],
  others: ({ into }) => [into],
  async apply(call, event) {
    const { personNumber: from, payload, recordedAt, effectiveOn: on, id: eventId } = event
    changes(call, payload.into, ['record'])
    await closeNumber(call, from, recordedAt)
    await keepContactsOf(call, event)
    await store.insertMergedAlias(call.sql, { from, to: payload.into, on, eventId })
  },
})

registerAnnulment({
  async apply(call, event) {
    const target = (await selectLifeEvents(call.sql, [event.personNumber])).find(
      ({ id }) => id === event.annuls,
    )
    if (target && isKind(target, mergedInto)) await store.deleteMergedAlias(call.sql, event.personNumber)
  },
})

/** What a later module declares for the person of what it held of the record that gave way, when he has none of it. */
export type Taking = (call: Call, from: PersonNumber, to: PersonNumber, cause: LifeEvent) => Promise<void>

const takings = new Map<string, Taking>()

export function registerTaking(module: string, taking: Taking): void {
  takings.set(module, taking)
}

export interface Merging {
  kept: PersonNumber
  gone: PersonNumber
  takes: store.Takes
}

/** Merges. Answers the event and the rows that other modules moved. Throws what the register refuses. */
export async function merge(
  call: Call,
  { kept, gone, takes }: Merging,
  grounds: Grounds,
): Promise<{ event: LifeEvent; moved: Moved }> {
  const relatives = await relativesNaming(call, gone)
  const people = await lockPeople(call, [kept, gone, ...relatives])
  const before = await selectLifeEvents(call.sql, [gone])
  await refuseMerging(call, people.get(kept), people.get(gone), relatives)
  const goneNow = people.get(gone)!
  const event = await declare(call, mergedInto, {
    ...grounds,
    personNumber: gone,
    effectiveOn: dayOf(call.now),
    payload: { into: kept },
  })
  const moved = await renumber(call, gone, kept, { by: event })
  await renumberRelatives(call, { relatives, from: gone, to: kept }, event)
  const caused: Grounds = { ...grounds, causedBy: event.id }
  await takeCivilStatus(call, kept, eventsInForce(before), caused)
  for (const field of takes.fields) {
    const value = isCorrectable(field) ? valueNow(goneNow, undefined, field) : null
    if (isCorrectable(field) && value !== null) await putRight(call, kept, field, value, caused)
  }
  for (const take of takings.values()) await take(call, gone, kept, event)
  return { event, moved }
}

async function refuseMerging(
  call: Call,
  kept: Person | undefined,
  gone: Person | undefined,
  relatives: readonly PersonNumber[],
): Promise<void> {
  if (!kept || !gone) throw contract.mergeNotPossible()
  if (relatives.includes(kept.personNumber)) throw contract.mergeOfRelatives()
  if ((await relativesNaming(call, kept.personNumber)).includes(gone.personNumber))
    throw contract.mergeOfRelatives()
  if (kept.status === 'dead' && gone.status !== 'dead') throw contract.mergeOfDeadIntoAlive()
  if (kept.maritalStatus !== 'single' && gone.maritalStatus === 'married')
    throw contract.mergeOfTwoMarriages()
  if (await store.hasEarlierNumbers(call.sql, gone.personNumber)) throw contract.mergeOfEarlierNumbers()
}

/** Marriages and death of the record that gave way, declared for the person when his own record has none. */
async function takeCivilStatus(
  call: Call,
  kept: PersonNumber,
  gone: readonly LifeEvent[],
  grounds: Grounds,
): Promise<void> {
  const own = eventsInForce(await selectLifeEvents(call.sql, [kept]))
  const isOfMarriage = (one: LifeEvent) =>
    isKind(one, marriage) || isKind(one, divorce) || isKind(one, widowhood)
  const alive = statesOf(own).at(-1)?.status === 'alive'
  for (const one of gone) {
    const missing = isOfMarriage(one) ? !own.some(isOfMarriage) : one.kind === death.name && alive
    if (missing) await declareAgain(call, one, kept, grounds)
  }
}

/** The same fact, of another number. */
async function declareAgain(call: Call, one: LifeEvent, personNumber: PersonNumber, grounds: Grounds) {
  const kind = civilStatusKinds.find(({ name }) => name === one.kind)
  if (!kind) throw contract.eventNotMovable()
  const { effectiveOn, payload } = one
  await declare(call, kind as typeof death, {
    ...grounds,
    personNumber,
    effectiveOn,
    payload: payload as never,
  })
}

/** What was recorded of the person after the merge, and did not follow from it. */
export async function recordedSince(
  call: Pick<Call, 'sql'>,
  kept: PersonNumber,
  cause: LifeEvent,
): Promise<LifeEvent[]> {
  const events = await selectLifeEvents(call.sql, [kept])
  const annulled = new Set(events.map(({ annuls }) => annuls))
  return events.filter(
    (one) =>
      one.recordedAt > cause.recordedAt &&
      one.causedBy !== cause.id &&
      one.kind !== ANNULMENT &&
      !annulled.has(one.id),
  )
}

const movableKinds: ReadonlySet<string> = new Set([detailsChange.name, detailsCorrection.name, death.name])

/** Whether an event recorded since may go with the record that comes back. */
export function isMovable({ kind, payload, causedBy }: LifeEvent): boolean {
  return movableKinds.has(kind) && causedBy === null && !(payload as { corrects?: Uuid }).corrects
}

export interface Unmerging extends Merging {
  eventId: Uuid
  moved: Moved
  /** Events recorded since that belong to the record that comes back. */
  moves: readonly Uuid[]
}

/**
 * Takes a merge back: what it caused is annulled, the later first; what was moved is moved back. Throws
 * numberReplacedSince, eventNotMovable, restsOnMerge.
 */
export async function unmerge(call: Call, undone: Unmerging, grounds: Grounds): Promise<LifeEvent> {
  const { kept, gone, eventId, moved, moves } = undone
  // What was moved is known by the rows of that day; a number set again since has moved them once more.
  if ((await selectAliases(call.sql, [kept])).size > 0) throw contract.numberReplacedSince()
  const [cause] = (await selectLifeEvents(call.sql, [gone])).filter(({ id }) => id === eventId)
  if (!cause) throw contract.mergeNotPossible()
  const concerned = await store.selectCaused(call.sql, eventId)
  await lockPeople(call, [kept, gone, ...concerned.map(({ personNumber }) => personNumber)])
  const since = await recordedSince(call, kept, cause)
  const going = since.filter(({ id }) => moves.includes(id))
  if (going.length !== moves.length || !going.every(isMovable)) throw contract.eventNotMovable()
  const reason = 'Tách lại hai bản ghi'
  for (const one of going.toReversed()) {
    await annulEvent(call, { personNumber: kept, eventId: one.id, reason }, grounds)
  }
  await refuseResting(call, kept, cause, concerned)
  for (const one of concerned.toSorted(inOrderOfRecording).toReversed()) {
    await annulOne(call, one, reason, grounds, eventId)
  }
  const back = await annulOne(call, cause, reason, grounds, null)
  await renumber(call, kept, gone, { by: back, only: moved })
  for (const one of going) await declareAgain(call, one, gone, grounds)
  return back
}

/** Ends of a relation that a relative may have had with the record that gave way. */
const endings: ReadonlySet<string> = new Set([
  divorce.name,
  widowhood.name,
  marriageAnnulment.name,
  parentDenial.name,
  guardianshipEnd.name,
  representationEnd.name,
])

/**
 * What was recorded since may rest on what the merge caused, e.g. the divorce of a marriage that the other record
 * brought: it would say something impossible of two people. Throws restsOnMerge.
 */
async function refuseResting(
  call: Call,
  kept: PersonNumber,
  cause: LifeEvent,
  concerned: readonly LifeEvent[],
): Promise<void> {
  const caused = new Set(concerned.map(({ id }) => id))
  for (const number of new Set(concerned.map(({ personNumber }) => personNumber))) {
    const events = await selectLifeEvents(call.sql, [number])
    const left = events.filter(({ id }) => !caused.has(id))
    const its = concerned.filter(({ personNumber }) => personNumber === number)
    const ended = eventsInForce(left).some(
      (one) =>
        endings.has(one.kind) &&
        one.recordedAt > cause.recordedAt &&
        Object.values(one.payload as object).includes(kept),
    )
    if (ended || relationsOverlap(relationsOf(left)) || its.some((one) => isRestedOn(one, left)))
      throw contract.restsOnMerge()
  }
}

async function annulOne(
  call: Call,
  { personNumber, id, effectiveOn }: LifeEvent,
  reason: string,
  grounds: Grounds,
  causedBy: Uuid | null,
): Promise<LifeEvent> {
  return await declare(call, annulment, {
    ...grounds,
    personNumber,
    effectiveOn,
    payload: { reason },
    annuls: id,
    causedBy,
  })
}
