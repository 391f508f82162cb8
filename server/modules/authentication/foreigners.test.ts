/** Electronic identities of foreigners, from the registration to a relying party. Decree 69/2024/NĐ-CP. */
import * as openid from 'openid-client'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  accountByNumber,
  activateAccount,
  followCards,
  foreignerByNumber,
  sandboxPasswordHash,
} from '#accounts'
import * as contract from '#accounts/contract'
import { listAccesses } from '#audit/contract'
import type { CitizenActor, OfficerActor } from '#platform/call.ts'
import { uuidv7 } from '#platform/ids.ts'
import { personByNumber, provinceCodes } from '#population'
import { readMe as readPerson } from '#population/contract'
import type { ResidentForeigner } from '#ports/immigration-register.ts'
import { agencyIdOf, lawParameter } from '#reference'
import { makePlatform, type Platform } from '#testing'
import { communes } from '#testing/homes.ts'
import { born, officer } from '#testing/people.ts'
import { browser, codeFor, openSignIn } from './browser-for-tests.ts'
import { begin, goThrough, redeem, relying } from './party-for-tests.ts'

let p: Platform
let base: string
let clerk: OfficerActor
let leader: OfficerActor

beforeAll(async () => {
  p = await makePlatform()
  base = await p.server.fastify.listen({ host: '127.0.0.1', port: 0 })
  const [hanoi] = await p.sql<{ unitId: number }[]>`
    select unit_id from reference.unit_versions where level = 'province' and code = '01' limit 1`
  const unitId = hanoi!.unitId
  const at = { level: 'province', unitId } as const
  const agencyId = agencyIdOf('province-police', unitId)
  clerk = { ...officer(await born(p), at, ['residence', 'case-officer']), agencyId }
  leader = { ...officer(await born(p), at, ['residence', 'signing-leader']), agencyId }
})
beforeEach(() => {
  p.at(null)
  p.biometrics.refuse(null)
  p.immigration.down(false)
})
afterAll(() => p.close())

let made = 0
/** Somebody whom the immigration register knows. */
function resident(change: Partial<ResidentForeigner> = {}): ResidentForeigner {
  made += 1
  const number = String(made).padStart(6, '0')
  const person: ResidentForeigner = {
    registerId: `T-${number}`,
    name: 'MARIA GARCÍA LÓPEZ',
    bornOn: '1990-05-02',
    sex: 'female',
    nationality: 'ESP',
    passportNumber: `PA${number}`,
    card: { kind: 'temporary', number: `TT${number}`, validUntil: '2029-06-30' },
    address: 'Phường Ba Đình, Thành phố Hà Nội',
    provinceCode: '01',
    holds: { face: true, fingerprint: true },
    ...change,
  }
  p.immigration.enter(person)
  return person
}

let phones = 0
const newPhone = () => {
  phones += 1
  return `0988${String(phones).padStart(6, '0')}`
}
const noticeTo = (phone: string) =>
  p.inbox().find(({ to, kind }) => to.phone === phone && kind === 'notice')?.text ?? ''
const signs = () => ({ ...leader, factorAt: (p.server.clock() as Date).toISOString() })
const refusal = (asked: Promise<unknown>) =>
  asked.then(
    () => 'nothing',
    (error: { type?: string }) => error.type?.replace('/problems/accounts/', ''),
  )

const register = '/id/citizen/register/foreigner'
let addresses = 0
function someone() {
  addresses += 1
  return browser(p, { address: `203.0.113.${addresses}` })
}
const asTyped = (one: ResidentForeigner, phone: string) => ({
  number: one.passportNumber.toLowerCase(),
  name: 'Maria Garcia Lopez',
  bornOn: one.bornOn.split('-').reverse().join('/'),
  phone,
})

/** Registers by oneself, to the decision. */
async function registered(typed: Record<string, string> & { phone: string }) {
  const at = someone()
  const begun = await at.form(register, typed)
  const step = String(begun.headers.location)
  const page = await at.get(step)
  const done = await at.form(step, { code: codeFor(p, typed.phone) })
  await p.settle()
  return { begun, step, page, done }
}

async function accountOfPhone(phone: string) {
  const [row] = await p.owner<{ personNumber: string }[]>`
    select person_number from accounts.accounts where phone = ${phone}`
  return row && (await accountByNumber(p.sql, 'citizen', row.personNumber))
}

