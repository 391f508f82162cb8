import { beforeAll, expect, test } from 'vitest'
import { listMyRelatives, readMe, readMyTimeline } from '#population/contract'
import { type Platform, platform } from '#testing'
import { homesOfScene, type Scene, scene } from '#testing/homes.ts'
import { born, citizen, officer } from '#testing/people.ts'
import * as contract from './contract.ts'

let p: Platform
let s: Scene
beforeAll(async () => {
  p = await platform()
  p.at('2026-11-21T02:00:00Z')
  s = await scene(p)
})

const lastEntry = async () => {
  const [entry] = await p.owner`
    select e.act, e.outcome, e.problem, e.purpose, e.reason, e.subject_count from audit.entries e
    order by e.recorded_at desc limit 1`
  return entry
}
const refused = (type: string, status = 403) => ({ type: `/problems/${type}`, status })

test('a citizen reads his own record, relatives, residence and household, each entered', async () => {
  const me = p.as(citizen(s.wife))
  const record = await me.call(readMe)
  expect(record).toMatchObject({ personNumber: s.wife.number, name: s.wife.name, maritalStatus: 'married' })
  const items = Object.fromEntries(record.items.map(({ code, value }) => [code, value]))
  expect(items).toMatchObject({
    bornOn: '02/05/1990',
    sex: 'Nữ',
    ethnicGroup: 'Kinh',
    nationalities: 'Việt Nam',
    maritalStatus: 'Đang có vợ/chồng',
    oldNumber: null,
  })
  expect(items.birthRegistration).toContain('Hà Nội')
  expect(await lastEntry()).toMatchObject({ act: 'GET /population/me', outcome: 'done', subjectCount: 1 })
  const { rows } = await me.call(listMyRelatives)
  expect(rows).toMatchObject([{ kind: 'spouse', words: { vi: 'Chồng' }, name: s.husband.name, alive: true }])
  expect(JSON.stringify(rows)).not.toContain(s.husband.number)
  const timeline = await me.call(readMyTimeline)
  expect(timeline.rows.map(({ kind }) => kind)).toEqual([
    'permanent-residence-registration',
    'marriage',
    'birth',
  ])
  const residence = await me.call(contract.readMyResidence)
  expect(residence).toMatchObject({
    permanent: { dwellingId: s.home, since: '2016-01-01', until: null },
    temporary: null,
    households: [{ kind: 'permanent', relation: 'Vợ', fileNumber: expect.stringMatching(/^\d{12}$/) }],
  })
  expect(residence.permanent?.address).toMatch(/Đội Cấn, (Phường|Xã) .*, Thành phố Hà Nội$/)
  expect(residence.households[0]?.members).toEqual([
    { name: s.husband.name, bornInYear: 1985, relationToHead: 'head', relation: 'Chủ hộ', self: false },
    { name: s.wife.name, bornInYear: 1990, relationToHead: 'wife', relation: 'Vợ', self: true },
  ])
})

test('a citizen, and nobody at all, get nothing of the officers’ desk, and the attempt is entered', async () => {
  const path = { unitId: s.here }
  await expect(p.as(citizen(s.wife)).call(contract.listResidents, { params: path })).rejects.toMatchObject(
    refused('platform/not-allowed'),
  )
  expect(await lastEntry()).toMatchObject({
    act: 'GET /residence/units/:unitId/people',
    outcome: 'refused',
    problem: '/problems/platform/not-allowed',
  })
  const household = { params: { householdId: s.householdId } }
  await expect(p.as({ kind: 'anonymous' }).call(contract.readHousehold, household)).rejects.toMatchObject(
    refused('platform/sign-in-needed', 401),
  )
  await expect(p.as({ kind: 'anonymous' }).call(readMe)).rejects.toMatchObject(
    refused('platform/sign-in-needed', 401),
  )
  expect(await lastEntry()).toMatchObject({ act: 'GET /population/me', outcome: 'refused' })
})

