/** Signing in for somebody else at a relying party: `sub` is for whom, `act` who. RFC 8693, 4.1. */
import * as openid from 'openid-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openOrganisation } from '#accounts'
import * as accounts from '#accounts/contract'
import { listAccesses } from '#audit/contract'
import type { CitizenActor } from '#platform/call.ts'
import { uuidv7 } from '#platform/ids.ts'
import { declare } from '#population'
import { birth } from '#population/contract'
import { makePlatform, type Platform } from '#testing'
import { newHolder } from '#testing/holders.ts'
import { communes } from '#testing/homes.ts'
import { born, officer } from '#testing/people.ts'
import { type Browser, browser } from './browser-for-tests.ts'
import { consentsOf } from './consents.ts'
import { approveOnDevice, listDeviceApprovals } from './contract.ts'
import { aRelyingParty } from './parties-for-tests.ts'
import { type Begun, begin, type Relying, redeem, relying, signPages } from './party-for-tests.ts'
import { flawsOf } from './relying-parties.ts'

let p: Platform
let school: Relying
let base: string
type Holder = Awaited<ReturnType<typeof newHolder>>

beforeAll(async () => {
  p = await makePlatform()
  base = await p.server.fastify.listen({ host: '127.0.0.1', port: 0 })
  const { scopes } = (await relying(p, base)).party
  school = await relying(p, base, {
    scopes: [...scopes, { ...scopes[0]!, scope: 'on_behalf', needed: true }],
  })
})
afterAll(() => p.close())

const SCOPE = { scope: 'openid profile on_behalf' }
const away = /^https:/

async function childOf(mother: Holder, bornOn = '2018-03-01') {
  const personNumber = `0012180${String(Math.floor(Math.random() * 99_999)).padStart(5, '0')}`
  const personId = uuidv7()
  const payload = { personId, name: 'Nguyễn Minh An', sex: 'male', ethnicGroup: '01', bornOn } as const
  await p.act((call) =>
    declare(call, birth, {
      personNumber,
      effectiveOn: bornOn,
      legalBasis: '60/2014/QH13',
      payload: { ...payload, motherNumber: mother.personNumber },
    }),
  )
  return { personId, personNumber }
}

const actorOf = ({ personNumber: number, personId, accountId }: Holder): CitizenActor => ({
  kind: 'citizen',
  number,
  personId,
  accountId,
  level: 2,
  sessionId: uuidv7(),
  authenticationLevel: 2,
  factorAt: new Date().toISOString(),
})

/** A mandate that both agreed to, for signing in unless said. */
async function mandated(
  holder: Holder,
  principal: Holder,
  usesMax?: number,
  services: string[] = [accounts.SIGN_IN],
) {
  const { mandateId } = await p.as(actorOf(principal)).call(accounts.proposeMandate, {
    body: {
      side: 'principal',
      otherNumber: holder.personNumber,
      otherName: holder.name,
      services,
      validFrom: new Date().toISOString().slice(0, 10),
      ...(usesMax ? { usesMax } : {}),
    },
  })
  const params = { mandateId }
  return await p.as(actorOf(holder)).call(accounts.answerMandate, { params, body: { agree: true } })
}

/** Signs in up to the page that asks for whom. */
async function toTheChoice(lan: Holder): Promise<{ someone: Browser; begun: Begun; at: string }> {
  const someone = browser(p)
  const begun = await begin(school, SCOPE)
  return { someone, begun, at: await signPages(p, someone, lan, begun) }
}

/** Chooses for whom, agrees, and redeems. */
async function choose({ someone, begun, at }: Awaited<ReturnType<typeof toTheChoice>>, whom: string) {
  const chosen = await someone.form(at, { decision: 'go', whom })
  const next = await someone.follow(String(chosen.headers.location), away)
  if (!next.url.includes('/consent/'))
    return { page: null, tokens: await redeem(school, new URL(next.url), begun) }
  const agreed = await someone.form(next.url, { decision: 'agree', child: 'yes' })
  const back = await someone.follow(String(agreed.headers.location), away)
  return { page: next.answer?.payload ?? '', tokens: await redeem(school, new URL(back.url), begun) }
}

const userinfo = (token: string, sub: string) =>
  openid.fetchUserInfo(school.config, token, sub, school.dpop ? { DPoP: school.dpop } : {})

