import { generateKeyPairSync } from 'node:crypto'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { lockAccount, SANDBOX_PASSWORD } from '#accounts'
import { registerDeath } from '#population'
import { type Platform, platform } from '#testing'
import { newHolder } from '#testing/holders.ts'
import { browser, codeFor, openSignIn, signIn } from './browser-for-tests.ts'
import { type DeviceOptions, device } from './passkey-for-tests.ts'

let p: Platform
beforeAll(async () => {
  p = await platform()
})
beforeEach(() => p.at(null))

let addresses = 0
function someone() {
  addresses += 1
  return browser(p, { address: `198.51.100.${addresses}` })
}

/** Someone signed in who has added a passkey, and the device that keeps it. */
async function holderWithPasskey(realmOptions: DeviceOptions = {}) {
  const lan = await newHolder(p)
  const at = someone()
  await signIn(p, at, 'citizen', lan)
  const phone = device(realmOptions)
  const { body: asked } = await at.api('citizen', 'POST', '/authentication/passkeys/begin')
  const credential = phone.make(asked)
  const added = await at.api('citizen', 'POST', '/authentication/passkeys', {
    name: 'Máy của Lan',
    credential,
  })
  expect(added.status).toBe(200)
  return { lan, at, phone, asked, passkeyId: added.body.passkeyId as string }
}

/** Opens the sign-in page and asks what a passkey needs. */
async function atTheDoor(at = someone(), app: 'citizen' | 'officer' = 'citizen') {
  const step = await openSignIn(at, app)
  const options = async () => (await at.form(`${step}/passkey-options`)).json()
  const send = (credential: unknown) => at.form(`${step}/passkey`, { credential: JSON.stringify(credential) })
  return { at, step, options, send }
}

test('a passkey signs in by itself, at authentication level 2, without a number or a message', async () => {
  const { lan, phone } = await holderWithPasskey()
  const codesBefore = p.inbox().length
  const { at, options, send } = await atTheDoor()
  const asked = await options()
  expect(asked).toMatchObject({ allowCredentials: [], userVerification: 'required', rpId: 'localhost' })
  const answer = await send(phone.use(asked))
  expect(answer.statusCode).toBe(303)
  await at.follow(String(answer.headers.location))
  const { body } = await at.api('citizen', 'GET', '/accounts/me')
  expect(body).toMatchObject({ personId: lan.personId, authenticationLevel: 2 })
  expect(body.factors.map(({ method }: { method: string }) => method).sort()).toEqual([
    'device-unlock',
    'passkey',
  ])
  expect(p.inbox().filter(({ kind }) => kind === 'code')).toHaveLength(
    p
      .inbox()
      .slice(-codesBefore)
      .filter(({ kind }) => kind === 'code').length,
  )
})

test('what the device is told to show carries no number, and the same device is not asked twice', async () => {
  const { lan, at, asked, phone } = await holderWithPasskey()
  expect(JSON.stringify(asked)).not.toContain(lan.personNumber)
  expect(asked.user.name).toBe(lan.name)
  const { body: again } = await at.api('citizen', 'POST', '/authentication/passkeys/begin')
  expect(again.excludeCredentials).toMatchObject([{ id: phone.id }])
})

test('threat: passkeys, challenge one-time: the same answer is refused the second time', async () => {
  const { phone } = await holderWithPasskey()
  const one = await atTheDoor()
  const credential = phone.use(await one.options())
  expect((await one.send(credential)).statusCode).toBe(303)
  const other = await atTheDoor()
  expect((await other.send(credential)).statusCode).toBe(401)
})

test('threat: passkeys, challenge one-time: of five at the same moment one is accepted', async () => {
  const { at, phone } = await holderWithPasskey()
  const { body: asked } = await at.api('citizen', 'POST', '/authentication/second-factor/passkey')
  const credential = phone.use(asked)
  const answers = await Promise.all(
    Array.from({ length: 5 }, () =>
      at.api('citizen', 'POST', '/authentication/second-factor/passkey/confirm', { credential }),
    ),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 422, 422, 422, 422])
})

test('threat: passkeys, the challenge of one sign-in does not open another', async () => {
  const { phone } = await holderWithPasskey()
  const [mine, theirs] = [await atTheDoor(), await atTheDoor()]
  expect((await theirs.send(phone.use(await mine.options()))).statusCode).toBe(401)
})

test('threat: passkeys, a challenge is over after five minutes', async () => {
  p.at('2026-11-27T02:00:00Z')
  const { phone } = await holderWithPasskey()
  const door = await atTheDoor()
  const asked = await door.options()
  p.at('2026-11-27T02:05:01Z')
  expect((await door.send(phone.use(asked))).statusCode).toBe(401)
})

