/**
 * The ways to find a person, each a list of steps from the surest to the loosest: a later step is taken when the ones
 * before found nobody whom the officer may see. Every step is a few index look-ups, however large the nation.
 */
import type { Call } from '#platform/call.ts'
import type { Day, PersonNumber } from '#platform/schemas.ts'
import { fold, tidy } from '#platform/vietnamese.ts'
import * as contract from './contract.ts'
import { compareNames } from './names.ts'
import { numberOf, resolveNumber } from './people.ts'
import { phoneDigits } from './phone.ts'
import { placeSearch } from './search-places.ts'
import type { Because, NameGrade } from './search-reasons.ts'
import type { Found } from './searches.store.ts'
import * as store from './searches.store.ts'
import { nearTo, spellingsNear } from './spellings.ts'

/** Looked at before the territory is asked for; a name and a year of birth seldom have more in the whole nation. */
export const MOST_CANDIDATES = 2000
/** Names of one day of birth that are compared; 1 January, where papers know only the year, has the most. */
const MOST_NAMES_OF_A_DAY = 20_000
/** People of one commune born in one year who are compared. */
const MOST_OF_A_YEAR = 5000

export interface Hit {
  personNumber: PersonNumber
  because: Because[]
}

export type Step = () => Promise<Hit[]>

/** Throws searchTooWide. */
export function waysOf(call: Call, asked: contract.NewPersonSearch): Step[] {
  const { personId, number, phone, fileNumber, address, unitId, name, bornOn, bornInYear } = asked
  if (personId !== undefined) return [() => byId(call, personId)]
  if (number !== undefined) return [() => byNumber(call, number)]
  if (phone !== undefined) return [() => byPhone(call, phone)]
  if (fileNumber !== undefined) {
    return [async () => hits(await placeSearch().inFile(call, fileNumber), () => ['file'])]
  }
  if (address !== undefined && unitId !== undefined) {
    return [
      async () =>
        hits(await placeSearch().atAddress(call, unitId, address, MOST_CANDIDATES), () => ['address']),
    ]
  }
  if (name === undefined) throw contract.searchTooWide()
  const folded = fold(tidy(name))
  const typed = { name: tidy(name), folded, isNear: nearTo(folded) }
  if (bornOn !== undefined) return byNameAndDay(call, typed, bornOn)
  if (unitId !== undefined) return byNameAndCommune(call, typed, unitId, bornInYear)
  if (bornInYear !== undefined) return byNameAndYear(call, typed, bornInYear)
  throw contract.searchTooWide()
}

interface Typed {
  name: string
  folded: string
  isNear(other: string): boolean
}

async function byId(call: Call, personId: string): Promise<Hit[]> {
  return [{ personNumber: await numberOf(call, personId), because: ['picked'] }]
}

async function byNumber(call: Call, given: string): Promise<Hit[]> {
  const personNumber = await resolveNumber(call, given)
  if (personNumber === undefined) return []
  return [{ personNumber, because: [personNumber === given ? 'number' : 'old-number'] }]
}

async function byPhone(call: Call, given: string): Promise<Hit[]> {
  const phone = phoneDigits(given)
  if (phone === undefined) throw contract.searchTooWide()
  const numbers = await store.selectByPhone(call.sql, phone, MOST_CANDIDATES)
  return numbers.map((personNumber) => ({ personNumber, because: ['phone'] }))
}

