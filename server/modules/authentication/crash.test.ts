/**
 * `npm run test:crash:identity`: kill −9 while codes are redeemed, tokens refreshed and consents given. No code or
 * refresh token is accepted twice, whatever was under way; no consent that was acknowledged is lost.
 */
import * as openid from 'openid-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ChildProgram, childProgram, makePlatform, type Platform } from '#testing'
import { newHolder } from '#testing/holders.ts'
import { browser } from './browser-for-tests.ts'
import { consentsOf } from './consents.ts'
import { begin, goThrough, type Relying, redeem, relying, signPages } from './party-for-tests.ts'

const ROUNDS = Number(process.env['CRASHES'])
const AT_ONCE = 8

let p: Platform
let program: ChildProgram
let bank: Relying
beforeAll(async () => {
  p = await makePlatform()
  program = await childProgram(p)
  bank = await relying(p, () => program.url)
})
afterAll(async () => {
  await program.kill()
  await p.close()
})

/** Sends all at once, kills the program when a few were answered, and starts it again. */
async function crashDuring<T>(work: readonly (() => Promise<T>)[]): Promise<PromiseSettledResult<T>[]> {
  let answered = 0
  let enough = () => {}
  const some = new Promise<void>((done) => {
    enough = done
  })
  const sent = work.map((one) =>
    one().finally(() => {
      answered += 1
      if (answered >= work.length / 4) enough()
    }),
  )
  const all = Promise.allSettled(sent)
  await some
  await program.kill()
  const results = await all
  program = await childProgram(p)
  return results
}

const won = (results: PromiseSettledResult<unknown>[]) =>
  results.map(({ status }) => (status === 'fulfilled' ? 1 : 0))
const people = () => Promise.all(Array.from({ length: AT_ONCE }, () => newHolder(p)))

test.each(Array.from({ length: ROUNDS }, (_, i) => i + 1))('crash %i', { timeout: 120_000 }, async () => {
  const offline = { scope: 'openid offline_access', prompt: 'consent' }
  // Codes.
  const flows = []
  for (const lan of await people()) {
    const begun = await begin(bank, offline)
    flows.push({ begun, callback: await goThrough(p, browser(p), lan, begun, ['offline_access']) })
  }
  const codes = flows.map(
    ({ callback, begun }) =>
      () =>
        redeem(bank, callback, begun),
  )
  const first = await crashDuring(codes)
  const second = await Promise.allSettled(codes.map((one) => one()))
  const timesRedeemed = won(first).map((times, i) => times + (won(second)[i] ?? 0))
  expect(Math.max(...timesRedeemed)).toBeLessThanOrEqual(1)
  // Refresh tokens, of sign-ins that nobody disturbed.
  const tokens = []
  for (const lan of await people()) {
    const begun = await begin(bank, offline)
    const callback = await goThrough(p, browser(p), lan, begun, ['offline_access'])
    tokens.push((await redeem(bank, callback, begun)).refresh_token as string)
  }
  const dpop = { DPoP: bank.dpop as openid.DPoPHandle }
  const uses = tokens.map((one) => () => openid.refreshTokenGrant(bank.config, one, undefined, dpop))
  const used = await crashDuring(uses)
  const usedAgain = await Promise.allSettled(uses.map((one) => one()))
  const timesUsed = won(used).map((times, i) => times + (won(usedAgain)[i] ?? 0))
  expect(Math.max(...timesUsed)).toBeLessThanOrEqual(1)
  // Consents.
  const pages = []
  for (const lan of await people()) {
    const someone = browser(p)
    const url = await signPages(p, someone, lan, await begin(bank))
    const cookie = [...someone.jar.values()]
      .filter((one) => url.startsWith(one.path) || one.path === '/')
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ')
    pages.push({ lan, url, cookie })
  }
  const answers = await crashDuring(
    pages.map(({ url, cookie }) => async () => {
      const body = new URLSearchParams({ decision: 'agree' })
      const headers = { cookie, 'sec-fetch-site': 'same-origin' }
      return await fetch(`${program.url}${url}`, { method: 'POST', body, headers, redirect: 'manual' })
    }),
  )
  const acknowledged = pages.filter((_, i) => {
    const answer = answers[i]
    return answer?.status === 'fulfilled' && answer.value.status === 303
  })
  for (const { lan } of acknowledged) expect(await consentsOf(p.sql, lan.personNumber)).toHaveLength(1)
  expect(acknowledged.length).toBeGreaterThan(0)
})
