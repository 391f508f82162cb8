/**
 * Pairs that may be one person: kept whenever an event brings someone new into the register or changes his name or
 * birth, whatever way it came, and by a sweep after a load. What was decided of a pair is remembered.
 */
import type { Call } from '#platform/call.ts'
import { uuidv7 } from '#platform/ids.ts'
import { enqueue } from '#platform/jobs.ts'
import type { PersonNumber } from '#platform/schemas.ts'
import * as store from './duplicate-pairs.store.ts'
import { selectFacts } from './duplicates.store.ts'
import { type Candidate, type LikelyDuplicate, likelyDuplicatesOf } from './duplicates.ts'
import type { LifeEvent } from './life-event.ts'
import { registerAfterDeclaring } from './life-events.ts'
import { selectPeople } from './people.store.ts'
import { responsibleUnits } from './quality-homes.ts'
import { selectNumbersAfter } from './quality-sweeps.store.ts'

/** Most pairs kept of one person: more namesakes of one birthday, commune and home town than this are a load gone wrong. */
const PAIRS_EACH = 10

/** Kinds after which a person may look like another. */
const changing: ReadonlySet<string> = new Set(['birth', 'details-change', 'details-correction', 'annulment'])

registerAfterDeclaring(async (call, _numbers, event: LifeEvent) => {
  if (changing.has(event.kind)) await detectDuplicates(call, [event.personNumber], event.kind)
})

/** Looks for duplicates of people of the register and keeps the pairs. Answers how many were found. */
export async function detectDuplicates(
  call: Call,
  numbers: readonly PersonNumber[],
  foundBy: string,
): Promise<number> {
  const candidates = await candidatesOf(call, numbers)
  const found = await likelyDuplicatesOf(call, candidates)
  const others = found.flatMap((some) => some.map(({ personNumber }) => personNumber))
  const units = others.length > 0 ? await responsibleUnits(call, [...numbers, ...others]) : new Map()
  const pairs = candidates.flatMap(({ personNumber }, i) =>
    found[i]!.slice(0, PAIRS_EACH).map((one) => pairOf(personNumber!, one, units, foundBy)),
  )
  await store.upsertPairs(call.sql, numbers, once(pairs), call.now)
  if (foundBy !== SWEEP_DUPLICATES) {
    const still = candidates.flatMap(({ personNumber }, i) =>
      found[i]!.map((one) => ordered(personNumber!, one.personNumber)),
    )
    await store.closeGone(call.sql, numbers, still, call.now)
  }
  return pairs.length
}

async function candidatesOf(call: Call, numbers: readonly PersonNumber[]): Promise<Candidate[]> {
  const people = await selectPeople(call.sql, numbers)
  const facts = new Map((await selectFacts(call.sql, numbers)).map((one) => [one.personNumber, one]))
  return people.map((person) => {
    const known = facts.get(person.personNumber)
    const relative = (number: string | null | undefined, name: string | null | undefined) =>
      number ? { number, ...(name ? { name } : {}) } : undefined
    const mother = relative(known?.motherNumber, known?.motherName)
    const father = relative(known?.fatherNumber, known?.fatherName)
    const spouse = relative(known?.spouseNumber, known?.spouseName)
    return {
      name: person.name,
      bornOn: person.bornOn,
      bornPrecision: person.bornPrecision,
      sex: person.sex,
      birthRegisteredUnitId: person.birthRegisteredUnitId,
      homeTownUnitId: person.homeTownUnitId,
      numbers: known?.aliases ?? [],
      personNumber: person.personNumber,
      ...(mother ? { mother } : {}),
      ...(father ? { father } : {}),
      ...(spouse ? { spouse } : {}),
      ...(known?.phone ? { phone: known.phone } : {}),
    }
  })
}

function pairOf(
  number: PersonNumber,
  { personNumber: other, verdict, score, fields }: LikelyDuplicate,
  units: ReadonlyMap<PersonNumber, number>,
  foundBy: string,
): store.NewPair {
  const { firstNumber, secondNumber } = ordered(number, other)
  return {
    pairId: uuidv7(),
    firstNumber,
    secondNumber,
    firstUnitId: units.get(firstNumber) ?? null,
    secondUnitId: units.get(secondNumber) ?? null,
    verdict,
    score,
    fields,
    foundBy,
  }
}

/** A pair has the smaller number first. */
function ordered(one: PersonNumber, other: PersonNumber) {
  return one < other ? { firstNumber: one, secondNumber: other } : { firstNumber: other, secondNumber: one }
}

/** Two candidates of one batch find each other: the pair is kept once. */
function once(pairs: readonly store.NewPair[]): store.NewPair[] {
  return [...new Map(pairs.map((pair) => [`${pair.firstNumber} ${pair.secondNumber}`, pair])).values()]
}

export const SWEEP_DUPLICATES = 'population.sweep-duplicates'
const PEOPLE_AT_ONCE = 500

/**
 * Goes through everybody by number and keeps the pairs: after a load, on demand. Each step is one transaction that
 * leaves the next one as a job, so a crash repeats at most a step, and a step may be repeated.
 */
export async function sweepDuplicates(call: Call, { after = '' }: { after?: string }): Promise<void> {
  const numbers = await selectNumbersAfter(call.sql, after, PEOPLE_AT_ONCE)
  if (numbers.length === 0) return
  await detectDuplicates(call, numbers, SWEEP_DUPLICATES)
  await enqueue(call, SWEEP_DUPLICATES, { after: numbers.at(-1)! }, { key: SWEEP_DUPLICATES })
}
