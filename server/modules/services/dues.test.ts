import { beforeAll, beforeEach, expect, test } from 'vitest'
import { openOrganisation } from '#accounts'
import * as payments from '#payments/contract'
import { platform } from '#testing'
import type { Bundle } from './bundle.ts'
import { bundleFaults } from './bundle-check.ts'
import * as contract from './contract.ts'
import { ownBundles } from './own-bundles.ts'
import { type PremiumRule, premiumDong } from './premiums.ts'
import {
  committee,
  drafted,
  filed,
  MONDAY,
  type Neighbourhood,
  neighbourhood,
  refused,
} from './scene-for-tests.ts'

const FINE = '0.006008'
const RENEWAL = '0.006018'
const FIRM = '0.422007'
let people: Neighbourhood
beforeAll(async () => {
  const { at } = await platform()
  at(MONDAY)
  people = await neighbourhood()
  await committee(people.wards.home)
})
beforeEach(async () => {
  const { otherRegisters: side } = await platform()
  for (const key of ['traffic-fines', 'health-insurance']) side.tell(key, 'works')
})

const fine = (decision: string) => filed(people.mother, FINE, { decision, declared: true })
const dossier = async (dossierId: string) =>
  (await platform()).as(people.mother.actor).call(contract.readMyDossier, { params: { dossierId } })
async function pay(dossierId: string) {
  const p = await platform()
  await p.as(people.mother.actor).call(payments.payInSandbox, { params: { dossierId } })
  await p.settle()
}

test('a fine is paid as its decision says: the sum is known before it is sent, the register hears of the money', async () => {
  const { otherRegisters: side } = await platform()
  side.hold('traffic-fines', people.mother.number, { openDecision: '0123456/QĐ-XPHC' })
  const draft = await drafted(people.mother, FINE, { declared: true })
  expect(draft.answers.decision).toBe('0123456/QĐ-XPHC')
  const { amountDong } = (await side.due('traffic-fines', '0123456/QĐ-XPHC'))!
  expect(draft.fee).toMatchObject({
    amountDong,
    reason: { vi: expect.stringMatching(/theo quyết định xử phạt/) },
  })

  const sent = await fine('0123456/QĐ-XPHC')
  expect(sent).toMatchObject({ state: 'payment-asked', fee: { amountDong } })
  await pay(sent.dossierId)
  expect(await dossier(sent.dossierId)).toMatchObject({ state: 'returned' })
  expect(await side.due('traffic-fines', '0123456/QĐ-XPHC')).toMatchObject({ state: 'paid' })
  const { owner } = await platform()
  const [told] = await owner<{ data: Record<string, unknown> }[]>`
    select data from services.register_requests where dossier_id = ${sent.dossierId}`
  expect(told!.data).toMatchObject({
    decision: '0123456/QĐ-XPHC',
    amountDong,
    receiptNumber: expect.stringMatching(/^BL/),
  })
})

test('a sum paid before, an unknown code and a register that is down are refused at once, and nothing is owed', async () => {
  const { otherRegisters: side } = await platform()
  const sent = await fine('0222222/QĐ-XPHC')
  await pay(sent.dossierId)
  const twice = await refused(fine('0222222/QĐ-XPHC'))
  expect(twice).toMatchObject({ type: '/problems/services/answers-wrong' })
  expect(twice.errors).toMatchObject([
    { field: 'decision', message: { vi: expect.stringMatching(/đã nộp rồi/) } },
  ])
  const unknown = await refused(fine('quyết định hôm qua'))
  expect(unknown.errors).toMatchObject([
    { field: 'decision', message: { vi: expect.stringMatching(/Không tìm thấy quyết định xử phạt/) } },
  ])
  side.tell('traffic-fines', 'down')
  const draft = await drafted(people.mother, FINE, { decision: '0333333/QĐ-XPHC', declared: true })
  expect(draft.fee).toMatchObject({ amountDong: 0, reason: { vi: expect.stringMatching(/không trả lời/) } })
  const silent = await refused(fine('0333333/QĐ-XPHC'))
  expect(silent).toMatchObject({ status: 503, type: '/problems/services/register-silent' })
})

