/** The residence desk of commune and province police: households and people of the territory. */

import { type Call, type OfficerActor, reads } from '#platform/call.ts'
import { addDays, dayOf } from '#platform/day.ts'
import type { PersonNumber, Uuid } from '#platform/schemas.ts'
import { maskNumber, numberOf, peopleByNumbers } from '#population'
import { unitById, units } from '#reference'
import * as contract from './contract.ts'
import { addressOf, isUuid, ownersOf } from './dwellings.ts'
import * as households from './households.store.ts'
import { headOf, knownHousehold } from './households.ts'
import { relationWords } from './my-residence.ts'
import type { ResidenceKind } from './residence-events.ts'
import { selectResidents } from './residences.store.ts'
import { unitInTerritory } from './territory.ts'

const DEFAULT_ROWS = 50
const FIRST_ID = '00000000-0000-0000-0000-000000000000'

interface Page {
  after?: string
  limit?: number
}

function officer({ actor }: Call): OfficerActor {
  if (actor.kind !== 'officer') throw new Error('The desk is an officer’s')
  return actor
}

/** The file of a household: members now and before, owners of the dwelling. Throws householdUnknown, outOfTerritory. */
export async function readHousehold(call: Call, householdId: Uuid): Promise<contract.HouseholdFile> {
  const household = await knownHousehold(call, householdId)
  const memberships = await households.selectMemberships(call.sql, householdId)
  const allowed = await unitInTerritory(call, household.unitId, officer(call).territory)
  for (const { personNumber } of memberships) {
    reads(call, personNumber, allowed ? ['name', 'bornOn', 'sex', 'household'] : [])
  }
  if (!allowed) throw contract.outOfTerritory()
  const today = dayOf(call.now)
  const owners = await ownersOf(call, household.dwellingId, today)
  const ownerNumbers = owners.map(({ personNumber }) => personNumber).filter((number) => number !== null)
  for (const number of ownerNumbers) reads(call, number, ['name', 'dwellings'])
  const numbers = [...memberships.map(({ personNumber }) => personNumber), ...ownerNumbers]
  const people = await peopleByNumbers(call, numbers)
  const relation = await relationWords(call)
  const rows = memberships.flatMap(({ personNumber, kind, relationToHead, validFrom, validUntil }) => {
    const person = people.get(personNumber)
    if (!person) return []
    const { personId, name, bornOn, sex } = person
    return [
      {
        personId,
        maskedNumber: maskNumber(personNumber),
        name,
        bornOn,
        sex,
        relationToHead,
        relation: relation(relationToHead),
        kind,
        since: validFrom,
        until: validUntil && addDays(validUntil, -1),
      },
    ]
  })
  const here = ({ until }: { until: string | null }) => until === null || until >= today
  return {
    householdId,
    fileNumber: household.fileNumber,
    dwellingId: household.dwellingId,
    unitId: household.unitId,
    address: await addressOf(call, household.dwellingId, today),
    formedOn: household.formedOn,
    dissolvedOn: household.dissolvedOn,
    hasHead: (await headOf(call, householdId)) !== undefined,
    members: rows.filter(here),
    former: rows.filter((row) => !here(row)),
    owners: owners.map((owner) => ({
      name: owner.organisation ?? people.get(owner.personNumber ?? '')?.name ?? '',
      isPerson: owner.personNumber !== null,
      validFrom: owner.validFrom,
      validUntil: owner.validUntil,
    })),
  }
}

/** People registered in a commune, by page. Throws outOfTerritory, notACommune. */
export async function listResidents(
  call: Call,
  unitId: number,
  { kind = 'permanent', after, limit = DEFAULT_ROWS }: Page & { kind?: ResidenceKind },
) {
  await refuseUnit(call, unitId)
  const from = await numberAfter(call, after)
  const residents = await selectResidents(call.sql, { unitId, kind, after: from, limit })
  const numbers = residents.map(({ personNumber }) => personNumber)
  for (const number of numbers) reads(call, number, ['name', 'sex', 'bornOn', 'residence'])
  const people = await peopleByNumbers(call, numbers)
  const relation = await relationWords(call)
  const rows = residents.flatMap((resident) => {
    const person = people.get(resident.personNumber)
    if (!person) return []
    const permanent = kind === 'permanent'
    const toHead = permanent ? resident.relationToHead : resident.temporaryRelation
    return [
      {
        personId: person.personId,
        maskedNumber: maskNumber(resident.personNumber),
        name: person.name,
        sex: person.sex,
        bornOn: person.bornOn,
        kind,
        householdId: permanent ? resident.permanentHouseholdId : resident.temporaryHouseholdId,
        relation: toHead === null ? null : relation(toHead),
        until: permanent ? null : resident.temporaryUntil,
      },
    ]
  })
  return { rows, next: rows.length === limit ? (rows.at(-1)?.personId ?? null) : null }
}

/** The place in a list is a public id, never a number. */
async function numberAfter(call: Call, after: string | undefined): Promise<PersonNumber> {
  if (!isUuid(after)) return ''
  return await numberOf(call, after)
}

/** Households of a commune, by page; on demand only those that have lost their head. */
export async function listHouseholds(
  call: Call,
  unitId: number,
  { withoutHead = false, after, limit = DEFAULT_ROWS }: Page & { withoutHead?: boolean },
) {
  await refuseUnit(call, unitId)
  const from = isUuid(after) ? after : FIRST_ID
  const found = await households.selectHouseholdsIn(call.sql, { unitId, withoutHead, after: from, limit })
  const heads = found.map(({ headNumber }) => headNumber).filter((number) => number !== null)
  for (const number of heads) reads(call, number, ['name', 'household'])
  const people = await peopleByNumbers(call, heads)
  const rows = found.map(({ headNumber, ...row }) => ({
    ...row,
    head: (headNumber && people.get(headNumber)?.name) ?? null,
  }))
  return { rows, next: rows.length === limit ? (rows.at(-1)?.householdId ?? null) : null }
}

async function refuseUnit(call: Call, unitId: number): Promise<void> {
  if (!(await unitInTerritory(call, unitId, officer(call).territory))) throw contract.outOfTerritory()
  if (unitById(await units(call), unitId, dayOf(call.now))?.level !== 'commune') throw contract.notACommune()
}
