import { createServer, type Server as HttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as openid from 'openid-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CitizenActor } from '#platform/call.ts'
import { makePlatform, type Platform } from '#testing'
import { newHolder } from '#testing/holders.ts'
import { isPlainMessage } from './ciba.ts'
import { approveOnDevice, listDeviceApprovals, refuseOnDevice } from './contract.ts'
import { type Relying, relying } from './party-for-tests.ts'

let p: Platform
let base: string
let bank: Relying
let pinged: { authorization: string | undefined; body: string }[]
let http: HttpServer
let notifyUri: string

beforeAll(async () => {
  p = await makePlatform()
  base = await p.server.fastify.listen({ host: '127.0.0.1', port: 0 })
  bank = await relying(p, base, { ciba: 'poll' })
  pinged = []
  http = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      pinged.push({ authorization: request.headers.authorization, body })
      response.writeHead(204).end()
    })
  })
  await new Promise<void>((done) => http.listen(0, '127.0.0.1', done))
  notifyUri = `http://127.0.0.1:${(http.address() as AddressInfo).port}/ping`
})
afterAll(async () => {
  http.close()
  await p.close()
})

type Holder = Awaited<ReturnType<typeof newHolder>>

function phoneOf(lan: Holder, more: Partial<CitizenActor> = {}) {
  return p.as({
    kind: 'citizen',
    number: lan.personNumber,
    personId: lan.personId,
    accountId: lan.accountId,
    level: 2,
    sessionId: 'phone',
    authenticationLevel: 2,
    factorAt: new Date().toISOString(),
    ...more,
  })
}

const ask = (at: Relying, hint: string, more: Record<string, string> = {}) =>
  openid.initiateBackchannelAuthentication(at.config, {
    scope: 'openid profile',
    login_hint: hint,
    binding_message: 'Mở tài khoản tại quầy 3, mã 4821',
    ...more,
  })

const poll = ({ config, dpop }: Relying, asked: openid.BackchannelAuthenticationResponse) =>
  openid.pollBackchannelAuthenticationGrant(config, { ...asked, interval: 1 }, undefined, {
    DPoP: dpop as openid.DPoPHandle,
  })

/** One look, without waiting. */
const look = ({ config, dpop }: Relying, id: string) =>
  openid.genericGrantRequest(
    config,
    'urn:openid:params:grant-type:ciba',
    { auth_req_id: id },
    {
      DPoP: dpop as openid.DPoPHandle,
    },
  )

test('threat: CIBA, slow_down, message shown, once: a bank asks, the citizen sees who asks and why, approves, and the bank learns it by polling', async () => {
  const lan = await newHolder(p)
  const asked = await ask(bank, lan.personNumber)
  await expect(look(bank, asked.auth_req_id)).rejects.toMatchObject({ error: 'authorization_pending' })
  await expect(look(bank, asked.auth_req_id)).rejects.toMatchObject({ error: 'slow_down' })
  const { rows } = await phoneOf(lan).call(listDeviceApprovals)
  expect(rows).toMatchObject([
    {
      party: { vi: 'Sao Mai số' },
      organisation: { vi: 'Ngân hàng Sao Mai' },
      message: 'Mở tài khoản tại quầy 3, mã 4821',
      state: 'asked',
      data: [{ scope: 'openid' }, { scope: 'profile', purpose: { vi: 'Mở tài khoản thanh toán' } }],
    },
  ])
  const id = rows[0]?.id as string
  await phoneOf(lan).call(approveOnDevice, { params: { id }, body: { also: [] } })
  const tokens = await poll(bank, asked)
  expect(tokens.claims()).toMatchObject({ acr: 'urn:dean06:authentication-level:2', account_level: 2 })
  const dpop = { DPoP: bank.dpop as openid.DPoPHandle }
  const person = await openid.fetchUserInfo(bank.config, tokens.access_token, openid.skipSubjectCheck, dpop)
  expect(person).toMatchObject({ name: lan.name })
  await expect(look(bank, asked.auth_req_id)).rejects.toMatchObject({ error: 'invalid_grant' })
  expect((await phoneOf(lan).call(listDeviceApprovals)).rows[0]?.state).toBe('approved')
})

test('a bank that wants to be told is pinged, with its own token and the request’s id, nothing else', async () => {
  const telco = await relying(p, base, { ciba: 'ping', notifyUri, sector: 'telco.example' })
  const lan = await newHolder(p)
  const asked = await ask(telco, lan.phone, { client_notification_token: 'a-token-of-the-telco' })
  const { rows } = await phoneOf(lan).call(listDeviceApprovals)
  await phoneOf(lan).call(approveOnDevice, { params: { id: rows[0]?.id as string }, body: { also: [] } })
  expect(pinged).toEqual([])
  await p.settle()
  expect(pinged).toEqual([
    {
      authorization: 'Bearer a-token-of-the-telco',
      body: JSON.stringify({ auth_req_id: asked.auth_req_id }),
    },
  ])
  expect((await look(telco, asked.auth_req_id)).access_token).toBeTruthy()
})

