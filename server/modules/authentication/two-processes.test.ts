import * as openid from 'openid-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ChildProgram, childProgram, makePlatform, type Platform } from '#testing'
import { newHolder } from '#testing/holders.ts'
import { browser } from './browser-for-tests.ts'
import {
  assertionOf,
  begin,
  goThrough,
  possession,
  post,
  type Relying,
  redeem,
  relying,
} from './party-for-tests.ts'

let p: Platform
let processes: ChildProgram[]
let bank: Relying
let turn = 0

/** Two web processes of their own on one database; requests go to one and the other in turn. */
beforeAll(async () => {
  p = await makePlatform()
  processes = await Promise.all([childProgram(p), childProgram(p)])
  bank = await relying(p, next, { machine: true, apiScopes: ['verification.match'] })
})
afterAll(async () => {
  await Promise.all(processes.map((one) => one.kill()))
  await p.close()
})

function next(): string {
  turn += 1
  return (processes[turn % processes.length] as ChildProgram).url
}

const FIVE = Array.from({ length: 5 })
const winners = (results: PromiseSettledResult<unknown>[]) =>
  results.filter(({ status }) => status === 'fulfilled').length

async function comeBack(more: Record<string, string> = {}, also: string[] = []) {
  const begun = await begin(bank, more)
  return { begun, callback: await goThrough(p, browser(p), await newHolder(p), begun, also) }
}

test('threat: code theft, of five redemptions of one code in two processes exactly one gets tokens', async () => {
  for (const _ of [1, 2, 3]) {
    const { begun, callback } = await comeBack()
    expect(winners(await Promise.allSettled(FIVE.map(() => redeem(bank, callback, begun))))).toBe(1)
  }
})

test('threat: refresh, of five uses of one refresh token in two processes exactly one gets tokens', async () => {
  for (const _ of [1, 2, 3]) {
    const offline = { scope: 'openid offline_access', prompt: 'consent' }
    const { begun, callback } = await comeBack(offline, ['offline_access'])
    const { refresh_token: token } = await redeem(bank, callback, begun)
    const dpop = { DPoP: bank.dpop as openid.DPoPHandle }
    const uses = FIVE.map(() => openid.refreshTokenGrant(bank.config, token as string, undefined, dpop))
    expect(winners(await Promise.allSettled(uses))).toBe(1)
  }
})

test('threat: client assertion, of five uses of one assertion in two processes exactly one is accepted', async () => {
  for (const _ of [1, 2, 3]) {
    const assertion = await assertionOf(bank)
    const challenge = await openid.calculatePKCECodeChallenge(openid.randomPKCECodeVerifier())
    const request = {
      ...assertion,
      response_type: 'code',
      scope: 'openid',
      redirect_uri: bank.party.redirectUris[0] as string,
      code_challenge: challenge,
      code_challenge_method: 'S256',
    }
    const answers = await Promise.all(FIVE.map(() => post(`${next()}/id/citizen/request`, request)))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(answers.filter(({ body }) => body.error === 'invalid_client')).toHaveLength(4)
  }
})

test('threat: DPoP, of five uses of one DPoP proof in two processes exactly one is accepted', async () => {
  const { proof } = await possession()
  for (const _ of [1, 2, 3]) {
    const shown = await proof()
    const assertions = await Promise.all(FIVE.map(() => assertionOf(bank)))
    const answers = await Promise.all(
      assertions.map((assertion) =>
        post(
          `${next()}/id/citizen/token`,
          { ...assertion, grant_type: 'client_credentials', scope: 'verification.match' },
          { dpop: shown },
        ),
      ),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 400)).toHaveLength(4)
  }
})
