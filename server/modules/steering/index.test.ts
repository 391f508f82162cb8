/** The index of service quality, held against its rows counted another way. Decision 766/QĐ-TTg (2022). */
import fc from 'fast-check'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import type { OfficerActor } from '#platform/call.ts'
import { addDays, dayOf } from '#platform/day.ts'
import { uuidv7 } from '#platform/ids.ts'
import type { Day } from '#platform/schemas.ts'
import { ancestorsOf, mapOldAddress, predecessorsOf, units } from '#reference'
import { platform } from '#testing'
import * as contract from './contract.ts'
import { lawDifferences, scoreOf, sumDifferences } from './index-score.ts'

const NOW = new Date('2026-11-23T02:00:00Z')
const TODAY: Day = '2026-11-23'
const PROVINCE = 1
const WARDS = [1001, 1002, 1003]

interface Row {
  unitId: number
  channel: 'online' | 'counter' | 'post'
  submittedAt: Date
  acceptedAt: Date
  dueAt: Date
  decidedAt: Date | null
  paused: boolean
  papers: [known: number, avoided: number]
  serviceCode: string
}

const leaderOf = (territory: OfficerActor['territory'], roles: OfficerActor['roles'] = ['steering']) =>
  ({
    kind: 'officer',
    number: '001099999998',
    personId: uuidv7(),
    accountId: uuidv7(),
    appointmentId: uuidv7(),
    position: 'leader',
    agencyId: 1,
    roles,
    territory,
    sessionId: 's',
    factorAt: NOW.toISOString(),
  }) satisfies OfficerActor
const nation = leaderOf({ level: 'nation', unitId: 0 } as OfficerActor['territory'])
const as = async (leader: OfficerActor = nation) => (await platform()).as(leader)

async function insert(row: Row): Promise<string> {
  const { owner } = await platform()
  const dossierId = uuidv7()
  const [{ version }] = await owner<[{ version: number }]>`
    select max(version) as version from services.service_versions where service_code = ${row.serviceCode}`
  await owner`
    insert into services.dossiers ${owner({
      personNumber: '001090000001',
      dossierId,
      code: `T-${dossierId}`,
      serviceCode: row.serviceCode,
      serviceVersion: version,
      agencyId: 1,
      unitId: row.unitId,
      channel: row.channel,
      version: 1,
      state: row.decidedAt ? 'approved' : row.paused ? 'supplement-asked' : 'processing',
      answers: {},
      provenance: {},
      facts: {},
      fee: { amountDong: 0 },
      papers: [],
      shown: {},
      people: [],
      submittedAt: row.submittedAt,
      acceptedAt: row.acceptedAt,
      dueAt: row.dueAt,
      nextDueAt: row.decidedAt || row.paused ? null : row.dueAt,
      decidedAt: row.decidedAt,
      closedAt: row.decidedAt,
      pausedSince: row.paused && !row.decidedAt ? row.submittedAt : null,
      papersKnown: row.papers[0],
      papersAvoided: row.papers[1],
    })}`
  return dossierId
}

/** Counts what the index counts, one row after the other, without its SQL. */
function recount(rows: readonly Row[], from: Day, to: Day) {
  const inside = (at: Date | null) => at !== null && dayOf(at) >= from && dayOf(at) <= to
  const at = to < TODAY ? new Date(`${addDays(to, 1)}T00:00:00+07:00`) : NOW
  const sums = new Map<contract.Measure, { counted: number; of: number; lacking: number }>()
  const add = (measure: contract.Measure, counted: number, of = 1) => {
    if (of <= 0) return
    const sum = sums.get(measure) ?? { counted: 0, of: 0, lacking: 0 }
    sums.set(measure, {
      counted: sum.counted + counted,
      of: sum.of + of,
      lacking: sum.lacking + (counted < of ? 1 : 0),
    })
  }
  const used = new Map<string, boolean>()
  for (const row of rows) {
    const { submittedAt, acceptedAt, dueAt, decidedAt, paused, channel, papers } = row
    const standing = paused && !decidedAt
    const late = !standing && dueAt < at
    if (inside(submittedAt)) {
      add('filed-online', channel === 'online' ? 1 : 0)
      add('synced', 0)
      add('digitised', papers[1] >= papers[0] ? 1 : 0)
      add('data-reused', papers[1], papers[0])
      const key = `${row.unitId} ${row.serviceCode}`
      used.set(key, (used.get(key) ?? false) || channel === 'online')
    }
    if (decidedAt && inside(decidedAt)) {
      add('on-time', decidedAt > dueAt ? 0 : 1)
      add('e-result', 0)
      const spent = Math.round((decidedAt.getTime() - acceptedAt.getTime()) / 1000)
      add(
        'handling-time',
        Math.min(spent, Math.round((dueAt.getTime() - acceptedAt.getTime()) / 1000)),
        spent,
      )
    }
    if (submittedAt < at && (decidedAt === null || decidedAt >= at)) {
      add('not-overdue', late ? 0 : 1)
      if (late && !(decidedAt && inside(decidedAt))) add('on-time', 0)
    }
  }
  for (const online of used.values()) add('used-online', online ? 1 : 0)
  return sums
}

