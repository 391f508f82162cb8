/**
 * Two records of one person are merged, life goes on, and they are parted again: both are as if they had never been
 * merged and each act since had been recorded of the record it belongs to, or it is refused with a reason and nothing
 * has changed. More runs: `npm run test:events`.
 */
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { Call } from '#platform/call.ts'
import { addDays, dayOf } from '#platform/day.ts'
import type { Sql } from '#platform/db.ts'
import { isProblem, type Problem } from '#platform/problem.ts'
import type { PersonNumber, Uuid } from '#platform/schemas.ts'
import { registerPermanentResidence, registerTemporaryResidence, removePermanentResidence } from '#residence'
import { type Platform, platform } from '#testing'
import { communes, dwelling, household } from '#testing/homes.ts'
import { type Born, born, grounds } from '#testing/people.ts'
import * as civil from './civil-status.ts'
import * as family from './family.ts'
import type { LifeEvent } from './life-event.ts'
import { isMovable, merge, unmerge } from './merging.ts'
import { rebuild } from './rebuild.ts'
import { personHash } from './register-hash.ts'

const RUNS = Number(process.env['PARTING_RUNS'] ?? 2)

let p: Platform
let here: number
beforeAll(async () => {
  p = await platform()
  here = (await communes(p))[0]!
})

const acts = [
  'rename',
  'religion',
  'correct',
  'marry',
  'divorce',
  'die',
  'recognise',
  'deny',
  'guard',
  'end-guard',
  'represent',
  'move',
  'leave',
  'stay',
] as const
interface Step {
  act: (typeof acts)[number]
  year: number
  /** Whether it goes with the record that comes back, where it can. */
  goes: boolean
}
const step = fc.record<Step>({
  act: fc.constantFrom(...acts),
  year: fc.integer({ min: 2017, max: 2025 }),
  goes: fc.boolean(),
})
const lives = fc.record({
  married: fc.boolean(),
  father: fc.boolean(),
  guardian: fc.boolean(),
  goneHome: fc.boolean(),
  keptHome: fc.boolean(),
})
type Lives = typeof lives extends fc.Arbitrary<infer T> ? T : never

interface Cast {
  kept: Born
  gone: Born
  wife: Born
  bride: Born
  child: Born
  ward: Born
  host: Born
  hostHome: Uuid
  hostHousehold: Uuid
}

test('whatever was recorded since a merge, parting is exact or refused with a reason and without a trace', async () => {
  let parted = 0
  await fc.assert(
    fc.asyncProperty(lives, fc.array(step, { minLength: 0, maxLength: 6 }), async (had, steps) => {
      const cast = await castOf(had)
      const since = await lawfulOf(cast, steps)
      const expected = await neverMerged(cast, since)
      const { moved, event } = await p.act((call) => merge(call, pairOf(cast), grounds))
      const moves: Uuid[] = []
      for (const { one, goes } of since) {
        const { id } = await p.act((call) => doing(call, cast, cast.kept.number, one))
        if (goes) moves.push(id)
      }
      const before = await hashesOf(cast)
      const undone = { ...pairOf(cast), eventId: event.id, moved, moves }
      const refused = await p.act((call) => unmerge(call, undone, grounds)).then(() => undefined, problemOf)
      if (refused) {
        expect(refused.words.vi).not.toBe('')
        expect(since.length).toBeGreaterThan(0)
        expect(await hashesOf(cast)).toEqual(before)
      } else {
        parted += 1
        expect(await standing(p.owner, cast)).toEqual(expected)
      }
    }),
    { numRuns: RUNS },
  )
  expect(parted).toBeGreaterThan(0)
  const rebuilt = await rebuild(p.owner)
  expect(rebuilt.replayed.parts).toEqual(rebuilt.kept.parts)
})

const pairOf = ({ kept, gone }: Cast) => ({
  kept: kept.number,
  gone: gone.number,
  takes: { fields: ['name'] },
})

/** One man registered twice; the record that gives way may have a wife, a child, a ward and a home. */
async function castOf(had: Lives): Promise<Cast> {
  const man = { sex: 'male' as const, bornOn: '1988-07-09' }
  const kept = await born(p, { ...man, name: 'Pham Quoc Khanh' })
  const gone = await born(p, { ...man, name: 'Phạm Quốc Khánh' })
  const wife = await born(p, { name: 'Đỗ Thị Mận', bornOn: '1990-01-01' })
  const bride = await born(p, { name: 'Lê Thị Đào', bornOn: '1991-01-01' })
  if (had.married) {
    const couple = { one: gone.number, other: wife.number, on: '2014-02-02' }
    await p.act((call) => civil.registerMarriage(call, couple, grounds))
  }
  const fatherNumber = had.father ? { fatherNumber: gone.number } : {}
  const child = await born(p, { name: 'Phạm Gia Bảo', sex: 'male', bornOn: '2016-06-06', ...fatherNumber })
  const ward = await born(p, { name: 'Vũ Thị Sen', bornOn: '2012-06-06' })
  const host = await born(p, { name: 'Hoàng Thị Cam', bornOn: '1960-06-06' })
  const hostHome = await dwelling(p, here, host.number)
  const hostHousehold = await household(p, hostHome, [host])
  for (const [one, at] of [
    [gone, had.goneHome],
    [kept, had.keptHome],
  ] as const) {
    if (at) await household(p, await dwelling(p, here, one.number), [one])
  }
  const cast = { kept, gone, wife, bride, child, ward, host, hostHome, hostHousehold }
  if (had.guardian) {
    const act: Step = { act: 'guard', year: 2016, goes: false }
    await p.act((call) => doing(call, cast, gone.number, act))
  }
  return cast
}

class TakenBack extends Error {}

