import { SignJWT } from 'jose'
import * as openid from 'openid-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makePlatform, type Platform } from '#testing'
import { newHolder } from '#testing/holders.ts'
import { browser, signIn } from './browser-for-tests.ts'
import { type ClientKey, clientKey } from './client-keys.ts'

let p: Platform
let base: string
let key: ClientKey
const issuer = 'http://localhost:6006/id/citizen'
const redirectUri = 'http://localhost:6006/auth/citizen/callback'

beforeAll(async () => {
  p = await makePlatform()
  base = await p.server.fastify.listen({ host: '127.0.0.1', port: 0 })
  key = await clientKey(p.ports.keys, 'citizen')
})
afterAll(() => p.close())

/** Real HTTP to the port this test listens on, whatever public address the provider names. */
const overHttp: openid.CustomFetch = (url, options) =>
  fetch(url.replace('http://localhost:6006', base), options as RequestInit)

async function client(): Promise<openid.Configuration> {
  const proof = openid.PrivateKeyJwt({ key: key.privateKey, kid: key.publicJwk.kid })
  return await openid.discovery(
    new URL(issuer),
    'citizen',
    { id_token_signed_response_alg: 'ES256' },
    proof,
    {
      [openid.customFetch]: overHttp,
      execute: [openid.allowInsecureRequests, openid.enableNonRepudiationChecks],
    },
  )
}

async function begin(config: openid.Configuration, more: Record<string, string> = {}) {
  const verifier = openid.randomPKCECodeVerifier()
  const url = await openid.buildAuthorizationUrlWithPAR(config, {
    redirect_uri: redirectUri,
    scope: 'openid',
    state: 'a state of this test',
    code_challenge: await openid.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...more,
  })
  return { verifier, url }
}

/** Signs someone in at the provider and catches the way back, as a relying party's own callback would. */
async function comeBack(config: openid.Configuration) {
  const { verifier, url } = await begin(config)
  const lan = await newHolder(p)
  const at = browser(p)
  const step = (await at.follow(url.pathname + url.search)).url
  await at.form(step, { name: lan.personNumber, password: 'dean06-sandbox' })
  const code =
    p
      .inbox()
      .find(({ to }) => to.phone === lan.phone)
      ?.text.slice(0, 6) ?? ''
  const second = await at.form(`${step}/code`, { code })
  const { url: path } = await at.follow(String(second.headers.location), /^\/auth\/citizen\/callback/)
  return { lan, verifier, callback: new URL(`http://localhost:6006${path}`) }
}

const redeem = (config: openid.Configuration, callback: URL, verifier: string) =>
  openid.authorizationCodeGrant(config, callback, {
    pkceCodeVerifier: verifier,
    expectedState: 'a state of this test',
    idTokenExpected: true,
  })

test('a client that is not ours signs someone in from discovery alone, with a pushed request and a key', async () => {
  const config = await client()
  const { lan, verifier, callback } = await comeBack(config)
  const claims = (await redeem(config, callback, verifier)).claims()
  expect(claims).toMatchObject({
    iss: issuer,
    aud: 'citizen',
    sub: lan.accountId,
    amr: ['pwd', 'sms', 'mfa'],
    acr: 'urn:dean06:authentication-level:2',
  })
  expect(JSON.stringify(claims)).not.toContain(lan.personNumber)
  expect(callback.searchParams.get('iss')).toBe(issuer)
})

test('threat: code theft, of five redemptions of one code at the same moment exactly one gets a token', async () => {
  const config = await client()
  for (let round = 0; round < 3; round++) {
    const { verifier, callback } = await comeBack(config)
    const results = await Promise.allSettled(
      Array.from({ length: 5 }, () => redeem(config, callback, verifier)),
    )
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const result of results)
      if (result.status === 'rejected') expect(result.reason.error).toBe('invalid_grant')
  }
})

