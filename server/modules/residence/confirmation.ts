/** What the confirmation of residence information (CT07) says. Circular 116/2026/TT-BCA; Law on Residence, art. 38. */

import { type Call, reads } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import type { Day, Instant, PersonNumber } from '#platform/schemas.ts'
import { knownPerson, peopleByNumbers } from '#population'
import { codeItem, unitName, units } from '#reference'
import { householdOf, membersOf } from './households.ts'
import { placesOf } from './my-residence.ts'
import { relationWords } from './relation-words.ts'

export interface Confirmation {
  person: {
    name: string
    bornOn: Day
    sex: 'male' | 'female'
    number: PersonNumber
    ethnicGroup: string | null
    nationality: string
    nativePlace: string | null
  }
  residence: {
    permanent: string | null
    permanentFrom: Day | null
    temporary: string | null
    temporaryFrom: Day | null
    temporaryUntil: Day | null
    /** Where the person lives: temporary residence when there is one. */
    current: string | null
  }
  household: {
    fileNumber: string | null
    headName: string | null
    headNumber: PersonNumber | null
    relation: string | null
  }
  /** The other members of the household. */
  members: { name: string; bornOn: Day; sex: 'male' | 'female'; number: PersonNumber; relation: string }[]
  readAt: Instant
}

/** Enters what it reads of the person and of the members of his household. Throws personUnknown. */
export async function confirmationOf(call: Call, number: PersonNumber): Promise<Confirmation> {
  reads(call, number, ['name', 'bornOn', 'sex', 'ethnicGroup', 'homeTown', 'residence', 'household'])
  const person = await knownPerson(call, number)
  const { permanent, temporary } = await placesOf(call, number)
  const household = await householdOf(call, number)
  const members = household ? await membersOf(call, household.householdId) : []
  for (const { personNumber } of members) {
    if (personNumber !== number) reads(call, personNumber, ['name', 'bornOn', 'sex', 'relationToHead'])
  }
  const people = await peopleByNumbers(
    call,
    members.map(({ personNumber }) => personNumber),
  )
  const relation = await relationWords(call)
  const head = members.find(({ relationToHead }) => relationToHead === 'head')
  const today = dayOf(call.now)
  const ethnicGroup = await codeItem(call, 'ethnic-groups', person.ethnicGroup, today)
  const countries = await Promise.all(
    person.nationalities.map((code) => codeItem(call, 'nationalities', code, today)),
  )
  return {
    person: {
      name: person.name,
      bornOn: person.bornOn,
      sex: person.sex,
      number,
      ethnicGroup: ethnicGroup?.vi ?? null,
      nationality: countries.map((item, i) => item?.vi ?? person.nationalities[i]).join(', '),
      nativePlace: person.homeTownUnitId
        ? unitName(await units(call), person.homeTownUnitId, person.bornOn)
        : null,
    },
    residence: {
      permanent: permanent?.address ?? null,
      permanentFrom: permanent?.since ?? null,
      temporary: temporary?.address ?? null,
      temporaryFrom: temporary?.since ?? null,
      temporaryUntil: temporary?.until ?? null,
      current: temporary?.address ?? permanent?.address ?? null,
    },
    household: {
      fileNumber: household?.fileNumber ?? null,
      headName: (head && people.get(head.personNumber)?.name) ?? null,
      headNumber: head?.personNumber ?? null,
      relation: household ? relation(household.relationToHead) : null,
    },
    members: members.flatMap(({ personNumber, relationToHead }) => {
      const member = people.get(personNumber)
      if (!member || personNumber === number) return []
      const { name, bornOn, sex } = member
      return [{ name, bornOn, sex, number: personNumber, relation: relation(relationToHead) }]
    }),
    readAt: call.now.toISOString(),
  }
}
