import { createHash } from 'node:crypto'
import { type CryptoKey, calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT } from 'jose'
import * as openid from 'openid-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as registrations from '#authentication/contract'
import { makePlatform, type Platform } from '#testing'
import { type Born, born, officer } from '#testing/people.ts'
import * as contract from './contract.ts'
import { ministrySystem, purpose } from './scene-for-tests.ts'

/** Tokens of the provider at our API, from outside: over real HTTP, with a library that is not ours and by hand. */
let on: Platform
let base: string
let clientId: string
let token: string
let held: { privateKey: CryptoKey; jwk: { kty: string; crv: string; x: string; y: string } }
let someone: Born
const url = 'http://localhost:6006/api/verification/match'

beforeAll(async () => {
  on = await makePlatform()
  base = await on.server.fastify.listen({ host: '127.0.0.1', port: 0 })
  someone = await born(on, { name: 'Lại Ngọc Bích' })
  const made = await ministrySystem(on)
  clientId = made.clientId
  const config = await openid.discovery(
    new URL('http://localhost:6006/id/citizen'),
    clientId,
    undefined,
    openid.PrivateKeyJwt({ key: made.privateKey, kid: made.kid }),
    {
      [openid.customFetch]: (to, options) =>
        fetch(to.replace('http://localhost:6006', base), options as RequestInit),
      execute: [openid.allowInsecureRequests],
    },
  )
  const pair = await generateKeyPair('ES256', { extractable: true })
  const { kty, crv, x, y } = await exportJWK(pair.publicKey)
  held = { privateKey: pair.privateKey, jwk: { kty: kty!, crv: crv!, x: x!, y: y! } }
  const DPoP = openid.getDPoPHandle(config, pair)
  token = (await openid.clientCredentialsGrant(config, { scope: 'verification.match' }, { DPoP }))
    .access_token
})
afterAll(() => on.close())

interface Proof {
  claims?: object
  key?: typeof held
  typ?: string
}

async function proof({ claims = {}, key = held, typ = 'dpop+jwt' }: Proof = {}): Promise<string> {
  const ath = createHash('sha256').update(token).digest('base64url')
  const said = {
    jti: crypto.randomUUID(),
    htm: 'POST',
    htu: url,
    iat: Math.floor(Date.now() / 1000),
    ath,
    ...claims,
  }
  return await new SignJWT(said).setProtectedHeader({ alg: 'ES256', typ, jwk: key.jwk }).sign(key.privateKey)
}

async function match(headers: Record<string, string>) {
  const answer = await fetch(`${base}/api/verification/match`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ purpose, idDocument: someone.number, name: 'Lại Ngọc Bích' }),
  })
  return { status: answer.status, body: (await answer.json()) as { code?: string; type?: string } }
}

test('a token with a proof made for this very call is answered', async () => {
  expect(await match({ authorization: `DPoP ${token}`, dpop: await proof() })).toMatchObject({
    status: 200,
    body: { code: 'matches' },
  })
})

test('threat: token replay, at our API: of five calls at the same moment with one proof one is answered', async () => {
  const shown = await proof()
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => match({ authorization: `DPoP ${token}`, dpop: shown })),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401, 401])
})

test.each<[string, () => Promise<Record<string, string>>]>([
  ['without a proof', async () => ({ authorization: `DPoP ${token}` })],
  ['as a plain bearer token', async () => ({ authorization: `Bearer ${token}`, dpop: await proof() })],
  [
    'with the proof of another key',
    async () => ({ authorization: `DPoP ${token}`, dpop: await proof({ key: await another() }) }),
  ],
  ['for another method', async () => withProof({ claims: { htm: 'GET' } })],
  [
    'for another address',
    async () => withProof({ claims: { htu: 'http://localhost:6006/api/verification/attributes' } }),
  ],
  ['for another token', async () => withProof({ claims: { ath: 'another' } })],
  ['made five minutes ago', async () => withProof({ claims: { iat: Math.floor(Date.now() / 1000) - 300 } })],
  [
    'made for five minutes ahead',
    async () => withProof({ claims: { iat: Math.floor(Date.now() / 1000) + 300 } }),
  ],
  ['of another type', async () => withProof({ typ: 'JWT' })],
  [
    'whose signature was changed',
    async () => ({ authorization: `DPoP ${forged(token)}`, dpop: await proof() }),
  ],
  ['that says alg none', async () => ({ authorization: `DPoP ${unsigned(token)}`, dpop: await proof() })],
])('threat: token replay, at our API: a token %s is refused', async (_, headers) => {
  expect((await match(await headers())).status).toBe(401)
})

async function withProof(shown: Proof) {
  return { authorization: `DPoP ${token}`, dpop: await proof(shown) }
}

async function another(): Promise<typeof held> {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true })
  const { x, y } = await exportJWK(publicKey)
  const jwk = { kty: 'EC', crv: 'P-256', x: x!, y: y! }
  expect(await calculateJwkThumbprint(jwk)).not.toBe(await calculateJwkThumbprint(held.jwk))
  return { privateKey, jwk }
}

function forged(jwt: string): string {
  const [head, body, signature = ''] = jwt.split('.')
  return `${head}.${body}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`
}

function unsigned(jwt: string): string {
  const head = Buffer.from(JSON.stringify({ alg: 'none', typ: 'at+jwt' })).toString('base64url')
  return `${head}.${jwt.split('.')[1]}.`
}

test('a token opens only what its scope names, and nothing of a suspended system', async () => {
  const attributes = 'http://localhost:6006/api/verification/attributes'
  const answer = await fetch(attributes.replace('http://localhost:6006', base), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `DPoP ${token}`,
      dpop: await proof({ claims: { htu: attributes } }),
    },
    body: JSON.stringify({ purpose, idDocument: someone.number, name: someone.name, fields: ['name'] }),
  })
  expect(answer.status).toBe(403)
  const administrator = on.as(officer(await born(on), { level: 'nation', unitId: 0 }, ['administrator']))
  await administrator.call(registrations.suspendRelyingParty, {
    params: { clientId },
    body: { reason: 'Nghi lộ khóa' },
  })
  await expect
    .poll(async () => (await match({ authorization: `DPoP ${token}`, dpop: await proof() })).status)
    .toBe(401)
  expect(contract.matchPerson.access.relyingParty?.scope).toBe('verification.match')
})
