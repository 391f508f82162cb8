import { beforeAll, expect, test } from 'vitest'
import { platform } from '#testing'
import * as contract from './contract.ts'
import { decided, desk } from './desk-for-tests.ts'
import { sweepQueue } from './queue.ts'
import { committee, MONDAY, type Neighbourhood, neighbourhood, refused } from './scene-for-tests.ts'

const SINGLE = '1.004873'

let people: Neighbourhood
let office: Awaited<ReturnType<typeof committee>>
beforeAll(async () => {
  const p = await platform()
  p.at(MONDAY)
  people = await neighbourhood()
  office = await committee(people.wards.home)
})

async function filed(): Promise<string> {
  const at = await desk(office.oneStop)
  const { draft } = await at.call(contract.openCounterDraft, {
    body: { code: SINGLE, card: people.mother.number },
  })
  const saved = await at.call(contract.saveCounterDraft, {
    params: { draftId: draft.draftId },
    body: {
      revision: draft.revision,
      serviceVersion: draft.service.version,
      answers: { ...draft.answers, forWhat: 'loan', declared: true },
    },
  })
  const dossier = await at.call(contract.submitCounterDraft, {
    params: { draftId: draft.draftId },
    body: {
      revision: saved.revision,
      serviceVersion: saved.service.version,
      confirmation: { kind: 'signature', evidence: 'Ký tờ khai tại quầy' },
    },
  })
  return dossier.dossierId
}

test('the code in the app says who stands there, once and for five minutes', async () => {
  const p = await platform()
  const at = await desk(office.oneStop)
  const open = (card: string) => at.call(contract.openCounterDraft, { body: { code: SINGLE, card } })
  const first = await p.as(people.mother.actor).call(contract.makeVisitorCode)
  const { code, qr } = await p.as(people.mother.actor).call(contract.makeVisitorCode)
  expect(code).toMatch(/^\d{8}$/)
  expect(qr.path).toContain('h')
  expect((await refused(open(first.code))).type).toBe('/problems/services/visitor-code-wrong')
  expect((await open(`${code.slice(0, 4)} ${code.slice(4)}`)).visitor.name).toBe('Nguyễn Thị Hường')
  expect((await refused(open(code))).type).toBe('/problems/services/visitor-code-wrong')
  const late = await p.as(people.mother.actor).call(contract.makeVisitorCode)
  p.at(new Date(MONDAY.getTime() + 6 * 60_000))
  expect((await refused(open(late.code))).type).toBe('/problems/services/visitor-code-wrong')
  p.at(MONDAY)
})

test('a result is handed over at the desk only when there is one, with who came and what proved it', async () => {
  const p = await platform()
  const at = await desk(office.oneStop)
  const dossierId = await filed()
  const params = { dossierId }
  const collected = { who: 'other', name: 'Trần Văn Nam', proof: 'Giấy ủy quyền, thẻ căn cước' } as const
  const early = await refused(at.call(contract.recordCollected, { params, body: collected }))
  expect(early.type).toBe('/problems/services/result-not-ready')
  await decided(dossierId, office)
  const { delivery } = await at.call(contract.recordCollected, { params, body: collected })
  expect(delivery).toMatchObject({ state: 'collected', collectedBy: collected })
  const twice = await refused(at.call(contract.recordCollected, { params, body: collected }))
  expect(twice.type).toBe('/problems/services/delivery-not-now')
  const mine = await p.as(people.mother.actor).call(contract.readDelivery, { params })
  expect(mine.delivery?.collectedBy?.name).toBe('Trần Văn Nam')
  const stranger = await refused(p.as(people.landlord.actor).call(contract.readDelivery, { params }))
  expect(stranger.status).toBe(404)
})

test('by post: asked for, changed until it leaves, sent under its number, sent back, sent again, delivered', async () => {
  const p = await platform()
  const me = p.as(people.mother.actor)
  const at = await desk(office.oneStop)
  const dossierId = await filed()
  const params = { dossierId }
  const recipient = { name: 'Nguyễn Thị Hường', phone: '0912000345', address: 'Số 6, ngõ 22, phố Châu Long' }
  await me.call(contract.askDelivery, { params, body: { way: 'desk' } })
  const asked = await me.call(contract.askDelivery, { params, body: { way: 'post', recipient } })
  expect(asked.delivery).toMatchObject({
    way: 'post',
    state: 'wanted',
    fee: { amountDong: asked.postFeeDong },
  })
  await decided(dossierId, office)
  const posted = { params, body: { tracking: 'EK123456789VN' } }
  expect((await at.call(contract.recordPosted, posted)).delivery?.state).toBe('posted')
  const left = await refused(me.call(contract.askDelivery, { params, body: { way: 'desk' } }))
  expect(left.type).toBe('/problems/services/delivery-not-now')
  await at.call(contract.recordPostOutcome, {
    params,
    body: { outcome: 'sent-back', note: 'Không có người nhận' },
  })
  await me.call(contract.askDelivery, { params, body: { way: 'post', recipient } })
  await at.call(contract.recordPosted, { params, body: { tracking: 'EK987654321VN' } })
  const done = await at.call(contract.recordPostOutcome, { params, body: { outcome: 'delivered' } })
  expect(done.delivery?.history.map(({ state }) => state)).toEqual([
    'wanted',
    'wanted',
    'posted',
    'sent-back',
    'wanted',
    'posted',
    'delivered',
  ])
  expect(done.delivery?.tracking).toBe('EK987654321VN')
})

test('twenty numbers taken at once are twenty; desks that call at once never call the same', async () => {
  const at = await desk(office.oneStop)
  const taken = await Promise.all(Array.from({ length: 20 }, () => at.call(contract.takeTicket)))
  expect(taken.map(({ number }) => number).sort((a, b) => a - b)).toEqual(
    Array.from({ length: 20 }, (_, index) => index + 1),
  )
  const called = await Promise.all(
    Array.from({ length: 20 }, (_, index) => at.call(contract.callNext, { body: { desk: 1 + (index % 2) } })),
  )
  expect(new Set(called.map(({ number }) => number)).size).toBe(20)
  const none = await refused(at.call(contract.callNext, { body: { desk: 1 } }))
  expect(none.type).toBe('/problems/services/nobody-waits')
  const params = { ticketId: called[0]!.ticketId }
  await at.call(contract.endTicket, { params, body: { outcome: 'absent' } })
  const again = await refused(at.call(contract.endTicket, { params, body: { outcome: 'served' } }))
  expect(again.type).toBe('/problems/services/ticket-not-called')
})

test('the board on the wall shows numbers and desks to everybody; the next day begins anew', async () => {
  const p = await platform()
  const at = await desk(office.oneStop)
  const ticket = await at.call(contract.takeTicket)
  const { agencyId, mine } = await at.call(contract.readOfficeQueue)
  expect(mine.length).toBeGreaterThan(0)
  const board = await p.as({ kind: 'anonymous' }).call(contract.readQueueBoard, { params: { agencyId } })
  expect(board).toMatchObject({ waiting: 1, next: [ticket.number] })
  expect(board.called.length).toBe(19)
  const nowhere = p
    .as({ kind: 'anonymous' })
    .call(contract.readQueueBoard, { params: { agencyId: 99_999_999 } })
  expect((await refused(nowhere)).status).toBe(404)
  p.at(new Date(MONDAY.getTime() + 86_400_000))
  await p.act((call) => sweepQueue(call), { now: new Date(MONDAY.getTime() + 86_400_000) })
  expect((await at.call(contract.takeTicket)).number).toBe(1)
  p.at(MONDAY)
})
