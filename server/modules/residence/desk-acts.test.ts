import { beforeAll, expect, test } from 'vitest'
import { registerDeath, selectLifeEvents } from '#population'
import { type Platform, platform } from '#testing'
import { dwelling, household, type Scene, scene } from '#testing/homes.ts'
import { born, grounds, officer } from '#testing/people.ts'
import * as contract from './contract.ts'
import { residenceItems } from './standing.ts'

const NOW = '2026-11-21T02:00:00Z'
const ON = '2026-11-21'
let p: Platform
let s: Scene
beforeAll(async () => {
  p = await platform()
  p.at(NOW)
  s = await scene(p)
})
const desk = () => p.as(officer(s.police, { level: 'commune', unitId: s.here }))
const stranger = () => p.as(officer(s.police, { level: 'commune', unitId: s.there }))
const typed = { paper: 'CT03 số 12, ngày 21/11/2026', reason: 'Người dân đến khai báo tại trụ sở' }
const refused = (code: string) => ({ type: `/problems/residence/${code}` })

async function home() {
  const one = await born(p)
  const two = await born(p)
  const place = await dwelling(p, s.here, one.number)
  const householdId = await household(p, place, [one, two])
  return { one, two, householdId }
}

test('an absence is tried first and nothing is recorded; then it is, and the person file shows it', async () => {
  const { one } = await home()
  const body = {
    personId: one.personId,
    ground: 'd',
    from: '2026-11-22',
    destination: 'Đà Nẵng',
    because: 'Đi làm xa',
    ...typed,
  }
  const tried = await desk().call(contract.declareAbsence, { body: { ...body, preview: true } })
  expect(tried).toMatchObject({ done: false, people: [{ name: one.name, before: { absence: null } }] })
  expect(await p.owner`select 1 from residence.absences where person_number = ${one.number}`).toEqual([])
  await desk().call(contract.declareAbsence, { body: { ...body, preview: false } })
  const items = await p.act((call) => residenceItems(call, one.number, '2026-12-01'))
  expect(items.find(({ item }) => item === 19)).toMatchObject({
    value: 'Từ 22/11/2026, đến Đà Nẵng',
    legalBasis: expect.stringContaining('Điều 31'),
  })
  const [row] = await p.owner<{ id: string }[]>`
    select id from residence.absences where person_number = ${one.number}`
  await desk().call(contract.endAbsence, {
    params: { absenceId: row!.id },
    body: { personId: one.personId, on: '2026-11-25', preview: false, ...typed },
  })
})

test('a removal by ground says what becomes of the household, before and after', async () => {
  const { one, householdId } = await home()
  const body = { personId: one.personId, kind: 'permanent' as const, ground: 'b', on: ON, ...typed }
  const tried = await desk().call(contract.removeResidence, { body: { ...body, preview: true } })
  expect(tried.people[0]).toMatchObject({ after: { permanent: null } })
  expect(tried.warnings[0]?.en).toContain('no head')
  expect((await desk().call(contract.readHousehold, { params: { householdId } })).members).toHaveLength(2)
  const done = await desk().call(contract.removeResidence, { body: { ...body, preview: false } })
  expect(done.done).toBe(true)
  expect((await desk().call(contract.readHousehold, { params: { householdId } })).members).toHaveLength(1)
  const events = await selectLifeEvents(p.sql, [one.number])
  expect(events.at(-1)).toMatchObject({ kind: 'permanent-residence-removal', evidence: typed })
})

test('after the head has died the commune settles the household with its members', async () => {
  const { one, two, householdId } = await home()
  await p.act((call) =>
    registerDeath(call, { personNumber: one.number, diedOn: '2026-11-20' } as never, grounds),
  )
  await p.settle()
  const without = await desk().call(contract.listHouseholds, {
    params: { unitId: s.here },
    query: { withoutHead: true },
  })
  expect(without.rows.map((row) => row.householdId)).toContain(householdId)
  await desk().call(contract.changeHead, {
    params: { householdId },
    body: { head: two.personId, others: [], on: ON, preview: false, ...typed },
  })
  expect((await desk().call(contract.readHousehold, { params: { householdId } })).hasHead).toBe(true)
})

