/** Refusals of the best current practice (RFC 9700), of FAPI 2.0 and of the threats we named, each by its name. */
import { generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as openid from 'openid-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openFileKeys, rotateKey } from '#ports/keys-file.ts'
import { makePlatform, type Platform, programBeside } from '#testing'
import { newHolder } from '#testing/holders.ts'
import { browser } from './browser-for-tests.ts'
import { isPublicAddress, outsideFetch } from './outside-fetch.ts'
import {
  assertionOf,
  begin,
  goThrough,
  issuer,
  possession,
  post,
  type Relying,
  redeem,
  relying,
  signedIn,
} from './party-for-tests.ts'
import { followKeys, providersOf } from './providers.ts'

let p: Platform
let base: string
let bank: Relying
beforeAll(async () => {
  p = await makePlatform()
  base = await p.server.fastify.listen({ host: '127.0.0.1', port: 0 })
  bank = await relying(p, base, { machine: true, apiScopes: ['verification.match'] })
})
afterAll(() => p.close())

const back = 'https://bank.example/back'
const par = async (more: Record<string, string>, proof?: Record<string, string>) =>
  await post(`${base}/id/citizen/request`, {
    ...(proof ?? (await assertionOf(bank))),
    response_type: 'code',
    scope: 'openid',
    redirect_uri: back,
    code_challenge: await openid.calculatePKCECodeChallenge(openid.randomPKCECodeVerifier()),
    code_challenge_method: 'S256',
    ...more,
  })

test.each([
  ['another address', 'https://evil.example/back'],
  ['a path added', `${back}/more`],
  ['a query added', `${back}?next=https://evil.example`],
  ['a fragment', `${back}#x`],
  ['plain http', 'http://bank.example/back'],
  ['a user in front', 'https://bank.example@evil.example/back'],
  ['dots that climb', 'https://bank.example/x/../back'],
  ['another case', 'https://bank.example/BACK'],
  ['a port', 'https://bank.example:443/back'],
  ['a script', 'javascript:alert(1)'],
])('threat: redirect abuse, %s is refused, and nobody is sent there', async (_, redirect_uri) => {
  const { status, body } = await par({ redirect_uri })
  expect(status).toBe(400)
  expect(body.request_uri).toBeUndefined()
  const direct = new URLSearchParams({ client_id: bank.party.clientId, response_type: 'code', redirect_uri })
  const answer = await browser(p).get(`/id/citizen/auth?${direct}`)
  expect(String(answer.headers.location ?? '')).not.toContain('evil.example')
})

test.each<[string, Record<string, string>]>([
  ['no PKCE', { code_challenge: '', code_challenge_method: '' }],
  ['PKCE by plain comparison', { code_challenge_method: 'plain' }],
  ['PKCE without a method', { code_challenge_method: '' }],
  ['the implicit flow', { response_type: 'token' }],
  ['the hybrid flow', { response_type: 'code id_token' }],
  ['a request_uri in a pushed request', { request_uri: 'urn:ietf:params:oauth:request_uri:x' }],
  ['a scope it did not register', { scope: 'openid number' }],
  ['a resource of somebody else', { resource: 'https://evil.example/' }],
])('threat: code theft and PAR, a pushed request with %s is refused', async (_, more) => {
  const { status, body } = await par(more)
  expect(status).toBe(400)
  expect(body.request_uri).toBeUndefined()
})

test('threat: PAR, a request that was not pushed, GET and a body that names a thing twice are refused', async () => {
  const direct = new URLSearchParams({
    client_id: bank.party.clientId,
    response_type: 'code',
    redirect_uri: back,
    scope: 'openid',
    code_challenge: 'x'.repeat(43),
    code_challenge_method: 'S256',
  })
  const refused = await browser(p).get(`/id/citizen/auth?${direct}`)
  expect(new URL(String(refused.headers.location)).searchParams.get('error')).toBe('invalid_request')
  expect((await fetch(`${base}/id/citizen/request`)).status).toBe(404)
  const twice = new URLSearchParams(await assertionOf(bank))
  twice.append('client_id', bank.party.clientId)
  const answer = await fetch(`${base}/id/citizen/request`, { method: 'POST', body: twice })
  expect(answer.status).toBe(400)
})

test('threat: PAR, client-bound: a request is the party’s that pushed it', async () => {
  const { url } = await begin(bank)
  const other = await relying(p, base)
  url.searchParams.set('client_id', other.party.clientId)
  const { answer } = await browser(p).follow(url.pathname + url.search, /^https:/)
  expect(answer?.statusCode).toBe(400)
})

test.each<[string, () => Promise<Record<string, string>>]>([
  ['another audience', () => assertionOf(bank, { aud: 'https://evil.example' })],
  ['the token endpoint as audience', () => assertionOf(bank, { aud: `${issuer}/token` })],
  ['the issuer in a list', () => assertionOf(bank, { aud: [issuer] })],
  ['its time over', () => assertionOf(bank, { exp: Math.floor(Date.now() / 1000) - 60 })],
  ['no end', () => assertionOf(bank, { exp: undefined })],
  ['no id', () => assertionOf(bank, { jti: undefined })],
  ['no subject', () => assertionOf(bank, { sub: undefined })],
  ['another issuer', () => assertionOf(bank, { iss: 'somebody' })],
  ['another’s key', async () => assertionOf({ ...bank, privateKey: (await relying(p, base)).privateKey })],
  ['no signature (alg none)', () => unsigned()],
  ['a secret', async () => ({ client_id: bank.party.clientId, client_secret: 'secret' })],
])('threat: client assertion, with %s it is refused', async (_, proof) => {
  const { status, body } = await par({}, await proof())
  expect([400, 401]).toContain(status)
  expect(body.error).toMatch(/^invalid_(client|request)$/)
})

async function unsigned(): Promise<Record<string, string>> {
  const { client_assertion: signed = '', ...rest } = await assertionOf(bank)
  const header = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url')
  return { ...rest, client_assertion: `${header}.${signed.split('.')[1]}.` }
}

const machineToken = async (proof: string | undefined) =>
  await post(
    `${base}/id/citizen/token`,
    { ...(await assertionOf(bank)), grant_type: 'client_credentials', scope: 'verification.match' },
    proof ? { dpop: proof } : {},
  )

test('threat: DPoP, a good proof is taken, ten seconds of a wrong clock too; the same again is not', async () => {
  const { proof } = await possession()
  const one = await proof({ iat: Math.floor(Date.now() / 1000) - 10 })
  expect((await machineToken(one)).status).toBe(200)
  expect((await machineToken(one)).status).toBe(400)
})

test('threat: DPoP, a proof dated ahead is remembered as long as it could be used', async () => {
  const { proof } = await possession()
  expect((await machineToken(await proof({ iat: Math.floor(Date.now() / 1000) + 250 }))).status).toBe(200)
  const [row] = await p.owner`
    select extract(epoch from max(expires_at) - now())::int as seconds from authentication.provider_states
    where model = 'ReplayDetection'`
  expect(row?.seconds).toBeGreaterThan(250 + 300)
})

test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
  ['made an hour ago', { iat: Math.floor(Date.now() / 1000) - 3600 }, {}],
  ['for another method', { htm: 'GET' }, {}],
  ['for another address', { htu: `${issuer}/request` }, {}],
  ['without an id', { jti: undefined }, {}],
  ['of another type', {}, { typ: 'JWT' }],
  [
    'that brings a private key',
    {},
    { jwk: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }) },
  ],
])('threat: DPoP, a proof %s is refused', async (_, claims, header) => {
  const { proof } = await possession()
  expect((await machineToken(await proof(claims, header))).status).toBe(400)
})

