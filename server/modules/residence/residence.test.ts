import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { annulEvent, rebuild, registerDeath, selectLifeEvents } from '#population'
import { type Platform, platform } from '#testing'
import { communes, dwelling, household } from '#testing/homes.ts'
import { born, couple, grounds } from '#testing/people.ts'
import { closeDwelling } from './dwellings.ts'
import { readFigures } from './figures.ts'
import { changeHead, headOf, householdOf, knownHousehold, membersOf, splitHousehold } from './households.ts'
import { registerPermanentResidence, removePermanentResidence } from './permanent-residence.ts'
import { residenceAsOf } from './residence-as-of.ts'
import { currentOf } from './residence-reducer.ts'
import {
  expireTemporaryResidences,
  extendTemporaryResidence,
  type NewTemporaryResidence,
  registerTemporaryResidence,
  removeTemporaryResidence,
} from './temporary-residence.ts'

const NOW = '2026-11-21T02:00:00Z'
let p: Platform
let here: number
let there: number
let elsewhere: number
beforeAll(async () => {
  p = await platform()
  p.at(NOW)
  ;[here, there, elsewhere] = (await communes(p)) as [number, number, number]
})

const refused = (code: string) => ({ type: `/problems/${code}` })
const current = (number: string) => p.act((call) => currentOf(call, number))
const counts = (unitId: number) => p.act((call) => readFigures(call, unitId))
const lodge = (number: string, dwellingId: string, more: Partial<NewTemporaryResidence> = {}) =>
  p.act((call) =>
    registerTemporaryResidence(call, {
      people: [{ personNumber: number, relationToHead: 'head' }],
      dwellingId,
      from: '2026-11-21',
      until: '2027-11-20',
      ...more,
    }),
  )

/** A family of two at home in a commune. */
async function family() {
  const { husband, wife } = await couple(p)
  const home = await dwelling(p, here, husband.number)
  const householdId = await household(p, home, [husband, { ...wife, relation: 'wife' }])
  return { husband, wife, home, householdId }
}

test('a temporary residence is registered elsewhere: register, household and figures change at once', async () => {
  const { wife } = await family()
  const room = await dwelling(p, there)
  const before = await counts(there)
  const { householdId, fileNumber } = await lodge(wife.number, room)
  expect(await current(wife.number)).toMatchObject({
    permanentUnitId: here,
    relationToHead: 'wife',
    temporaryUnitId: there,
    temporaryDwellingId: room,
    temporaryHouseholdId: householdId,
    temporaryRelation: 'head',
    temporaryFrom: '2026-11-21',
    temporaryUntil: '2027-11-20',
  })
  expect(fileNumber).toMatch(/^\d{12}$/)
  expect(await p.act((call) => headOf(call, householdId))).toBe(wife.number)
  expect((await counts(there)).temporary).toBe(before.temporary + 1)
  const asOf = (day: string) => p.act((call) => residenceAsOf(call, wife.number, day))
  expect((await asOf('2027-11-20')).temporary).toMatchObject({ dwellingId: room })
  expect((await asOf('2027-11-21')).temporary).toBeUndefined()
  expect((await asOf('2026-11-20')).memberships).toMatchObject([
    { kind: 'permanent', relationToHead: 'wife' },
  ])
})

test.each<[string, Partial<NewTemporaryResidence>, string]>([
  ['two years and a day', { until: '2028-11-22' }, 'residence/term-too-long'],
  ['29 days', { until: '2026-12-19' }, 'residence/term-too-short'],
  ['a term that is over', { from: '2026-01-01', until: '2026-11-20' }, 'residence/term-over'],
  ['a term that ends before it begins', { until: '2026-11-20' }, 'residence/term-over'],
  ['nobody', { people: [] }, 'residence/nobody-named'],
  [
    'an unknown dwelling',
    { dwellingId: '01900000-0000-7000-8000-000000000000' },
    'residence/dwelling-unknown',
  ],
  [
    'an unknown household',
    { householdId: '01900000-0000-7000-8000-000000000000' },
    'residence/household-unknown',
  ],
])('temporary residence for %s is refused', async (_, more, code) => {
  const someone = await born(p)
  const room = await dwelling(p, there)
  await expect(lodge(someone.number, room, more)).rejects.toMatchObject(refused(code))
  expect(await current(someone.number)).toBeUndefined()
})

