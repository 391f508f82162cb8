import { beforeAll, expect, test } from 'vitest'
import { currentOf } from '#residence'
import { platform } from '#testing'
import * as contract from './contract.ts'
import { MONDAY, moveTo, neighbourhood } from './scene-for-tests.ts'

beforeAll(async () => {
  await platform()
}, 120_000)

test('a request goes all the way: filled in, submitted, agreed to, accepted, proposed, signed, registered', async () => {
  const { as, at, act, settle } = await platform()
  at(MONDAY)
  const people = await neighbourhood()
  const { mother, landlord, house, handler, chief } = people
  const citizen = as(mother.actor)
  const opened = await citizen.call(contract.openDraft, { params: { code: '1.004194' } })
  expect(opened.answers).toMatchObject({ name: 'Nguyễn Thị Hường', sex: 'female', headName: 'Trần Văn Thủy' })
  expect(opened.share.filled / opened.share.fields).toBeGreaterThanOrEqual(0.8)

  const params = { draftId: opened.draftId }
  const serviceVersion = opened.service.version
  const saved = await citizen.call(contract.saveDraft, {
    params,
    body: { revision: opened.revision, serviceVersion, answers: { ...opened.answers, ...moveTo(people) } },
  })
  const submitted = await citizen.call(contract.submitDraft, {
    params,
    body: { revision: saved.revision, serviceVersion },
  })
  expect(submitted).toMatchObject({ state: 'awaiting-approvals', nationalCode: 1, fee: { amountDong: 0 } })
  expect(submitted.code).toMatch(/^G01\.[0-9.]+-261123-01\d{4}$/)

  const owner = as(landlord.actor)
  const { rows } = await owner.call(contract.listMyApprovals, { query: { waiting: true } })
  expect(rows).toHaveLength(1)
  const asked = await owner.call(contract.readApproval, { params: { approvalId: rows[0]!.approvalId } })
  expect(asked.lines.map(({ text }) => text.vi)).toContain(
    'Số 56 đường Trần Phú, Phường Ngọc Hà, Thành phố Hà Nội',
  )
  await owner.call(contract.decideApproval, {
    params: { approvalId: asked.approvalId },
    body: { hash: asked.hash, decision: 'approve' },
  })

  const dossier = { dossierId: submitted.dossierId }
  const list = await as(handler.actor).call(contract.listWorklist, { query: { filter: 'new', counts: true } })
  expect(list.rows).toHaveLength(1)
  expect(list.counts).toMatchObject({ new: 1, open: 1, mine: 0 })
  const desk = as(handler.actor)
  const accepted = await desk.call(contract.acceptDossier, {
    params: dossier,
    body: { version: list.rows[0]!.version },
  })
  // 24 November is Culture Day, so the third working day is the Friday.
  expect(accepted).toMatchObject({ state: 'accepted', clock: { state: 'runs', dueOn: '2026-11-27' } })
  const proposed = await desk.call(contract.proposeDecision, {
    params: dossier,
    body: { version: accepted.version, outcome: 'approved', reasons: [] },
  })
  const signed = await as(chief.actor).call(contract.signDecision, {
    params: dossier,
    body: { version: proposed.version },
  })
  expect(signed).toMatchObject({ state: 'approved', decision: { outcome: 'approved' } })
  const home = await act((call) => currentOf(call, mother.number))
  expect(home).toMatchObject({
    temporaryDwellingId: house,
    temporaryUntil: '2027-11-24',
    temporaryRelation: 'head',
  })
  await settle()
  const seen = await citizen.call(contract.readMyDossier, { params: dossier })
  expect(seen).toMatchObject({ state: 'returned', nationalCode: 10 })
  expect(seen.documents.map(({ kind }) => kind).sort()).toEqual(['CT04', 'CT08'])
})