test('what the other agency refuses after the payment is given back', async () => {
  const { otherRegisters: side } = await platform()
  const sent = await fine('0444444/QĐ-XPHC')
  side.tell('traffic-fines', 'refuses')
  await pay(sent.dossierId)
  expect((await dossier(sent.dossierId)).state).toBe('refused')
  const p = await platform()
  const { due } = await p
    .as(people.mother.actor)
    .call(payments.readMyDue, { params: { dossierId: sent.dossierId } })
  expect(due).toMatchObject({ state: 'refunded' })
  expect(await side.due('traffic-fines', '0444444/QĐ-XPHC')).toMatchObject({ state: 'open' })
})

const RULE: PremiumRule = { baseDong: 2_530_000, percent: 4.5, shares: [100, 70, 60, 50, 40] }
test.each([
  [1, 12, 1_366_200],
  [2, 12, 1_366_200 + 956_340],
  [3, 12, 1_366_200 + 956_340 + 819_720],
  [4, 12, 1_366_200 + 956_340 + 819_720 + 683_100],
  [6, 12, 1_366_200 + 956_340 + 819_720 + 683_100 + 546_480 * 2],
  [1, 3, 341_550],
  [0, 12, 0],
])('%i people for %i months pay %i đồng: the rebate from the second member on', (count, months, dong) => {
  expect(premiumDong(RULE, RULE.baseDong!, count, months)).toBe(dong)
})

test('a household renews at once: the rebate is in the sum, each member’s card is renewed', async () => {
  const p = await platform()
  const { mother, father } = people
  for (const { number } of [mother, father]) {
    p.otherRegisters.hold('health-insurance', number, { healthCard: 'GD4000000000001' })
  }
  const draft = await drafted(mother, RENEWAL, {
    withMe: true,
    members: [father.personId],
    months: '12',
    declared: true,
  })
  expect(draft.fee).toMatchObject({ amountDong: 1_366_200 + 956_340, standardDong: 2 * 1_366_200 })
  expect(draft.fee.reason.vi).toMatch(/cho 2 người.*70 %/)
  const sent = await filed(mother, RENEWAL, {
    withMe: true,
    members: [father.personId],
    months: '12',
    declared: true,
  })
  await pay(sent.dossierId)
  expect((await dossier(sent.dossierId)).state).toBe('returned')
  const until = (number: string) =>
    p.otherRegisters.read('health-insurance', number).then((held) => held?.healthCardUntil)
  expect(await until(father.number)).toBe(await until(mother.number))
})

test('a firm’s taxes are paid by whoever represents it, nobody else', async () => {
  const p = await platform()
  const answers = { organisation: '0100000099', notice: 'TK-123456', declared: true }
  const stranger = await refused(filed(people.father, FIRM, answers))
  expect(stranger).toMatchObject({ type: '/problems/services/not-eligible' })
  expect(stranger.errors).toMatchObject([{ field: 'organisation' }])
  const { organisationId } = await p.act((call) =>
    openOrganisation(call, {
      code: '0100000099',
      name: 'Công ty Hoa Sen',
      representative: people.mother.number,
    }),
  )
  await p.owner`update accounts.organisations set status = 'active' where organisation_id = ${organisationId}`
  const draft = await drafted(people.mother, FIRM, { notice: 'TK-123456', declared: true })
  expect(draft.answers.organisation).toBe('0100000099')
  expect((await filed(people.mother, FIRM, answers)).state).toBe('payment-asked')
})

test('a service that tells a register of a payment without collecting it cannot be published', () => {
  const bundle = structuredClone(ownBundles().find((one) => (one as Bundle).code === FINE)) as Bundle
  const { due: _, ...fee } = bundle.fee
  bundle.fee = fee
  expect(bundleFaults(bundle)).toMatchObject([
    { at: '/fee/due', fault: { en: expect.stringMatching(/collected/) } },
  ])
})

test('each refusal cites the law of its own matter', () => {
  for (const { code, field, refusalReasons } of ownBundles() as Bundle[]) {
    const strange = refusalReasons.filter(({ law }) => field !== 'civil-status' && /Luật Hộ tịch/.test(law))
    expect(strange, code).toEqual([])
    expect(refusalReasons.length, code).toBeGreaterThanOrEqual(code === '2.001159' ? 1 : 2)
  }
})
