import { beforeAll, beforeEach, expect, test } from 'vitest'
import { createAccount, noteOnAccount } from '#accounts'
import { deviceApprovalReported } from '#authentication/contract'
import { listMyNotifications } from '#notifications/contract'
import { emit } from '#platform/events.ts'
import { uuidv7 } from '#platform/ids.ts'
import { type As, type Platform, platform } from '#testing'
import { type Born, born, citizen, officer } from '#testing/people.ts'
import * as contract from './contract.ts'
import { consented, type Parties, parties, purpose } from './scene-for-tests.ts'

let on: Platform
let them: Parties
let engineer: As
beforeAll(async () => {
  on = await platform()
  them = await parties(on)
  engineer = on.as(them.engineer)
})
beforeEach(() => on.at(null))

const explanation = 'Đây là lượt mở thẻ tại quầy 4 của bạn sáng nay'
const inspector = async () => on.as(officer(await born(on), { level: 'nation', unitId: 0 }, ['inspector']))

/** A check by the bank that its person reports. */
async function reported() {
  const one = await born(on, { name: 'Tống Khánh Vy' })
  await consented(on, them, one)
  const { verificationId: callId } = await them.asProvider.call(contract.matchPerson, {
    body: { purpose, forClientId: them.bank, idDocument: one.number, name: 'Tống Khánh Vy' },
  })
  const as = on.as(citizen(one))
  const body = { said: 'Tôi không mở thẻ nào' }
  const { disputeId, dueOn } = await as.call(contract.openDispute, { params: { callId }, body })
  return { one, as, callId, dueOn, params: { disputeId } }
}

const rowOf = async (as: As, disputeId: string) =>
  (await as.call(contract.listMyDisputes)).rows.find((row) => row.disputeId === disputeId)

test('the organisation sees what was reported of its check, not of whom, and explains; the person is content', async () => {
  const { one, as, callId, dueOn, params } = await reported()
  const { rows } = await engineer.call(contract.listReports)
  const row = rows.find(({ disputeId }) => disputeId === params.disputeId)
  expect(row).toMatchObject({ state: 'opened', dueOn, verificationId: callId, said: 'Tôi không mở thẻ nào' })
  expect(JSON.stringify(row)).not.toMatch(new RegExp(`${one.number}|${one.personId}|Tống`))
  await engineer.call(contract.explainReport, { params, body: { explanation } })
  await on.settle()
  expect((await as.call(listMyNotifications, { query: {} })).rows[0]?.title.vi).toContain('đã giải thích')
  expect(await rowOf(as, params.disputeId)).toMatchObject({ state: 'explained', explanation })
  await as.call(contract.settleDispute, { params })
  expect(await rowOf(as, params.disputeId)).toMatchObject({ state: 'settled' })
  await expect(as.call(contract.contestDispute, { params })).rejects.toMatchObject({ status: 409 })
})

test('an explanation that is not enough goes to the inspector, with a clock of its own', async () => {
  const { as, dueOn, params } = await reported()
  await expect(as.call(contract.contestDispute, { params })).resolves.toBeDefined()
  const { params: second, as: other } = await reported()
  await engineer.call(contract.explainReport, { params: second, body: { explanation } })
  const contested = await other.call(contract.contestDispute, { params: second })
  expect(contested.dueOn > dueOn).toBe(true)
  const examiner = await inspector()
  const open = (await examiner.call(contract.listDisputes, { query: {} })).rows
  expect(open.find(({ disputeId }) => disputeId === second.disputeId)).toMatchObject({
    state: 'disputed',
    explanation,
    dueOn: contested.dueOn,
  })
  await examiner.call(contract.takeUpDispute, { params: second })
  const body = { outcome: 'lawful' as const, answer: 'Đã xem giấy tờ tại quầy' }
  await examiner.call(contract.answerDispute, { params: second, body })
  expect(await rowOf(other, second.disputeId)).toMatchObject({ state: 'answered', outcome: 'lawful' })
})

