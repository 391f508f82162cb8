import { readdir } from 'node:fs/promises'
import { beforeAll, expect, test } from 'vitest'
import { sweepFiles } from '#platform/files.ts'
import { readImage } from '#platform/image-file.ts'
import { readPdf } from '#platform/pdf-file.ts'
import { platform } from '#testing'
import * as contract from './contract.ts'
import { desk } from './desk-for-tests.ts'
import { pdf, photo, scan } from './papers-for-tests.ts'
import {
  committee,
  MONDAY,
  type Neighbourhood,
  neighbourhood,
  type Officer,
  provincial,
  refused,
} from './scene-for-tests.ts'
import { endDrafts } from './waiting.ts'

const DIPLOMA = '0.422012'
const BIRTH = '1.001193'
const request = { level: 'lower', institution: 'Lycée A', country: 'Pháp', year: '2024', declared: true }

let people: Neighbourhood
let office: Awaited<ReturnType<typeof committee>>
/** Of the department that recognises diplomas. */
let department: Officer
beforeAll(async () => {
  const p = await platform()
  p.at(MONDAY)
  people = await neighbourhood()
  office = await committee(people.wards.home)
  department = await provincial('province-education', people.wards.home)
})

const me = async () => (await platform()).as(people.mother.actor)
const bodyOf = (bytes: Buffer) => bytes as never

async function opened(code = DIPLOMA, answers: Record<string, unknown> = request) {
  const mine = await me()
  const draft = await mine.call(contract.openDraft, { params: { code } })
  return mine.call(contract.saveDraft, {
    params: { draftId: draft.draftId },
    body: {
      revision: draft.revision,
      serviceVersion: draft.service.version,
      answers: { ...draft.answers, ...answers },
    },
  })
}

async function attached(draftId: string, bytes: Buffer, slot = 'diploma') {
  return (await me()).call(contract.addAttachment, { params: { draftId, slot }, body: bodyOf(bytes) })
}

test('four files go up, are put in order, one is removed; the dossier takes them and its officer opens them', async () => {
  const mine = await me()
  const draft = await opened()
  const { draftId } = draft
  const submit = () =>
    mine.call(contract.submitDraft, {
      params: { draftId },
      body: { revision: draft.revision, serviceVersion: draft.service.version },
    })
  const without = await refused(submit())
  expect(without.errors).toMatchObject([{ field: 'diploma' }])
  for (const bytes of [scan(), photo(), await pdf(3), scan()]) await attached(draftId, bytes)
  const { attachments } = await mine.call(contract.readDraft, { params: { draftId } })
  expect(attachments.map(({ contentType, pages }) => [contentType, pages])).toEqual([
    ['image/png', 1],
    ['image/jpeg', 1],
    ['application/pdf', 3],
    ['image/png', 1],
  ])
  const ids = attachments.map(({ attachmentId }) => attachmentId)
  const turned = await mine.call(contract.orderAttachments, {
    params: { draftId, slot: 'diploma' },
    body: { attachmentIds: [ids[2]!, ids[0]!] },
  })
  expect(turned.attachments.map(({ attachmentId }) => attachmentId)).toEqual([ids[2], ids[0], ids[1], ids[3]])
  const params = { draftId, attachmentId: ids[3]! }
  await mine.call(contract.removeAttachment, { params })
  const left = await mine.call(contract.removeAttachment, { params })
  expect(left.attachments).toHaveLength(3)
  const filed = await submit()
  expect(filed.attachments.map(({ pages }) => pages)).toEqual([3, 1, 1])
  expect(filed.sections[0]!.rows.at(-1)?.text.vi).toBe('3 tệp đính kèm')
  const file = { dossierId: filed.dossierId, attachmentId: ids[1]! }
  const at = await desk(department)
  const shown = await at.send(contract.readDeskAttachment, { params: file })
  expect(shown.headers['content-type']).toBe('image/jpeg')
  expect(shown.headers['content-security-policy']).toContain('sandbox')
  expect(shown.bytes.includes('GPS')).toBe(false)
  const read = await mine.send(contract.readMyAttachment, { params: file })
  expect(read.bytes.equals(shown.bytes)).toBe(true)
  const { owner } = await platform()
  const entries = await owner`
    select 1 from audit.entries where act like '%/desk/dossiers/:dossierId/attachments%' and dossier_id = ${filed.dossierId}`
  expect(entries).toHaveLength(1)
})

