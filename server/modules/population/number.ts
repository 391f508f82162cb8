/**
 * Structure of the personal identification number (số định danh cá nhân), `PPP G YY NNNNNN`. There is no check
 * digit, and older numbers may break the pattern after a civil-status change: a mismatch is a quality flag, never
 * a refusal. Decree 70/2024/NĐ-CP; Circular 59/2021/TT-BCA.
 */
import type { PersonNumber } from '#platform/schemas.ts'
import { FIRST_COUNTRY_CODE, provinceCodes } from './province-codes.ts'

export type Sex = 'male' | 'female'

export interface NumberParts {
  /** Three digits: province of birth registration, or country. */
  place: string
  sex: Sex
  bornInYear: number
  random: string
}

/** What a number does not agree with. */
export type NumberMismatch = 'place' | 'sex' | 'birth-year'

const FIRST_CENTURY = 1900
const LAST_CENTURY = 2300

/** Reads the parts of a number; undefined when it is not twelve digits. */
export function parseNumber(number: string): NumberParts | undefined {
  const found = /^(\d{3})(\d)(\d{2})(\d{6})$/.exec(number)
  if (!found) return undefined
  const [, place, code, year, random] = found as unknown as [string, string, string, string, string]
  const century = FIRST_CENTURY + Math.floor(Number(code) / 2) * 100
  return {
    place,
    sex: Number(code) % 2 === 0 ? 'male' : 'female',
    bornInYear: century + Number(year),
    random,
  }
}

/** The digit for sex and century: 0 and 1 for 1900–1999, 2 and 3 for 2000–2099 … 8 and 9 for 2300–2399. */
export function sexCenturyCode(sex: Sex, year: number): string {
  const century = Math.floor(year / 100) * 100
  if (century < FIRST_CENTURY || century > LAST_CENTURY) throw new RangeError(`No code for the year ${year}`)
  return String(((century - FIRST_CENTURY) / 100) * 2 + (sex === 'male' ? 0 : 1))
}

/** Puts a number together. `random` is six digits. */
export function composeNumber(place: string, sex: Sex, year: number, random: string): PersonNumber {
  const number = `${place}${sexCenturyCode(sex, year)}${String(year % 100).padStart(2, '0')}${random}`
  if (!parseNumber(number)) throw new RangeError('A person number has twelve digits')
  return number
}

/** What a number does not agree with; empty when everything fits. */
export function numberMismatches(
  number: PersonNumber,
  person: { sex: Sex; bornOn: string },
): NumberMismatch[] {
  const parts = parseNumber(number)
  if (!parts) return ['place', 'sex', 'birth-year']
  const found: NumberMismatch[] = []
  if (!provinceCodes.has(parts.place) && Number(parts.place) < FIRST_COUNTRY_CODE) found.push('place')
  if (parts.sex !== person.sex) found.push('sex')
  if (parts.bornInYear !== Number(person.bornOn.slice(0, 4))) found.push('birth-year')
  return found
}

/** Place code of a province by its two-digit statistical code: `01` → `001`. */
export function placeCodeOf(provinceCode: string): string {
  return provinceCode.padStart(3, '0')
}

/** How a number stands in a list: `001*****2345`. */
export function maskNumber(number: PersonNumber): string {
  return `${number.slice(0, 3)}*****${number.slice(8)}`
}
