import { beforeAll, beforeEach, expect, test } from 'vitest'
import { platform } from '#testing'
import * as contract from './contract.ts'
import { accepted, desk, of, proposed } from './desk-for-tests.ts'
import {
  atTheCounter,
  dwelling,
  filed,
  MONDAY,
  moveTo,
  type Neighbourhood,
  neighbourhood,
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
  const at = await proposed(people)
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
  const at = await accepted(people)
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
  const at = await proposed(people)
  const earlier = { ...people.chief.actor, factorAt: '2026-11-23T01:00:00Z' }
  const stale = await refused(
    as(earlier).call(contract.signDecision, { params: of(at), body: { version: at.version } }),
  )
  expect(stale).toMatchObject({ status: 403, type: '/problems/platform/second-factor-needed' })
})

test('whoever holds a dossier hands it over or puts it back; another cannot take it from him', async () => {
  const at = await accepted(people)
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
  const at = await accepted(people)
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
  const at = await accepted(people)
  const neighbour = await as(people.landlord.actor).send(contract.readDeskDossier, { params: of(at) })
  expect(neighbour.status).toBe(403)
  const nobody = await as({ kind: 'anonymous' }).send(contract.readDeskDossier, { params: of(at) })
  expect(nobody.status).toBe(401)
  const mine = await as(people.father.actor).send(contract.readMyDossier, { params: of(at) })
  expect(mine.status).toBe(404)
})

test('an officer does not handle what concerns himself', async () => {
  const { as, act } = await platform()
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