let old: { unitId: number; heir: number; province: number }
let rows: Row[] = []
beforeAll(async () => {
  const p = await platform()
  p.at(NOW)
  const all = await units({ sql: p.sql, ports: p.ports })
  const [before] = predecessorsOf(all, WARDS, TODAY).filter(
    (unit) => all.versions.get(unit)?.at(-1)?.level === 'commune',
  )
  const heir = mapOldAddress(all, before!, TODAY)[0]!.unitId
  old = { unitId: before!, heir, province: ancestorsOf(all, heir, TODAY)[0]!.unitId }
  const hour = 3_600_000
  const of = fc.record({
    unitId: fc.constantFrom(...WARDS, old.unitId),
    channel: fc.constantFrom('online' as const, 'counter' as const, 'post' as const),
    submitted: fc.integer({ min: 1, max: 500 * 24 }),
    accepts: fc.integer({ min: 0, max: 30 }),
    term: fc.integer({ min: 1, max: 200 }),
    used: fc.option(fc.integer({ min: 1, max: 400 })),
    paused: fc.boolean(),
    known: fc.integer({ min: 0, max: 4 }),
    avoided: fc.integer({ min: 0, max: 4 }),
    serviceCode: fc.constantFrom('1.004194', '2.001159', '1.010041'),
  })
  const made = fc.sample(of, { numRuns: 160, seed: 766 })
  rows = made.map((one) => {
    const submittedAt = new Date(NOW.getTime() - one.submitted * hour)
    const acceptedAt = new Date(submittedAt.getTime() + one.accepts * hour)
    const decided = one.used === null ? null : new Date(acceptedAt.getTime() + one.used * hour)
    return {
      unitId: one.unitId,
      channel: one.channel,
      submittedAt,
      acceptedAt,
      dueAt: new Date(acceptedAt.getTime() + one.term * hour),
      decidedAt: decided && decided < NOW ? decided : null,
      paused: one.paused,
      papers: [one.known, Math.min(one.known, one.avoided)],
      serviceCode: one.serviceCode,
    }
  })
  for (const row of rows) await insert(row)
})
beforeEach(async () => (await platform()).at(NOW))

const linesOf = ({ groups }: contract.Score) => groups.flatMap(({ indicators }) => indicators)

test('whatever the period and the unit, the score is what its rows say, and the list opens exactly those that lower it', async () => {
  const leader = await as()
  const spans = fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 200 }))
  const places = fc.constantFrom(undefined, PROVINCE, ...WARDS)
  await fc.assert(
    fc.asyncProperty(spans, places, async ([ago, length], unitId) => {
      const to = addDays(TODAY, -ago)
      const from = addDays(to, -length)
      const query = { from, to, ...(unitId ? { unitId } : {}) }
      const index = await leader.call(contract.readIndex, { query })
      const mine = rows.filter((row) => {
        const where = row.unitId === old.unitId ? old.heir : row.unitId
        return unitId === undefined || unitId === PROVINCE || where === unitId
      })
      const expected = recount(mine, from, to)
      for (const { measure, counted, of, lacking } of linesOf(index.score)) {
        if (measure === 'published' || measure === 'offered-online') continue
        expect({ measure, counted, of, lacking }).toEqual({
          measure,
          ...(expected.get(measure) ?? { counted: 0, of: 0, lacking: 0 }),
        })
      }
      const lowered = linesOf(index.score)
        .filter(({ measure }) => measure !== 'published' && measure !== 'offered-online')
        .reduce((sum, { lacking }) => sum + lacking, 0)
      const listed = []
      let after: string | null = null
      do {
        const page: { rows: contract.IndexRow[]; next: string | null } = await leader.call(
          contract.listIndexRows,
          {
            query: { ...query, limit: 37, ...(after ? { after } : {}) },
          },
        )
        listed.push(...page.rows)
        after = page.next
      } while (after !== null)
      expect(listed).toHaveLength(lowered)
      expect(new Set(listed.map(({ measure, key }) => `${measure} ${key}`)).size).toBe(lowered)
      expect(listed.every(({ lack }) => lack !== null)).toBe(true)
    }),
    { numRuns: Number(process.env['INDEX_RUNS'] ?? 12) },
  )
})