/** A foreigner whose account of level 1 is in use. */
async function inUse(change: Partial<ResidentForeigner> = {}) {
  const one = resident(change)
  const phone = newPhone()
  await registered(asTyped(one, phone))
  const account = (await accountOfPhone(phone))!
  const hash = await sandboxPasswordHash()
  await p.act((call) => activateAccount(call, account, hash))
  const { personNumber, personId, accountId } = account
  const actor = (level: 1 | 2 = 1): CitizenActor => ({
    kind: 'citizen',
    number: personNumber,
    personId,
    accountId,
    level,
    foreigner: true,
    sessionId: uuidv7(),
    authenticationLevel: 2,
    factorAt: new Date().toISOString(),
  })
  return { one, phone, personNumber, personId, accountId, actor }
}

/** Goes through the desk, up to the clock. */
async function atDesk(one: ResidentForeigner, phone = newPhone()) {
  const desk = p.as(clerk)
  const opened = await desk.call(contract.openForeignApplication, {
    body: { document: one.passportNumber, level: 2, phone },
  })
  const params = { applicationId: opened.applicationId }
  await desk.call(contract.confirmContact, { params, body: { channel: 'phone', code: codeFor(p, phone) } })
  await desk.call(contract.capture, { params, body: { kind: 'face' } })
  return { params, phone, desk }
}

test('level 1 by oneself: approved by the register, a number of his own, activation, first sign-in', async () => {
  const one = resident()
  const phone = newPhone()
  const { begun, step, done } = await registered(asTyped(one, phone))
  expect(begun.statusCode).toBe(303)
  expect(step).not.toContain(one.passportNumber)
  expect(done.payload).toContain('Đã nhận hồ sơ')
  const account = (await accountOfPhone(phone))!
  expect(account).toMatchObject({ level: 1, status: 'approved', foreigner: true })
  expect(account.personNumber).toMatch(/^900[01]90\d{6}$/)
  expect(await personByNumber({ sql: p.sql }, account.personNumber)).toBeUndefined()
  expect(await foreignerByNumber({ sql: p.sql }, account.personNumber)).toMatchObject({
    name: 'MARIA GARCÍA LÓPEZ',
    nationality: 'ESP',
    cardKind: 'temporary',
    cardUntil: '2029-06-30',
  })
  const message = noticeTo(phone)
  expect(message).toContain('Activation code')
  expect(message).not.toContain(account.personNumber)
  const code = /[2-9A-Z]{4}(?:-[2-9A-Z]{4}){3}/.exec(message)![0]
  const password = 'llueve sobre los tejados 7'
  const at = someone()
  const page = await at.form('/id/citizen/activate?language=en', {
    name: phone,
    code,
    password,
    again: password,
  })
  expect(page.statusCode).toBe(200)
  const sign = await openSignIn(at, 'citizen')
  await at.form(sign, { name: phone, password })
  const second = await at.form(`${sign}/code`, { code: codeFor(p, phone) })
  await at.follow(String(second.headers.location))
  expect((await at.api('citizen', 'GET', '/accounts/me')).body).toMatchObject({
    name: 'MARIA GARCÍA LÓPEZ',
    foreigner: true,
    level: 1,
  })
  const kept = await p.owner`
    select told from accounts.applications where account_id = ${account.accountId}`
  expect(kept).toEqual([{ told: null }])
})

test('the place in a foreigner’s number is that of no province and of no country', async () => {
  const on = '2026-11-28'
  const { value } = await p.act((call) =>
    lawParameter<{ place: string }>(call, 'accounts.foreigner-number', on),
  )
  const countries = await p.act((call) =>
    lawParameter<Record<string, string>>(call, 'number.country-codes', on),
  )
  expect(provinceCodes.has(value.place)).toBe(false)
  expect(Object.values(countries.value)).not.toContain(value.place)
})

test('the term of level 1 is one working day', async () => {
  p.at('2026-11-16T02:00:00Z') // a Monday
  const one = resident()
  const phone = newPhone()
  const at = someone()
  const step = String((await at.form(register, asTyped(one, phone))).headers.location)
  await at.form(step, { code: codeFor(p, phone) })
  const [row] = await p.owner`select due_at from accounts.applications where phone = ${phone}`
  expect(new Date(row!['dueAt']).toISOString()).toBe('2026-11-17T10:00:00.000Z')
})

