/**
 * Finding who may be in the register already (trùng lặp): people are looked up by birth and by name through the two
 * B-trees, also with day and month swapped, partial dates, a digit off or an old number, then compared field by field.
 * Called on every way into the register: an event that brings a new person, a collection, a bulk load.
 */
import type { Call } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import type { Day, PersonNumber } from '#platform/schemas.ts'
import { fold } from '#platform/vietnamese.ts'
import { ancestorsOf, mapOldAddress, type Units, unitById, units } from '#reference'
import * as store from './duplicates.store.ts'
import { datesNear, swapped } from './duplicates-dates.ts'
import { gradeNames } from './duplicates-names.ts'
import {
  type Comparable,
  type Compared,
  compareRecords,
  type PlaceNow,
  type Relative,
} from './duplicates-score.ts'
import type { Sex } from './number.ts'

/** Someone who may be in the register already. Only name and birth are needed; all else tells strangers apart. */
export interface Candidate {
  name: string
  bornOn: Day
  bornPrecision?: 'D' | 'M' | 'Y'
  sex?: Sex
  mother?: Relative
  father?: Relative
  spouse?: Relative
  birthRegisteredUnitId?: number | null
  homeTownUnitId?: number | null
  /** Old 9-digit, cancelled or present numbers. */
  numbers?: readonly string[]
  phone?: string
  /** His own number when he is in the register himself: he is no duplicate of his own. */
  personNumber?: PersonNumber
}

export interface LikelyDuplicate extends Compared {
  personNumber: PersonNumber
}

type Reading = Pick<Call, 'sql' | 'ports' | 'now'>

/** People of the register who may be this one, the likeliest first; nobody of whom it was decided that he is not. */
export async function likelyDuplicates(call: Reading, candidate: Candidate): Promise<LikelyDuplicate[]> {
  return (await likelyDuplicatesOf(call, [candidate]))[0]!
}

/** Most candidates in one call. */
export const CANDIDATES_AT_ONCE = 1000

/** The same for many at once, in the order of the candidates: what a bulk load calls. */
export async function likelyDuplicatesOf(
  call: Reading,
  candidates: readonly Candidate[],
): Promise<LikelyDuplicate[][]> {
  if (candidates.length > CANDIDATES_AT_ONCE) throw new Error('Too many candidates at once')
  const blocked = await near(call, candidates)
  const numbers = [...new Set(blocked.map(({ personNumber }) => personNumber))]
  const facts = new Map((await store.selectFacts(call.sql, numbers)).map((one) => [one.personNumber, one]))
  const places = placesOf(await units(call), dayOf(call.now))
  const sides = candidates.map((candidate) => comparableOf(candidate, places))
  const rare = await rareNames(call, candidates, blocked)
  const found: LikelyDuplicate[][] = candidates.map(() => [])
  for (const row of blocked) {
    const compared = compareRecords(
      sides[row.i]!,
      recordOf(row, facts.get(row.personNumber), places),
      rare(row),
    )
    if (compared.verdict !== 'unlikely') found[row.i]!.push({ ...compared, personNumber: row.personNumber })
  }
  await leaveOutDecided(call, candidates, found)
  for (const some of found) some.sort((a, b) => b.score - a.score)
  return found
}

/** Everyone whose name and birth come near, each once a candidate. */
async function near(call: Reading, candidates: readonly Candidate[]): Promise<store.Blocked[]> {
  const days: store.DayBlock[] = []
  const names: store.NameBlock[] = []
  const numbers: { i: number; number: string }[] = []
  for (const [i, candidate] of candidates.entries()) {
    const folded = fold(candidate.name)
    const words = folded.split(' ')
    const of = { i, first: words[0]!, last: words.at(-1)!, length: folded.length }
    for (const day of daysOf(candidate)) days.push({ ...of, day })
    for (const range of rangesOf(candidate)) names.push({ i, name: folded, ...range })
    for (const number of candidate.numbers ?? []) numbers.push({ i, number })
  }
  const byNumber = await store.selectByNumbers(call.sql, numbers)
  const byDay = await store.selectByDays(call.sql, days)
  const byName = await store.selectByNames(call.sql, names)
  const seen = new Set(byNumber.map(({ i, personNumber }) => `${i} ${personNumber}`))
  const others = [...byDay, ...byName].filter((row) => {
    const key = `${row.i} ${row.personNumber}`
    if (seen.has(key)) return false
    seen.add(key)
    return gradeNames(candidates[row.i]!.name, row.name) !== 'different'
  })
  return [...byNumber, ...others].filter(
    ({ i, personNumber }) => personNumber !== candidates[i]!.personNumber,
  )
}