const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
test.each<[string, DeviceOptions]>([
  ['origin', { origin: 'https://evil.example' }],
  ['RP id', { rpId: 'evil.example' }],
  ['UV: a device that was not unlocked', { unlocked: false }],
  ['cross-origin', { crossOrigin: true }],
  ['type: an answer for making one', { type: 'webauthn.create' }],
  ['another key', { key: stranger }],
])('threat: passkeys, %s is refused, with the same words as a passkey nobody has', async (_, lie) => {
  const { phone } = await holderWithPasskey()
  const door = await atTheDoor()
  const refused = await door.send(phone.use(await door.options(), lie))
  const unknown = await door.send(device().use(await door.options()))
  expect([refused.statusCode, unknown.statusCode]).toEqual([401, 401])
  expect(refused.payload).toBe(unknown.payload)
})

test('threat: passkeys, counter regress: a copied device is refused, and its holder reads of it', async () => {
  const { at, phone } = await holderWithPasskey()
  const one = await atTheDoor()
  expect((await one.send(phone.use(await one.options(), { counter: 9 }))).statusCode).toBe(303)
  const two = await atTheDoor()
  expect((await two.send(phone.use(await two.options(), { counter: 5 }))).statusCode).toBe(401)
  const { body } = await at.api('citizen', 'GET', '/accounts/me/history')
  expect(body.rows.map(({ kind }: { kind: string }) => kind)).toContain('passkey-refused')
})

test('threat: passkeys, credential of another user does not confirm in my session', async () => {
  const lan = await holderWithPasskey()
  const other = await holderWithPasskey()
  const { body: asked } = await lan.at.api('citizen', 'POST', '/authentication/second-factor/passkey')
  const { status, body } = await lan.at.api(
    'citizen',
    'POST',
    '/authentication/second-factor/passkey/confirm',
    { credential: other.phone.use(asked) },
  )
  expect(status).toBe(422)
  expect(body.type).toBe('/problems/authentication/passkey-refused')
})

test('threat: passkeys, a citizen’s passkey does not open the officers’ door', async () => {
  const { phone } = await holderWithPasskey()
  const door = await atTheDoor(someone(), 'officer')
  expect((await door.send(phone.use(await door.options()))).statusCode).toBe(401)
})

test('threat: passkeys, backup-state change noticed: the holder reads that copies are kept', async () => {
  const { at, phone } = await holderWithPasskey()
  const door = await atTheDoor()
  expect((await door.send(phone.use(await door.options(), { synced: true }))).statusCode).toBe(303)
  const { body } = await at.api('citizen', 'GET', '/accounts/me/history')
  expect(body.rows.map(({ kind }: { kind: string }) => kind)).toContain('passkey-copied')
  const mine = await at.api('citizen', 'GET', '/authentication/mine')
  expect(mine.body.passkeys).toMatchObject([{ synced: true }])
})

test('a removed passkey opens nothing from that moment; a locked account opens to no passkey', async () => {
  const lan = await holderWithPasskey()
  const door = await atTheDoor()
  const asked = await door.options()
  await lan.at.api('citizen', 'DELETE', `/authentication/passkeys/${lan.passkeyId}`)
  expect((await door.send(lan.phone.use(asked))).statusCode).toBe(401)
  const hoa = await holderWithPasskey()
  await p.act((call) => lockAccount(call, hoa.lan.accountId, 'authority'))
  const other = await atTheDoor()
  const refused = await other.send(hoa.phone.use(await other.options()))
  expect(refused.statusCode).toBe(401)
  expect(refused.payload).toContain('đang bị khóa')
})

test('threat: throttle, wrong passwords of a stranger never shut the holder out of his passkey', async () => {
  const { lan, phone } = await holderWithPasskey()
  const attacker = someone()
  const step = await openSignIn(attacker, 'citizen')
  for (let i = 0; i < 12; i++) await attacker.form(step, { name: lan.personNumber, password: `guess ${i}` })
  const shut = await attacker.form(step, { name: lan.personNumber, password: SANDBOX_PASSWORD })
  expect(shut.statusCode).toBe(429)
  const door = await atTheDoor()
  expect((await door.send(phone.use(await door.options()))).statusCode).toBe(303)
})

test('a passkey is also the second step after a password, and no message is sent for it', async () => {
  const { lan, phone } = await holderWithPasskey()
  const at = someone()
  const step = await openSignIn(at, 'citizen')
  const before = codeFor(p, lan.phone)
  expect((await at.form(step, { name: lan.personNumber, password: SANDBOX_PASSWORD })).statusCode).toBe(303)
  const page = await at.get(step)
  expect(page.payload).toContain('Dùng khóa truy cập')
  expect(page.payload).toContain('Gửi mã qua tin nhắn')
  expect(page.headers['content-security-policy']).toMatch(/script-src 'sha256-[^']+';? ?/)
  expect(page.headers['content-security-policy']).not.toContain('unsafe')
  expect(codeFor(p, lan.phone)).toBe(before)
  const asked = (await at.form(`${step}/passkey-options`)).json()
  expect(asked.allowCredentials).toMatchObject([{ id: phone.id }])
  const credential = JSON.stringify(phone.use(asked))
  const answer = await at.form(`${step}/passkey`, { credential })
  expect(answer.statusCode).toBe(303)
})

