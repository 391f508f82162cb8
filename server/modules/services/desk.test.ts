import { beforeAll, beforeEach, expect, test } from 'vitest'
import { childrenOf, units } from '#reference'
import { currentOf } from '#residence'
import { platform } from '#testing'
import * as contract from './contract.ts'
import { accepted, desk, of, proposed } from './desk-for-tests.ts'
import {
  answerAll,
  atTheCounter,
  MONDAY,
  type Neighbourhood,
  neighbourhood,
  refused,
} from './scene-for-tests.ts'

let people: Neighbourhood

beforeAll(async () => {
  await platform()
}, 120_000)
beforeEach(async () => {
  const { at } = await platform()
  at(MONDAY)
  people = await neighbourhood()
})

test('a proposal goes back with a reason, is proposed again and signed', async () => {
  const at = await proposed(people)
  const chief = await desk(people.chief)
  const back = await chief.call(contract.sendBackProposal, {
    params: of(at),
    body: { version: at.version, reason: 'Hãy ghi rõ ngày xác minh' },
  })
  expect(back).toMatchObject({ state: 'processing', proposal: { sentBack: 'Hãy ghi rõ ngày xác minh' } })
  const again = await (await desk(people.handler)).call(contract.proposeDecision, {
    params: of(at),
    body: { version: back.version, outcome: 'approved', reasons: [] },
  })
  const signed = await chief.call(contract.signDecision, { params: of(at), body: { version: again.version } })
  expect(signed.state).toBe('approved')
})

test('a refusal gives reasons from the list, its article, and the right of complaint; the register stays', async () => {
  const { act } = await platform()
  const at = await proposed(people, 'refused')
  const signed = await (await desk(people.chief)).call(contract.signDecision, {
    params: of(at),
    body: { version: at.version },
  })
  expect(signed).toMatchObject({ state: 'refused', decision: { outcome: 'refused' } })
  expect(signed.decision!.reasons[0]).toMatchObject({
    code: 'not-living-there',
    law: expect.stringContaining('Điều 27'),
  })
  expect(signed.decision!.complaint!.vi).toContain('khiếu nại')
  expect(signed.documents.map(({ kind }) => kind)).toContain('CT06')
  const home = await act((call) => currentOf(call, people.mother.number))
  expect(home?.temporaryDwellingId).toBeNull()
})

test.each([
  [
    'a reason that is not in the list',
    ['i-do-not-like-it'],
    'Không đồng ý',
    '/problems/services/reason-unknown',
  ],
  ['no reason at all', [], 'Không đồng ý', '/problems/services/reason-needed'],
  ['no explanation', ['not-living-there'], '   ', '/problems/services/reason-needed'],
])('a refusal with %s is not taken', async (_what, reasons, text, type) => {
  const at = await accepted(people)
  const body = { version: at.version, outcome: 'refused' as const, reasons, text }
  const wrong = await refused(
    (await desk(people.handler)).call(contract.proposeDecision, { params: of(at), body }),
  )
  expect(wrong).toMatchObject({ status: 422, type })
})

test('a supplement is asked for once; the clock stands until the citizen answers', async () => {
  const { as, at: setClock } = await platform()
  const at = await accepted(people)
  const officer = await desk(people.handler)
  const ask = { fields: ['reason'], text: 'Xin ghi rõ nơi làm việc' }
  const asked = await officer.call(contract.askSupplement, {
    params: of(at),
    body: { version: at.version, ...ask },
  })
  expect(asked).toMatchObject({ state: 'supplement-asked', clock: { state: 'paused' }, nationalCode: 5 })
  expect(asked.documents.map(({ kind }) => kind)).toContain('CT05')

  setClock('2026-11-26T02:00:00Z')
  const citizen = as(people.mother.actor)
  const form = await citizen.call(contract.readSupplement, { params: of(at) })
  expect(form.supplement.fields).toEqual(['reason'])
  const strange = await refused(
    citizen.call(contract.supplementDossier, {
      params: of(at),
      body: { version: form.version, answers: { untilOn: '2028-01-01' } },
    }),
  )
  expect(strange).toMatchObject({ type: '/problems/services/field-not-marked', fields: ['untilOn'] })
  await citizen
    .call(contract.supplementDossier, {
      params: of(at),
      body: {
        version: form.version,
        answers: { reason: 'other', reasonText: 'Làm việc tại trạm y tế' },
        text: 'Xin gửi',
      },
    })
    .catch((problem: { fields: string[] }) => expect(problem.fields).toEqual(['reasonText']))
  const given = await citizen.call(contract.supplementDossier, {
    params: of(at),
    body: { version: form.version, answers: { reason: 'study' } },
  })
  // The reason is among what the owner agreed to: he is asked again.
  expect(given.state).toBe('awaiting-approvals')
  expect(await answerAll(people.landlord)).toBe(1)
  const back = await officer.call(contract.readDeskDossier, { params: of(at) })
  expect(back).toMatchObject({ state: 'processing', clock: { state: 'runs', dueOn: '2026-12-01' } })
  expect(back.clock.steps.map(({ code }) => code)).toContain('paused')
  const twice = await refused(
    officer.call(contract.askSupplement, { params: of(at), body: { version: back.version, ...ask } }),
  )
  expect(twice).toMatchObject({ status: 409, type: '/problems/services/supplement-asked-before' })
  expect(twice.title).toContain('Nghị định 118/2025')
})

