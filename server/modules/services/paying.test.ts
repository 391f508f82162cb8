import { beforeAll, expect, test } from 'vitest'
import { listMyDocuments } from '#documents/contract'
import { listMyNotifications } from '#notifications/contract'
import * as payments from '#payments/contract'
import { lawParameter } from '#reference'
import { platform } from '#testing'
import * as contract from './contract.ts'
import { desk } from './desk-for-tests.ts'
import { bestOf, type FeeBenefit, isFor } from './fees.ts'
import {
  committee,
  filed,
  MONDAY,
  type Neighbourhood,
  neighbourhood,
  type Person,
  person,
  refused,
} from './scene-for-tests.ts'
import { endWaitingTooLong } from './waiting.ts'

const EXTRACT = '2.000635'
const SPLIT = '1.010038'
let people: Neighbourhood
let office: Awaited<ReturnType<typeof committee>>
beforeAll(async () => {
  const { at } = await platform()
  at(MONDAY)
  people = await neighbourhood()
  office = await committee(people.wards.home)
})

/** A copy of an extract asked for by someone, accepted against its fee. */
async function owing(who: Person = people.mother) {
  const { dossierId } = await filed(who, EXTRACT, { book: 'birth', declared: true })
  const at = await desk(office.registrar)
  const params = { dossierId }
  const { version } = await at.call(contract.readDeskDossier, { params })
  const { state } = await at.call(contract.acceptDossier, { params, body: { version } })
  expect(state).toBe('payment-asked')
  return { who, params }
}
type Owing = Awaited<ReturnType<typeof owing>>

async function dueOf({ who, params }: Owing) {
  const { as } = await platform()
  return (await as(who.actor).call(payments.readMyDue, { params })).due!
}

async function dossierOf({ who, params }: Owing) {
  const { as } = await platform()
  return as(who.actor).call(contract.readMyDossier, { params })
}

async function told(jws: string) {
  const { as } = await platform()
  return as({ kind: 'anonymous' }).call(payments.takeMessage, { body: { jws } })
}

test('a citizen pays by QR; the signed message accepts the dossier, once, with a receipt that says why so much', async () => {
  const p = await platform()
  const dossier = await owing()
  const { amountDong, online } = await dueOf(dossier)
  expect(amountDong).toBe(8000)
  expect(online!.qr.text).toContain(online!.reference)
  await p.as(people.mother.actor).call(payments.payInSandbox, { params: dossier.params })
  await p.settle()
  const due = await dueOf(dossier)
  expect(due).toMatchObject({ state: 'paid', paidBy: 'gateway', online: null })
  expect(due.receiptNumber).toMatch(/^BL\d{6}-\d{4}$/)
  expect(await dossierOf(dossier)).toMatchObject({ state: 'accepted', clock: { state: 'runs' } })
  const { rows } = await p.as(people.mother.actor).call(listMyDocuments, {})
  expect(rows.map(({ kind }) => kind)).toContain('BienLai')
  const again = await refused(
    p.as(people.mother.actor).call(payments.payInSandbox, { params: dossier.params }),
  )
  expect(again.type).toBe('/problems/payments/nothing-owed')
})

test('a message repeated changes nothing; forged, stale or told otherwise it is refused', async () => {
  const p = await platform()
  const dossier = await owing()
  const { reference } = (await dueOf(dossier)).online!
  const now = MONDAY.toISOString()
  const payment = p.bank.pay({ reference, amountDong: 8000, paidAt: now })
  const jws = await p.bank.tell(payment, now)
  const [body, signature] = [jws.split('.').slice(0, 2).join('.'), jws.split('.')[2]!]
  const forged = await refused(told(`${body}.${[...signature].reverse().join('')}`))
  expect(forged).toMatchObject({ status: 403, type: '/problems/payments/message-forged' })
  const stale = await refused(told(await p.bank.tell(payment, '2026-11-23T01:40:00.000Z')))
  expect(stale.type).toBe('/problems/payments/message-stale')
  const both = await Promise.all([told(jws), told(jws), told(await p.bank.tell(payment, now))])
  expect(both.map(({ outcome }) => outcome)).toEqual(['paid', 'paid', 'paid'])
  const otherwise = await refused(told(await p.bank.tell({ ...payment, amountDong: 9000 }, now)))
  expect(otherwise.type).toBe('/problems/payments/message-differs')
  const [sums] = await p.owner<{ count: number; dong: number }[]>`
    select count(*)::integer as count, sum(amount_dong)::integer as dong
    from payments.transfers where transfer_id = ${`pay:${payment.transactionId}`}`
  expect(sums).toEqual({ count: 1, dong: 8000 })
})