test('nobody else opens, adds or removes', async () => {
  const draft = await opened()
  const { attachments } = await attached(draft.draftId, scan())
  const params = { draftId: draft.draftId, attachmentId: attachments[0]!.attachmentId }
  const stranger = (await platform()).as(people.landlord.actor)
  expect((await refused(stranger.call(contract.readAttachment, { params }))).status).toBe(404)
  expect((await refused(stranger.call(contract.removeAttachment, { params }))).status).toBe(404)
  const into = { draftId: draft.draftId, slot: 'diploma' }
  const tried = stranger.call(contract.addAttachment, { params: into, body: bodyOf(scan()) })
  expect((await refused(tried)).status).toBe(404)
  const officer = await desk(office.oneStop)
  expect((await refused(officer.call(contract.readCounterAttachment, { params }))).status).toBe(404)
})

test('a paper that a register holds is not taken; one that none holds is', async () => {
  const draft = await opened(BIRTH, {})
  const held = await refused(attached(draft.draftId, scan(), 'identity-card'))
  expect(held.type).toBe('/problems/services/paper-not-asked')
  expect((await refused(attached(draft.draftId, scan(), 'no-such-paper'))).status).toBe(422)
  expect((await attached(draft.draftId, scan(), 'birth-notice')).attachments).toHaveLength(1)
})

test('what cannot be used is said at once, and why', async () => {
  const { draftId } = await opened()
  const whole = await pdf(1)
  const cases: [Buffer, string][] = [
    [scan(400, 2000), 'quá nhỏ'],
    [scan().subarray(0, 5000), 'hỏng'],
    [whole.subarray(0, whole.length - 400), 'hỏng'],
    [await pdf(51), '50 trang'],
    [await pdf(1, { userPassword: 'x' }), 'mật khẩu'],
    [await pdf(1, {}, (document) => document.file(Buffer.from('x'), { name: 'x.txt' })), 'mã lệnh'],
    [Buffer.concat([photo(3000, 2500).subarray(0, 300), Buffer.from([0xff, 0xd9])]), 'quá tối'],
  ]
  for (const [bytes, word] of cases) {
    const said = await refused(attached(draftId, bytes))
    expect([said.type, said.detail]).toEqual([
      '/problems/services/file-not-usable',
      expect.stringContaining(word),
    ])
  }
  const other = await refused(attached(draftId, Buffer.from('<script>alert(1)</script>')))
  expect(other.type).toBe('/problems/platform/file-refused')
})

test('of each paper at most ten files are taken', async () => {
  const { draftId } = await opened()
  const { attachments } = await (await me()).call(contract.readDraft, { params: { draftId } })
  for (let file = attachments.length; file < 10; file++) await attached(draftId, photo())
  const eleventh = await refused(attached(draftId, photo()))
  expect(eleventh.type).toBe('/problems/services/too-many-attachments')
})

test('what the officer scans counts as compared only when he says so; the receipt and the office read it', async () => {
  const lazy = await scannedAtCounter([])
  expect(lazy).toEqual({ compared: [false, false], form: 'Bản chụp chưa đối chiếu, 3 trang' })
  const careful = await scannedAtCounter([true])
  expect(careful).toEqual({ compared: [true, true], form: 'Bản số hóa đã đối chiếu với bản chính, 3 trang' })
  const undone = await scannedAtCounter([true, false])
  expect(undone.compared).toEqual([false, false])
  const more = await scannedAtCounter([true], true)
  expect(more).toEqual({ compared: [true, true, false], form: 'Bản chụp chưa đối chiếu, 4 trang' })
})

