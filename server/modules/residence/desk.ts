/** The residence desk of commune and province police: households and people of the territory. */

import { type Call, type OfficerActor, reads } from '#platform/call.ts'
import { addDays, dayOf } from '#platform/day.ts'
import type { Day, Instant, PersonNumber, Uuid } from '#platform/schemas.ts'
import { EVERYTHING_KNOWN, maskNumber, numberOf, peopleByNumbers } from '#population'
import { lawParameter, unitById, units } from '#reference'
import * as contract from './contract.ts'
import { selectDwellings } from './dwellings.store.ts'
import { addressOf, isUuid, ownersOf } from './dwellings.ts'
import * as households from './households.store.ts'
import { knownHousehold } from './households.ts'
import { relationWords } from './relation-words.ts'
import type { ResidenceKind } from './residence-events.ts'
import { selectEnding, selectResidents } from './residences.store.ts'
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
export async function readHousehold(
  call: Call,
  householdId: Uuid,
  { on, knownAt = EVERYTHING_KNOWN }: { on?: Day; knownAt?: Instant } = {},
): Promise<contract.HouseholdFile> {
  const household = await knownHousehold(call, householdId)
  const today = dayOf(call.now)
  const asked = on ?? today
  const current = await households.selectMemberships(call.sql, householdId)
  const then = await households.selectMembersAsOf(call.sql, householdId, asked, knownAt)
  const memberships =
    on === undefined ? current : [...then, ...current.filter((one) => !then.some((was) => same(was, one)))]
  const allowed = await unitInTerritory(call, household.unitId, officer(call).territory)
  for (const { personNumber } of memberships) {
    reads(call, personNumber, allowed ? ['name', 'bornOn', 'sex', 'household'] : [])
  }
  if (!allowed) throw contract.outOfTerritory()
  const owners = await ownersOf(call, household.dwellingId, asked)
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
  const here = ({ since, until }: { since: string; until: string | null }) =>
    since <= asked && (until === null || until >= asked)
  const members = rows.filter(here)
  const address = await addressOf(call, household.dwellingId, asked, knownAt)
  return {
    on: asked,
    householdId,
    fileNumber: household.fileNumber,
    dwellingId: household.dwellingId,
    unitId: household.unitId,
    address,
    addressNow: await addressOf(call, household.dwellingId, today),
    formedOn: household.formedOn,
    dissolvedOn: household.dissolvedOn,
    hasHead: members.some(({ relationToHead }) => relationToHead === 'head'),
    members,
    former: rows.filter((row) => !here(row)),
    others: await households.selectSharing(call.sql, household.dwellingId, householdId),
    owners: owners.map((owner) => ({
      name: owner.organisation ?? people.get(owner.personNumber ?? '')?.name ?? '',
      isPerson: owner.personNumber !== null,
      validFrom: owner.validFrom,
      validUntil: owner.validUntil,
    })),
  }
}

function same(a: households.Member, b: households.Member): boolean {
  return a.personNumber === b.personNumber && a.kind === b.kind && a.validFrom === b.validFrom
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

/** Temporary residences that end within the time in which they may be extended. Throws outOfTerritory, notACommune. */
export async function listExpiring(call: Call, unitId: number, { after, limit = DEFAULT_ROWS }: Page) {
  await refuseUnit(call, unitId)
  const from = dayOf(call.now)
  const { value: days } = await lawParameter(call, 'residence.temporary.renew-window-days', from)
  const found = await selectEnding(call.sql, {
    unitId,
    from,
    until: addDays(from, days),
    after: await numberAfter(call, after),
    limit,
  })
  const numbers = found.map(({ personNumber }) => personNumber)
  for (const number of numbers) reads(call, number, ['name', 'temporaryResidence'])
  const people = await peopleByNumbers(call, numbers)
  const dwellings = await selectDwellings(
    call.sql,
    found.map(({ temporaryDwellingId }) => temporaryDwellingId).filter((id) => id !== null),
  )
  const rows = found.flatMap((row) => {
    const person = people.get(row.personNumber)
    if (!person || !row.temporaryUntil) return []
    return [
      {
        personId: person.personId,
        maskedNumber: maskNumber(row.personNumber),
        name: person.name,
        householdId: row.temporaryHouseholdId,
        address: dwellings.find((one) => one.dwellingId === row.temporaryDwellingId)?.addressLine ?? '',
        until: row.temporaryUntil,
      },
    ]
  })
  return { rows, next: rows.length === limit ? (rows.at(-1)?.personId ?? null) : null }
}

async function refuseUnit(call: Call, unitId: number): Promise<void> {
  if (!(await unitInTerritory(call, unitId, officer(call).territory))) throw contract.outOfTerritory()
  if (unitById(await units(call), unitId, dayOf(call.now))?.level !== 'commune') throw contract.notACommune()
}
