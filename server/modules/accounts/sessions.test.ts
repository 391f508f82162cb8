import { beforeAll, beforeEach, expect, test } from 'vitest'
import type { AnyEndpoint } from '#platform/endpoint.ts'
import { agencyIdOf, childrenOf, units } from '#reference'
import { type Platform, platform } from '#testing'
import { newHolder } from '#testing/holders.ts'
import { createAccount, lockAccount } from './accounts.ts'
import { endAppointment } from './appointments.ts'
import * as contract from './contract.ts'
import { identifier } from './identify.ts'
import { sandboxPasswordHash } from './passwords.ts'
import { signInAs } from './sign-in-as.ts'

let p: Platform
let police: number
let committee: number

beforeAll(async () => {
  p = await platform()
  await p.act(async (call) => {
    const all = await units(call)
    const [province] = childrenOf(all, null, '2026-11-01')
    const [commune] = childrenOf(all, province?.unitId ?? 0, '2026-11-01')
    police = agencyIdOf('commune-police', commune?.unitId ?? 0)
    committee = agencyIdOf('commune-committee', commune?.unitId ?? 0)
  })
})
beforeEach(() => p.at(null))

type Headers = Record<string, string>

async function signedIn(app: contract.AppName, holder: { personNumber: string }): Promise<Headers> {
  return await p.act((call) => signInAs(call, { app, personNumber: holder.personNumber }))
}

async function send(
  endpoint: AnyEndpoint,
  headers: Headers,
  params: Record<string, string> = {},
  body?: unknown,
) {
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => params[name] ?? '')
  const answer = await p.server.fastify.inject({
    method: endpoint.method,
    url: `/api${path}`,
    headers: { ...headers, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { payload: JSON.stringify(body) } : {}),
  })
  return { status: answer.statusCode, body: answer.json(), type: answer.json().type as string | undefined }
}

const me = (headers: Headers) => send(contract.readMe, headers)

test('a citizen sees who is signed in, and in which app', async () => {
  const lan = await newHolder(p)
  const { status, body } = await me(await signedIn('citizen', lan))
  expect(status).toBe(200)
  expect(body).toMatchObject({
    app: 'citizen',
    name: 'Nguyễn Thị Lan',
    level: 2,
    idleMinutes: 30,
    actingAs: null,
  })
  expect(JSON.stringify(body)).not.toContain(lan.personNumber)
})

test('an officer acts in one position, with its roles and within its territory', async () => {
  const minh = await newHolder(p, 'officer', [{ agencyId: police, position: 'commune-police-officer' }])
  const { body } = await me(await signedIn('officer', minh))
  expect(body.actingAs).toMatchObject({
    position: 'commune-police-officer',
    agencyId: police,
    roles: ['residence', 'case-officer'],
    territory: { level: 'commune', unitId: police % 100_000 },
  })
  expect(body.actingAs.territory.names).toHaveLength(2)
})

test('the steering app opens only to a position that steers', async () => {
  const minh = await newHolder(p, 'officer', [{ agencyId: police, position: 'commune-police-officer' }])
  await expect(signedIn('steering', minh)).rejects.toMatchObject({ status: 401 })
  const chair = await newHolder(p, 'officer', [{ agencyId: committee, position: 'commune-leader' }])
  expect((await me(await signedIn('steering', chair))).body.actingAs.roles).toContain('steering')
})

test('a cookie without the app header is nobody: another site cannot send the header', async () => {
  const { cookie = '' } = await signedIn('citizen', await newHolder(p))
  expect((await me({ cookie })).status).toBe(401)
  expect((await send(contract.signOutEverywhere, { cookie })).status).toBe(401)
})

test('a call that the browser says comes from another site is refused', async () => {
  const headers = await signedIn('citizen', await newHolder(p))
  const elsewhere = { ...headers, 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }
  expect(await send(contract.signOutEverywhere, elsewhere)).toMatchObject({
    status: 403,
    type: '/problems/accounts/cross-site',
  })
  expect(
    (await send(contract.signOutEverywhere, { ...headers, origin: 'https://evil.example' })).status,
  ).toBe(403)
  expect(
    (await me({ ...headers, 'sec-fetch-site': 'same-origin', origin: 'http://localhost:6006' })).status,
  ).toBe(200)
})

