import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { decodeJwt } from 'jose'
import * as openid from 'openid-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lockAccount } from '#accounts'
import { uuidv7 } from '#platform/ids.ts'
import { declare } from '#population'
import { birth } from '#population/contract'
import { makePlatform, type Platform } from '#testing'
import { newHolder } from '#testing/holders.ts'
import { browser, signIn } from './browser-for-tests.ts'
import { consentsOf, withdrawConsent } from './consents.ts'
import { countsByDay } from './party-counts.ts'
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
import { saveRelyingParty } from './relying-parties.ts'

let p: Platform
let base: string
let bank: Relying
beforeAll(async () => {
  p = await makePlatform()
  base = await p.server.fastify.listen({ host: '127.0.0.1', port: 0 })
  bank = await relying(p, base)
})
afterAll(() => p.close())

const userinfo = ({ config, dpop }: Relying, token: string, sub: string) =>
  openid.fetchUserInfo(config, token, sub, dpop ? { DPoP: dpop } : {})

test('a sign-in at a bank stands in the person’s own history, with the bank and the device', async () => {
  const { lan, someone } = await signedIn(p, bank)
  await signIn(p, someone, 'citizen', lan)
  const { body } = await someone.api('citizen', 'GET', '/accounts/me/history')
  const rows = body.rows.filter(({ kind }: { kind: string }) => kind === 'signed-in-elsewhere')
  expect(rows).toMatchObject([{ party: bank.party.names.vi, device: 'Chrome · Android' }])
})

test('what the provider gives and refuses a party is counted by day and error, used proofs too', async () => {
  const telco = await relying(p, base, { machine: true, apiScopes: ['verification.match'] })
  const { proof } = await possession()
  const token = async (assertion: Record<string, string>) =>
    await post(
      `${base}/id/citizen/token`,
      { ...assertion, grant_type: 'client_credentials', scope: 'verification.match' },
      { dpop: await proof() },
    )
  const once = await assertionOf(telco)
  expect((await token(once)).status).toBe(200)
  expect((await token(once)).status).toBe(401)
  expect((await token(await assertionOf(telco, { aud: 'https://evil.example' }))).status).toBe(401)
  const asked = {
    ...(await assertionOf(telco)),
    response_type: 'code',
    redirect_uri: 'https://evil.example/',
  }
  expect((await post(`${base}/id/citizen/request`, asked)).status).toBe(400)
  const counted = await countsByDay(p.server, telco.party.clientId, '2026-01-01')
  expect(counted.map(({ route, code, count }) => [route, code, count]).sort()).toEqual([
    ['openid.pushed_authorization_request', 'invalid_request', 1],
    ['openid.token', 'invalid_client', 2],
    ['openid.token', 'ok', 1],
  ])
})

test('a bank signs someone in by FAPI 2.0: pushed request, DPoP, private_key_jwt; three levels, three fields', async () => {
  const { lan, callback, tokens } = await signedIn(p, bank)
  expect(callback.searchParams.get('iss')).toBe(issuer)
  expect(tokens.token_type).toBe('dpop')
  const claims = tokens.claims()
  expect(claims).toMatchObject({
    iss: issuer,
    aud: bank.party.clientId,
    acr: 'urn:dean06:authentication-level:2',
    account_level: 2,
    legal_value: 'identity-card',
    amr: ['pwd', 'sms', 'mfa'],
  })
  expect(claims?.auth_time).toBeGreaterThan(Date.now() / 1000 - 60)
  // A pseudonym of the sector: neither the account nor the number.
  expect(claims?.sub).not.toBe(lan.accountId)
  expect(JSON.stringify(claims)).not.toContain(lan.personNumber)
  const person = await userinfo(bank, tokens.access_token, claims?.sub as string)
  expect(person).toMatchObject({ name: lan.name, birthdate: '1990-05-02', gender: 'female' })
  expect(person).not.toHaveProperty('phone_number')
  const log = await p.owner`
    select relying_party, agency_id from audit.entries where act = 'openid userinfo'`
  expect(log).toEqual([{ relyingParty: bank.party.clientId, agencyId: 1 }])
})

test('a party that may ask for it learns whom someone may act for, under pseudonyms, and both read of it', async () => {
  const lan = await newHolder(p)
  const child = { personNumber: '001218000777', personId: uuidv7() }
  await p.act((call) =>
    declare(call, birth, {
      personNumber: child.personNumber,
      effectiveOn: '2018-03-01',
      legalBasis: '60/2014/QH13',
      payload: {
        personId: child.personId,
        name: 'Nguyễn Minh An',
        sex: 'male',
        ethnicGroup: '01',
        bornOn: '2018-03-01',
        motherNumber: lan.personNumber,
      },
    }),
  )
  const school = await relying(p, base, {
    scopes: [...bank.party.scopes, { ...bank.party.scopes[0]!, scope: 'represented', needed: true }],
  })
  const begun = await begin(school, { scope: 'openid represented' })
  const callback = await goThrough(p, browser(p), lan, begun)
  const tokens = await redeem(school, callback, begun)
  const person = await userinfo(school, tokens.access_token, tokens.claims()?.sub as string)
  expect(person['represented']).toMatchObject([{ basis: 'parent', name: 'Nguyễn Minh An' }])
  expect(JSON.stringify(person)).not.toContain(child.personId)
  expect(JSON.stringify(person)).not.toContain(child.personNumber)
})

