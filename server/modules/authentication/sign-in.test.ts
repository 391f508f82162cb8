import { beforeAll, beforeEach, expect, test } from 'vitest'
import { checkPassword, lockAccount, SANDBOX_PASSWORD } from '#accounts'
import { countAttempt } from '#platform/attempts.ts'
import { agencyIdOf, childrenOf, units } from '#reference'
import { type Platform, platform } from '#testing'
import { newHolder, newPerson } from '#testing/holders.ts'
import { browser, codeFor, openSignIn, signIn } from './browser-for-tests.ts'
import { checkCode } from './codes.ts'
import { plainName } from './sign-in.ts'

let p: Platform
let positions: { police: number; committee: number }

beforeAll(async () => {
  p = await platform()
  positions = await p.act(async (call) => {
    const all = await units(call)
    const [province] = childrenOf(all, null, '2026-11-01')
    const commune = childrenOf(all, province?.unitId ?? 0, '2026-11-01')[0]?.unitId ?? 0
    return {
      police: agencyIdOf('commune-police', commune),
      committee: agencyIdOf('commune-committee', commune),
    }
  })
})
beforeEach(() => p.at(null))

/** Each test comes from a network of its own. */
let addresses = 0
function someone() {
  addresses += 1
  return browser(p, { address: `203.0.113.${addresses}` })
}

const wrong = { vi: 'Số hoặc mật khẩu chưa đúng' }

test('a citizen signs in with number, password and code, and lands where he wanted to go', async () => {
  const lan = await newHolder(p)
  const at = someone()
  const { url } = await signIn(p, at, 'citizen', lan, '?return=/citizen/dossiers?x=1')
  expect(url).toBe('/citizen/dossiers?x=1')
  const me = await at.api('citizen', 'GET', '/accounts/me')
  expect(me.body).toMatchObject({ app: 'citizen', name: lan.name, personId: lan.personId })
  expect(Date.now() - Date.parse(me.body.factorAt)).toBeLessThan(10_000)
})

test('the phone number does as well as the personal number, with spaces or a country code', async () => {
  const lan = await newHolder(p)
  const at = someone()
  const step = await openSignIn(at, 'citizen')
  const name = `+84 ${lan.phone.slice(1, 4)} ${lan.phone.slice(4, 7)}.${lan.phone.slice(7)}`
  expect((await at.form(step, { name, password: SANDBOX_PASSWORD })).statusCode).toBe(303)
})

test('the old 9-digit number leads to the personal number that replaced it', async () => {
  const lan = await newHolder(p)
  await p.owner`
    insert into population.number_aliases (alias, person_number, kind)
    values ('012345678', ${lan.personNumber}, 'old-9-digit')`
  const at = someone()
  const step = await openSignIn(at, 'citizen')
  expect((await at.form(step, { name: '012 345 678', password: SANDBOX_PASSWORD })).statusCode).toBe(303)
})

test.each([
  ['0912 345 678', '0912345678'],
  ['+84 912-345-678', '0912345678'],
  ['84912345678', '0912345678'],
  ['001 190 012 345', '001190012345'],
  ['084190012345', '084190012345'],
])('%s is read as %s', (typed, plain) => {
  expect(plainName(typed)).toBe(plain)
})

test('session cookies are for this host only, secure, and unseen by scripts', async () => {
  const at = someone()
  await signIn(p, at, 'citizen', await newHolder(p))
  const { line } = at.jar.get('__Host-citizen /') ?? { line: '' }
  expect(line).toMatch(/; Path=\/; Secure; HttpOnly; SameSite=Lax$/)
  expect(line.split('=')[1]?.split(';')[0]).toHaveLength(43)
  expect(line).not.toMatch(/domain/i)
})

test('threat: enumeration, login: a wrong password and an unknown number are answered alike', async () => {
  const lan = await newHolder(p)
  const unknown = await newPerson(p)
  const answers = []
  for (const name of [lan.personNumber, unknown.personNumber, '099999999999', 'ai đó', '']) {
    const at = someone()
    const step = await openSignIn(at, 'citizen')
    const { statusCode, payload, headers } = await at.form(step, { name, password: 'not the password' })
    const neutral = payload
      .replaceAll(step, '')
      .replace(`value="${name}"`, '')
      .replace(/ autofocus/g, '')
    answers.push({ statusCode, neutral, policy: headers['content-security-policy'] })
  }
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  expect(answers[0]?.statusCode).toBe(401)
  expect(answers[0]?.neutral).toContain(wrong.vi)
})

