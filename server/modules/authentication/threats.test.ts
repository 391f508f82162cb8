/** Threats of docs/security/threats.md that have no test beside what they threaten. */
import { createHmac, generateKeyPairSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import * as openid from 'openid-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SANDBOX_PASSWORD } from '#accounts'
import { logLines } from '#platform/log.ts'
import { makePlatform, type Platform } from '#testing'
import { newHolder } from '#testing/holders.ts'
import { browser, openSignIn } from './browser-for-tests.ts'
import { outsideFetch } from './outside-fetch.ts'
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
import { CLOCK_TOLERANCE_SECONDS } from './provider-adapter.ts'
import { saveRelyingParty } from './relying-parties.ts'

let p: Platform
let base: string
let bank: Relying
beforeAll(async () => {
  p = await makePlatform()
  base = await p.server.fastify.listen({ host: '127.0.0.1', port: 0 })
  bank = await relying(p, base, { machine: true, apiScopes: ['verification.match'], ciba: 'poll' })
})
afterAll(() => p.close())

/** Seconds that what the provider keeps is accepted; a row stays for the clock tolerance longer. */
const lifeOf = async (model: string) => {
  const [row] = await p.owner`
    select round(extract(epoch from max(expires_at) - now()))::int as seconds
    from authentication.provider_states where model = ${model}`
  return Number(row?.seconds) - CLOCK_TOLERANCE_SECONDS
}

test.each([
  ['dots, encoded', 'https://bank.example/x/%2e%2e/back'],
  ['a slash, encoded', 'https://bank.example%2fback'],
  ['a null at the end', 'https://bank.example/back%00'],
  ['a backslash', 'https://bank.example\\@evil.example/back'],
  ['an app’s own scheme', 'com.bank.app:/back'],
])('threat: redirect abuse, encoded tricks and native schemes: %s is refused', async (_, redirect_uri) => {
  const { status, body } = await post(`${base}/id/citizen/request`, {
    ...(await assertionOf(bank)),
    response_type: 'code',
    scope: 'openid',
    redirect_uri,
    code_challenge: await openid.calculatePKCECodeChallenge(openid.randomPKCECodeVerifier()),
    code_challenge_method: 'S256',
  })
  expect(status).toBe(400)
  expect(body.request_uri).toBeUndefined()
  const flawed = { ...bank.party, redirectUris: [redirect_uri] }
  if (/^com\.|%2f|\\/.test(redirect_uri))
    await expect(p.act((call) => saveRelyingParty(call, flawed))).rejects.toThrow('redirectUris')
})

test('threat: redirect abuse, per client: the address of one party is nothing to another', async () => {
  const other = await relying(p, base, { redirectUris: ['https://telco.example/back'] })
  await expect(begin(other, { redirect_uri: 'https://bank.example/back' })).rejects.toMatchObject({
    error: 'invalid_request',
  })
})

test('threat: code theft, life: a code lives a minute and is bound to its redirect address', async () => {
  const begun = await begin(bank)
  const callback = await goThrough(p, browser(p), await newHolder(p), begun)
  expect(await lifeOf('AuthorizationCode')).toBeLessThanOrEqual(60)
  const answer = await post(
    `${base}/id/citizen/token`,
    {
      ...(await assertionOf(bank)),
      grant_type: 'authorization_code',
      code: callback.searchParams.get('code') as string,
      redirect_uri: 'https://bank.example/other',
      code_verifier: begun.verifier,
    },
    { dpop: await (await possession()).proof() },
  )
  expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_grant' } })
})

test('threat: PAR, expires: a pushed request lives a minute', async () => {
  await begin(bank)
  expect(await lifeOf('PushedAuthorizationRequest')).toBeLessThanOrEqual(60)
})

test('threat: client assertion, RS256 and keys we do not know are refused, and nothing is fetched to look for them', async () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
  const claims = { iss: bank.party.clientId, sub: bank.party.clientId, aud: issuer, jti: crypto.randomUUID() }
  const signed = await new SignJWT(claims)
    .setProtectedHeader({ alg: 'RS256', kid: bank.kid })
    .setIssuedAt()
    .setExpirationTime('1m')
    .sign(rsa)
  const { client_assertion: _, ...rest } = await assertionOf(bank)
  const asked = (client_assertion: string) =>
    post(`${base}/id/citizen/token`, { ...rest, client_assertion, grant_type: 'client_credentials' })
  expect((await asked(signed)).status).toBe(401)
  for (let i = 0; i < 5; i++) {
    const strange = await assertionOf(
      { ...bank, privateKey: (await generateKeyPair('ES256')).privateKey },
      {},
      { kid: `unknown-${i}`, jku: 'https://evil.example/jwks' },
    )
    expect((await asked(strange.client_assertion as string)).status).toBe(401)
  }
})