test('threat: DPoP, without a proof there is no token', async () => {
  expect((await machineToken(undefined)).status).toBe(400)
})

test('threat: token replay, a stolen token is nothing without its key, nor with another', async () => {
  const { tokens } = await signedIn(p, bank)
  const me = `${base}/id/citizen/me`
  const bearer = await fetch(me, { headers: { authorization: `Bearer ${tokens.access_token}` } })
  expect(bearer.status).toBe(401)
  const { proof } = await possession()
  const shown = await proof({ htm: 'GET', htu: `${issuer}/me` })
  const stolen = await fetch(me, { headers: { authorization: `DPoP ${tokens.access_token}`, dpop: shown } })
  expect(stolen.status).toBe(401)
  const inQuery = await fetch(`${me}?access_token=${tokens.access_token}`)
  expect(inQuery.status).toBe(400)
})

test('threat: code theft, another key, another party, another verifier get nothing', async () => {
  const other = await relying(p, base)
  for (const [thief, change] of [
    [{ ...bank, dpop: openid.getDPoPHandle(bank.config, await openid.randomDPoPKeyPair()) }, {}],
    [other, {}],
    [bank, { verifier: openid.randomPKCECodeVerifier() }],
  ] as const) {
    const begun = await begin(bank)
    const callback = await goThrough(p, browser(p), await newHolder(p), begun)
    await expect(redeem(thief, callback, { ...begun, ...change })).rejects.toMatchObject({
      error: 'invalid_grant',
    })
  }
})

