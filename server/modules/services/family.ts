/** Out of whom a form lets the applicant choose: his household, his close relatives, his children under age. */

import { type Call, reads } from '#platform/call.ts'
import { ageOn, dayOf } from '#platform/day.ts'
import type { PersonNumber } from '#platform/schemas.ts'
import { peopleByNumbers, relationsOf } from '#population'
import { lawParameter } from '#reference'
import { householdOf, membersOf } from '#residence'
import type { Bundle } from './bundle.ts'
import type { Member } from './contract.ts'
import type { Matter } from './facts.ts'
import type { MembersAmong } from './form.contract.ts'
import { relationOf } from './kinship.ts'
import { type RegisteredPerson, relationWords } from './registers.ts'

/** Numbers of the others in someone's household. */
export async function ownHousehold(call: Pick<Call, 'sql'>, number: PersonNumber): Promise<PersonNumber[]> {
  const household = await householdOf(call, number)
  if (!household) return []
  const members = await membersOf(call, household.householdId)
  return members.map(({ personNumber }) => personNumber).filter((other) => other !== number)
}

const ofOnesOwn = new Set(['child', 'adopted-child', 'ward'])

/** Everyone around a person, with those among whom he stands. */
async function around(
  call: Pick<Call, 'sql' | 'now'>,
  number: PersonNumber,
): Promise<Map<PersonNumber, Set<MembersAmong>>> {
  const found = new Map<PersonNumber, Set<MembersAmong>>()
  for (const other of await ownHousehold(call, number)) found.set(other, new Set(['household', 'family']))
  for (const { kind, otherNumber } of await relationsOf(call, number, dayOf(call.now))) {
    const among = found.get(otherNumber) ?? new Set()
    among.add('family')
    if (ofOnesOwn.has(kind)) among.add('children')
    found.set(otherNumber, among)
  }
  return found
}

/** The kinds of choice of people that a form has. */
export function choicesAsked({ form }: Pick<Bundle, 'form'>): Set<MembersAmong> {
  const fields = form.sections.flatMap((section) => section.fields)
  return new Set(fields.filter(({ kind }) => kind === 'members').map(({ among = 'household' }) => among))
}

/** Whom the applicant may choose in a form, as registered today; `asked` are the kinds of choice it has. */
export async function choosable(
  call: Call,
  number: PersonNumber,
  asked: ReadonlySet<MembersAmong>,
): Promise<Member[]> {
  if (asked.size === 0) return []
  const found = await around(call, number)
  const people = await peopleByNumbers(call, [...found.keys()])
  const today = dayOf(call.now)
  const { value: adultAge } = await lawParameter(call, 'person.adult-age', today)
  const members: Member[] = []
  for (const [other, standing] of found) {
    const person = people.get(other)
    if (person?.status !== 'alive') continue
    const minor = ageOn(person.bornOn, today) < adultAge
    const among = [...standing].filter((one) => asked.has(one) && (one !== 'children' || minor))
    if (among.length === 0) continue
    reads(call, other, ['name', 'birth', 'sex', 'number', 'relation'])
    const relation = await relationWords(call, await relationOf(call, other, number))
    members.push({
      personId: person.personId,
      name: person.name,
      bornOn: person.bornOn,
      sex: person.sex,
      number: other,
      relation: relation ?? { vi: 'Người trong hộ', en: 'Of the household' },
      minor,
      among,
    })
  }
  return members
}

/** People around the applicant by their public ids, in that order; strangers are left out. */
export async function membersByIds(
  call: Pick<Call, 'sql' | 'now'>,
  applicant: PersonNumber,
  ids: readonly string[],
  among: MembersAmong = 'household',
): Promise<RegisteredPerson[]> {
  if (ids.length === 0) return []
  const found = await around(call, applicant)
  const numbers = [...found].filter(([, standing]) => standing.has(among)).map(([number]) => number)
  const people = await peopleByNumbers(call, numbers)
  const byId = new Map([...people.values()].map((person) => [person.personId, person]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** Ids that a field of people to choose holds. */
export function memberIds(answers: Matter['answers'], field = 'members'): string[] {
  const ids = answers[field]
  return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : []
}
