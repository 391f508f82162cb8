import { beforeAll, expect, test } from 'vitest'
import { listMyDocuments, readMyDocument } from '#documents/contract'
import { forgetPaymentAccount, listMyPaymentAccounts } from '#payments/contract'
import { declare } from '#population'
import { death } from '#population/contract'
import { platform } from '#testing'
import * as contract from './contract.ts'
import { decided } from './desk-for-tests.ts'
import {
  committee,
  drafted,
  filed,
  MONDAY,
  type Neighbourhood,
  neighbourhood,
  type Person,
} from './scene-for-tests.ts'

const FUNERAL = '1.001731'
const UNEMPLOYMENT = '1.001978'
const SICKNESS = '0.422003'
const ACCOUNT = { bank: '970436', number: '0123456789', holder: 'NGUYEN THI HUONG' }

let people: Neighbourhood
let office: Awaited<ReturnType<typeof committee>>
beforeAll(async () => {
  const p = await platform()
  p.at(MONDAY)
  people = await neighbourhood()
  office = await committee(people.wards.home)
})

const claim = (account: unknown) => ({ leftOn: '2026-11-20', account, declared: true })
const accountsOf = async (who: Person) =>
  (await (await platform()).as(who.actor).call(listMyPaymentAccounts, {})).rows

test.each([
  ['in the name of somebody else', { ...ACCOUNT, holder: 'TRAN VAN THUY' }, /Nguyễn Thị Hường/],
  ['with too few digits', { ...ACCOUNT, number: '12345' }, /./],
  ['of no bank there is', { ...ACCOUNT, bank: '111111' }, /ngân hàng/],
  ['without its holder', { bank: ACCOUNT.bank, number: ACCOUNT.number }, /./],
])('an account %s is refused, and not kept', async (_what, account, said) => {
  const p = await platform()
  const { draftId, revision, service } = await drafted(people.mother, UNEMPLOYMENT, claim(account))
  const sent = await p.as(people.mother.actor).send(contract.submitDraft, {
    params: { draftId },
    body: { revision, serviceVersion: service.version },
  })
  expect(sent.body).toMatchObject({
    type: '/problems/services/answers-wrong',
    errors: [{ field: 'account', message: { vi: expect.stringMatching(said) } }],
  })
  expect(await accountsOf(people.mother)).toEqual([])
})

test('an account in my name goes to who pays, stands on the paper, and is filled in the next time', async () => {
  const p = await platform()
  const { mother, landlord } = people
  await p.act((call) =>
    declare(call, death, {
      personNumber: landlord.number,
      effectiveOn: '2026-11-20',
      legalBasis: 'Law on Civil Status 60/2014/QH13',
      payload: {},
    }),
  )
  const sent = await filed(mother, FUNERAL, {
    deceasedOther: [{ name: 'Lê Quang Dũng', number: landlord.number }],
    account: ACCOUNT,
    declared: true,
  })
  await decided(sent.dossierId, office)
  await p.settle()
  const [told] = await p.sql<{ data: unknown }[]>`
    select data from services.register_requests where dossier_id = ${sent.dossierId}`
  expect(told?.data).toMatchObject({ account: ACCOUNT })
  const { rows } = await p.as(mother.actor).call(listMyDocuments, {})
  const paper = rows.find(({ kind }) => kind === 'KetQua')!
  const { data } = await p.as(mother.actor).call(readMyDocument, { params: { id: paper.id } })
  expect(JSON.stringify(data)).toMatch(/Vietcombank[^"]*, 0123456789, NGUYEN THI HUONG/)

  const next = await p.as(mother.actor).call(contract.openDraft, { params: { code: SICKNESS } })
  expect(next.answers.account).toEqual(ACCOUNT)
  expect(next.accounts).toEqual([ACCOUNT])
  expect(next.prefilled.find(({ field }) => field === 'account')).toMatchObject({ state: 'suggested' })
  expect(await accountsOf(people.father)).toEqual([])

  const { bank, number } = ACCOUNT
  const forget = { body: { bank, number } }
  expect((await p.as(mother.actor).call(forgetPaymentAccount, forget)).rows).toEqual([])
  expect((await p.as(mother.actor).call(forgetPaymentAccount, forget)).rows).toEqual([])
})
