import { beforeAll, expect, test } from 'vitest'
import { platform } from '#testing'
import type { OpenTelling } from './portal.store.ts'
import { findUntold, tellPortal, toldOf } from './portal.ts'
import { filed, MONDAY, type Neighbourhood, neighbourhood } from './scene-for-tests.ts'

const POWER = '0.006025'
let people: Neighbourhood
beforeAll(async () => {
  const p = await platform()
  p.at(MONDAY)
  people = await neighbourhood()
})

interface Telling {
  version: number
  toldVersion: number | null
  requestId: string
  attempts: number
  error: string | null
  receiptNumber: string | null
  current: boolean
}
async function tellingOf(dossierId: string): Promise<Telling | undefined> {
  const { owner } = await platform()
  const [row] = await owner<Telling[]>`
    select t.version, t.told_version, t.request_id, t.attempts, t.error, t.receipt_number, v.current
    from services.portal_tellings t join services.portal_v1 v using (dossier_id) where t.dossier_id = ${dossierId}`
  return row
}
const sent = (code: string) => filed(people.mother, POWER, { customerCode: code, declared: true })

test('each step of a dossier is told to the national portal, the latest under its own request', async () => {
  const p = await platform()
  p.otherRegisters.tell('electricity', 'slow')
  const { dossierId } = await sent('PD1')
  await p.settle()
  const first = (await tellingOf(dossierId))!
  expect(first).toMatchObject({ current: true, error: null, receiptNumber: expect.stringMatching(/^SB-/) })
  p.otherRegisters.tell('electricity', 'works')
  await p.owner`update graphile_worker._private_jobs set run_at = now()`
  await p.settle()
  const last = (await tellingOf(dossierId))!
  expect(last.current).toBe(true)
  expect(last.toldVersion).toBeGreaterThan(first.toldVersion!)
  expect(last.requestId).not.toBe(first.requestId)
})

test('the portal is told what the circular asks: service, channel, dates, fee, how each paper came in, each step', async () => {
  const p = await platform()
  const { dossierId } = await sent('PD7')
  await p.settle()
  const { send } = p.otherRegisters
  const told: Record<string, unknown>[] = []
  p.otherRegisters.send = async (request) => {
    if (request.register === 'national-portal') told.push({ ...request.data })
    return send(request)
  }
  await p.owner`update services.portal_tellings set told_version = null, try_at = ${MONDAY} where dossier_id = ${dossierId}`
  await p.act((call) => tellPortal(call), { now: MONDAY })
  p.otherRegisters.send = send
  expect(told).toMatchObject([
    {
      serviceCode: POWER,
      serviceName: 'Thay đổi chủ thể hợp đồng mua bán điện',
      applicantKind: 1,
      channelCode: 2,
      nationalState: 10,
      feeDong: 0,
      papers: [
        { code: 'identity-card', digitisation: 2 },
        { code: 'residence-book', digitisation: 2 },
      ],
    },
  ])
  const steps = told[0]!.process as { act: string; nationalState: number }[]
  expect(steps.map(({ nationalState }) => nationalState)).toEqual([1, 2, 4, 9, 10])
})

test('a paper is told as not there, sent up, read in a register, or a result of before', () => {
  const paper = (code: string, more: object) => ({
    code,
    name: { vi: code, en: code },
    why: { vi: '', en: '' },
    needed: true,
    ...more,
  })
  const { papers } = toldOf(
    {
      state: 'submitted',
      fee: { amountDong: 8000 },
      steps: [],
      attached: ['scan'],
      papers: [
        paper('nothing', {}),
        paper('scan', {}),
        paper('register', { needed: false }),
        paper('result', {
          needed: false,
          result: { documentId: 'd', name: { vi: '', en: '' }, number: '1' },
        }),
      ],
    } as unknown as OpenTelling,
    'x',
  )
  expect((papers as { digitisation: number }[]).map(({ digitisation }) => digitisation)).toEqual([0, 1, 2, 3])
})

test('threat: availability, while the portal is down nothing is lost: it is told later, and once', async () => {
  const p = await platform()
  p.otherRegisters.tell('national-portal', 'down')
  const { dossierId } = await sent('PD2')
  await p.settle()
  const down = (await tellingOf(dossierId))!
  expect(down).toMatchObject({ current: false, toldVersion: null, error: 'The register is down' })
  expect(down.attempts).toBeGreaterThan(0)
  p.otherRegisters.tell('national-portal', 'works')
  // Jobs go by the real clock: an hour from now the next attempt is due.
  const later = new Date(Date.now() + 3_600_000)
  await p.act((call) => tellPortal(call), { now: later })
  const told = (await tellingOf(dossierId))!
  expect(told).toMatchObject({ current: true, error: null, attempts: 0, requestId: down.requestId })
  await p.act((call) => tellPortal(call), { now: later })
  expect(await tellingOf(dossierId)).toEqual(told)
})

test('what was forgotten is found once a day', async () => {
  const p = await platform()
  const { dossierId } = await sent('PD3')
  await p.settle()
  await p.owner`delete from services.portal_tellings where dossier_id = ${dossierId}`
  await p.act((call) => findUntold(call))
  await p.act((call) => tellPortal(call), { now: new Date(Date.now() + 3_600_000) })
  expect(await tellingOf(dossierId)).toMatchObject({ current: true })
  await p.act((call) => findUntold(call))
  const [{ count }] = await p.owner<[{ count: number }]>`
    select count(*)::integer as count from services.portal_tellings where told_version is distinct from version`
  expect(count).toBe(0)
})