/** Does the work in a transaction that is taken back. */
async function tried<T>(work: (call: Call) => Promise<T>): Promise<T> {
  let answer: T | undefined
  await p
    .act(async (call) => {
      answer = await work(call)
      throw new TakenBack()
    })
    .catch((error) => {
      if (!(error instanceof TakenBack)) throw error
    })
  return answer as T
}

type Transaction = Sql & { savepoint<T>(work: (sql: Sql) => Promise<T>): Promise<T> }

/** What the register records, or nothing when it refuses. */
async function allowed(call: Call, work: (call: Call) => Promise<Recorded>): Promise<Recorded | undefined> {
  return await (call.sql as Transaction)
    .savepoint((sql) => work({ ...call, sql }))
    .catch((error) => void problemOf(error))
}

interface Since {
  one: Step
  goes: boolean
}

/** The steps that the register takes of the merged person. */
async function lawfulOf(cast: Cast, steps: readonly Step[]): Promise<Since[]> {
  return await tried(async (call) => {
    await merge(call, pairOf(cast), grounds)
    const lawful: Since[] = []
    for (const one of steps) {
      const done = await allowed(call, (trial) => doing(trial, cast, cast.kept.number, one))
      if (done) lawful.push({ one, goes: one.goes && 'kind' in done && isMovable(done) })
    }
    return lawful
  })
}

/** What would stand had there never been a merge; undefined when one of the acts could not have been recorded. */
async function neverMerged(cast: Cast, since: readonly Since[]): Promise<unknown> {
  return await tried(async (call) => {
    for (const { one, goes } of since) {
      const of = goes ? cast.gone.number : cast.kept.number
      if (!(await allowed(call, (trial) => doing(trial, cast, of, one)))) return undefined
    }
    return await standing(call.sql, cast)
  })
}

function problemOf(error: unknown): Problem {
  if (isProblem(error)) return error
  throw error
}

type Recorded = LifeEvent | { id: Uuid }

async function doing(call: Call, cast: Cast, number: PersonNumber, { act, year }: Step): Promise<Recorded> {
  const on = `${year}-07-01`
  const about = { personNumber: number, on }
  const parent = { personNumber: cast.child.number, parentNumber: number, as: 'father' as const, on }
  const today = dayOf(call.now)
  switch (act) {
    case 'rename':
      return await civil.changeDetails(call, { ...about, details: { name: `Trần Văn ${year}` } }, grounds)
    case 'religion':
      return await civil.changeDetails(call, { ...about, details: { religion: '02' } }, grounds)
    case 'correct':
      return await civil.correctDetails(
        call,
        { personNumber: number, details: { ethnicGroup: year % 2 ? '02' : '03' } },
        grounds,
      )
    case 'marry':
      return await civil.registerMarriage(call, { one: number, other: cast.bride.number, on }, grounds)
    case 'divorce': {
      const other = year % 2 ? cast.wife.number : cast.bride.number
      return await civil.registerDivorce(call, { one: number, other, on }, grounds)
    }
    case 'die':
      return await civil.registerDeath(call, { personNumber: number, diedOn: on }, grounds)
    case 'recognise':
      return await family.recogniseParent(call, parent, grounds)
    case 'deny':
      return await family.denyParent(call, parent, grounds)
    case 'guard':
    case 'end-guard': {
      const guarding = { personNumber: cast.ward.number, guardianNumber: number, on }
      return act === 'guard'
        ? await family.appointGuardian(call, { ...guarding, ground: 'minor-without-parents' }, grounds)
        : await family.endGuardianship(call, { ...guarding, reason: 'Hết cần' }, grounds)
    }
    case 'represent': {
      const representing = { personNumber: cast.host.number, representativeNumber: number, on }
      return await family.nameRepresentative(call, { ...representing, scope: 'Giao dịch' }, grounds)
    }
    case 'leave':
      return { id: await removePermanentResidence(call, { ...about, ground: 'c' }) }
    case 'move':
    case 'stay': {
      const people = [{ personNumber: number, relationToHead: 'other' }]
      const place = { people, dwellingId: cast.hostHome, householdId: cast.hostHousehold }
      const { eventIds } =
        act === 'move'
          ? await registerPermanentResidence(call, { ...place, on })
          : await registerTemporaryResidence(call, {
              ...place,
              from: addDays(today, -10),
              until: addDays(today, 300),
            })
      return { id: eventIds[0]! }
    }
  }
}

const numbersOf = ({ kept, gone, wife, bride, child, ward, host }: Cast) =>
  [kept, gone, wife, bride, child, ward, host].map(({ number }) => number)

async function hashesOf(cast: Cast): Promise<string[]> {
  const hashes = numbersOf(cast).map(async (number) => (await personHash(p.owner, number)).hash)
  return await Promise.all(hashes)
}

/** All that stands about these people, by table, without the stamps of its recording. */
async function standing(sql: Sql, cast: Cast): Promise<unknown> {
  const numbers = numbersOf(cast)
  const said: Record<string, unknown> = {}
  for (const [table, where] of Object.entries(tables)) {
    const rows = await sql.unsafe<{ row: Record<string, unknown> }[]>(
      `select to_jsonb(t) - '{id,version,recorded_at,event_id}'::text[] as row
       from ${table} t where person_number = any($1) ${where} order by 1`,
      [numbers],
    )
    said[table] = rows.map(({ row }) => row)
  }
  return said
}

const now = 'and superseded_at is null'
const tables = {
  'population.people': '',
  'population.person_ids': '',
  'population.number_aliases': '',
  'population.person_versions': now,
  'population.relations': now,
  'residence.current_residences': 'and (permanent_unit_id is not null or temporary_unit_id is not null)',
  'residence.residences': now,
  'residence.memberships': now,
  'residence.dwelling_owners': now,
}
