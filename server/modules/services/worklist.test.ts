import { beforeAll, beforeEach, expect, test } from 'vitest'
import { platform } from '#testing'
import * as contract from './contract.ts'
import { accepted, desk, of } from './desk-for-tests.ts'
import {
  atTheCounter,
  filed,
  MONDAY,
  moveTo,
  type Neighbourhood,
  neighbourhood,
  TEMPORARY,
} from './scene-for-tests.ts'

let people: Neighbourhood

beforeAll(async () => {
  await platform()
}, 120_000)
beforeEach(async () => {
  const { at } = await platform()
  at(MONDAY)
  people = await neighbourhood()
})

test('the worklist pages by key, most urgent first, and its counts are exact', async () => {
  const { at } = await platform()
  people = await neighbourhood({ ownOffice: true })
  const one = await atTheCounter(people)
  await (await desk(people.handler)).call(contract.acceptDossier, {
    params: of(one),
    body: { version: one.version },
  })
  const two = await filed(people.father, TEMPORARY, moveTo(people))
  const officer = await desk(people.handler)
  const first = await officer.call(contract.listWorklist, {
    query: { filter: 'open', limit: 1, counts: true },
  })
  expect(first.rows[0]).toMatchObject({ dossierId: one.dossierId, holder: { mine: true } })
  expect(first.counts).toMatchObject({ open: 2, mine: 1, 'awaiting-approvals': 1, overdue: 0, 'to-sign': 0 })
  const seen = [first.rows[0]!.dossierId]
  for (let after = first.next; after; ) {
    const page = await officer.call(contract.listWorklist, { query: { filter: 'open', limit: 1, after } })
    seen.push(...page.rows.map(({ dossierId }) => dossierId))
    after = page.next
  }
  expect(new Set(seen).size).toBe(seen.length)
  expect(seen).toEqual(expect.arrayContaining([one.dossierId, two.dossierId]))
  expect(seen).toHaveLength(first.counts!.open)
  at('2026-11-30T02:00:00Z')
  const late = await officer.call(contract.listWorklist, { query: { filter: 'overdue' } })
  expect(late.rows.map(({ dossierId }) => dossierId)).toContain(one.dossierId)
  const waiting = await officer.call(contract.listWorklist, { query: { filter: 'awaiting-approvals' } })
  expect(waiting.rows.map(({ dossierId }) => dossierId)).toContain(two.dossierId)
})

test('a dossier is at risk once most of its term is over, then late; the lists and their counts agree', async () => {
  people = await neighbourhood({ ownOffice: true })
  const { at } = await platform()
  const { dossierId } = await accepted(people)
  const officer = await desk(people.handler)
  const listed = async (filter: contract.WorklistFilter) =>
    (await officer.call(contract.listWorklist, { query: { filter } })).rows.filter(
      (row) => row.dossierId === dossierId,
    )
  const counts = () => officer.call(contract.countWorklist, { query: {} })
  expect(await listed('at-risk')).toEqual([])
  expect(await counts()).toMatchObject({ open: 1, 'at-risk': 0, 'due-today': 0 })
  at('2026-11-27T03:00:00Z') // the last of three working days; the 24th is a day off
  expect(await listed('at-risk')).toMatchObject([{ atRisk: true, overdue: false }])
  expect(await counts()).toMatchObject({ 'at-risk': 1, 'due-today': 1, overdue: 0 })
  at('2026-11-30T03:00:00Z')
  expect(await listed('at-risk')).toEqual([])
  expect(await listed('overdue')).toMatchObject([{ atRisk: false, overdue: true }])
})

test('lists and counts are narrowed down alike: by service, by channel, by whoever has it', async () => {
  people = await neighbourhood({ ownOffice: true })
  const mine = await accepted(people)
  const free = await atTheCounter({ ...people, mother: people.father })
  const officer = await desk(people.handler)
  const asked = async (query: { service?: string; channel?: 'online' | 'counter'; holder?: string }) => {
    const [page, counts] = [
      await officer.call(contract.listWorklist, { query: { filter: 'open', counts: true, ...query } }),
      await officer.call(contract.countWorklist, { query }),
    ]
    expect(page.counts).toEqual(counts)
    expect(page.rows).toHaveLength(counts.open)
    return page.rows.map(({ dossierId }) => dossierId)
  }
  expect(await asked({})).toHaveLength(2)
  expect(await asked({ holder: 'nobody' })).toEqual([free.dossierId])
  expect(await asked({ holder: people.handler.actor.appointmentId })).toEqual([mine.dossierId])
  expect(await asked({ service: TEMPORARY, channel: 'online' })).toHaveLength(2)
  expect(await asked({ channel: 'counter' })).toEqual([])
  expect(await asked({ service: '1.003677' })).toEqual([])
})

test('a supplement asked for stands in a list of its own', async () => {
  people = await neighbourhood({ ownOffice: true })
  const at = await accepted(people)
  const officer = await desk(people.handler)
  await officer.call(contract.askSupplement, {
    params: of(at),
    body: { version: at.version, fields: ['reason'], text: 'Xin ghi rõ nơi làm việc' },
  })
  const list = await officer.call(contract.listWorklist, { query: { filter: 'supplement', counts: true } })
  expect(list.rows.map(({ dossierId }) => dossierId)).toEqual([at.dossierId])
  expect(list.counts).toMatchObject({ supplement: 1, paused: 1, 'at-risk': 0 })
})

test('each step names its doer to the office alone, and a changed one breaks the chain', async () => {
  const { as, owner } = await platform()
  const { dossierId } = await accepted(people)
  const office = await (await desk(people.handler)).call(contract.readDeskDossier, { params: { dossierId } })
  const accept = office.steps.find(({ act }) => act === 'accept')!
  expect(accept).toMatchObject({ who: 'Vũ Minh Đức', proof: { intact: true } })
  expect(accept.proof!.digest).toMatch(/^[0-9a-f]{64}$/)
  const [entry] = await owner`select 1 from audit.entries where id = ${accept.proof!.entryId}`
  expect(entry).toBeDefined()
  const citizen = as(people.mother.actor)
  const seen = await citizen.call(contract.readMyDossier, { params: { dossierId } })
  expect(seen.steps.map(({ who }) => who)).not.toContain('Vũ Minh Đức')
  await owner`
    update services.dossier_steps set at = at - interval '1 day' where dossier_id = ${dossierId} and act = 'accept'`
  const after = await citizen.call(contract.readMyDossier, { params: { dossierId } })
  expect(after.steps.map(({ proof }) => proof!.intact)).toEqual(
    after.steps.map(({ act }) => act !== 'accept'),
  )
})