test('money that does not fit is returned: too little, paid twice, of a dossier that ended', async () => {
  const p = await platform()
  const dossier = await owing()
  const { reference } = (await dueOf(dossier)).online!
  const now = MONDAY.toISOString()
  const pay = async (amountDong: number) =>
    told(await p.bank.tell(p.bank.pay({ reference, amountDong, paidAt: now }), now))
  expect((await pay(7000)).outcome).toBe('to-return')
  expect((await dueOf(dossier)).state).toBe('open')
  expect((await pay(8000)).outcome).toBe('paid')
  expect((await pay(8000)).outcome).toBe('to-return')
  await p.settle()
  const back = p.bank.refunds().map(({ amountDong }) => amountDong)
  expect(back.slice(-2).sort()).toEqual([7000, 8000])
  const [left] = await p.owner<{ dong: number }[]>`
    select coalesce(sum(case when credit = 'to-return' then amount_dong else -amount_dong end), 0)::integer as dong
    from payments.transfers where 'to-return' in (debit, credit)`
  expect(left!.dong).toBe(0)
})

test('withdrawn after paying, the fee is given back and the citizen is told; unpaid it is owed no longer', async () => {
  const p = await platform()
  const payer = await person2()
  const dossier = await owing(payer)
  await p.as(payer.actor).call(payments.payInSandbox, { params: dossier.params })
  await p.settle()
  const { version } = await dossierOf(dossier)
  await p.as(payer.actor).call(contract.withdrawDossier, { params: dossier.params, body: { version } })
  await p.settle()
  expect((await dueOf(dossier)).state).toBe('refunded')
  const { rows } = await p.as(payer.actor).call(listMyNotifications, { query: {} })
  expect(rows.map(({ title }) => title.vi)).toContain('Đã hoàn trả tiền')

  const unpaid = await owing(payer)
  await p.act((call) => endWaitingTooLong(call), { now: new Date('2026-11-30T02:00:00Z') })
  expect((await dossierOf(unpaid)).state).toBe('payment-asked')
  await p.act((call) => endWaitingTooLong(call), { now: new Date('2026-12-04T02:00:00Z') })
  expect((await dossierOf(unpaid)).state).toBe('stopped')
  expect((await dueOf(unpaid)).state).toBe('cancelled')
})

test('cash taken at the counter is not taken twice, and is given back there', async () => {
  const p = await platform()
  const dossier = await owing()
  const counter = await desk(office.registrar)
  const { version } = await counter.call(contract.readDeskDossier, { params: dossier.params })
  const { reference } = (await dueOf(dossier)).online!
  const paid = await counter.call(contract.recordPayment, {
    params: dossier.params,
    body: { version, receiptNumber: 'BL-0042' },
  })
  const now = MONDAY.toISOString()
  const late = await told(await p.bank.tell(p.bank.pay({ reference, amountDong: 8000, paidAt: now }), now))
  expect(late.outcome).toBe('to-return')
  await p.as(people.mother.actor).call(contract.withdrawDossier, {
    params: dossier.params,
    body: { version: paid.version },
  })
  const { rows } = await counter.call(payments.listCashRefunds, {})
  const mine = rows.find(({ code }) => code === paid.code)!
  expect(mine).toMatchObject({ amountDong: 8000, reason: 'withdrawn' })
  const params = { refundId: mine.refundId }
  const elsewhere = await refused((await desk(people.handler)).call(payments.giveCashBack, { params }))
  expect(elsewhere.type).toBe('/problems/payments/nothing-owed')
  await counter.call(payments.giveCashBack, { params })
  expect((await refused(counter.call(payments.giveCashBack, { params }))).type).toBe(
    '/problems/payments/nothing-owed',
  )
  expect((await dueOf(dossier)).state).toBe('refunded')
})

test('a stranger sees no due, and a counter does not take what was just paid online', async () => {
  const p = await platform()
  const dossier = await owing()
  const stranger = await refused(
    p.as(people.landlord.actor).call(payments.readMyDue, { params: dossier.params }),
  )
  expect(stranger.status).toBe(404)
  const counter = await desk(office.registrar)
  const { version } = await counter.call(contract.readDeskDossier, { params: dossier.params })
  const { reference } = (await dueOf(dossier)).online!
  const now = MONDAY.toISOString()
  await told(await p.bank.tell(p.bank.pay({ reference, amountDong: 8000, paidAt: now }), now))
  const twice = await refused(
    counter.call(contract.recordPayment, {
      params: dossier.params,
      body: { version, receiptNumber: 'BL-0043' },
    }),
  )
  expect(twice).toMatchObject({ status: 409, type: '/problems/payments/already-paid' })
})

