/** Giving out numbers: random in their cell, never one that somebody has or had. Law on Identity, art. 12. */
import { randomInt } from 'node:crypto'
import type { Call } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import type { Day, PersonNumber, Uuid } from '#platform/schemas.ts'
import { ancestorsOf, lawParameter, unitById, units } from '#reference'
import * as contract from './contract.ts'
import { composeNumber, placeCodeOf } from './number.ts'
import { claimNumber, releaseNumber, selectAlias } from './people.store.ts'
import type { PersonState } from './person-state.ts'

/** A cell of place, sex and year holds a million numbers; a random one is nearly always free. */
const MOST_TRIES = 100

/**
 * Takes a free number, for good: two calls never get the same, and one that was ever cancelled is never given out
 * again. The claim waits for a call that is giving the number up; the alias it left is seen right after.
 * `draw` answers six digits. Throws numbersExhausted.
 */
export async function allocateNumber(
  call: Call,
  place: string,
  state: PersonState,
  stamp: { personId: Uuid; eventId: Uuid; version?: number },
  draw: () => string = () => String(randomInt(1_000_000)).padStart(6, '0'),
): Promise<PersonNumber> {
  const { version = 1, ...ids } = stamp
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const personNumber = composeNumber(place, state.sex, Number(state.bornOn.slice(0, 4)), draw())
    const row = { ...state, ...ids, personNumber, version, recordedAt: call.now.toISOString() }
    if (!(await claimNumber(call.sql, row))) continue
    if (!(await selectAlias(call.sql, personNumber))) return personNumber
    await releaseNumber(call.sql, personNumber)
  }
  throw contract.numbersExhausted()
}

/** Where a birth is registered: a unit of Viet Nam, or a country. */
export interface PlaceOfRegistration {
  birthRegisteredUnitId?: number | null | undefined
  /** ISO 3166, when a mission abroad or another State registered it. */
  birthRegisteredCountry?: string | undefined
}

/** The three digits of a place: its province of that day, or the country's code, which is data. */
export async function placeOfNumber(call: Call, place: PlaceOfRegistration, on: Day): Promise<string> {
  const { birthRegisteredUnitId: unitId, birthRegisteredCountry: country } = place
  if (unitId !== undefined && unitId !== null) return await placeOfUnit(call, unitId, on)
  if (country === undefined) throw contract.placeOfRegistrationNeeded()
  const codes = await lawParameter<Record<string, string>>(call, 'number.country-codes', dayOf(call.now))
  const code = codes.value[country]
  if (!code) throw contract.codeUnknown({ with: { field: 'birthRegisteredCountry' } })
  return code
}

async function placeOfUnit(call: Call, unitId: number, on: Day): Promise<string> {
  const all = await units(call)
  const versions = all.versions.get(unitId)
  const day = unitById(all, unitId, on) ? on : (versions?.at(-1)?.validFrom ?? on)
  const chain = [unitById(all, unitId, day), ...ancestorsOf(all, unitId, day)]
  const province = chain.find((unit) => unit?.level === 'province')
  if (!province) throw new Error(`The unit ${unitId} lies in no province`)
  return placeCodeOf(province.code)
}
