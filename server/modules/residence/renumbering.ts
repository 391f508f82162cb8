/** Residence under another number of the same person. Loaded with the module. */
import type { Call } from '#platform/call.ts'
import type { PersonNumber } from '#platform/schemas.ts'
import { type LifeEvent, record, registerRenumbering, selectLifeEvents } from '#population'
import { mergedInto } from '#population/contract'
import * as absences from './absences.store.ts'
import { recordPresence } from './presence-reducers.ts'
import * as store from './renumbering.store.ts'
import {
  type CurrentResidence,
  nextCurrent,
  residenceFactsOf,
  sameMembership,
  sameResidence,
  stamp,
} from './residence-history.ts'
import { currentOf, inUnitsOfToday, recordResidence } from './residence-reducer.ts'
import * as residences from './residences.store.ts'

registerRenumbering('residence', async (call, from, to, how) => {
  // A record that gives way takes its own facts out of force; what its person is registered for is declared anew.
  if (how.by.kind === mergedInto.name) {
    await recordResidence(call, how.by)
    await recordPresence(call, how.by, await selectLifeEvents(call.sql, [from]))
  } else if (how.only === undefined) await moveFacts(call, from, to, how.by)
  return { 'residence.dwelling_owners': await store.moveOwners(call.sql, from, to, how) }
})

async function moveFacts(call: Call, from: PersonNumber, to: PersonNumber, by: LifeEvent): Promise<void> {
  const before = await currentOf(call, from)
  await close(call, from, by)
  await reopen(call, to, by, before)
}

/** Nothing holds under the number any more. */
async function close(call: Call, number: PersonNumber, { recordedAt }: LifeEvent): Promise<void> {
  const { sql } = call
  const held = await residences.selectResidencesInForce(sql, number)
  const member = await residences.selectMembershipsInForce(sql, number)
  const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id)
  await residences.supersedeResidences(sql, number, ids(held), recordedAt)
  await residences.supersedeMemberships(sql, number, ids(member), recordedAt)
  await absences.supersedePlaces(
    sql,
    number,
    ids(await absences.selectPlacesInForce(sql, number)),
    recordedAt,
  )
  await store.deleteCurrent(sql, number)
}

/** What the person's events say, recorded under the number in force, unless it stands there already. */
async function reopen(
  call: Call,
  number: PersonNumber,
  by: LifeEvent,
  before: CurrentResidence | undefined,
): Promise<void> {
  const { sql } = call
  const events = await selectLifeEvents(sql, [number])
  const facts = residenceFactsOf(events)
  const event = { ...by, personNumber: number }
  const held = record(
    await residences.selectResidencesInForce(sql, number),
    facts.residences,
    sameResidence,
  ).added
  const member = record(
    await residences.selectMembershipsInForce(sql, number),
    facts.memberships,
    sameMembership,
  ).added
  const stamped = <Fact>(facts: readonly Fact[]) => facts.map((fact) => ({ ...fact, ...stamp(event) }))
  if (held.length > 0) await residences.insertResidences(sql, stamped(held))
  if (member.length > 0) await residences.insertMemberships(sql, stamped(member))
  await recordPresence(call, event, events)
  const current = nextCurrent((await currentOf(call, number)) ?? before, facts, event)
  if (current) await residences.upsertCurrent(sql, await inUnitsOfToday(call, current))
}