test('a day is compared with the gateway: a payment of which no message came is recorded then', async () => {
  const p = await platform()
  const dossier = await owing()
  const { reference } = (await dueOf(dossier)).online!
  const { transactionId } = p.bank.pay({ reference, amountDong: 8000, paidAt: MONDAY.toISOString() })
  const administrator = p.as({ ...office.chair.actor, roles: ['administrator'] })
  const params = { day: '2026-11-23' }
  const first = await administrator.call(payments.reconcileDay, { params })
  expect(first).toMatchObject({ missing: 1, surplus: 0, differing: 0 })
  await p.settle()
  expect(await dossierOf(dossier)).toMatchObject({ state: 'accepted' })
  const lines = await administrator.call(payments.readReconciliation, { params })
  expect(lines.rows[0]).toMatchObject({ transactionId, verdict: 'missing', outcome: 'paid' })
  const again = await administrator.call(payments.reconcileDay, { params })
  expect(again).toMatchObject({ missing: 0, matched: first.matched + 1, ourDong: first.gatewayDong })
  const leader = await p.as(office.chair.actor).call(payments.listReconciliations, {})
  expect(leader.days).toEqual([])
  expect(leader.takings[0]!.online).toBeGreaterThan(0)
  const denied = await refused(p.as(office.chair.actor).call(payments.reconcileDay, { params }))
  expect(denied.status).toBe(403)
})

test.each([
  ['a grown-up', '1990-03-05', 5000],
  ['someone of sixty', '1966-11-23', 0],
  ['someone a day short of sixty', '1966-11-24', 5000],
])('%s pays this for splitting a household', async (_who, bornOn, amountDong) => {
  const p = await platform()
  const who = await p.act((call) => person(call, { name: 'Lý Thị Mai', bornOn }), { now: MONDAY })
  const draft = await p.as(who.actor).call(contract.openDraft, { params: { code: SPLIT } })
  expect(draft.fee.amountDong).toBe(amountDong)
  if (amountDong === 0) expect(draft.fee.reason.vi).toBe('Người cao tuổi được miễn lệ phí')
})

test('a digital citizen pays nothing online, and the receipt names what was found; one item short, the fee stands', async () => {
  const p = await platform()
  const item = (vi: string) => vi.toLowerCase()
  const digital = await citizenWith(['payment-accounts', 'social-assistance', 'health-insurance', 'tax'])
  const draft = await p.as(digital.actor).call(contract.openDraft, { params: { code: SPLIT } })
  expect(draft.fee).toMatchObject({ amountDong: 0, law: 'Resolution 66.22/2026/NQ-CP' })
  for (const word of ['Công dân số', item('Tài khoản thanh toán'), item('Giấy khai sinh'), 'bảo hiểm y tế'])
    expect(draft.fee.reason.vi).toContain(word)
  const short = await citizenWith(['social-assistance', 'health-insurance', 'tax'])
  const regular = await p.as(short.actor).call(contract.openDraft, { params: { code: SPLIT } })
  expect(regular.fee.amountDong).toBe(5000)
  p.otherRegisters.tell('health-insurance', 'down')
  const unknown = await citizenWith(['payment-accounts', 'social-assistance', 'health-insurance', 'tax'])
  const unanswered = await p.as(unknown.actor).call(contract.openDraft, { params: { code: SPLIT } })
  expect(unanswered.fee.amountDong).toBe(5000)
  p.otherRegisters.tell('health-insurance', 'works')
})

test('of half the fee and the digital citizen’s none the better one wins, and only online', async () => {
  const p = await platform()
  const who = await citizenWith(['payment-accounts', 'social-assistance', 'health-insurance', 'tax'])
  const CARD = '1.014061'
  const draft = await p.as(who.actor).call(contract.openDraft, { params: { code: CARD } })
  expect(draft.fee).toMatchObject({ amountDong: 0, law: 'Resolution 66.22/2026/NQ-CP' })
  const other = await citizenWith([])
  const half = await p.as(other.actor).call(contract.openDraft, { params: { code: CARD } })
  expect(half.fee).toMatchObject({ law: 'Circular 64/2025/TT-BTC', amountDong: half.fee.standardDong / 2 })
  const atCounter = await desk(people.handler)
  const body = { code: CARD, card: who.number }
  const { draft: filing } = await atCounter.call(contract.openCounterDraft, { body })
  expect(filing.fee.law).toBe('Circular 64/2025/TT-BTC')
})