test('a supplement that never comes stops the dossier, and nobody is asked any more', async () => {
  const { act, as } = await platform()
  const at = await accepted(people)
  const officer = await desk(people.handler)
  await officer.call(contract.askSupplement, {
    params: of(at),
    body: { version: at.version, fields: ['reason'], text: 'Xin ghi rõ nơi làm việc' },
  })
  const { endWaitingTooLong } = await import('./index.ts')
  await act((call) => endWaitingTooLong(call), { now: new Date('2026-12-01T02:00:00Z') })
  const early = await as(people.mother.actor).call(contract.readMyDossier, { params: of(at) })
  expect(early.state).toBe('supplement-asked')
  await act((call) => endWaitingTooLong(call), { now: new Date('2026-12-10T02:00:00Z') })
  const stopped = await as(people.mother.actor).call(contract.readMyDossier, { params: of(at) })
  expect(stopped).toMatchObject({ state: 'stopped', nationalCode: 8, clock: { state: 'ended' } })
})

test('the applicant withdraws until it is decided, not after', async () => {
  const { as } = await platform()
  const citizen = as(people.mother.actor)
  const at = await proposed(people)
  const withdrawn = await citizen.call(contract.withdrawDossier, {
    params: of(at),
    body: { version: at.version, reason: 'Tôi đổi ý' },
  })
  expect(withdrawn).toMatchObject({ state: 'withdrawn', nationalCode: 7 })
  const late = await refused(
    (await desk(people.chief)).call(contract.signDecision, {
      params: of(at),
      body: { version: withdrawn.version },
    }),
  )
  expect(late).toMatchObject({ status: 409, type: '/problems/services/act-not-now', state: 'withdrawn' })
  const again = await refused(
    citizen.call(contract.withdrawDossier, { params: of(at), body: { version: withdrawn.version } }),
  )
  expect(again.type).toBe('/problems/services/act-not-now')
})

test('a dossier is refused at intake with reasons, and the citizen gets the paper', async () => {
  const waiting = await atTheCounter(people)
  const rejected = await (await desk(people.counter)).call(contract.rejectDossier, {
    params: of(waiting),
    body: {
      version: waiting.version,
      reasons: ['banned-place'],
      text: 'Chỗ ở nằm trong khu vực phải di dời',
    },
  })
  expect(rejected).toMatchObject({ state: 'rejected', nationalCode: 3 })
  expect(rejected.documents.map(({ kind }) => kind)).toEqual(['CT06'])
})

test('where a fee is due the clock waits for it, and the receipt of the counter starts it', async () => {
  const { act, as } = await platform()
  // Only the sandbox's own province waives the fee.
  const elsewhere = await act(async (call) => childrenOf(await units(call), 2, '2026-11-23'))
  people = await neighbourhood({ ownOffice: true, there: elsewhere[0]!.unitId })
  const waiting = await atTheCounter(people)
  expect(waiting.fee).toMatchObject({ amountDong: 7000, standardDong: 15000 })
  const officer = as(people.counter.actor)
  const asked = await officer.call(contract.acceptDossier, {
    params: of(waiting),
    body: { version: waiting.version },
  })
  expect(asked).toMatchObject({
    state: 'payment-asked',
    nationalCode: 6,
    clock: { state: 'paused', acceptedAt: null },
  })
  const paid = await officer.call(contract.recordPayment, {
    params: of(waiting),
    body: { version: asked.version, receiptNumber: 'BL-0001' },
  })
  expect(paid).toMatchObject({ state: 'accepted', clock: { state: 'runs' } })
})

test('what the register refuses leaves the decision unsigned, with the register’s own words', async () => {
  const { act, at } = await platform()
  const { closeDwelling } = await import('#residence')
  const waiting = await proposed(people)
  await act((call) => closeDwelling(call, people.house, '2026-11-23'), { now: MONDAY })
  at(MONDAY)
  const refusal = await refused(
    (await desk(people.chief)).call(contract.signDecision, {
      params: of(waiting),
      body: { version: waiting.version },
    }),
  )
  expect(refusal).toMatchObject({
    type: '/problems/services/effect-refused',
    problem: { type: '/problems/residence/dwelling-closed' },
  })
  const still = await (await desk(people.handler)).call(contract.readDeskDossier, { params: of(waiting) })
  expect(still.state).toBe('proposed')
})

test('whoever holds the code and knows the phone follows a dossier; a guess gets nothing', async () => {
  const { as, owner } = await platform()
  const at = await accepted(people)
  const [row] = await owner<{ phone: string }[]>`
    select answers->>'phone' as phone from services.dossiers where dossier_id = ${at.dossierId}`
  const anyone = as({ kind: 'anonymous' })
  const body = { code: at.code.toLowerCase(), phoneEnding: row!.phone.slice(-4) }
  const seen = await anyone.call(contract.trackDossier, { body })
  expect(seen).toMatchObject({ state: 'accepted', code: at.code })
  expect(JSON.stringify(seen)).not.toContain('Hường')
  const wrong = String((Number(body.phoneEnding) + 1) % 10000).padStart(4, '0')
  const guess = await refused(anyone.call(contract.trackDossier, { body: { ...body, phoneEnding: wrong } }))
  expect(guess).toMatchObject({ status: 404, type: '/problems/services/tracking-wrong' })
})
