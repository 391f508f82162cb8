import { beforeAll, expect, test } from 'vitest'
import { platform } from '#testing'
import * as contract from './contract.ts'
import { desk } from './desk-for-tests.ts'
import { pdf, scan } from './papers-for-tests.ts'
import { committee, drafted, MONDAY, type Neighbourhood, neighbourhood, refused } from './scene-for-tests.ts'
import { endDrafts } from './waiting.ts'

const BIRTH = '1.001193'
const NOTICE = 'birth-notice'

let people: Neighbourhood
let office: Awaited<ReturnType<typeof committee>>
beforeAll(async () => {
  const p = await platform()
  p.at(MONDAY)
  people = await neighbourhood()
  office = await committee(people.wards.home)
})

const me = async () => (await platform()).as(people.mother.actor)
const bodyOf = (bytes: Buffer) => bytes as never

/** A birth with one picture of the notice, accepted by the office. */
async function sent() {
  const draft = await drafted(people.mother, BIRTH, {
    childName: 'Trần Minh An',
    childSex: 'male',
    childBornOn: '2026-11-20',
    birthUnit: { provinceId: 1, unitId: people.wards.there },
    birthFacility: 'Bệnh viện Phụ sản',
    declared: true,
  })
  const mine = await me()
  const params = { draftId: draft.draftId }
  await mine.call(contract.addAttachment, { params: { ...params, slot: NOTICE }, body: bodyOf(scan()) })
  const { dossierId, version } = await mine.call(contract.submitDraft, {
    params,
    body: { revision: draft.revision, serviceVersion: draft.service.version },
  })
  const officer = await desk(office.registrar)
  return officer.call(contract.acceptDossier, { params: { dossierId }, body: { version } })
}

async function asked(fields: string[]) {
  const { dossierId, version, fieldsToMark } = await sent()
  expect(fieldsToMark.map(({ field }) => field)).toContain(NOTICE)
  const officer = await desk(office.registrar)
  await officer.call(contract.askSupplement, {
    params: { dossierId },
    body: { version, fields, text: 'Ảnh giấy chứng sinh bị mờ, xin chụp lại' },
  })
  return dossierId
}

const add = async (dossierId: string, bytes: Buffer, slot = NOTICE) =>
  (await me()).call(contract.addSupplementPaper, { params: { dossierId, slot }, body: bodyOf(bytes) })

async function give(dossierId: string, answers: Record<string, unknown> = {}) {
  const mine = await me()
  const { version } = await mine.call(contract.readSupplement, { params: { dossierId } })
  return mine.call(contract.supplementDossier, { params: { dossierId }, body: { version, answers } })
}

test('the officer asks for a new scan; it stands for the old one, which is kept', async () => {
  const dossierId = await asked([NOTICE])
  const mine = await me()
  const nothing = await refused(give(dossierId))
  expect(nothing.errors).toMatchObject([{ field: NOTICE }])
  await add(dossierId, scan())
  const { attachments: two } = await add(dossierId, await pdf(2))
  const params = { dossierId, attachmentId: two[0]!.attachmentId }
  const shown = await mine.send(contract.readSupplementPaper, { params })
  expect(shown.headers['content-type']).toBe('image/png')
  const turned = await mine.call(contract.orderSupplementPapers, {
    params: { dossierId, slot: NOTICE },
    body: { attachmentIds: [two[1]!.attachmentId] },
  })
  expect(turned.attachments.map(({ pages }) => pages)).toEqual([2, 1])
  const left = await mine.call(contract.removeSupplementPaper, { params })
  expect(left.attachments).toHaveLength(1)
  await (await platform()).act((call) => endDrafts(call))
  const form = await mine.call(contract.readSupplement, { params: { dossierId } })
  expect(form.attachments.map(({ pages }) => pages)).toEqual([2])
  expect(form.papers.map(({ code }) => code)).toEqual([NOTICE])

  const given = await give(dossierId)
  expect(given.attachments.map(({ pages, replacedAt }) => [pages, replacedAt !== null])).toEqual([
    [2, false],
    [1, true],
  ])
  expect(given.state).toBe('processing')
  const officer = await desk(office.registrar)
  for (const { attachmentId } of given.attachments) {
    const file = { params: { dossierId, attachmentId } }
    expect((await officer.send(contract.readDeskAttachment, file)).status).toBe(200)
  }
  const late = await refused(add(dossierId, scan()))
  expect(late.type).toBe('/problems/services/act-not-now')
})

test('what was not asked for is not taken, nor from anybody else, nor before anybody asked', async () => {
  const dossierId = await asked(['birthFacility'])
  const unasked = await refused(add(dossierId, scan()))
  expect(unasked.type).toBe('/problems/services/paper-not-marked')
  const stranger = (await platform()).as(people.landlord.actor)
  const into = { params: { dossierId, slot: NOTICE }, body: bodyOf(scan()) }
  expect((await refused(stranger.call(contract.addSupplementPaper, into))).status).toBe(404)
  const early = await refused(add((await sent()).dossierId, scan()))
  expect(early.type).toBe('/problems/services/act-not-now')
  const given = await give(dossierId, { birthFacility: 'Trạm y tế phường' })
  expect(given.attachments.map(({ replacedAt }) => replacedAt)).toEqual([null])
})