test('threat: enumeration, foreigners: whoever he is, the pages are the same; why not is told to the phone alone', async () => {
  const taken = await inUse()
  const fits = resident()
  const cases: [string, Record<string, string>, string][] = [
    ['fits', asTyped(fits, ''), 'Activation code'],
    ['unknown', { ...asTyped(fits, ''), number: 'ZZ999999' }, 'residence card'],
    ['of another', { ...asTyped(resident(), ''), name: 'Ana Pérez' }, 'residence card'],
    [
      'card over',
      asTyped(resident({ card: { kind: 'temporary', number: 'TTX', validUntil: '2026-01-31' } }), ''),
      'residence card',
    ],
    ['no card', asTyped(resident({ card: null }), ''), 'residence card'],
    ['child', asTyped(resident({ bornOn: '2016-03-01' }), ''), 'under 14'],
    ['has an account', asTyped(taken.one, ''), 'already has an account'],
  ]
  const pages = []
  for (const [, typed, expected] of cases) {
    const phone = newPhone()
    const { begun, step, page, done } = await registered({ ...typed, phone })
    const bare = (text: string) => text.replaceAll(step, '')
    pages.push([begun.statusCode, bare(page.payload), done.statusCode, bare(done.payload)])
    expect(noticeTo(phone)).toContain(expected)
  }
  expect(new Set(pages.map((page) => JSON.stringify(page))).size).toBe(1)
  expect(noticeTo(taken.phone)).toContain('Someone registered with your number')
})

test('a phone of another account, and a register that does not answer', async () => {
  const taken = await inUse()
  await registered(asTyped(resident(), taken.phone))
  expect(noticeTo(taken.phone)).toContain('belongs to another account')
  p.immigration.down(true)
  const down = await someone().form(register, asTyped(resident(), newPhone()))
  expect(down.statusCode).toBe(503)
  expect(down.payload).toContain('chưa trả lời')
})

test('one foreigner who registers twice at the same moment gets one number and one account', async () => {
  const one = resident()
  const steps = await Promise.all(
    [newPhone(), newPhone()].map(async (phone) => {
      const at = someone()
      const step = String((await at.form(register, asTyped(one, phone))).headers.location)
      return await at.form(step, { code: codeFor(p, phone) })
    }),
  )
  expect(steps.map(({ statusCode }) => statusCode)).toEqual([200, 200])
  await p.settle()
  const rows = await p.owner`
    select a.account_id from accounts.foreigners f join accounts.accounts a using (person_number)
    where f.register_id = ${one.registerId}`
  expect(rows).toHaveLength(1)
})

test.each([
  ['held by the immigration authority', true, '2026-11-05T10:00:00.000Z'],
  ['not held, compared with the chip of the passport', false, '2026-11-11T10:00:00.000Z'],
])(
  'level 2 at the province desk, biometrics %s: three or seven working days, a second officer',
  async (_, held, dueAt) => {
    p.at('2026-11-02T02:00:00Z')
    const one = resident({ holds: { face: held, fingerprint: held } })
    const found = await p.as(clerk).call(contract.findForeigner, { body: { document: one.card!.number } })
    expect(found).toMatchObject({ name: one.name, nationality: 'ESP', cardValid: true, held, account: null })
    const { params, phone, desk } = await atDesk(one)
    if (held) {
      expect(await refusal(desk.call(contract.submitApplication, { params }))).toBe('captures-missing')
      await desk.call(contract.capture, { params, body: { kind: 'fingerprint' } })
    }
    const submitted = await desk.call(contract.submitApplication, { params })
    expect(submitted).toMatchObject({ state: 'submitted', kind: 'foreigner', name: one.name, dueAt })
    const body = { outcome: 'approved' } as const
    const fresh = { ...clerk, factorAt: '2026-11-02T02:00:00Z' }
    expect(await refusal(p.as(fresh).call(contract.decideApplication, { params, body }))).toBe(
      'second-officer-needed',
    )
    await p.as(signs()).call(contract.decideApplication, { params, body })
    await p.settle()
    expect(await accountOfPhone(phone)).toMatchObject({ level: 2, status: 'approved', foreigner: true })
    expect(noticeTo(phone)).toContain('level 2')
    const waiting = await p.as(clerk).call(contract.listWaiting, { query: { limit: 100 } })
    expect(
      waiting.rows.some(({ phoneEnding, name }) => phoneEnding === phone.slice(-3) && name === one.name),
    ).toBe(true)
  },
)

test('the funnel counts them at the province’s own desk, and the rows add up there and for the nation', async () => {
  const read = async (unitId?: number) =>
    await p
      .as({ ...leader, territory: { level: 'nation', unitId: 0 }, roles: ['steering'] })
      .call(contract.readFunnel, { query: unitId ? { unitId } : {} })
  const province = clerk.territory.unitId
  const [nation, before] = [await read(), await read(province)]
  const { params, desk } = await atDesk(resident())
  await desk.call(contract.capture, { params, body: { kind: 'fingerprint' } })
  await desk.call(contract.submitApplication, { params })
  for (const [asked, was] of [
    [undefined, nation],
    [province, before],
  ] as const) {
    const { total, units } = await read(asked)
    expect(total.submitted).toBe(was.total.submitted + 1)
    expect(units.reduce((sum, { submitted }) => sum + submitted, 0)).toBe(total.submitted)
  }
})

