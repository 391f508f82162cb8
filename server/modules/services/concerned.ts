/**
 * Whom a dossier is about beside its applicant: they see nothing of it, an officer related to it does not decide it,
 * and its papers may be theirs as well. Bundles name finders; each is typed code over the registers.
 */

import { type Call, reads } from '#platform/call.ts'
import type { PersonNumber } from '#platform/schemas.ts'
import type { Concerned } from './dossiers.store.ts'
import type { Matter } from './facts.ts'
import { memberIds, membersByIds } from './family.ts'
import { relationOf } from './kinship.ts'
import { knownPerson, peopleOf } from './registers.ts'

export type FindConcerned = (call: Call, matter: Matter) => Promise<PersonNumber[]>

const known = new Map<string, FindConcerned>()

export function registerConcerned(key: string, find: FindConcerned): void {
  known.set(key, find)
}

export function concernedOf(key: string): FindConcerned | undefined {
  return known.get(key)
}

/** Who moves together with the applicant. */
registerConcerned('members', async (call, { applicant, answers }) =>
  (await membersByIds(call, applicant, memberIds(answers))).map(({ personNumber }) => personNumber),
)

/** Everyone a request is about: the applicant first, then the others, each once, as registered today. */
export async function concernedPeople(call: Call, matter: Matter): Promise<Concerned[]> {
  const { concerned = ['members'] } = matter
  const numbers = new Set([matter.applicant])
  for (const key of concerned) {
    const find = known.get(key)
    if (!find) throw new Error(`No finder of people concerned ${key}`)
    for (const number of await find(call, matter)) numbers.add(number)
  }
  const people = await peopleOf(call, [...numbers])
  const found: Concerned[] = []
  for (const number of numbers) {
    const person = people.get(number) ?? (await knownPerson(call, number))
    const { personId, name, bornOn, sex } = person
    reads(call, number, ['name', 'birth', 'sex', 'number', 'relation'])
    const relation = number === matter.applicant ? null : await relationOf(call, number, matter.applicant)
    found.push({ number, personId, name, bornOn, sex, relation })
  }
  return found
}
