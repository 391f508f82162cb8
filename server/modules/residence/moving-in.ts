/** What registering people at a dwelling has in common, permanently or for a time: the place and the household. */
import { randomInt } from 'node:crypto'
import { type Call, reads } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import { uuidv7 } from '#platform/ids.ts'
import type { Day, PersonNumber, Uuid } from '#platform/schemas.ts'
import { isMinor, lockPeople, type Person } from '#population'
import { personDead, personUnknown } from '#population/contract'
import { codeItem, unitById, units } from '#reference'
import * as contract from './contract.ts'
import { holdDwelling } from './dwellings.store.ts'
import type { Dwelling } from './dwellings.ts'
import { lockHouseholdsOf } from './household-locks.ts'
import * as households from './households.store.ts'

export interface Mover {
  personNumber: PersonNumber
  /** Code list relations-to-head. */
  relationToHead: string
}

export interface MoveIn {
  people: readonly Mover[]
  dwellingId: Uuid
  /** The household they join; without it they form a new one, of which exactly one is head. */
  householdId?: Uuid | undefined
}

export interface MovingIn {
  dwelling: Dwelling
  householdId: Uuid
  /** Of a new household. */
  fileNumber: string | undefined
  people: ReadonlyMap<PersonNumber, Person>
  /** Whoever is head comes first: he forms the household that the others join. */
  movers: readonly Mover[]
}

const HEAD = 'head'

/** Locks people and household and finds the place for them. Throws what is wrong with any of them. */
export async function moveIn(call: Call, move: MoveIn, on: Day): Promise<MovingIn> {
  const numbers = move.people.map(({ personNumber }) => personNumber)
  if (numbers.length === 0 || new Set(numbers).size !== numbers.length) throw contract.nobodyNamed()
  for (const { relationToHead } of move.people) {
    const known = await codeItem(call, 'relations-to-head', relationToHead, dayOf(call.now))
    if (!known) throw contract.relationUnknown()
  }
  for (const number of numbers) reads(call, number, ['status', 'permanentResidence', 'temporaryResidence'])
  const dwelling = await dwellingToMoveIn(call, move.dwellingId)
  const people = await lockPeople(call, numbers)
  for (const number of numbers) {
    const person = people.get(number)
    if (!person) throw personUnknown()
    if (person.diedOn) throw personDead()
  }
  await lockHouseholdsOf(call, numbers, move.householdId ? [move.householdId] : [])
  const movers = move.people.toSorted(
    (a, b) => Number(b.relationToHead === HEAD) - Number(a.relationToHead === HEAD),
  )
  await refuseHead(call, movers, people, on)
  const household = move.householdId
    ? await joinHousehold(call, move.householdId, dwelling, movers)
    : await newHousehold(call, dwelling, movers, on)
  return { dwelling, ...household, people, movers }
}

/** The dwelling, held where it lies until the call ends. Throws dwellingUnknown, dwellingClosed, placeUnsettled. */
async function dwellingToMoveIn(call: Call, dwellingId: Uuid): Promise<Dwelling> {
  const dwelling = await holdDwelling(call.sql, dwellingId)
  if (!dwelling) throw contract.dwellingUnknown()
  if (dwelling.closedOn) throw contract.dwellingClosed()
  if (!unitById(await units(call), dwelling.unitId, dayOf(call.now))) throw contract.placeUnsettled()
  return dwelling
}

/** A household is headed by an adult. Law on Residence 68/2020/QH14, art. 10(2). */
async function refuseHead(
  call: Call,
  movers: readonly Mover[],
  people: ReadonlyMap<PersonNumber, Person>,
  on: Day,
): Promise<void> {
  const heads = movers.filter(({ relationToHead }) => relationToHead === HEAD)
  if (heads.length > 1) throw contract.headNeeded()
  const head = heads[0] && people.get(heads[0].personNumber)
  if (head && (await isMinor(call, head, on))) throw contract.headTooYoung()
}

async function joinHousehold(call: Call, householdId: Uuid, dwelling: Dwelling, movers: readonly Mover[]) {
  const household = await households.selectHousehold(call.sql, householdId)
  if (!household || household.dwellingId !== dwelling.dwellingId) throw contract.householdUnknown()
  if (household.dissolvedOn) throw contract.householdUnknown()
  const members = await households.selectCurrentMembers(call.sql, householdId)
  const moving = new Set(movers.map(({ personNumber }) => personNumber))
  const headed = members.some((one) => one.relationToHead === HEAD && !moving.has(one.personNumber))
  if (headed && movers.some(({ relationToHead }) => relationToHead === HEAD))
    throw contract.headThereAlready()
  return { householdId, fileNumber: undefined }
}

async function newHousehold(call: Call, dwelling: Dwelling, movers: readonly Mover[], formedOn: Day) {
  if (movers[0]?.relationToHead !== HEAD) throw contract.headNeeded()
  const householdId = uuidv7()
  return { householdId, fileNumber: await claimFileNumber(call, householdId, dwelling, formedOn) }
}

const MOST_TRIES = 100

/** A residence file number (số hồ sơ cư trú): the commune's code of today and seven digits. The form is ours. */
export async function claimFileNumber(
  call: Call,
  householdId: Uuid,
  { dwellingId, unitId }: Pick<Dwelling, 'dwellingId' | 'unitId'>,
  formedOn: Day,
): Promise<string> {
  const unit = unitById(await units(call), unitId, dayOf(call.now))
  if (!unit) throw contract.placeUnsettled()
  const recordedAt = call.now.toISOString()
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const fileNumber = `${unit.code}${String(randomInt(10_000_000)).padStart(7, '0')}`
    const row = { householdId, dwellingId, unitId, fileNumber, formedOn, dissolvedOn: null, recordedAt }
    if (await households.claimHousehold(call.sql, row)) return fileNumber
  }
  throw new Error(`No residence file number is free in the commune ${unitId}`)
}
