import { beforeAll, expect, test } from 'vitest'
import { rebuild } from '#population'
import { type BoundaryLaw, enterBoundaryLaw, units } from '#reference'
import { type Platform, platform } from '#testing'
import { communes, dwelling, household, provinceOf } from '#testing/homes.ts'
import { type Born, born, officer } from '#testing/people.ts'
import { applyDue, orderBoundaryAct } from './boundary-acts.ts'
import * as contract from './contract.ts'
import { addressOf } from './dwellings.ts'
import { changeHead } from './households.ts'
import { registerPermanentResidence } from './permanent-residence.ts'
import { currentOf } from './residence-reducer.ts'
import { registerTemporaryResidence } from './temporary-residence.ts'

const EVE = '2026-11-30'
const DAY = '2026-12-01'
const refused = (code: string) => ({ type: `/problems/residence/${code}` })
let p: Platform
let one: number
let other: number
let divided: number
let renamed: number
let law: BoundaryLaw
interface Home {
  place: string
  householdId: string
  people: Born[]
}
let homes: Home[]
let split: Home[]

async function home(unitId: number): Promise<Home> {
  const people = [await born(p), await born(p)]
  const place = await dwelling(p, unitId, people[0]!.number)
  return { place, people, householdId: await household(p, place, people) }
}
const idOf = (key: string) => law.begins.find((unit) => unit.key === key)!.unitId!

beforeAll(async () => {
  p = await platform()
  p.at('2026-11-30T02:00:00Z')
  ;[one, other, divided, renamed] = (await communes(p)).slice(20) as [number, number, number, number]
  const parent = await provinceOf(p, one)
  homes = [await home(one), await home(one), await home(other)]
  split = [await home(divided), await home(divided)]
  await home(renamed)
  const unit = (key: string, code: string, name: string) => ({
    key,
    code,
    level: 'commune' as const,
    kind: 'ward' as const,
    name,
    parent,
  })
  law = await enterBoundaryLaw(p.owner, {
    effectiveOn: DAY,
    law: '9/NQ-UBTVQH16',
    begins: [
      unit('joined', '99901', 'Đoàn Kết'),
      unit('east', '99902', 'Đông'),
      unit('west', '99903', 'Tây'),
    ],
    goes: [
      { from: one, to: 'joined', relation: 'merged' },
      { from: other, to: 'joined', relation: 'merged' },
      { from: divided, to: 'east', relation: 'larger-part' },
      { from: divided, to: 'west', relation: 'part' },
    ],
    changes: [{ unitId: renamed, name: 'Tên Mới', kind: 'ward' }],
  })
}, 100_000)

test('running programs read the units again when a law is entered', async () => {
  const call = { sql: p.sql, ports: p.ports }
  await expect.poll(async () => (await units(call)).versions.has(idOf('joined'))).toBe(true)
})

test('nothing is applied before its day', async () => {
  await expect(p.act((call) => orderBoundaryAct(call, DAY))).rejects.toMatchObject(
    refused('boundary-in-future'),
  )
  expect(await p.act((call) => addressOf(call, homes[0]!.place, DAY))).not.toContain('Đoàn Kết')
})