test('a code is not redeemed a second time, later', async () => {
  const config = await client()
  const { verifier, callback } = await comeBack(config)
  await redeem(config, callback, verifier)
  await expect(redeem(config, callback, verifier)).rejects.toMatchObject({ error: 'invalid_grant' })
})

test('threat: code theft, a code without its verifier is worth nothing', async () => {
  const config = await client()
  const { callback } = await comeBack(config)
  const other = openid.randomPKCECodeVerifier()
  await expect(redeem(config, callback, other)).rejects.toMatchObject({ error: 'invalid_grant' })
})

async function assertion(claims: Record<string, unknown> = {}) {
  const now = Math.floor(Date.now() / 1000)
  return await new SignJWT({
    iss: 'citizen',
    sub: 'citizen',
    aud: issuer,
    jti: crypto.randomUUID(),
    ...claims,
  })
    .setProtectedHeader({ alg: 'ES256', kid: key.publicJwk.kid })
    .setIssuedAt(now)
    .setExpirationTime(now + 60)
    .sign(key.privateKey)
}

async function push(clientAssertion: string | null, more: Record<string, string> = {}) {
  const verifier = openid.randomPKCECodeVerifier()
  const answer = await fetch(`${base}/id/citizen/request`, {
    method: 'POST',
    body: new URLSearchParams({
      client_id: 'citizen',
      response_type: 'code',
      redirect_uri: redirectUri,
      scope: 'openid',
      code_challenge: await openid.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      ...(clientAssertion
        ? {
            client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
            client_assertion: clientAssertion,
          }
        : {}),
      ...more,
    }),
  })
  return { status: answer.status, body: (await answer.json()) as { error?: string; request_uri?: string } }
}

test('threat: client assertion, replay: it is accepted once, also of five at the same moment', async () => {
  const one = await assertion()
  const answers = await Promise.all(Array.from({ length: 5 }, () => push(one)))
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
  expect(answers.filter(({ body }) => body.error === 'invalid_client')).toHaveLength(4)
  expect((await push(one)).body.error).toBe('invalid_client')
})

test('threat: client assertion, a used one is remembered longer than it is valid', async () => {
  await push(await assertion())
  const rows = await p.owner`
    select extract(epoch from expires_at - now())::int as seconds from authentication.provider_states
    where model = 'ReplayDetection' order by expires_at desc limit 1`
  expect(rows[0]?.seconds).toBeGreaterThan(60 + 15)
})

test.each([
  ['no assertion at all', async () => push(null)],
  ['a secret instead of a key', async () => push(null, { client_secret: 'secret' })],
  ['an assertion for another audience', async () => push(await assertion({ aud: 'https://other.example' }))],
  [
    'an assertion in another client’s name',
    async () => push(await assertion({ iss: 'officer', sub: 'officer' })),
  ],
])('a client does not get in with %s', async (_, attempt) => {
  const { status, body } = await attempt()
  expect([400, 401]).toContain(status)
  expect(body.error).toMatch(/^invalid_(client|request)$/)
})

test.each([
  ['another redirect address', { redirect_uri: 'https://evil.example/callback' }],
  ['the right address with something added', { redirect_uri: `${redirectUri}/../evil` }],
  ['PKCE by plain comparison', { code_challenge_method: 'plain' }],
  ['no PKCE', { code_challenge: '', code_challenge_method: '' }],
  ['the implicit flow', { response_type: 'id_token' }],
])('a request is refused with %s', async (_, more) => {
  const { status, body } = await push(await assertion(), more)
  expect(status).toBe(400)
  expect(body.request_uri).toBeUndefined()
})

test('threat: PAR, one-time: a request that was not pushed is refused, and a pushed one works once', async () => {
  const direct = new URLSearchParams({
    client_id: 'citizen',
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: 'openid',
  })
  const answer = await browser(p).get(`/id/citizen/auth?${direct}`)
  const refused = new URL(String(answer.headers.location))
  expect(refused.searchParams.get('error')).toBe('invalid_request')
  expect(refused.searchParams.has('code')).toBe(false)
  const { url } = await begin(await client())
  const at = browser(p)
  expect((await at.follow(url.pathname + url.search)).url).toContain('/id/citizen/sign-in/')
  await signInTo(at, url)
  const again = await browser(p).get(url.pathname + url.search)
  const used = new URL(String(again.headers.location))
  expect(used.searchParams.get('error')).toBe('invalid_request_uri')
})

