/** What people say of a dossier of theirs (#feedback), through its contract. */
import { beforeAll, beforeEach, expect, test } from 'vitest'
import * as feedback from '#feedback/contract'
import { listMyNotifications } from '#notifications/contract'
import { platform } from '#testing'
import * as contract from './contract.ts'
import { accepted, desk, of, proposed } from './desk-for-tests.ts'
import { MONDAY, type Neighbourhood, neighbourhood, refused } from './scene-for-tests.ts'

let people: Neighbourhood
beforeAll(async () => {
  const { at } = await platform()
  at(MONDAY)
  people = await neighbourhood({ ownOffice: true })
})
beforeEach(async () => (await platform()).at(MONDAY))

const mother = async () => (await platform()).as(people.mother.actor)
const said = 'Cán bộ trả lời chậm và không giải thích rõ'

/** A request of the mother, refused by the chief. */
async function refusedDossier() {
  people = { ...people, ...(await neighbourhood({ ownOffice: true })) }
  const at = await proposed(people, 'refused')
  const chief = await desk(people.chief)
  return chief.call(contract.signDecision, { params: of(at), body: { version: at.version } })
}

test('a refusal is complained about once; only the head answers, and the citizen is told', async () => {
  const p = await platform()
  const dossier = await refusedDossier()
  const body = {
    kind: 'complaint' as const,
    dossierId: dossier.dossierId,
    subject: 'Khiếu nại',
    said,
    mayPublish: true,
  }
  const one = await (await mother()).call(feedback.sendCase, { body })
  expect(one).toMatchObject({ kind: 'complaint', code: dossier.code, mayPublish: false, state: 'sent' })
  expect(one.dueAt).toBe('2027-01-02T02:00:00.000Z')
  const twice = await refused((await mother()).call(feedback.sendCase, { body }))
  expect(twice).toMatchObject({ status: 409, type: '/problems/feedback/said-before' })
  const params = { caseId: one.caseId }
  const handler = await desk(people.handler)
  const read = await handler.call(feedback.readDeskCase, { params })
  expect(read).toMatchObject({ sender: { name: 'Nguyễn Thị Hường' }, leaderOnly: true })
  const answer = {
    version: read.version,
    outcome: 'founded' as const,
    answer: 'Cơ quan sẽ xem xét lại hồ sơ của bạn',
  }
  const notHis = await refused(handler.call(feedback.answerCase, { params, body: answer }))
  expect(notHis).toMatchObject({ status: 403, type: '/problems/feedback/leader-answers' })
  const passed = {
    version: 1,
    unitId: people.wards.home,
    agencyKind: 'commune-police' as const,
    reason: 'Không thuộc thẩm quyền',
  }
  expect((await refused(handler.call(feedback.transferCase, { params, body: passed }))).type).toBe(
    '/problems/feedback/not-now',
  )
  const stranger = await refused((await desk(people.stranger)).call(feedback.readDeskCase, { params }))
  expect(stranger.status).toBe(404)
  const chief = await desk(people.chief)
  const stale = await refused(chief.call(feedback.answerCase, { params, body: { ...answer, version: 7 } }))
  expect(stale.type).toBe('/problems/feedback/case-changed')
  await chief.call(feedback.answerCase, {
    params,
    body: { ...answer, published: 'Điều này không được đăng vì là khiếu nại' },
  })
  expect(await (await mother()).call(feedback.readMyCase, { params })).toMatchObject({
    state: 'answered',
    outcome: 'founded',
    published: null,
    reopened: true,
  })
  // The refusal is cancelled: the dossier lies on the desk again, its term begins anew, its paper is no longer good.
  const again = await chief.call(contract.readDeskDossier, { params: of(dossier) })
  expect(again).toMatchObject({ state: 'accepted', decision: null })
  expect(again.clock.dueAt! > MONDAY.toISOString()).toBe(true)
  expect(again.steps.at(-1)).toMatchObject({ words: { en: 'Opened again: the complaint was right' } })
  expect(again.documents.filter(({ state }) => state === 'revoked')).toHaveLength(1)
  await p.settle()
  const { rows } = await (await mother()).call(listMyNotifications, { query: {} })
  expect(rows.map(({ about }) => about)).toContainEqual(
    expect.objectContaining({ kind: 'feedback', id: one.caseId }),
  )
  expect(rows.some(({ title }) => title.en.startsWith('Opened again'))).toBe(true)
})

