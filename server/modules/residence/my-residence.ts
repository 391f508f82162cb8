/**
 * A citizen's own residence. Who belongs to his household and what they are to the head is part of his own record
 * (Law on Identity 26/2023/QH15, art. 9, items 22 and 23): of the others he sees name, year of birth and relation.
 */

import { type Call, reads } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import type { Day, PersonNumber } from '#platform/schemas.ts'
import { EVERYTHING_KNOWN, peopleByNumbers, selectNumbers } from '#population'
import { addressLine, unitName, units } from '#reference'
import { selectPlaceAsOf } from './absences.store.ts'
import type { MyHousehold, MyResidence, Place } from './contract.ts'
import { addressOf, unitOfDwelling } from './dwellings.ts'
import { knownHousehold, membersOf } from './households.ts'
import { relationWords } from './relation-words.ts'
import type { CurrentResidence, ResidenceRow } from './residence-history.ts'
import { currentOf } from './residence-reducer.ts'
import { selectResidencesInForce } from './residences.store.ts'
import { absencesOf } from './standing.ts'
import { selectStaysSince } from './stays.store.ts'

const fields = ['permanentResidence', 'temporaryResidence', 'currentPlace', 'absence', 'household', 'stays']

export async function myResidence(call: Call): Promise<MyResidence> {
  if (call.actor.kind !== 'citizen') throw new Error('Only a citizen reads his own residence')
  const { number } = call.actor
  reads(call, number, fields)
  const held = await currentOf(call, number)
  const households: MyHousehold[] = []
  for (const kind of ['permanent', 'temporary'] as const) {
    const household = held && (await myHousehold(call, held, kind))
    if (household) households.push(household)
  }
  const { permanent, temporary } = await placesOf(call, number)
  const today = dayOf(call.now)
  const place = await selectPlaceAsOf(call.sql, number, today, EVERYTHING_KNOWN)
  return {
    permanent,
    temporary,
    households,
    stays: await staysOf(call, number),
    absences: await absencesOf(call, number, today),
    currentPlace: place ? addressLine(await units(call), place.unitId, place.place, today) : null,
  }
}

/** Where a person is registered now, with the address as it is written today. */
export async function placesOf(
  call: Call,
  number: PersonNumber,
): Promise<{ permanent: Place | null; temporary: Place | null }> {
  const held = await currentOf(call, number)
  const residences = await selectResidencesInForce(call.sql, number)
  const at = (kind: ResidenceRow['kind'], dwellingId: string | null | undefined) =>
    residences.findLast((row) => row.kind === kind && row.dwellingId === dwellingId)
  const permanent = at('permanent', held?.permanentDwellingId)
  const temporary = at('temporary', held?.temporaryDwellingId)
  return {
    permanent: permanent ? await placeOf(call, permanent, null) : null,
    temporary: temporary ? await placeOf(call, temporary, held?.temporaryUntil ?? null) : null,
  }
}

async function placeOf(call: Call, row: ResidenceRow, until: Day | null): Promise<Place> {
  const { dwellingId, validFrom: since } = row
  const today = dayOf(call.now)
  const unitId = await unitOfDwelling(call, dwellingId, today)
  return { dwellingId, unitId, address: await addressOf(call, dwellingId, today), since, until }
}

async function myHousehold(
  call: Call,
  held: CurrentResidence,
  kind: 'permanent' | 'temporary',
): Promise<MyHousehold | undefined> {
  const householdId = kind === 'permanent' ? held.permanentHouseholdId : held.temporaryHouseholdId
  if (!householdId) return undefined
  const household = await knownHousehold(call, householdId)
  const members = await membersOf(call, householdId)
  const people = await peopleByNumbers(
    call,
    members.map(({ personNumber }) => personNumber),
  )
  const relation = await relationWords(call)
  const relationToHead = (kind === 'permanent' ? held.relationToHead : held.temporaryRelation) ?? ''
  return {
    kind,
    householdId,
    fileNumber: household.fileNumber,
    relationToHead,
    relation: relation(relationToHead),
    members: members.flatMap((member) => {
      const person = people.get(member.personNumber)
      if (!person) return []
      return [
        {
          name: person.name,
          bornInYear: Number(person.bornOn.slice(0, 4)),
          relationToHead: member.relationToHead,
          relation: relation(member.relationToHead),
          self: member.personNumber === held.personNumber,
        },
      ]
    }),
  }
}

async function staysOf(call: Call, number: PersonNumber): Promise<MyResidence['stays']> {
  const today = dayOf(call.now)
  const stays = await selectStaysSince(call.sql, await selectNumbers(call.sql, number), today)
  const all = await units(call)
  return stays.map(({ id, place, unitId, arrivesOn, leavesOn }) => ({
    id,
    place,
    unit: unitName(all, unitId, today),
    arrivesOn,
    leavesOn,
  }))
}