test('threat: code theft, double redemption later: refused, and the token of the first is ended', async () => {
  const { begun, callback, tokens } = await signedIn(p, bank)
  await expect(redeem(bank, callback, begun)).rejects.toMatchObject({ error: 'invalid_grant' })
  expect(await openid.tokenIntrospection(bank.config, tokens.access_token)).toEqual({ active: false })
})

test('threat: mix-up, a client that checks refuses an answer with another issuer, or with none', async () => {
  const begun = await begin(bank)
  const callback = await goThrough(p, browser(p), await newHolder(p), begun)
  const mixed = new URL(callback)
  mixed.searchParams.set('iss', 'https://evil.example')
  await expect(redeem(bank, mixed, begun)).rejects.toThrow()
  mixed.searchParams.delete('iss')
  await expect(redeem(bank, mixed, begun)).rejects.toThrow()
})

test('threat: SSRF, nothing is fetched from an address of a party; a logout or ping leaves by https, to public addresses', async () => {
  let reached = 0
  const inside = createServer((_, response) => {
    reached += 1
    response.end()
  })
  await new Promise<void>((done) => inside.listen(0, '127.0.0.1', done))
  const address = `127.0.0.1:${(inside.address() as AddressInfo).port}`
  const out = outsideFetch('production')
  await expect(out(`http://${address}/`, { method: 'POST' })).rejects.toThrow('only https leaves')
  await expect(out(`https://${address}/`, { method: 'GET' })).rejects.toThrow('nothing is fetched')
  await expect(out(`https://${address}/`, { method: 'POST' })).rejects.toThrow()
  await expect(outsideFetch('sandbox')(`http://${address}/jwks`, { method: 'GET' })).rejects.toThrow()
  expect(reached).toBe(0)
  // Registration is the only way in: nobody registers by an endpoint, and no metadata names an address to read.
  for (const path of ['/reg', '/registration', '/device/auth'])
    expect((await fetch(`${base}/id/citizen${path}`, { method: 'POST' })).status).toBe(404)
  inside.close()
})

test.each([
  ['127.0.0.1', false],
  ['10.1.2.3', false],
  ['169.254.169.254', false],
  ['192.168.1.1', false],
  ['0.0.0.0', false],
  ['::1', false],
  ['::ffff:127.0.0.1', false],
  ['fd00::1', false],
  ['fe80::1', false],
  ['64:ff9b::7f00:1', false],
  ['not an address', false],
  ['113.160.1.1', true],
  ['2405:4800::1', true],
])('threat: SSRF, %s is a public address: %s', (address, open) => {
  expect(isPublicAddress(address)).toBe(open)
})

test('threat: SSRF, a name that leads inside is not connected to', async () => {
  const out = outsideFetch('production')
  for (const host of ['localhost', '[::1]', '[::ffff:127.0.0.1]', '127.0.0.2', '2130706433'])
    await expect(out(`https://${host}:9/`, { method: 'POST' })).rejects.toThrow('only public addresses')
})

