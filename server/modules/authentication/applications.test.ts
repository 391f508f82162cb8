import { beforeAll, beforeEach, expect, test } from 'vitest'
import {
  accountById,
  accountByNumber,
  activateAccount,
  createAccount,
  lockAccount,
  remind,
  sandboxPasswordHash,
} from '#accounts'
import * as contract from '#accounts/contract'
import type { CitizenActor, OfficerActor } from '#platform/call.ts'
import { gainNationality, loseNationality, registerBirth, registerDeath } from '#population'
import { makePlatform, type Platform, platform } from '#testing'
import { communes, dwelling, household } from '#testing/homes.ts'
import { type Born, born, citizen, couple, grounds, officer } from '#testing/people.ts'
import { browser } from './browser-for-tests.ts'

let p: Platform
let here: number
let police: OfficerActor
let chief: OfficerActor
let centre: OfficerActor

beforeAll(async () => {
  p = await platform()
  here = (await communes(p))[0] as number
  const minh = await born(p, { name: 'Phạm Văn Công', sex: 'male' })
  police = officer(minh, { level: 'commune', unitId: here }, ['residence', 'case-officer'])
  chief = signing(await born(p, { name: 'Lê Văn Trưởng', sex: 'male' }), ['residence', 'signing-leader'])
  centre = { ...signing(await born(p), ['data-steward']), territory: { level: 'nation', unitId: 0 } }
})
beforeEach(() => {
  p.at(null)
  p.biometrics.refuse(null)
})

function signing(one: Born, roles: OfficerActor['roles']): OfficerActor {
  return { ...officer(one, { level: 'commune', unitId: here }, roles), factorAt: new Date().toISOString() }
}

let phones = 0
const newPhone = () => {
  phones += 1
  return `0987${String(phones).padStart(6, '0')}`
}
const codeTo = (phone: string) =>
  p
    .inbox()
    .find(({ to, kind }) => to.phone === phone && kind === 'code')
    ?.text.slice(0, 6) ?? ''
const noticeTo = (phone: string) =>
  p.inbox().find(({ to, kind }) => to.phone === phone && kind === 'notice')?.text ?? ''
const activationIn = (text: string) => /[2-9A-Z]{4}(?:-[2-9A-Z]{4}){3}/.exec(text)?.[0] ?? ''

let addresses = 0
function someone() {
  addresses += 1
  return browser(p, { address: `203.0.113.${addresses}` })
}

/** Goes with a person through the desk, up to the clock. */
async function atDesk(one: Born, phone = newPhone(), level: 1 | 2 = 2) {
  const desk = p.as(police)
  const opened = await desk.call(contract.openApplication, {
    body: { personId: one.personId, level, phone, card: 'valid' },
  })
  const params = { applicationId: opened.applicationId }
  await desk.call(contract.confirmContact, { params, body: { channel: 'phone', code: codeTo(phone) } })
  await desk.call(contract.capture, { params, body: { kind: 'face' } })
  await desk.call(contract.capture, { params, body: { kind: 'fingerprint' } })
  const submitted = await desk.call(contract.submitApplication, { params })
  return { params, phone, submitted }
}

async function approved(one: Born, phone?: string) {
  const done = await atDesk(one, phone)
  await p.as(chief).call(contract.decideApplication, { params: done.params, body: { outcome: 'approved' } })
  await p.settle()
  const account = (await accountByNumber(p.sql, 'citizen', one.number))!
  return { ...done, account }
}

const typeOf = (error: { type?: string }) => error.type?.replace('/problems/accounts/', '')
async function refusal(asked: Promise<unknown>): Promise<string | undefined> {
  return await asked.then(
    () => 'nothing',
    (error) => typeOf(error) ?? error.type,
  )
}

