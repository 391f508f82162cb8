import { beforeAll, expect, test } from 'vitest'
import { membersOf, registerPermanentResidence } from '#residence'
import { platform } from '#testing'
import * as contract from './contract.ts'
import { decided, desk } from './desk-for-tests.ts'
import {
  answerAll,
  committee,
  MONDAY,
  type Neighbourhood,
  neighbourhood,
  type Officer,
  person,
  refused,
} from './scene-for-tests.ts'

const BIRTH = '1.001193'
const SINGLE = '1.004873'
const signature = { kind: 'signature', evidence: 'Ký tờ khai tại quầy, xuất trình thẻ căn cước' } as const

let people: Neighbourhood
let office: Awaited<ReturnType<typeof committee>>
beforeAll(async () => {
  const p = await platform()
  p.at(MONDAY)
  people = await neighbourhood()
  office = await committee(people.wards.home)
})

/** Opens the form for someone at the counter and fills it in. */
async function filledIn(officer: Officer, card: string, code: string, answers: Record<string, unknown>) {
  const at = await desk(officer)
  const { draft, visitor } = await at.call(contract.openCounterDraft, { body: { code, card } })
  const saved = await at.call(contract.saveCounterDraft, {
    params: { draftId: draft.draftId },
    body: {
      revision: draft.revision,
      serviceVersion: draft.service.version,
      answers: { ...draft.answers, ...answers },
    },
  })
  return { at, visitor, draft: saved }
}

async function filedAt(
  officer: Officer,
  card: string,
  code: string,
  answers: Record<string, unknown>,
  more: { confirmation?: { kind: 'app' } | typeof signature; asksFor?: string[] } = {},
) {
  const { at, draft } = await filledIn(officer, card, code, answers)
  return at.call(contract.submitCounterDraft, {
    params: { draftId: draft.draftId },
    body: {
      revision: draft.revision,
      serviceVersion: draft.service.version,
      confirmation: signature,
      ...more,
    },
  })
}

const purpose = { forWhat: 'loan', declared: true }

test('the one-stop officer files by the QR of the card; signed at the desk, it is accepted with a receipt', async () => {
  const { mother } = people
  const card = `${mother.number}||NGUYỄN THỊ HƯỜNG|05031990|Nữ|Số 12|01012024`
  const { visitor } = await filledIn(office.oneStop, card, SINGLE, purpose)
  expect(visitor).toMatchObject({ name: 'Nguyễn Thị Hường', hasAccount: true })
  const filed = await filedAt(office.oneStop, card, SINGLE, purpose)
  expect(filed).toMatchObject({ state: 'accepted', channel: 'counter' })
  expect(filed.clock.dueOn).toBe('2026-11-27')
  expect(filed.clock.steps.length).toBeGreaterThan(0)
  expect(filed.documents.map(({ kind }) => kind)).toContain('Mau01')
  expect(filed.approvals).toMatchObject([{ state: 'given', by: 'paper' }])
  const at = await desk(office.oneStop)
  const today = await at.call(contract.listCounterFilings, { query: {} })
  expect(today.count).toBe(1)
  expect(today.rows[0]?.applicant).toBe('Nguyễn Thị Hường')
  // The counter that filed it follows it and prints the receipt; the decision is the registrar's.
  const params = { dossierId: filed.dossierId }
  const seen = await at.call(contract.readDeskDossier, { params })
  expect(seen.acts.filter(({ allowed }) => allowed)).toEqual([])
  const tried = await refused(at.call(contract.claimDossier, { params, body: { version: seen.version } }))
  expect(tried.status).toBe(404)
  await decided(filed.dossierId, office)
})

test('confirmed in the app: it waits for the citizen, then runs on one working day of the counter', async () => {
  const { mother } = people
  const p = await platform()
  const waiting = await filedAt(office.registrar, mother.number, SINGLE, purpose, {
    confirmation: { kind: 'app' },
  })
  expect(waiting.state).toBe('awaiting-approvals')
  const { rows } = await p.as(mother.actor).call(contract.listMyApprovals, { query: { waiting: true } })
  const asked = await p.as(mother.actor).call(contract.readApproval, {
    params: { approvalId: rows[0]!.approvalId },
  })
  expect(asked.sentence.vi).toContain('thay bạn')
  expect(asked.lines.map(({ text }) => text.vi)).toContain('Vay vốn, mua bán nhà đất')
  await answerAll(mother)
  const now = await p.as(mother.actor).call(contract.readMyDossier, {
    params: { dossierId: waiting.dossierId },
  })
  expect(now.state).toBe('submitted')
  expect(now.clock.intakeDueAt?.slice(0, 10)).toBe('2026-11-25') // the 24th is a day off
})

