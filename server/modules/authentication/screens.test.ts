import { beforeAll, expect, test } from 'vitest'
import { makePlatform, type Platform } from '#testing'
import { newHolder } from '#testing/holders.ts'
import { type Browser, browser, openSignIn, signIn } from './browser-for-tests.ts'
import { showScreen } from './screens.ts'

let p: Platform
beforeAll(async () => {
  p = await makePlatform()
  return () => p.close()
})

/** A desktop at the sign-in page, with its QR open; the token is what the QR carries. */
async function desktop() {
  const at = browser(p, { userAgent: 'Mozilla/5.0 (Windows NT 10.0) Chrome/147.0 Safari/537.36' })
  const step = await openSignIn(at, 'citizen')
  const { payload, headers } = await at.get(`${step}/screen`)
  // The test makes the code itself to know it; the page showed another a moment before.
  const uid = step.split('/').at(-1) as string
  const shown = await showScreen(p.server, { uid, clientId: 'citizen', device: 'Chrome · Windows' })
  return { at, step, payload, headers, ...shown }
}

async function phone() {
  const lan = await newHolder(p)
  const at = browser(p)
  await signIn(p, at, 'citizen', lan)
  return { lan, at }
}

const post = (at: Browser, path: string, body: unknown) =>
  at.api('citizen', 'POST', `/authentication/screens/${path}`, body)

test('threat: cross-device QR, one-time, origin and place shown: a phone that is signed in signs a screen in, with the number the screen shows', async () => {
  const { at: screen, step, token, number, payload, headers } = await desktop()
  expect(payload).toContain('<svg')
  expect(String(headers['content-security-policy'])).toContain("frame-ancestors 'none'")
  const { lan, at } = await phone()
  const seen = await post(at, 'look', { token })
  expect(seen.body).toMatchObject({ party: { vi: 'Ứng dụng công dân' }, device: 'Chrome · Windows' })
  expect((await screen.get(`${step}/screen/state`)).json()).toEqual({ state: 'shown' })
  expect((await post(at, 'approve', { token, number })).status).toBe(200)
  expect((await screen.get(`${step}/screen/state`)).json()).toEqual({ state: 'approved' })
  const done = await screen.form(`${step}/screen/done`)
  expect((await screen.follow(String(done.headers.location))).url).toBe('/citizen/')
  const me = await screen.api('citizen', 'GET', '/accounts/me')
  expect(me.body).toMatchObject({ name: lan.name, authenticationLevel: 2 })
  // Once only.
  expect((await post(at, 'look', { token })).status).toBe(410)
  expect((await screen.form(`${step}/screen/done`)).statusCode).toBe(410)
})

test('threat: cross-device QR, never from a link alone: a wrong number ends the request, so that nobody approves by guessing', async () => {
  const { at: screen, step, token, number } = await desktop()
  const { at } = await phone()
  const wrong = number === 10 ? 11 : number - 1
  expect((await post(at, 'approve', { token, number: wrong })).body.type).toBe(
    '/problems/authentication/screen-number-wrong',
  )
  expect((await post(at, 'approve', { token, number })).status).toBe(410)
  expect((await screen.form(`${step}/screen/done`)).statusCode).toBe(410)
  expect((await screen.get(`${step}/screen/state`)).json()).toEqual({ state: 'refused' })
})

test('threat: cross-device QR, short life: of five approvals at the same moment one counts; a code is void after two minutes', async () => {
  const { token, number } = await desktop()
  const { at } = await phone()
  const answers = await Promise.all(Array.from({ length: 5 }, () => post(at, 'approve', { token, number })))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  const late = await desktop()
  p.at(new Date(Date.now() + 121_000))
  expect((await post(at, 'approve', { token: late.token, number: late.number })).status).toBe(410)
  p.at(null)
})

test('threat: cross-device QR, another browser cannot use what the phone approved', async () => {
  const { step, token, number } = await desktop()
  const { at } = await phone()
  await post(at, 'approve', { token, number })
  expect((await browser(p).form(`${step}/screen/done`)).statusCode).toBe(410)
})

test('threat: cross-device QR, the code stands in no address a server sees, and is stored as a digest only', async () => {
  const { step, token } = await desktop()
  expect(step).not.toContain(token)
  const rows = await p.owner`select screens::text as row from authentication.screens`
  expect(rows.map(({ row }) => row).join('\n')).not.toContain(token)
})
