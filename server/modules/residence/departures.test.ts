import { expect, test } from 'vitest'
import { annulEvent, declareDead, loseNationality, recordEmigration } from '#population'
import { platform } from '#testing'
import { dwelling, household, scene } from '#testing/homes.ts'
import { born, grounds } from '#testing/people.ts'
import { currentOf } from './index.ts'

test('settling abroad, a lost nationality and a declared death end permanent residence, each on its ground', async () => {
  const p = await platform()
  const { here } = await scene(p)
  const people = await Promise.all([born(p), born(p), born(p)])
  for (const one of people) await household(p, await dwelling(p, here, one.number), [one])
  const [abroad, former, lost] = people.map(({ number }) => number) as [string, string, string]
  const on = '2026-05-01'
  await p.act((call) => recordEmigration(call, { personNumber: abroad, on, country: 'DEU' }, grounds))
  await p.act((call) => loseNationality(call, { personNumber: former, on, way: 'released' }, grounds))
  const court = { on: '2021-01-01', decidedOn: on, lastHeardOn: '2021-01-01', ground: 'd' as const }
  const declared = await p.act((call) => declareDead(call, { personNumber: lost, ...court }, grounds))
  await p.settle()
  const held = await Promise.all(people.map(({ number }) => p.act((call) => currentOf(call, number))))
  expect(held.map((current) => current?.permanentUnitId ?? null)).toEqual([null, null, null])
  const removals = await p.owner`
    select person_number, payload->>'ground' as ground from population.life_events
    where kind = 'permanent-residence-removal' and person_number = any(${[abroad, former, lost]})`
  expect(new Map(removals.map(({ personNumber, ground }) => [personNumber, ground]))).toEqual(
    new Map([
      [abroad, 'b'],
      [former, 'đ'],
      [lost, 'a'],
    ]),
  )
  const annul = { personNumber: lost, eventId: declared.id, reason: 'Người này trở về' }
  await p.act((call) => annulEvent(call, annul, grounds))
  const again = await p.act((call) => currentOf(call, lost))
  expect(again?.permanentUnitId).toBe(here)
})
