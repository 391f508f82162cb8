import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose'
import { beforeAll, expect, test } from 'vitest'
import { createAccount, keepForeigner, sandboxPasswordHash } from '#accounts'
import { listAccesses } from '#audit/contract'
import * as registrations from '#authentication/contract'
import { listMyNotifications } from '#notifications/contract'
import { registerDeath } from '#population'
import { sandboxFace } from '#ports/faces.ts'
import type { ResidentForeigner } from '#ports/immigration-register.ts'
import * as privacy from '#privacy/contract'
import { SANDBOX_ORGANISATIONS } from '#reference'
import { type Platform, platform } from '#testing'
import { communes, dwelling, household } from '#testing/homes.ts'
import { type Born, born, citizen, grounds, officer } from '#testing/people.ts'
import * as contract from './contract.ts'
import { actor, consented, type Parties, parties, purpose } from './scene-for-tests.ts'

let on: Platform
let them: Parties
let hung: Born
beforeAll(async () => {
  on = await platform()
  them = await parties(on)
  hung = await born(on, { name: 'Đặng Văn Hùng', sex: 'male', bornOn: '1984-06-02' })
})

/** What the ministry asks, by law. */
const match = (asked: Partial<contract.NewMatch>, person = hung) =>
  them.asMinistry.call(contract.matchPerson, { body: { purpose, idDocument: person.number, ...asked } })

test.each<[string, Partial<contract.NewMatch>, Partial<contract.Match>]>([
  ['the very name', { name: 'Đặng Văn Hùng' }, { code: 'matches', nameMatch: 'true' }],
  ['in capitals', { name: 'ĐẶNG VĂN HÙNG' }, { code: 'matches', nameMatch: 'true' }],
  ['without marks', { name: 'Dang Van Hung' }, { code: 'differs', nameMatch: 'false', nameMatchScore: 90 }],
  ['a word missing', { name: 'Đặng Hùng' }, { code: 'differs', nameMatch: 'false', nameMatchScore: 70 }],
  [
    'another name, the right birth date',
    { name: 'Đặng Văn Hưng', birthdate: '1984-06-02' },
    { code: 'differs', nameMatch: 'false', nameMatchScore: 0, birthdateMatch: 'true' },
  ],
  ['the sex', { name: 'Đặng Văn Hùng', gender: 'FEMALE' }, { code: 'differs', genderMatch: 'false' }],
  [
    'a phone nobody gave',
    { name: 'Đặng Văn Hùng', phoneNumber: '+84912345678' },
    { phoneNumberMatch: 'not_available' },
  ],
])('%s is answered field by field, in the words of CAMARA', async (_, asked, answer) => {
  expect(await match(asked)).toMatchObject({ idDocumentMatch: 'true', ...answer })
})

test('threat: enumeration, match: a number with nothing else that fits is answered like a number of nobody, same fields, same code', async () => {
  const one = await born(on, { name: 'Phạm Quỳnh Anh' })
  const asked = { name: 'Lý Quốc Bảo', birthdate: '1970-01-01' }
  const somebody = await match(asked, one)
  const nobody = await match(asked, { ...one, number: '001099123456' })
  const shape = ({ verificationId: _, at: __, receipt: ___, ...rest }: contract.Match) => rest
  expect(shape(somebody)).toEqual(shape(nobody))
  expect(somebody).toMatchObject({ code: 'not-found', idDocumentMatch: 'false', nameMatch: 'not_available' })
})

/** A foreigner with an account: the population register does not hold him. */
async function foreigner(): Promise<Born> {
  const told = (await on.immigration.find('M20000001')) as ResidentForeigner
  const { personNumber, personId, name } = await on.act((call) => keepForeigner(call, told))
  const account = { realm: 'citizen', personNumber, personId, level: 2, phone: '0977000001' } as const
  const passwordHash = await sandboxPasswordHash()
  await on.act((call) => createAccount(call, { ...account, passwordHash, foreigner: true }))
  return { number: personNumber, personId, name }
}

