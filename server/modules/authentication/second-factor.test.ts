import { beforeAll, beforeEach, expect, test } from 'vitest'
import { signInAs } from '#accounts'
import { APP_HEADER } from '#accounts/contract'
import { type Platform, platform } from '#testing'
import { newHolder } from '#testing/holders.ts'
import { codeFor } from './browser-for-tests.ts'
import * as contract from './contract.ts'

let p: Platform
beforeAll(async () => {
  p = await platform()
})
beforeEach(() => p.at(null))

async function session(factorAt?: Date) {
  const lan = await newHolder(p)
  const given = { app: 'citizen', personNumber: lan.personNumber, ...(factorAt ? { factorAt } : {}) } as const
  const headers: Record<string, string> = { ...(await p.act((call) => signInAs(call, given))) }
  async function send(endpoint: { method: string; path: string }, body?: unknown) {
    const answer = await p.server.fastify.inject({
      method: endpoint.method as 'POST',
      url: `/api${endpoint.path}`,
      headers: { ...headers, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { payload: JSON.stringify(body) } : {}),
    })
    const [line] = [answer.headers['set-cookie'] ?? []].flat()
    if (line) headers['cookie'] = line.split(';')[0] as string
    return { status: answer.statusCode, body: answer.json(), line }
  }
  return { lan, headers, send }
}

test('a code confirmed again makes the session fresh at once', async () => {
  p.at('2026-11-23T02:00:00Z')
  const { lan, send } = await session(new Date('2026-11-23T01:00:00Z'))
  const me = { method: 'GET', path: '/accounts/me' }
  expect((await send(me)).body.factorAt).toBe('2026-11-23T01:00:00.000Z')
  const asked = await send(contract.askSecondFactor)
  expect(asked.body).toEqual({
    sentTo: `•••• ••• ${lan.phone.slice(-3)}`,
    expiresAt: '2026-11-23T02:05:00.000Z',
  })
  const confirmed = await send(contract.confirmSecondFactor, { code: codeFor(p, lan.phone) })
  expect(confirmed.body).toEqual({ factorAt: '2026-11-23T02:00:00.000Z' })
  expect((await send(me)).body.factorAt).toBe('2026-11-23T02:00:00.000Z')
})

test('threat: session, its id changes at step-up: a confirmed factor changes the cookie: the one before stays what it was, and ends in seconds', async () => {
  p.at('2026-11-23T03:00:00Z')
  const { lan, headers, send } = await session(new Date('2026-11-23T02:30:00Z'))
  const before = { ...headers }
  await send(contract.askSecondFactor)
  const { line } = await send(contract.confirmSecondFactor, { code: codeFor(p, lan.phone) })
  expect(line).toMatch(/^__Host-citizen=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Lax$/)
  expect(headers['cookie']).not.toBe(before['cookie'])
  const me = (with_: Record<string, string>) =>
    p.server.fastify.inject({ method: 'GET', url: '/api/accounts/me', headers: with_ })
  expect((await me(headers)).json()).toMatchObject({ factorAt: '2026-11-23T03:00:00.000Z' })
  expect((await me(before)).json()).toMatchObject({ factorAt: '2026-11-23T02:30:00.000Z' })
  const { rows } = (await send({ method: 'GET', path: '/accounts/me/sessions' })).body
  expect(rows).toMatchObject([{ thisOne: true }])
  p.at('2026-11-23T03:00:11Z')
  expect((await me(before)).statusCode).toBe(401)
  expect((await me(headers)).statusCode).toBe(200)
})

test('a wrong code is refused, counted although the call is undone, and leaves the session as it was', async () => {
  p.at('2026-11-23T02:10:00Z')
  const { lan, send } = await session(new Date('2026-11-23T01:00:00Z'))
  await send(contract.askSecondFactor)
  const code = codeFor(p, lan.phone)
  const wrong = code === '111111' ? '222222' : '111111'
  for (const triesLeft of [4, 3, 2, 1]) {
    expect((await send(contract.confirmSecondFactor, { code: wrong })).body).toMatchObject({
      type: '/problems/authentication/code-wrong',
      triesLeft,
    })
  }
  expect((await send(contract.confirmSecondFactor, { code: wrong })).status).toBe(410)
  expect((await send(contract.confirmSecondFactor, { code })).status).toBe(410)
  expect((await send({ method: 'GET', path: '/accounts/me' })).body.factorAt).toBe('2026-11-23T01:00:00.000Z')
})

test('a code is used once, and not after five minutes', async () => {
  p.at('2026-11-23T02:20:00Z')
  const { lan, send } = await session()
  await send(contract.askSecondFactor)
  const code = codeFor(p, lan.phone)
  expect((await send(contract.confirmSecondFactor, { code })).status).toBe(200)
  expect((await send(contract.confirmSecondFactor, { code })).status).toBe(410)
  p.at('2026-11-23T02:21:00Z')
  await send(contract.askSecondFactor)
  p.at('2026-11-23T02:26:00Z')
  expect((await send(contract.confirmSecondFactor, { code: codeFor(p, lan.phone) })).status).toBe(410)
})

test('codes are not sent one after the other', async () => {
  p.at('2026-11-23T02:30:00Z')
  const { send } = await session()
  expect((await send(contract.askSecondFactor)).status).toBe(200)
  expect((await send(contract.askSecondFactor)).body.type).toBe('/problems/authentication/code-too-soon')
})

test('the code of one session does not confirm another', async () => {
  p.at('2026-11-23T02:40:00Z')
  const [one, other] = [await session(), await session()]
  await one.send(contract.askSecondFactor)
  await other.send(contract.askSecondFactor)
  const { status } = await other.send(contract.confirmSecondFactor, { code: codeFor(p, one.lan.phone) })
  if (codeFor(p, one.lan.phone) !== codeFor(p, other.lan.phone)) expect(status).toBe(422)
})

test('nobody asks for a code without a session', async () => {
  const answer = await p.server.fastify.inject({
    method: 'POST',
    url: '/api/authentication/second-factor',
    headers: { [APP_HEADER]: 'citizen' },
  })
  expect(answer.statusCode).toBe(401)
})
