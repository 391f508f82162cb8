import { beforeAll, expect, test } from 'vitest'
import { addDays } from '#platform/day.ts'
import { rebuild } from '#population'
import { type Platform, platform } from '#testing'
import { communes, dwelling, household } from '#testing/homes.ts'
import { type Born, born } from '#testing/people.ts'
import { joinHousehold, leaveHousehold, mergeHouseholds } from './household-acts.ts'
import { changeHead, headOf, knownHousehold, membersOf, splitHousehold } from './households.ts'
import { registerPermanentResidence, removePermanentResidence } from './permanent-residence.ts'

const NOW = '2026-11-21T02:00:00Z'
const ON = '2026-11-21'
/** The whole thousand: `npm run test:households`. */
const OPERATIONS = Number(process.env.HOUSEHOLD_OPERATIONS ?? 120)
let p: Platform
let here: number
let there: number
beforeAll(async () => {
  p = await platform()
  p.at(NOW)
  ;[here, there] = (await communes(p)) as [number, number]
})
const refused = (code: string) => ({ type: `/problems/residence/${code}` })

/** Some people in one household, the first its head, and a second household at the same dwelling. */
async function house(
  first: number,
  second = 0,
): Promise<{ home: string; one: string; other: string; people: Born[] }> {
  const people: Born[] = []
  for (let i = 0; i < first + second; i++) people.push(await born(p))
  const home = await dwelling(p, here)
  const one = await household(p, home, people.slice(0, first))
  const other = second > 0 ? await household(p, home, people.slice(first)) : ''
  return { home, one, other, people }
}
const movers = (people: readonly Born[]) =>
  people.map(({ number }) => ({ personNumber: number, relationToHead: 'other' }))
const members = (householdId: string) => p.act((call) => membersOf(call, householdId))

test('someone of the same dwelling joins another household, and leaves the one before', async () => {
  const { one, other, people } = await house(2, 2)
  const joining = people.slice(3)
  await p.act((call) =>
    joinHousehold(call, { householdId: one, kind: 'permanent', people: movers(joining), on: ON }),
  )
  expect(await members(one)).toHaveLength(3)
  expect(await members(other)).toHaveLength(1)
})

test('two households become one; the other is dissolved', async () => {
  const { one, other, people } = await house(2, 3)
  const all = movers(people.slice(2))
  const merge = (moving: typeof all) =>
    p.act((call) =>
      mergeHouseholds(call, { from: other, into: one, kind: 'permanent', people: moving, on: ON }),
    )
  await expect(merge(all.slice(1))).rejects.toMatchObject(refused('not-a-member'))
  await merge(all)
  expect(await members(one)).toHaveLength(5)
  expect((await p.act((call) => knownHousehold(call, other))).dissolvedOn).toBe(ON)
})

test('nobody joins from another dwelling, as a second head, or twice', async () => {
  const { one, people } = await house(2)
  const elsewhere = await house(1)
  const join = (person: Born, relationToHead = 'other') =>
    p.act((call) =>
      joinHousehold(call, {
        householdId: one,
        kind: 'permanent',
        people: [{ personNumber: person.number, relationToHead }],
        on: ON,
      }),
    )
  await expect(join(elsewhere.people[0]!)).rejects.toMatchObject(refused('another-dwelling'))
  await expect(join(elsewhere.people[0]!, 'head')).rejects.toMatchObject(refused('head-there-already'))
  await expect(join(people[1]!)).rejects.toMatchObject(refused('already-registered-here'))
})

test('a member leaves and stays at the dwelling; the head only when nobody is left behind', async () => {
  const { one, people } = await house(2)
  const leave = (person: Born) =>
    p.act((call) => leaveHousehold(call, { householdId: one, people: [person.number], on: ON }))
  await expect(leave(people[0]!)).rejects.toMatchObject(refused('head-leaves'))
  await leave(people[1]!)
  await leave(people[0]!)
  expect(await members(one)).toEqual([])
})

