import { beforeAll, expect, test } from 'vitest'
import { type Platform, platform } from '#testing'
import { type Born, born, citizen } from '#testing/people.ts'
import * as contract from './contract.ts'
import { askConsent, requestState, useConsent, withdrawAllOf } from './index.ts'

const bank = {
  recipientId: 'bank-app',
  agencyId: 9002,
  throughAgencyId: 9001,
  system: { vi: 'Mở tài khoản', en: 'Account opening' },
  organisation: { vi: 'Ngân hàng Sông Hồng', en: 'Red River Bank' },
}
const purpose = {
  code: 'partner/account-opening',
  words: { vi: 'Mở tài khoản thanh toán', en: 'Opening a payment account' },
  legalBasis: 'Nghị định 52/2024/NĐ-CP',
}

let on: Platform
let lan: Born
beforeAll(async () => {
  on = await platform()
  lan = await born(on)
})

function ask(person: Born | null, recipient = bank, usesMax: number | null = 1) {
  const asked = person && { number: person.number, personId: person.personId }
  return on.act((call) =>
    askConsent(call, { person: asked, recipient, purpose, fields: ['name', 'birthdate'], usesMax }),
  )
}

async function given(person: Born, recipient = bank, usesMax: number | null = 1): Promise<string> {
  const { requestId } = await ask(person, recipient, usesMax)
  const { consentId } = await on.as(citizen(person)).call(contract.answerConsentRequest, {
    params: { requestId },
    body: { answer: 'given' },
  })
  return consentId as string
}

const use = (person: Born, fields: contract.ConsentField[] = ['name'], recipient = bank) =>
  on.act((call) =>
    useConsent(call, {
      personNumber: person.number,
      recipientId: recipient.recipientId,
      throughAgencyId: recipient.throughAgencyId,
      purpose: purpose.code,
      fields,
    }),
  )

test('a person is asked, reads who, what and what for, agrees, and holds a receipt of the very words', async () => {
  const minh = await born(on)
  await ask(minh)
  const as = on.as(citizen(minh))
  const { rows } = await as.call(contract.listMyConsentRequests)
  expect(rows).toHaveLength(1)
  expect(rows[0]?.text.vi).toContain('Ngân hàng Sông Hồng')
  expect(rows[0]?.text.vi).toContain('Để làm gì: Mở tài khoản thanh toán')
  expect(rows[0]?.through?.vi).toContain('Sao Vàng')
  const { consentId } = await as.call(contract.answerConsentRequest, {
    params: { requestId: rows[0]!.requestId },
    body: { answer: 'given' },
  })
  const receipt = await as.call(contract.readMyConsent, { params: { consentId: consentId! } })
  expect(receipt).toMatchObject({ text: rows[0]!.text, givenHow: 'app', accountLevel: 2, state: 'in-force' })
  expect((await as.call(contract.listMyConsents)).rows).toHaveLength(1)
})

test('silence is no: an unanswered question ends by itself', async () => {
  const quiet = await born(on)
  const { requestId, expiresAt } = await ask(quiet)
  expect(await on.act((call) => requestState(call, requestId, bank.recipientId))).toBe('pending')
  const later = new Date(Date.parse(expiresAt) + 1000)
  expect(await on.act((call) => requestState(call, requestId, bank.recipientId), { now: later })).toBe(
    'expired',
  )
  on.at(later)
  try {
    await expect(
      on
        .as(citizen(quiet))
        .call(contract.answerConsentRequest, { params: { requestId }, body: { answer: 'given' } }),
    ).rejects.toMatchObject({ type: contract.requestEnded.type })
  } finally {
    on.at(null)
  }
})

test('nobody else sees or answers the question, and a level-1 account cannot agree', async () => {
  const { requestId } = await ask(lan)
  const stranger = await born(on)
  const answer = { params: { requestId }, body: { answer: 'given' as const } }
  await expect(on.as(citizen(stranger)).call(contract.answerConsentRequest, answer)).rejects.toMatchObject({
    type: contract.consentUnknown.type,
  })
  await expect(on.as(citizen(lan, 1)).call(contract.answerConsentRequest, answer)).rejects.toMatchObject({
    status: 403,
  })
  expect(await on.act((call) => requestState(call, requestId, 'another-app'))).toBeUndefined()
})

test('a question about nobody is answered like one that waits, and nobody is asked too often', async () => {
  const nobody = await ask(null)
  expect(await on.act((call) => requestState(call, nobody.requestId, bank.recipientId))).toBe('pending')
  const pestered = await born(on)
  for (let i = 0; i < 4; i++) await ask(pestered)
  expect((await on.as(citizen(pestered)).call(contract.listMyConsentRequests)).rows).toHaveLength(2)
})

test('of five uses at the same moment a consent for one use lets one through', async () => {
  const person = await born(on)
  await given(person)
  const uses = await Promise.all(Array.from({ length: 5 }, () => use(person)))
  expect(uses.filter(Boolean)).toHaveLength(1)
  const { rows } = await on.as(citizen(person)).call(contract.listMyConsents)
  expect(rows[0]?.state).toBe('used-up')
})

test('a consent covers its own fields, purpose, system and provider, nothing more', async () => {
  const person = await born(on)
  await given(person, bank, null)
  expect(await use(person, ['name', 'birthdate'])).toBeDefined()
  expect(await use(person, ['name', 'address'])).toBeUndefined()
  expect(await use(person, ['name'], { ...bank, recipientId: 'other' })).toBeUndefined()
  expect(await use(person, ['name'], { ...bank, throughAgencyId: 9003 })).toBeUndefined()
})

test('withdrawn, a consent lets nothing through any more; twice is told, and a stranger finds nothing', async () => {
  const person = await born(on)
  const consentId = await given(person, bank, null)
  const as = on.as(citizen(person))
  const params = { params: { consentId } }
  await expect(on.as(citizen(lan)).call(contract.withdrawConsent, params)).rejects.toMatchObject({
    status: 404,
  })
  expect(await use(person)).toBeDefined()
  await as.call(contract.withdrawConsent, params)
  expect(await use(person)).toBeUndefined()
  await expect(as.call(contract.withdrawConsent, params)).rejects.toMatchObject({
    type: contract.consentEnded.type,
  })
  const [event] = await on.owner`
    select payload from platform.events where name = 'privacy.consent-withdrawn' and person_number = ${person.number}`
  expect(event).toBeDefined()
})

test('all that one system holds of a person ends together, nobody else’s', async () => {
  const person = await born(on)
  const other = { ...bank, recipientId: 'telco' }
  await given(person, bank, null)
  await given(person, bank, null)
  await given(person, other, null)
  expect(await on.act((call) => withdrawAllOf(call, person.number, bank.recipientId))).toBe(2)
  expect(await use(person)).toBeUndefined()
  expect(await use(person, ['name'], other)).toBeDefined()
})
