/**
 * The dwelling itself at the desk (chỗ ở, chủ sở hữu): another owner by a paper, its end, its being put back. Whoever
 * owns it must agree to who moves in, so an owner is compared by number and name. Law on Residence, art. 2(1), 24(1).
 */
import { type Call, changes, reads } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import { uuidv7 } from '#platform/ids.ts'
import type { Day, PersonNumber, Uuid } from '#platform/schemas.ts'
import { actorName, compareNames, officerOf, peopleByNumbers, resolveNumber } from '#population'
import { dayInFuture, personDead } from '#population/contract'
import { codeItem } from '#reference'
import { selectRegisteredAt } from './boundary-acts.store.ts'
import * as contract from './contract.ts'
import * as acts from './dwelling-acts.store.ts'
import { type DwellingActRow, insertDwellingAct, isInhabitedFrom } from './dwelling-acts.store.ts'
import { type Dwelling, lockDwelling, setClosed } from './dwellings.store.ts'
import { addressOf, changeOwners, knownDwelling, type Owner, ownersOf } from './dwellings.ts'
import { unitInTerritory } from './territory.ts'

const LISTED_MAX = 100

interface Grounds {
  on: Day
  paper: string
  reason: string
}

/** Throws dwellingUnknown, outOfTerritory. */
export async function readDwelling(call: Call, dwellingId: Uuid): Promise<contract.DwellingFile> {
  const dwelling = await knownDwelling(call, dwellingId)
  await mustBeOwn(call, dwelling)
  return await fileOf(call, dwelling)
}

/** Owners from a day on, in place of those before. Throws dayInFuture, ownersLater, ownerUnfit, personDead. */
export async function changeDwellingOwners(
  call: Call,
  dwellingId: Uuid,
  asked: Grounds & { owners: readonly ({ number: string; name: string } | { organisation: string })[] },
): Promise<contract.DwellingFile> {
  const dwelling = await lockedOwn(call, dwellingId)
  if (dwelling.closedOn) throw contract.dwellingClosed()
  const { on } = asked
  if (on > dayOf(call.now)) throw dayInFuture()
  const last = await acts.selectLastOwned(call.sql, dwellingId)
  if (last && on < last) throw contract.ownersLater()
  const owners = await ownersFrom(call, asked.owners, on)
  for (const { personNumber } of await ownersOf(call, dwellingId, on))
    if (personNumber) changes(call, personNumber, ['dwellings'])
  for (const owner of owners) if ('personNumber' in owner) changes(call, owner.personNumber, ['dwellings'])
  await changeOwners(call, dwellingId, owners, on)
  await note(call, dwellingId, 'owners', asked)
  return await fileOf(call, dwelling)
}

/** From that day on nobody can be registered there. Throws dayInFuture, dwellingInhabited, dwellingClosed. */
export async function endDwelling(
  call: Call,
  dwellingId: Uuid,
  asked: Grounds & { ground: keyof typeof contract.closingGrounds },
): Promise<contract.DwellingFile> {
  const dwelling = await lockedOwn(call, dwellingId)
  if (dwelling.closedOn) throw contract.dwellingClosed()
  const { on, ground } = asked
  if (on > dayOf(call.now)) throw dayInFuture()
  const registered = await selectRegisteredAt(call.sql, [dwellingId])
  if (registered.length > 0 || (await isInhabitedFrom(call.sql, dwelling, on)))
    throw contract.dwellingInhabited()
  await setClosed(call.sql, dwellingId, on)
  await note(call, dwellingId, 'closing', asked, ground)
  return await fileOf(call, { ...dwelling, closedOn: on })
}

/** A closing that was wrong is taken back; both stay on record. Throws dwellingOpen. */
export async function reopenDwelling(
  call: Call,
  dwellingId: Uuid,
  asked: Omit<Grounds, 'on'>,
): Promise<contract.DwellingFile> {
  const dwelling = await lockedOwn(call, dwellingId)
  if (!dwelling.closedOn) throw contract.dwellingOpen()
  await setClosed(call.sql, dwellingId, null)
  await note(call, dwellingId, 'reopening', { ...asked, on: dayOf(call.now) })
  return await fileOf(call, { ...dwelling, closedOn: null })
}

