import { beforeAll, expect, test } from 'vitest'
import { annulEvent, declare } from '#population'
import { death } from '#population/contract'
import { type Platform, platform } from '#testing'
import { newHolder, newPerson } from '#testing/holders.ts'
import { selectAccount } from './accounts.store.ts'
import { accountOf, createAccount, lockAccount, unlockAccount } from './accounts.ts'
import * as contract from './contract.ts'
import { SANDBOX_PASSWORD } from './passwords.ts'
import { signInAs } from './sign-in-as.ts'

let p: Platform
beforeAll(async () => {
  p = await platform()
})

async function as(personNumber: string, endpoint: { method: string; path: string }, body?: unknown) {
  const headers = await p.act((call) => signInAs(call, { app: 'citizen', personNumber }))
  const answer = await p.server.fastify.inject({
    method: endpoint.method as 'GET',
    url: `/api${endpoint.path}`,
    headers: { ...headers, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { payload: JSON.stringify(body) } : {}),
  })
  return { status: answer.statusCode, body: answer.json(), headers }
}

test('a person has one account a realm, and a phone belongs to one account', async () => {
  const lan = await newHolder(p)
  const again = { ...lan, realm: 'citizen', level: 2 } as const
  await expect(p.act((call) => createAccount(call, again))).rejects.toMatchObject({
    type: '/problems/accounts/account-exists',
  })
  const other = await newPerson(p)
  const samePhone = { ...other, phone: lan.phone, realm: 'citizen', level: 2 } as const
  await expect(p.act((call) => createAccount(call, samePhone))).rejects.toMatchObject({
    type: '/problems/accounts/phone-taken',
  })
})

test('only an account in use can approve in the app; a person without one signs on paper', async () => {
  const lan = await newHolder(p)
  const nobody = await newPerson(p)
  expect(await p.act((call) => accountOf(call, 'citizen', lan.personNumber))).toMatchObject({ level: 2 })
  expect(await p.act((call) => accountOf(call, 'citizen', nobody.personNumber))).toBeNull()
  await p.act((call) => lockAccount(call, lan.accountId, 'holder'))
  expect(await p.act((call) => accountOf(call, 'citizen', lan.personNumber))).toBeNull()
})

test('a recorded death locks the accounts and ends the sessions; its annulment opens them again', async () => {
  const lan = await newHolder(p)
  const { headers } = await as(lan.personNumber, contract.readMe)
  const legalBasis = '60/2014/QH13'
  const died = await p.act((call) =>
    declare(call, death, {
      personNumber: lan.personNumber,
      effectiveOn: '2026-11-20',
      payload: {},
      legalBasis,
    }),
  )
  await p.settle()
  expect(await selectAccount(p.sql, lan.accountId)).toMatchObject({ status: 'locked', lockGround: 'death' })
  const status = async () => (await p.server.fastify.inject({ url: '/api/accounts/me', headers })).statusCode
  await expect.poll(status, { timeout: 1000 }).toBe(401)
  await p.act((call) =>
    annulEvent(
      call,
      { personNumber: lan.personNumber, eventId: died.id, reason: 'nhầm người' },
      { legalBasis },
    ),
  )
  await p.settle()
  expect(await selectAccount(p.sql, lan.accountId)).toMatchObject({ status: 'active', lockGround: null })
})

test('the annulment of a death does not open what its holder locked', async () => {
  const lan = await newHolder(p)
  await p.act((call) => lockAccount(call, lan.accountId, 'holder'))
  const legalBasis = '60/2014/QH13'
  const died = await p.act((call) =>
    declare(call, death, {
      personNumber: lan.personNumber,
      effectiveOn: '2026-11-20',
      payload: {},
      legalBasis,
    }),
  )
  await p.act((call) =>
    annulEvent(
      call,
      { personNumber: lan.personNumber, eventId: died.id, reason: 'nhầm người' },
      { legalBasis },
    ),
  )
  await p.settle()
  expect(await selectAccount(p.sql, lan.accountId)).toMatchObject({ status: 'locked', lockGround: 'holder' })
})

test('a holder locks his account at once', async () => {
  const lan = await newHolder(p)
  const { status, headers } = await as(lan.personNumber, contract.lockMyAccount)
  expect(status).toBe(200)
  expect((await p.server.fastify.inject({ url: '/api/accounts/me', headers })).statusCode).toBe(401)
  expect(await selectAccount(p.sql, lan.accountId)).toMatchObject({ status: 'locked', lockGround: 'holder' })
})

test('the holder sees what happened to his account, newest first, page by page', async () => {
  const lan = await newHolder(p)
  await p.act((call) => lockAccount(call, lan.accountId, 'authority'))
  await p.act((call) => unlockAccount(call, lan.accountId))
  const { body } = await as(lan.personNumber, contract.listMyHistory)
  expect(body.rows.map(({ kind }: { kind: string }) => kind)).toEqual(['unlocked', 'locked', 'created'])
  expect(body.rows[1].words).toEqual({ vi: 'Tài khoản bị khóa', en: 'The account was locked' })
  const first = await as(lan.personNumber, { method: 'GET', path: '/accounts/me/history?limit=2' })
  expect(first.body.rows).toHaveLength(2)
  const next = await as(lan.personNumber, {
    method: 'GET',
    path: `/accounts/me/history?limit=2&after=${first.body.next}`,
  })
  expect(next.body.rows.map(({ kind }: { kind: string }) => kind)).toEqual(['created'])
  expect(next.body.next).toBeNull()
})

const good = 'mưa rơi trên mái ngói 7'

test('a changed password signs the other devices out', async () => {
  const lan = await newHolder(p)
  const other = await as(lan.personNumber, contract.readMe)
  const body = { current: SANDBOX_PASSWORD, next: good }
  const changed = await as(lan.personNumber, contract.changeMyPassword, body)
  expect(changed).toMatchObject({ status: 200, body: { signedOut: 1 } })
  const after = await p.server.fastify.inject({ url: '/api/accounts/me', headers: other.headers })
  expect(after.statusCode).toBe(401)
})

test('a password is not changed by whoever does not know it, and only so many tries count', async () => {
  const lan = await newHolder(p)
  for (let i = 0; i < 5; i++) {
    const { body } = await as(lan.personNumber, contract.changeMyPassword, { current: 'wrong', next: good })
    expect(body.type).toBe('/problems/accounts/wrong-password')
  }
  const { status } = await as(lan.personNumber, contract.changeMyPassword, {
    current: SANDBOX_PASSWORD,
    next: good,
  })
  expect(status).toBe(429)
})

test.each([
  ['short', 'ngắn'],
  ['common', 'Matkhau@12345'],
  ['a sequence', '0123456789'],
  ['few letters', 'aaaaaaaaaaaa'],
  ['leaked', 'soso123aljg'],
  ['the holder’s name', 'nguyenthilan'],
])('a weak password is refused: %s', async (_, next) => {
  const lan = await newHolder(p)
  const { body } = await as(lan.personNumber, contract.changeMyPassword, { current: SANDBOX_PASSWORD, next })
  expect(body.type).toBe('/problems/accounts/weak-password')
})

test('a password made of one’s own number is refused', async () => {
  const lan = await newHolder(p)
  const next = `toi la ${lan.personNumber}`
  const { body } = await as(lan.personNumber, contract.changeMyPassword, { current: SANDBOX_PASSWORD, next })
  expect(body.type).toBe('/problems/accounts/weak-password')
})
