/**
 * Random acts about a few people, some at the same moment: whatever is recorded, no forbidden state is reached, a
 * replay gives the same registers, and what was corrected and corrected back is as it was. More runs:
 * `npm run test:events`.
 */
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { Call } from '#platform/call.ts'
import { isProblem } from '#platform/problem.ts'
import { type Platform, platform } from '#testing'
import { type Born, born, grounds } from '#testing/people.ts'
import { annulEvent } from './annulments.ts'
import * as civil from './civil-status.ts'
import { correctDay, dayIsCorrectable } from './day-corrections.ts'
import * as family from './family.ts'
import { eventsInForce } from './life-event.ts'
import { selectLifeEvents } from './life-events.store.ts'
import { replaceNumber } from './number-replacement.ts'
import { numberOf } from './people.ts'
import { rebuild } from './rebuild.ts'
import * as standing from './standing.ts'

const RUNS = Number(process.env['EVENT_RUNS'] ?? 4)

let p: Platform
beforeAll(async () => {
  p = await platform()
})

const year = fc.integer({ min: 2003, max: 2025 })
const who = fc.integer({ min: 0, max: 8 })
const acts = [
  'marry',
  'divorce',
  'annul-marriage',
  'die',
  'declare-missing',
  'declare-dead',
  'come-back',
  'adopt',
  'end-adoption',
  'recognise',
  'deny',
  'guard',
  'end-guard',
  'represent',
  'rename',
  'emigrate',
  'come-home',
  'lose-nationality',
  'regain',
  'renumber',
  'annul-last',
] as const
const step = fc.record({ act: fc.constantFrom(...acts), one: who, other: who, year })
type Step = { act: (typeof acts)[number]; one: number; other: number; year: number }

test('whatever is declared, in whatever order and at once, nothing forbidden stands and a replay gives the same', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { minLength: 4, maxLength: 10 }),
      async (moments) => {
        const people = await cast()
        for (const moment of moments) await Promise.all(moment.map((one) => tried(people, one)))
        const numbers = await Promise.all(
          people.map(({ personId }) => p.act((call) => numberOf(call, personId))),
        )
        expect(await forbidden(numbers)).toEqual([])
      },
    ),
    { numRuns: RUNS },
  )
  const rebuilt = await rebuild(p.owner)
  expect(rebuilt.replayed.parts).toEqual(rebuilt.kept.parts)
})

test('a day corrected and corrected back leaves what the register says as it was', async () => {
  let compared = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 14 }), year, async (steps, other) => {
      const people = await cast()
      for (const one of steps) await tried(people, one)
      for (const { personId } of people) {
        const personNumber = await p.act((call) => numberOf(call, personId))
        const event = eventsInForce(await selectLifeEvents(p.sql, [personNumber])).findLast(dayIsCorrectable)
        if (!event || event.kind === 'parent-denial') continue
        const before = await said(people)
        const correct = (eventId: string, on: string) =>
          p.act((call) => correctDay(call, { personNumber, eventId, on, reason: 'Ghi nhầm ngày' }, grounds))
        const corrected = await correct(event.id, `${other}-08-08`).catch(problemOnly)
        if (!corrected) {
          expect(await said(people)).toEqual(before)
          continue
        }
        await correct(corrected.id, event.effectiveOn)
        expect(await said(people)).toEqual(before)
        compared += 1
      }
    }),
    { numRuns: RUNS },
  )
  expect(compared).toBeGreaterThan(0)
})

/** Three couples’ worth of adults and three children, nobody related yet. */
async function cast(): Promise<Born[]> {
  const sex = (male: boolean) => (male ? ('male' as const) : ('female' as const))
  const adults = [0, 1, 2, 3, 4, 5].map((i) =>
    born(p, { sex: sex(i % 2 === 0), bornOn: `${1970 + i}-01-01`, name: `Nguyễn Văn ${'ABCDEG'[i]}` }),
  )
  const children = [0, 1, 2].map((i) =>
    born(p, { bornOn: `${2012 + i}-06-01`, name: `Nguyễn Thị ${'HKL'[i]}` }),
  )
  return await Promise.all([...adults, ...children])
}

async function tried(people: readonly Born[], one: Step): Promise<void> {
  await p.act((call) => doing(call, people, one)).catch(problemOnly)
}

/** A refusal is an answer; two calls that wait for one another are told apart by the database. */
function problemOnly(error: unknown): undefined {
  if (isProblem(error) || (error as { code?: string }).code === '40P01') return undefined
  throw error
}