test('who has level 1 is raised to level 2 under the same number', async () => {
  const { one, phone, personNumber } = await inUse()
  const { params, desk } = await atDesk(one, phone)
  await desk.call(contract.capture, { params, body: { kind: 'fingerprint' } })
  await desk.call(contract.submitApplication, { params })
  await p.as(signs()).call(contract.decideApplication, { params, body: { outcome: 'approved' } })
  await p.settle()
  expect(await accountByNumber(p.sql, 'citizen', personNumber)).toMatchObject({ level: 2, status: 'active' })
})

test('the desk refuses with what to do: another desk, nobody’s passport, a card that is over, a child, another’s face', async () => {
  const find = (document: string, as = clerk) =>
    refusal(p.as(as).call(contract.findForeigner, { body: { document } }))
  const open = (one: ResidentForeigner) =>
    refusal(
      p.as(clerk).call(contract.openForeignApplication, {
        body: { document: one.passportNumber, level: 2, phone: newPhone() },
      }),
    )
  const ward = officer(await born(p), { level: 'commune', unitId: (await communes(p))[0] as number })
  expect(await find(resident().passportNumber, ward)).toBe('foreigners-elsewhere')
  expect(await find('ZZ999999')).toBe('foreigner-unknown')
  const over = { kind: 'temporary', number: 'TTY', validUntil: '2026-01-31' } as const
  expect(await open(resident({ card: over }))).toBe('residence-card-needed')
  expect(await open(resident({ card: null }))).toBe('residence-card-needed')
  expect(await open(resident({ bornOn: '2016-03-01' }))).toBe('foreigner-too-young')
  p.immigration.down(true)
  expect(await open(resident())).toBe('immigration-unreachable')
  p.immigration.down(false)
  p.biometrics.refuse('face')
  const { params, desk } = await atDesk(resident())
  await desk.call(contract.capture, { params, body: { kind: 'fingerprint' } })
  expect(await refusal(desk.call(contract.submitApplication, { params }))).toBe('not-the-person')
})

test('what stands on the population register is refused in plain words; his own record and log are his', async () => {
  const maria = await inUse()
  const as = p.as(maria.actor(2))
  await expect(as.call(readPerson)).rejects.toMatchObject({
    type: '/problems/platform/citizens-only',
    titleEn: expect.stringContaining('Vietnamese citizens'),
  })
  expect(await as.call(contract.readMyForeignIdentity)).toMatchObject({
    number: maria.personNumber,
    passportNumber: maria.one.passportNumber,
    cardUntil: '2029-06-30',
  })
  expect((await as.call(contract.listMyHistory)).rows.map(({ kind }) => kind)).toContain('activated')
  expect((await as.call(listAccesses)).rows.length).toBeGreaterThan(0)
  const citizen = await born(p)
  const his: CitizenActor = { ...maria.actor(), number: citizen.number, personId: citizen.personId }
  delete his.foreigner
  expect(await refusal(p.as(his).call(contract.readMyForeignIdentity))).toBe('not-a-foreigner')
})

test('the end of the residence card is told three times, then locks; a new card opens it at the desk', async () => {
  const soon = await inUse({ card: { kind: 'temporary', number: 'TTZ1', validUntil: '2027-03-31' } })
  const follow = async (day: string) => {
    p.at(`${day}T01:00:00Z`)
    await p.act((call) => followCards(call))
    await p.settle()
    return await accountByNumber(p.sql, 'citizen', soon.personNumber)
  }
  const told = async () =>
    (
      await p.owner`select kind from accounts.account_events where account_id = ${soon.accountId} and kind = 'card-ends'`
    ).length
  const days = ['2027-01-29', '2027-01-30', '2027-01-31', '2027-03-01', '2027-03-24', '2027-03-31']
  const counts = []
  for (const day of days) {
    expect(await follow(day)).toMatchObject({ status: 'active' })
    counts.push(await told())
  }
  expect(counts).toEqual([0, 1, 1, 2, 3, 3])
  expect(noticeTo(soon.phone)).toContain('residence card ends soon')
  expect(await follow('2027-04-01')).toMatchObject({ status: 'locked', lockGround: 'residence' })
  const params = { accountId: soon.accountId }
  expect(await refusal(p.as(clerk).call(contract.unlockAtDesk, { params }))).toBe('lock-stays')
  const body = { document: soon.one.passportNumber }
  expect(await refusal(p.as(clerk).call(contract.renewForeignerAtDesk, { body }))).toBe(
    'residence-card-needed',
  )
  p.immigration.enter({ ...soon.one, card: { kind: 'temporary', number: 'TTZ2', validUntil: '2029-03-31' } })
  const renewed = await p.as(clerk).call(contract.renewForeignerAtDesk, { body })
  expect(renewed).toMatchObject({ cardUntil: '2029-03-31', account: { status: 'active' } })
  const records = await p.owner`
    select 1 from accounts.foreigner_records where person_number = ${soon.personNumber}`
  expect(records).toHaveLength(2)
})

