import { beforeAll, expect, test } from 'vitest'
import { accountByNumber, choicesOf, officerHolder } from '#accounts'
import type { OfficerActor } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import { listPairs, listProposals } from '#population/contract'
import * as contract from '#services/contract'
import { type Platform, platform } from '#testing'
import { desks } from './dossier-plan.ts'
import { demoPeople, seed } from './index.ts'

const now = new Date('2026-11-20T08:30:00Z')
let world: Platform

beforeAll(async () => {
  world = await platform()
  world.at(now)
  await seed(world.owner, { persons: 600, today: dayOf(now), app: world.app, log: () => {} })
}, 180_000)

async function officer(role: string): Promise<OfficerActor> {
  const { number } = (await demoPeople(world.owner)).find((one) => one.role === role)!
  const call = { sql: world.sql, ports: world.ports, now }
  const account = (await accountByNumber(world.sql, 'officer', number))!
  const [choice] = await choicesOf(call, account, 'officer')
  return (await officerHolder(call, account, choice!, [])).actor as OfficerActor
}

test('the desk of the ward holds requests in every state, some of them late', async () => {
  const desk = world.as(await officer('case-officer'))
  const counts = await desk.call(contract.countWorklist, {})
  expect(counts.open).toBeGreaterThan(15)
  for (const filter of ['mine', 'new', 'overdue', 'paused', 'awaiting-approvals', 'to-sign'] as const) {
    expect([filter, counts[filter]]).not.toEqual([filter, 0])
  }
  const states = await world.owner<{ state: string }[]>`select distinct state from services.dossiers`
  expect(states.map(({ state }) => state)).toEqual(
    expect.arrayContaining([
      'awaiting-approvals',
      'submitted',
      'accepted',
      'processing',
      'supplement-asked',
      'proposed',
      'approved',
      'refused',
      'rejected',
      'withdrawn',
      'stopped',
    ]),
  )
})

test('each request of the plan is there, none submitted after now, each step after the one before', async () => {
  const planned = Object.values(desks).reduce((sum, { plan }) => sum + plan.length, 0)
  const [row] = await world.owner<{ count: number; last: string }[]>`
    select count(*)::integer as count, max(submitted_at) as last from services.dossiers`
  // A small nation has fewer people for the other services than are planned.
  expect(row!.count).toBeGreaterThan(planned + 10)
  expect(row!.last < now.toISOString()).toBe(true)
  const [late] = await world.owner`select 1 from services.dossier_steps where at > ${now}`
  expect(late).toBeUndefined()
})

test('another commune’s officer sees none of them', async () => {
  const [dossier] = await world.owner<{ dossierId: string }[]>`
    select dossier_id from services.dossiers where agency_id = ${(await officer('case-officer')).agencyId} limit 1`
  const stranger = world.as(await officer('other-case-officer'))
  const answer = await stranger.send(contract.readDeskDossier, { params: { dossierId: dossier!.dossierId } })
  expect(answer.status).toBe(404)
})

test('what was approved stands in the register, and who did what in the log', async () => {
  const missing = await world.owner`
    select d.dossier_id from services.dossiers d
    left join population.life_events e on e.dossier_id = d.dossier_id
    where d.state in ('approved', 'returned') and d.service_code = '1.004194' and e.id is null`
  expect(missing).toEqual([])
  const [entry] = await world.owner<{ signed: number }[]>`
    select count(*) as signed from audit.entries where act like '%/sign' and outcome = 'done'`
  expect(entry!.signed).toBeGreaterThan(5)
})

test('what citizens say of their own data waits in each commune shown closely, some of it late', async () => {
  const desk = world.as(await officer('case-officer'))
  const { rows } = await desk.call(listProposals, { query: { filter: 'open' } })
  expect(rows).toHaveLength(4)
  expect(rows.some(({ dueAt }) => dueAt < now.toISOString())).toBe(true)
  const [all] = await world.owner<{ count: number }[]>`select count(*) as count from population.proposals`
  expect(all!.count).toBe(12)
})

test('some people stand in the register twice; the sweep puts them on the desk of their commune', async () => {
  await world.settle()
  const desk = world.as(await officer('case-officer'))
  const { rows } = await desk.call(listPairs, { query: {} })
  expect(rows.length).toBeGreaterThan(0)
})

test('people rated what ended and complained about refusals; some answers are given, some still due', async () => {
  const [marks] = await world.owner<{ count: number; kinds: number }[]>`
    select count(*) as count, count(distinct mark) as kinds from feedback.ratings`
  expect(marks!.count).toBeGreaterThan(8)
  expect(marks!.kinds).toBeGreaterThan(2)
  const cases = await world.owner<{ kind: string; state: string }[]>`select kind, state from feedback.cases`
  expect(cases.some(({ kind, state }) => kind === 'complaint' && state === 'sent')).toBe(true)
  expect(cases.some(({ state }) => state === 'answered')).toBe(true)
  const [early] =
    await world.owner`select 1 from feedback.cases where sent_at > ${now} or answered_at > ${now}`
  expect(early).toBeUndefined()
})

test('other services are under way too: fees owed, paid and given back, registers that answer, refuse and are silent', async () => {
  const states = async (rows: Promise<readonly { state: string }[]>) => (await rows).map(({ state }) => state)
  const dues = world.owner<{ state: string }[]>`select distinct state from payments.dues`
  expect(await states(dues)).toEqual(expect.arrayContaining(['open', 'paid', 'refund-due']))
  const requests = world.owner<{ state: string }[]>`select distinct state from services.register_requests`
  expect(await states(requests)).toEqual(expect.arrayContaining(['waiting', 'done', 'refused']))
  const claims = world.owner<{ state: string }[]>`select distinct state from services.claims`
  expect(await states(claims)).toEqual(expect.arrayContaining(['granted', 'refused']))
  const opinions = world.owner<{ state: string }[]>`select distinct state from services.dossier_opinions`
  expect((await states(opinions)).sort()).toEqual(['answered', 'asked'])
  const [row] = await world.owner`
    select (select count(*)::integer from services.bookings) as bookings,
      (select count(*)::integer from services.drafts where dossier_id is null) as drafts,
      (select count(*)::integer from services.dossiers where extension is not null) as postponed,
      (select count(*)::integer from services.dossiers where fee->>'law' = 'Resolution 66.22/2026/NQ-CP') as free`
  expect(row).toMatchObject({ bookings: 3, drafts: 1, postponed: 1, free: 1 })
})
