/**
 * Foreigners who live here (người nước ngoài có thẻ tạm trú, thẻ thường trú): who they are, as the immigration register
 * told it, and the number that the electronic identification system makes for them. Decree 69/2024/NĐ-CP, amended
 * 320/2026/NĐ-CP. The number's form is not known to us: it is data, and marked as not confirmed.
 */
import { randomInt } from 'node:crypto'
import { type Call, changes } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import { uuidv7 } from '#platform/ids.ts'
import type { PersonNumber } from '#platform/schemas.ts'
import { compareNames, composeNumber, type Person, peopleByNumbers, resolveNumber } from '#population'
import { ImmigrationUnreachable, type ResidentForeigner } from '#ports/immigration-register.ts'
import { lawParameter, unitByCode, units } from '#reference'
import * as contract from './contract.ts'
import type { Foreigner, Told } from './foreigners.store.ts'
import * as store from './foreigners.store.ts'

/** Whoever may hold an account: somebody of the population register, or a foreigner, whom it does not hold. */
export type AccountHolder = Pick<
  Person,
  | 'personNumber'
  | 'personId'
  | 'name'
  | 'sex'
  | 'bornOn'
  | 'bornPrecision'
  | 'status'
  | 'diedOn'
  | 'nationalities'
  | 'homeTownUnitId'
  | 'recordedAt'
> & { foreigner: Foreigner | null }

/** The holder of a number; undefined when it is nobody's. */
export async function holderByNumber(
  call: Pick<Call, 'sql'>,
  number: PersonNumber,
): Promise<AccountHolder | undefined> {
  return (await holdersByNumbers(call, [number])).get(number)
}

export async function holdersByNumbers(
  call: Pick<Call, 'sql'>,
  numbers: readonly PersonNumber[],
): Promise<Map<PersonNumber, AccountHolder>> {
  const people = await peopleByNumbers(call, numbers)
  const found = new Map<PersonNumber, AccountHolder>()
  for (const [number, person] of people) found.set(number, { ...person, foreigner: null })
  const others = numbers.filter((number) => !found.has(number))
  if (others.length === 0) return found
  for (const foreigner of await store.selectForeigners(call.sql, others))
    found.set(foreigner.personNumber, holderOf(foreigner))
  return found
}

/** The record of a foreigner's identity; undefined for everybody else. */
export async function foreignerByNumber(
  call: Pick<Call, 'sql'>,
  number: PersonNumber,
): Promise<Foreigner | undefined> {
  return (await store.selectForeigners(call.sql, [number]))[0]
}

function holderOf(foreigner: Foreigner): AccountHolder {
  const { personNumber, personId, name, sex, bornOn, nationality, recordedAt } = foreigner
  return {
    personNumber,
    personId,
    name,
    sex,
    bornOn,
    bornPrecision: 'D',
    status: 'alive',
    diedOn: null,
    nationalities: [nationality],
    homeTownUnitId: null,
    recordedAt,
    foreigner,
  }
}

/** Asks the immigration register; never within a transaction. Throws immigrationUnreachable. */
export async function askImmigration(
  { ports }: Pick<Call, 'ports'>,
  find: (register: Call['ports']['immigration']) => Promise<ResidentForeigner | null>,
): Promise<ResidentForeigner | null> {
  try {
    return await find(ports.immigration)
  } catch (error) {
    if (error instanceof ImmigrationUnreachable) throw contract.immigrationUnreachable()
    throw error
  }
}

/** A passport or card as it is written: capitals, nothing between. */
export function documentKey(typed: string): string {
  return typed.toUpperCase().replace(/[^0-9A-Z]/g, '')
}

/** Whether someone has a residence card that is valid on that day. */
export function isResident({ card }: Pick<ResidentForeigner, 'card'>, on: string): boolean {
  return card !== null && (card.validUntil === null || card.validUntil >= on)
}

/** Passports put the family name first, people do not always; nobody types the accents of his own name alike. */
export function isNameOf(typed: string, name: string): boolean {
  const inOrder = (text: string) => text.toLowerCase().split(/\s+/).filter(Boolean).sort().join(' ')
  return ['exact', 'tone-placement', 'marks-missing'].includes(compareNames(inOrder(typed), inOrder(name)))
}

/** Whether the register holds all that is compared at a desk: it decides which term runs. */
export function isHeld({ holds }: Pick<ResidentForeigner, 'holds'>): boolean {
  return holds.face && holds.fingerprint
}

/**
 * Keeps what the register said: a number is made for whoever has none, what was kept of others is brought up to date.
 * Each answer stays in the record.
 */
export async function keepForeigner(call: Call, told: ResidentForeigner): Promise<Foreigner> {
  await store.lockRegisterId(call.sql, told.registerId)
  const answer: Told = {
    told,
    provinceUnitId: await provinceOf(call, told),
    id: uuidv7(call.now.getTime()),
    now: call.now,
  }
  const before = await store.selectByRegisterId(call.sql, told.registerId)
  const personNumber = before ? before.personNumber : await giveNumber(call, answer)
  changes(call, personNumber, ['foreigner-identity'])
  if (before) await store.updateForeigner(call.sql, personNumber, answer)
  await store.insertRecord(call.sql, personNumber, answer)
  return (await foreignerByNumber(call, personNumber)) as Foreigner
}

const MOST_TRIES = 100

/**
 * A number that is nobody's: its place is one that no province and no country has, so no citizen ever gets it. That
 * place is data (`accounts.foreigner-number`).
 */
async function giveNumber(call: Call, answer: Told): Promise<PersonNumber> {
  const { place } = await numberForm(call)
  const { sex, bornOn } = answer.told
  const personId = uuidv7(call.now.getTime())
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const random = String(randomInt(1_000_000)).padStart(6, '0')
    const personNumber = composeNumber(place, sex, Number(bornOn.slice(0, 4)), random)
    if (await resolveNumber(call, personNumber)) continue
    if (await store.insertForeigner(call.sql, { personNumber, personId }, answer)) return personNumber
  }
  throw new Error('no number of a foreigner is free in this cell')
}

async function numberForm(call: Call): Promise<{ place: string }> {
  return (await lawParameter<{ place: string }>(call, 'accounts.foreigner-number', dayOf(call.now))).value
}

/** The province where he lives today; null when the register does not say. */
export async function provinceOf(
  call: Pick<Call, 'sql' | 'ports' | 'now'>,
  { provinceCode }: Pick<ResidentForeigner, 'provinceCode'>,
): Promise<number | null> {
  if (provinceCode === null) return null
  return unitByCode(await units(call), provinceCode, 'province', dayOf(call.now))?.unitId ?? null
}