test('a foreigner is compared by what the immigration register told, and hands over with his consent', async () => {
  const kim = await foreigner()
  const asked = { name: 'Kim Min Jun', birthdate: '1986-03-14', gender: 'MALE', region: 'Hà Nội' } as const
  expect(await match({ ...asked, phoneNumber: '+84977000001', locality: 'Ba Đình' }, kim)).toMatchObject({
    idDocumentMatch: 'true',
    nameMatch: 'true',
    birthdateMatch: 'true',
    genderMatch: 'true',
    phoneNumberMatch: 'true',
    regionMatch: 'true',
    localityMatch: 'not_available', // that register is not asked for the commune
  })
  expect(await match({ name: 'Lee Ha Na', birthdate: '1990-01-01' }, kim)).toMatchObject({
    code: 'not-found',
  })
  const { requestId } = await them.asProvider.call(contract.askForConsent, {
    body: {
      purpose,
      forClientId: them.bank,
      idDocument: kim.number,
      name: kim.name,
      fields: ['name', 'address'],
    },
  })
  const his = { ...citizen(kim), foreigner: true } as const
  await on.as(his).call(privacy.answerConsentRequest, { params: { requestId }, body: { answer: 'given' } })
  const { attributes } = await them.asProvider.call(contract.readAttributes, {
    body: {
      purpose,
      forClientId: them.bank,
      idDocument: kim.number,
      name: kim.name,
      fields: ['name', 'address'],
    },
  })
  expect(decodeJwt(attributes as string)).toMatchObject({
    attributes: {
      name: { value: 'KIM MIN JUN', source: 'immigration-register' },
      address: { value: 'Phường Ba Đình, Thành phố Hà Nội', source: 'immigration-register' },
    },
  })
})

test('number alone is no key', async () => {
  await expect(match({ gender: 'MALE' })).rejects.toMatchObject({ type: contract.keyNeeded.type })
})

test('of the dead nothing is said but that, to whoever knows the name', async () => {
  const late = await born(on, { name: 'Vũ Đình Lâm', sex: 'male' })
  await on.act((call) =>
    registerDeath(call, { personNumber: late.number, diedOn: '2026-01-05' } as never, grounds),
  )
  expect(await match({ name: 'Vũ Đình Lâm', gender: 'MALE' }, late)).toMatchObject({
    code: 'locked-or-deceased',
    genderMatch: 'not_available',
  })
  expect((await match({ name: 'Ai Khác' }, late)).code).toBe('not-found')
})

test('home is compared by code or name, the face by the port, which says that it is a sandbox', async () => {
  const [here] = (await communes(on)) as [number]
  const one = await born(on, { name: 'Ngô Bảo Ngọc' })
  await household(on, await dwelling(on, here), [one])
  const face = (text: Buffer) => text.toString('base64')
  const answer = await match(
    {
      name: 'Ngô Bảo Ngọc',
      region: 'Thành phố Hà Nội',
      locality: 'Xã Không Có',
      face: face(sandboxFace(one.personId)),
    },
    one,
  )
  expect(answer).toMatchObject({ regionMatch: 'true', localityMatch: 'false', faceMatch: 'true' })
  expect(answer.faceEngine).toContain('sandbox')
  const other = await match({ name: 'Ngô Bảo Ngọc', face: face(sandboxFace(hung.personId)) }, one)
  expect(other.faceMatch).toBe('false')
  const unreadable = await match({ name: 'Ngô Bảo Ngọc', face: face(Buffer.from('a cat')) }, one)
  expect(unreadable.faceMatch).toBe('not_available')
})

test('the receipt is a JWT that anyone verifies; it says that the check was made and holds no data', async () => {
  const { receipt, verificationId } = await match({ name: 'Đặng Văn Hùng' })
  const { payload, protectedHeader } = await jwtVerify(receipt, await keys(), {
    issuer: 'http://localhost:6006/api/verification',
    audience: them.ministry,
  })
  expect(protectedHeader).toMatchObject({ alg: 'ES256', typ: 'verification-receipt+jwt' })
  expect(payload).toMatchObject({ jti: verificationId, purpose, code: 'matches', compared: ['name'] })
  expect(JSON.stringify(payload)).not.toContain(hung.number)
})

async function keys() {
  return createLocalJWKSet((await them.asMinistry.call(contract.readKeys)) as never)
}

