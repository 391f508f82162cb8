import { beforeAll, expect, test } from 'vitest'
import { type Platform, platform } from '#testing'
import { type Scene, scene } from '#testing/homes.ts'
import { type Born, born, grounds, officer } from '#testing/people.ts'
import * as contract from './contract.ts'
import { correctDetails, keepContacts, registerDeath } from './index.ts'
import { bandOf, delayClassOf, dqiOf, rollUp } from './quality-index.ts'
import { allQualityRules } from './quality-rules.ts'

let p: Platform
let at: Scene
const police = () => officer(at.police, { level: 'commune', unitId: at.here })
const stranger = () => officer(at.police, { level: 'commune', unitId: at.there })
const steward = () => officer(at.police, { level: 'province', unitId: at.province }, ['data-steward'])
const nation = () => officer(at.police, { level: 'nation', unitId: 0 }, ['data-steward'])

beforeAll(async () => {
  p = await platform()
  at = await scene(p)
})

async function findingsOf({ number }: Born) {
  return await p.sql<
    { rule: string; state: string; findingId: string; unitId: number | null; version: number }[]
  >`
    select rule, state, finding_id, unit_id, version from population.quality_findings
    where person_number = ${number} order by rule`
}

async function openRules(person: Born): Promise<string[]> {
  return (await findingsOf(person)).filter(({ state }) => state === 'open').map(({ rule }) => rule)
}

/** A resident of `here` whose sex does not fit his number. */
async function mismatched(): Promise<Born> {
  const person = at.husband
  await p
    .act((call) => correctDetails(call, { personNumber: person.number, details: { sex: 'female' } }, grounds))
    .catch(() => undefined)
  return person
}

test('every rule names what it needs, once', () => {
  const rules = allQualityRules()
  expect(rules.length).toBeGreaterThanOrEqual(50)
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length)
  for (const rule of rules) {
    for (const text of [
      rule.words.vi,
      rule.words.en,
      rule.advice.vi,
      rule.advice.en,
      rule.owner,
      rule.citation,
    ]) {
      expect(text.length, rule.id).toBeGreaterThan(5)
    }
    expect(rule.weight).toBeGreaterThan(0)
  }
  for (const criterion of ['correct', 'complete', 'clean', 'live', 'consistent']) {
    expect(
      rules.some((rule) => rule.criterion === criterion),
      criterion,
    ).toBe(true)
  }
})

test('an event that leaves something wrong opens a finding with its terms, and one that rights it closes it', async () => {
  const mother = await born(p, { name: 'Lê Thị Xuân', bornOn: '2005-03-04' })
  const child = await born(p, {
    name: 'Lê Minh Khôi',
    sex: 'male',
    bornOn: '2012-04-05',
    motherNumber: mother.number,
  })
  expect(await openRules(child)).toContain('mother-age')
  const [row] = await p.sql<{ verifyDueAt: string; dueAt: string; foundAt: string }[]>`
    select verify_due_at, due_at, found_at from population.quality_findings
    where person_number = ${child.number} and rule = 'mother-age'`
  expect(Date.parse(row!.verifyDueAt)).toBeGreaterThan(Date.parse(row!.foundAt))
  expect(Date.parse(row!.dueAt)).toBeGreaterThan(Date.parse(row!.verifyDueAt))
  await p.act((call) =>
    correctDetails(call, { personNumber: child.number, details: { bornOn: '2024-04-05' } }, grounds),
  )
  expect(await openRules(child)).not.toContain('mother-age')
  const steps = await p.sql<{ act: string }[]>`
    select s.act from population.quality_finding_steps s join population.quality_findings f using (finding_id)
    where f.person_number = ${child.number} and f.rule = 'mother-age' order by s.at, s.id`
  expect(steps.map(({ act }) => act)).toEqual(['found', 'fixed'])
})

test('what is wrong only between two events of one call is nobody’s work', async () => {
  const rows = await p.sql`
    select 1 from population.quality_findings
    where person_number = any(${[at.husband.number, at.wife.number]}) and rule = 'relation-one-sided'`
  expect(rows).toEqual([])
})