test('an officer of another commune does nothing here', async () => {
  const { one, two, householdId } = await home()
  const removal = {
    personId: one.personId,
    kind: 'permanent' as const,
    ground: 'b',
    on: ON,
    preview: true,
    ...typed,
  }
  await expect(stranger().call(contract.removeResidence, { body: removal })).rejects.toMatchObject(
    refused('person-not-in-your-area'),
  )
  const head = { head: two.personId, others: [], on: ON, preview: true, ...typed }
  await expect(
    stranger().call(contract.changeHead, { params: { householdId }, body: head }),
  ).rejects.toMatchObject(refused('out-of-territory'))
  await expect(
    stranger().call(contract.readUnitPopulation, { params: { unitId: s.here } }),
  ).rejects.toMatchObject(refused('out-of-territory'))
})

test('a current place is recorded in one’s own commune, for who has no residence', async () => {
  const homeless = await born(p)
  const body = {
    personId: homeless.personId,
    on: ON,
    unitId: s.here,
    place: 'Bến xe',
    preview: false,
    ...typed,
  }
  await expect(stranger().call(contract.declareCurrentPlace, { body })).rejects.toMatchObject(
    refused('out-of-territory'),
  )
  const done = await desk().call(contract.declareCurrentPlace, { body })
  expect(done.people[0]?.after.currentPlace).toContain('Bến xe, ')
})

test('a household and a commune are read as of any day', async () => {
  const { one, two, householdId } = await home()
  const joined = await born(p)
  const read = (on: string) => desk().call(contract.readHousehold, { params: { householdId }, query: { on } })
  const population = (on: string) =>
    desk().call(contract.readUnitPopulation, { params: { unitId: s.here }, query: { on } })
  const before = await population('2020-01-01')
  await desk().call(contract.leaveHousehold, {
    params: { householdId },
    body: { people: [two.personId], on: ON, preview: false, ...typed },
  })
  expect((await read('2020-01-01')).members.map(({ personId }) => personId).sort()).toEqual(
    [one.personId, two.personId].sort(),
  )
  expect((await read(ON)).members.map(({ personId }) => personId)).toEqual([one.personId])
  await household(p, await dwelling(p, s.here), [joined], '2021-05-05')
  expect((await population('2020-01-01')).people).toBe(before.people)
  expect((await population('2021-06-01')).people).toBe(before.people + 1)
  expect((await population('2021-06-01')).streets[0]).toMatchObject({
    street: expect.stringContaining('Đội Cấn'),
  })
  const { rows } = await desk().call(contract.listUnitPeople, {
    params: { unitId: s.here },
    query: { on: '2021-06-01', limit: 100 },
  })
  expect(rows.map(({ personId }) => personId)).toContain(joined.personId)
  const known = await desk().call(contract.readUnitPopulation, {
    params: { unitId: s.here },
    query: { on: '2021-06-01', knownAt: '2026-01-01T00:00:00Z' },
  })
  expect(known.people).toBe(0)
})

test('a street gets another name: the address says what it was on the day, and everybody there does nothing', async () => {
  const { householdId } = await home()
  const read = (on?: string) =>
    desk().call(contract.readHousehold, { params: { householdId }, query: on ? { on } : {} })
  const { dwellingId, address } = await read()
  const change = (addressLine: string, on: string) => ({
    params: { dwellingId },
    body: { addressLine, on, ...typed },
  })
  await expect(
    stranger().call(contract.changeAddress, change('Số 5 phố Mới', '2026-11-01')),
  ).rejects.toMatchObject(refused('out-of-territory'))
  expect(await desk().call(contract.changeAddress, change('Số 5 phố Mới', '2026-11-01'))).toEqual({
    people: 2,
  })
  expect((await read()).address).toContain('Số 5 phố Mới, ')
  expect((await read('2026-10-31')).address).toBe(address)
  await expect(
    desk().call(contract.changeAddress, change('Số 6 phố Mới', '2026-10-01')),
  ).rejects.toMatchObject(refused('address-unchanged'))
})