test('a bank asks through its provider and with consent; one consent is one check', async () => {
  const lan = await born(on, { name: 'Trần Thị Lan' })
  const asked = { purpose, forClientId: them.bank, idDocument: lan.number, name: 'Trần Thị Lan' }
  const check = () => them.asProvider.call(contract.matchPerson, { body: asked })
  await expect(check()).rejects.toMatchObject({ type: contract.consentNeeded.type })
  await consented(on, them, lan)
  expect((await check()).code).toBe('matches')
  await expect(check()).rejects.toMatchObject({ type: contract.consentNeeded.type })
})

test('threat: enumeration, match: without consent a number of nobody is refused in the same way', async () => {
  const body = { purpose, forClientId: them.bank, idDocument: '001099123499', name: 'Trần Thị Lan' }
  await expect(them.asProvider.call(contract.matchPerson, { body })).rejects.toMatchObject({
    type: contract.consentNeeded.type,
  })
  const ask = { ...body, fields: ['name' as const] }
  const { requestId } = await them.asProvider.call(contract.askForConsent, { body: ask })
  const query = { forClientId: them.bank }
  expect(await them.asProvider.call(contract.readConsentRequest, { params: { requestId }, query })).toEqual({
    state: 'pending',
  })
})

test('withdrawn before it is used, a consent lets nothing through', async () => {
  const one = await born(on, { name: 'Hồ Minh Châu' })
  const consentId = await consented(on, them, one)
  await on.as(citizen(one)).call(privacy.withdrawConsent, { params: { consentId } })
  const body = { purpose, forClientId: them.bank, idDocument: one.number, name: 'Hồ Minh Châu' }
  await expect(them.asProvider.call(contract.matchPerson, { body })).rejects.toMatchObject({
    type: contract.consentNeeded.type,
  })
})

test('consented data come as a signed JWT with source, time and level, the face never', async () => {
  const one = await born(on, { name: 'Đỗ Mai Phương', bornOn: '1999-02-28' })
  await consented(on, them, one, ['name', 'birthdate', 'age18'])
  const body = { purpose, forClientId: them.bank, idDocument: one.number, name: 'Đỗ Mai Phương' }
  const { attributes } = await them.asProvider.call(contract.readAttributes, {
    body: { ...body, fields: ['name', 'birthdate', 'age18'] },
  })
  const { payload } = await jwtVerify(attributes as string, await keys(), { audience: them.bank })
  expect(payload).toMatchObject({
    azp: them.provider,
    account_level: null,
    attributes: {
      name: { value: 'Đỗ Mai Phương', source: 'population-register' },
      birthdate: { value: '1999-02-28' },
      age18: { value: true },
    },
  })
  expect(payload['consent']).toMatch(/^[0-9a-f-]{36}$/)
  const face = { body: { ...body, fields: ['face' as const] } }
  await expect(them.asProvider.call(contract.readAttributes, face)).rejects.toMatchObject({
    type: contract.purposeNotGranted.type,
  })
})

test('the chain: a business never asks itself, a provider only for those it accepted, a ministry for nobody else', async () => {
  const body = { purpose, idDocument: hung.number, name: 'Đặng Văn Hùng' }
  const bankItself = on.as(actor(them.bank, SANDBOX_ORGANISATIONS.bank))
  await expect(bankItself.call(contract.matchPerson, { body })).rejects.toMatchObject({
    type: contract.throughProvider.type,
  })
  for (const forClientId of [undefined, them.ministry, 'nobody'])
    await expect(
      them.asProvider.call(contract.matchPerson, {
        body: { ...body, ...(forClientId ? { forClientId } : {}) },
      }),
    ).rejects.toMatchObject({ type: contract.recipientNeeded.type })
  await expect(match({ name: 'Đặng Văn Hùng', forClientId: them.bank })).rejects.toMatchObject({
    type: contract.recipientNeeded.type,
  })
})