test('who has no account signs; a paper that a register holds may not be asked for', async () => {
  const { act } = await platform()
  const elder = await act((call) => person(call, { name: 'Bùi Thị Bình', account: false }))
  const inApp = await refused(
    filedAt(office.oneStop, people.child.number, SINGLE, purpose, { confirmation: { kind: 'app' } }),
  )
  expect(inApp.type).toBe('/problems/services/applicant-too-young')
  expect(elder.number).toHaveLength(12)
  const held = await refused(
    filedAt(office.oneStop, people.mother.number, BIRTH, birth(), { asksFor: ['marriage-certificate'] }),
  )
  expect(held).toMatchObject({ type: '/problems/services/paper-held', paper: 'marriage-certificate' })
  expect(held.detail).toContain('Cơ sở dữ liệu hộ tịch điện tử')
})

const birth = () => ({
  childName: 'Trần Minh Quân',
  childSex: 'male',
  childBornOn: '2026-11-19',
  birthUnit: { provinceId: 1, unitId: people.wards.there },
  birthFacility: 'Trạm y tế phường',
  declared: true,
})

test.each([
  ['an unknown number', () => '999999999999', 'services/visitor-unknown'],
  ['half a number', () => '00119', 'services/card-unreadable'],
  [
    'a card of someone else',
    () => `${people.mother.number}||TRẦN THỊ KHÁC|05031990|Nữ|x|01012024`,
    'services/card-differs',
  ],
  ['the officer himself', () => office.oneStop.number, 'services/own-matter'],
])('%s is refused', async (_what, card, problem) => {
  const at = await desk(office.oneStop)
  const text = card().padEnd(9, 'x')
  const told = await refused(at.call(contract.openCounterDraft, { body: { code: SINGLE, card: text } }))
  expect(told.type).toBe(`/problems/${problem}`)
})

test('a form at one counter is not another officer’s, nor the citizen’s', async () => {
  const { draft } = await filledIn(office.oneStop, people.mother.number, SINGLE, {})
  const params = { draftId: draft.draftId }
  const { as } = await platform()
  const registrar = await desk(office.registrar)
  expect((await refused(registrar.call(contract.readCounterDraft, { params }))).status).toBe(404)
  expect((await refused(as(people.mother.actor).call(contract.readDraft, { params }))).status).toBe(404)
  const { rows } = await as(people.mother.actor).call(contract.listDrafts, {})
  expect(rows.map(({ draftId }) => draftId)).not.toContain(draft.draftId)
})

test('one form of a birth becomes two dossiers, the second filed by itself and asking whom it must', async () => {
  const p = await platform()
  const filed = await filedAt(office.registrar, people.mother.number, BIRTH, {
    ...birth(),
    withResidence: true,
  })
  expect(filed.links.map(({ state }) => state)).toEqual(['waiting'])
  await decided(filed.dossierId, office)
  await p.settle()
  const params = { dossierId: filed.dossierId }
  const mother = p.as(people.mother.actor)
  const done = await mother.call(contract.readMyDossier, { params })
  const link = done.links.find(({ state }) => state === 'filed')!
  const linked = await mother.call(contract.readMyDossier, { params: { dossierId: link.dossierId! } })
  // The father heads the household and owns the house: he is asked once, in his own app.
  expect(linked).toMatchObject({ state: 'awaiting-approvals', service: { code: '1.004222' } })
  expect(linked.approvals.map(({ state }) => state).sort()).toEqual(['asked', 'given'])
  await answerAll(people.father)
  const arrived = await mother.call(contract.readMyDossier, { params: { dossierId: link.dossierId! } })
  expect(arrived.state).toBe('submitted')
  expect(
    arrived.sections.flatMap(({ rows }) => rows).find(({ field }) => field === 'children')?.text.vi,
  ).toBe('Trần Minh Quân')
})

test('when the second cannot be filed the birth stands, and the citizen reads why', async () => {
  const p = await platform()
  const filed = await filedAt(office.registrar, people.mother.number, BIRTH, {
    ...birth(),
    childName: 'Trần Minh Châu',
    withResidence: true,
  })
  // Meanwhile the family moves: the household it was to join is no more.
  await p.act(
    async (call) => {
      await registerPermanentResidence(call, {
        dwellingId: people.house,
        on: '2026-11-23',
        people: [
          { personNumber: people.father.number, relationToHead: 'head' },
          { personNumber: people.mother.number, relationToHead: 'wife' },
          { personNumber: people.child.number, relationToHead: 'child' },
          ...(await membersOf(call, people.homeHousehold))
            .map(({ personNumber }) => personNumber)
            .filter(
              (one) => ![people.father, people.mother, people.child].some(({ number }) => number === one),
            )
            .map((personNumber) => ({ personNumber, relationToHead: 'child' })),
        ],
      })
    },
    { now: MONDAY },
  )
  await decided(filed.dossierId, office)
  await p.settle()
  const params = { dossierId: filed.dossierId }
  const done = await p.as(people.mother.actor).call(contract.readMyDossier, { params })
  expect(done.decision?.outcome).toBe('approved')
  const failed = done.links.find(({ state }) => state === 'failed')
  expect(failed?.problem?.vi).toContain('Hộ này không ở tại chỗ ở đã chọn')
})