test('units add up to the whole, and what went into a ward by a merger counts for the ward', async () => {
  const leader = await as()
  const from = addDays(TODAY, -600)
  const whole = await leader.call(contract.readIndex, { query: { unitId: PROVINCE, from, to: TODAY } })
  expect(whole.received).toBe(rows.length)
  expect(whole.units.reduce((sum, { received }) => sum + received, 0)).toBe(rows.length)
  const heir = whole.units.find(({ unitId }) => unitId === old.heir)!
  const moved = rows.filter(({ unitId }) => unitId === old.unitId).length
  expect(moved).toBeGreaterThan(0)
  expect(heir.received).toBe(rows.filter(({ unitId }) => unitId === old.heir).length + moved)
})

test('six groups give at most 18, 20, 12, 10, 22 and 18 points, together 100', async () => {
  const { score, confirmed, citation } = await (await as()).call(contract.readIndex, {
    query: { from: addDays(TODAY, -365), to: TODAY },
  })
  expect(score.groups.map(({ max }) => max)).toEqual([18, 20, 12, 10, 22, 18])
  expect(score.total).toBeGreaterThan(0)
  expect(score.total).toBeLessThan(100)
  expect([confirmed, citation]).toEqual([false, 'Decision 766/QĐ-TTg (2022)'])
  // No fee was asked for: nothing to measure, and nobody is blamed.
  expect(score.groups[3]).toMatchObject({ points: null, max: 10 })
  // Nothing was told to the national portal: none counts, each with its reason.
  expect(linesOf(score).find(({ measure }) => measure === 'synced')).toMatchObject({ points: 0, counted: 0 })
})

test('dossiers of a place that no unit of today took in are missed, and no score is shown', async () => {
  const { owner } = await platform()
  await owner`insert into reference.units (unit_id) values (999999) on conflict do nothing`
  const lost = await insert({ ...rows[0]!, unitId: 999999, submittedAt: new Date('2026-11-20T02:00:00Z') })
  const asked = (await as()).call(contract.readIndex, { query: { from: '2026-11-01', to: TODAY } })
  await expect(asked).rejects.toMatchObject({
    type: '/problems/steering/totals-differ',
    what: 'received',
  })
  await owner`delete from services.dossiers where dossier_id = ${lost}`
})

test('fees, answers, marks and complaints count, each with its reason', async () => {
  const { owner } = await platform()
  const at = '2025-01-10T03:00:00Z'
  const submittedAt = new Date(at)
  const late = new Date('2025-01-20T03:00:00Z')
  const base = {
    ...rows[0]!,
    unitId: 1001,
    submittedAt,
    acceptedAt: submittedAt,
    dueAt: late,
    decidedAt: late,
  }
  const [paid, cash, open] = [await insert(base), await insert(base), await insert(base)]
  for (const [dossierId, state, paidBy] of [
    [paid, 'paid', 'gateway'],
    [cash, 'paid', 'counter'],
    [open, 'open', null],
  ] as const)
    await owner`
      insert into payments.dues (person_number, due_id, dossier_id, code, service, agency_id, amount_dong, fee,
        reference, state, asked_at, pay_by, paid_at, paid_by, receipt_number)
      values ('001090000001', ${uuidv7()}, ${dossierId}, 'T', '{}', 1, 10000, '{}', ${`R${dossierId}`}, ${state}, ${at},
        ${late}, ${paidBy ? at : null}, ${paidBy}, ${paidBy ? 'R1' : null})`
  for (const [kind, dueAt, outcome] of [
    ['comment', '2025-01-15T03:00:00Z', 'founded'],
    ['complaint', '2025-02-15T03:00:00Z', 'founded'],
    ['paper-asked', '2025-02-15T03:00:00Z', 'unfounded'],
  ] as const)
    await owner`
      insert into feedback.cases (person_number, case_id, kind, agency_id, first_agency_id, unit_id, subject, said,
        may_publish, state, version, sent_at, due_at, answered_at, outcome, answer)
      values ('001090000001', ${uuidv7()}, ${kind}, 1, 1, 1001, 'x', 'x', false, 'answered', 2, ${at}, ${dueAt}, ${late},
        ${outcome}, 'x')`
  for (const [dossierId, mark] of [
    [paid, 4],
    [cash, 3],
    [open, 2],
  ] as const)
    await owner`
      insert into feedback.ratings (person_number, dossier_id, agency_id, unit_id, mark, at)
      values ('001090000001', ${dossierId}, 1, 1001, ${mark}, ${late})`
  const query = { unitId: 1001, from: '2025-01-01', to: '2025-01-31' }
  const { score } = await (await as()).call(contract.readIndex, { query })
  const found = Object.fromEntries(linesOf(score).map(({ measure, counted, of }) => [measure, [counted, of]]))
  expect(found).toMatchObject({
    'paid-online': [1, 3],
    'answered-on-time': [2, 3],
    'complaints-unfounded': [1, 2],
    satisfied: [2, 3],
  })
  const { rows: lowering } = await (await as()).call(contract.listIndexRows, {
    query: { ...query, limit: 100 },
  })
  const lacks = lowering.map(({ lack }) => lack)
  for (const lack of [
    'not-paid',
    'paid-at-counter',
    'answered-late',
    'founded',
    'not-content',
    'no-e-result',
  ])
    expect(lacks).toContain(lack)
  const one = await (await as()).call(contract.listIndexRows, { query: { ...query, lack: 'not-paid' } })
  expect(one.rows).toMatchObject([{ measure: 'paid-online', dossierId: open, lack: 'not-paid' }])
  await owner`delete from services.dossiers where dossier_id = any(${[paid, cash, open]})`
  await owner`delete from payments.dues`
  await owner`delete from feedback.cases`
  await owner`delete from feedback.ratings`
})