test('threat: keys, revoked: a key that its party removed opens nothing from that moment', async () => {
  const made = await relying(p, base, { machine: true, apiScopes: ['verification.match'] })
  const ask = async () =>
    await post(
      `${base}/id/citizen/token`,
      { ...(await assertionOf(made)), grant_type: 'client_credentials', scope: 'verification.match' },
      { dpop: await (await possession()).proof() },
    )
  expect((await ask()).status).toBe(200)
  const { publicKey } = await generateKeyPair('ES256')
  const fresh = {
    ...(await exportJWK(publicKey)),
    kty: 'EC',
    kid: 'fresh',
    alg: 'ES256',
    use: 'sig' as const,
  }
  await p.act((call) => saveRelyingParty(call, { ...made.party, keys: [fresh] }))
  await expect.poll(async () => (await ask()).status).toBe(401)
})

test('threat: keys, none in a dump: no row of the database holds a private key or a secret of ours', async () => {
  await signedIn(p, bank)
  const secrets = p.ports.keys.privateJwks('oidc-citizen').map(({ d }) => String(d))
  const tables = await p.owner<{ name: string }[]>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname in ('authentication', 'accounts', 'platform')`
  for (const { name } of tables) {
    const rows = await p.owner.unsafe(`select t::text as row from ${name} t limit 5000`)
    const text = rows.map(({ row }) => row).join('\n')
    for (const secret of secrets) expect(text).not.toContain(secret)
    expect(text).not.toMatch(/"d"\s*:\s*"[\w-]{40,}"|PRIVATE KEY/)
  }
})

const machine = async (headers: Record<string, string> | Headers) =>
  (
    await fetch(`${base}/id/citizen/token`, {
      method: 'POST',
      body: new URLSearchParams({
        ...(await assertionOf(bank)),
        grant_type: 'client_credentials',
        scope: 'verification.match',
      }),
      headers,
    })
  ).status

test('threat: DPoP, two headers and a shared secret instead of a key are refused', async () => {
  const { proof } = await possession()
  const two = new Headers()
  two.append('dpop', await proof())
  two.append('dpop', await proof())
  expect(await machine(two)).toBe(400)
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const text = `${encode({ alg: 'HS256', typ: 'dpop+jwt', jwk: { kty: 'oct', k: 'c2VjcmV0' } })}.${encode({
    jti: crypto.randomUUID(),
    htm: 'POST',
    htu: `${issuer}/token`,
    iat: Math.floor(Date.now() / 1000),
  })}`
  const signature = createHmac('sha256', 'secret').update(text).digest('base64url')
  expect(await machine({ dpop: `${text}.${signature}` })).toBe(400)
})

test('threat: DPoP, another key at the token endpoint than at PAR: refused', async () => {
  const begun = await begin(bank)
  const callback = await goThrough(p, browser(p), await newHolder(p), begun)
  const other = { ...bank, dpop: openid.getDPoPHandle(bank.config, await openid.randomDPoPKeyPair()) }
  await expect(redeem(other, callback, begun)).rejects.toMatchObject({ error: 'invalid_grant' })
})

test('threat: token replay, at userinfo: a proof made for another token is refused (ath)', async () => {
  const { tokens } = await signedIn(p, bank)
  const { proof } = await possession()
  const shown = await proof({ htm: 'GET', htu: `${issuer}/me`, ath: 'another' })
  const answer = await fetch(`${base}/id/citizen/me`, {
    headers: { authorization: `DPoP ${tokens.access_token}`, dpop: shown },
  })
  expect(answer.status).toBe(401)
})

test('threat: refresh, absolute life: rotating does not prolong it beyond ninety days', async () => {
  const { tokens } = await signedIn(p, bank, { scope: 'openid offline_access', prompt: 'consent' }, [
    'offline_access',
  ])
  expect(await lifeOf('RefreshToken')).toBeLessThanOrEqual(14 * 86_400)
  expect(await lifeOf('Grant')).toBeLessThanOrEqual(90 * 86_400)
  const [before] = await p.owner`select max(expires_at) as at from authentication.provider_states
    where model = 'Grant' and client_id = ${bank.party.clientId}`
  const dpop = { DPoP: bank.dpop as openid.DPoPHandle }
  await openid.refreshTokenGrant(bank.config, tokens.refresh_token as string, undefined, dpop)
  const [after] = await p.owner`select max(expires_at) as at from authentication.provider_states
    where model = 'Grant' and client_id = ${bank.party.clientId}`
  expect(after?.at).toEqual(before?.at)
})

test('threat: CIBA, signed requests are not taken, and what nobody answers expires', async () => {
  const lan = await newHolder(p)
  const ask = (more: Record<string, string>) =>
    openid.initiateBackchannelAuthentication(bank.config, {
      scope: 'openid',
      login_hint: lan.personNumber,
      binding_message: 'Mở tài khoản tại quầy 3',
      ...more,
    })
  await expect(ask({ request: 'eyJhbGciOiJub25lIn0.e30.' })).rejects.toMatchObject({ status: 400 })
  expect((await ask({ requested_expiry: '9999' })).expires_in).toBeLessThanOrEqual(300)
  expect((await ask({ requested_expiry: '1' })).expires_in).toBe(30)
  expect(await lifeOf('BackchannelAuthenticationRequest')).toBeLessThanOrEqual(300)
})

test('threat: cross-device QR, rate limits: one network makes only so many codes a minute', async () => {
  const at = browser(p, { address: '198.51.100.9' })
  const step = await openSignIn(at, 'citizen')
  p.at('2026-11-28T03:00:10Z')
  for (let i = 0; i < 60; i++) expect((await at.get(`${step}/screen`)).statusCode).toBe(200)
  expect((await at.get(`${step}/screen`)).statusCode).toBe(429)
  p.at(null)
})

test('threat: consent, same weight for refusing: two buttons alike, nothing ticked', async () => {
  const at = browser(p)
  const lan = await newHolder(p)
  const begun = await begin(await relying(p, base), { scope: 'openid profile phone' })
  const step = (await at.follow(begun.url.pathname + begun.url.search)).url
  await at.form(step, { name: lan.personNumber, password: SANDBOX_PASSWORD })
  const code =
    p
      .inbox()
      .find(({ to }) => to.phone === lan.phone)
      ?.text.slice(0, 6) ?? ''
  const second = await at.form(`${step}/code`, { code })
  const { answer } = await at.follow(String(second.headers.location), /^https:/)
  const page = answer?.payload ?? ''
  expect(page).toMatch(/<button class="primary other"[^>]*value="refuse"/)
  expect(page).toMatch(/<button class="primary"[^>]*value="agree"/)
  expect(page).toContain('type="checkbox"')
  expect(page).not.toMatch(/<input[^>]* checked/)
})

test('threat: SSRF, redirects and slow answers: a redirect is not followed, an answer is not waited for', async () => {
  const { createServer } = await import('node:http')
  let inside = 0
  const server = createServer((request, response) => {
    if (request.url === '/inside') inside += 1
    response.writeHead(302, { location: '/inside' }).end('x'.repeat(1_000_000))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as { port: number }
  const answer = await outsideFetch('sandbox')(`http://127.0.0.1:${port}/`, { method: 'POST', body: '' })
  expect(answer.status).toBe(302)
  expect(inside).toBe(0)
  server.close()
})

