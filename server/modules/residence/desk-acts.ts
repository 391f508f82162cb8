/**
 * Acts of the police at the residence desk, on their own authority. Each may be tried first: it runs like the real
 * one and is undone, and the officer sees where everybody would stand.
 */
import type postgres from 'postgres'
import { type Call, newEntry, reads } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import type { Sql } from '#platform/db.ts'
import type { PersonNumber, Uuid, Words } from '#platform/schemas.ts'
import { numberOf, officerOf, peopleByNumbers } from '#population'
import { declareAbsence as absence, endAbsence as back } from './absences.ts'
import * as contract from './contract.ts'
import { declareCurrentPlace as live } from './current-places.ts'
import type { DeskGrounds, DeskOutcome } from './desk.contract.ts'
import { type Occupied, occupancyOf, warningsOf } from './desk-warnings.ts'
import * as acts from './household-acts.ts'
import { knownHousehold, changeHead as settle } from './households.ts'
import type { Mover } from './moving-in.ts'
import { removePermanentByGround, removeTemporaryByGround } from './removals.ts'
import { currentOf } from './residence-reducer.ts'
import { standingOf } from './standing.ts'
import { registeredIn, unitInTerritory } from './territory.ts'

type Body<B> = B & DeskGrounds

export async function removeResidence(
  call: Call,
  {
    personId,
    kind,
    ...body
  }: Body<{ personId: Uuid; kind: 'permanent' | 'temporary'; ground: string; on: string; since?: string }>,
): Promise<DeskOutcome> {
  const personNumber = await ownPerson(call, personId)
  const remove = kind === 'permanent' ? removePermanentByGround : removeTemporaryByGround
  const { ground, on, since } = body
  return await perform(call, body, [personNumber], (inside, evidence) =>
    remove(inside, { personNumber, ground, on, ...(since ? { since } : {}), evidence }),
  )
}

export async function declareAbsence(
  call: Call,
  body: Body<{
    personId: Uuid
    ground: string
    from: string
    until?: string
    destination: string
    because: string
    consent?: string
  }>,
): Promise<DeskOutcome> {
  const personNumber = await ownPerson(call, body.personId)
  const { ground, from, until, destination, because, consent } = body
  return await perform(call, body, [personNumber], (inside, evidence) =>
    absence(inside, {
      personNumber,
      ground,
      from,
      ...(until ? { until } : {}),
      destination,
      reason: because,
      ...(consent ? { consent } : {}),
      evidence,
    }),
  )
}

export async function endAbsence(
  call: Call,
  absenceId: Uuid,
  body: Body<{ personId: Uuid; on: string }>,
): Promise<DeskOutcome> {
  const personNumber = await ownPerson(call, body.personId)
  return await perform(call, body, [personNumber], (inside, evidence) =>
    back(inside, { personNumber, absenceId, on: body.on, evidence }),
  )
}

/** Whoever lives in the officer's commune without any registration is his to serve. */
export async function declareCurrentPlace(
  call: Call,
  body: Body<{ personId: Uuid; on: string; unitId: number; place: string }>,
): Promise<DeskOutcome> {
  const personNumber = await numberOf(call, body.personId)
  reads(call, personNumber, ['permanentResidence', 'temporaryResidence', 'currentPlace'])
  if (!(await unitInTerritory(call, body.unitId, officerOf(call).territory))) throw contract.outOfTerritory()
  const held = await currentOf(call, personNumber)
  if (held?.permanentUnitId || held?.temporaryUnitId) throw contract.registeredElsewhere()
  const { on, unitId, place } = body
  return await perform(call, body, [personNumber], (inside, evidence) =>
    live(inside, { personNumber, on, unitId, place, evidence }),
  )
}

type AskedMover = { personId: Uuid; relationToHead: string }

export async function changeHead(
  call: Call,
  householdId: Uuid,
  body: Body<{ head: Uuid; others: AskedMover[]; on: string }>,
): Promise<DeskOutcome> {
  await ownHousehold(call, householdId)
  const head = await numberOf(call, body.head)
  const others = await moversOf(call, body.others)
  return await perform(call, body, [head, ...numbersOf(others)], (inside, evidence) =>
    settle(inside, { householdId, head, others, on: body.on, evidence }),
  )
}

export async function joinHousehold(
  call: Call,
  householdId: Uuid,
  { kind, on, ...body }: Body<{ kind: 'permanent' | 'temporary'; people: AskedMover[]; on: string }>,
): Promise<DeskOutcome> {
  await ownHousehold(call, householdId)
  const people = await moversOf(call, body.people)
  return await perform(call, body, numbersOf(people), (inside, evidence) =>
    acts.joinHousehold(inside, { householdId, kind, people, on, evidence }),
  )
}