async function lockedOwn(call: Call, dwellingId: Uuid): Promise<Dwelling> {
  const dwelling = await lockDwelling(call.sql, dwellingId)
  if (!dwelling) throw contract.dwellingUnknown()
  await mustBeOwn(call, dwelling)
  return dwelling
}

async function mustBeOwn(call: Call, { unitId }: Dwelling): Promise<void> {
  if (!(await unitInTerritory(call, unitId, officerOf(call).territory))) throw contract.outOfTerritory()
}

/** Each person under the number in force, once; his name as on the paper must be his. */
async function ownersFrom(
  call: Call,
  asked: readonly ({ number: string; name: string } | { organisation: string })[],
  on: Day,
): Promise<Owner[]> {
  const owners = new Map<string, Owner>()
  for (const one of asked) {
    if ('organisation' in one) {
      owners.set(one.organisation.trim(), one)
      continue
    }
    const personNumber = await resolveNumber(call, one.number)
    const person = personNumber && (await peopleByNumbers(call, [personNumber])).get(personNumber)
    if (!person) throw contract.ownerUnfit()
    reads(call, person.personNumber, ['name'])
    if (compareNames(one.name, person.name) === 'different') throw contract.ownerUnfit()
    if (person.diedOn && person.diedOn < on) throw personDead()
    owners.set(person.personNumber, { personNumber: person.personNumber })
  }
  return [...owners.values()]
}

async function note(
  call: Call,
  dwellingId: Uuid,
  act: DwellingActRow['act'],
  { on, paper, reason }: Grounds,
  ground: string | null = null,
): Promise<void> {
  call.entry.reason = reason
  await insertDwellingAct(call.sql, {
    dwellingId,
    id: uuidv7(call.now.getTime()),
    act,
    ground,
    effectiveOn: on,
    evidence: { paper, reason },
    doneBy: actorName(call),
    recordedAt: call.now.toISOString(),
  })
}

async function fileOf(call: Call, dwelling: Dwelling): Promise<contract.DwellingFile> {
  const { dwellingId, unitId, areaM2, closedOn } = dwelling
  const today = dayOf(call.now)
  const owners = await acts.selectAllOwners(call.sql, dwellingId, LISTED_MAX)
  const numbers = owners.map(({ personNumber }) => personNumber).filter((number) => number !== null)
  for (const number of numbers) reads(call, number, ['name', 'dwellings'])
  const people = await peopleByNumbers(call, numbers)
  const nameOf = (number: PersonNumber | null) => (number && people.get(number)?.name) || ''
  const kind = await codeItem(call, 'dwelling-kinds', dwelling.kind, today)
  const known: Record<string, { vi: string; en: string }> = contract.closingGrounds
  const done = await acts.selectDwellingActs(call.sql, dwellingId, LISTED_MAX)
  return {
    dwellingId,
    unitId,
    address: await addressOf(call, dwellingId, today),
    kind: kind ? { vi: kind.vi, en: kind.en } : { vi: dwelling.kind, en: dwelling.kind },
    areaM2,
    closedOn,
    owners: owners.map(({ personNumber, organisation, validFrom, validUntil }) => ({
      name: organisation ?? nameOf(personNumber),
      isPerson: personNumber !== null,
      validFrom,
      validUntil,
      now: validFrom <= today && (validUntil === null || validUntil > today),
    })),
    households: await acts.selectHouseholdsAt(call.sql, dwellingId, today),
    people: (await selectRegisteredAt(call.sql, [dwellingId])).length,
    acts: done.map(({ act, ground, effectiveOn, evidence, recordedAt }) => ({
      act,
      ground: ground === null ? null : (known[ground] ?? null),
      effectiveOn,
      paper: evidence.paper,
      reason: evidence.reason,
      recordedAt,
    })),
  }
}