test('threat: logs, no number, name, phone, code, password or token in any line of a whole run', async () => {
  const lines: string[] = []
  const before = logLines.write
  logLines.write = (line) => void lines.push(line)
  try {
    const { lan, tokens, callback } = await signedIn(p, bank)
    const at = browser(p)
    const step = await openSignIn(at, 'citizen')
    await at.form(step, { name: lan.personNumber, password: 'sai mật khẩu rồi' })
    await at.form('/id/citizen/register', {
      number: lan.personNumber,
      name: lan.name,
      bornOn: '02/05/1990',
      phone: '0987000111',
    })
    await at.get(`/api/verification/${lan.personNumber}`)
    await post(`${base}/id/citizen/token`, { code: String(callback.searchParams.get('code')) })
    const text = lines.join('\n')
    const secrets = [
      lan.personNumber,
      lan.phone,
      lan.name,
      'sai mật khẩu rồi',
      '0987000111',
      SANDBOX_PASSWORD,
    ]
    for (const one of [...secrets, tokens.access_token, String(callback.searchParams.get('code'))])
      expect(text).not.toContain(one)
  } finally {
    logLines.write = before
  }
})

test('threat: supply chain, the lockfile pins every package, and what runs scripts or native code is named', () => {
  const root = join(import.meta.dirname, '../../..')
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<
      string,
      { integrity?: string; link?: boolean; hasInstallScript?: boolean; os?: string[] }
    >
  }
  const named = readFileSync(join(root, 'docs/security/threats.md'), 'utf8')
  for (const [path, one] of Object.entries(lock.packages)) {
    if (!path.startsWith('node_modules/') || one.link) continue
    expect(one.integrity, path).toMatch(/^sha512-/)
    const family = path
      .replace(/^.*node_modules\//, '')
      .replace(/^(@[^/]+)\/.*$/, '$1')
      .replace(/-(linux|darwin|win|android|freebsd|aix|sunos|openbsd|netbsd).*$/, '')
    if (one.hasInstallScript || one.os) expect(named, path).toContain(`\`${family}`)
  }
})

test('threat: availability, messages that cannot be sent: the page says so and asks again, nothing hangs', async () => {
  const lan = await newHolder(p)
  const { messages } = p.ports
  p.ports.messages = { send: () => Promise.reject(new Error('the operator is down')) } as never
  try {
    const at = browser(p)
    const step = await openSignIn(at, 'citizen')
    const answer = await at.form(step, { name: lan.personNumber, password: SANDBOX_PASSWORD })
    expect(answer.statusCode).toBe(503)
    expect(answer.payload).toContain('gửi được')
  } finally {
    p.ports.messages = messages
  }
})