test('a link or an event stream may name the app in the query, for reading only', async () => {
  const { cookie = '' } = await signedIn('citizen', await newHolder(p))
  const read = await p.server.fastify.inject({ url: '/api/accounts/me?app=citizen', headers: { cookie } })
  expect(read.statusCode).toBe(200)
  const write = await p.server.fastify.inject({
    method: 'POST',
    url: '/api/accounts/me/sign-out-everywhere?app=citizen',
    headers: { cookie },
  })
  expect(write.statusCode).toBe(401)
})

test('the cookie of one app is no key to another', async () => {
  const { cookie = '' } = await signedIn('citizen', await newHolder(p))
  expect((await me({ cookie, 'dean06-app': 'officer' })).status).toBe(401)
  const renamed = cookie.replace('__Host-citizen', '__Host-officer')
  expect((await me({ cookie: renamed, 'dean06-app': 'officer' })).status).toBe(401)
})

test('citizen and officer sessions of the same person stand side by side', async () => {
  const minh = await newHolder(p, 'officer', [{ agencyId: police, position: 'commune-police-officer' }])
  await p.act(async (call) => {
    const passwordHash = await sandboxPasswordHash()
    await createAccount(call, { ...minh, realm: 'citizen', level: 2, passwordHash })
  })
  const asCitizen = await signedIn('citizen', minh)
  const asOfficer = await signedIn('officer', minh)
  const cookie = `${asCitizen.cookie}; ${asOfficer.cookie}`
  expect((await me({ cookie, 'dean06-app': 'citizen' })).body.actingAs).toBeNull()
  expect((await me({ cookie, 'dean06-app': 'officer' })).body.actingAs.agencyId).toBe(police)
})

test('a session rests for so long and then is over: 30 minutes for citizens, 15 for officers', async () => {
  const minh = await newHolder(p, 'officer', [{ agencyId: police, position: 'commune-police-officer' }])
  p.at('2026-11-23T02:00:00Z')
  const citizen = await signedIn('citizen', await newHolder(p))
  const officer = await signedIn('officer', minh)
  expect((await me(citizen)).status).toBe(200)
  expect((await me(officer)).status).toBe(200)
  p.at('2026-11-23T02:14:00Z')
  expect((await me(officer)).status).toBe(200)
  p.at('2026-11-23T02:29:30Z')
  expect((await me(officer)).status).toBe(401)
  expect((await me(citizen)).status).toBe(200)
  p.at('2026-11-23T02:59:31Z')
  expect((await me(citizen)).status).toBe(401)
})

test('a session that is used all the time ends after its hours', async () => {
  p.at('2026-11-23T01:00:00Z')
  const headers = await signedIn('citizen', await newHolder(p))
  for (let minutes = 0; minutes < 8 * 60; minutes += 20) {
    p.at(new Date(Date.parse('2026-11-23T01:00:00Z') + minutes * 60_000))
    expect((await me(headers)).status).toBe(200)
  }
  p.at('2026-11-23T09:00:00Z')
  expect((await me(headers)).status).toBe(401)
})

test('a session ends with the appointment it stands on', async () => {
  p.at('2026-11-23T15:30:00Z')
  const position = { agencyId: police, position: 'commune-police-officer', until: '2026-11-24' }
  const headers = await signedIn('officer', await newHolder(p, 'officer', [position]))
  expect((await me(headers)).body.endsAt).toBe('2026-11-23T17:00:00.000Z')
  p.at('2026-11-23T15:40:00Z')
  expect((await me(headers)).status).toBe(200)
})