test('a strange browser is made to wait after five tries; the wait is said, and ends', async () => {
  const lan = await newHolder(p)
  p.at('2026-11-23T02:00:00Z')
  const at = someone()
  const step = await openSignIn(at, 'citizen')
  const tries = (password: string) => at.form(step, { name: lan.personNumber, password })
  for (let i = 0; i < 5; i++) expect((await tries('wrong')).statusCode).toBe(401)
  const refused = await tries(SANDBOX_PASSWORD)
  expect(refused.statusCode).toBe(429)
  expect(refused.headers['retry-after']).toBe('60')
  expect(refused.payload).toContain('Vui lòng đợi 1 phút')
  p.at('2026-11-23T02:01:05Z')
  expect((await tries(SANDBOX_PASSWORD)).statusCode).toBe(303)
})

test('threat: throttle, parallel guesses counted: tries that arrive at the same moment are each counted', async () => {
  const lan = await newHolder(p)
  p.at('2026-11-23T02:10:00Z')
  const at = someone()
  const step = await openSignIn(at, 'citizen')
  const answers = await Promise.all(
    Array.from({ length: 12 }, () => at.form(step, { name: lan.personNumber, password: 'wrong' })),
  )
  const statuses = answers.map(({ statusCode }) => statusCode)
  expect(statuses.filter((status) => status === 401)).toHaveLength(5)
  expect(statuses.filter((status) => status === 429)).toHaveLength(7)
})

test('threat: throttle, the victim is not locked out: whoever signed in before in his browser is not shut out by strangers', async () => {
  const lan = await newHolder(p)
  const own = someone()
  await signIn(p, own, 'citizen', lan)
  p.at(new Date(Date.now() + 3_600_000))
  const stranger = someone()
  const step = await openSignIn(stranger, 'citizen')
  for (let i = 0; i < 8; i++) await stranger.form(step, { name: lan.personNumber, password: 'wrong' })
  expect((await stranger.form(step, { name: lan.personNumber, password: SANDBOX_PASSWORD })).statusCode).toBe(
    429,
  )
  const ownStep = await openSignIn(own, 'citizen')
  expect((await own.form(ownStep, { name: lan.personNumber, password: SANDBOX_PASSWORD })).statusCode).toBe(
    303,
  )
})

test('threat: throttle, per network: one network is stopped after hundreds of tries, whatever names it tries', async () => {
  p.at('2026-11-23T05:00:00Z')
  const at = browser(p, { address: '198.51.100.7' })
  for (let i = 0; i < 300; i++)
    await countAttempt(p.sql, 'network:198.51.100.7:15', 15, new Date('2026-11-23T05:00:00Z'))
  const step = await openSignIn(at, 'citizen')
  const { statusCode } = await at.form(step, { name: '099999999998', password: 'x' })
  expect(statusCode).toBe(429)
})

test('threat: availability, when too many passwords wait a sign-in is told to come back, and when', async () => {
  const lan = await newHolder(p)
  const at = someone()
  const step = await openSignIn(at, 'citizen')
  const storm = Array.from({ length: 2000 }, () => checkPassword(null, 'whatever').catch(() => false))
  const refused = await at.form(step, { name: lan.personNumber, password: SANDBOX_PASSWORD })
  expect(refused.statusCode).toBe(429)
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
  await Promise.all(storm)
  expect((await at.form(step, { name: lan.personNumber, password: SANDBOX_PASSWORD })).statusCode).toBe(303)
})

test('a locked account says so only to whoever knows the password', async () => {
  const lan = await newHolder(p)
  await p.act((call) => lockAccount(call, lan.accountId, 'holder'))
  const at = someone()
  const step = await openSignIn(at, 'citizen')
  expect((await at.form(step, { name: lan.personNumber, password: 'wrong' })).payload).toContain(wrong.vi)
  const { statusCode, payload } = await at.form(step, { name: lan.personNumber, password: SANDBOX_PASSWORD })
  expect(statusCode).toBe(401)
  expect(payload).toContain('đang bị khóa')
})

