/** People as papers of civil status print them. */

import { type Call, reads } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import type { PersonNumber } from '#platform/schemas.ts'
import { codeItem } from '#reference'
import { addressOf } from '#residence'
import { birthOf, homeOf, knownPerson, unitLine } from './registers.ts'

export interface PersonOnPaper {
  name: string
  bornOn: string
  sex: 'male' | 'female'
  number: PersonNumber
  ethnicGroup: string | null
  nationality: string | null
  birthPlace: string | null
  homeTown: string | null
  residence: string | null
}

/** A person as registered at this moment. Throws personUnknown. */
export async function personOnPaper(call: Call, number: PersonNumber): Promise<PersonOnPaper> {
  reads(call, number, ['name', 'birth', 'sex', 'number', 'ethnic-group', 'nationality', 'residence'])
  const person = await knownPerson(call, number)
  const home = await homeOf(call, number)
  const today = dayOf(call.now)
  const dwellingId = home?.permanentDwellingId ?? home?.temporaryDwellingId
  const words = async (list: string, code: string | undefined) =>
    code ? ((await codeItem(call, list, code, today))?.vi ?? null) : null
  return {
    name: person.name,
    bornOn: birthOf(person),
    sex: person.sex,
    number,
    ethnicGroup: await words('ethnic-groups', person.ethnicGroup),
    nationality: await words('nationalities', person.nationalities[0]),
    birthPlace: await unitLine(call, person.birthUnitId ?? null, person.bornOn),
    homeTown: await unitLine(call, person.homeTownUnitId ?? null, today),
    residence: dwellingId ? await addressOf(call, dwellingId, today) : null,
  }
}