export async function leaveHousehold(
  call: Call,
  householdId: Uuid,
  body: Body<{ people: Uuid[]; on: string }>,
): Promise<DeskOutcome> {
  await ownHousehold(call, householdId)
  const people = numbersOf(
    await moversOf(
      call,
      body.people.map((personId) => ({ personId, relationToHead: 'other' })),
    ),
  )
  return await perform(call, body, people, (inside, evidence) =>
    acts.leaveHousehold(inside, { householdId, people, on: body.on, evidence }),
  )
}

export async function mergeHouseholds(
  call: Call,
  from: Uuid,
  {
    into,
    kind,
    on,
    ...body
  }: Body<{ into: Uuid; kind: 'permanent' | 'temporary'; people: AskedMover[]; on: string }>,
): Promise<DeskOutcome> {
  await ownHousehold(call, from)
  await ownHousehold(call, into)
  const people = await moversOf(call, body.people)
  return await perform(call, body, numbersOf(people), (inside, evidence) =>
    acts.mergeHouseholds(inside, { from, into, kind, people, on, evidence }),
  )
}

/** Throws personUnknown, notInYourArea. */
async function ownPerson(call: Call, personId: Uuid): Promise<PersonNumber> {
  const number = await numberOf(call, personId)
  reads(call, number, [])
  const allowed = await registeredIn(call, [number], officerOf(call).territory)
  if (!allowed.has(number)) throw contract.notInYourArea()
  return number
}

async function ownHousehold(call: Call, householdId: Uuid): Promise<void> {
  const { unitId } = await knownHousehold(call, householdId)
  if (!(await unitInTerritory(call, unitId, officerOf(call).territory))) throw contract.outOfTerritory()
}

async function moversOf(call: Call, asked: readonly AskedMover[]): Promise<Mover[]> {
  const movers: Mover[] = []
  for (const { personId, relationToHead } of asked) {
    movers.push({ personNumber: await numberOf(call, personId), relationToHead })
  }
  return movers
}

const numbersOf = (movers: readonly Mover[]) => movers.map(({ personNumber }) => personNumber)

type Act = (call: Call, evidence: Record<string, unknown>) => Promise<unknown>

class Undone extends Error {}

async function perform(
  call: Call,
  { preview, paper, reason }: DeskGrounds,
  numbers: readonly PersonNumber[],
  act: Act,
): Promise<DeskOutcome> {
  call.entry.reason = reason
  for (const number of numbers) reads(call, number, ['name', 'residence', 'household', 'absence'])
  const before = await sceneOf(call, numbers)
  const evidence = { paper, reason }
  if (!preview) {
    await act(call, evidence)
    return await outcomeOf(call, numbers, before, await sceneOf(call, numbers), true)
  }
  let outcome: DeskOutcome | undefined
  try {
    await (call.sql as postgres.TransactionSql).savepoint(async (sql) => {
      const inside: Call = { ...call, sql: sql as unknown as Sql, entry: newEntry(call.entry.act, call.now) }
      await act(inside, evidence)
      outcome = await outcomeOf(inside, numbers, before, await sceneOf(inside, numbers), false)
      throw new Undone()
    })
  } catch (error) {
    if (!(error instanceof Undone)) throw error
  }
  return outcome!
}

interface DeskScene {
  standing: Map<PersonNumber, contract.Standing>
  households: Occupied[]
}

async function sceneOf(call: Call, numbers: readonly PersonNumber[]): Promise<DeskScene> {
  const standing = new Map<PersonNumber, contract.Standing>()
  for (const number of numbers) standing.set(number, await standingOf(call, number, dayOf(call.now)))
  return { standing, households: await occupancyOf(call, numbers) }
}

async function outcomeOf(
  call: Call,
  numbers: readonly PersonNumber[],
  before: DeskScene,
  after: DeskScene,
  done: boolean,
): Promise<DeskOutcome> {
  const people = await peopleByNumbers(call, numbers)
  const warnings: Words[] = await warningsOf(call, before.households)
  return {
    done,
    people: numbers.flatMap((number) => {
      const person = people.get(number)
      if (!person) return []
      const { personId, name } = person
      return [{ personId, name, before: before.standing.get(number)!, after: after.standing.get(number)! }]
    }),
    warnings,
  }
}
