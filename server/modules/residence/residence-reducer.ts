/** Writes what follows from the residence events of a person: facts with both times, current state, counts. */

import type { Call } from '#platform/call.ts'
import { emit } from '#platform/events.ts'
import { poke } from '#platform/live.ts'
import type { PersonNumber, Uuid } from '#platform/schemas.ts'
import { type LifeEvent, record, selectLifeEvents } from '#population'
import { agencyIdOf } from '#reference'
import { householdWithoutHead } from './contract.ts'
import { selectDwellings } from './dwellings.store.ts'
import * as households from './households.store.ts'
import { recordPresence } from './presence-reducers.ts'
import {
  type CurrentResidence,
  nextCurrent,
  type ResidenceFacts,
  residenceFactsOf,
  sameMembership,
  sameResidence,
  stamp,
} from './residence-history.ts'
import * as store from './residences.store.ts'
import { addCounts, type CountChange } from './unit-counts.store.ts'

/** Records one more event of a person, already inserted. */
export async function recordResidence(call: Call, event: LifeEvent): Promise<void> {
  const events = await selectLifeEvents(call.sql, [event.personNumber])
  const facts = residenceFactsOf(events)
  const moved = await keepFacts(call, event, facts)
  const held = await keepCurrent(call, event, facts)
  const touched = [...new Set([...moved, ...held])]
  if (touched.length > 0) await households.keepDissolution(call.sql, touched)
  await recordPresence(call, event, events)
}

/** Answers the households whose memberships are other than before. */
async function keepFacts(call: Call, event: LifeEvent, facts: ResidenceFacts): Promise<Uuid[]> {
  const { sql } = call
  const { personNumber, recordedAt } = event
  const residences = record(
    await store.selectResidencesInForce(sql, personNumber),
    facts.residences,
    sameResidence,
  )
  const memberships = record(
    await store.selectMembershipsInForce(sql, personNumber),
    facts.memberships,
    sameMembership,
  )
  if (residences.superseded.length > 0) {
    await store.supersedeResidences(sql, personNumber, idsOf(residences.superseded), recordedAt)
  }
  if (memberships.superseded.length > 0) {
    await store.supersedeMemberships(sql, personNumber, idsOf(memberships.superseded), recordedAt)
  }
  if (residences.added.length > 0) {
    await store.insertResidences(
      sql,
      residences.added.map((fact) => ({ ...fact, ...stamp(event) })),
    )
  }
  if (memberships.added.length > 0) {
    await store.insertMemberships(
      sql,
      memberships.added.map((fact) => ({ ...fact, ...stamp(event) })),
    )
  }
  return [...memberships.superseded, ...memberships.added].map(({ householdId }) => householdId)
}

const idsOf = (rows: readonly { id: Uuid }[]) => rows.map(({ id }) => id)

/** Puts the current row in place and what is counted from it. Answers the households it left, entered or is in. */
async function keepCurrent(call: Call, event: LifeEvent, facts: ResidenceFacts): Promise<Uuid[]> {
  const { sql } = call
  const before = await currentOf(call, event.personNumber)
  const next = nextCurrent(before, facts, event)
  if (!next || next === before) return []
  const after = await inUnitsOfToday(call, next)
  const ids = householdsIn(before, after)
  await households.lockHouseholds(sql, ids)
  const occupiedBefore = await households.selectOccupancy(sql, ids)
  await store.upsertCurrent(sql, after)
  const occupiedAfter = await households.selectOccupancy(sql, ids)
  for (const change of countChanges(before, after, occupiedBefore, occupiedAfter))
    await addCounts(sql, change)
  await tellWithoutHead(call, event, occupiedBefore, occupiedAfter)
  return ids
}

/** The same with the units in which the dwellings lie now: a boundary change may have moved them since. */
export async function inUnitsOfToday(
  { sql }: Pick<Call, 'sql'>,
  next: CurrentResidence,
): Promise<CurrentResidence> {
  const { permanentDwellingId, temporaryDwellingId } = next
  const ids = [permanentDwellingId, temporaryDwellingId].filter((id) => id !== null)
  if (ids.length === 0) return next
  const lies = new Map(
    (await selectDwellings(sql, ids)).map(({ dwellingId, unitId }) => [dwellingId, unitId]),
  )
  return {
    ...next,
    permanentUnitId: lies.get(permanentDwellingId ?? '') ?? next.permanentUnitId,
    temporaryUnitId: lies.get(temporaryDwellingId ?? '') ?? next.temporaryUnitId,
  }
}

export async function currentOf(
  call: Pick<Call, 'sql'>,
  number: PersonNumber,
): Promise<CurrentResidence | undefined> {
  const [current] = await store.selectCurrent(call.sql, [number])
  return current
}

function householdsIn(...rows: (CurrentResidence | undefined)[]): Uuid[] {
  const ids = rows.flatMap((row) => [row?.permanentHouseholdId, row?.temporaryHouseholdId])
  return [...new Set(ids.filter((id) => typeof id === 'string'))]
}

/** What an event adds to and takes from the counts of communes, in the order of their ids. */
function countChanges(
  before: CurrentResidence | undefined,
  after: CurrentResidence,
  occupiedBefore: readonly households.Occupancy[],
  occupiedAfter: readonly households.Occupancy[],
): CountChange[] {
  const changes = new Map<number, CountChange>()
  const add = (
    unitId: number | null | undefined,
    what: 'people' | 'temporary' | 'households',
    by: number,
  ) => {
    if (typeof unitId !== 'number' || by === 0) return
    const change = changes.get(unitId) ?? { unitId, people: 0, temporary: 0, households: 0 }
    change[what] += by
    changes.set(unitId, change)
  }
  add(before?.permanentUnitId, 'people', -1)
  add(after.permanentUnitId, 'people', 1)
  add(before?.temporaryUnitId, 'temporary', -1)
  add(after.temporaryUnitId, 'temporary', 1)
  for (const { householdId, unitId, permanent } of occupiedAfter) {
    const was = occupiedBefore.find((one) => one.householdId === householdId)?.permanent ?? 0
    add(unitId, 'households', Number(permanent > 0) - Number(was > 0))
  }
  return [...changes.values()]
    .filter(({ people, temporary, households: formed }) => people !== 0 || temporary !== 0 || formed !== 0)
    .sort((a, b) => a.unitId - b.unitId)
}

/** A household that lost its head keeps its members; the commune police see it and the household settles it. */
async function tellWithoutHead(
  call: Call,
  event: LifeEvent,
  occupiedBefore: readonly households.Occupancy[],
  occupiedAfter: readonly households.Occupancy[],
): Promise<void> {
  for (const { householdId, unitId, heads, members } of occupiedAfter) {
    const had = occupiedBefore.find((one) => one.householdId === householdId)?.heads ?? 0
    if (had === 0 || heads > 0 || members === 0) continue
    await emit(
      call,
      householdWithoutHead,
      { householdId, unitId, since: event.effectiveOn },
      { person: null, causedBy: event.id },
    )
    await poke(call, [`agency:${agencyIdOf('commune-police', unitId)}`], 'households')
  }
}
