import { beforeAll, beforeEach, expect, test } from 'vitest'
import { agencyIdOf } from '#reference'
import { platform } from '#testing'
import * as contract from './contract.ts'
import { accepted, desk } from './desk-for-tests.ts'
import { escalateOverdue } from './escalations.ts'
import {
  committee,
  MONDAY,
  NEW_WARD,
  type Neighbourhood,
  neighbourhood,
  type Officer,
  officer,
  refused,
} from './scene-for-tests.ts'

let people: Neighbourhood
let chair: Officer
let province: Officer

beforeAll(async () => {
  const { act } = await platform()
  chair = (await committee(NEW_WARD)).chair
  province = await act(
    (call) =>
      officer(call, 'Cao Minh Châu', 'province-police-leader', ['signing-leader'], 1, 'province-police'),
    { now: MONDAY },
  )
}, 120_000)
beforeEach(async () => {
  const { at } = await platform()
  at(MONDAY)
  people = await neighbourhood()
})

async function escalateAt(now: string) {
  const { act, at } = await platform()
  at(now)
  await act((call) => escalateOverdue(call), { now: new Date(now) })
}

async function raisedTo(leader: Officer, dossierId: string) {
  const { rows } = await (await desk(leader)).call(contract.listEscalated, { query: { limit: 100 } })
  return rows.filter((row) => row.dossierId === dossierId).map((row) => row.raisedTo)
}

test('an overdue dossier climbs: the head of the office, the commune’s chair, the province', async () => {
  const { dossierId } = await accepted(people) // due on Friday the 27th at closing time
  await escalateAt('2026-11-27T03:00:00Z')
  expect(await raisedTo(people.chief, dossierId)).toEqual([])
  await escalateAt('2026-11-30T01:00:00Z')
  expect(await raisedTo(people.chief, dossierId)).toEqual(['office'])
  expect(await raisedTo(chair, dossierId)).toEqual([])
  await escalateAt('2026-12-01T02:00:00Z')
  expect(await raisedTo(chair, dossierId)).toEqual(['commune-chair'])
  expect(await raisedTo(province, dossierId)).toEqual([])
  await escalateAt('2026-12-03T09:00:00Z')
  expect(await raisedTo(province, dossierId)).toEqual(['province'])
  const { steps } = await (await desk(people.handler)).call(contract.readDeskDossier, {
    params: { dossierId },
  })
  const raised = steps.filter(({ act }) => act === 'escalate')
  expect(raised.map(({ note }) => note)).toEqual([
    expect.stringContaining('Công an'),
    expect.stringContaining('Ủy ban nhân dân'),
    expect.stringContaining('Công an thành phố'),
  ])
  expect(raised.every(({ proof }) => proof?.intact)).toBe(true)
})

test('the job may run twice; what is decided is on nobody’s desk any more', async () => {
  const { owner } = await platform()
  const dossier = await accepted(people)
  await escalateAt('2026-11-30T01:00:00Z')
  await escalateAt('2026-11-30T01:00:00Z')
  const rows = await owner`select 1 from services.dossier_escalations where dossier_id = ${dossier.dossierId}`
  expect(rows).toHaveLength(1)
  const { as } = await platform()
  await as(people.mother.actor).call(contract.withdrawDossier, {
    params: { dossierId: dossier.dossierId },
    body: { version: dossier.version },
  })
  expect(await raisedTo(people.chief, dossier.dossierId)).toEqual([])
})

test('what is raised names no citizen', async () => {
  await accepted(people)
  await escalateAt('2026-12-01T02:00:00Z')
  const list = await (await desk(chair)).call(contract.listEscalated, { query: {} })
  expect(list.rows.length).toBeGreaterThan(0)
  expect(JSON.stringify(list)).not.toContain('Hường')
})

test('tomorrow’s overdue is foretold by office and officer, and each figure has its dossiers', async () => {
  const { at } = await platform()
  const { dossierId } = await accepted(people)
  at('2026-11-26T02:00:00Z') // Thursday; due on Friday
  const chief = await desk(people.chief)
  const forecast = await chief.call(contract.readForecast, {})
  expect(forecast.day).toBe('2026-11-27')
  const own = forecast.offices.find(({ agencyId }) => agencyId === people.chief.actor.agencyId)!
  expect(own.officers.find(({ name }) => name === 'Vũ Minh Đức')!.count).toBeGreaterThan(0)
  expect(forecast.offices.reduce((sum, { count }) => sum + count, 0)).toBe(forecast.total)
  const { rows } = await chief.call(contract.listDueTomorrow, { query: { limit: 100 } })
  expect(rows).toHaveLength(forecast.total)
  expect(rows.find((row) => row.dossierId === dossierId)).toMatchObject({ own: true, holder: 'Vũ Minh Đức' })
  const above = await (await desk(province)).call(contract.readForecast, {})
  expect(above.offices.map(({ agencyId }) => agencyId)).toContain(people.chief.actor.agencyId)
  expect(above.total).toBeGreaterThanOrEqual(forecast.total)
})

test('a leader sees his office and those below it, no other', async () => {
  const { at } = await platform()
  await accepted(people)
  at('2026-11-26T02:00:00Z')
  const elsewhere = await (await desk(people.chief)).call(contract.listDueTomorrow, {
    query: { agencyId: agencyIdOf('commune-police', people.wards.elsewhere) },
  })
  expect(elsewhere.rows).toEqual([])
  const handler = await refused((await desk(people.handler)).call(contract.readForecast, {}))
  expect(handler.status).toBe(403)
})