test('adding a passkey needs a factor confirmed just now; removing one does not', async () => {
  const { at, passkeyId } = await holderWithPasskey()
  p.at(new Date(Date.now() + 6 * 60_000))
  const begun = await at.api('citizen', 'POST', '/authentication/passkeys/begin')
  expect(begun.body.type).toBe('/problems/platform/second-factor-needed')
  expect((await at.api('citizen', 'DELETE', `/authentication/passkeys/${passkeyId}`)).status).toBe(200)
})

test('whoever adds a passkey is told on his phone, with a way to stop it', async () => {
  const { lan } = await holderWithPasskey()
  await p.settle()
  const told = p
    .inbox()
    .find(({ to, text }) => to.phone === lan.phone && text.startsWith('Thêm khóa truy cập'))
  const link = /\/id\/not-me\/\S+/.exec(told?.text ?? '')?.[0] ?? ''
  const at = someone()
  expect((await at.get(link)).payload).toContain('Khóa tài khoản của tôi')
  expect((await at.form(link)).statusCode).toBe(200)
  const door = await openSignIn(at, 'citizen')
  const answer = await at.form(door, { name: lan.personNumber, password: SANDBOX_PASSWORD })
  expect(answer.payload).toContain('đang bị khóa')
  expect((await at.form(`${link}x`)).statusCode).toBe(404)
})

test('whoever forgot the password sets a new one after a passkey, and with nothing less', async () => {
  const { lan, at, phone } = await holderWithPasskey()
  const next = 'mưa rơi trên mái ngói 7'
  const without = await at.api('citizen', 'POST', '/accounts/me/password', { next })
  expect(without.body.type).toBe('/problems/accounts/passkey-needed')
  const { body: asked } = await at.api('citizen', 'POST', '/authentication/second-factor/passkey')
  const credential = phone.use(asked)
  await at.api('citizen', 'POST', '/authentication/second-factor/passkey/confirm', { credential })
  expect((await at.api('citizen', 'POST', '/accounts/me/password', { next })).status).toBe(200)
  const step = await openSignIn(someone(), 'citizen')
  const other = someone()
  const door = await openSignIn(other, 'citizen')
  expect((await other.form(door, { name: lan.personNumber, password: next })).statusCode).toBe(303)
  expect(step).not.toBe(door)
})

test('a sign-in from where nobody could have come since is told; without a list of networks nothing is concluded', async () => {
  const lan = await newHolder(p)
  await signIn(p, browser(p, { address: '233.252.0.5' }), 'citizen', lan)
  p.at(new Date(Date.now() + 30 * 60_000))
  const far = browser(p, { address: '233.252.0.200' })
  await signIn(p, far, 'citizen', lan)
  p.at(null)
  const kinds = async () =>
    (await p.owner`select kind from accounts.account_events where account_id = ${lan.accountId}`).map(
      ({ kind }) => kind,
    )
  expect((await kinds()).filter((kind) => kind === 'far-away')).toHaveLength(1)
  await signIn(p, someone(), 'citizen', lan)
  expect((await kinds()).filter((kind) => kind === 'far-away')).toHaveLength(1)
  await p.settle()
  expect(
    p.inbox().some(({ to, text }) => to.phone === lan.phone && text.startsWith('Đăng nhập từ nơi quá xa')),
  ).toBe(true)
})

test('a recorded death ends passkeys, sessions, codes and what the provider remembers, and tells nobody', async () => {
  const { lan, at, phone } = await holderWithPasskey()
  const states = async () =>
    (
      await p.owner<{ count: number }[]>`
        select count(*)::int as count from authentication.provider_states where account_id = ${lan.accountId}`
    )[0]?.count
  expect(await states()).toBeGreaterThan(0)
  await p.settle()
  const told = p.inbox().filter(({ to }) => to.phone === lan.phone).length
  await p.act((call) =>
    registerDeath(
      call,
      { personNumber: lan.personNumber, diedOn: '2026-11-20' },
      { legalBasis: '60/2014/QH13' },
    ),
  )
  await p.settle()
  expect(await states()).toBe(0)
  const status = async () => (await at.api('citizen', 'GET', '/accounts/me')).status
  await expect.poll(status, { timeout: 1000 }).toBe(401)
  const door = await atTheDoor()
  expect((await door.send(phone.use(await door.options()))).statusCode).toBe(401)
  expect(p.inbox().filter(({ to }) => to.phone === lan.phone)).toHaveLength(told)
})
