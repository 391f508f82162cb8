/** Names that people could have: by people (dân tộc), region, sex and time of birth. All invented. */
import { fold } from '#platform/vietnamese.ts'
import names from './data/names.json' with { type: 'json' }
import { type Draw, type Random, weighted } from './random.ts'

export type Sex = 'male' | 'female'
export type Region = 'north' | 'central' | 'south'
export const KINH = '01'

type Weights = [string, number][]
type Form = 'surname-middle-given' | 'prefix-given-clan' | 'clan-given' | 'prefix-given' | 'sex-surname-given'

interface Style {
  form: Form
  matrilineal: boolean
  surname: Record<Region, Draw<string>>
  prefix: Record<Sex, string>
  /** By sex and cohort: born before 1965, before 1990, later. */
  middle: Record<Sex, readonly Draw<string>[]>
  given: Record<Sex, readonly Draw<string>[]>
}

const cohorts = ['old', 'mid', 'young'] as const
const draws = (tables: Weights[]) => tables.map((table) => weighted(table))
const kinh: Style = {
  form: 'surname-middle-given',
  matrilineal: false,
  surname: {
    north: weighted(names.kinh.surnames.north as Weights),
    central: weighted(names.kinh.surnames.central as Weights),
    south: weighted(names.kinh.surnames.south as Weights),
  },
  prefix: { male: '', female: '' },
  middle: {
    male: draws(cohorts.map((cohort) => names.kinh.male[cohort].middles as Weights)),
    female: draws(cohorts.map((cohort) => names.kinh.female[cohort].middles as Weights)),
  },
  given: {
    male: draws(cohorts.map((cohort) => names.kinh.male[cohort].givens as Weights)),
    female: draws(cohorts.map((cohort) => names.kinh.female[cohort].givens as Weights)),
  },
}
const secondMiddle: Record<Sex, Draw<string>> = {
  male: weighted(names.kinh.secondMiddlesMale as Weights),
  female: weighted(names.kinh.secondMiddlesFemale as Weights),
}

interface RawStyle {
  form: string
  surnames: Weights
  middles: Record<Sex, Weights>
  givens: Record<Sex, Weights>
  matrilineal?: boolean
  prefix?: Record<Sex, string>
  sexSurname?: Record<Sex, string>
}

const rawStyles = names.styles as unknown as Record<string, RawStyle>
const styles = new Map<string, Style>([[KINH, kinh]])
for (const [group, name] of Object.entries(names.styleOfEthnicGroup)) {
  const raw = rawStyles[name]!
  const surname = weighted(raw.surnames)
  const middle = (sex: Sex) => cohorts.map(() => weighted(raw.middles[sex]))
  // Among the young, Kinh given names have spread to every people.
  const given = (sex: Sex) =>
    cohorts.map((_, at) => {
      const own = weighted(raw.givens[sex])
      const kinhGiven = kinh.given[sex][at]!
      const mixed = raw.form === 'surname-middle-given' ? [0.02, 0.12, 0.3][at]! : [0, 0.05, 0.15][at]!
      return (random: Random) => (random.chance(mixed) ? kinhGiven : own)(random)
    })
  styles.set(group, {
    form: raw.form as Form,
    matrilineal: raw.matrilineal ?? false,
    surname: { north: surname, central: surname, south: surname },
    prefix: raw.prefix ?? raw.sexSurname ?? { male: '', female: '' },
    middle: { male: middle('male'), female: middle('female') },
    given: { male: given('male'), female: given('female') },
  })
}
const styleOf = (ethnicGroup: string) => styles.get(ethnicGroup) ?? kinh

export function drawSurname(random: Random, ethnicGroup: string, region: Region): string {
  return styleOf(ethnicGroup).surname[region](random)
}

/** Among Ê-đê, Gia-rai, Cơ-ho and Mnông the clan comes from the mother, and husbands move to their wives. */
export function isMatrilineal(ethnicGroup: string): boolean {
  return styleOf(ethnicGroup).matrilineal
}