test('a student and whoever has merit pay half for a criminal-record certificate; the register says so, no paper', async () => {
  const p = await platform()
  const fee = async (who: Person) =>
    (await p.as(who.actor).call(contract.openDraft, { params: { code: '3.000333' } })).fee
  const other = await citizenWith([])
  expect(await fee(other)).toMatchObject({ amountDong: 200_000 })
  for (const register of ['education', 'merit']) {
    const who = await citizenWith([register])
    expect(await fee(who)).toMatchObject({ amountDong: 100_000, standardDong: 200_000 })
  }
})

test('what a reduction rests on stands in the log of each call that used it, also when it was looked up a moment ago', async () => {
  const p = await platform()
  const who = await citizenWith(['payment-accounts', 'social-assistance', 'health-insurance', 'tax'])
  for (const code of [SPLIT, '1.014061']) await p.as(who.actor).call(contract.openDraft, { params: { code } })
  const entered = await p.owner<{ fields: string[] }[]>`
    select s.fields from audit.entry_subjects s join audit.entries e on e.id = s.entry_id
    where e.actor_account = ${who.actor.accountId} and e.act like 'POST /services/%'`
  expect(entered).toHaveLength(2)
  for (const { fields } of entered) expect(fields).toEqual(expect.arrayContaining(['social-assistance']))
})

/** Somebody of 36 with an account of level 2 and a birth certificate, whom these registers hold. */
async function citizenWith(registers: readonly string[]): Promise<Person> {
  const p = await platform()
  const who = await p.act((call) => person(call, { name: 'Lý Thị Mai' }), { now: MONDAY })
  const held: Record<string, string> = {
    'payment-accounts': 'linkedAccount',
    'social-assistance': 'benefitAccount',
    'health-insurance': 'healthCard',
    tax: 'taxStatus',
    education: 'school',
    merit: 'meritStatus',
  }
  for (const register of registers) p.otherRegisters.hold(register, who.number, { [held[register]!]: '1' })
  return who
}

test.each([
  ['2023-11-30', 'fee.card.renewal', 'online', []],
  ['2024-03-01', 'fee.card.renewal', 'online', ['online-2023']],
  ['2025-08-01', 'fee.card.renewal', 'online', ['half-2025', 'online-2023']],
  ['2026-08-14', 'fee.residence.permanent', 'online', ['child', 'elderly']],
  ['2026-08-15', 'fee.residence.permanent', 'online', ['child', 'elderly', 'digital-citizen']],
  ['2026-08-15', 'fee.residence.permanent', 'direct', ['child', 'elderly']],
  ['2027-03-01', 'fee.residence.permanent', 'online', ['child', 'elderly']],
  ['2026-12-31', 'fee.passport', 'post', ['half-2025']],
  ['2027-01-01', 'fee.passport', 'post', []],
  ['2026-11-23', 'fee.passports', 'post', []],
] as const)('on %s the reductions of %s, %s', async (on, param, by, expected) => {
  const p = await platform()
  const { value: names } = await p.act((call) => lawParameter<string[]>(call, 'fee.benefits', '2024-01-01'))
  const found = await p.act(async (call) => {
    const kept = []
    for (const name of names) {
      const benefit = await lawParameter<FeeBenefit>(call, `fee.benefit.${name}`, on).catch(() => null)
      if (benefit && isFor(benefit.value, { param, by })) kept.push(name)
    }
    return kept
  })
  expect(found).toEqual(expected)
})

test('of several benefits the best wins; an equal one is not named', () => {
  const of = (amountDong: number, law: string) => ({ amountDong, law, reason: { vi: law, en: law } })
  expect(bestOf([of(20_000, 'a'), of(10_000, 'b'), of(0, 'c')]).law).toBe('c')
  expect(bestOf([of(10_000, 'a'), of(10_000, 'b')]).law).toBe('a')
  expect(bestOf([of(10_000, 'a'), of(18_000, 'b')]).law).toBe('a')
})

/** Somebody else of the home ward. */
async function person2(): Promise<Person> {
  return (await neighbourhood()).father
}