test('a parent signs in for a child: the child is the subject, the parent the actor, in token, answer and log', async () => {
  const lan = await newHolder(p)
  const child = await childOf(lan)
  const step = await toTheChoice(lan)
  expect(step.at).toContain('/acting/')
  const shown = await step.someone.get(step.at)
  expect(shown.payload).toContain('Nguyễn Minh An')
  expect(shown.payload).not.toContain('checked')
  expect((await step.someone.form(step.at, { decision: 'go' })).statusCode).toBe(422)
  const stranger = await step.someone.form(step.at, { decision: 'go', whom: `parent:${uuidv7()}` })
  expect(stranger.statusCode).toBe(422)
  const { page, tokens } = await choose(step, `parent:${child.personId}`)
  expect(page).toContain('Bạn đăng nhập thay cho Nguyễn Minh An')
  const claims = tokens.claims()!
  expect(claims).toMatchObject({
    representation: 'parent',
    subject_kind: 'person',
    act: { account_level: 2, legal_value: 'identity-card' },
  })
  expect(claims).not.toHaveProperty('account_level')
  const { act } = claims as unknown as { act: { sub: string } }
  expect(act.sub).not.toBe(claims.sub)
  const person = await userinfo(tokens.access_token, claims.sub)
  expect(person).toMatchObject({ sub: claims.sub, act: { sub: act.sub }, name: 'Nguyễn Minh An' })
  expect(await openid.tokenIntrospection(school.config, tokens.access_token)).toMatchObject({
    active: true,
    sub: claims.sub,
    act: { sub: act.sub },
  })
  const [entry] = await p.sql`
    select actor_person, represented_person from audit.entries where act = 'openid on behalf'
      and represented_person = ${child.personId}`
  expect(entry).toEqual({ actorPerson: lan.personId, representedPerson: child.personId })
  expect(JSON.stringify([claims, person])).not.toContain(child.personNumber)
})

test('threat: consent, guardian checks: the parent’s consent for a child is its own, needs the child’s word, and ends when the child decides himself', async () => {
  const lan = await newHolder(p)
  const child = await childOf(lan, '2011-02-01') // 16 in February 2027
  const step = await toTheChoice(lan)
  const chosen = await step.someone.form(step.at, { decision: 'go', whom: `parent:${child.personId}` })
  const { url } = await step.someone.follow(String(chosen.headers.location), away)
  const alone = await step.someone.form(url, { decision: 'agree' })
  expect(String(alone.headers.location)).toContain('/consent/')
  const agreed = await step.someone.form(url, { decision: 'agree', child: 'yes' })
  const back = await step.someone.follow(String(agreed.headers.location), away)
  const tokens = await redeem(school, new URL(back.url), step.begun)
  const [consent] = await consentsOf(p.sql, lan.personNumber)
  expect(consent).toMatchObject({ subjectId: child.personId, expiresAt: '2027-01-31T17:00:00.000Z' })
  const own = await toTheChoice(lan)
  const self = await own.someone.form(own.at, { decision: 'go', whom: 'self' })
  expect((await own.someone.follow(String(self.headers.location), away)).url).toContain('/consent/')
  // The same right is asked of the register at each use: on the sixteenth birthday it is gone.
  const sub = tokens.claims()!.sub
  p.at('2027-02-01T03:00:00Z')
  await expect(userinfo(tokens.access_token, sub)).rejects.toThrow()
  p.at(null)
  expect(await userinfo(tokens.access_token, sub)).toMatchObject({ sub })
})

test('a representative signs in for the organisation; locking it ends what its tokens open', async () => {
  const lan = await newHolder(p)
  const { organisationId } = await p.act((call) =>
    openOrganisation(call, {
      code: '0101111222',
      name: 'Hợp tác xã Rau sạch',
      representative: lan.personNumber,
    }),
  )
  const { tokens } = await choose(await toTheChoice(lan), `representative:${organisationId}`)
  const claims = tokens.claims()!
  expect(claims).toMatchObject({ subject_kind: 'organisation', representation: 'representative' })
  const answer = await userinfo(tokens.access_token, claims.sub)
  expect(answer).toMatchObject({ organisation_code: '0101111222', organisation_name: 'Hợp tác xã Rau sạch' })
  expect(answer).not.toHaveProperty('name')
  const own = p.as(actorOf(lan))
  // In his own log he finds in whose name it was done.
  const log = (await own.call(listAccesses, { query: { own: 'true' as never } })).rows
  expect(log.map(({ by }) => by)).toContainEqual(
    expect.objectContaining({ own: true, organisation: 'Hợp tác xã Rau sạch' }),
  )
  const params = { organisationId }
  const { history } = await own.call(accounts.lockOrganisation, { params })
  expect(history.map(({ words, detail }) => [words.en, detail])).toContainEqual([
    'Signed in at another system',
    school.party.names.vi,
  ])
  await expect(userinfo(tokens.access_token, claims.sub)).rejects.toThrow()
  expect(await openid.tokenIntrospection(school.config, tokens.access_token)).toMatchObject({ active: true })
})

