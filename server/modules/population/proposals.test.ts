import { beforeAll, expect, test } from 'vitest'
import { type Platform, platform } from '#testing'
import { dwelling, household, type Scene, scene } from '#testing/homes.ts'
import { born, citizen, officer } from '#testing/people.ts'
import * as contract from './contract.ts'

const PDF = Buffer.from('%PDF-1.7\nGiấy khai sinh\n%%EOF')
/** A Monday morning. */
const MONDAY = '2026-11-30T02:00:00Z'
let p: Platform
let at: Scene
const police = () => officer(at.police, { level: 'commune', unitId: at.here })
const others = () => officer(at.police, { level: 'commune', unitId: at.there })
const me = () => p.as(citizen(at.wife))

beforeAll(async () => {
  p = await platform()
  at = await scene(p)
  p.at(MONDAY)
})

const propose = (field: string, value: string) =>
  me().call(contract.propose, { body: { field, value, explanation: 'Giấy khai sinh của tôi ghi khác' } })

test('what a citizen proposes comes to the commune where he lives, with two working days', async () => {
  const fields = await me().call(contract.listProposableFields, {})
  expect(fields.rows.map(({ field }) => field)).toContain('religion')
  const made = await propose('religion', '02')
  expect(made).toMatchObject({ state: 'submitted', shown: 'Công giáo', dueAt: '2026-12-02T10:00:00.000Z' })
  await expect(propose('religion', '01')).rejects.toMatchObject({
    type: '/problems/population/proposal-open',
  })
  await expect(propose('religion', '77')).rejects.toMatchObject({ type: '/problems/population/value-unfit' })
  await expect(propose('sex', 'female')).rejects.toMatchObject({ type: '/problems/population/same-value' })
  await expect(propose('maritalStatus', 'single')).rejects.toMatchObject({
    type: '/problems/population/field-not-proposable',
  })
  const { rows, counts } = await p.as(police()).call(contract.listProposals, { query: {} })
  expect(rows.map(({ proposalId }) => proposalId)).toEqual([made.proposalId])
  expect(counts).toMatchObject({ open: 1, closed: 0 })
  expect((await p.as(others()).call(contract.listProposals, { query: {} })).rows).toEqual([])
  await expect(
    p.as(others()).call(contract.readProposal, { params: { proposalId: made.proposalId } }),
  ).rejects.toMatchObject({ type: '/problems/population/proposal-unknown' })
  await expect(
    p.as(citizen(at.husband)).call(contract.readMyProposal, { params: { proposalId: made.proposalId } }),
  ).rejects.toMatchObject({ type: '/problems/population/proposal-unknown' })
})

test('evidence is asked for once, the clock stands meanwhile, and what is accepted is a correction with its provenance', async () => {
  const [open] = (await me().call(contract.listMyProposals, {})).rows
  const params = { proposalId: open!.proposalId }
  const desk = p.as(police())
  p.at('2026-12-01T02:00:00Z')
  const asked = await desk.call(contract.askEvidence, {
    params,
    body: { version: open!.version, text: 'Gửi ảnh sổ gia đình công giáo' },
  })
  expect(asked.state).toBe('evidence-asked')
  await p.settle()
  await expect(
    me().call(contract.addProposalFile, { params, body: Buffer.from('no file at all') as never }),
  ).rejects.toMatchObject({
    type: '/problems/platform/file-refused',
  })
  const filed = await me().call(contract.addProposalFile, { params, body: PDF as never })
  expect(filed.files).toHaveLength(1)
  p.at('2026-12-08T02:00:00Z')
  const answered = await me().call(contract.answerProposal, {
    params,
    body: { version: asked.version, text: 'Tôi đã gửi' },
  })
  expect(answered.state).toBe('submitted')
  expect(Date.parse(answered.dueAt)).toBeGreaterThan(Date.parse('2026-12-08T02:00:00Z'))
  await expect(
    desk.call(contract.askEvidence, { params, body: { version: answered.version, text: 'Thêm nữa' } }),
  ).rejects.toMatchObject({ type: '/problems/population/evidence-asked-before' })
  const file = await desk.send(contract.readProposalFile, {
    params: { ...params, fileId: filed.files[0]!.fileId },
  })
  expect(file.bytes.equals(PDF)).toBe(true)
  const done = await desk.call(contract.decideProposal, {
    params,
    body: { version: answered.version, accept: true, note: 'Sổ gia đình công giáo số 5' },
  })
  expect(done).toMatchObject({ state: 'accepted', standsNow: 'Công giáo' })
  const [event] = await p.sql<{ kind: string; evidence: object }[]>`
    select kind, evidence from population.life_events where person_number = ${at.wife.number}
    order by recorded_at desc limit 1`
  expect(event).toMatchObject({ kind: 'details-correction', evidence: { proposal: open!.proposalId } })
  await p.settle()
  const told = await p.sql<{ kind: string }[]>`
    select kind from notifications.messages where person_number = ${at.wife.number} and about_kind = 'proposal'
    order by at, notification_id`
  expect(told.map(({ kind }) => kind)).toEqual(['proposal-evidence-asked', 'proposal-accepted'])
})

test('a refusal names a reason of the list and says how to complain; nothing changes', async () => {
  const made = await propose('bloodGroup', 'O')
  const params = { proposalId: made.proposalId }
  const body = { version: made.version, accept: false, note: 'Chưa có giấy xét nghiệm' }
  await expect(p.as(police()).call(contract.decideProposal, { params, body })).rejects.toMatchObject({
    type: '/problems/population/reason-unknown',
  })
  await p.as(police()).call(contract.decideProposal, { params, body: { ...body, reason: 'no-evidence' } })
  const mine = await me().call(contract.readMyProposal, { params })
  expect(mine).toMatchObject({
    state: 'refused',
    reason: { en: 'No evidence was given' },
    complaint: { days: 30 },
  })
  const fields = await me().call(contract.listProposableFields, {})
  expect(fields.rows.find(({ field }) => field === 'bloodGroup')?.now).toBeNull()
})

test('a proposal follows the person who moved: the office hands it on, and may do nothing else with it afterwards', async () => {
  const mover = await born(p, { name: 'Hồ Thị Mai', bornOn: '1991-01-01' })
  await household(p, await dwelling(p, at.here), [mover])
  const made = await p.as(citizen(mover)).call(contract.propose, {
    body: { field: 'phone', value: '0912345678', explanation: 'Số điện thoại mới của tôi' },
  })
  await household(p, await dwelling(p, at.there), [mover], '2026-11-01')
  const params = { proposalId: made.proposalId }
  const seen = await p.as(police()).call(contract.readProposal, { params })
  expect(seen.livesIn?.unitId).toBe(at.there)
  await p.as(police()).call(contract.forwardProposal, { params, body: { version: seen.version } })
  const there = await p.as(others()).call(contract.readProposal, { params })
  expect(there.livesIn).toBeNull()
  await expect(p.as(police()).call(contract.readProposal, { params })).rejects.toMatchObject({
    type: '/problems/population/proposal-unknown',
  })
  const done = await p.as(others()).call(contract.decideProposal, {
    params,
    body: { version: there.version, accept: true, note: 'Đã gọi xác nhận số máy' },
  })
  expect(done.standsNow).toBe('0912345678')
})