test('a finding is seen by the commune of residence and those above it, by nobody else', async () => {
  const person = await mismatched()
  const found = await findingsOf(person)
  const one = found.find(({ rule }) => rule === 'number-sex')!
  expect(one).toMatchObject({ state: 'open', unitId: at.here })
  const { rows } = await p.as(police()).call(contract.listFindings, { query: { rule: 'number-sex' } })
  expect(rows.map(({ findingId }) => findingId)).toContain(one.findingId)
  expect(JSON.stringify(rows)).not.toContain(person.number)
  const file = await p.as(steward()).call(contract.readFinding, { params: { findingId: one.findingId } })
  expect(file.evidence.length).toBeGreaterThan(0)
  expect(file.suggestion).toMatchObject({ field: 'sex', value: 'male', shown: 'Nam', now: 'Nữ' })
  const other = await p.as(stranger()).call(contract.listFindings, { query: {} })
  expect(other.rows.map(({ findingId }) => findingId)).not.toContain(one.findingId)
  await expect(
    p.as(stranger()).call(contract.readFinding, { params: { findingId: one.findingId } }),
  ).rejects.toMatchObject({ type: '/problems/population/finding-unknown' })
})

test('one tap puts the suggested value in place, as a correction that says on what it rests', async () => {
  const one = (await findingsOf(at.husband)).find(({ rule }) => rule === 'number-sex')!
  const params = { findingId: one.findingId }
  const taken = await p.as(police()).call(contract.takeFinding, { params, body: { version: one.version } })
  expect(taken).toMatchObject({ state: 'verifying', holder: { mine: true } })
  await expect(
    p.as(police()).call(contract.takeFinding, { params, body: { version: one.version } }),
  ).rejects.toMatchObject({ type: '/problems/population/finding-moved' })
  const source = 'Giấy khai sinh số 12/2015'
  await expect(
    p.as(police()).call(contract.correctFinding, {
      params,
      body: { version: taken.version, value: 'female', source },
    }),
  ).rejects.toMatchObject({ type: '/problems/population/nothing-suggested' })
  const done = await p
    .as(police())
    .call(contract.correctFinding, { params, body: { version: taken.version, value: 'male', source } })
  expect(done.state).toBe('fixed')
  expect(done.steps.map(({ act }) => act)).toEqual(['found', 'taken', 'corrected', 'fixed'])
  const [event] = await p.sql<{ kind: string; evidence: object }[]>`
    select kind, evidence from population.life_events
    where person_number = ${at.husband.number} order by recorded_at desc limit 1`
  expect(event).toMatchObject({ kind: 'details-correction', evidence: { finding: one.findingId, source } })
})

test('what was explained stays closed while nothing changes, and comes back when it does', async () => {
  const child = await born(p, { name: 'Lê Thu Hà', bornOn: '2020-01-01', motherNumber: at.wife.number })
  const one = (await findingsOf(child)).find(({ rule }) => rule === 'father-missing')!
  const params = { findingId: one.findingId }
  const officerOfNation = p.as(nation())
  const body = { version: one.version, as: 'explained' as const, note: 'Mẹ khai chưa xác định được cha' }
  await expect(
    officerOfNation.call(contract.settleFinding, { params, body: { ...body, reason: 'because' } }),
  ).rejects.toMatchObject({ type: '/problems/population/explanation-unknown' })
  const settled = await officerOfNation.call(contract.settleFinding, {
    params,
    body: { ...body, reason: 'parent-unknown' },
  })
  expect(settled.state).toBe('explained')
  await p.act((call) =>
    correctDetails(
      call,
      { personNumber: child.number, details: { name: 'Lê Thu  Hà'.replace('  ', ' Thị ') } },
      grounds,
    ),
  )
  expect(await openRules(child)).not.toContain('father-missing')
})

