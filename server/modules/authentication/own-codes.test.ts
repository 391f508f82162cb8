import { beforeAll, beforeEach, expect, test } from 'vitest'
import { SANDBOX_PASSWORD } from '#accounts'
import { type Platform, platform } from '#testing'
import { newHolder } from '#testing/holders.ts'
import { type Browser, browser, codeFor, openSignIn, signIn } from './browser-for-tests.ts'
import { base32, codeAt, otpauth, stepOf, stepOfCode } from './totp.ts'

let p: Platform
beforeAll(async () => {
  p = await platform()
})
beforeEach(() => p.at(null))

let addresses = 0
function someone() {
  addresses += 1
  return browser(p, { address: `192.0.2.${addresses}` })
}

function bytesOf(secret: string): Buffer {
  const bits = [...secret].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter))
  const text = bits.map((five) => five.toString(2).padStart(5, '0')).join('')
  return Buffer.from(text.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? [])
}

async function holder() {
  const lan = await newHolder(p)
  const at = someone()
  await signIn(p, at, 'citizen', lan)
  return { lan, at }
}

const now = () => p.server.clock()
async function withTotp({ at }: { at: Browser }) {
  const { body } = await at.api('citizen', 'POST', '/authentication/totp/begin')
  const secret = bytesOf(body.secret)
  const code = codeAt(secret, stepOf(now()))
  expect((await at.api('citizen', 'POST', '/authentication/totp', { code })).status).toBe(200)
  return secret
}

test.each([
  [59, '287082'],
  [1111111109, '081804'],
  [1111111111, '050471'],
  [1234567890, '005924'],
  [2000000000, '279037'],
  [20000000000, '353130'],
])('the code at %i s is %s (RFC 6238, appendix B)', (seconds, code) => {
  expect(codeAt(Buffer.from('12345678901234567890'), stepOf(new Date(seconds * 1000)))).toBe(code)
})

test('a secret is written as apps take it (RFC 4648), without a number in its label', () => {
  expect(base32(Buffer.from('foobar'))).toBe('MZXW6YTBOI')
  expect(otpauth(Buffer.from('foobar'), 'Nguyễn Thị Lan')).toBe(
    'otpauth://totp/dean06:Nguy%E1%BB%85n%20Th%E1%BB%8B%20Lan?secret=MZXW6YTBOI&issuer=dean06&period=30',
  )
})

test('a clock one step off is borne with, two are not', () => {
  const secret = Buffer.from('12345678901234567890')
  const at = new Date('2026-11-27T02:00:10Z')
  const step = stepOf(at)
  expect([-2, -1, 0, 1, 2].map((off) => stepOfCode(secret, codeAt(secret, step + off), at))).toEqual([
    undefined,
    step - 1,
    step,
    step + 1,
    undefined,
  ])
})

test('an authenticator app is the second step from its first code on; each code works once', async () => {
  p.at('2026-11-27T02:00:00Z')
  const one = await holder()
  const secret = await withTotp(one)
  p.at('2026-11-27T02:02:00Z')
  const code = codeAt(secret, stepOf(now()))
  const sent = codeFor(p, one.lan.phone)
  async function enter() {
    const at = someone()
    const step = await openSignIn(at, 'citizen')
    await at.form(step, { name: one.lan.personNumber, password: SANDBOX_PASSWORD })
    expect((await at.get(step)).payload).toContain('Nhập mã từ ứng dụng')
    return await at.form(`${step}/code`, { by: 'totp', code })
  }
  const answers = [await enter(), await enter()]
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([303, 401])
  expect(codeFor(p, one.lan.phone)).toBe(sent)
})

test('of five uses of one code at the same moment one is accepted', async () => {
  p.at('2026-11-27T02:10:00Z')
  const one = await holder()
  const secret = await withTotp(one)
  p.at('2026-11-27T02:12:00Z')
  const code = codeAt(secret, stepOf(now()))
  const answers = await Promise.all(
    Array.from({ length: 5 }, () =>
      one.at.api('citizen', 'POST', '/authentication/second-factor/totp', { code }),
    ),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 422, 422, 422, 422])
})

test('an app counts only once its first code was typed', async () => {
  const { at } = await holder()
  await at.api('citizen', 'POST', '/authentication/totp/begin')
  expect((await at.api('citizen', 'GET', '/authentication/mine')).body.totp).toBe(false)
  const wrong = await at.api('citizen', 'POST', '/authentication/totp', { code: '000000' })
  expect(wrong.body.type).toBe('/problems/authentication/own-code-wrong')
  await withTotp({ at })
  expect((await at.api('citizen', 'POST', '/authentication/totp/begin')).status).toBe(409)
})

test('recovery codes are shown once, work once, and their holder is told', async () => {
  const one = await holder()
  const { body } = await one.at.api('citizen', 'POST', '/authentication/recovery-codes')
  expect(body.codes).toHaveLength(10)
  const [stored] = await p.owner`
    select string_agg(encode(code_mac, 'hex'), '') as macs from authentication.recovery_codes`
  for (const code of body.codes) expect(stored?.macs).not.toContain(code)
  const enter = async (code: string) => {
    const at = someone()
    const step = await openSignIn(at, 'citizen')
    await at.form(step, { name: one.lan.personNumber, password: SANDBOX_PASSWORD })
    return await at.form(`${step}/code`, { by: 'recovery', code })
  }
  expect((await enter(body.codes[0].toLowerCase().replace('-', ' '))).statusCode).toBe(303)
  expect((await enter(body.codes[0])).statusCode).toBe(401)
  expect((await one.at.api('citizen', 'GET', '/authentication/mine')).body.recoveryCodesLeft).toBe(9)
  await p.settle()
  expect(
    p.inbox().find(({ to, text }) => to.phone === one.lan.phone && text.includes('mã khôi phục (')),
  ).toBeDefined()
})

test('threat: throttle, parallel guesses of recovery codes are counted, and other ways stay open', async () => {
  const one = await holder()
  await one.at.api('citizen', 'POST', '/authentication/recovery-codes')
  const at = someone()
  const step = await openSignIn(at, 'citizen')
  await at.form(step, { name: one.lan.personNumber, password: SANDBOX_PASSWORD })
  const answers = await Promise.all(
    Array.from({ length: 34 }, () => at.form(`${step}/code`, { by: 'recovery', code: 'AAAAA-AAAAA' })),
  )
  expect(answers.filter(({ payload }) => payload.includes('quá nhiều mã'))).toHaveLength(4)
  const right = await at.form(`${step}/code`, { code: codeFor(p, one.lan.phone) })
  expect(right.statusCode).toBe(303)
})