test('purposes, acts and fields beyond the registration are refused, and so is a suspended or unknown system', async () => {
  await expect(match({ name: 'Đặng Văn Hùng', purpose: 'partner/credit' })).rejects.toMatchObject({
    type: contract.purposeNotGranted.type,
  })
  const other = { ...actor('nobody', 18) }
  await expect(
    on
      .as(other)
      .call(contract.matchPerson, { body: { purpose, idDocument: hung.number, name: 'Đặng Văn Hùng' } }),
  ).rejects.toMatchObject({ type: contract.partyUnknown.type })
  const administrator = on.as(officer(await born(on), { level: 'nation', unitId: 0 }, ['administrator']))
  const of = { params: { clientId: them.ministry }, body: { reason: 'Nghi lộ khóa' } }
  await administrator.call(registrations.suspendRelyingParty, of)
  try {
    await expect(match({ name: 'Đặng Văn Hùng' })).rejects.toMatchObject({ type: contract.partyUnknown.type })
  } finally {
    await administrator.call(registrations.resumeRelyingParty, of)
  }
  const noScope = on.as({ ...actor(them.ministry, 18), scopes: [] })
  await expect(
    noScope.call(contract.matchPerson, { body: { purpose, idDocument: hung.number, name: 'Đặng Văn Hùng' } }),
  ).rejects.toMatchObject({ status: 403 })
})

test('the person sees the organisation, the provider, the purpose and the fields, and is told once a day', async () => {
  const one = await born(on, { name: 'Lưu Gia Hân' })
  const body = { purpose, forClientId: them.bank, idDocument: one.number, name: 'Lưu Gia Hân' }
  for (let i = 0; i < 2; i++) {
    await consented(on, them, one)
    await them.asProvider.call(contract.matchPerson, { body })
  }
  const as = on.as(citizen(one))
  const { rows } = await as.call(contract.listMyChecks)
  expect(rows).toHaveLength(2)
  expect(rows[0]).toMatchObject({
    organisation: { vi: 'Ngân hàng Thương mại Sông Hồng (mẫu)' },
    through: { vi: 'Trung tâm Xác thực điện tử Sao Vàng (mẫu)' },
    purpose: { vi: 'Mở và dùng tài khoản thanh toán' },
    code: 'matches',
    byConsent: true,
  })
  const accesses = await as.call(listAccesses, { query: {} })
  const check = accesses.rows.find(({ act }) => act === 'POST /verification/match')
  expect(check).toMatchObject({
    by: { agency: { en: 'Red River Bank (sandbox)' }, through: expect.anything() },
  })
  await on.settle()
  const told = (await as.call(listMyNotifications, { query: {} })).rows.filter(
    ({ kind }) => kind === 'checked',
  )
  expect(told).toHaveLength(1)
  expect(told[0]?.about.kind).toBe('check')
})

test('each answered call is metered at the tariff of its day; the engineer reads days, codes and sums, no person', async () => {
  const usage = () => on.as(them.engineer).call(contract.readUsage, { params: { clientId: them.bank } })
  const before = await usage()
  const one = await born(on, { name: 'Mạc Thu Hà' })
  await consented(on, them, one)
  const body = { purpose, forClientId: them.bank, idDocument: one.number, name: 'Mạc Thu Hà' }
  await them.asProvider.call(contract.matchPerson, { body })
  await them.asProvider.send(contract.matchPerson, { body })
  const after = await usage()
  expect(after.totalDong - before.totalDong).toBe(1000)
  expect(after.rows.some(({ code }) => code === contract.consentNeeded.type)).toBe(true)
  expect(JSON.stringify(after)).not.toContain(one.number)
  const stranger = { ...them.engineer, agencyId: SANDBOX_ORGANISATIONS.telecom }
  await expect(
    on.as(stranger).call(contract.readUsage, { params: { clientId: them.bank } }),
  ).rejects.toMatchObject({ status: 404 })
})

test('the same call sent again with its key is answered again and metered once', async () => {
  const body = { purpose, idDocument: hung.number, name: 'Đặng Văn Hùng' }
  const headers = { 'idempotency-key': `again-${crypto.randomUUID()}` }
  const first = await them.asMinistry.call(contract.matchPerson, { body, headers })
  expect(await them.asMinistry.call(contract.matchPerson, { body, headers })).toEqual(first)
  const rows = await on.owner`select 1 from verification.calls where call_id = ${first.verificationId}`
  expect(rows).toHaveLength(1)
})

test('people to try with are there in the sandbox, for engineers alone', async () => {
  const { rows } = await on.as(them.engineer).call(contract.listTestPeople)
  expect(rows.length).toBeGreaterThan(0)
  expect(rows.find(({ what }) => what.en.startsWith('Foreigner'))).toMatchObject({ name: 'KIM MIN JUN' })
  await expect(on.as(citizen(hung)).call(contract.listTestPeople)).rejects.toMatchObject({ status: 403 })
})