async function signInTo(at: ReturnType<typeof browser>, url: URL) {
  const lan = await newHolder(p)
  const step = (await at.follow(url.pathname + url.search)).url
  await at.form(step, { name: lan.personNumber, password: 'dean06-sandbox' })
  const code =
    p
      .inbox()
      .find(({ to }) => to.phone === lan.phone)
      ?.text.slice(0, 6) ?? ''
  const second = await at.form(`${step}/code`, { code })
  await at.follow(String(second.headers.location), /^\/auth\/citizen\/callback/)
}

test('the key of one realm’s client is nothing in the other realm', async () => {
  const answer = await fetch(`${base}/id/officer/request`, {
    method: 'POST',
    body: new URLSearchParams({
      client_id: 'citizen',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: await assertion({ aud: 'http://localhost:6006/id/officer' }),
    }),
  })
  expect(answer.status).toBe(401)
})

test('discovery and keys can be cached, everything else cannot; each realm has keys of its own', async () => {
  const read = async (path: string) => {
    const answer = await fetch(`${base}${path}`)
    return {
      cache: answer.headers.get('cache-control'),
      body: (await answer.json()) as { keys: { kid: string }[] },
    }
  }
  const discovery = await read('/id/citizen/.well-known/openid-configuration')
  expect(discovery.cache).toBe('public, max-age=3600')
  expect(discovery.body).toMatchObject({
    issuer,
    require_pushed_authorization_requests: true,
    code_challenge_methods_supported: ['S256'],
    response_types_supported: ['code'],
    token_endpoint_auth_methods_supported: [
      'private_key_jwt',
      'self_signed_tls_client_auth',
      'tls_client_auth',
    ],
    id_token_signing_alg_values_supported: ['ES256'],
    token_endpoint: `${issuer}/token`,
  })
  const [citizen, officer] = [await read('/id/citizen/jwks'), await read('/id/officer/jwks')]
  expect(citizen.cache).toBe('public, max-age=3600')
  expect(citizen.body.keys[0]?.kid).not.toBe(officer.body.keys[0]?.kid)
  expect(JSON.stringify(citizen.body)).not.toContain('"d"')
  const token = await fetch(`${base}/id/citizen/token`, { method: 'POST' })
  expect(token.headers.get('cache-control')).toBe('no-store')
})

test('threat: mix-up, the provider believes its public address, not what a caller says of it', async () => {
  const answer = await p.server.fastify.inject({
    url: '/id/citizen/.well-known/openid-configuration',
    headers: { host: 'evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
  })
  expect(answer.payload).not.toContain('evil.example')
})

test('threat: logs, no code, token or assertion is stored as it is', async () => {
  const config = await client()
  const { verifier, callback } = await comeBack(config)
  const tokens = await redeem(config, callback, verifier)
  const rows = await p.owner`select provider_states::text as row from authentication.provider_states`
  const stored = rows.map(({ row }) => row).join('\n')
  expect(stored).not.toContain(callback.searchParams.get('code'))
  expect(stored).not.toContain(tokens.access_token)
})

test('signing out everywhere makes the provider forget the account', async () => {
  const lan = await newHolder(p)
  const at = browser(p)
  await signIn(p, at, 'citizen', lan)
  const remembered = () => p.owner`
    select model from authentication.provider_states where account_id = ${lan.accountId}`
  expect(await remembered()).not.toHaveLength(0)
  await at.api('citizen', 'POST', '/accounts/me/sign-out-everywhere')
  await p.settle()
  expect(await remembered()).toHaveLength(0)
})
