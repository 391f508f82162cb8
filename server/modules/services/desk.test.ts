import { beforeAll, beforeEach, expect, test } from 'vitest'
import { currentOf } from '#residence'
import { platform } from '#testing'
import * as contract from './contract.ts'
import {
  answerAll,
  atTheCounter,
  filed,
  MONDAY,
  moveTo,
  type Neighbourhood,
  neighbourhood,
  type Officer,
  refused,
  TEMPORARY,
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

const of = (view: { dossierId: string }) => ({ dossierId: view.dossierId })
const desk = async (officer: Officer) => (await platform()).as(officer.actor)

async function accepted() {
  const waiting = await atTheCounter(people)
  const officer = await desk(people.handler)
  return officer.call(contract.acceptDossier, { params: of(waiting), body: { version: waiting.version } })
}

async function proposed(outcome: 'approved' | 'refused' = 'approved') {
  const at = await accepted()
  const officer = await desk(people.handler)
  const reasons = outcome === 'refused' ? ['not-living-there'] : []
  const text =
    outcome === 'refused' ? 'Qua xác minh ngày 25/11, chủ nhà cho biết bạn chưa chuyển đến.' : undefined
  const body = { version: at.version, outcome, reasons, ...(text ? { text } : {}) }
  return officer.call(contract.proposeDecision, { params: of(at), body })
}

test('two officers who accept at the same moment: one does, the other is told who was first', async () => {
  const waiting = await atTheCounter(people)
  const [one, two] = [await desk(people.handler), await desk(people.second)]
  const body = { version: waiting.version }
  const answers = await Promise.all([
    one.send(contract.acceptDossier, { params: of(waiting), body }),
    two.send(contract.acceptDossier, { params: of(waiting), body }),
  ])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  const late = answers.find(({ status }) => status === 409)!
  expect(late.body).toMatchObject({ type: '/problems/services/dossier-changed', state: 'accepted' })
  const { owner } = await platform()
  const steps =
    await owner`select 1 from services.dossier_steps where dossier_id = ${waiting.dossierId} and act = 'accept'`
  expect(steps).toHaveLength(1)
})

test('two leaders who sign at once: the register changes once', async () => {
  const at = await proposed()
  const chief = await desk(people.chief)
  const answers = await Promise.all([
    chief.send(contract.signDecision, { params: of(at), body: { version: at.version } }),
    chief.send(contract.signDecision, { params: of(at), body: { version: at.version } }),
  ])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  const { owner } = await platform()
  const events = await owner`
    select 1 from population.life_events
    where person_number = ${people.mother.number} and kind = 'temporary-residence-registration'`
  expect(events).toHaveLength(1)
})

test('the one who proposes does not sign, even when he is a leader too', async () => {
  const { as } = await platform()
  const both = { ...people.chief.actor, roles: [...people.chief.actor.roles, 'case-officer' as const] }
  const at = await accepted()
  const claimed = await (await desk(people.handler)).call(contract.handOverDossier, {
    params: of(at),
    body: { version: at.version, appointmentId: people.second.actor.appointmentId },
  })
  const mine = await as(both).call(contract.proposeDecision, {
    params: of(at),
    body: { version: claimed.version, outcome: 'approved', reasons: [] },
  })
  const same = await refused(
    as(both).call(contract.signDecision, { params: of(at), body: { version: mine.version } }),
  )
  expect(same).toMatchObject({ status: 403, type: '/problems/services/same-hands' })
})

test('a signature needs a second factor confirmed just now', async () => {
  const { as } = await platform()
  const at = await proposed()
  const earlier = { ...people.chief.actor, factorAt: '2026-11-23T01:00:00Z' }
  const stale = await refused(
    as(earlier).call(contract.signDecision, { params: of(at), body: { version: at.version } }),
  )
  expect(stale).toMatchObject({ status: 403, type: '/problems/platform/second-factor-needed' })
})

test('a proposal goes back with a reason, is proposed again and signed', async () => {
  const at = await proposed()
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
  const at = await proposed('refused')
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
  const at = await accepted()
  const body = { version: at.version, outcome: 'refused' as const, reasons, text }
  const wrong = await refused(
    (await desk(people.handler)).call(contract.proposeDecision, { params: of(at), body }),
  )
  expect(wrong).toMatchObject({ status: 422, type })
})

test('a supplement is asked for once; the clock stands until the citizen answers', async () => {
  const { as, at: setClock } = await platform()
  const at = await accepted()
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
  const at = await accepted()
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

test('whoever holds a dossier hands it over or puts it back; another cannot take it from him', async () => {
  const at = await accepted()
  const [one, two] = [await desk(people.handler), await desk(people.second)]
  const taken = await refused(
    two.call(contract.proposeDecision, {
      params: of(at),
      body: { version: at.version, outcome: 'approved', reasons: [] },
    }),
  )
  expect(taken).toMatchObject({ status: 409, type: '/problems/services/held-by-other' })
  const handed = await one.call(contract.handOverDossier, {
    params: of(at),
    body: { version: at.version, appointmentId: people.second.actor.appointmentId },
  })
  expect(handed.holder).toMatchObject({ name: 'Đỗ Thị Lan', mine: false })
  const notMine = await refused(
    one.call(contract.releaseDossier, { params: of(at), body: { version: handed.version } }),
  )
  expect(notMine.type).toBe('/problems/services/not-held')
  const free = await two.call(contract.releaseDossier, { params: of(at), body: { version: handed.version } })
  expect(free.holder).toBeNull()
  const claimed = await one.call(contract.claimDossier, { params: of(at), body: { version: free.version } })
  expect(claimed).toMatchObject({ state: 'processing', holder: { mine: true } })
  const stranger = await refused(
    one.call(contract.handOverDossier, {
      params: of(at),
      body: { version: claimed.version, appointmentId: people.stranger.actor.appointmentId },
    }),
  )
  expect(stranger.type).toBe('/problems/services/colleague-unknown')
  const { rows } = await one.call(contract.listColleagues)
  expect(rows.map(({ name }) => name).sort()).toEqual(['Phạm Thu Hà', 'Đỗ Thị Lan'])
})

test('an officer of another commune gets nothing, and each attempt stands in the log', async () => {
  const { owner } = await platform()
  const at = await accepted()
  const elsewhere = await desk(people.stranger)
  const attempts = [
    elsewhere.send(contract.readDeskDossier, { params: of(at) }),
    elsewhere.send(contract.claimDossier, { params: of(at), body: { version: at.version } }),
    elsewhere.send(contract.acceptDossier, { params: of(at), body: { version: at.version } }),
    elsewhere.send(contract.proposeDecision, {
      params: of(at),
      body: { version: at.version, outcome: 'approved', reasons: [] },
    }),
    elsewhere.send(contract.askSupplement, {
      params: of(at),
      body: { version: at.version, fields: ['reason'], text: 'Cho xem' },
    }),
  ]
  expect((await Promise.all(attempts)).map(({ status }) => status)).toEqual([404, 404, 404, 404, 404])
  const list = await elsewhere.call(contract.listWorklist, { query: { filter: 'open', counts: true } })
  expect(list).toMatchObject({ rows: [], counts: { open: 0 } })
  const entries = await owner`
    select 1 from audit.entries
    where dossier_id = ${at.dossierId} and actor_account = ${people.stranger.actor.accountId} and outcome = 'refused'`
  expect(entries).toHaveLength(5)
})

test('a citizen and an anonymous caller get nothing of the desk', async () => {
  const { as } = await platform()
  const at = await accepted()
  const neighbour = await as(people.landlord.actor).send(contract.readDeskDossier, { params: of(at) })
  expect(neighbour.status).toBe(403)
  const nobody = await as({ kind: 'anonymous' }).send(contract.readDeskDossier, { params: of(at) })
  expect(nobody.status).toBe(401)
  const mine = await as(people.father.actor).send(contract.readMyDossier, { params: of(at) })
  expect(mine.status).toBe(404)
})

test('an officer does not handle what concerns himself', async () => {
  const { as, act } = await platform()
  const { dwelling } = await import('./scene-for-tests.ts')
  const house = await act(
    (call) => dwelling(call, people.wards.there, 'Số 9 đường Láng', [people.handler as never]),
    {
      now: MONDAY,
    },
  )
  const waiting = await filed(people.mother, TEMPORARY, moveTo({ ...people, house }))
  const own = await as(people.handler.actor).call(contract.readDeskDossier, { params: of(waiting) })
  expect(own.acts.find(({ act: what }) => what === 'record-approval')).toMatchObject({
    allowed: false,
    why: { en: expect.stringContaining('own') },
  })
  const forbidden = await refused(
    as(people.handler.actor).call(contract.recordPaperApproval, {
      params: { dossierId: waiting.dossierId, approvalId: own.approvals[0]!.approvalId },
      body: { version: own.version, decision: 'approve', signedOn: '2026-11-23', evidence: 'Chính tôi' },
    }),
  )
  expect(forbidden.type).toBe('/problems/services/own-matter')
})

test('the applicant withdraws until it is decided, not after', async () => {
  const { as } = await platform()
  const citizen = as(people.mother.actor)
  const at = await proposed()
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
  const { owner, as, at: setClock } = await platform()
  await owner`
    insert into reference.law_parameters (key, unit_id, effective_from, value, citation, confirmed)
    values ('fee.residence.temporary', 1, '2027-02-01', '{"direct":15000,"online":7000,"post":15000}', 'test', true)`
  await owner`
    update reference.law_parameters set effective_until = '2027-02-01'
    where key = 'fee.residence.temporary' and unit_id = 1 and effective_until is null and effective_from < '2027-02-01'`
  setClock('2027-02-02T02:00:00Z')
  const dates = { fromOn: '2027-02-03', untilOn: '2027-12-31' }
  const waiting = await atTheCounter(people, dates)
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

test('the worklist pages by key, most urgent first, and its counts are exact', async () => {
  const { at } = await platform()
  people = await neighbourhood({ ownOffice: true })
  const one = await atTheCounter(people)
  await (await desk(people.handler)).call(contract.acceptDossier, {
    params: of(one),
    body: { version: one.version },
  })
  const two = await filed(people.father, TEMPORARY, moveTo(people))
  const officer = await desk(people.handler)
  const first = await officer.call(contract.listWorklist, {
    query: { filter: 'open', limit: 1, counts: true },
  })
  expect(first.rows[0]).toMatchObject({ dossierId: one.dossierId, holder: { mine: true } })
  expect(first.counts).toMatchObject({ open: 2, mine: 1, 'awaiting-approvals': 1, overdue: 0, 'to-sign': 0 })
  const seen = [first.rows[0]!.dossierId]
  for (let after = first.next; after; ) {
    const page = await officer.call(contract.listWorklist, { query: { filter: 'open', limit: 1, after } })
    seen.push(...page.rows.map(({ dossierId }) => dossierId))
    after = page.next
  }
  expect(new Set(seen).size).toBe(seen.length)
  expect(seen).toEqual(expect.arrayContaining([one.dossierId, two.dossierId]))
  expect(seen).toHaveLength(first.counts!.open)
  at('2026-11-30T02:00:00Z')
  const late = await officer.call(contract.listWorklist, { query: { filter: 'overdue' } })
  expect(late.rows.map(({ dossierId }) => dossierId)).toContain(one.dossierId)
  const waiting = await officer.call(contract.listWorklist, { query: { filter: 'awaiting-approvals' } })
  expect(waiting.rows.map(({ dossierId }) => dossierId)).toContain(two.dossierId)
})

test('what the register refuses leaves the decision unsigned, with the register’s own words', async () => {
  const { act, at } = await platform()
  const { closeDwelling } = await import('#residence')
  const waiting = await proposed()
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
  const at = await accepted()
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