test('nobody compares what is not there, and no citizen says that he compared', async () => {
  const draft = await opened()
  const into = { params: { draftId: draft.draftId, slot: 'diploma' }, body: { compared: true } }
  expect((await refused((await me()).call(contract.compareCounterAttachments, into))).status).toBe(403)
  const at = await desk(office.oneStop)
  const form = await at.call(contract.openCounterDraft, {
    body: { code: DIPLOMA, card: people.mother.number },
  })
  const none = { params: { draftId: form.draft.draftId, slot: 'birth-notice' }, body: { compared: true } }
  const said = await refused(at.call(contract.compareCounterAttachments, none))
  expect(said.type).toBe('/problems/services/attachment-unknown')
})

/** Two files scanned, what the officer then says of them one after the other, perhaps one more file; filed. */
async function scannedAtCounter(said: boolean[], oneMore = false) {
  const at = await desk(office.oneStop)
  const { draft } = await at.call(contract.openCounterDraft, {
    body: { code: DIPLOMA, card: people.mother.number },
  })
  const saved = await at.call(contract.saveCounterDraft, {
    params: { draftId: draft.draftId },
    body: {
      revision: draft.revision,
      serviceVersion: draft.service.version,
      answers: { ...draft.answers, ...request },
    },
  })
  const into = { draftId: draft.draftId, slot: 'diploma' }
  const add = (bytes: Buffer) => at.call(contract.addCounterAttachment, { params: into, body: bodyOf(bytes) })
  await add(await pdf(2))
  await add(scan())
  for (const compared of said) {
    const told = await at.call(contract.compareCounterAttachments, { params: into, body: { compared } })
    expect(told.attachments.map(({ digitised }) => digitised?.compared)).toEqual([compared, compared])
  }
  if (oneMore) await add(scan())
  const filed = await at.call(contract.submitCounterDraft, {
    params: { draftId: draft.draftId },
    body: {
      revision: saved.revision,
      serviceVersion: saved.service.version,
      confirmation: { kind: 'signature', evidence: 'Ký tờ khai tại quầy' },
    },
  })
  const { owner } = await platform()
  const [receipt] = await owner<{ data: { papers: { form: string }[] } }[]>`
    select data from documents.documents where dossier_id = ${filed.dossierId} and kind = 'Mau01'`
  const handled = await (await desk(department)).call(contract.readDeskDossier, {
    params: { dossierId: filed.dossierId },
  })
  return {
    compared: handled.attachments.map(({ digitised }) => digitised?.compared),
    form: receipt?.data.papers.map(({ form }) => form).at(-1),
  }
}

test('files of a draft that is gone are swept with it', async () => {
  const p = await platform()
  const mine = await me()
  const { draftId } = await opened()
  await mine.call(contract.deleteDraft, { params: { draftId } })
  await p.act((call) => endDrafts(call))
  const [left] =
    await p.owner`select count(*)::int as n from services.attachments where draft_id = ${draftId}`
  expect(left?.n).toBe(0)
  const later = new Date(MONDAY.getTime() + 3 * 86_400_000)
  const folder = p.ports.fileFolder
  const before = (await readdir(folder, { recursive: true })).length
  await p.act(async (call) => void (await sweepFiles({ ...call, now: later })))
  await p.act(
    async (call) => void (await sweepFiles({ ...call, now: new Date(Date.now() + 3 * 86_400_000) })),
  )
  expect((await readdir(folder, { recursive: true })).length).toBeLessThan(before)
})

test('a picture keeps how it must be turned and loses what the camera wrote', () => {
  const image = readImage(photo(1200, 900), 'image/jpeg')
  expect(image).toMatchObject({ width: 900, height: 1200 })
  expect(readImage(image!.bytes, 'image/jpeg')).toEqual(image)
  expect(image!.bytes.includes('GPS')).toBe(false)
  expect(readImage(scan(), 'image/png')!.bytes.includes('Nguyen')).toBe(false)
})

test('a PDF that was added to after it was signed is seen', () => {
  const signed = '%PDF-1.7\n1 0 obj <</Type /Page>> endobj /ByteRange [0 10 20 90]\nstartxref\n0\n%%EOF\n'
  const exact = signed.replace('90', String(signed.length - 20).padStart(2, '0'))
  expect(readPdf(Buffer.from(exact))?.signature).toBe('present')
  expect(readPdf(Buffer.from(`${exact}2 0 obj endobj\nstartxref\n0\n%%EOF\n`))?.signature).toBe('appended')
})