test('threat: session, clickjacking, CSRF, fixation: pages are not framed, forms of other sites are refused, the session changes', async () => {
  const someone = browser(p)
  const lan = await newHolder(p)
  const begun = await begin(bank)
  const step = (await someone.follow(begun.url.pathname + begun.url.search)).url
  const page = await someone.get(step)
  const policy = String(page.headers['content-security-policy'])
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).toContain("form-action 'self' https://bank.example;")
  const foreign = await someone.form(
    step,
    { name: lan.personNumber, password: 'x' },
    { 'sec-fetch-site': 'cross-site' },
  )
  expect(foreign.statusCode).toBe(403)
  // A session that was planted before is not the one after signing in.
  someone.jar.set('id-citizen /id/citizen', {
    name: 'id-citizen',
    value: 'planted',
    path: '/id/citizen',
    line: '',
  })
  await goThrough(p, someone, lan, begun)
  expect(someone.jar.get('id-citizen /id/citizen')?.value).not.toBe('planted')
})

test('threat: session, CSRF on consent: a page of another site cannot agree, and another browser cannot open the step', async () => {
  const someone = browser(p)
  const lan = await newHolder(p)
  const begun = await begin(bank)
  const step = (await someone.follow(begun.url.pathname + begun.url.search)).url
  await someone.form(step, { name: lan.personNumber, password: 'dean06-sandbox' })
  const code =
    p
      .inbox()
      .find(({ to }) => to.phone === lan.phone)
      ?.text.slice(0, 6) ?? ''
  const second = await someone.form(`${step}/code`, { code })
  const { url } = await someone.follow(String(second.headers.location), /^https:/)
  expect(url).toContain('/consent/')
  const foreign = await someone.form(url, { decision: 'agree' }, { 'sec-fetch-site': 'cross-site' })
  expect(foreign.statusCode).toBe(403)
  expect((await browser(p).get(url)).statusCode).toBe(410)
  expect((await browser(p).form(url, { decision: 'agree' })).statusCode).toBe(410)
})

test('threat: keys, a new key is published before it signs; tokens of the old one stay good, and no sign-in fails', async () => {
  const { tokens } = await signedIn(p, bank)
  const header = (token: string) =>
    JSON.parse(Buffer.from(token.split('.')[0] as string, 'base64url').toString())
  const before = header(tokens.id_token as string).kid
  const kidsAfter = async (kid: string) => {
    const ports = { ...p.ports, keys: openFileKeys(p.keysFolder, 'sandbox') }
    const app = await programBeside({ place: p.place, ports })
    const answer = await app.server.fastify.inject({ url: '/id/citizen/jwks' })
    await app.close()
    const kids = answer.json().keys.map((key: { kid: string }) => key.kid)
    expect(kids).toContain(kid)
    return kids
  }
  const kids = await kidsAfter(rotateKey(p.keysFolder, 'oidc-citizen'))
  expect(kids).toContain(before)
})

test('threat: keys, two running processes take a new key up without a restart: published first, it signs two hours later', async () => {
  const beside = await programBeside({
    place: p.place,
    ports: { ...p.ports, keys: openFileKeys(p.keysFolder, 'sandbox') },
  })
  const lan = await newHolder(p)
  const kidOf = async (at = bank) => {
    const begun = await begin(at)
    const tokens = await redeem(at, await goThrough(p, browser(p), lan, begun), begun)
    return JSON.parse(
      Buffer.from((tokens.id_token as string).split('.')[0] as string, 'base64url').toString(),
    ).kid
  }
  const published = async (server: Platform['server']) =>
    (await server.fastify.inject({ url: '/id/citizen/jwks' }))
      .json()
      .keys.map(({ kid }: { kid: string }) => kid)
  const before = await kidOf()
  const started = await begin(bank)
  const fresh = rotateKey(p.keysFolder, 'oidc-citizen')
  for (const { server } of [p, beside]) {
    await providersOf(server)
    expect(await followKeys(server)).toContain('citizen')
    expect(await published(server)).toContain(fresh)
    expect(await followKeys(server)).toEqual([])
  }
  // What began before goes on, and the key that was there still signs.
  await redeem(bank, await goThrough(p, browser(p), lan, started), started)
  expect(await kidOf()).toBe(before)
  const aged = rotateKey(p.keysFolder, 'oidc-citizen', new Date(Date.now() - 3 * 3_600_000))
  expect(await followKeys(p.server)).toEqual(['citizen'])
  // Whoever read our keys since knows it.
  expect(await kidOf(await relying(p, base))).toBe(aged)
  expect(await published(p.server)).toEqual(expect.arrayContaining([before, fresh, aged]))
  await beside.close()
})
