import { beforeAll, beforeEach, expect, test } from 'vitest'
import { agencyIdOf } from '#reference'
import { platform } from '#testing'
import * as contract from './contract.ts'
import { accepted, desk, of } from './desk-for-tests.ts'
import { committee, MONDAY, NEW_WARD, type Neighbourhood, neighbourhood, refused } from './scene-for-tests.ts'

let people: Neighbourhood
let office: Awaited<ReturnType<typeof committee>>

beforeAll(async () => {
  await platform()
  office = await committee(NEW_WARD)
}, 120_000)
beforeEach(async () => {
  const { at } = await platform()
  at(MONDAY)
  people = await neighbourhood()
})

const question = 'Xin cho biết thửa đất này có tranh chấp không?'
const committeeOf = () => agencyIdOf('commune-committee', NEW_WARD)

async function askedCommittee(waits: contract.OpinionRule = 'until-answered') {
  const at = await accepted(people)
  const officer = await desk(people.handler)
  const dossier = await officer.call(contract.askOpinions, {
    params: of(at),
    body: { version: at.version, agencyIds: [committeeOf()], question, dueOn: '2026-11-26', waits },
  })
  return { before: at, dossier, officer }
}

const propose = (version: number) => ({ version, outcome: 'approved' as const, reasons: [] })

test('another office is asked, answers under its name, and the history shows both', async () => {
  const { dossier, officer } = await askedCommittee()
  expect(dossier.opinions).toMatchObject([{ state: 'asked', question, overdue: false }])
  const registrar = await desk(office.registrar)
  const list = await registrar.call(contract.listAskedOpinions, { query: {} })
  const mine = list.rows.find(({ code }) => code === dossier.code)!
  expect(mine).toMatchObject({ question, state: 'asked', applicant: { name: 'Nguyễn Thị Hường' } })
  expect((await registrar.call(contract.countAskedOpinions, {})).waiting).toBe(list.rows.length)
  const params = { opinionId: mine.opinionId }
  const read = await registrar.call(contract.readAskedOpinion, { params })
  expect(read.sections.flatMap(({ rows }) => rows).length).toBeGreaterThan(0)
  const answered = await registrar.call(contract.answerOpinion, {
    params,
    body: { verdict: 'remarks', text: 'Không có tranh chấp; đề nghị kiểm tra diện tích.' },
  })
  expect(answered).toMatchObject({ state: 'answered', verdict: 'remarks' })
  const after = await officer.call(contract.readDeskDossier, { params: of(dossier) })
  expect(after.opinions).toMatchObject([{ state: 'answered', by: { name: 'Ngô Thanh Tùng' } }])
  expect(after.steps.map(({ act }) => act)).toEqual(expect.arrayContaining(['ask-opinion', 'give-opinion']))
  const twice = await refused(
    registrar.call(contract.answerOpinion, { params, body: { verdict: 'agree', text: 'Đồng ý' } }),
  )
  expect(twice).toMatchObject({ status: 409, type: '/problems/services/opinion-over' })
})

test('the citizen sees who was asked and what came of it, not the question or the words', async () => {
  const { as } = await platform()
  const { dossier } = await askedCommittee()
  const seen = await as(people.mother.actor).call(contract.readMyDossier, { params: of(dossier) })
  expect(seen.steps.at(-1)).toMatchObject({
    act: 'ask-opinion',
    note: expect.stringContaining('Ủy ban nhân dân'),
  })
  expect(JSON.stringify(seen)).not.toContain(question)
})

test('a decision waits for the answer, or goes on once the day is over, as the officer said', async () => {
  const { at } = await platform()
  const { dossier, officer } = await askedCommittee('until-due')
  const early = await refused(
    officer.call(contract.proposeDecision, { params: of(dossier), body: propose(dossier.version) }),
  )
  expect(early).toMatchObject({ status: 409, type: '/problems/services/opinion-awaited' })
  const { acts } = await officer.call(contract.readDeskDossier, { params: of(dossier) })
  expect(acts.find(({ act }) => act === 'propose')).toMatchObject({ allowed: false })
  at('2026-11-27T02:00:00Z')
  const late = await officer.call(contract.proposeDecision, {
    params: of(dossier),
    body: propose(dossier.version),
  })
  expect(late.state).toBe('proposed')
})