async function doing(
  call: Call,
  people: readonly Born[],
  { act, one, other, year: in_ }: Step,
): Promise<unknown> {
  const number = await numberOf(call, people[one]!.personId)
  const with_ = await numberOf(call, people[other]!.personId)
  const on = `${in_}-07-01`
  const about = { personNumber: number, on }
  const couple = { one: number, other: with_, on }
  switch (act) {
    case 'marry':
      return await civil.registerMarriage(call, couple, grounds)
    case 'divorce':
      return await civil.registerDivorce(call, couple, grounds)
    case 'annul-marriage':
      return await family.annulMarriage(call, couple, grounds)
    case 'die':
      return await civil.registerDeath(call, { personNumber: number, diedOn: on }, grounds)
    case 'declare-missing':
      return await standing.declareMissing(call, { ...about, lastHeardOn: '2000-01-01' }, grounds)
    case 'declare-dead': {
      const court = { ground: 'd' as const, decidedOn: '2026-01-01', lastHeardOn: '2000-01-01' }
      return await standing.declareDead(call, { ...about, ...court }, grounds)
    }
    case 'come-back':
      return await standing.recordComingBack(call, about, grounds)
    case 'adopt':
      return await family.adopt(call, { ...about, parentNumbers: [with_] }, grounds)
    case 'end-adoption':
      return await family.endAdoption(call, about, grounds)
    case 'recognise':
      return await family.recogniseParent(
        call,
        { ...about, parentNumber: with_, as: other % 2 === 0 ? 'father' : 'mother' },
        grounds,
      )
    case 'deny':
      return await family.denyParent(
        call,
        { ...about, parentNumber: with_, as: other % 2 === 0 ? 'father' : 'mother' },
        grounds,
      )
    case 'guard': {
      const ground = one > 5 ? ('minor-without-parents' as const) : ('incapacity' as const)
      return await family.appointGuardian(call, { ...about, guardianNumber: with_, ground }, grounds)
    }
    case 'end-guard':
      return await family.endGuardianship(
        call,
        { ...about, guardianNumber: with_, reason: 'Hết cần' },
        grounds,
      )
    case 'represent':
      return await family.nameRepresentative(
        call,
        { ...about, representativeNumber: with_, scope: 'Giao dịch' },
        grounds,
      )
    case 'rename':
      return await civil.changeDetails(call, { ...about, details: { name: `Trần Thị ${in_}` } }, grounds)
    case 'emigrate':
      return await standing.recordEmigration(call, { ...about, country: 'DEU' }, grounds)
    case 'come-home':
      return await standing.recordHomecoming(call, about, grounds)
    case 'lose-nationality':
      return await standing.loseNationality(call, { ...about, way: 'released' }, grounds)
    case 'regain':
      return await standing.gainNationality(call, { ...about, country: 'VNM', way: 'recovered' }, grounds)
    case 'renumber':
      return await replaceNumber(call, { ...about, ground: 'collected-wrongly' }, grounds)
    case 'annul-last': {
      const events = eventsInForce(await selectLifeEvents(call.sql, [number]))
      const last = events.at(-1)!
      return await annulEvent(call, { personNumber: number, eventId: last.id, reason: 'Ghi nhầm' }, grounds)
    }
  }
}

/** What must never stand, looked for by SQL that knows nothing of the rules. */
async function forbidden(numbers: readonly string[]): Promise<string[]> {
  const rows = await p.owner<{ what: string }[]>`
    with held as (select * from population.relations where superseded_at is null and person_number = any(${numbers as string[]}))
    select 'two at a time: ' || a.kind as what from held a
      join held b on b.person_number = a.person_number and b.kind = a.kind and b.id > a.id
      where a.kind in ('spouse', 'father', 'mother', 'guardian')
        and daterange(a.valid_from, a.valid_until) && daterange(b.valid_from, b.valid_until)
    union all
    select 'one side only: ' || a.kind from held a
      where not exists (
        select 1 from population.relations b
        where b.person_number = a.other_number and b.other_number = a.person_number and b.superseded_at is null
          and b.valid_from = a.valid_from and b.valid_until is not distinct from a.valid_until)
    union all
    select 'a parent as old as the child' from held a
      join population.people c on c.person_number = a.person_number
      join population.people f on f.person_number = a.other_number
      where a.kind in ('father', 'mother', 'adoptive-parent') and f.born_on >= c.born_on
    union all
    select 'married and alone, or single and not: ' || m.person_number from population.people m
      where m.person_number = any(${numbers as string[]}) and m.status not in ('dead', 'declared-dead')
        and (m.marital_status = 'married') <> exists (
          select 1 from held h where h.person_number = m.person_number and h.kind = 'spouse' and h.valid_until is null)
    union all
    select 'the dead stand for others: ' || h.kind from held h
      join population.people d on d.person_number = h.other_number and d.died_on is not null
      where h.kind in ('guardian', 'representative', 'spouse') and h.valid_until is null
    union all
    select 'two numbers in force' from population.person_ids i
      join population.people m on m.person_id = i.person_id and m.person_number <> i.person_number
      where i.person_number = any(${numbers as string[]})`
  return rows.map(({ what }) => what)
}

/** What the register says of these people now, without when it was recorded. */
async function said(people: readonly Born[]): Promise<unknown> {
  const ids = people.map(({ personId }) => personId)
  const states = await p.owner`
    select person_number, status, name, marital_status, died_on, nationalities, valid_from
    from population.people where person_id = any(${ids}::uuid[]) order by person_number`
  const numbers = states.map(({ personNumber }) => personNumber as string)
  const relations = await p.owner`
    select person_number, kind, other_number, valid_from, valid_until from population.relations
    where person_number = any(${numbers}) and superseded_at is null
    order by person_number, kind, other_number, valid_from`
  return { states, relations }
}