test('two years to the day, and 30 days, are terms of the law', async () => {
  const [one, other] = [await born(p), await born(p)]
  const room = await dwelling(p, there)
  await lodge(one.number, room, { until: '2028-11-21' })
  await lodge(other.number, await dwelling(p, there), { until: '2026-12-20' })
  expect(await current(one.number)).toMatchObject({ temporaryUntil: '2028-11-21' })
})

test('no one is temporarily resident in the commune of his permanent residence', async () => {
  const { wife } = await family()
  const near = await dwelling(p, here)
  await expect(lodge(wife.number, near)).rejects.toMatchObject(refused('residence/same-commune'))
})

test('the dead, the unknown and a closed dwelling are refused', async () => {
  const dead = await born(p)
  await p.act((call) => registerDeath(call, { personNumber: dead.number, diedOn: '2026-01-01' }, grounds))
  const room = await dwelling(p, there)
  await expect(lodge(dead.number, room)).rejects.toMatchObject(refused('population/person-dead'))
  await expect(lodge('001190999999', room)).rejects.toMatchObject(refused('population/person-unknown'))
  const someone = await born(p)
  await p.act((call) => closeDwelling(call, room, '2026-01-01'))
  await expect(lodge(someone.number, room)).rejects.toMatchObject(refused('residence/dwelling-closed'))
})

test('a move to another room ends the first by an event that the second caused', async () => {
  const { wife } = await family()
  const [first, second] = [await dwelling(p, there), await dwelling(p, elsewhere)]
  const before = await lodge(wife.number, first, { from: '2026-10-01' })
  await expect(lodge(wife.number, first)).rejects.toMatchObject(refused('residence/already-registered-here'))
  await expect(lodge(wife.number, second, { from: '2026-10-01' })).rejects.toMatchObject(
    refused('residence/overlaps'),
  )
  const after = await lodge(wife.number, second)
  const events = await selectLifeEvents(p.sql, [wife.number])
  expect(events.slice(-2)).toMatchObject([
    { kind: 'temporary-residence-removal', payload: { ground: 'moved' }, causedBy: after.eventIds[0] },
    { kind: 'temporary-residence-registration', id: after.eventIds[0] },
  ])
  const asOf = await p.act((call) => residenceAsOf(call, wife.number, '2026-11-20'))
  expect(asOf.temporary).toMatchObject({ dwellingId: first, validUntil: '2026-11-21' })
  expect(await p.act((call) => knownHousehold(call, before.householdId))).toMatchObject({
    dissolvedOn: '2026-11-21',
  })
})

test('of two registrations of one person at the same time, one stands', async () => {
  const someone = await born(p)
  const rooms = [await dwelling(p, there), await dwelling(p, elsewhere)]
  const answers = await Promise.allSettled(rooms.map((room) => lodge(someone.number, room)))
  expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const failed = answers.find(({ status }) => status === 'rejected') as PromiseRejectedResult
  expect(failed.reason).toMatchObject(refused('residence/overlaps'))
})

test('lodgers join the household of the house; a second head is refused', async () => {
  const { home, householdId } = await family()
  const [one, other] = [await born(p, { bornOn: '2000-01-01' }), await born(p)]
  const joining = (relationToHead: string) =>
    p.act((call) =>
      registerTemporaryResidence(call, {
        people: [{ personNumber: one.number, relationToHead }],
        dwellingId: home,
        householdId,
        from: '2026-11-21',
        until: '2027-02-01',
      }),
    )
  await expect(joining('head')).rejects.toMatchObject(refused('residence/head-there-already'))
  await expect(joining('neighbour')).rejects.toMatchObject(refused('residence/relation-unknown'))
  await joining('lodger')
  const members = await p.act((call) => membersOf(call, householdId))
  expect(members.map(({ kind, relationToHead }) => `${kind} ${relationToHead}`).sort()).toEqual([
    'permanent head',
    'permanent wife',
    'temporary lodger',
  ])
  const away = await dwelling(p, there)
  await expect(lodge(other.number, away, { householdId })).rejects.toMatchObject(
    refused('residence/household-unknown'),
  )
})

