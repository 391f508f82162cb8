import { beforeAll, expect, test } from 'vitest'
import * as privacy from '#privacy/contract'
import { type Platform, platform } from '#testing'
import { born, citizen, officer } from '#testing/people.ts'
import * as contract from './contract.ts'
import { callLimits, limitsOn, STRANGERS_PER_HOUR, TRIES_PER_PERSON } from './limits.ts'
import { consented, type Parties, parties, purpose } from './scene-for-tests.ts'

let on: Platform
let them: Parties
beforeAll(async () => {
  on = await platform()
  them = await parties(on)
})

const inspector = async () => on.as(officer(await born(on), { level: 'nation', unitId: 0 }, ['inspector']))

test('threat: throttle, parallel guesses by match: of many guesses about one person sent at once only so many are answered, and the inspector is told', async () => {
  const one = await born(on, { bornOn: '1991-07-17' })
  const guess = (day: number) =>
    them.asMinistry.send(contract.matchPerson, {
      body: { purpose, idDocument: one.number, birthdate: `1991-03-${String(day).padStart(2, '0')}` },
    })
  const answers = await Promise.all(Array.from({ length: 25 }, (_, i) => guess(i + 1)))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(TRIES_PER_PERSON)
  const right = { purpose, idDocument: one.number, birthdate: '1991-07-17' }
  await expect(them.asMinistry.call(contract.matchPerson, { body: right })).rejects.toMatchObject({
    type: contract.probing.type,
  })
  const as = await inspector()
  const { rows } = await as.call(contract.listFindings)
  const found = rows.filter(({ clientId, kind }) => clientId === them.ministry && kind === 'one-person')
  expect(found).toHaveLength(1)
  const close = {
    params: { findingId: found[0]!.findingId },
    body: { conclusion: 'Lỗi phần mềm của bộ, đã sửa' },
  }
  await as.call(contract.closeFinding, close)
  await expect(as.call(contract.closeFinding, close)).rejects.toMatchObject({
    type: contract.findingClosed.type,
  })
})

test('a full match leaves nothing to guess, so honest repeats go on', async () => {
  const one = await born(on, { name: 'Kiều Thanh Tâm' })
  for (let i = 0; i < TRIES_PER_PERSON + 3; i++) {
    const body = { purpose, idDocument: one.number, name: 'Kiều Thanh Tâm' }
    expect((await them.asMinistry.call(contract.matchPerson, { body })).code).toBe('matches')
  }
})

test('threat: throttle, per relying party, across restart: limits survive a restart and hold for all processes together', async () => {
  const client = { clientId: `busy-${crypto.randomUUID()}`, status: 'sandbox' }
  const now = new Date()
  const [{ calls }] = callLimits.sandbox
  const outcomes: string[] = []
  // Every few calls by a process that has just started.
  for (let i = 0; i < 60; i++) {
    const limits = limitsOn(on.sql)
    for (let j = 0; j < 6; j++)
      outcomes.push(
        await limits.spend(client, now).then(
          () => 'spent',
          (error) => error.type,
        ),
      )
  }
  expect(outcomes.filter((one) => one === 'spent').length).toBeLessThanOrEqual(calls)
  expect(outcomes.at(-1)).toBe(contract.overLimit.type)
})

test('a system that tries numbers of nobody is stopped, and the inspector is told', async () => {
  const limits = limitsOn(on.sql)
  const client = { clientId: `prober-${crypto.randomUUID()}`, agencyId: 9003, status: 'production' }
  const now = new Date()
  const stranger = () => on.act((call) => limits.stranger(call, client), { now })
  for (let i = 0; i < STRANGERS_PER_HOUR; i += 20) await Promise.all(Array.from({ length: 20 }, stranger))
  await expect(stranger()).rejects.toMatchObject({ type: contract.probing.type })
  await expect(limits.spend(client, now)).rejects.toMatchObject({ type: contract.probing.type })
  const { rows } = await (await inspector()).call(contract.listFindings)
  expect(rows.find(({ clientId }) => clientId === client.clientId)?.kind).toBe('many-people')
})

test('"this was not me": examined in a term, a misuse ends consents and bars the system', async () => {
  const one = await born(on, { name: 'Tống Khánh Vy' })
  await consented(on, them, one)
  const body = { purpose, forClientId: them.bank, idDocument: one.number, name: 'Tống Khánh Vy' }
  const { verificationId: callId } = await them.asProvider.call(contract.matchPerson, { body })
  await consented(on, them, one)
  const as = on.as(citizen(one))
  const open = { params: { callId }, body: { said: 'Tôi không mở tài khoản nào' } }
  const { disputeId } = await as.call(contract.openDispute, open)
  await expect(as.call(contract.openDispute, open)).rejects.toMatchObject({
    type: contract.alreadyDisputed.type,
  })
  const stranger = on.as(citizen(await born(on)))
  await expect(stranger.call(contract.openDispute, open)).rejects.toMatchObject({ status: 404 })
  const examiner = await inspector()
  const params = { disputeId }
  expect((await examiner.call(contract.listDisputes, { query: {} })).rows[0]).toMatchObject({
    disputeId,
    state: 'opened',
  })
  await examiner.call(contract.takeUpDispute, { params })
  const answer = {
    params,
    body: { outcome: 'misuse' as const, answer: 'Ngân hàng không chứng minh được giao dịch' },
  }
  const both = await Promise.all([1, 2].map(() => examiner.send(contract.answerDispute, answer)))
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  await expect(as.call(contract.withdrawDispute, { params })).rejects.toMatchObject({
    type: contract.disputeMoved.type,
  })
  const consents = (await as.call(privacy.listMyConsents)).rows
  expect(consents.every(({ state }) => state !== 'in-force')).toBe(true)
  await expect(them.asProvider.call(contract.matchPerson, { body })).rejects.toMatchObject({
    type: contract.consentNeeded.type,
  })
  expect((await as.call(contract.listMyDisputes)).rows[0]).toMatchObject({
    state: 'answered',
    outcome: 'misuse',
  })
})
