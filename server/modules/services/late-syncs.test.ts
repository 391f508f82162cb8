import { beforeAll, beforeEach, expect, test } from 'vitest'
import { otherRegisters } from '#ports/other-registers.ts'
import { platform } from '#testing'
import * as contract from './contract.ts'
import { decided, desk } from './desk-for-tests.ts'
import { raiseLateSyncs } from './late-syncs.ts'
import { carryOn } from './register-requests.ts'
import {
  committee,
  filed,
  MONDAY,
  type Neighbourhood,
  neighbourhood,
  type Officer,
  officer,
} from './scene-for-tests.ts'

const LINKED_BIRTH = '2.002621'
const MINUTE = 60_000

let people: Neighbourhood
let office: Awaited<ReturnType<typeof committee>>
let province: Officer
beforeAll(async () => {
  const p = await platform()
  p.at(MONDAY)
  people = await neighbourhood()
  office = await committee(people.wards.home)
  province = await p.act(
    (call) => officer(call, 'Lê Thị Bích Hạnh', 'province-leader', ['steering'], 1, 'province-committee'),
    { now: MONDAY },
  )
}, 120_000)
beforeEach(async () => {
  const p = await platform()
  for (const { key } of otherRegisters) p.otherRegisters.tell(key, 'works')
  p.at(MONDAY)
})

/** A birth with a health card, which the insurance is asked for. Resolves with it and the moment when that is due. */
async function birth(childName: string) {
  const p = await platform()
  const { dossierId } = await filed(people.mother, LINKED_BIRTH, {
    childName,
    childSex: 'female',
    childBornOn: '2026-11-20',
    birthUnit: { provinceId: 1, unitId: people.wards.there },
    birthFacility: 'Bệnh viện Phụ sản',
    withResidence: false,
    withHealthCard: true,
    clinic: 'Trạm y tế phường',
    declared: true,
  })
  await decided(dossierId, office)
  await p.settle()
  const { links } = await p.as(people.mother.actor).call(contract.readMyDossier, { params: { dossierId } })
  const card = links.find(({ words }) => words.vi === 'Thẻ bảo hiểm y tế cho con')!.dossierId
  const [told] = await p.owner<{ madeAt: string; dueAt: string }[]>`
    select made_at, sync_due_at as due_at from services.register_requests where dossier_id = ${card}`
  return { dossierId, madeAt: Date.parse(told!.madeAt), dueAt: Date.parse(told!.dueAt) }
}

async function raiseAt(instant: number) {
  const { act } = await platform()
  await act((call) => raiseLateSyncs(call), { now: new Date(instant) })
}

async function heard() {
  const { owner } = await platform()
  return owner<{ payload: unknown }[]>`select payload from platform.events where name = 'services.sync-late'`
}

async function lateFor(who: Officer, dossierId: string) {
  const { rows } = await (await desk(who)).call(contract.listLateSyncs, { query: { limit: 100 } })
  return rows.filter((row) => row.dossierId === dossierId)
}

test('what the insurance has not taken within ten minutes is raised once, to the office and its leaders, until it is taken', async () => {
  const p = await platform()
  p.otherRegisters.tell('health-insurance', 'down')
  const { dossierId, madeAt, dueAt } = await birth('Trần Bảo Châu')
  expect(dueAt - madeAt).toBe(10 * MINUTE)
  await raiseAt(dueAt)
  expect(await lateFor(office.registrar, dossierId)).toEqual([])
  await raiseAt(dueAt + MINUTE)
  await raiseAt(dueAt + 2 * MINUTE)
  const [late, ...more] = await lateFor(office.registrar, dossierId)
  expect(more).toEqual([])
  expect(late).toMatchObject({
    own: true,
    raisedAt: new Date(dueAt + MINUTE).toISOString(),
    requestState: 'waiting',
    holder: expect.stringMatching(/./),
  })
  expect(await lateFor(office.chair, dossierId)).toMatchObject([{ requestId: late!.requestId, own: true }])
  expect(await lateFor(province, dossierId)).toMatchObject([{ requestId: late!.requestId, own: false }])
  expect(await lateFor(people.handler, dossierId)).toEqual([])
  expect(await heard()).toMatchObject([{ payload: { dossierId, register: 'health-insurance' } }])
  const { steps } = await (await desk(office.registrar)).call(contract.readDeskDossier, {
    params: { dossierId },
  })
  expect(steps.filter(({ act }) => act === 'sync-late')).toMatchObject([
    { note: expect.stringMatching(/bảo hiểm/i), by: { vi: 'Hệ thống' } },
  ])

  p.otherRegisters.tell('health-insurance', 'works')
  await p.act((call) => carryOn(call, { requestId: late!.requestId }))
  for (const who of [office.registrar, office.chair, province])
    expect(await lateFor(who, dossierId)).toEqual([])
  await raiseAt(dueAt + 30 * MINUTE)
  expect(await heard()).toHaveLength(1)
})

test('what was taken in time is raised to nobody; what is raised names no citizen', async () => {
  const p = await platform()
  p.otherRegisters.tell('health-insurance', 'slow')
  const taken = await birth('Trần Bảo Linh')
  p.otherRegisters.tell('health-insurance', 'down')
  const late = await birth('Trần Bảo Hân')
  await raiseAt(late.dueAt + 45 * MINUTE)
  expect(await lateFor(office.chair, taken.dossierId)).toEqual([])
  expect(await lateFor(office.chair, late.dossierId)).toHaveLength(1)
  const list = await (await desk(office.chair)).call(contract.listLateSyncs, { query: {} })
  expect(list.total).toBe(list.rows.length)
  expect(JSON.stringify(list)).not.toMatch(/Trần|Hường/)
})