function byNameAndDay({ sql }: Call, typed: Typed, bornOn: Day): Step[] {
  const graded = (found: readonly Found[], born: (one: Found) => Because) =>
    hits(found, (one) => {
      const grade = gradeOf(typed, one)
      return grade && [`name-${grade}`, born(one)]
    })
  const onTheDay = ({ bornOn: day, bornPrecision }: Found): Because =>
    day === bornOn && bornPrecision === 'D' ? 'born-day' : 'born-unsure'
  return [
    async () => {
      const near = [typed.folded, ...spellingsNear(typed.folded)]
      const [same, alike] = await Promise.all([
        store.selectByNamesAndBirthday(sql, [typed.folded], bornOn, MOST_CANDIDATES),
        store.selectByNamesOnDay(sql, near, bornOn, MOST_CANDIDATES),
      ])
      return graded([...same, ...alike], onTheDay)
    },
    async () => {
      const near = await namesNear(sql, typed, bornOn)
      const year = Number(bornOn.slice(0, 4))
      const turned = turnedRound(bornOn)
      const [farther, mistaken] = await Promise.all([
        store.selectByNamesAndBirthday(sql, near, bornOn, MOST_CANDIDATES),
        store.selectByNamesAndYear(sql, [typed.folded], year, MOST_CANDIDATES),
      ])
      return [
        ...graded(farther, onTheDay),
        ...graded(mistaken, ({ bornOn: day }) => (day === turned ? 'born-turned' : 'born-other-day')),
      ]
    },
  ]
}

/** Names of people born on the day that are two slips from the typed one, and those one slip from it. */
async function namesNear(sql: Call['sql'], typed: Typed, bornOn: Day): Promise<string[]> {
  const names = await store.selectNamesOfDay(sql, bornOn, MOST_NAMES_OF_A_DAY)
  return [...spellingsNear(typed.folded), ...names.filter(typed.isNear)]
}

function byNameAndYear({ sql }: Call, typed: Typed, year: number): Step[] {
  const find = async (names: readonly string[]) =>
    hits(await store.selectByNamesAndYear(sql, names, year, MOST_CANDIDATES), (one) => {
      const grade = gradeOf(typed, one)
      return grade && [`name-${grade}`, 'born-year']
    })
  return [() => find([typed.folded]), () => find([...spellingsNear(typed.folded)])]
}

function byNameAndCommune(call: Call, typed: Typed, unitId: number, year: number | undefined): Step[] {
  const graded = (found: readonly Found[], born: readonly Because[]) =>
    hits(found, (one) => {
      const grade = gradeOf(typed, one)
      return grade && [`name-${grade}`, ...born, 'home']
    })
  const named = async () => {
    const found = await placeSearch().named(call, unitId, typed.folded, MOST_CANDIDATES)
    const fits = found.filter(({ bornOn }) => year === undefined || bornOn.startsWith(`${year}-`))
    return graded(fits, year === undefined ? [] : ['born-year'])
  }
  if (year === undefined) return [named]
  const near = async () =>
    graded(await placeSearch().bornIn(call, unitId, year, MOST_OF_A_YEAR), ['born-year'])
  return [async () => [...(await named()), ...(await near())]]
}

/** How a found name stands to the typed one; undefined when it is another name. */
function gradeOf(typed: Typed, { name, nameFolded }: Found): NameGrade | undefined {
  const match = compareNames(typed.name, name)
  if (match !== 'different') return match
  if (nameFolded === typed.folded) return 'marks-differ'
  const inOrder = (folded: string) => folded.split(' ').sort().join(' ')
  if (inOrder(nameFolded) === inOrder(typed.folded)) return 'words-turned'
  return typed.isNear(nameFolded) ? 'misspelt' : undefined
}

/** Those for whom there are reasons, each once. */
function hits(found: readonly Found[], because: (one: Found) => Because[] | undefined): Hit[] {
  const seen = new Map<PersonNumber, Hit>()
  for (const one of found) {
    const reasons = because(one)
    if (reasons && !seen.has(one.personNumber)) {
      seen.set(one.personNumber, { personNumber: one.personNumber, because: reasons })
    }
  }
  return [...seen.values()]
}

/** 7 March for 3 July: a date read by the other rule; undefined when it is no date that way. */
function turnedRound(day: Day): Day | undefined {
  const [year, month, date] = day.split('-') as [string, string, string]
  return Number(date) <= 12 && date !== month ? `${year}-${date}-${month}` : undefined
}
