/** Parents, spouses and people named in a form, by the registers: whom civil-status services are about. */

import { type Call, reads } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import type { PersonNumber } from '#platform/schemas.ts'
import { compareNames, spouseOf } from '#population'
import { registerConcerned } from './concerned.ts'
import type { Matter } from './facts.ts'
import { memberIds, membersByIds } from './family.ts'
import { knownPerson, peopleOf, type RegisteredPerson } from './registers.ts'

export interface Couple {
  mother: PersonNumber | null
  father: PersonNumber | null
}

/** The applicant and the spouse as mother and father; whoever is not married stands alone. */
export async function coupleOf(call: Call, applicant: PersonNumber): Promise<Couple> {
  const person = await knownPerson(call, applicant)
  const spouse = (await spouseOf(call, applicant, dayOf(call.now))) ?? null
  return person.sex === 'female'
    ? { mother: applicant, father: spouse }
    : { mother: spouse, father: applicant }
}

/** The one person that a field names: chosen out of the family, or typed by name and number and known by both. */
export async function namedIn(
  call: Call,
  { applicant, answers }: Pick<Matter, 'applicant' | 'answers'>,
  chosen: string,
  typed: string,
): Promise<RegisteredPerson | null> {
  const [picked] = await membersByIds(call, applicant, memberIds(answers, chosen), 'family')
  if (picked) return picked
  const [line] = (Array.isArray(answers[typed]) ? answers[typed] : []) as { name?: string; number?: string }[]
  if (!line?.number || !line.name) return null
  reads(call, line.number, ['name'])
  const person = (await peopleOf(call, [line.number])).get(line.number)
  return person && agrees(compareNames(line.name, person.name)) ? person : null
}

/** Tone placement and marks are forgiven to whoever types a name. */
export function agrees(match: ReturnType<typeof compareNames>): boolean {
  return match === 'exact' || match === 'tone-placement' || match === 'marks-missing'
}

export const deceasedIn = (call: Call, matter: Matter) =>
  matter.once('deceased', () => namedIn(call, matter, 'deceased', 'deceasedOther'))
export const partnerIn = (call: Call, matter: Matter) =>
  matter.once('partner', () => namedIn(call, matter, '', 'partner'))

registerConcerned('couple', async (call, { applicant }) => {
  const { mother, father } = await coupleOf(call, applicant)
  return [mother, father].filter((one) => one !== null)
})
registerConcerned('deceased', async (call, matter) => {
  const person = await deceasedIn(call, matter)
  return person ? [person.personNumber] : []
})
registerConcerned('partner', async (call, matter) => {
  const person = await partnerIn(call, matter)
  return person ? [person.personNumber] : []
})
registerConcerned('children', async (call, { applicant, answers }) =>
  (await membersByIds(call, applicant, memberIds(answers, 'children'), 'children')).map(
    ({ personNumber }) => personNumber,
  ),
)