test('an account locked between password and code does not get in', async () => {
  const lan = await newHolder(p)
  const at = someone()
  const step = await openSignIn(at, 'citizen')
  await at.form(step, { name: lan.personNumber, password: SANDBOX_PASSWORD })
  await p.act((call) => lockAccount(call, lan.accountId, 'death'))
  const second = await at.form(`${step}/code`, { code: codeFor(p, lan.phone) })
  expect(second.statusCode).toBe(401)
  expect(second.payload).toContain('đang bị khóa')
})

test('a code is used once, within five minutes, in five tries', async () => {
  const lan = await newHolder(p)
  const at = someone()
  p.at('2026-11-23T03:00:00Z')
  const step = await openSignIn(at, 'citizen')
  await at.form(step, { name: lan.personNumber, password: SANDBOX_PASSWORD })
  const code = codeFor(p, lan.phone)
  const other = code === '123456' ? '654321' : '123456'
  for (const left of [4, 3, 2, 1]) {
    const { statusCode, payload } = await at.form(`${step}/code`, { code: other })
    expect(statusCode).toBe(401)
    expect(payload).toContain(`Bạn còn ${left} lần thử`)
  }
  expect((await at.form(`${step}/code`, { code: other })).payload).toContain('không còn dùng được')
  expect((await at.form(`${step}/code`, { code })).payload).toContain('không còn dùng được')
})

test('an expired code is refused; a new one can be sent, and the old one no longer works', async () => {
  const lan = await newHolder(p)
  const at = someone()
  p.at('2026-11-23T03:20:00Z')
  const step = await openSignIn(at, 'citizen')
  await at.form(step, { name: lan.personNumber, password: SANDBOX_PASSWORD })
  const old = codeFor(p, lan.phone)
  p.at('2026-11-23T03:20:10Z')
  expect((await at.form(`${step}/resend`)).payload).toContain('Vừa gửi mã rồi')
  p.at('2026-11-23T03:25:00Z')
  expect((await at.form(`${step}/code`, { code: old })).payload).toContain('Mã đã hết hạn')
  expect((await at.form(`${step}/resend`)).payload).toContain('Đã gửi mã mới')
  const fresh = codeFor(p, lan.phone)
  if (fresh !== old) expect((await at.form(`${step}/code`, { code: old })).statusCode).toBe(401)
  expect((await at.form(`${step}/code`, { code: fresh })).statusCode).toBe(303)
})

test('of five right answers at once one is taken', async () => {
  const lan = await newHolder(p)
  const at = someone()
  const step = await openSignIn(at, 'citizen')
  await at.form(step, { name: lan.personNumber, password: SANDBOX_PASSWORD })
  const code = codeFor(p, lan.phone)
  const subject = `sign-in:${step.split('/').at(-1)}`
  const parts = { db: p.sql, ports: p.ports, now: new Date() }
  const answers = await Promise.all(Array.from({ length: 5 }, () => checkCode(parts, subject, code)))
  expect(answers.filter(({ right }) => right)).toHaveLength(1)
})

test('codes are sent only so often', async () => {
  const lan = await newHolder(p)
  const at = someone()
  const start = Date.parse('2026-11-23T04:00:00Z')
  p.at(new Date(start))
  const step = await openSignIn(at, 'citizen')
  await at.form(step, { name: lan.personNumber, password: SANDBOX_PASSWORD })
  for (let i = 1; i <= 3; i++) {
    p.at(new Date(start + i * 40_000))
    expect((await at.form(`${step}/resend`)).statusCode).toBe(200)
  }
  p.at(new Date(start + 4 * 40_000))
  expect((await at.form(`${step}/resend`)).statusCode).toBe(429)
  expect(p.inbox().filter(({ to }) => to.phone === lan.phone)).toHaveLength(4)
})