test('ending an appointment ends the sessions of its holder', async () => {
  const minh = await newHolder(p, 'officer', [{ agencyId: police, position: 'commune-police-officer' }])
  const headers = await signedIn('officer', minh)
  const { body } = await me(headers)
  await p.act((call) => endAppointment(call, body.actingAs.appointmentId))
  await expect.poll(async () => (await me(headers)).status, { timeout: 1000 }).toBe(401)
})

test('sessions are listed with their device; one of them can be ended, a stranger’s cannot', async () => {
  const lan = await newHolder(p)
  const here = await signedIn('citizen', lan)
  const there = await signedIn('citizen', lan)
  const stranger = await signedIn('citizen', await newHolder(p))
  const { body } = await send(contract.listMySessions, here)
  expect(body.rows).toHaveLength(2)
  const other = body.rows.find(({ thisOne }: { thisOne: boolean }) => !thisOne)
  expect((await send(contract.endMySession, stranger, { id: other.id })).status).toBe(404)
  expect((await me(there)).status).toBe(200)
  expect((await send(contract.endMySession, here, { id: other.id })).body).toEqual({ ended: 1 })
  expect((await me(there)).status).toBe(401)
  expect((await me(here)).status).toBe(200)
})

test('signing out everywhere ends every session, in every process, within a second', async () => {
  const lan = await newHolder(p)
  const [first, second] = [await signedIn('citizen', lan), await signedIn('citizen', lan)]
  const otherProcess = await identifier({
    db: p.sql,
    publicUrl: p.ports.publicUrl,
    metricsToken: undefined,
    clock: () => new Date(),
  })
  const asked = { method: 'GET', headers: second, query: {} } as never
  expect((await otherProcess(asked)).kind).toBe('citizen')
  expect((await send(contract.signOutEverywhere, first)).body).toEqual({ ended: 2 })
  expect((await me(first)).status).toBe(401)
  expect((await me(second)).status).toBe(401)
  await expect.poll(async () => (await otherProcess(asked)).kind, { timeout: 1000 }).toBe('anonymous')
  await otherProcess.sessions.close()
})

test('locking an account ends its sessions within a second', async () => {
  const lan = await newHolder(p)
  const headers = await signedIn('citizen', lan)
  expect((await me(headers)).status).toBe(200)
  await p.act((call) => lockAccount(call, lan.accountId, 'authority'))
  await expect.poll(async () => (await me(headers)).status, { timeout: 1000 }).toBe(401)
  await expect(signedIn('citizen', lan)).rejects.toMatchObject({ status: 401 })
})

test('a look-up costs the database nothing while the session is in memory', async () => {
  const headers = await signedIn('citizen', await newHolder(p))
  const counting: string[] = []
  const identify = await identifier({
    db: new Proxy(p.sql, {
      apply: (target, self, args) => {
        counting.push('query')
        return Reflect.apply(target, self, args)
      },
    }),
    publicUrl: p.ports.publicUrl,
    metricsToken: undefined,
    clock: () => new Date(),
  })
  const asked = { method: 'GET', headers, query: {} } as never
  for (let i = 0; i < 50; i++) expect((await identify(asked)).kind).toBe('citizen')
  expect(counting).toHaveLength(1)
  await identify.sessions.close()
})

test('the metrics token makes an operator, anything else does not', async () => {
  const identify = await identifier({
    db: p.sql,
    publicUrl: p.ports.publicUrl,
    metricsToken: 'a token of the operators',
    clock: () => new Date(),
  })
  const bearer = (authorization: string) =>
    identify({ method: 'GET', headers: { authorization }, query: {} } as never)
  expect((await bearer('Bearer a token of the operators')).kind).toBe('operator')
  expect((await bearer('Bearer something else')).kind).toBe('anonymous')
  await identify.sessions.close()
})

test('the database holds no value that opens a session', async () => {
  const { cookie = '' } = await signedIn('citizen', await newHolder(p))
  const token = cookie.split('=')[1] as string
  const rows = await p.owner`select web_sessions::text as row from platform.web_sessions`
  expect(rows.some(({ row }) => row.includes(token))).toBe(false)
})