test('threat: CIBA, “not me”: refused is refused, and “this was not me” is noted and reported', async () => {
  const lan = await newHolder(p)
  const asked = await ask(bank, lan.personNumber)
  const { rows } = await phoneOf(lan).call(listDeviceApprovals)
  const id = rows[0]?.id as string
  await phoneOf(lan).call(refuseOnDevice, { params: { id }, body: { notMe: true } })
  await expect(look(bank, asked.auth_req_id)).rejects.toMatchObject({ error: 'access_denied' })
  await expect(
    phoneOf(lan).call(approveOnDevice, { params: { id }, body: { also: [] } }),
  ).rejects.toMatchObject({ type: '/problems/authentication/device-approval-over' })
  const [noted] = await p.owner`
    select kind from accounts.account_events where account_id = ${lan.accountId} and kind = 'not-me'`
  expect(noted).toBeDefined()
  const [told] = await p.owner`select payload from platform.events
    where name = 'authentication.device-approval-reported' order by id desc limit 1`
  expect(told?.payload).toMatchObject({ clientId: bank.party.clientId, id, message: rows[0]?.message })
})

test('threat: CIBA, level: approving needs a factor just confirmed and the level the bank wants; nobody approves for another', async () => {
  const lan = await newHolder(p)
  const minh = await newHolder(p)
  await ask(bank, lan.personNumber, { acr_values: 'urn:dean06:authentication-level:3' })
  const { rows } = await phoneOf(lan).call(listDeviceApprovals)
  const input = { params: { id: rows[0]?.id as string }, body: { also: [] } }
  await expect(phoneOf(lan, { factorAt: null }).call(approveOnDevice, input)).rejects.toMatchObject({
    type: '/problems/platform/second-factor-needed',
  })
  await expect(phoneOf(lan).call(approveOnDevice, input)).rejects.toMatchObject({
    type: '/problems/platform/step-up-needed',
    authenticationLevel: 3,
  })
  await expect(phoneOf(minh).call(approveOnDevice, input)).rejects.toMatchObject({ status: 410 })
  expect((await phoneOf(minh).call(listDeviceApprovals)).rows).toEqual([])
})

test('threat: CIBA, single use: of five approvals and refusals at the same moment one decides', async () => {
  const lan = await newHolder(p)
  await ask(bank, lan.personNumber)
  const { rows } = await phoneOf(lan).call(listDeviceApprovals)
  const params = { id: rows[0]?.id as string }
  const answers = await Promise.all([
    ...Array.from({ length: 3 }, () => phoneOf(lan).send(approveOnDevice, { params, body: { also: [] } })),
    ...Array.from({ length: 2 }, () => phoneOf(lan).send(refuseOnDevice, { params, body: { notMe: false } })),
  ])
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
})

test('threat: enumeration, CIBA hint: whoever a bank names is answered alike, known or not; nobody is told and the request expires', async () => {
  const lan = await newHolder(p)
  const [known, unknown] = [await ask(bank, lan.personNumber), await ask(bank, '001199999999')]
  expect(Object.keys(unknown).sort()).toEqual(Object.keys(known).sort())
  expect(unknown.auth_req_id).toHaveLength(known.auth_req_id.length)
  expect(unknown.expires_in).toBe(known.expires_in)
  await expect(look(bank, unknown.auth_req_id)).rejects.toMatchObject({ error: 'authorization_pending' })
})

test('threat: CIBA, cap of requests: nobody is bombed, a fourth request in ten minutes by one bank is refused, known person or not', async () => {
  const lan = await newHolder(p)
  for (const hint of [lan.personNumber, '001188888888']) {
    for (let i = 0; i < 3; i++) await ask(bank, hint)
    await expect(ask(bank, hint)).rejects.toMatchObject({ status: 429 })
  }
})

test.each([
  ['Mở tài khoản tại quầy 3', true],
  ['Chuyển 5.000.000 ₫ cho Lan', true],
  ['', false],
  ['   ', false],
  ['x'.repeat(81), false],
  ['xem https://evil.example', false],
  ['vào www.evil.example', false],
  ['hai\ndòng', false],
  ['đảo \u202Echiều', false],
  ['<b>đậm</b>', false],
])('threat: CIBA, binding message: %j is plain: %s', (message, plain) => {
  expect(isPlainMessage(message)).toBe(plain)
})

test.each<[string, Record<string, string>]>([
  ['no message', { binding_message: '' }],
  ['an address in the message', { binding_message: 'https://evil.example' }],
  ['two hints', { id_token_hint: 'x' }],
  ['a user code', { user_code: '1234' }],
  ['data it did not register', { scope: 'openid number' }],
])('threat: CIBA, one hint, plain request: with %s it is refused', async (_, more) => {
  const lan = await newHolder(p)
  await expect(ask(bank, lan.personNumber, more)).rejects.toThrow()
})

test('threat: CIBA, client-bound: a bank that did not register for it may not ask, and one bank cannot poll another’s request', async () => {
  const lan = await newHolder(p)
  const plain = await relying(p, base)
  await expect(ask(plain, lan.personNumber)).rejects.toMatchObject({ status: 400 })
  const asked = await ask(bank, lan.personNumber)
  const other = await relying(p, base, { ciba: 'poll' })
  await expect(look(other, asked.auth_req_id)).rejects.toMatchObject({ error: 'invalid_grant' })
})
