/** A complaint that was right opens a dossier again; its fee is paid once, whatever was given back meanwhile. */
import { beforeAll, expect, test } from 'vitest'
import * as feedback from '#feedback/contract'
import * as payments from '#payments/contract'
import { platform } from '#testing'
import * as contract from './contract.ts'
import { desk } from './desk-for-tests.ts'
import { committee, filed, MONDAY, type Neighbourhood, neighbourhood, refused } from './scene-for-tests.ts'

const EXTRACT = '2.000635'
const FEE = 8000
const grounds = { reasons: ['not-registered'], text: 'Không tìm thấy đăng ký khai sinh trong sổ.' }

let people: Neighbourhood
let office: Awaited<ReturnType<typeof committee>>
beforeAll(async () => {
  const { at } = await platform()
  at(MONDAY)
  people = await neighbourhood()
  office = await committee(people.wards.home)
})

const mother = async () => (await platform()).as(people.mother.actor)
const registrar = () => desk(office.registrar)
type Params = { dossierId: string }

const dueOf = async (params: Params) => (await (await mother()).call(payments.readMyDue, { params })).due!
const versionOf = async (params: Params) =>
  (await (await registrar()).call(contract.readDeskDossier, { params })).version

async function file(): Promise<Params> {
  const { dossierId } = await filed(people.mother, EXTRACT, { book: 'birth', declared: true })
  return { dossierId }
}

async function accept(params: Params) {
  const body = { version: await versionOf(params) }
  return (await registrar()).call(contract.acceptDossier, { params, body })
}

async function pay(params: Params) {
  await (await mother()).call(payments.payInSandbox, { params })
  await (await platform()).settle()
}

async function refuse(params: Params) {
  const body = { version: await versionOf(params), outcome: 'refused' as const, ...grounds }
  const { version } = await (await registrar()).call(contract.proposeDecision, { params, body })
  await (await desk(office.chair)).call(contract.signDecision, { params, body: { version } })
  await (await platform()).settle()
}

/** She complains, the head says that she is right; what the desk has then. */
async function complain({ dossierId }: Params) {
  const { caseId } = await (await mother()).call(feedback.sendCase, {
    body: {
      kind: 'complaint',
      dossierId,
      subject: 'Khiếu nại',
      said: 'Tôi có đăng ký khai sinh tại phường này',
      mayPublish: false,
    },
  })
  const chair = await desk(office.chair)
  const params = { caseId }
  const { version } = await chair.call(feedback.readDeskCase, { params })
  const answer = 'Cơ quan sẽ xem xét lại hồ sơ của bạn'
  await chair.call(feedback.answerCase, { params, body: { version, outcome: 'founded', answer } })
  return (await registrar()).call(contract.readDeskDossier, { params: { dossierId } })
}

/** What the office has of a dossier's fees, all that came less all that went. */
async function takenFor({ dossierId }: Params): Promise<number> {
  const [row] = await (await platform()).owner<[{ dong: number }]>`
    select coalesce(sum(case when credit like 'agency:%' then t.amount_dong else -t.amount_dong end), 0)::integer as dong
    from payments.transfers t join payments.dues d using (due_id) where d.dossier_id = ${dossierId}`
  return row.dong
}

test('a fee given back with the refusal is asked for anew, once, and says why', async () => {
  const params = await file()
  await accept(params)
  await pay(params)
  await refuse(params)
  expect((await dueOf(params)).state).toBe('refunded')
  expect(await takenFor(params)).toBe(0)

  expect(await complain(params)).toMatchObject({ state: 'payment-asked', decision: null })
  const due = await dueOf(params)
  expect(due).toMatchObject({ state: 'open', amountDong: FEE, receiptNumber: null })
  expect(due.reason.vi).toContain('Lần nộp trước đã được hoàn trả')
  await pay(params)
  const again = await (await registrar()).call(contract.readDeskDossier, { params })
  expect(again).toMatchObject({ state: 'accepted', clock: { state: 'runs' } })
  expect(await takenFor(params)).toBe(FEE)
  const third = await refused((await mother()).call(payments.payInSandbox, { params }))
  expect(third.type).toBe('/problems/payments/nothing-owed')
})

test('money that comes with the reference of the fee given back is returned', async () => {
  const p = await platform()
  const params = await file()
  await accept(params)
  const { reference } = (await dueOf(params)).online!
  await pay(params)
  await refuse(params)
  await complain(params)
  const paidAt = MONDAY.toISOString()
  const jws = await p.bank.tell(p.bank.pay({ reference, amountDong: FEE, paidAt }), paidAt)
  const told = await p.as({ kind: 'anonymous' }).call(payments.takeMessage, { body: { jws } })
  expect(told.outcome).toBe('to-return')
  expect((await dueOf(params)).state).toBe('open')
})

test('cash that still lies at the counter is kept: nothing is asked again, and nothing is given back', async () => {
  const params = await file()
  await accept(params)
  const counter = await registrar()
  const body = { version: await versionOf(params), receiptNumber: 'BL-0077' }
  const { code } = await counter.call(contract.recordPayment, { params, body })
  const cash = async () =>
    (await counter.call(payments.listCashRefunds, {})).rows.filter((one) => one.code === code)
  await refuse(params)
  const [promised] = await cash()

  expect(await complain(params)).toMatchObject({ state: 'accepted' })
  expect(await dueOf(params)).toMatchObject({ state: 'paid', receiptNumber: 'BL-0077' })
  expect(await cash()).toEqual([])
  const given = await refused(
    counter.call(payments.giveCashBack, { params: { refundId: promised!.refundId } }),
  )
  expect(given.type).toBe('/problems/payments/nothing-owed')
  expect(await takenFor(params)).toBe(FEE)

  // Refused once more, it is promised and given back as any other.
  await refuse(params)
  const [second] = await cash()
  await counter.call(payments.giveCashBack, { params: { refundId: second!.refundId } })
  expect((await dueOf(params)).state).toBe('refunded')
  expect(await takenFor(params)).toBe(0)
})

test('turned away at intake nothing was paid: opened again, its fee is asked for when it is accepted, once', async () => {
  const params = await file()
  const body = { version: await versionOf(params), ...grounds }
  await (await registrar()).call(contract.rejectDossier, { params, body })
  expect(await complain(params)).toMatchObject({ state: 'submitted' })
  expect((await (await mother()).call(payments.readMyDue, { params })).due).toBeNull()
  expect((await accept(params)).state).toBe('payment-asked')
  const due = await dueOf(params)
  expect(due).toMatchObject({ state: 'open', amountDong: FEE })
  expect(due.reason.vi).not.toContain('hoàn trả')
  await pay(params)
  expect((await dueOf(params)).state).toBe('paid')
  expect(await takenFor(params)).toBe(FEE)
})