test('a new household has one adult head', async () => {
  const [child, adult] = [await born(p, { bornOn: '2015-01-01' }), await born(p)]
  const room = await dwelling(p, there)
  const asked = (people: [string, string][]) =>
    lodge('', room, {
      people: people.map(([personNumber, relationToHead]) => ({ personNumber, relationToHead })),
    })
  await expect(asked([[child.number, 'head']])).rejects.toMatchObject(refused('residence/head-too-young'))
  await expect(asked([[adult.number, 'other']])).rejects.toMatchObject(refused('residence/head-needed'))
  const two: [string, string][] = [
    [adult.number, 'head'],
    [child.number, 'head'],
  ]
  await expect(asked(two)).rejects.toMatchObject(refused('residence/head-needed'))
  const { householdId } = await asked([
    [child.number, 'child'],
    [adult.number, 'head'],
  ])
  expect(await p.act((call) => headOf(call, householdId))).toBe(adult.number)
})

test('a term is extended in its last days, from its end, and not before', async () => {
  const someone = await born(p)
  await lodge(someone.number, await dwelling(p, there), { until: '2027-01-20' })
  const extend = (until: string, now: string) =>
    p.act((call) => extendTemporaryResidence(call, { personNumber: someone.number, until }), {
      now: new Date(now),
    })
  await expect(extend('2028-01-20', '2027-01-04T02:00:00Z')).rejects.toMatchObject(
    refused('residence/too-early-to-extend'),
  )
  await expect(extend('2029-01-21', '2027-01-05T02:00:00Z')).rejects.toMatchObject(
    refused('residence/term-too-long'),
  )
  await extend('2029-01-20', '2027-01-05T02:00:00Z')
  expect(await current(someone.number)).toMatchObject({ temporaryUntil: '2029-01-20' })
})

test('the day after its last a term is over, by an event; its household with it', async () => {
  const someone = await born(p)
  const { householdId } = await lodge(someone.number, await dwelling(p, there), { until: '2027-01-20' })
  const before = await counts(there)
  const run = (now: string) => p.act(expireTemporaryResidences, { now: new Date(now) })
  await run('2027-01-20T16:59:00Z')
  expect(await current(someone.number)).toMatchObject({ temporaryUntil: '2027-01-20' })
  expect(await run('2027-01-20T17:10:00Z')).toBeGreaterThan(0)
  expect(await run('2027-01-20T17:10:00Z')).toBe(0)
  expect(await current(someone.number)).toMatchObject({ temporaryUntil: null, temporaryUnitId: null })
  const [last] = (await selectLifeEvents(p.sql, [someone.number])).slice(-1)
  expect(last).toMatchObject({ kind: 'temporary-residence-expiry', effectiveOn: '2027-01-21' })
  expect((await counts(there)).temporary).toBeLessThan(before.temporary)
  expect(await p.act((call) => knownHousehold(call, householdId))).toMatchObject({
    dissolvedOn: '2027-01-21',
  })
})

test('a permanent move ends the home before it, and a temporary residence in the new commune', async () => {
  const { husband, wife, householdId } = await family()
  await lodge(wife.number, await dwelling(p, there), { from: '2026-09-01' })
  const [from, to] = [await counts(here), await counts(there)]
  const house = await dwelling(p, there, husband.number)
  const people = [
    { personNumber: husband.number, relationToHead: 'head' },
    { personNumber: wife.number, relationToHead: 'wife' },
  ]
  const move = (on: string) =>
    p.act((call) => registerPermanentResidence(call, { people, dwellingId: house, on }))
  await expect(move('2016-01-01')).rejects.toMatchObject(refused('residence/overlaps'))
  await expect(move('2026-11-22')).rejects.toMatchObject(refused('population/day-in-future'))
  await move('2026-11-20')
  expect(await current(wife.number)).toMatchObject({ permanentUnitId: there, temporaryUnitId: null })
  expect(await counts(here)).toMatchObject({ people: from.people - 2, households: from.households - 1 })
  expect(await counts(there)).toMatchObject({
    people: to.people + 2,
    households: to.households + 1,
    temporary: to.temporary - 1,
  })
  expect(await p.act((call) => knownHousehold(call, householdId))).toMatchObject({
    dissolvedOn: '2026-11-20',
  })
  const asOf = await p.act((call) => residenceAsOf(call, wife.number, '2020-01-01'))
  expect(asOf.permanent).toMatchObject({ unitId: here, validUntil: '2026-11-20' })
  const then = await p.act((call) => residenceAsOf(call, wife.number, '2026-11-21', '2026-11-20T00:00:00Z'))
  expect(then.permanent).toBeUndefined()
})