test('what an organisation leaves unexplained beyond its day goes to the inspector by itself, overdue first', async () => {
  const { params, dueOn } = await reported()
  const late = new Date(`${dueOn}T17:45:00Z`)
  on.at(late)
  const examiner = await inspector()
  const first = (await examiner.call(contract.listDisputes, { query: {} })).rows[0]
  expect(first).toMatchObject({ overdue: true })
  const { escalateUnexplained } = await import('./disputes.ts')
  await on.act((call) => escalateUnexplained(call))
  await on.act((call) => escalateUnexplained(call))
  const row = (await examiner.call(contract.listDisputes, { query: {} })).rows.find(
    ({ disputeId }) => disputeId === params.disputeId,
  )
  expect(row).toMatchObject({ state: 'disputed', overdue: false })
  await expect(
    engineer.call(contract.explainReport, { params, body: { explanation } }),
  ).rejects.toMatchObject({ type: contract.disputeMoved.type })
})

test('another organisation neither sees nor explains it; a stranger neither settles nor contests it', async () => {
  const { params } = await reported()
  const other = on.as({ ...them.engineer, agencyId: 18 })
  expect((await other.call(contract.listReports)).rows.map(({ disputeId }) => disputeId)).not.toContain(
    params.disputeId,
  )
  await expect(other.call(contract.explainReport, { params, body: { explanation } })).rejects.toMatchObject({
    status: 404,
  })
  const stranger = on.as(citizen(await born(on)))
  await expect(stranger.call(contract.settleDispute, { params })).rejects.toMatchObject({ status: 404 })
  await expect(stranger.call(contract.contestDispute, { params })).rejects.toMatchObject({ status: 404 })
})

async function holder(): Promise<Born & { accountId: string }> {
  const one = await born(on)
  const accountId = await on.act((call) =>
    createAccount(call, {
      realm: 'citizen',
      personNumber: one.number,
      personId: one.personId,
      level: 2,
      phone: null,
    }),
  )
  return { ...one, accountId }
}

test('“not me” on the phone opens a report to whoever asked, once', async () => {
  const one = await holder()
  const report = {
    id: uuidv7(),
    clientId: them.bank,
    personNumber: one.number,
    message: 'Mở tài khoản tại quầy 3',
    askedAt: new Date().toISOString(),
  }
  for (const _ of [1, 2])
    await on.act((call) => emit(call, deviceApprovalReported, report, { person: one.number }))
  await on.settle()
  const rows = (await engineer.call(contract.listReports)).rows.filter(
    ({ message }) => message === report.message,
  )
  expect(rows).toMatchObject([{ act: 'authentication.approval', state: 'opened', verificationId: null }])
})

test('a sign-in elsewhere is reported from the account’s own history; a misuse ends what was agreed there', async () => {
  const one = await holder()
  const { accountId } = one
  await on.act((call) =>
    noteOnAccount(call, accountId, 'signed-in-elsewhere', { party: 'Ngân hàng', clientId: them.bank }),
  )
  const [event] = await on.owner`select id from accounts.account_events
    where account_id = ${accountId} and kind = 'signed-in-elsewhere'`
  await on.owner`
    insert into authentication.consents (person_number, id, account_id, client_id, scopes, refused, given_at, expires_at)
    values (${one.number}, ${uuidv7()}, ${accountId}, ${them.bank}, '{"openid":"x"}', '{}', now(), now() + interval '1 day')`
  const as = on.as({ ...citizen(one), accountId })
  const report = { params: { eventId: event?.id as string }, body: { said: null } }
  const { disputeId } = await as.call(contract.reportSignIn, report)
  await expect(as.call(contract.reportSignIn, report)).rejects.toMatchObject({ status: 409 })
  await expect(on.as(citizen(await born(on))).call(contract.reportSignIn, report)).rejects.toMatchObject({
    status: 404,
  })
  const body = { outcome: 'misuse' as const, answer: 'Người khác đã dùng điện thoại' }
  await (await inspector()).call(contract.answerDispute, { params: { disputeId }, body })
  const consents = await on.owner`
    select ended_by from authentication.consents where person_number = ${one.number}`
  expect(consents.map(({ endedBy }) => endedBy)).toEqual(['withdrawn'])
})