test('a sweep finds what no event told, counts everybody once, and the index follows', async () => {
  const person = await born(p, { name: 'Trần Quốc Bảo', sex: 'male' })
  await p.act((call) =>
    keepContacts(call, { personNumber: person.number, phone: '01234567890', email: null, confirmedOn: null }),
  )
  const { sweepId } = await p.as(nation()).call(contract.sweepQuality, {})
  expect(sweepId).toBeTruthy()
  await expect(p.as(nation()).call(contract.sweepQuality, {})).rejects.toMatchObject({
    type: '/problems/population/sweep-runs',
  })
  await p.settle()
  expect(await openRules(person)).toContain('phone-form')
  const [{ count }] = (await p.sql`select count(*)::integer as count from population.people`) as unknown as [
    { count: number },
  ]
  const index = await p.as(nation()).call(contract.readQualityIndex, { query: {} })
  const rule = index.rules.find(({ code }) => code === 'name-not-tidy')!
  expect(rule).toMatchObject({ checked: count, failed: 0, dqi: 100, band: 'green' })
  const phone = index.rules.find(({ code }) => code === 'phone-form')!
  expect(phone.failed).toBe(1)
  expect(index.total.dqi).toBeGreaterThan(50)
  expect(index.criteria.map(({ code }) => code).sort()).toEqual([
    'clean',
    'complete',
    'consistent',
    'correct',
    'live',
  ])
  const own = await p.as(police()).call(contract.readQualityIndex, { query: {} })
  expect(own.unit?.unitId).toBe(at.here)
  expect(own.rules.find(({ code }) => code === 'name-not-tidy')!.checked).toBe(2)
  const province = await p.as(steward()).call(contract.readQualityIndex, { query: {} })
  expect(province.units.find(({ unitId }) => unitId === at.here)!.dqi).not.toBeNull()
  const births = index.delays.find(({ kind }) => kind === 'birth')!
  expect(births.classes.reduce((sum, one) => sum + one.count, 0)).toBe(count)
  const history = await p.as(police()).call(contract.readQualityHistory, { query: { rule: 'name-not-tidy' } })
  expect(history.points).toHaveLength(1)
  await expect(
    p.as(police()).call(contract.readQualityIndex, { query: { unitId: at.there } }),
  ).rejects.toMatchObject({ type: '/problems/population/unit-outside-territory' })
})

test('counts of the desk are exact and only of the territory', async () => {
  const counts = await p.as(police()).call(contract.countFindings, {})
  const [row] = await p.sql<{ count: number }[]>`
    select count(*)::integer as count from population.quality_findings
    where resolved_at is null and unit_id = ${at.here}`
  expect(counts.open).toBe(row!.count)
  expect(counts.rules.reduce((sum, one) => sum + one.count, 0)).toBe(counts.open)
  expect(counts.closed).toBeGreaterThan(0)
})

test('residence’s rules are checked with the others: a widow’s house, a dead man’s registration', async () => {
  await p.act((call) =>
    registerDeath(call, { personNumber: at.husband.number, diedOn: '2026-03-01' }, grounds),
  )
  expect(await openRules(at.husband)).toContain('dead-with-residence')
  await p.settle()
  expect(await openRules(at.husband)).not.toContain('dead-with-residence')
})

test.each([
  [{ checked: 0, failed: 0 }, null],
  [{ checked: 4, failed: 1 }, 75],
  [{ checked: 3, failed: 3 }, 0],
])('the index of %j is %s', (count, dqi) => {
  expect(dqiOf(count)).toBe(dqi)
})

test('the index rolls up by weight, rules that checked nobody left out', () => {
  const of = (checked: number, failed: number, weight: number) => ({ rule: 'r', checked, failed, weight })
  expect(rollUp([of(10, 0, 3), of(10, 10, 1), of(0, 0, 9)])).toBe(75)
  expect(rollUp([])).toBeNull()
})

test('an identifier below its limit is red, however close', () => {
  const bands = { green: 90, yellow: 75, identifier: 100 }
  expect(bandOf(99.99, bands, true)).toBe('red')
  expect(bandOf(99.99, bands, false)).toBe('green')
  expect(bandOf(80, bands, false)).toBe('yellow')
  expect(bandOf(null, bands, true)).toBeNull()
  expect(delayClassOf(0)).toBe(0)
  expect(delayClassOf(4000)).toBe(7)
})