test('an officer opens households of his commune; one of another commune is refused and entered', async () => {
  const own = p.as(officer(s.police, { level: 'commune', unitId: s.here }))
  const household = { params: { householdId: s.householdId } }
  const file = await own.call(contract.readHousehold, household)
  expect(file).toMatchObject({ householdId: s.householdId, hasHead: true, former: [] })
  expect(file.members).toMatchObject([
    { name: s.husband.name, relation: 'Chủ hộ', maskedNumber: expect.stringMatching(/^\d{3}\*{5}\d{4}$/) },
    { name: s.wife.name, relation: 'Vợ' },
  ])
  expect(file.owners).toMatchObject([{ name: s.husband.name, isPerson: true }])
  expect(JSON.stringify(file)).not.toContain(s.wife.number)
  expect(await lastEntry()).toMatchObject({ outcome: 'done', subjectCount: 2, purpose: 'residence/register' })
  const strange = p.as(officer(s.police, { level: 'commune', unitId: s.there }))
  await expect(strange.call(contract.readHousehold, household)).rejects.toMatchObject(
    refused('residence/out-of-territory'),
  )
  expect(await lastEntry()).toMatchObject({
    outcome: 'refused',
    problem: '/problems/residence/out-of-territory',
    subjectCount: 2,
  })
  await expect(strange.call(contract.listResidents, { params: { unitId: s.here } })).rejects.toMatchObject(
    refused('residence/out-of-territory'),
  )
  const province = p.as(officer(s.police, { level: 'province', unitId: s.province }))
  expect(await province.call(contract.readHousehold, household)).toMatchObject({
    fileNumber: file.fileNumber,
  })
})

test('an officer without the role is refused in his own commune', async () => {
  const counter = p.as(officer(s.police, { level: 'commune', unitId: s.here }, ['counter']))
  await expect(counter.call(contract.listResidents, { params: { unitId: s.here } })).rejects.toMatchObject(
    refused('platform/not-allowed'),
  )
})

test('the people and households of a commune are listed by page, each person once', async () => {
  const more = await homesOfScene(p, s.here, 3)
  const desk = p.as(officer(s.police, { level: 'commune', unitId: s.here }))
  const seen: string[] = []
  let after: string | null | undefined
  do {
    const query = after ? { after, limit: 2 } : { limit: 2 }
    const page = await desk.call(contract.listResidents, { params: { unitId: s.here }, query })
    seen.push(...page.rows.map(({ personId }) => personId))
    after = page.next
  } while (after)
  expect(new Set(seen).size).toBe(seen.length)
  expect(seen).toEqual(expect.arrayContaining([s.husband.personId, s.wife.personId, ...more]))
  const { rows } = await desk.call(contract.listHouseholds, {
    params: { unitId: s.here },
    query: { limit: 100 },
  })
  expect(rows.find(({ householdId }) => householdId === s.householdId)).toMatchObject({
    head: s.husband.name,
    members: 2,
  })
  const orphaned = { params: { unitId: s.here }, query: { withoutHead: true } }
  expect((await desk.call(contract.listHouseholds, orphaned)).rows).toEqual([])
})

test('anyone signed in finds dwellings by their address, and nothing about who lives there', async () => {
  const query = { unitId: s.here, line: 'đội cấn', limit: 1 }
  const first = await p.as(citizen(s.wife, 1)).call(contract.listDwellings, { query })
  expect(first.rows).toHaveLength(1)
  expect(Object.keys(first.rows[0]!).sort()).toEqual(['addressLine', 'dwellingId', 'unitId'])
  const unmarked = await p
    .as(citizen(s.wife, 1))
    .call(contract.listDwellings, { query: { ...query, line: 'DOI, can' } })
  expect(unmarked).toEqual(first)
  const next = await p
    .as(citizen(s.wife, 1))
    .call(contract.listDwellings, { query: { ...query, after: first.next! } })
  expect(next.rows[0]?.dwellingId).not.toBe(first.rows[0]?.dwellingId)
  const nowhere = await p
    .as(citizen(s.wife, 1))
    .call(contract.listDwellings, { query: { unitId: s.here, line: 'không có phố này' } })
  expect(nowhere).toEqual({ rows: [], next: null })
  await expect(p.as({ kind: 'anonymous' }).call(contract.listDwellings, { query })).rejects.toMatchObject(
    refused('platform/sign-in-needed', 401),
  )
})

test('figures go from the nation to the commune and add up', async () => {
  const leader = p.as(officer(await born(p), { level: 'nation', unitId: 1 }, ['steering']))
  const nation = await leader.call(contract.readFigures, { query: {} })
  const total = (rows: readonly { people: number }[]) => rows.reduce((sum, { people }) => sum + people, 0)
  expect(total(nation.rows)).toBe(nation.people)
  const province = await leader.call(contract.readFigures, { query: { unitId: s.province } })
  expect(total(province.rows)).toBe(province.people)
  expect(nation.rows.find(({ unitId }) => unitId === s.province)?.people).toBe(province.people)
  const commune = await leader.call(contract.readFigures, { query: { unitId: s.here } })
  expect(province.rows.find(({ unitId }) => unitId === s.here)).toMatchObject({
    people: commune.people,
    households: commune.households,
  })
  await expect(p.as(citizen(s.wife)).call(contract.readFigures, { query: {} })).rejects.toMatchObject(
    refused('platform/not-allowed'),
  )
})
