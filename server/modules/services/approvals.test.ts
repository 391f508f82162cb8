import { beforeAll, beforeEach, expect, test } from 'vitest'
import { currentOf, membersOf } from '#residence'
import { platform } from '#testing'
import * as contract from './contract.ts'
import { endWaitingTooLong } from './index.ts'
import {
  answerAll,
  dwelling,
  filed,
  household,
  MONDAY,
  moveTo,
  type Neighbourhood,
  neighbourhood,
  person,
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

const stateOf = async ({ dossierId }: { dossierId: string }) => {
  const { as } = await platform()
  return as(people.mother.actor).call(contract.readMyDossier, { params: { dossierId } })
}
const scene = async <T>(work: (call: import('#platform/call.ts').Call) => Promise<T>) =>
  (await platform()).act(work, { now: MONDAY })

test('all owners of a dwelling must agree; one who agreed is not enough', async () => {
  const [one, two] = [people.landlord, await scene((call) => person(call, { name: 'Lê Thị Mai' }))]
  const house = await scene((call) => dwelling(call, people.wards.there, 'Số 7 ngõ Huyện', [one, two]))
  const dossier = await filed(people.mother, TEMPORARY, moveTo({ ...people, house }))
  expect(dossier.approvals.map(({ name, capacities }) => [name, capacities[0]!.en])).toEqual([
    ['L. Q. Dũng', 'Owner of the dwelling'],
    ['L. T. Mai', 'Owner of the dwelling'],
  ])
  await answerAll(one)
  expect((await stateOf(dossier)).state).toBe('awaiting-approvals')
  await answerAll(two)
  expect((await stateOf(dossier)).state).toBe('submitted')
})

test('of owners who are parent, child or spouse of the applicant one is enough (article 20)', async () => {
  const { as } = await platform()
  const uncle = await scene((call) =>
    person(call, { name: 'Trần Văn Hải', sex: 'male', bornOn: '1980-01-01' }),
  )
  const house = await scene((call) =>
    dwelling(call, people.wards.there, 'Số 8 ngõ Huyện', [people.father, uncle]),
  )
  const dossier = await filed(people.mother, TEMPORARY, moveTo({ ...people, house }))
  expect(dossier.approvals[0]!.law[0]).toContain('art. 20(2)')
  await answerAll(people.father)
  const now = await stateOf(dossier)
  expect(now.state).toBe('submitted')
  expect(now.approvals.map(({ state }) => state).sort()).toEqual(['given', 'void'])
  const { rows } = await as(uncle.actor).call(contract.listMyApprovals, { query: { waiting: true } })
  expect(rows).toEqual([])
})

test('joining a household asks its head, and its owner once when he is the same person', async () => {
  const { as } = await platform()
  const joining = { householdMode: 'join', householdId: people.hostHousehold, relationToNewHead: 'lodger' }
  const dossier = await filed(people.mother, TEMPORARY, moveTo(people, joining))
  expect(dossier.approvals).toHaveLength(1)
  expect(dossier.approvals[0]!.capacities.map(({ en }) => en)).toEqual([
    'Head of the household',
    'Owner of the dwelling',
  ])
  const { rows } = await as(people.landlord.actor).call(contract.listMyApprovals, { query: {} })
  expect(rows).toHaveLength(1)
  await answerAll(people.landlord)
  expect((await stateOf(dossier)).state).toBe('submitted')
})

test('who moves in with his own father is not asked what he is to him, and joins as child', async () => {
  const { as } = await platform()
  const son = await scene((call) =>
    person(call, { name: 'Lê Quang Minh', sex: 'male', bornOn: '1999-09-09', father: people.landlord }),
  )
  await scene((call) => household(call, people.home, son))
  const citizen = as(son.actor)
  const joining = { householdMode: 'join', householdId: people.hostHousehold }
  const dossier = await filed(son, TEMPORARY, moveTo(people, joining))
  expect(dossier.sections.flatMap(({ rows }) => rows).map(({ field }) => field)).not.toContain(
    'relationToNewHead',
  )
  await answerAll(people.landlord)
  const params = { dossierId: dossier.dossierId }
  const desk = as(people.handler.actor)
  let view = await desk.call(contract.readDeskDossier, { params })
  view = await desk.call(contract.acceptDossier, { params, body: { version: view.version } })
  view = await desk.call(contract.proposeDecision, {
    params,
    body: { version: view.version, outcome: 'approved', reasons: [] },
  })
  await as(people.chief.actor).call(contract.signDecision, { params, body: { version: view.version } })
  const members = await scene((call) => membersOf(call, people.hostHousehold))
  expect(members.find(({ personNumber }) => personNumber === son.number)).toMatchObject({
    kind: 'temporary',
    relationToHead: 'child',
  })
  expect((await citizen.call(contract.readMyDossier, { params })).state).toBe('approved')
})

test('a parent who files for her child has agreed by filing, and it is kept so; the child moves along', async () => {
  const { as, owner } = await platform()
  const dossier = await filed(people.mother, TEMPORARY, moveTo(people, { members: [people.child.personId] }))
  const self = dossier.approvals.find(({ by }) => by === 'self')
  expect(self).toMatchObject({ state: 'given', capacities: [{ en: 'Parent or guardian' }] })
  const [kept] = await owner<{ decidedBy: string; requirements: string[] }[]>`
    select decided_by, requirements from services.dossier_approvals
    where dossier_id = ${dossier.dossierId} and decided_by = 'self'`
  expect(kept!.requirements).toEqual([`parent:${people.child.personId}`])
  await answerAll(people.landlord)
  const params = { dossierId: dossier.dossierId }
  const desk = as(people.handler.actor)
  let view = await desk.call(contract.readDeskDossier, { params })
  view = await desk.call(contract.acceptDossier, { params, body: { version: view.version } })
  view = await desk.call(contract.proposeDecision, {
    params,
    body: { version: view.version, outcome: 'approved', reasons: [] },
  })
  await as(people.chief.actor).call(contract.signDecision, { params, body: { version: view.version } })
  const home = await scene((call) => currentOf(call, people.child.number))
  expect(home).toMatchObject({ temporaryDwellingId: people.house, temporaryRelation: 'child' })
})

test('when someone else than a parent takes a minor along, one of the parents is asked', async () => {
  const grandmother = await scene((call) => person(call, { name: 'Phạm Thị Tư', bornOn: '1955-05-05' }))
  const home = await scene((call) => dwelling(call, people.wards.home, 'Số 2 ngõ Trạm', [grandmother]))
  const child = await scene((call) =>
    person(call, {
      name: 'Trần Bé',
      bornOn: '2018-01-01',
      mother: people.mother,
      father: people.father,
      account: false,
    }),
  )
  await scene((call) => household(call, home, grandmother, [{ person: child, relation: 'grandchild' }]))
  const dossier = await filed(grandmother, TEMPORARY, moveTo(people, { members: [child.personId] }))
  const parents = dossier.approvals.filter(({ capacities }) => capacities[0]!.en === 'Parent or guardian')
  expect(parents.map(({ state }) => state)).toEqual(['asked', 'asked'])
  await answerAll(people.landlord)
  await answerAll(people.mother)
  const { as } = await platform()
  const now = await as(grandmother.actor).call(contract.readMyDossier, {
    params: { dossierId: dossier.dossierId },
  })
  expect(now.state).toBe('submitted')
})

test('an owner without an active account signs on paper, recorded by the officer who saw it', async () => {
  const { as, owner } = await platform()
  const old = await scene((call) => person(call, { name: 'Lê Văn Cụ', bornOn: '1940-01-01', account: false }))
  const house = await scene((call) => dwelling(call, people.wards.there, 'Số 3 ngõ Huyện', [old]))
  const dossier = await filed(people.mother, TEMPORARY, moveTo({ ...people, house }))
  expect(dossier.approvals[0]).toMatchObject({ state: 'at-counter' })
  const desk = as(people.counter.actor)
  const params = { dossierId: dossier.dossierId }
  const view = await desk.call(contract.readDeskDossier, { params })
  expect(view.approvals[0]!.name).toBe('Lê Văn Cụ')
  const early = await refused(desk.call(contract.acceptDossier, { params, body: { version: view.version } }))
  expect(early.type).toBe('/problems/services/act-not-now')
  const recorded = await desk.call(contract.recordPaperApproval, {
    params: { ...params, approvalId: view.approvals[0]!.approvalId },
    body: {
      version: view.version,
      decision: 'approve',
      signedOn: '2026-11-22',
      evidence: 'Tờ khai CT01 có chữ ký, đối chiếu thẻ căn cước tại quầy',
    },
  })
  expect(recorded).toMatchObject({ state: 'submitted', approvals: [{ by: 'paper', state: 'given' }] })
  const [kept] = await owner<{ paper: { signedOn: string; recordedBy: object } }[]>`
    select paper from services.dossier_approvals where dossier_id = ${dossier.dossierId}`
  expect(kept!.paper).toMatchObject({
    signedOn: '2026-11-22',
    recordedBy: { appointmentId: people.counter.actor.appointmentId },
  })
})

test('nobody answers twice, for another, or for what he was not shown', async () => {
  const { as } = await platform()
  const dossier = await filed(people.mother, TEMPORARY, moveTo(people))
  const params = { approvalId: dossier.approvals[0]!.approvalId }
  const [owner, other] = [as(people.landlord.actor), as(people.father.actor)]
  const view = await owner.call(contract.readApproval, { params })
  const approve = { hash: view.hash, decision: 'approve' as const }
  expect((await other.send(contract.readApproval, { params })).status).toBe(404)
  expect((await other.send(contract.decideApproval, { params, body: approve })).status).toBe(404)
  const unseen = await refused(
    owner.call(contract.decideApproval, { params, body: { ...approve, hash: '0'.repeat(64) } }),
  )
  expect(unseen).toMatchObject({ status: 409, type: '/problems/services/approval-content-changed' })
  const answers = await Promise.all([
    owner.send(contract.decideApproval, { params, body: approve }),
    owner.send(contract.decideApproval, { params, body: approve }),
  ])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  const again = await refused(owner.call(contract.decideApproval, { params, body: approve }))
  expect(again).toMatchObject({ status: 409, type: '/problems/services/approval-decided' })
})

test('an owner who does not agree stops the request; the others need not answer', async () => {
  const two = await scene((call) => person(call, { name: 'Lê Thị Mai' }))
  const house = await scene((call) =>
    dwelling(call, people.wards.there, 'Số 9 ngõ Huyện', [people.landlord, two]),
  )
  const dossier = await filed(people.mother, TEMPORARY, moveTo({ ...people, house }))
  await answerAll(people.landlord, 'refuse')
  const now = await stateOf(dossier)
  expect(now).toMatchObject({ state: 'stopped', nationalCode: 8 })
  expect(now.approvals.map(({ state }) => state).sort()).toEqual(['refused', 'void'])
  expect(await answerAll(two)).toBe(0)
})

test('who does not answer is reminded once; after ten days the request stops', async () => {
  const { act, as, at, owner } = await platform()
  const { remindApprovers } = await import('./waiting.ts')
  const dossier = await filed(people.mother, TEMPORARY, moveTo(people))
  const params = { approvalId: dossier.approvals[0]!.approvalId }
  await act((call) => remindApprovers(call), { now: new Date('2026-11-26T03:00:00Z') })
  await act((call) => remindApprovers(call), { now: new Date('2026-11-27T03:00:00Z') })
  const reminders = await owner`
    select 1 from platform.events
    where name = 'services.approval-reminded' and payload->>'dossierId' = ${dossier.dossierId}`
  expect(reminders).toHaveLength(1)
  await act((call) => endWaitingTooLong(call), { now: new Date('2026-12-03T03:00:00Z') })
  expect((await stateOf(dossier)).state).toBe('stopped')
  at('2026-12-03T04:00:00Z')
  const late = await refused(
    as(people.landlord.actor).call(contract.decideApproval, {
      params,
      body: { hash: '0'.repeat(64), decision: 'approve' },
    }),
  )
  expect(late).toMatchObject({ status: 410, type: '/problems/services/approval-expired' })
})

test('whoever lives in his own house and joins nobody needs no one’s agreement', async () => {
  const house = await scene((call) => dwelling(call, people.wards.there, 'Số 4 ngõ Huyện', [people.mother]))
  const dossier = await filed(people.mother, TEMPORARY, moveTo({ ...people, house }))
  expect(dossier).toMatchObject({ state: 'submitted', approvals: [{ by: 'self', state: 'given' }] })
  expect(dossier.clock).toMatchObject({ state: 'runs', intakeDueAt: '2026-11-25T02:30:00.000Z' })
})

test('a withdrawn request asks nobody any more', async () => {
  const { as } = await platform()
  const dossier = await filed(people.mother, TEMPORARY, moveTo(people))
  const params = { dossierId: dossier.dossierId }
  await as(people.mother.actor).call(contract.withdrawDossier, { params, body: { version: dossier.version } })
  expect(await answerAll(people.landlord)).toBe(0)
})