test('permanent residence is removed on a ground of the law only, and once', async () => {
  const { wife } = await family()
  const remove = (ground: string) =>
    p.act((call) => removePermanentResidence(call, { personNumber: wife.number, on: '2026-11-21', ground }))
  await expect(remove('z')).rejects.toMatchObject(refused('residence/ground-unknown'))
  await remove('d')
  expect(await current(wife.number)).toMatchObject({ permanentUnitId: null, relationToHead: null })
  await expect(remove('d')).rejects.toMatchObject(refused('residence/no-permanent-residence'))
  const temporary = { personNumber: wife.number, on: '2026-11-21', ground: 'asked' as const }
  await expect(p.act((call) => removeTemporaryResidence(call, temporary))).rejects.toMatchObject(
    refused('residence/no-temporary-residence'),
  )
})

test('members split off with a head of their own; a stranger or a child as head is refused', async () => {
  const { husband, wife, householdId } = await family()
  const stranger = await born(p)
  const split = (number: string, relationToHead = 'head') =>
    p.act((call) =>
      splitHousehold(call, {
        householdId,
        people: [{ personNumber: number, relationToHead }],
        on: '2026-11-21',
      }),
    )
  await expect(split(stranger.number)).rejects.toMatchObject(refused('residence/not-a-member'))
  await expect(split(wife.number, 'other')).rejects.toMatchObject(refused('residence/head-needed'))
  const before = await counts(here)
  const { householdId: own, fileNumber } = await split(wife.number)
  expect(await p.act((call) => knownHousehold(call, own))).toMatchObject({ fileNumber, dissolvedOn: null })
  expect(await p.act((call) => householdOf(call, wife.number))).toMatchObject({
    householdId: own,
    relationToHead: 'head',
  })
  expect(await p.act((call) => headOf(call, householdId))).toBe(husband.number)
  expect((await counts(here)).households).toBe(before.households + 1)
  expect((await counts(here)).people).toBe(before.people)
})

test('the head changes, the former head says what he is to the new one', async () => {
  const { husband, wife, householdId } = await family()
  const change = (others: { personNumber: string; relationToHead: string }[]) =>
    p.act((call) => changeHead(call, { householdId, head: wife.number, others, on: '2026-11-21' }))
  await expect(change([])).rejects.toMatchObject(refused('residence/head-there-already'))
  await change([{ personNumber: husband.number, relationToHead: 'husband' }])
  expect(await p.act((call) => headOf(call, householdId))).toBe(wife.number)
  expect(await current(husband.number)).toMatchObject({ relationToHead: 'husband' })
})

test('an annulled change of head gives every member his relation back', async () => {
  const { husband, wife, householdId } = await family()
  const others = [{ personNumber: husband.number, relationToHead: 'husband' }]
  const eventId = await p.act((call) =>
    changeHead(call, { householdId, head: wife.number, others, on: '2026-11-21' }),
  )
  const annul = { personNumber: wife.number, eventId, reason: 'Ghi nhầm hộ' }
  await p.act((call) => annulEvent(call, annul, grounds))
  expect(await p.act((call) => headOf(call, householdId))).toBe(husband.number)
  expect(await current(wife.number)).toMatchObject({ relationToHead: 'wife' })
  const [registered] = (await selectLifeEvents(p.sql, [wife.number])).filter(
    ({ kind }) => kind === 'permanent-residence-registration',
  )
  await lodge(wife.number, await dwelling(p, there))
  const move = await household(p, await dwelling(p, there, wife.number), [wife], '2026-11-21')
  expect(move).not.toBe(householdId)
  const first = { personNumber: wife.number, eventId: registered!.id, reason: 'Ghi nhầm hộ' }
  await expect(p.act((call) => annulEvent(call, first, grounds))).rejects.toMatchObject(
    refused('population/not-annullable'),
  )
})

