/**
 * Duplicate detection on labelled second records: recall by kind of error, precision, and namesakes of one birthday.
 * `PERSONS=100000 node bench/duplicates.ts`
 */

import {
  CANDIDATES_AT_ONCE,
  type Candidate,
  likelyDuplicatesOf,
  placesOf,
} from '../server/modules/population/duplicates.ts'
import {
  corrupted,
  type ErrorKind,
  errorKinds,
  knownPeople,
  randomOf,
  stranger,
} from '../server/modules/population/duplicates-for-tests.ts'
import { units } from '../server/modules/reference/index.ts'
import { dayOf } from '../server/platform/day.ts'
import { type Nation, openNation } from './nation.ts'
import { table } from './ratio.ts'

const STRANGERS = 50_000

interface Labelled {
  candidate: Candidate
  kind: ErrorKind
  person: string
}

export async function benchDuplicates({ app, database }: Nation, persons: number): Promise<string> {
  const call = { sql: app.server.db, ports: app.server.ports, now: new Date() }
  const people = await knownPeople(database.owner, persons)
  const random = randomOf(6)
  const labelled = people.flatMap((person, i): Labelled[] => {
    for (let tries = 0; tries < errorKinds.length; tries++) {
      const kind = errorKinds[(i + tries) % errorKinds.length]!
      const candidate = corrupted(person, kind, random)
      if (candidate) return [{ candidate, kind, person: person.personNumber }]
    }
    return []
  })
  const started = performance.now()
  const found = await inBatches(
    labelled.map(({ candidate }) => candidate),
    call,
  )
  const seconds = (performance.now() - started) / 1000
  const byKind = new Map(errorKinds.map((kind) => [kind, { of: 0, found: 0 }]))
  let right = 0
  let wrong = 0
  for (const [i, { kind, person }] of labelled.entries()) {
    const count = byKind.get(kind)!
    const hit = found[i]!.some(({ personNumber }) => personNumber === person)
    count.of += 1
    if (hit) count.found += 1
    if (hit) right += 1
    wrong += found[i]!.filter(({ personNumber }) => personNumber !== person).length
  }
  const places = placesOf(await units(call), dayOf(call.now))
  const strangers = Array.from({ length: STRANGERS }, () =>
    stranger(people[Math.floor(random() * people.length)]!, people, places, random),
  )
  const strange = await inBatches(strangers, call)
  const flagged = strange.filter((some) => some.length > 0).length
  const row = (what: string, records: number, found: number) => ({
    what,
    records,
    found,
    share: records === 0 ? '–' : (found / records).toFixed(4),
  })
  return table('Duplicates', [
    ...[...byKind].map(([kind, count]) => row(`found, error: ${kind}`, count.of, count.found)),
    row('recall, all errors', labelled.length, right),
    row('precision of what was found', right + wrong, right),
    row('strangers of one name and birthday flagged', STRANGERS, flagged),
    { what: 'candidates a second', records: Math.round(labelled.length / seconds), found: '', share: '' },
  ])
}

async function inBatches(candidates: readonly Candidate[], call: Parameters<typeof likelyDuplicatesOf>[0]) {
  const found: Awaited<ReturnType<typeof likelyDuplicatesOf>> = []
  for (let i = 0; i < candidates.length; i += CANDIDATES_AT_ONCE) {
    found.push(...(await likelyDuplicatesOf(call, candidates.slice(i, i + CANDIDATES_AT_ONCE))))
  }
  return found
}

if (import.meta.main) {
  const persons = Number(process.env['PERSONS'] ?? 100_000)
  console.log(`${dayOf(new Date())} · ${persons} identities`)
  const nation = await openNation(persons)
  console.log(await benchDuplicates(nation, persons))
  await nation.close()
  process.exit(0)
}