/** Whether nobody else goes by one of two names that are a letter apart; asked only of those. */
async function rareNames(
  call: Reading,
  candidates: readonly Candidate[],
  blocked: readonly store.Blocked[],
): Promise<(row: store.Blocked) => boolean> {
  const apart = blocked.filter(({ i, name }) => gradeNames(candidates[i]!.name, name) === 'other-word')
  const names = apart.flatMap(({ i, name }) => [fold(candidates[i]!.name), fold(name)])
  const bearers = new Map(
    (await store.selectBearers(call.sql, [...new Set(names)])).map((one) => [one.name, one.bearers]),
  )
  return ({ i, name }) => {
    const { name: own, personNumber } = candidates[i]!
    const others = (bearers.get(fold(own)) ?? 3) - (personNumber === undefined ? 0 : 1)
    return others <= 0 || (bearers.get(fold(name)) ?? 3) <= 1
  }
}

/** Days on which the person may stand in the register: his own, the swapped one, and the firsts that stand for less. */
function daysOf({ bornOn, bornPrecision = 'D' }: Candidate): Day[] {
  const first = `${bornOn.slice(0, 4)}-01-01`
  if (bornPrecision === 'Y') return [first]
  const month = `${bornOn.slice(0, 7)}-01`
  const whole = bornPrecision === 'D' ? [bornOn, swapped(bornOn)] : []
  return [...new Set([...whole, month, first])].filter((day) => day !== undefined)
}

/** Where only the spelt-out name is looked for: the rest of a year or month, and dates one digit off. */
function rangesOf({ bornOn, bornPrecision = 'D' }: Candidate): { from: Day; until: Day }[] {
  const year = bornOn.slice(0, 4)
  if (bornPrecision === 'Y') return [{ from: `${year}-01-01`, until: `${year}-12-31` }]
  if (bornPrecision === 'M') {
    const month = bornOn.slice(0, 7)
    const next = new Date(Date.UTC(Number(year), Number(bornOn.slice(5, 7)), 0))
    return [{ from: `${month}-01`, until: next.toISOString().slice(0, 10) }]
  }
  return datesNear(bornOn).map((day) => ({ from: day, until: day }))
}

export type Places = (unitId: number | null | undefined) => PlaceNow | undefined

/** A unit of any time as it is today, with its province; each looked up once. */
export function placesOf(all: Units, today: Day): Places {
  const known = new Map<number, PlaceNow>()
  return (unitId) => {
    if (unitId === null || unitId === undefined) return undefined
    const before = known.get(unitId)
    if (before) return before
    const now = unitById(all, unitId, today)
      ? unitId
      : (mapOldAddress(all, unitId, today)[0]?.unitId ?? unitId)
    const unit = unitById(all, now, today)
    const provinceId =
      unit?.level === 'province' ? now : (ancestorsOf(all, now, today).at(-1)?.unitId ?? null)
    const place = { unitId: now, provinceId }
    known.set(unitId, place)
    return place
  }
}

function comparableOf(candidate: Candidate, places: Places): Comparable {
  const { name, bornOn, bornPrecision = 'D', sex, mother, father, spouse, phone, personNumber } = candidate
  const numbers = [...(candidate.numbers ?? []), ...(personNumber ? [personNumber] : [])]
  return {
    name,
    bornOn,
    bornPrecision,
    sex,
    mother,
    father,
    spouse,
    phone,
    numbers,
    birthRegistered: places(candidate.birthRegisteredUnitId),
    homeTown: places(candidate.homeTownUnitId),
  }
}

function recordOf(row: store.Blocked, facts: store.Facts | undefined, places: Places): Comparable {
  const relative = (number: string | null | undefined, name: string | null | undefined) =>
    number ? { number, name: name ?? undefined } : undefined
  return {
    name: row.name,
    bornOn: row.bornOn,
    bornPrecision: row.bornPrecision,
    sex: row.sex,
    mother: relative(facts?.motherNumber, facts?.motherName),
    father: relative(facts?.fatherNumber, facts?.fatherName),
    spouse: relative(facts?.spouseNumber, facts?.spouseName),
    birthRegistered: places(row.birthRegisteredUnitId),
    homeTown: places(row.homeTownUnitId),
    numbers: [row.personNumber, ...(facts?.aliases ?? [])],
    phone: facts?.phone ?? undefined,
  }
}

async function leaveOutDecided(
  call: Reading,
  candidates: readonly Candidate[],
  found: LikelyDuplicate[][],
): Promise<void> {
  const numbers = candidates.flatMap(({ personNumber }, i) =>
    personNumber !== undefined && found[i]!.length > 0 ? personNumber : [],
  )
  if (numbers.length === 0) return
  const decided = new Set(
    (await store.selectNotSame(call.sql, numbers)).flatMap(({ firstNumber: a, secondNumber: b }) => [
      `${a} ${b}`,
      `${b} ${a}`,
    ]),
  )
  for (const [i, { personNumber }] of candidates.entries()) {
    if (personNumber === undefined) continue
    found[i] = found[i]!.filter((one) => !decided.has(`${personNumber} ${one.personNumber}`))
  }
}
