import { beforeAll, expect, test } from 'vitest'
import type { CitizenActor } from '#platform/call.ts'
import { emit } from '#platform/events.ts'
import { uuidv7 } from '#platform/ids.ts'
import * as services from '#services/contract'
import { platform } from '#testing'
import * as contract from './contract.ts'
import { tellings, textOf } from './dossier-words.ts'

beforeAll(async () => {
  await platform()
})

const service = { vi: 'Đăng ký tạm trú', en: 'Temporary residence registration' }
let numbers = 0

/** Someone with a session; messages go to the number, whether or not the register knows it. */
function somebody(): CitizenActor {
  numbers += 1
  const number = `0011900${String(numbers).padStart(5, '0')}`
  return { kind: 'citizen', number, personId: uuidv7(), accountId: uuidv7(), level: 2, sessionId: 's' }
}

function happening(applicant: string): services.DossierHappening {
  return {
    dossierId: uuidv7(),
    code: 'G01.801.001-261123-010001',
    serviceCode: '1.004194',
    service,
    applicant,
    agencyId: 101001,
    state: 'accepted',
    at: '2026-11-23T02:00:00Z',
  }
}

test('the applicant is told of each step, the approver of what he is asked, each once', async () => {
  const { as, act, settle } = await platform()
  const [applicant, approver] = [somebody(), somebody()]
  const about = happening(applicant.number)
  const asked = { ...about, approvalId: uuidv7(), approver: approver.number }
  await act(async (call) => {
    await emit(call, services.dossierSubmitted, about, { person: applicant.number })
    await emit(call, services.approvalAsked, asked, { person: approver.number })
    await emit(call, services.dossierDecided, { ...about, outcome: 'refused' }, { person: applicant.number })
  })
  await settle()
  const mine = await as(applicant).call(contract.listMyNotifications, { query: {} })
  expect(mine.rows.map(({ kind }) => kind).sort()).toEqual(['refused', 'submitted'])
  expect(mine.unread).toBe(2)
  const his = await as(approver).call(contract.listMyNotifications, { query: {} })
  expect(his.rows).toMatchObject([
    { kind: 'approval-asked', about: { kind: 'approval', id: asked.approvalId } },
  ])
  expect(his.rows[0]!.title.vi).toBe('Bạn được hỏi ý kiến: Đăng ký tạm trú')
})

test('reading one leaves the others; another person’s message cannot be read or marked', async () => {
  const { as, act, settle } = await platform()
  const [one, other] = [somebody(), somebody()]
  await act(async (call) => {
    const about = happening(one.number)
    await emit(call, services.dossierSubmitted, about, { person: one.number })
    await emit(call, services.dossierAccepted, about, { person: one.number })
  })
  await settle()
  const { rows } = await as(one).call(contract.listMyNotifications, { query: {} })
  const params = { notificationId: rows[0]!.notificationId }
  await as(other).call(contract.markRead, { params })
  expect((await as(one).call(contract.listMyNotifications, { query: {} })).unread).toBe(2)
  expect(await as(one).call(contract.markRead, { params })).toEqual({ unread: 1 })
  expect(await as(one).call(contract.markAllRead)).toEqual({ unread: 0 })
  expect((await as(other).call(contract.listMyNotifications, { query: {} })).rows).toEqual([])
})

test('the list pages by key', async () => {
  const { as, act, settle } = await platform()
  const one = somebody()
  await act(async (call) => {
    for (let i = 0; i < 5; i++) {
      await emit(call, services.dossierSubmitted, happening(one.number), { person: one.number })
    }
  })
  await settle()
  const seen: string[] = []
  let after: string | null = null
  do {
    const query: { limit: number; after?: string } = { limit: 2, ...(after ? { after } : {}) }
    const page: { rows: contract.Notification[]; next: string | null } = await as(one).call(
      contract.listMyNotifications,
      { query },
    )
    seen.push(...page.rows.map(({ notificationId }) => notificationId))
    after = page.next
  } while (after)
  expect(new Set(seen).size).toBe(5)
})

test('an officer has no messages of a citizen', async () => {
  const { as } = await platform()
  const nobody = await as({ kind: 'anonymous' }).send(contract.listMyNotifications, { query: {} })
  expect(nobody.status).toBe(401)
})

test.each(tellings())('%s says something in both languages, and nobody’s data', (telling) => {
  const { title, body } = textOf(telling, { service, code: 'G01.801.001-261123-010001' })
  for (const text of [title.vi, title.en, body.vi, body.en]) {
    expect(text.trim().length).toBeGreaterThan(8)
    expect(text).not.toMatch(/[{}]|\d{12}/)
  }
})