test('while people move in, everything goes where the law says, and counts stay exact', async () => {
  p.at('2026-12-01T02:00:00Z')
  const lodgers = await Promise.all(Array.from({ length: 6 }, () => born(p)))
  const acts = new Map<string, unknown>()
  await p.act((call) => applyDue(call))
  const moveIn = (lodger: Born, i: number) =>
    p
      .act((call) =>
        registerTemporaryResidence(call, {
          people: [{ personNumber: lodger.number, relationToHead: 'other' }],
          dwellingId: homes[i % 3]!.place,
          householdId: homes[i % 3]!.householdId,
          from: DAY,
          until: '2027-11-30',
        }),
      )
      .catch((error) => acts.set(lodger.number, error))
  await Promise.all([p.settle(), ...lodgers.map(moveIn)])
  // Who came before the dwelling had moved was told so, and comes again.
  for (const error of acts.values()) expect(error).toMatchObject(refused('place-unsettled'))
  for (const [i, lodger] of lodgers.entries()) if (acts.has(lodger.number)) await moveIn(lodger, i)
  const wrong = await p.owner`
    select c.person_number from residence.current_residences c
    left join residence.dwellings d on d.dwelling_id = c.permanent_dwelling_id
    left join residence.dwellings t on t.dwelling_id = c.temporary_dwelling_id
    where c.permanent_unit_id is distinct from d.unit_id or c.temporary_unit_id is distinct from t.unit_id`
  expect(wrong).toEqual([])
  const [counted] = await p.owner`
    select people, temporary, households from residence.unit_counts_v1 where unit_id = ${idOf('joined')}`
  expect(counted).toEqual({ people: 6, temporary: 6, households: 3 })
  const left = await p.owner`
    select unit_id from residence.unit_counts_v1 where unit_id in (${one}, ${other}) and (people, temporary, households) <> (0, 0, 0)`
  expect(left).toEqual([])
})

test('a renamed ward needs nothing: its addresses have the name of the day', async () => {
  const [row] = await p.owner<{ dwellingId: string }[]>`
    select dwelling_id from residence.dwellings where unit_id = ${renamed}`
  expect(await p.act((call) => addressOf(call, row!.dwellingId, EVE))).not.toContain('Tên Mới')
  expect(await p.act((call) => addressOf(call, row!.dwellingId, DAY))).toContain('Phường Tên Mới')
})

test('later events of a household keep it where it lies now', async () => {
  const [first] = homes as [Home]
  await p.act((call) =>
    changeHead(call, {
      householdId: first.householdId,
      head: first.people[1]!.number,
      others: [{ personNumber: first.people[0]!.number, relationToHead: 'other' }],
      on: DAY,
    }),
  )
  expect(await p.act((call) => currentOf(call, first.people[1]!.number))).toMatchObject({
    permanentUnitId: idOf('joined'),
    relationToHead: 'head',
  })
})

test('of a divided ward both parts may open the household; nobody moves in until it is settled', async () => {
  const [house] = split as [Home]
  const police = await born(p)
  const at = (unitId: number) => p.as(officer(police, { level: 'commune', unitId }))
  for (const key of ['east', 'west']) {
    await at(idOf(key)).call(contract.readHousehold, { params: { householdId: house.householdId } })
  }
  const newcomer = await born(p)
  const register = () =>
    p.act((call) =>
      registerPermanentResidence(call, {
        people: [{ personNumber: newcomer.number, relationToHead: 'head' }],
        dwellingId: house.place,
        on: DAY,
      }),
    )
  await expect(register()).rejects.toMatchObject(refused('place-unsettled'))
  const { rows } = await at(idOf('west')).call(contract.listUnsettled)
  const unsettled = rows.find(({ oldUnitId }) => oldUnitId === divided)!
  expect(unsettled.candidates.map(({ confidence, mine }) => [confidence, mine])).toEqual([
    ['likely', false],
    ['choose', true],
  ])
  const choose = (newUnitId: number) =>
    at(idOf('west')).call(contract.chooseUnit, {
      params: { actId: unsettled.actId },
      body: { oldUnitId: divided, newUnitId, dwellingId: house.place, reason: 'Biên bản bàn giao địa giới' },
    })
  await expect(choose(idOf('east'))).rejects.toMatchObject(refused('not-yours-to-choose'))
  expect(await choose(idOf('west'))).toMatchObject({ moved: 1, people: 2, left: 0 })
  await register()
  await expect(
    at(idOf('east')).call(contract.readHousehold, { params: { householdId: house.householdId } }),
  ).rejects.toMatchObject(refused('out-of-territory'))
})

test('replaying all events, acts and choices gives the same register', async () => {
  const { kept, replayed } = await rebuild(p.owner)
  expect(replayed.parts).toEqual(kept.parts)
})
