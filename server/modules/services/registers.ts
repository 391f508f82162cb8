/**
 * What services asks of the registers above it: people, homes, households, dwellings. One place, so that each question
 * is put once and its reading is entered in the log.
 */

import { type Call, reads } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import { isProblem } from '#platform/problem.ts'
import type { Day, PersonNumber, Uuid, Words } from '#platform/schemas.ts'
import { type Person, peopleByNumbers, personByNumber } from '#population'
import { personUnknown } from '#population/contract'
import { codeItem, unitName, units } from '#reference'
import { addressOf, dwellingsIn, headOf, knownDwelling } from '#residence'
import { dwellingUnknown } from '#residence/contract'
import type { DwellingChoice, HouseholdChoice } from './contract.ts'
import * as store from './registers.store.ts'

export type RegisteredPerson = Person
export type Home = store.HomeRow

/** The current row of a person. Throws personUnknown. */
export async function knownPerson(call: Pick<Call, 'sql'>, number: PersonNumber): Promise<RegisteredPerson> {
  const person = await personByNumber(call, number)
  if (!person) throw personUnknown()
  return person
}

export function peopleOf(
  call: Pick<Call, 'sql'>,
  numbers: readonly PersonNumber[],
): Promise<Map<PersonNumber, RegisteredPerson>> {
  return peopleByNumbers(call, numbers)
}

/** Where someone is registered; undefined when nowhere. */
export async function homeOf(call: Pick<Call, 'sql'>, number: PersonNumber): Promise<Home | undefined> {
  const [home] = await store.selectHomes(call.sql, [number])
  return home
}

export function homesOf(call: Pick<Call, 'sql'>, numbers: readonly PersonNumber[]): Promise<Home[]> {
  return numbers.length === 0 ? Promise.resolve([]) : store.selectHomes(call.sql, numbers)
}

/** Date of birth as far as it is registered: `1990-03-05`, `1990-03` or `1990`. */
export function birthOf({
  bornOn,
  bornPrecision,
}: Pick<RegisteredPerson, 'bornOn' | 'bornPrecision'>): string {
  return bornOn.slice(0, bornPrecision === 'D' ? 10 : bornPrecision === 'M' ? 7 : 4)
}

/** A code of relations-to-head in words. */
export async function relationWords(
  call: Pick<Call, 'sql' | 'ports' | 'now'>,
  code: string | null,
): Promise<Words | null> {
  const item = code ? await codeItem(call, 'relations-to-head', code, dayOf(call.now)) : undefined
  return item ? { vi: item.vi, en: item.en } : null
}

/** A unit as people call it, down to the province; by its last name when it is no more, null when there is none. */
export async function unitLine(
  call: Pick<Call, 'sql' | 'ports'>,
  unitId: number | null,
  on: Day,
): Promise<string | null> {
  const all = await units(call)
  return unitId !== null && all.versions.has(unitId) ? unitName(all, unitId, on) : null
}

/** The address of a dwelling of the register; null when there is none with this id. */
export async function dwellingAddress(
  call: Pick<Call, 'sql' | 'ports' | 'now'>,
  dwellingId: Uuid,
): Promise<string | null> {
  try {
    return await addressOf(call, dwellingId, dayOf(call.now))
  } catch (error) {
    if (isProblem(error) && error.type === dwellingUnknown.type) return null
    throw error
  }
}

export interface KnownDwelling {
  dwellingId: Uuid
  unitId: number
  closed: boolean
}

export async function dwellingOf(call: Pick<Call, 'sql'>, dwellingId: Uuid): Promise<KnownDwelling | null> {
  try {
    const { unitId, closedOn } = await knownDwelling(call, dwellingId)
    return { dwellingId, unitId, closed: closedOn !== null }
  } catch (error) {
    if (isProblem(error) && error.type === dwellingUnknown.type) return null
    throw error
  }
}

/** Dwellings of a commune by their address: nothing about who lives there. */
export async function findDwellings(
  call: Call,
  { unitId, text }: { unitId: number; text: string },
): Promise<{ rows: DwellingChoice[] }> {
  const { rows } = await dwellingsIn(call, unitId, { line: text, limit: 20 })
  return { rows: rows.map(({ dwellingId, addressLine }) => ({ dwellingId, addressLine })) }
}

/** Households at a dwelling that one may ask to join; whose they are is told by a shortened name. */
export async function householdChoices(call: Call, dwellingId: Uuid): Promise<{ rows: HouseholdChoice[] }> {
  const found = await store.selectHouseholdsAt(call.sql, dwellingId)
  const heads = await peopleByNumbers(
    call,
    found.map(({ headNumber }) => headNumber),
  )
  const rows = found.map(({ householdId, headNumber }) => {
    reads(call, headNumber, ['short-name'])
    const short = `Hộ của ${shortName(heads.get(headNumber)?.name ?? '')}`
    return { householdId, label: { vi: short, en: short } }
  })
  return { rows }
}

export async function householdHead(call: Call, householdId: Uuid): Promise<RegisteredPerson | null> {
  const number = await headOf(call, householdId)
  const person = number ? await personByNumber(call, number) : undefined
  if (person) reads(call, person.personNumber, ['short-name'])
  return person ?? null
}

/** The dwelling of a household that is not dissolved. */
export async function dwellingOfHousehold(call: Pick<Call, 'sql'>, householdId: Uuid): Promise<Uuid | null> {
  return (await store.selectDwellingOf(call.sql, householdId)) ?? null
}

/** "Nguyễn Văn An" as "N. V. An": enough to know a neighbour by, not to find a stranger. */
export function shortName(name: string): string {
  const words = name.split(' ').filter(Boolean)
  return words.map((word, i) => (i === words.length - 1 ? word : `${[...word][0]}.`)).join(' ')
}