test('households under concurrent acts: one household each, at most one head, exact counts, no deadlock', async () => {
  const homes = await Promise.all([house(3, 2), house(3, 2), house(2, 2), house(4)])
  const away = await dwelling(p, there)
  let seed = 7
  const pick = <T>(list: readonly T[]): T => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return list[seed % list.length]!
  }
  // Each act on a day of its own: what comes later takes effect later.
  let acted = 0
  const on = () => addDays('2020-01-01', acted++)
  const everyone = homes.flatMap(({ people }) => people)
  const households = homes.flatMap(({ one, other }) => [one, other].filter((id) => id !== ''))
  const other = (number: string) => ({ personNumber: number, relationToHead: 'other' })
  const acts: ((person: Born, second: Born) => Promise<unknown>)[] = [
    (person) =>
      p.act((call) =>
        joinHousehold(call, {
          householdId: pick(households),
          kind: 'permanent',
          people: [other(person.number)],
          on: on(),
        }),
      ),
    (person) =>
      p.act((call) =>
        leaveHousehold(call, { householdId: pick(households), people: [person.number], on: on() }),
      ),
    async (person, second) => {
      const { householdId } = await p.act((call) =>
        splitHousehold(call, {
          householdId: pick(households),
          people: [{ personNumber: person.number, relationToHead: 'head' }, other(second.number)],
          on: on(),
        }),
      )
      households.push(householdId)
    },
    async (person) => {
      const householdId = pick(households)
      const head = await p.act((call) => headOf(call, householdId))
      await p.act((call) =>
        changeHead(call, { householdId, head: person.number, others: head ? [other(head)] : [], on: on() }),
      )
    },
    async () => {
      const from = pick(households)
      const people = await members(from)
      await p.act((call) =>
        mergeHouseholds(call, {
          from,
          into: pick(households),
          kind: 'permanent',
          people: people.map(({ personNumber }) => other(personNumber)),
          on: on(),
        }),
      )
    },
    async (person, second) => {
      const { householdId } = await p.act((call) =>
        registerPermanentResidence(call, {
          people: [{ personNumber: person.number, relationToHead: 'head' }, other(second.number)],
          dwellingId: pick([away, ...homes.map(({ home }) => home)]),
          on: on(),
        }),
      )
      households.push(householdId)
    },
    (person) =>
      p.act((call) => removePermanentResidence(call, { personNumber: person.number, on: on(), ground: 'b' })),
  ]
  let done = 0
  const wrong: unknown[] = []
  const work = async (count: number) => {
    for (let i = 0; i < count; i++) {
      await pick(acts)(pick(everyone), pick(everyone)).then(
        () => {
          done += 1
        },
        (error) => {
          if (!String(error?.type).startsWith('/problems/')) wrong.push(error)
        },
      )
    }
  }
  await Promise.all(Array.from({ length: 8 }, () => work(Math.ceil(OPERATIONS / 8))))
  expect(wrong).toEqual([])
  expect(done).toBeGreaterThan(OPERATIONS / 20)
  const numbers = everyone.map(({ number }) => number)
  const doubled = await p.owner`
    select person_number from residence.memberships
    where superseded_at is null and valid_until is null and person_number = any(${numbers})
    group by person_number having count(*) > 1
    union all
    select permanent_household_id::text from residence.current_residences where relation_to_head = 'head'
    group by permanent_household_id having count(*) > 1
    union all
    select c.person_number from residence.current_residences c
    join residence.memberships m on m.person_number = c.person_number and m.superseded_at is null and m.valid_until is null
    where m.household_id is distinct from c.permanent_household_id or m.relation_to_head <> c.relation_to_head`
  expect(doubled).toEqual([])
  const miscounted = await p.owner`
    select c.unit_id from residence.unit_counts_v1 c
    where c.people <> (select count(*) from residence.current_residences r where r.permanent_unit_id = c.unit_id)
      or c.households <> (select count(*) from residence.households h where h.unit_id = c.unit_id
        and exists (select 1 from residence.current_residences r where r.permanent_household_id = h.household_id))`
  expect(miscounted).toEqual([])
  const { kept, replayed } = await rebuild(p.owner)
  expect(replayed.parts).toEqual(kept.parts)
})