test('a death removes residence by events it caused, and leaves a household without head to be settled', async () => {
  const { husband, wife, householdId } = await family()
  await lodge(husband.number, await dwelling(p, there))
  const died = await p.act((call) =>
    registerDeath(call, { personNumber: husband.number, diedOn: '2026-11-20' }, grounds),
  )
  await p.settle()
  expect(await current(husband.number)).toMatchObject({ permanentUnitId: null, temporaryUnitId: null })
  const removed = (await selectLifeEvents(p.sql, [husband.number])).slice(-2)
  expect(removed).toMatchObject([
    { kind: 'permanent-residence-removal', payload: { ground: 'a' }, causedBy: died.id },
    { kind: 'temporary-residence-removal', payload: { ground: 'death' }, causedBy: died.id },
  ])
  expect(await p.act((call) => headOf(call, householdId))).toBeUndefined()
  const events =
    await p.sql`select payload from platform.events where name = 'residence.household-without-head'`
  expect(events.map(({ payload }) => payload.householdId)).toContain(householdId)
  const annul = { personNumber: husband.number, eventId: died.id, reason: 'Khai tử nhầm' }
  await p.act((call) => annulEvent(call, annul, grounds))
  expect(await current(husband.number)).toMatchObject({ permanentUnitId: here, relationToHead: 'head' })
  expect(await current(wife.number)).toMatchObject({
    permanentHouseholdId: householdId,
    relationToHead: 'wife',
  })
})

test('the database itself refuses two residences of a kind at one time, and any rewriting', async () => {
  const { wife } = await family()
  const twice = p.sql`
    insert into residence.residences
      (person_number, id, kind, dwelling_id, unit_id, valid_from, recorded_at, event_id)
    values (${wife.number}, gen_random_uuid(), 'permanent', gen_random_uuid(), ${here}, '2020-01-01', now(),
      gen_random_uuid())`
  await expect(twice).rejects.toMatchObject({ constraint_name: 'one_residence_of_a_kind' })
  await expect(p.sql`update residence.memberships set relation_to_head = 'x'`).rejects.toMatchObject({
    code: '42501',
  })
})

test('after any moves memberships never overlap, counts are those of a recount, a replay gives the same', async () => {
  const people = [await born(p), await born(p), await born(p, { sex: 'male' })]
  const homes = await Promise.all([here, there, elsewhere].map((unitId) => dwelling(p, unitId)))
  const day = fc.integer({ min: 0, max: 400 }).map((days) => new Date(Date.UTC(2025, 9, 1 + days)))
  const act = fc.tuple(
    fc.constantFrom('move', 'lodge', 'remove', 'leave', 'split', 'expire', 'annul'),
    fc.integer({ min: 0, max: 2 }),
    fc.integer({ min: 0, max: 2 }),
    day,
  )
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 10 }), async (acts) => {
      for (const [what, i, j, at] of acts) {
        const { number } = people[i]!
        const dwellingId = homes[j]!
        const on = at.toISOString().slice(0, 10)
        const movers = [{ personNumber: number, relationToHead: 'head' }]
        const done = p.act(
          async (call) => {
            if (what === 'move')
              return await registerPermanentResidence(call, { people: movers, dwellingId, on })
            if (what === 'lodge') {
              const until = new Date(at.getTime() + 90 * 86_400_000).toISOString().slice(0, 10)
              return await registerTemporaryResidence(call, { people: movers, dwellingId, from: on, until })
            }
            if (what === 'remove') {
              return await removePermanentResidence(call, { personNumber: number, on, ground: 'd' })
            }
            if (what === 'leave') {
              return await removeTemporaryResidence(call, { personNumber: number, on, ground: 'asked' })
            }
            if (what === 'split') {
              const own = await householdOf(call, number)
              return own && (await splitHousehold(call, { householdId: own.householdId, people: movers, on }))
            }
            if (what === 'expire') return await expireTemporaryResidences(call)
            const [last] = (await selectLifeEvents(call.sql, [number])).slice(-1)
            const annul = { personNumber: number, eventId: last!.id, reason: 'Thử' }
            return await annulEvent(call, annul, grounds)
          },
          { now: at },
        )
        await done.catch((error: { name?: string; message?: string }) =>
          expect(error, error.message).toMatchObject({ name: 'Problem' }),
        )
      }
    }),
    { numRuns: 15 },
  )
  for (const table of ['memberships', 'residences']) {
    const overlapping = await p.sql.unsafe(`
      select 1 from residence.${table} a
      join residence.${table} b on b.person_number = a.person_number and b.kind = a.kind and b.id > a.id
      where a.superseded_at is null and b.superseded_at is null
        and daterange(a.valid_from, a.valid_until) && daterange(b.valid_from, b.valid_until)`)
    expect(overlapping).toHaveLength(0)
  }
  const rebuilt = await rebuild(p.owner)
  expect(rebuilt.replayed.parts).toEqual(rebuilt.kept.parts)
})