test('two banks of one sector see one pseudonym, another sector another', async () => {
  const same = await relying(p, base)
  const telco = await relying(p, base, { sector: 'telco.example' })
  const lan = await newHolder(p)
  const subs = []
  for (const at of [bank, same, telco]) {
    const begun = await begin(at)
    const callback = await goThrough(p, browser(p), lan, begun)
    subs.push((await redeem(at, callback, begun)).claims()?.sub)
  }
  expect(subs[0]).toBe(subs[1])
  expect(subs[2]).not.toBe(subs[0])
})

test('threat: consent, withdrawal stops tokens: what was agreed is remembered, what was left out too; withdrawing it ends the tokens at once', async () => {
  const { lan, someone, tokens } = await signedIn(p, bank, { scope: 'openid profile phone' }, [])
  const person = await userinfo(bank, tokens.access_token, tokens.claims()?.sub as string)
  expect(person).not.toHaveProperty('phone_number')
  const again = await begin(bank, { scope: 'openid profile phone' })
  const { url } = await someone.follow(again.url.pathname + again.url.search, /^https:/)
  expect(url).toContain('https://bank.example/back?code=')
  const [consent] = await consentsOf(p.sql, lan.personNumber)
  expect(consent?.scopes.sort()).toEqual(['openid', 'profile'])
  await p.act((call) => withdrawConsent(call, lan.personNumber, consent?.id as string))
  await expect(userinfo(bank, tokens.access_token, tokens.claims()?.sub as string)).rejects.toThrow()
  const asked = await someone.follow((await begin(bank)).url.href, /^https:/)
  expect(asked.url).toMatch(/\/(sign-in|consent)\//)
})

test('threat: consent, refusing costs nothing: whoever does not agree is sent back with nothing, and nothing is kept', async () => {
  const lan = await newHolder(p)
  const someone = browser(p)
  const begun = await begin(bank)
  const step = (await someone.follow(begun.url.pathname + begun.url.search)).url
  await someone.form(step, { name: lan.personNumber, password: 'dean06-sandbox' })
  const code =
    p
      .inbox()
      .find(({ to }) => to.phone === lan.phone)
      ?.text.slice(0, 6) ?? ''
  const second = await someone.form(`${step}/code`, { code })
  const { url, answer } = await someone.follow(String(second.headers.location), /^https:/)
  expect(answer?.payload).toContain('Ngân hàng Sao Mai')
  expect(answer?.payload).toContain('Mở tài khoản thanh toán')
  expect(answer?.payload).not.toMatch(/checked/)
  const refused = await someone.form(url, { decision: 'refuse' })
  const back = new URL((await someone.follow(String(refused.headers.location), /^https:/)).url)
  expect(back.searchParams.get('error')).toBe('access_denied')
  expect(back.searchParams.has('code')).toBe(false)
  expect(await consentsOf(p.sql, lan.personNumber)).toEqual([])
})

test('another party in the same browser asks for a sign-in of its own', async () => {
  const { someone } = await signedIn(p, bank)
  const other = await relying(p, base, { sector: 'shop.example' })
  const begun = await begin(other)
  expect((await someone.follow(begun.url.pathname + begun.url.search, /^https:/)).url).toContain('/sign-in/')
})

test('threat: refresh, rotation and reuse: refresh tokens rotate; using an old one ends the whole family', async () => {
  const { tokens } = await signedIn(p, bank, { scope: 'openid profile offline_access', prompt: 'consent' }, [
    'offline_access',
  ])
  const dpop = { DPoP: bank.dpop as openid.DPoPHandle }
  const first = tokens.refresh_token as string
  const fresh = await openid.refreshTokenGrant(bank.config, first, undefined, dpop)
  expect(fresh.refresh_token).not.toBe(first)
  await expect(openid.refreshTokenGrant(bank.config, first, undefined, dpop)).rejects.toMatchObject({
    error: 'invalid_grant',
  })
  await expect(
    openid.refreshTokenGrant(bank.config, fresh.refresh_token as string, undefined, dpop),
  ).rejects.toMatchObject({ error: 'invalid_grant' })
  await expect(userinfo(bank, fresh.access_token, fresh.claims()?.sub as string)).rejects.toThrow()
})

test('by a dated exception the plain code flow with PKCE works, and ends with its day', async () => {
  const until = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
  const old = await relying(p, base, { profile: 'plain-code', plainCodeUntil: until })
  const { tokens } = await signedIn(p, old)
  expect(tokens.token_type).toBe('bearer')
  await p.act((call) => saveRelyingParty(call, { ...old.party, plainCodeUntil: '2026-01-02' }))
  await expect
    .poll(async () => (await fetch(`${base}/id/citizen/auth?client_id=${old.party.clientId}`)).status)
    .toBe(400)
})

test('a party that is suspended gets nothing from then on, without a restart', async () => {
  const shop = await relying(p, base, { sector: 'shop.example' })
  const { tokens } = await signedIn(p, shop)
  await p.act((call) => saveRelyingParty(call, { ...shop.party, status: 'suspended' }))
  await expect
    .poll(() =>
      begin(shop).then(
        () => 'served',
        (error) => error.error,
      ),
    )
    .toBe('invalid_client')
  await expect(userinfo(shop, tokens.access_token, tokens.claims()?.sub as string)).rejects.toThrow()
})

test('a token of a party’s own is for our API alone, bound to its key, with the scopes it was allowed', async () => {
  const machine = await relying(p, base, {
    machine: true,
    redirectUris: [],
    apiScopes: ['verification:match'],
  })
  const grant = () =>
    openid.clientCredentialsGrant(
      machine.config,
      { scope: 'verification:match verification:everything' },
      {
        DPoP: machine.dpop as openid.DPoPHandle,
      },
    )
  const token = await grant()
  const claims = JSON.parse(Buffer.from(token.access_token.split('.')[1] as string, 'base64url').toString())
  expect(claims).toMatchObject({
    aud: 'http://localhost:6006/api',
    scope: 'verification:match',
    client_id: machine.party.clientId,
    cnf: { jkt: expect.any(String) },
  })
  await expect(openid.clientCredentialsGrant(machine.config, {})).rejects.toMatchObject({
    error: 'invalid_grant',
  })
})

test('threat: token replay, introspection only for the audience: a party introspects and revokes its own tokens, nobody else’s', async () => {
  const { tokens } = await signedIn(p, bank)
  const other = await relying(p, base)
  expect(await openid.tokenIntrospection(bank.config, tokens.access_token)).toMatchObject({ active: true })
  expect(await openid.tokenIntrospection(other.config, tokens.access_token)).toEqual({ active: false })
  await openid.tokenRevocation(other.config, tokens.access_token)
  expect(await openid.tokenIntrospection(bank.config, tokens.access_token)).toMatchObject({ active: true })
  await openid.tokenRevocation(bank.config, tokens.access_token)
  expect(await openid.tokenIntrospection(bank.config, tokens.access_token)).toEqual({ active: false })
})

test('threat: session, back-channel logout: signing out at one party tells every party of this browser, once it answers', async () => {
  const told: string[] = []
  const listener = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      told.push(body)
      response.writeHead(told.length === 1 ? 503 : 200).end()
    })
  })
  await new Promise<void>((done) => listener.listen(0, '127.0.0.1', done))
  const logoutUri = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/logout`
  const shop = await relying(p, base, { logoutUri })
  const { someone, tokens } = await signedIn(p, shop)
  const url = openid.buildEndSessionUrl(shop.config, {
    id_token_hint: tokens.id_token as string,
    post_logout_redirect_uri: 'https://bank.example/bye',
    state: 'x',
  })
  const asked = await someone.get(url.pathname + url.search)
  expect(asked.payload).toContain('Đăng xuất')
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(asked.payload)?.[1] ?? ''
  const forged = await someone.form('/id/citizen/session/end/confirm', { xsrf: 'forged', logout: 'yes' })
  expect(forged.statusCode).toBe(400)
  const done = await someone.form('/id/citizen/session/end/confirm', { xsrf, logout: 'yes' })
  expect(done.headers.location).toBe('https://bank.example/bye?state=x')
  await p.settle()
  expect(told).toHaveLength(1)
  await p.owner`update graphile_worker._private_jobs set run_at = now()`
  await p.settle()
  expect(told).toHaveLength(2)
  const token = decodeJwt(new URLSearchParams(told[1]).get('logout_token') as string)
  expect(token).toMatchObject({
    aud: shop.party.clientId,
    sub: tokens.claims()?.sub,
    sid: tokens.claims()?.sid,
    events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
  })
  expect(await openid.tokenIntrospection(shop.config, tokens.access_token)).toEqual({ active: false })
  listener.close()
})

test('a lock ends tokens and tells the parties', async () => {
  const shop = await relying(p, base, { logoutUri: 'https://shop.example/logout' })
  const { lan, tokens } = await signedIn(p, shop)
  await p.act((call) => lockAccount(call, lan.accountId, 'holder'))
  await p.settle()
  expect(await openid.tokenIntrospection(shop.config, tokens.access_token)).toEqual({ active: false })
  const [job] =
    await p.owner`select 1 from graphile_worker.jobs where task_identifier = 'authentication.logout'`
  expect(job).toBeDefined()
})
