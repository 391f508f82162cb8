/** Complaints and marks as a leader sees them. */
import { beforeAll, expect, test } from 'vitest'
import type { OfficerActor } from '#platform/call.ts'
import { uuidv7 } from '#platform/ids.ts'
import { platform } from '#testing'
import * as contract from './contract.ts'

const NOW = new Date('2026-11-23T02:00:00Z')
const leader = (unitId: number): OfficerActor => ({
  kind: 'officer',
  number: '001099999998',
  personId: uuidv7(),
  accountId: uuidv7(),
  appointmentId: uuidv7(),
  position: 'leader',
  agencyId: 1,
  roles: ['steering'],
  territory: unitId === 1 ? { level: 'province', unitId } : { level: 'commune', unitId },
  sessionId: 's',
  factorAt: NOW.toISOString(),
})

async function said(kind: string, unitId: number, dueAt: string, answered?: 'founded' | 'unfounded') {
  const { owner } = await platform()
  const sentAt = '2026-11-01T02:00:00Z'
  const answeredAt = answered ? '2026-11-10T02:00:00Z' : null
  await owner`
    insert into feedback.cases (person_number, case_id, kind, agency_id, first_agency_id, unit_id, subject, said,
      may_publish, state, version, sent_at, due_at, answered_at, outcome, answer)
    values ('001090000001', ${uuidv7()}, ${kind}, 1, 1, ${unitId}, 'x', 'x', false, ${answered ? 'answered' : 'sent'}, 2,
      ${sentAt}, ${dueAt}, ${answeredAt}, ${answered ?? null}, ${answered ? 'x' : null})`
}

beforeAll(async () => {
  const { at } = await platform()
  at(NOW)
  await said('complaint', 1001, '2026-12-01T02:00:00Z')
  await said('complaint', 1001, '2026-11-20T02:00:00Z')
  await said('complaint', 1002, '2026-11-05T02:00:00Z', 'founded')
  await said('comment', 1001, '2026-11-15T02:00:00Z', 'unfounded')
})

test('open and overdue, answered late and founded: by kind, by unit, adding up', async () => {
  const { as } = await platform()
  const figures = await as(leader(1)).call(contract.readFeedbackFigures, { query: {} })
  expect(figures.total).toMatchObject({ open: 2, overdue: 1, answered: 2, answeredLate: 1, founded: 1 })
  expect(figures.kinds[0]).toMatchObject({ kind: 'complaint', open: 2, overdue: 1, answered: 1 })
  const units = figures.units.filter(({ open, answered }) => open + answered > 0)
  expect(units.map(({ unitId, open, founded }) => [unitId, open, founded])).toEqual(
    expect.arrayContaining([
      [1001, 2, 0],
      [1002, 0, 1],
    ]),
  )
  expect(units).toHaveLength(2)
})

test('a figure opens its cases, page by page, without saying who said what', async () => {
  const { as } = await platform()
  const one = as(leader(1001))
  const first = await one.call(contract.listFeedbackRows, { query: { rows: 'open', limit: 1 } })
  const second = await one.call(contract.listFeedbackRows, {
    query: { rows: 'open', limit: 1, after: first.next! },
  })
  expect(new Set([...first.rows, ...second.rows].map(({ caseId }) => caseId)).size).toBe(2)
  expect(second.next).toBeNull()
  const overdue = await one.call(contract.listFeedbackRows, { query: { rows: 'overdue' } })
  expect(overdue.rows).toMatchObject([{ kind: 'complaint', overdue: true, founded: false }])
  expect(Object.keys(overdue.rows[0]!)).not.toContain('said')
})

test('another ward’s figures are refused', async () => {
  const { as } = await platform()
  for (const asked of [contract.readFeedbackFigures, contract.listFeedbackRows])
    await expect(
      as(leader(1001)).call(asked as typeof contract.listFeedbackRows, {
        query: { unitId: 1002, rows: 'open' },
      }),
    ).rejects.toMatchObject({ type: '/problems/steering/outside-territory' })
})
