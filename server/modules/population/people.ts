/** People, their numbers and contacts, for whoever may ask. The caller enters what he reads in the log. */
import type { Call } from '#platform/call.ts'
import { ageOn, dayOf } from '#platform/day.ts'
import type { Day, Instant, PersonNumber, Uuid } from '#platform/schemas.ts'
import { findLawParameter, lawParameter } from '#reference'
import * as contract from './contract.ts'
import * as store from './people.store.ts'
import type { PersonVersion } from './person-state.ts'
import { EVERYTHING_KNOWN } from './recorded-facts.ts'

export type { Contacts, Person } from './people.store.ts'

type Reading = Pick<Call, 'sql'>

/** The current row of a person; undefined when the number is nobody's. */
export async function personByNumber(call: Reading, number: PersonNumber): Promise<store.Person | undefined> {
  const [person] = await store.selectPeople(call.sql, [number])
  return person
}

/** The same, for a person who must be there. Throws personUnknown. */
export async function knownPerson(call: Reading, number: PersonNumber): Promise<store.Person> {
  const person = await personByNumber(call, number)
  if (!person) throw contract.personUnknown()
  return person
}

/** Current rows by number, in one query; numbers that are nobody's are left out. */
export async function peopleByNumbers(
  call: Reading,
  numbers: readonly PersonNumber[],
): Promise<Map<PersonNumber, store.Person>> {
  if (numbers.length === 0) return new Map()
  const rows = await store.selectPeople(call.sql, [...new Set(numbers)])
  return new Map(rows.map((row) => [row.personNumber, row]))
}

/** What the register said of a person on a day, as known at an instant, or by everything we know. */
export async function personAsOf(
  call: Reading,
  number: PersonNumber,
  day: Day,
  knownAt: Instant = EVERYTHING_KNOWN,
): Promise<PersonVersion | undefined> {
  return await store.selectPersonAsOf(call.sql, number, day, knownAt)
}

/** The number behind a public id. Throws personUnknown. */
export async function numberOf(call: Reading, personId: Uuid): Promise<PersonNumber> {
  const number = await store.selectNumber(call.sql, personId)
  if (!number) throw contract.personUnknown()
  return number
}

/** The public id of a number. Throws personUnknown. */
export async function personIdOf(call: Reading, number: PersonNumber): Promise<Uuid> {
  const personId = await store.selectPersonId(call.sql, number)
  if (!personId) throw contract.personUnknown()
  return personId
}

/** The number in force for what someone gave: itself, an old 9-digit or a cancelled one; undefined when unknown. */
export async function resolveNumber(call: Reading, given: string): Promise<PersonNumber | undefined> {
  const alias = await store.selectAlias(call.sql, given)
  if (alias) return alias.personNumber
  return (await store.selectPersonId(call.sql, given)) ? given : undefined
}

/**
 * Whether someone is under the adult age in force on that day (chưa thành niên); by the law of today on a day for
 * which we hold no law. Civil Code 91/2015/QH13, art. 20–21.
 */
export async function isMinor(
  call: Pick<Call, 'sql' | 'ports' | 'now'>,
  { bornOn }: Pick<store.Person, 'bornOn'>,
  on: Day,
): Promise<boolean> {
  const then = await findLawParameter(call, 'person.adult-age', on)
  const adult = then ?? (await lawParameter(call, 'person.adult-age', dayOf(call.now)))
  return ageOn(bornOn, on) < Number(adult.value)
}

/** Phone and e-mail; undefined when the person gave none. */
export async function contactsOf(call: Reading, number: PersonNumber): Promise<store.Contacts | undefined> {
  return await store.selectContacts(call.sql, number)
}