test('no code and no password is kept in the database, in an event or in a job', async () => {
  const lan = await newHolder(p)
  const at = someone()
  const step = await openSignIn(at, 'citizen')
  await at.form(step, { name: lan.personNumber, password: SANDBOX_PASSWORD })
  const code = codeFor(p, lan.phone)
  const rows = await p.owner`
    select codes::text as row from authentication.codes
    union all select events::text from platform.events
    union all select jobs::text from graphile_worker._private_jobs as jobs
    union all select accounts::text from accounts.accounts`
  const own = rows.filter(({ row }) => row.includes(lan.accountId) || row.includes(lan.personNumber))
  expect(own.length).toBeGreaterThan(1)
  for (const { row } of own) {
    expect(row).not.toMatch(new RegExp(`(?<![0-9a-f])${code}(?![0-9a-f])`))
    expect(row).not.toContain(SANDBOX_PASSWORD)
  }
})

test('threat: session, fixation: the step of one browser is nothing to another', async () => {
  const lan = await newHolder(p)
  const at = someone()
  const step = await openSignIn(at, 'citizen')
  await at.form(step, { name: lan.personNumber, password: SANDBOX_PASSWORD })
  const thief = someone()
  expect((await thief.get(step)).statusCode).toBe(410)
  expect((await thief.form(`${step}/code`, { code: codeFor(p, lan.phone) })).statusCode).toBe(410)
})

test('threat: session, CSRF on interaction: a form sent from another site is refused', async () => {
  const at = someone()
  const step = await openSignIn(at, 'citizen')
  const answer = await at.form(step, { name: 'x', password: 'y' }, { 'sec-fetch-site': 'cross-site' })
  expect(answer.statusCode).toBe(403)
})

test('going back returns to the app, not signed in', async () => {
  const at = someone()
  const step = await openSignIn(at, 'citizen')
  const { headers } = await at.form(`${step}/cancel`)
  expect((await at.follow(String(headers.location))).url).toBe('/citizen/')
  expect(at.jar.has('__Host-citizen /')).toBe(false)
})

test('using another account begins again at the password', async () => {
  const lan = await newHolder(p)
  const at = someone()
  const step = await openSignIn(at, 'citizen')
  await at.form(step, { name: lan.personNumber, password: SANDBOX_PASSWORD })
  expect((await at.get(step)).payload).toContain('Nhập mã một lần')
  await at.form(`${step}/again`)
  expect((await at.get(step)).payload).toContain('name="password"')
})

test('an officer of one position goes straight in; of several he chooses', async () => {
  const { police, committee } = positions
  const one = await newHolder(p, 'officer', [{ agencyId: police, position: 'commune-police-officer' }])
  const single = someone()
  expect((await signIn(p, single, 'officer', one)).url).toBe('/officer/')
  const two = await newHolder(p, 'officer', [
    { agencyId: police, position: 'commune-police-officer' },
    { agencyId: committee, position: 'commune-leader' },
  ])
  const at = someone()
  const { url, answer } = await signIn(p, at, 'officer', two, '?return=/officer/desk')
  expect(url).toBe('/auth/officer/position')
  const offered = [...(answer?.payload ?? '').matchAll(/value="([^"]+)"/g)].map(
    ([, value]) => value as string,
  )
  expect(offered).toHaveLength(2)
  expect((await at.form(url, { appointment: one.accountId })).statusCode).toBe(410)
  const chosen = await at.form(url, { appointment: offered[1] as string })
  expect(chosen.headers.location).toBe('/officer/desk')
  const me = await at.api('officer', 'GET', '/accounts/me')
  expect(me.body.actingAs).toMatchObject({ position: 'commune-leader', agencyId: committee })
})

test('an account without a position that fits the app is told so', async () => {
  const minh = await newHolder(p, 'officer', [
    { agencyId: positions.police, position: 'commune-police-officer' },
  ])
  const at = someone()
  const { answer } = await signIn(p, at, 'steering', minh)
  expect(answer?.statusCode).toBe(403)
  expect(answer?.payload).toContain('Tài khoản này chưa vào được đây')
})

test('the realms are apart: a citizen account does not open the officer app', async () => {
  const lan = await newHolder(p)
  const at = someone()
  const step = await openSignIn(at, 'officer')
  const { statusCode, payload } = await at.form(step, { name: lan.personNumber, password: SANDBOX_PASSWORD })
  expect(statusCode).toBe(401)
  expect(payload).toContain(wrong.vi)
})