test('level 2 at the desk: number, phone by code, face and finger, a second officer, activation, first use', async () => {
  p.at('2026-11-16T02:00:00Z') // a Monday
  const lan = await born(p, { name: 'Nguyễn Thị Lan' })
  const found = await p.as(police).call(contract.findForAccount, { body: { number: lan.number } })
  expect(found).toMatchObject({
    name: 'Nguyễn Thị Lan',
    alive: true,
    account: null,
    levelMax: 2,
    guardians: [],
  })
  expect(JSON.stringify(found)).not.toContain(lan.number)
  const { params, phone, submitted } = await atDesk(lan)
  expect(submitted).toMatchObject({ state: 'submitted', phoneConfirmed: true, overdue: false })
  expect(submitted.captures.every(({ simulated, matched }) => simulated && matched)).toBe(true)
  expect(submitted.dueAt).toBe('2026-11-19T10:00:00.000Z') // three working days, until the office closes
  p.at('2026-11-20T02:00:00Z')
  const signs = { ...chief, factorAt: '2026-11-20T02:00:00Z' }
  const [late] = (await p.as(signs).call(contract.listApplications, {})).rows.filter(
    ({ applicationId }) => applicationId === params.applicationId,
  )
  expect(late).toMatchObject({ overdue: true })
  await p.as(signs).call(contract.decideApplication, { params, body: { outcome: 'approved' } })
  await p.settle()
  p.at(null)
  const code = activationIn(noticeTo(phone))
  expect(code).not.toBe('')
  const at = someone()
  const password = 'mưa rơi trên mái ngói 7'
  const values = { name: lan.number, code, password, again: password }
  expect((await at.form('/id/citizen/activate', values)).payload).toContain('Tài khoản đã được kích hoạt')
  const account = await accountByNumber(p.sql, 'citizen', lan.number)
  expect(account).toMatchObject({ level: 2, status: 'active', usedAt: null })
})

test('the term without a card is seven working days', async () => {
  p.at('2026-11-02T02:00:00Z')
  const lan = await born(p)
  const phone = newPhone()
  const desk = p.as(police)
  const body = { personId: lan.personId, level: 2, phone, card: 'none' } as const
  const { applicationId } = await desk.call(contract.openApplication, { body })
  const params = { applicationId }
  await desk.call(contract.confirmContact, { params, body: { channel: 'phone', code: codeTo(phone) } })
  for (const kind of ['face', 'fingerprint'] as const)
    await desk.call(contract.capture, { params, body: { kind } })
  const { dueAt } = await desk.call(contract.submitApplication, { params })
  expect(dueAt).toBe('2026-11-11T10:00:00.000Z')
})

test('an e-mail is confirmed by a code of its own; with no phone the activation code comes there', async () => {
  const lan = await born(p)
  const email = 'lan.moi@thu.example'
  const desk = p.as(police)
  const body = { personId: lan.personId, level: 1, email, card: 'valid' } as const
  const { applicationId } = await desk.call(contract.openApplication, { body })
  const params = { applicationId }
  await desk.call(contract.capture, { params, body: { kind: 'face' } })
  expect(await refusal(desk.call(contract.submitApplication, { params }))).toBe('contacts-not-confirmed')
  const sent = (kind: 'code' | 'notice') =>
    p.inbox().find((message) => message.to.email === email && message.kind === kind)?.text ?? ''
  const code = sent('code').slice(0, 6)
  await desk.call(contract.confirmContact, { params, body: { channel: 'email', code } })
  await desk.call(contract.submitApplication, { params })
  await p.as(chief).call(contract.decideApplication, { params, body: { outcome: 'approved' } })
  await p.settle()
  expect(activationIn(sent('notice'))).not.toBe('')
})

test('nothing is handed in before phone and face are confirmed, nor when the face is another’s', async () => {
  const lan = await born(p)
  const phone = newPhone()
  const desk = p.as(police)
  const body = { personId: lan.personId, level: 2, phone, card: 'valid' } as const
  const { applicationId } = await desk.call(contract.openApplication, { body })
  const params = { applicationId }
  expect(await refusal(desk.call(contract.submitApplication, { params }))).toBe('contacts-not-confirmed')
  const wrong = codeTo(phone) === '111111' ? '222222' : '111111'
  expect(
    await refusal(desk.call(contract.confirmContact, { params, body: { channel: 'phone', code: wrong } })),
  ).toBe('contact-code-wrong')
  await desk.call(contract.confirmContact, { params, body: { channel: 'phone', code: codeTo(phone) } })
  expect(await refusal(desk.call(contract.submitApplication, { params }))).toBe('captures-missing')
  p.biometrics.refuse('face')
  for (const kind of ['face', 'fingerprint'] as const)
    await desk.call(contract.capture, { params, body: { kind } })
  expect(await refusal(desk.call(contract.submitApplication, { params }))).toBe('not-the-person')
})