test('what was not refused, or long ago, is not complained about', async () => {
  const { at } = await platform()
  const open = await accepted(people)
  const complain = async (dossierId: string) =>
    refused(
      (await mother()).call(feedback.sendCase, {
        body: { kind: 'complaint', dossierId, subject: 'Khiếu nại', said, mayPublish: false },
      }),
    )
  expect((await complain(open.dossierId)).type).toBe('/problems/feedback/nothing-to-complain')
  const dossier = await refusedDossier()
  at('2027-02-22T02:00:01Z')
  expect((await complain(dossier.dossierId)).type).toBe('/problems/feedback/nothing-to-complain')
})

test('a paper the register holds opens a case against the desk; one that is needed does not', async () => {
  const dossier = await accepted(people)
  const spared = dossier.papers.find(({ needed }) => !needed)!
  const say = async (subject: string) =>
    (await mother()).send(feedback.sendCase, {
      body: { kind: 'paper-asked', dossierId: dossier.dossierId, subject, said, mayPublish: false },
    })
  const opened = await say(spared.code)
  expect(opened.body).toMatchObject({ kind: 'paper-asked', subject: spared.name.vi })
  expect((await say(spared.code)).status).toBe(409)
  expect((await say('no-such-paper')).status).toBe(422)
  const counts = await (await desk(people.chief)).call(feedback.countDeskCases, {})
  expect(counts).toMatchObject({ open: 1, overdue: 0 })
  const { at } = await platform()
  at('2026-11-27T02:00:00Z')
  expect(await (await desk(people.chief)).call(feedback.countDeskCases, {})).toMatchObject({ overdue: 1 })
  const { rows } = await (await desk(people.chief)).call(feedback.listDeskCases, { query: { list: 'open' } })
  expect(rows[0]).toMatchObject({ overdue: true, subject: spared.name.vi })
})

test('a comment goes to an office, is passed on once, answered and published', async () => {
  const p = await platform()
  const { caseId, version } = await (await mother()).call(feedback.sendCase, {
    body: {
      kind: 'comment',
      unitId: people.wards.elsewhere,
      agencyKind: 'commune-police',
      subject: 'Giờ tiếp dân',
      said,
      mayPublish: true,
    },
  })
  const params = { caseId }
  const first = await desk(people.stranger)
  const to = {
    unitId: people.wards.there,
    agencyKind: 'commune-police' as const,
    reason: 'Việc này của phường bên',
  }
  await first.call(feedback.transferCase, { params, body: { version, ...to } })
  const second = await desk(people.handler)
  const taken = await second.call(feedback.takeUpCase, { params, body: { version: version + 1 } })
  const back = {
    version: taken.version,
    unitId: people.wards.elsewhere,
    agencyKind: 'commune-police' as const,
    reason: 'Trả lại phường kia',
  }
  expect((await refused(second.call(feedback.transferCase, { params, body: back }))).type).toBe(
    '/problems/feedback/not-now',
  )
  await second.call(feedback.answerCase, {
    params,
    body: {
      version: taken.version,
      outcome: 'founded',
      answer: 'Cảm ơn bạn, chúng tôi đã sửa lịch tiếp dân',
      published: 'Người dân hỏi giờ tiếp dân; phường tiếp cả sáng thứ bảy.',
    },
  })
  const published = await p.as({ kind: 'anonymous' }).call(feedback.listPublished, { query: {} })
  expect(published.rows[0]).toMatchObject({ caseId, text: expect.stringContaining('thứ bảy') })
  expect(JSON.stringify(published)).not.toContain(people.mother.number)
  const late = await refused(
    (await mother()).call(feedback.withdrawCase, { params, body: { version: taken.version + 1 } }),
  )
  expect(late.type).toBe('/problems/feedback/not-now')
  const nowhere = await refused(
    (await mother()).call(feedback.sendCase, {
      body: { kind: 'comment', subject: 'Không rõ', said, mayPublish: false },
    }),
  )
  expect(nowhere.type).toBe('/problems/feedback/agency-unknown')
})

test('a dossier is rated once, after it has ended', async () => {
  const open = await accepted(people)
  const rate = async (dossierId: string) =>
    (await mother()).send(feedback.rateDossier, {
      params: { dossierId },
      body: { mark: 4, comment: 'Nhanh' },
    })
  expect((await rate(open.dossierId)).status).toBe(409)
  const ended = await refusedDossier()
  expect((await rate(ended.dossierId)).body).toEqual({ mark: 4, comment: 'Nhanh' })
  expect((await rate(ended.dossierId)).body).toMatchObject({ type: '/problems/feedback/rated-before' })
  const params = { dossierId: ended.dossierId }
  expect(await (await mother()).call(feedback.readMyRating, { params })).toMatchObject({ mark: 4 })
})