test('one browser holds a citizen and an officer session side by side', async () => {
  const at = someone()
  const lan = await newHolder(p)
  const minh = await newHolder(p, 'officer', [
    { agencyId: positions.police, position: 'commune-police-officer' },
  ])
  await signIn(p, at, 'citizen', lan)
  await signIn(p, at, 'officer', minh)
  expect((await at.api('citizen', 'GET', '/accounts/me')).body.name).toBe(lan.name)
  expect((await at.api('officer', 'GET', '/accounts/me')).body.name).toBe(minh.name)
})

test('signing in again asks for the password again, also when somebody else sits there now', async () => {
  const at = someone()
  const [lan, hoa] = [await newHolder(p), await newHolder(p)]
  await signIn(p, at, 'citizen', lan)
  const step = await openSignIn(at, 'citizen')
  expect((await at.get(step)).payload).toContain('name="password"')
  await signIn(p, at, 'citizen', hoa)
  expect((await at.api('citizen', 'GET', '/accounts/me')).body.personId).toBe(hoa.personId)
})

test('threat: session, its id changes at login: a new sign-in in the same browser ends the session before it', async () => {
  const at = someone()
  const lan = await newHolder(p)
  await signIn(p, at, 'citizen', lan)
  const { value } = at.jar.get('__Host-citizen /') ?? { value: '' }
  await signIn(p, at, 'citizen', lan)
  expect((await at.api('citizen', 'GET', '/accounts/me/sessions')).body.rows).toHaveLength(1)
  const old = { cookie: `__Host-citizen=${value}`, 'dean06-app': 'citizen' }
  const status = async () =>
    (await p.server.fastify.inject({ url: '/api/accounts/me', headers: old })).statusCode
  await expect.poll(status, { timeout: 1000 }).toBe(401)
})

test('threat: session, CSRF on logout: signing out ends the session at once and clears the cookie; another site cannot do it', async () => {
  const at = someone()
  await signIn(p, at, 'citizen', await newHolder(p))
  const { value } = at.jar.get('__Host-citizen /') ?? { value: '' }
  const fromElsewhere = await at.form('/auth/citizen/sign-out', {}, { 'sec-fetch-site': 'cross-site' })
  expect(fromElsewhere.statusCode).toBe(403)
  const answer = await at.form('/auth/citizen/sign-out', {}, { 'dean06-app': 'citizen' })
  expect(answer.json()).toEqual({ to: '/citizen/' })
  expect(at.jar.has('__Host-citizen /')).toBe(false)
  const headers = { cookie: `__Host-citizen=${value}`, 'dean06-app': 'citizen' }
  expect((await p.server.fastify.inject({ url: '/api/accounts/me', headers })).statusCode).toBe(401)
})

test('the holder finds his sign-ins and refused tries in the account’s history, with the device', async () => {
  const lan = await newHolder(p)
  const stranger = someone()
  const step = await openSignIn(stranger, 'citizen')
  await stranger.form(step, { name: lan.personNumber, password: 'wrong' })
  const at = someone()
  await signIn(p, at, 'citizen', lan)
  const { body } = await at.api('citizen', 'GET', '/accounts/me/history')
  expect(body.rows.slice(0, 5).map(({ kind, device }: Record<string, string>) => [kind, device])).toEqual([
    ['signed-in', 'Chrome · Android'],
    ['first-used', null],
    ['new-device', 'Chrome · Android'],
    ['password-refused', null],
    ['created', null],
  ])
})

test('sign-ins and refused tries are entered in the log of accesses', async () => {
  const lan = await newHolder(p)
  const at = someone()
  const step = await openSignIn(at, 'citizen')
  await at.form(step, { name: lan.personNumber, password: 'wrong' })
  await signIn(p, at, 'citizen', lan)
  const rows = await p.owner`
    select act, actor_kind, outcome, problem, subject_count from audit.entries
    where act like 'sign-in %' order by recorded_at desc limit 2`
  expect(rows.map((row) => ({ ...row }))).toEqual([
    { act: 'sign-in citizen', actorKind: 'citizen', outcome: 'done', problem: null, subjectCount: 1 },
    {
      act: 'sign-in citizen',
      actorKind: 'anonymous',
      outcome: 'refused',
      problem: '/problems/authentication/wrong',
      subjectCount: 1,
    },
  ])
})