/**
 * A full birth name (họ, chữ đệm và tên khai sinh), NFC. `motherSurname` now and then becomes part of the middle name.
 */
export function drawName(
  random: Random,
  person: { sex: Sex; bornInYear: number; ethnicGroup: string; surname: string; motherSurname?: string },
): string {
  const style = styleOf(person.ethnicGroup)
  const cohort = person.bornInYear < 1965 ? 0 : person.bornInYear < 1990 ? 1 : 2
  const given = style.given[person.sex][cohort]!(random)
  const prefix = style.prefix[person.sex]
  switch (style.form) {
    case 'prefix-given-clan':
      return spelling(random, `${join(prefix, given)} ${person.surname}`)
    case 'clan-given':
      return spelling(random, `${person.surname} ${join(prefix, given)}`)
    case 'prefix-given':
      return join(prefix, given)
    case 'sex-surname-given':
      return spelling(random, `${prefix} ${given}`)
    case 'surname-middle-given':
      return spelling(random, words(random, person, style, cohort, given))
  }
}

/** `Y Moan` but `H'Hen` and `K'Brôi`. */
const join = (prefix: string, given: string) =>
  prefix === '' ? given : prefix.endsWith("'") || prefix.endsWith(' ') ? prefix + given : `${prefix} ${given}`

function words(
  random: Random,
  person: { sex: Sex; surname: string; motherSurname?: string },
  style: Style,
  cohort: number,
  given: string,
): string {
  if (style === kinh && random.chance(0.012)) return `${person.surname} ${given}`
  const middle = style.middle[person.sex][cohort]!(random)
  const parts = [person.surname]
  const mother = person.motherSurname
  const joined = cohort === 2 && style === kinh && mother !== undefined && mother !== person.surname
  if (joined && random.chance(0.035)) parts.push(mother)
  if (middle !== '') parts.push(middle)
  const longer = person.sex === 'female' ? [0.06, 0.2, 0.3][cohort]! : [0.01, 0.04, 0.11][cohort]!
  if (style === kinh && random.chance(longer)) {
    const second = secondMiddle[person.sex](random)
    if (second !== middle && second !== given) parts.push(second)
  }
  if (given !== middle) parts.push(given)
  else parts.push(person.sex === 'male' ? 'An' : 'Lan')
  return parts.join(' ')
}

const newPlacement: Record<string, string> = {}
for (const [vowels, tones] of [
  ['oa', 'òa oà óa oá ỏa oả õa oã ọa oạ'],
  ['oe', 'òe oè óe oé ỏe oẻ õe oẽ ọe oẹ'],
  ['uy', 'ùy uỳ úy uý ủy uỷ ũy uỹ ụy uỵ'],
] as const) {
  const pairs = tones.split(' ')
  for (let at = 0; at < pairs.length; at += 2) newPlacement[pairs[at]!] = pairs[at + 1]!
  newPlacement[vowels] = vowels
}

/** The tone on the second vowel: `Hòa` → `Hoà`. Both spellings are lawful and stand in registers side by side. */
export function newTonePlacement(name: string): string {
  return name.replace(/(?<![qQ])([òóỏõọ][ae]|[ùúủũụ]y)(?=$| )/g, (pair) => newPlacement[pair] ?? pair)
}

function spelling(random: Random, name: string): string {
  const style = random.unit()
  if (style < 0.18) return newTonePlacement(name)
  if (style < 0.19) return name.replace('Mỹ', 'Mĩ').replace('Lý', 'Lí')
  return name
}

const foldedWords = new Map<string, string>()

/** The same key as `fold`, word by word from memory: names of a nation are made of few words. */
export function foldName(name: string): string {
  let key = ''
  for (const word of name.split(' ')) {
    let folded = foldedWords.get(word)
    if (folded === undefined) {
      folded = fold(word)
      foldedWords.set(word, folded)
    }
    key = key === '' ? folded : `${key} ${folded}`
  }
  return key
}
