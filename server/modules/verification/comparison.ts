/**
 * What a person declared against what the State holds, in the words of CAMARA KYC Match: `true`, `false`,
 * `not_available`, and beside a `false` name how far it is, in bands. The held value never leaves. Pure.
 */
import type { Day } from '#platform/schemas.ts'
import { fold } from '#platform/vietnamese.ts'
import { compareNames, type NameMatch, type Person } from '#population'
import type { NewMatch, Truth } from './contract.ts'

/** What each grade of a name counts for: `true`, or the score that stands beside `false`. Dated data. */
export type NameBands = Record<NameMatch, 'true' | number>

export interface Held {
  person: Pick<Person, 'name' | 'bornOn' | 'bornPrecision' | 'sex'>
  phones: readonly string[]
  emails: readonly string[]
  /** Codes and names of the province and commune of permanent residence, as written today. */
  region: readonly string[] | null
  locality: readonly string[] | null
}

export interface Answers {
  nameMatch?: Truth
  nameMatchScore?: number
  birthdateMatch?: Truth
  genderMatch?: Truth
  phoneNumberMatch?: Truth
  emailMatch?: Truth
  regionMatch?: Truth
  localityMatch?: Truth
}

/** Answers for the fields that were asked, no others. */
export function compareAll(asked: NewMatch, held: Held, bands: NameBands): Answers {
  const { person } = held
  return {
    ...(asked.name === undefined ? {} : nameAnswer(asked.name, person.name, bands)),
    ...(asked.birthdate === undefined
      ? {}
      : { birthdateMatch: truth(sameBirth(asked.birthdate, person.bornOn, person.bornPrecision)) }),
    ...(asked.gender === undefined
      ? {}
      : { genderMatch: truth((asked.gender === 'MALE') === (person.sex === 'male')) }),
    ...(asked.phoneNumber === undefined
      ? {}
      : { phoneNumberMatch: oneOf(phoneKey(asked.phoneNumber), held.phones.map(phoneKey)) }),
    ...(asked.email === undefined
      ? {}
      : {
          emailMatch: oneOf(
            asked.email.trim().toLowerCase(),
            held.emails.map((email) => email.toLowerCase()),
          ),
        }),
    ...(asked.region === undefined
      ? {}
      : { regionMatch: oneOf(placeKey(asked.region), held.region?.map(placeKey)) }),
    ...(asked.locality === undefined
      ? {}
      : { localityMatch: oneOf(placeKey(asked.locality), held.locality?.map(placeKey)) }),
  }
}

/** The same fields, all without an answer: nobody there, or nobody whose data may be told. */
export function nothingKnown(asked: NewMatch): Answers {
  const fields = ['name', 'birthdate', 'gender', 'phoneNumber', 'email', 'region', 'locality'] as const
  return Object.fromEntries(
    fields.filter((field) => asked[field] !== undefined).map((field) => [`${field}Match`, 'not_available']),
  )
}

/** Whether another field than the number fits: only then is anything said about the person at all. */
export function isKeyed(asked: Pick<NewMatch, 'name' | 'birthdate'>, person: Held['person']): boolean {
  const named = asked.name !== undefined && compareNames(asked.name, person.name) !== 'different'
  return (
    named ||
    (asked.birthdate !== undefined && sameBirth(asked.birthdate, person.bornOn, person.bornPrecision))
  )
}

function nameAnswer(asked: string, held: string, bands: NameBands): Answers {
  const band = bands[compareNames(asked, held)]
  return band === 'true' ? { nameMatch: 'true' } : { nameMatch: 'false', nameMatchScore: band }
}

/** A register that knows only the year or month cannot contradict the rest. */
function sameBirth(asked: Day, held: Day, precision: 'D' | 'M' | 'Y'): boolean {
  const known = precision === 'Y' ? 4 : precision === 'M' ? 7 : 10
  return asked.slice(0, known) === held.slice(0, known)
}

function truth(value: boolean): Truth {
  return value ? 'true' : 'false'
}

function oneOf(asked: string, held: readonly string[] | undefined): Truth {
  if (!held || held.length === 0) return 'not_available'
  return truth(held.includes(asked))
}

/** `+84 912…`, `84912…` and `0912…` are one number. */
function phoneKey(phone: string): string {
  return phone.replace(/\D/g, '').replace(/^84(?=\d{9}$)/, '0')
}

function placeKey(place: string): string {
  return fold(place).replace(/^(thanh pho|tinh|phuong|xa|dac khu) /, '')
}
