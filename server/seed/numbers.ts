/** Numbers that are never given twice: a counter for each prefix, scattered so that neighbours do not look alike. */

import type { Sex } from './names.ts'
import { scatter } from './random.ts'

const FIRST_YEAR = 1900
const YEARS = 200
const PLACES = 100

export interface Numbers {
  /** Person number `PPP G YY NNNNNN` of a birth registered in a province (two-digit code of the time). */
  person(provinceCode: string, sex: Sex, bornInYear: number): string
  /** Nine-digit identity card number of before 2021, by the prefix of the police of the province. */
  old(prefix: string): string
  /** Mobile number of a network that exists: ten digits. */
  phone(): string
  /** Residence file number (số hồ sơ cư trú), counted in each commune. */
  residenceFile(communeCode: string, unitId: number): string
}

const phonePrefixes = [
  ...['032', '033', '034', '035', '036', '037', '038', '039', '086', '096', '097', '098'],
  ...['081', '082', '083', '084', '085', '088', '091', '094'],
  ...['070', '076', '077', '078', '079', '089', '090', '093'],
  ...['052', '056', '058', '092', '059', '099', '055', '087'],
]

export function numbers(seed: number): Numbers {
  const given = new Uint32Array(PLACES * YEARS * 2)
  const oldGiven = new Uint32Array(PLACES)
  const files = new Map<number, number>()
  let phones = 0
  return {
    person(provinceCode, sex, bornInYear) {
      const sexAt = sex === 'male' ? 0 : 1
      const slot = (Number(provinceCode) * YEARS + (bornInYear - FIRST_YEAR)) * 2 + sexAt
      const counter = given[slot]!++
      if (counter >= 1_000_000) throw new Error(`No numbers left for ${provinceCode}, ${bornInYear}`)
      const digits = scatter(counter, 1000, seed ^ (slot * 7919))
      const century = Math.floor((bornInYear - 1900) / 100) * 2 + sexAt
      return `0${provinceCode}${century}${two(bornInYear % 100)}${String(digits).padStart(6, '0')}`
    },
    old(prefix) {
      const counter = oldGiven[Number(prefix)]!++
      // Seven digits as 3163 × 3163 would leave a gap; the rare number beyond ten million is passed over.
      let value = scatter(counter, 3162, seed ^ Number(prefix))
      if (value >= 10_000_000) value = counter
      return `${prefix}${String(value).padStart(7, '0')}`
    },
    phone() {
      const counter = phones++
      const position = counter % phonePrefixes.length
      const prefix = phonePrefixes[position]!
      // Each prefix begins elsewhere, so that neighbours differ in the last digits, which are all a sign-in page shows.
      const turn = (Math.floor(counter / phonePrefixes.length) + position * 197_027) % 2700 ** 2
      const value = scatter(turn, 2700, seed ^ 0x0f0f)
      return `${prefix}${String(value).padStart(7, '0')}`
    },
    residenceFile(communeCode, unitId) {
      const next = (files.get(unitId) ?? 0) + 1
      files.set(unitId, next)
      return `${communeCode}${String(next).padStart(7, '0')}`
    },
  }
}

const two = (value: number) => String(value).padStart(2, '0')