test('the trend has a point a month, and each is the index of that month', async () => {
  const leader = await as()
  const { points } = await leader.call(contract.readIndexTrend, { query: { unitId: PROVINCE } })
  expect(points).toHaveLength(12)
  expect(points.at(-1)).toMatchObject({ from: '2026-11-01', to: '2026-11-30' })
  for (const { from, to, total } of [points[3]!, points.at(-1)!]) {
    const { score } = await leader.call(contract.readIndex, { query: { unitId: PROVINCE, from, to } })
    expect(total).toBeCloseTo(score.total!, 9)
  }
})

test('the file holds the unit, the units in it and every indicator', async () => {
  const { bytes, headers } = await (await as()).send(contract.downloadIndex, {
    query: { unitId: PROVINCE, from: '2026-01-01', to: TODAY },
  })
  const text = bytes.toString('utf8')
  expect(headers['content-type']).toContain('text/csv')
  expect(text).toContain('"Đơn vị","Tổng điểm","Xếp loại","1. Công khai, minh bạch (18)"')
  expect(text).toContain('"Giải quyết đúng hạn"')
  expect(text).toContain('chưa được xác nhận')
})

test('a leader sees his territory alone, others nothing; a period that cannot be is refused in words', async () => {
  const query = { unitId: 1002, from: '2026-11-01', to: TODAY }
  const ward = leaderOf({ level: 'commune', unitId: 1001 })
  const own = await (await as(ward)).call(contract.readIndex, { query: { from: '2026-11-01', to: TODAY } })
  expect(own.unit).toMatchObject({ unitId: 1001 })
  for (const asked of [
    contract.readIndex,
    contract.listIndexRows,
    contract.downloadIndex,
    contract.readIndexTrend,
  ])
    await expect((await as(ward)).call(asked as typeof contract.readIndex, { query })).rejects.toMatchObject({
      type: '/problems/steering/outside-territory',
    })
  const handler = leaderOf({ level: 'commune', unitId: 1002 }, ['case-officer'])
  await expect((await as(handler)).call(contract.readIndex, { query })).rejects.toMatchObject({ status: 403 })
  for (const [from, to] of [
    ['2026-11-02', '2026-11-01'],
    ['2026-12-01', '2026-12-02'],
    ['2020-01-01', '2026-11-01'],
  ] as const)
    await expect((await as()).call(contract.readIndex, { query: { from, to } })).rejects.toMatchObject({
      type: '/problems/steering/period-wrong',
    })
})

test('points that do not add up to their group are found, and units that do not add up to the whole', () => {
  const words = { vi: 'x', en: 'x' }
  const law = {
    groups: [{ group: 1, max: 100, words, indicators: [{ measure: 'on-time' as const, points: 90 }] }],
    bands: [],
    contentFrom: 3,
  }
  expect(lawDifferences(law)).toEqual([{ what: 'group 1', whole: 100, parts: 90 }])
  const whole = new Map([['on-time' as const, { counted: 3, of: 4, lacking: 1 }]])
  const part = new Map([['on-time' as const, { counted: 2, of: 4, lacking: 1 }]])
  expect(sumDifferences(whole, [part])).toEqual([{ what: 'on-time counted', whole: 3, parts: 2 }])
  expect(sumDifferences(whole, [whole])).toEqual([])
  expect(scoreOf(law, whole).total).toBe(75) // its points go to the rest in proportion
  expect(scoreOf(law, new Map()).total).toBeNull()
})