test('who must wait may take the question back', async () => {
  const { at } = await platform()
  const { dossier, officer } = await askedCommittee('until-answered')
  at('2026-11-27T02:00:00Z')
  const still = await refused(
    officer.call(contract.proposeDecision, { params: of(dossier), body: propose(dossier.version) }),
  )
  expect(still).toMatchObject({ type: '/problems/services/opinion-awaited' })
  const free = await officer.call(contract.withdrawOpinion, {
    params: { ...of(dossier), opinionId: dossier.opinions[0]!.opinionId },
    body: { version: dossier.version },
  })
  expect(free.opinions).toMatchObject([{ state: 'withdrawn' }])
  const proposal = await officer.call(contract.proposeDecision, {
    params: of(dossier),
    body: propose(free.version),
  })
  expect(proposal.state).toBe('proposed')
})

test('the time of the other office does not count, and the explanation says so', async () => {
  const { at, as } = await platform()
  const { before, dossier, officer } = await askedCommittee()
  expect(Date.parse(dossier.clock.dueAt!)).toBeGreaterThan(Date.parse(before.clock.dueAt!))
  const answeredAt = '2026-11-25T03:00:00Z'
  at(answeredAt)
  await as({ ...office.registrar.actor, factorAt: answeredAt }).call(contract.answerOpinion, {
    params: { opinionId: dossier.opinions[0]!.opinionId },
    body: { verdict: 'agree', text: 'Đồng ý' },
  })
  const after = await officer.call(contract.readDeskDossier, { params: of(dossier) })
  // Answered early: only the hours it really took are left out.
  expect(Date.parse(after.clock.dueAt!)).toBeLessThan(Date.parse(dossier.clock.dueAt!))
  const paused = after.clock.steps.find(({ code }) => code === 'paused')!
  expect(paused.words.vi).toContain('chờ cơ quan khác trả lời')
})

test.each([
  ['one’s own office', () => people.handler.actor.agencyId, '2026-11-26', 'agency-not-askable'],
  ['an office that does not exist', () => 99_999, '2026-11-26', 'agency-not-askable'],
  [
    'a counter, where nobody answers',
    () => agencyIdOf('commune-service-centre', NEW_WARD),
    '2026-11-26',
    'agency-not-askable',
  ],
  ['a day that is over', () => committeeOf(), '2026-11-20', 'opinion-day-wrong'],
  ['a day too far away', () => committeeOf(), '2027-03-01', 'opinion-day-wrong'],
])('asking %s is refused', async (_what, agencyId, dueOn, code) => {
  const at = await accepted(people)
  const wrong = await refused(
    (await desk(people.handler)).call(contract.askOpinions, {
      params: of(at),
      body: { version: at.version, agencyIds: [agencyId()], question, dueOn, waits: 'until-due' },
    }),
  )
  expect(wrong).toMatchObject({ status: 422, type: `/problems/services/${code}` })
})

test('an office reads and answers only what it was asked; a colleague who does not hold the dossier asks nobody', async () => {
  const { dossier } = await askedCommittee()
  const params = { opinionId: dossier.opinions[0]!.opinionId }
  const stranger = await desk(people.stranger)
  expect(await refused(stranger.call(contract.readAskedOpinion, { params }))).toMatchObject({ status: 404 })
  const body = { verdict: 'agree' as const, text: 'Đồng ý' }
  expect(await refused(stranger.call(contract.answerOpinion, { params, body }))).toMatchObject({
    status: 404,
  })
  const second = await refused(
    (await desk(people.second)).call(contract.askOpinions, {
      params: of(dossier),
      body: {
        version: dossier.version,
        agencyIds: [committeeOf()],
        question,
        dueOn: '2026-11-26',
        waits: 'until-due',
      },
    }),
  )
  expect(second).toMatchObject({ status: 409, type: '/problems/services/held-by-other' })
})

test('offices to choose from are those of the commune and its province that can answer', async () => {
  const { rows } = await (await desk(people.handler)).call(contract.listAskableAgencies, { query: {} })
  const ids = rows.map(({ agencyId }) => agencyId)
  expect(ids).toContain(committeeOf())
  expect(ids).not.toContain(people.handler.actor.agencyId)
  expect(rows.some(({ name }) => name.vi.startsWith('Công an thành phố'))).toBe(true)
})