test('the holder renews by himself before the end; a card that is gone changes nothing', async () => {
  const maria = await inUse()
  const as = p.as(maria.actor())
  p.immigration.enter({
    ...maria.one,
    passportNumber: 'NEW000001',
    card: { kind: 'permanent', number: 'TH1', validUntil: null },
  })
  expect(await as.call(contract.renewMyForeignIdentity)).toMatchObject({
    number: maria.personNumber,
    passportNumber: 'NEW000001',
    cardKind: 'permanent',
    cardUntil: null,
  })
  p.immigration.enter({ ...maria.one, card: null })
  expect(await refusal(as.call(contract.renewMyForeignIdentity))).toBe('residence-card-needed')
})

test('he locks his account by one touch; the desk opens it for him, not when the face is another’s', async () => {
  const maria = await inUse()
  await p.as(maria.actor()).call(contract.lockMyAccount)
  const params = { accountId: maria.accountId }
  p.biometrics.refuse('face')
  expect(await refusal(p.as(clerk).call(contract.unlockAtDesk, { params }))).toBe('not-the-person')
  p.biometrics.refuse(null)
  expect(await p.as(clerk).call(contract.unlockAtDesk, { params })).toEqual({ status: 'active' })
})

test('he may be the legal representative of an organisation, which the province desk decides and he activates', async () => {
  const maria = await inUse()
  await expect(
    p
      .as(maria.actor(1))
      .call(contract.applyForOrganisation, { body: { code: '0199999001', name: 'García' } }),
  ).rejects.toMatchObject({ type: '/problems/platform/level-needed' })
  const as = p.as(maria.actor(2))
  const body = { code: '0199999001', name: 'Công ty TNHH García (mẫu)' }
  const { applicationId } = await as.call(contract.applyForOrganisation, { body })
  const params = { applicationId }
  await p.as(signs()).call(contract.decideApplication, { params, body: { outcome: 'approved' } })
  const organisation = { params: { organisationId: applicationId } }
  expect(await as.call(contract.activateOrganisation, organisation)).toMatchObject({ status: 'active' })
  const found = await p.as(signs()).call(contract.findOrganisation, { body: { code: body.code } })
  expect(found).toMatchObject({ representative: maria.one.name })
})

test('a relying party gets what he agreed to: name, nationality, kind of card, address; he sees it', async () => {
  const { scopes } = (await relying(p, base)).party
  const more = ['nationality', 'address'].map((scope) => ({ ...scopes[0]!, scope, needed: true }))
  const bank = await relying(p, base, { scopes: [...scopes, ...more] as typeof scopes })
  const maria = await inUse()
  const at = browser(p)
  const begun = await begin(bank, { scope: 'openid profile nationality address' })
  const callback = await goThrough(p, at, maria, begun)
  const tokens = await redeem(bank, callback, begun)
  const { sub } = tokens.claims()!
  expect(tokens.claims()).toMatchObject({ account_level: 1 })
  const claims = await openid.fetchUserInfo(bank.config, tokens.access_token, sub, { DPoP: bank.dpop! })
  expect(claims).toMatchObject({
    name: 'MARIA GARCÍA LÓPEZ',
    birthdate: '1990-05-02',
    gender: 'female',
    nationalities: ['ESP'],
    document_kind: 'temporary-residence-card',
    document_valid_until: '2029-06-30',
    address: { formatted: 'Phường Ba Đình, Thành phố Hà Nội' },
  })
  expect(JSON.stringify(claims)).not.toContain(maria.personNumber)
  const { rows } = await p.as(maria.actor()).call(listAccesses)
  const read = rows.flatMap(({ fields }) => fields)
  expect(read).toEqual(expect.arrayContaining(['nationality', 'residence-card', 'name']))
})