test('a mandate to sign in holds for its number of times, one for something else not at all', async () => {
  const [lan, minh] = [await newHolder(p), await newHolder(p)]
  await mandated(minh, lan, undefined, ['1.010041'])
  expect((await toTheChoice(minh)).at).toContain('/consent/')
  const { mandateId } = await mandated(minh, lan, 1)
  const step = await toTheChoice(minh)
  const { tokens } = await choose(step, `mandate:${lan.personId}`)
  const { sub } = tokens.claims()!
  expect(tokens.claims()).toMatchObject({ representation: 'mandate' })
  expect(await userinfo(tokens.access_token, sub)).toMatchObject({ name: lan.name })
  expect((await toTheChoice(minh)).at).toContain('/consent/')
  await p.as(actorOf(lan)).call(accounts.endMandate, { params: { mandateId }, body: {} })
  await expect(userinfo(tokens.access_token, sub)).rejects.toThrow()
})

test('whoever signs in for himself is subject alone, and whoever has nobody is not asked', async () => {
  const lan = await newHolder(p)
  await childOf(lan)
  const { tokens } = await choose(await toTheChoice(lan), 'self')
  expect(tokens.claims()).not.toHaveProperty('act')
  expect(tokens.claims()).toMatchObject({ account_level: 2 })
  const alone = await newHolder(p)
  expect((await toTheChoice(alone)).at).toContain('/consent/')
})

test('a party that sees public identifiers is not told for whom: it could not tell subject from actor', async () => {
  const { scopes } = school.party
  const { party } = await aRelyingParty({ scopes, subjectType: 'public' })
  expect(flawsOf(party, 'sandbox').map(({ field }) => field)).toEqual(['subjectType'])
})

