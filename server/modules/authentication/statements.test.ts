import * as openid from 'openid-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makePlatform, type Platform, programBeside } from '#testing'
import { newHolder } from '#testing/holders.ts'
import { browser } from './browser-for-tests.ts'
import { countsByDay } from './party-counts.ts'
import { begin, goThrough, type Relying, redeem, relying } from './party-for-tests.ts'

let p: Platform
let app: Awaited<ReturnType<typeof programBeside>>
let at: Platform
let base: string
let bank: Relying
const said: string[] = []

/** A second program on the same database whose statements are heard. */
beforeAll(async () => {
  p = await makePlatform()
  app = await programBeside(p, (text) => said.push(text.replace(/\s+/g, ' ').trim()))
  at = { ...p, server: app.server }
  base = await app.server.fastify.listen({ host: '127.0.0.1', port: 0 })
  bank = await relying(p, base, { machine: true, apiScopes: ['verification.match'] })
})
afterAll(async () => {
  await app.close()
  await p.close()
})

/** The statements of a piece of work, and those of them that are the provider's: states, parties, consents. */
async function counted(work: () => Promise<unknown>) {
  said.length = 0
  await work()
  // What parties did is written every two seconds, however many signed in meanwhile.
  const real = said.filter(
    (text) => !/^(begin|commit|listen|set)\b|^insert into authentication\.party_counts/i.test(text),
  )
  const ours = /authentication\.(provider_states|relying_parties|consents)/
  return { all: real.length, provider: real.filter((text) => ours.test(text)).length }
}

async function wholeSignIn(lan: Awaited<ReturnType<typeof newHolder>>, more: Record<string, string> = {}) {
  const begun = await begin(bank, more)
  const callback = await goThrough(at, browser(at), lan, begun, ['offline_access'])
  return await redeem(bank, callback, begun)
}

test('a full FAPI 2.0 sign-in needs at most 18 statements, beside those that check the factors', async () => {
  const lan = await newHolder(p)
  await wholeSignIn(lan)
  const { all, provider } = await counted(() => wholeSignIn(lan))
  // The account is read once more when the tokens are issued.
  expect(provider + 1).toBeLessThanOrEqual(18)
  expect(all).toBeLessThanOrEqual(37)
})

test('a token of a party’s own needs one statement, a refresh five, a look at the person four', async () => {
  const dpop = { DPoP: bank.dpop as openid.DPoPHandle }
  const scope = 'verification.match'
  await openid.clientCredentialsGrant(bank.config, { scope }, dpop)
  const own = await counted(() => openid.clientCredentialsGrant(bank.config, { scope }, dpop))
  expect(own.all).toBe(1)
  const tokens = await wholeSignIn(await newHolder(p), { scope: 'openid offline_access', prompt: 'consent' })
  const refreshed = await counted(() =>
    openid.refreshTokenGrant(bank.config, tokens.refresh_token as string, undefined, dpop),
  )
  expect(refreshed.all).toBeLessThanOrEqual(5)
  const sub = tokens.claims()?.sub as string
  const seen = await counted(() => openid.fetchUserInfo(bank.config, tokens.access_token, sub, dpop))
  expect(seen.all).toBeLessThanOrEqual(4)
})

test('sign-ins and tokens are counted in memory: any number of them is one statement', async () => {
  const dpop = { DPoP: bank.dpop as openid.DPoPHandle }
  const ok = async () => {
    const rows = await countsByDay(app.server, bank.party.clientId, '2026-01-01')
    return Object.fromEntries(rows.map(({ route, code, count }) => [`${route} ${code}`, count]))
  }
  const lan = await newHolder(p)
  const before = await ok()
  await wholeSignIn(lan)
  for (let i = 0; i < 5; i += 1)
    await openid.clientCredentialsGrant(bank.config, { scope: 'verification.match' }, dpop)
  const after = await ok()
  const more = (key: string) => (after[key] ?? 0) - (before[key] ?? 0)
  expect([more('openid.authorization ok'), more('openid.token ok')]).toEqual([1, 6])
})