test('whoever registered an application does not approve it, nor does an officer without the chief’s role', async () => {
  const { params } = await atDesk(await born(p))
  const body = { outcome: 'approved' } as const
  const fresh = { ...police, factorAt: new Date().toISOString() }
  expect(await refusal(p.as(fresh).call(contract.decideApplication, { params, body }))).toBe(
    'second-officer-needed',
  )
  const both = { ...fresh, roles: ['residence', 'signing-leader'] as const }
  expect(await refusal(p.as(both).call(contract.decideApplication, { params, body }))).toBe(
    'second-officer-needed',
  )
  const elsewhere = {
    ...chief,
    territory: { level: 'commune', unitId: (await communes(p))[1] as number } as const,
  }
  expect(await refusal(p.as(elsewhere).call(contract.decideApplication, { params, body }))).toBe(
    'application-unknown',
  )
})

test('of two decisions at the same moment one counts', async () => {
  const { params } = await atDesk(await born(p))
  const answers = await Promise.all([
    p.as(chief).send(contract.decideApplication, { params, body: { outcome: 'approved' } }),
    p.as(chief).send(contract.decideApplication, { params, body: { outcome: 'refused', reason: 'other' } }),
  ])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
})

test('a person has one application under way, whatever arrives at once', async () => {
  const lan = await born(p)
  const body = { personId: lan.personId, level: 2, card: 'valid' } as const
  const answers = await Promise.all(
    [newPhone(), newPhone(), newPhone()].map((phone) =>
      p.as(police).send(contract.openApplication, { body: { ...body, phone } }),
    ),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
})

test('a dead person, an unknown number, a foreigner’s passport: each is refused with what to do', async () => {
  const old = await born(p, { bornOn: '1940-01-01' })
  await p.act((call) => registerDeath(call, { personNumber: old.number, diedOn: '2026-01-02' }, grounds))
  const body = { personId: old.personId, level: 2, phone: newPhone(), card: 'valid' } as const
  expect(await refusal(p.as(police).call(contract.openApplication, { body }))).toBe('person-dead')
  const unknown = p.as(police).call(contract.findForAccount, { body: { number: '001199999999' } })
  expect(await refusal(unknown)).toBe('person-not-found')
})

test('phone-owner conflict: the true owner takes it over by code and the operator’s word; the old holder is told', async () => {
  const phone = newPhone()
  const first = await approved(await born(p), phone)
  const lan = await born(p)
  p.phoneOwners.say(phone, 'other')
  const desk = p.as(police)
  const body = { personId: lan.personId, level: 2, phone, card: 'valid' } as const
  const opened = await desk.call(contract.openApplication, { body })
  expect(opened.claimsPhone).toBe(true)
  const params = { applicationId: opened.applicationId }
  const confirm = (ownerPaper?: string) =>
    desk.call(contract.confirmContact, {
      params,
      body: { channel: 'phone', code: codeTo(phone), ...(ownerPaper ? { ownerPaper } : {}) },
    })
  expect(await refusal(confirm())).toBe('phone-of-another')
  p.phoneOwners.say(phone, 'unknown')
  expect(await refusal(confirm())).toBe('phone-owner-unknown')
  p.phoneOwners.say(phone, 'owner')
  await confirm()
  for (const kind of ['face', 'fingerprint'] as const)
    await desk.call(contract.capture, { params, body: { kind } })
  await desk.call(contract.submitApplication, { params })
  await p.as(chief).call(contract.decideApplication, { params, body: { outcome: 'approved' } })
  expect(await accountByNumber(p.sql, 'citizen', lan.number)).toMatchObject({ phone })
  const before = await accountByNumber(p.sql, 'citizen', first.account.personNumber)
  expect(before).toMatchObject({ phone: null, status: 'approved' })
  const events =
    await p.owner`select kind from accounts.account_events where account_id = ${first.account.accountId}`
  expect(events.map(({ kind }) => kind)).toContain('phone-lost')
  p.phoneOwners.say(phone, 'owner')
})

const register = '/id/citizen/register'
const asTyped = ({ number, name }: Born, phone: string, bornOn = '02/05/1990') => ({
  number,
  name,
  bornOn,
  phone,
})

test('self-registration of level 1: what fits is approved by itself, and the code comes to the phone', async () => {
  const lan = await born(p, { name: 'Nguyễn Thị Lan' })
  const phone = newPhone()
  const at = someone()
  const begun = await at.form(register, { ...asTyped(lan, phone), name: 'nguyen thi lan' })
  expect(begun.statusCode).toBe(303)
  const step = String(begun.headers.location)
  expect(step).not.toContain(lan.number)
  const done = await at.form(step, { code: codeTo(phone) })
  expect(done.payload).toContain('Đã nhận hồ sơ')
  await p.settle()
  expect(await accountByNumber(p.sql, 'citizen', lan.number)).toMatchObject({
    level: 1,
    status: 'approved',
    phone,
  })
  expect(activationIn(noticeTo(phone))).not.toBe('')
})

test('threat: enumeration, registration: known, unknown, taken and dead are answered alike', async () => {
  const known = await born(p, { name: 'Nguyễn Thị Lan' })
  const taken = await approved(await born(p, { name: 'Nguyễn Thị Hòa' }))
  const dead = await born(p, { bornOn: '1940-05-02' })
  await p.act((call) => registerDeath(call, { personNumber: dead.number, diedOn: '2026-01-02' }, grounds))
  const unknown = { number: '001190999999', personId: '', name: 'Trần Văn A' }
  const cases: [Born, string][] = [
    [known, '02/05/1990'],
    [{ ...known, name: 'Lê Văn B' }, '02/05/1990'],
    [{ number: taken.account.personNumber, personId: '', name: 'Nguyễn Thị Hòa' }, '02/05/1990'],
    [dead, '02/05/1940'],
    [unknown, '02/05/1990'],
  ]
  const pages = []
  for (const [one, bornOn] of cases) {
    const at = someone()
    const phone = newPhone()
    const begun = await at.form(register, asTyped(one, phone, bornOn))
    const step = String(begun.headers.location)
    const first = await at.get(step)
    const done = await at.form(step, { code: codeTo(phone) })
    pages.push([
      begun.statusCode,
      first.payload.replaceAll(step, ''),
      done.statusCode,
      done.payload.replaceAll(step, ''),
    ])
  }
  expect(new Set(pages.map((page) => JSON.stringify(page))).size).toBe(1)
  await p.settle()
  expect(noticeTo(taken.phone)).toContain('Có người đăng ký bằng số của bạn')
})

test('threat: enumeration, recovery: a new activation code is answered alike for every number', async () => {
  const waiting = await approved(await born(p))
  const before = activationIn(noticeTo(waiting.phone))
  const answers = []
  for (const name of [waiting.account.personNumber, '001190888888']) {
    const { statusCode, payload } = await someone().form('/id/citizen/activate/again', { name })
    answers.push([statusCode, payload])
  }
  expect(answers[0]).toEqual(answers[1])
  await expect.poll(() => activationIn(noticeTo(waiting.phone))).not.toBe(before)
})

test('threat: throttle, one phone or one number registers only so often a day', async () => {
  const phone = newPhone()
  const at = someone()
  const answers = []
  for (let i = 0; i < 7; i++)
    answers.push(
      (await at.form(register, { ...asTyped(await born(p), phone), number: `00119077777${i}` })).statusCode,
    )
  expect(answers.slice(0, 5)).not.toContain(429)
  expect(answers.slice(5)).toEqual([429, 429])
})

test('a child’s account: the register’s own relation proves the parent, codes go to the parent’s phone', async () => {
  const { husband, wife } = await couple(p)
  await household(p, await dwelling(p, here, husband.number), [husband, { ...wife, relation: 'wife' }])
  const birth = { name: 'Trần Gia Bảo', sex: 'male' as const, bornOn: '2019-03-01', ethnicGroup: '01' }
  const parents = { motherNumber: wife.number, fatherNumber: husband.number }
  const child = await p.act(async (call) => {
    const [hanoi] = await call.sql<{ unitId: number }[]>`
      select unit_id from reference.unit_versions where level = 'province' and code = '01' limit 1`
    const given = { ...birth, birthRegisteredUnitId: hanoi!.unitId, ...parents }
    const event = await registerBirth(call, given as never, grounds)
    return { number: event.personNumber, personId: event.payload.personId, name: birth.name }
  })
  const phone = newPhone()
  const accountId = await p.act((call) =>
    createAccount(call, {
      realm: 'citizen',
      personNumber: wife.number,
      personId: wife.personId,
      level: 2,
      phone,
    }),
  )
  const mother: CitizenActor = { ...citizen(wife), accountId }
  const { rows } = await p.as(mother).call(contract.listMyChildren, {})
  expect(rows).toMatchObject([{ name: 'Trần Gia Bảo', accountStatus: null, mayApply: true }])
  const params = { personId: child.personId }
  await p.as(mother).call(contract.applyForChild, { params })
  await p.settle()
  expect(await accountByNumber(p.sql, 'citizen', child.number)).toMatchObject({
    level: 1,
    status: 'approved',
    phone,
  })
  expect(activationIn(noticeTo(phone))).not.toBe('')
  expect(await refusal(p.as(mother).call(contract.applyForChild, { params }))).toBe('account-exists')
  const stranger = p.as(citizen(await born(p))).call(contract.applyForChild, { params })
  expect(await refusal(stranger)).toBe('not-the-guardian')
  const tired = { ...mother, factorAt: '2026-01-01T00:00:00Z' }
  expect(await refusal(p.as(tired).call(contract.applyForChild, { params }))).toContain(
    'second-factor-needed',
  )
})

test('at the desk a child of 6 gets level 2 by the parent’s consent: the parent is compared, his phone stays his own', async () => {
  const { wife } = await couple(p)
  const birth = { name: 'Trần Minh Khang', sex: 'male' as const, bornOn: '2018-03-01' }
  const child = await born(p, { ...birth, motherNumber: wife.number })
  const { phone, account } = await approved(wife)
  const desk = p.as(police)
  const body = {
    personId: child.personId,
    level: 2,
    card: 'valid',
    guardianId: wife.personId,
  } as const
  // A parent whose account is not in use yet consents to nothing.
  expect(await refusal(desk.call(contract.openApplication, { body }))).toBe('guardian-needed')
  const hash = await sandboxPasswordHash()
  await p.act((call) => activateAccount(call, account, hash))
  const stranger = await born(p)
  const another = { ...body, guardianId: stranger.personId }
  expect(await refusal(desk.call(contract.openApplication, { body: another }))).toBe('not-the-guardian')
  const { applicationId } = await desk.call(contract.openApplication, { body })
  const params = { applicationId }
  await desk.call(contract.confirmContact, { params, body: { channel: 'phone', code: codeTo(phone) } })
  for (const kind of ['face', 'fingerprint'] as const)
    await desk.call(contract.capture, { params, body: { kind } })
  await desk.call(contract.submitApplication, { params })
  await p.as(chief).call(contract.decideApplication, { params, body: { outcome: 'approved' } })
  await p.settle()
  expect(await accountByNumber(p.sql, 'citizen', child.number)).toMatchObject({ level: 2, phone })
  const named =
    await p.owner`select account_id from accounts.phones where realm = 'citizen' and phone = ${phone}`
  expect(named).toEqual([{ accountId: account.accountId }])
})

test('at the desk a child needs a parent whose account is of level 2', async () => {
  const child = await born(p, { bornOn: '2018-01-01' })
  const body = { personId: child.personId, level: 2, phone: newPhone(), card: 'none' } as const
  expect(await refusal(p.as(police).call(contract.openApplication, { body }))).toBe('guardian-needed')
  const baby = await born(p, { bornOn: '2023-01-01' })
  const second = { ...body, personId: baby.personId }
  expect(await refusal(p.as(police).call(contract.openApplication, { body: second }))).toBe(
    'too-young-for-level-2',
  )
})

test('activation: the code works for seven days, a reminder brings one that works again', async () => {
  const { account, phone } = await approved(await born(p))
  const code = activationIn(noticeTo(phone))
  p.at(new Date(Date.now() + 7 * 86_400_000 + 60_000))
  const password = 'mưa rơi trên mái ngói 7'
  const activate = (with_: string) =>
    someone().form('/id/citizen/activate', {
      name: account.personNumber,
      code: with_,
      password,
      again: password,
    })
  expect((await activate(code)).statusCode).toBe(401)
  await p.act(remind)
  const { rows } = await p.as(police).call(contract.listWaiting, {})
  expect(rows.find(({ accountId }) => accountId === account.accountId)).toMatchObject({ reminders: 1 })
  expect((await activate(activationIn(noticeTo(phone)))).statusCode).toBe(200)
})

test('assisted activation at the desk: compared, a code shown once, typed by the person himself', async () => {
  const { account } = await approved(await born(p))
  const params = { accountId: account.accountId }
  p.biometrics.refuse('face')
  expect(await refusal(p.as(police).call(contract.issueActivation, { params }))).toBe('not-the-person')
  p.biometrics.refuse(null)
  const { code, path } = await p.as(police).call(contract.issueActivation, { params })
  const password = 'mưa rơi trên mái ngói 7'
  const values = { name: account.personNumber, code, password, again: password }
  expect((await someone().form(path, values)).statusCode).toBe(200)
  expect(await refusal(p.as(police).call(contract.issueActivation, { params }))).toBe('not-waiting')
})

test('the funnel counts each step exactly, and the rows below add up to the total', async () => {
  const there = (await communes(p))[2] as number
  const other = { ...police, territory: { level: 'commune', unitId: there } as const }
  const steward = { ...centre, roles: ['data-steward', 'steering'] as const }
  const before = await p.as(steward).call(contract.readFunnel, {})
  const lan = await born(p)
  const phone = newPhone()
  const body = { personId: lan.personId, level: 1, phone, card: 'valid' } as const
  const opened = await p.as(other).call(contract.openApplication, { body })
  const params = { applicationId: opened.applicationId }
  await p.as(other).call(contract.confirmContact, { params, body: { channel: 'phone', code: codeTo(phone) } })
  await p.as(other).call(contract.capture, { params, body: { kind: 'face' } })
  await p.as(other).call(contract.submitApplication, { params })
  const after = await p.as(steward).call(contract.readFunnel, {})
  expect(after.total.submitted).toBe(before.total.submitted + 1)
  expect(after.total.approved).toBe(before.total.approved)
  const sum = (step: 'submitted' | 'approved' | 'notified' | 'activated' | 'used') =>
    after.units.reduce((total, unit) => total + unit[step], 0)
  for (const step of ['submitted', 'approved', 'notified', 'activated', 'used'] as const)
    expect(sum(step)).toBe(after.total[step])
  const mine = await p.as(other).call(contract.readFunnel, {})
  expect(mine.total).toEqual({ submitted: 1, approved: 0, notified: 0, activated: 0, used: 0 })
  const elsewhere = p.as(other).call(contract.readFunnel, { query: { unitId: here } })
  expect(await refusal(elsewhere)).toContain('out-of-territory')
})

async function holder() {
  const lan = await born(p)
  const phone = newPhone()
  const given = {
    realm: 'citizen',
    personNumber: lan.number,
    personId: lan.personId,
    level: 2,
    phone,
  } as const
  const accountId = await p.act((call) => createAccount(call, given))
  return { lan, phone, accountId }
}

test('an authority’s lock: commune within 1 working day, centre within 2, each by a second pair of eyes', async () => {
  p.at('2026-11-16T02:00:00Z')
  const { phone, accountId } = await holder()
  const body = { ground: 'authority', authority: 'Cơ quan điều tra', document: '12/YC' } as const
  const asked = await p.as(police).call(contract.askLock, { params: { accountId }, body })
  expect(asked.dueAt).toBe('2026-11-17T10:00:00.000Z')
  const params = { requestId: asked.requestId }
  const signs = { ...chief, factorAt: '2026-11-16T02:00:00Z' }
  const decides = { ...centre, factorAt: '2026-11-16T02:00:00Z' }
  expect(
    await refusal(p.as(decides).call(contract.decideLock, { params, body: { outcome: 'locked' } })),
  ).toBe('lock-request-unknown')
  expect((await p.as(signs).call(contract.forwardLock, { params })).dueAt).toBe('2026-11-18T10:00:00.000Z')
  await p.settle()
  expect(noticeTo(phone)).not.toContain('khóa')
  const { rows } = await p.as(decides).call(contract.listLockRequests, {})
  expect(rows.map(({ requestId }) => requestId)).toContain(asked.requestId)
  await p.as(decides).call(contract.decideLock, { params, body: { outcome: 'locked' } })
  await p.settle()
  expect(noticeTo(phone)).toContain('Tài khoản bị khóa')
  expect(await refusal(p.as(police).call(contract.unlockAtDesk, { params: { accountId } }))).toBe(
    'lock-stays',
  )
  const locked = await p.as(decides).call(contract.listLockRequests, { query: { locked: true } })
  expect(locked.rows.find(({ requestId }) => requestId === asked.requestId)).toMatchObject({ overdue: false })
  const lift = { params, body: { document: '15/YC' } }
  expect(await refusal(p.as(signs).call(contract.liftLock, lift))).toBe('/problems/platform/not-allowed')
  await p.as(decides).call(contract.liftLock, lift)
  expect(await refusal(p.as(decides).call(contract.liftLock, lift))).toBe('lock-request-unknown')
  expect((await accountById(p.sql, accountId))?.status).toBe('approved')
})

test('a breach of the terms and a card that was revoked lock by the same chain; nationality lost locks at once', async () => {
  p.at('2026-11-16T02:00:00Z')
  const signs = { ...chief, factorAt: '2026-11-16T02:00:00Z' }
  const decides = { ...centre, factorAt: '2026-11-16T02:00:00Z' }
  for (const ground of ['breach', 'card'] as const) {
    const { accountId } = await holder()
    const body = { ground, authority: 'Công an xã', document: '3/BB' }
    const { requestId } = await p.as(police).call(contract.askLock, { params: { accountId }, body })
    await p.as(signs).call(contract.forwardLock, { params: { requestId } })
    await p.as(decides).call(contract.decideLock, { params: { requestId }, body: { outcome: 'locked' } })
    expect(await accountById(p.sql, accountId)).toMatchObject({ status: 'locked', lockGround: ground })
  }
  const { lan, accountId } = await holder()
  const grounds = { legalBasis: 'Luật Quốc tịch Việt Nam 24/2008/QH12' }
  const act = { personNumber: lan.number, on: '2026-11-15', certificate: '5/QĐ-CTN' }
  await p.act((call) => loseNationality(call, { ...act, way: 'released' }, grounds))
  await p.settle()
  expect(await accountById(p.sql, accountId)).toMatchObject({ status: 'locked', lockGround: 'nationality' })
  const back = { ...act, country: 'VNM', way: 'recovered' } as const
  await p.act((call) => gainNationality(call, back, grounds))
  await p.settle()
  expect((await accountById(p.sql, accountId))?.status).toBe('approved')
})

test('what a holder locked he unlocks at any desk, compared with his face', async () => {
  const { accountId } = await holder()
  await p.act((call) => lockAccount(call, accountId, 'holder'))
  const params = { accountId }
  p.biometrics.refuse('face')
  expect(await refusal(p.as(police).call(contract.unlockAtDesk, { params }))).toBe('not-the-person')
  p.biometrics.refuse(null)
  expect(await p.as(police).call(contract.unlockAtDesk, { params })).toEqual({ status: 'approved' })
})

test('recovery at the desk shuts what was there before, tells the old phone, and works at once when compared', async () => {
  const { lan, phone, accountId } = await holder()
  const signs = { ...police, factorAt: new Date().toISOString() }
  const { code, worksFrom, path } = await p
    .as(signs)
    .call(contract.recoverAtDesk, { params: { accountId }, body: { phone: newPhone() } })
  expect(Date.parse(worksFrom)).toBeLessThanOrEqual(Date.now())
  await p.settle()
  expect(noticeTo(phone) || p.inbox().some(({ text }) => text.includes('Được cấp lại tại quầy'))).toBeTruthy()
  const password = 'mưa rơi trên mái ngói 7'
  expect((await someone().form(path, { name: lan.number, code, password, again: password })).statusCode).toBe(
    200,
  )
})

test('in production no sandbox device compares anybody: level 2 waits for a real one, and says so', async () => {
  const production = await makePlatform({ mode: 'production' })
  const asked = { personNumber: '001190000001', kind: 'face' } as const
  await expect(production.ports.biometrics.compare(asked)).rejects.toThrow('no biometric device')
  expect(
    await production.ports.phoneOwners.check({ phone: '0912345678', personNumber: '001190000001' }),
  ).toBe('unknown')
  await production.close()
})
