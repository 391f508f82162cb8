import { afterAll, beforeAll, expect, test } from 'vitest'
import { accountById } from '#accounts'
import { makePlatform, type Platform, platform } from '#testing'
import { newPerson } from '#testing/holders.ts'
import { AdministratorExists, firstAdministrator } from './activations.ts'
import { browser, codeFor, openSignIn } from './browser-for-tests.ts'

let p: Platform
let production: Platform
beforeAll(async () => {
  p = await platform()
  production = await makePlatform({ mode: 'production' })
})
afterAll(() => production.close())

test('the sandbox shows what would have gone to a phone, clearly marked', async () => {
  await p.ports.messages.send({ to: { phone: '0912345678' }, text: '123456 là mã <b>', kind: 'code' })
  const { statusCode, payload } = await browser(p).get('/sandbox/inbox')
  expect(statusCode).toBe(200)
  expect(payload).toContain('Bản thử nghiệm')
  expect(payload).toContain('<b>123456</b>')
  expect(payload).toContain('&#60;b&#62;')
})

test('in production there is no inbox, and nothing on a page speaks of it or of a shared password', async () => {
  const at = browser(production)
  expect((await at.get('/sandbox/inbox')).statusCode).toBe(404)
  const { payload } = await at.get(await openSignIn(at, 'citizen'))
  expect(payload).toContain('Đăng nhập')
  expect(payload).not.toMatch(/dean06-sandbox|sandbox\/|thử nghiệm/i)
})

test('threat: session, clickjacking headers: pages run one script of their own at most, fetch nothing else, and are not framed', async () => {
  const at = browser(p)
  const { headers, payload } = await at.get(await openSignIn(at, 'citizen'))
  const policy = String(headers['content-security-policy'])
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).toMatch(/script-src 'sha256-[^' ]+'; connect-src 'self';/)
  expect(policy).not.toMatch(/unsafe|\*/)
  expect(payload.match(/<script/g)).toHaveLength(1)
  expect(payload).not.toMatch(/src=|url\(| on[a-z]+="/)
  expect(headers['cache-control']).toBe('no-store')
})

test('English is one press away, and remembered', async () => {
  const at = browser(p)
  const step = await openSignIn(at, 'citizen')
  expect((await at.get(step)).payload).toContain('lang="vi"')
  expect((await at.get(`${step}?language=en`)).payload).toContain('<h1>Sign in</h1>')
  expect((await at.get(step)).payload).toContain('<h1>Sign in</h1>')
})

test('what someone typed is shown again as text, never as HTML', async () => {
  const at = browser(p)
  const step = await openSignIn(at, 'citizen')
  const { payload } = await at.form(step, { name: '"><script>alert(1)</script>', password: 'x' })
  expect(payload).not.toContain('<script>alert')
  expect(payload).toContain('&#60;script')
})

test('a path nobody answers is a page for browsers, which is not framed, and a problem document for programs', async () => {
  const url = '/id/citizen/khong-co'
  const page = await p.server.fastify.inject({ url, headers: { accept: 'text/html,*/*;q=0.8' } })
  expect(page.statusCode).toBe(404)
  expect(page.payload).toContain('Không có trang này')
  expect(page.payload).toContain('href="/auth/citizen/sign-in"')
  expect(page.headers['content-security-policy']).toContain("frame-ancestors 'none'")
  const document = await p.server.fastify.inject({ url, method: 'POST', headers: { accept: '*/*' } })
  expect(document.statusCode).toBe(404)
  expect(document.headers['content-type']).toContain('application/problem+json')
  expect(document.json()).toMatchObject({ type: '/problems/platform/not-found', status: 404 })
})

test('an expired or made-up step says where to begin again', async () => {
  const { statusCode, payload } = await browser(p).get('/id/officer/sign-in/made-up')
  expect(statusCode).toBe(410)
  expect(payload).toContain('/auth/officer/sign-in')
  expect(payload).toContain('/auth/steering/sign-in')
})

test('a callback nobody asked for opens nothing', async () => {
  const at = browser(p)
  const { statusCode } = await at.get('/auth/citizen/callback?code=abc&state=def')
  expect(statusCode).toBe(400)
  expect(at.jar.has('__Host-citizen /')).toBe(false)
})

test('an oversize or odd form is refused, not an error of ours', async () => {
  const at = browser(p)
  const step = await openSignIn(at, 'citizen')
  expect((await at.form(step, { name: 'x'.repeat(10_000) })).statusCode).toBe(413)
  expect((await at.form(step, {}, { 'content-type': 'text/xml' })).statusCode).toBe(415)
  expect((await at.form(step, {})).statusCode).toBe(401)
})

test('another name of this host leads to the public one, where the cookies are', async () => {
  const { headers } = await browser(p).get('/auth/citizen/sign-in?return=/citizen/x', {
    host: '127.0.0.1:6006',
  })
  expect(headers.location).toBe('http://localhost:6006/auth/citizen/sign-in?moved=1&return=%2Fcitizen%2Fx')
})

test('the first administrator activates his account once, with the code that was printed, and signs in', async () => {
  const person = await newPerson(p, 'Phạm Thu Hà')
  const { code, path } = await p.act((call) => firstAdministrator(call, person))
  await expect(p.act((call) => firstAdministrator(call, person))).rejects.toBeInstanceOf(AdministratorExists)
  const at = browser(p)
  expect((await at.get(path)).payload).toContain('Kích hoạt tài khoản')
  const password = 'trăng lên đầu núi 9'
  const form = { name: person.personNumber, code, password, again: password }
  expect((await at.form(path, { ...form, again: 'khác' })).statusCode).toBe(422)
  expect((await at.form(path, { ...form, code: 'AAAA-AAAA-AAAA-AAAA' })).statusCode).toBe(401)
  expect((await at.form(path, { ...form, password: '12345', again: '12345' })).statusCode).toBe(422)
  expect((await at.form(path, { ...form, code: code.toLowerCase().replaceAll('-', ' ') })).statusCode).toBe(
    200,
  )
  expect((await at.form(path, form)).statusCode).toBe(401)
  const step = await openSignIn(at, 'officer')
  expect((await at.form(step, { name: person.phone, password })).statusCode).toBe(303)
  const second = await at.form(`${step}/code`, { code: codeFor(p, person.phone) })
  expect((await at.follow(String(second.headers.location))).url).toBe('/officer/')
  const { body } = await at.api('officer', 'GET', '/accounts/me')
  expect(body).toMatchObject({
    name: 'Phạm Thu Hà',
    actingAs: { roles: ['administrator'], territory: { level: 'nation' } },
  })
  const sessions = await p.owner`select account_id from platform.web_sessions where app = 'officer' limit 1`
  expect(await accountById(p.sql, sessions[0]?.accountId)).toMatchObject({
    status: 'active',
    realm: 'officer',
  })
})

test('an activation code is refused after seven days', async () => {
  const q = await makePlatform()
  q.at('2026-11-01T00:00:00Z')
  const { code, path } = await q.act((call) =>
    firstAdministrator(call, { personNumber: '001190099999', phone: '0912999999' }),
  )
  q.at('2026-11-08T00:00:01Z')
  const password = 'trăng lên đầu núi 9'
  const answer = await browser(q).form(path, { name: '001190099999', code, password, again: password })
  expect(answer.statusCode).toBe(401)
  await q.close()
})
