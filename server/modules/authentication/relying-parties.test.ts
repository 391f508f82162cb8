import { beforeAll, expect, test } from 'vitest'
import { accountById } from '#accounts'
import { type Platform, platform } from '#testing'
import { newHolder } from '#testing/holders.ts'
import { consentsOf, decidedScopes, giveConsent, withdrawConsent } from './consents.ts'
import { aRelyingParty } from './parties-for-tests.ts'
import { flawsOf, isServed, relyingParty, saveRelyingParty } from './relying-parties.ts'
import type { RelyingParty } from './relying-party.ts'

let p: Platform
beforeAll(async () => {
  p = await platform()
})

const save = (party: RelyingParty) => p.act((call) => saveRelyingParty(call, party))

test('a relying party is read as it was written, and written again', async () => {
  const { party } = await aRelyingParty()
  await save(party)
  expect(await relyingParty(p.sql, party.clientId)).toEqual(party)
  await save({ ...party, status: 'suspended' })
  expect((await relyingParty(p.sql, party.clientId))?.status).toBe('suspended')
})

test.each<[string, Partial<RelyingParty>, keyof RelyingParty]>([
  ['a plain http return address', { redirectUris: ['http://bank.example/back'] }, 'redirectUris'],
  ['a wildcard', { redirectUris: ['https://*.bank.example/back'] }, 'redirectUris'],
  ['a fragment', { redirectUris: ['https://bank.example/back#x'] }, 'redirectUris'],
  ['a user in the address', { redirectUris: ['https://bank.example@evil.example/'] }, 'redirectUris'],
  ['a script as address', { redirectUris: ['javascript:alert(1)'] }, 'redirectUris'],
  ['a ping with nowhere to go', { ciba: 'ping' }, 'notifyUri'],
  ['an exception without an end', { profile: 'plain-code' }, 'plainCodeUntil'],
  ['no key', { keys: [] }, 'keys'],
  ['a secret key', { keys: [{ kty: 'oct', kid: '1', k: 'c2VjcmV0' }] }, 'keys'],
  ['data that do not exist', { scopes: [{ scope: 'salary' } as never] }, 'scopes'],
])('a registration with %s is refused', async (_, change, field) => {
  const { party } = await aRelyingParty()
  const flawed = { ...party, ...change }
  expect(flawsOf(flawed, 'sandbox').map((flaw) => flaw.field)).toContain(field)
  await expect(save(flawed)).rejects.toThrow(field)
})

test.each<[string, Partial<RelyingParty>, 'sandbox' | 'production', boolean]>([
  ['one in order', { status: 'production' }, 'production', true],
  ['a sandbox one in the sandbox', {}, 'sandbox', true],
  ['a sandbox one in production', {}, 'production', false],
  ['a suspended one', { status: 'suspended' }, 'sandbox', false],
  ['one that has not begun', { validFrom: '2027-01-01' }, 'sandbox', false],
  ['one that ends today', { validUntil: '2026-11-27' }, 'sandbox', false],
  ['an exception on its last day', { profile: 'plain-code', plainCodeUntil: '2026-11-27' }, 'sandbox', true],
  ['an exception that is over', { profile: 'plain-code', plainCodeUntil: '2026-11-26' }, 'sandbox', false],
])('%s: served or not', async (_, change, mode, served) => {
  const { party } = await aRelyingParty()
  expect(isServed({ ...party, ...change }, mode, new Date('2026-11-27T05:00:00Z'))).toBe(served)
})

test('threat: consent, changed purpose: a consent is remembered, asked again when the purpose changes, and withdrawn', async () => {
  const { party } = await aRelyingParty()
  await save(party)
  const lan = await newHolder(p)
  const account = await accountById(p.sql, lan.accountId)
  const now = new Date()
  expect((await decidedScopes(p.sql, lan.accountId, party, now)).agreed).toEqual(new Set())
  const id = await p.act((call) => giveConsent(call, account!, party, new Set(['openid', 'profile'])))
  expect((await decidedScopes(p.sql, lan.accountId, party, now)).agreed).toEqual(
    new Set(['openid', 'profile']),
  )
  const another = party.scopes.map((one) =>
    one.scope === 'profile' ? { ...one, purpose: { vi: 'Chấm điểm tín dụng', en: 'Credit score' } } : one,
  )
  const changed = { ...party, scopes: another }
  expect((await decidedScopes(p.sql, lan.accountId, changed, now)).agreed).toEqual(new Set(['openid']))
  expect(await p.act((call) => withdrawConsent(call, lan.personNumber, id))).toBe(true)
  expect(await p.act((call) => withdrawConsent(call, lan.personNumber, id))).toBe(false)
  expect((await decidedScopes(p.sql, lan.accountId, party, now)).agreed).toEqual(new Set())
  expect(await consentsOf(p.sql, lan.personNumber)).toMatchObject([
    { id, clientId: party.clientId, endedBy: 'withdrawn' },
  ])
})

test('of two consents given at the same moment one is in force', async () => {
  const { party } = await aRelyingParty()
  await save(party)
  const lan = await newHolder(p)
  const account = await accountById(p.sql, lan.accountId)
  await Promise.all(
    (['openid', 'profile'] as const).map((scope) =>
      p.act((call) => giveConsent(call, account!, party, new Set([scope]))),
    ),
  )
  const rows = await consentsOf(p.sql, lan.personNumber)
  expect(rows.map(({ endedAt }) => endedAt === null).sort()).toEqual([false, true])
})