describe('approved on the phone (CIBA)', () => {
  let bank: Relying
  beforeAll(async () => {
    bank = await relying(p, base, { scopes: school.party.scopes, ciba: 'poll' })
  })
  const dpop = () => ({ DPoP: bank.dpop as openid.DPoPHandle })

  /** The bank asks; what the person sees of it on his phone. */
  async function asked(lan: Holder, more: Record<string, string> = {}) {
    const request = await openid.initiateBackchannelAuthentication(bank.config, {
      scope: SCOPE.scope,
      login_hint: lan.personNumber,
      binding_message: 'Mở tài khoản tại quầy 3',
      ...more,
    })
    const phone = p.as(actorOf(lan))
    const shown = (await phone.call(listDeviceApprovals)).rows.find(({ state }) => state === 'asked')!
    const approve = (body: { whom?: string; childAgrees?: boolean }) =>
      phone.call(approveOnDevice, { params: { id: shown.id }, body: { also: [], ...body } })
    const tokens = () =>
      openid.genericGrantRequest(
        bank.config,
        'urn:openid:params:grant-type:ciba',
        { auth_req_id: request.auth_req_id },
        dpop(),
      )
    return { shown, approve, tokens }
  }
  const claimsOf = (token: string | undefined) =>
    JSON.parse(Buffer.from(String(token).split('.')[1] as string, 'base64url').toString())

  test('a parent approves for a child: `sub` is the child, `act` the parent, in token, answer and log', async () => {
    const lan = await newHolder(p)
    const child = await childOf(lan)
    const { shown, approve, tokens } = await asked(lan)
    const key = `parent:${child.personId}`
    expect(shown.forWhom).toEqual([{ key, name: 'Nguyễn Minh An', basis: 'parent', childAgrees: true }])
    await expect(approve({})).rejects.toMatchObject({ type: '/problems/authentication/whom-missing' })
    await expect(approve({ whom: `parent:${uuidv7()}` })).rejects.toMatchObject({ status: 422 })
    await expect(approve({ whom: key })).rejects.toMatchObject({
      type: '/problems/authentication/child-not-asked',
    })
    await approve({ whom: key, childAgrees: true })
    const given = await tokens()
    const claims = claimsOf(given.id_token)
    expect(claims).toMatchObject({
      representation: 'parent',
      subject_kind: 'person',
      act: { account_level: 2, legal_value: 'identity-card' },
    })
    expect(claims.act.sub).not.toBe(claims.sub)
    const person = await openid.fetchUserInfo(bank.config, given.access_token, claims.sub, dpop())
    expect(person).toMatchObject({ sub: claims.sub, act: { sub: claims.act.sub }, name: 'Nguyễn Minh An' })
    expect(await openid.tokenIntrospection(bank.config, given.access_token)).toMatchObject({
      sub: claims.sub,
      act: { sub: claims.act.sub },
    })
    const entries = await p.sql`
      select actor_person from audit.entries where act = 'openid on behalf' and represented_person = ${child.personId}`
    expect(entries.map(({ actorPerson }) => actorPerson)).toEqual([lan.personId])
    expect(JSON.stringify([claims, person, shown])).not.toContain(child.personNumber)
    const [consent] = await consentsOf(p.sql, lan.personNumber)
    expect(consent).toMatchObject({ subjectId: child.personId, clientId: bank.party.clientId })
  })

  test('by mandate: counted once, and worth nothing when it was used up', async () => {
    const [lan, hoa] = [await newHolder(p), await newHolder(p)]
    await mandated(lan, hoa, 1)
    const first = await asked(lan)
    const key = first.shown.forWhom?.[0]?.key as string
    expect(key).toBe(`mandate:${hoa.personId}`)
    await first.approve({ whom: key })
    expect(claimsOf((await first.tokens()).id_token)).toMatchObject({ representation: 'mandate' })
    expect((await asked(lan)).shown.forWhom).toEqual([])
  })

  test('a representative approves for the organisation, and for nothing once another represents it', async () => {
    const [lan, minh] = [await newHolder(p), await newHolder(p)]
    const name = 'Hợp tác xã Chè xanh'
    const { organisationId } = await p.act((call) =>
      openOrganisation(call, { code: '0101111333', name, representative: lan.personNumber }),
    )
    const whom = `representative:${organisationId}`
    const used = await asked(lan)
    expect(used.shown.forWhom).toEqual([{ key: whom, name, basis: 'representative', childAgrees: false }])
    await used.approve({ whom })
    const { id_token, access_token } = await used.tokens()
    const claims = claimsOf(id_token)
    expect(claims).toMatchObject({ subject_kind: 'organisation', representation: 'representative' })
    expect(claims.act.sub).not.toBe(claims.sub)
    const seen = () => openid.fetchUserInfo(bank.config, access_token, claims.sub, dpop())
    expect(await seen()).toMatchObject({ organisation_code: '0101111333', organisation_name: name })
    const entries = await p.sql`
      select actor_person from audit.entries
      where act = 'openid on behalf' and represented_organisation = ${organisationId}`
    expect(entries).toEqual([{ actorPerson: lan.personId }])

    const unused = await asked(lan)
    await unused.approve({ whom })
    const waiting = await asked(lan)
    const there = { level: 'commune', unitId: (await communes(p))[0] as number } as const
    const chief = officer(await born(p), there, ['residence', 'signing-leader'])
    await p.as({ ...chief, factorAt: new Date().toISOString() }).call(accounts.changeRepresentative, {
      params: { organisationId },
      body: { number: minh.personNumber, document: 'Quyết định 7/QĐ-HĐQT' },
    })
    await expect(waiting.approve({ whom })).rejects.toMatchObject({
      type: '/problems/authentication/whom-missing',
    })
    await expect(unused.tokens()).rejects.toMatchObject({ error: 'invalid_grant' })
    await expect(seen()).rejects.toThrow()
    expect((await asked(minh)).shown.forWhom).toMatchObject([{ key: whom, name }])
  })

  test('for himself there is no actor; where the bank does not ask it, nobody is offered', async () => {
    const lan = await newHolder(p)
    await childOf(lan)
    const own = await asked(lan)
    await own.approve({ whom: 'self' })
    expect(claimsOf((await own.tokens()).id_token)).not.toHaveProperty('act')
    const plain = await asked(lan, { scope: 'openid profile' })
    expect(plain.shown.forWhom).toBeNull()
    await plain.approve({})
    expect(claimsOf((await plain.tokens()).id_token)).not.toHaveProperty('act')
  })
})
