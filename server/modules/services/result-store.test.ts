import { beforeAll, expect, test } from 'vitest'
import { forgetOld, issueDocument } from '#documents'
import { listMyDocuments, readMyPdf } from '#documents/contract'
import { platform } from '#testing'
import * as contract from './contract.ts'
import { desk } from './desk-for-tests.ts'
import type { PaperView } from './form.contract.ts'
import { stoodFor } from './result-store.ts'
import { committee, filed, MONDAY, type Neighbourhood, neighbourhood, refused } from './scene-for-tests.ts'

const EXTRACT = '2.000635'
let people: Neighbourhood
let office: Awaited<ReturnType<typeof committee>>
beforeAll(async () => {
  const p = await platform()
  p.at(MONDAY)
  people = await neighbourhood()
  office = await committee(people.wards.home)
})

const paper = (code: string, needed: boolean): PaperView => ({
  code,
  name: { vi: code, en: code },
  needed,
  why: { vi: 'Mang theo', en: 'Bring it' },
})
const certificate = {
  documentId: '1',
  kind: 'KhaiSinh',
  name: { vi: 'Giấy khai sinh', en: 'Birth certificate' },
  number: '1/2026',
}

test.each([
  ['a needed paper that a result stands for', paper('birth-certificate', true), false, true],
  ['a paper a register replaces anyway', paper('birth-certificate', false), false, true],
  ['a paper no result stands for', paper('grounds', true), true, false],
  ['a paper of which we hold another kind', paper('marital-status', true), true, false],
])('%s', (_what, given, needed, reused) => {
  const seen = stoodFor(given, [certificate])
  expect(seen.needed).toBe(needed)
  expect(seen.result !== undefined).toBe(reused)
})

test('a result is reused in the next dossier, opened there by the office, and counted for the citizen', async () => {
  const p = await platform()
  const mother = people.mother
  const issued = await p.act(
    (call) =>
      issueDocument(call, {
        person: mother.number,
        kind: 'XacNhanHonNhan',
        agencyId: office.registrar.actor.agencyId,
        data: {
          agency: 'Ủy ban nhân dân phường',
          person: {
            name: 'Nguyễn Thị Hường',
            bornOn: '1990-03-05',
            sex: 'female',
            number: mother.number,
            ethnicGroup: 'Kinh',
            nationality: 'Việt Nam',
            residence: 'Số 12 ngõ 34',
          },
          maritalStatus: { words: 'Đang có chồng' },
          purpose: 'thử',
          dossier: { code: 'X', service: 'x' },
          informant: { name: 'Nguyễn Thị Hường', number: mother.number },
          registration: { label: '1/2026', registeredOn: '2026-11-20' },
        },
      }),
    { now: MONDAY },
  )
  await p.act(
    (call) =>
      issueDocument(call, {
        person: mother.number,
        kind: 'TrichLucHoTich',
        agencyId: office.registrar.actor.agencyId,
        data: {
          agency: 'Ủy ban nhân dân phường',
          dossier: { code: 'X', service: 'x' },
          informant: { name: 'Nguyễn Thị Hường', number: mother.number },
          registration: { label: '1/2026', registeredOn: '2026-11-20' },
          extract: {
            of: 'khai sinh',
            person: {
              name: 'Nguyễn Thị Hường',
              bornOn: '1990-03-05',
              sex: 'female',
              number: mother.number,
              ethnicGroup: 'Kinh',
              nationality: 'Việt Nam',
              residence: 'Số 12 ngõ 34',
            },
            lines: [{ label: 'a', value: 'b' }],
            registeredOn: '1990-03-20',
            label: '31/1990',
          },
        },
      }),
    { now: MONDAY },
  )
  const { dossierId, papers } = await filed(mother, EXTRACT, { book: 'birth', declared: true })
  const reused = papers.find(({ result }) => result)!
  expect(reused).toMatchObject({ code: 'birth-certificate', needed: false })
  await p.settle()
  const registrar = await desk(office.registrar)
  const documentId = reused.result!.documentId
  const pdf = await registrar.send(contract.readDeskPdf, { params: { dossierId, documentId } })
  expect(pdf.status).toBe(200)
  const other = await refused(
    registrar.call(contract.readDeskPdf, { params: { dossierId, documentId: issued.id } }),
  )
  expect(other.status).toBe(404)
  const reuse = await p.as(mother.actor).call(contract.readMyReuse, {})
  expect(reuse.papersAvoided).toBeGreaterThan(0)
  expect(reuse.results).toContainEqual({ documentId, times: 1 })
})

test('a paper is emptied when its time of keeping is over; a birth certificate never is', async () => {
  const p = await platform()
  await p.act((call) => forgetOld(call), { now: new Date('2031-11-22T02:00:00Z') })
  const { rows } = await p.as(people.mother.actor).call(listMyDocuments, {})
  const extract = rows.find(({ kind }) => kind === 'TrichLucHoTich')!
  const params = { id: extract.id }
  expect((await p.as(people.mother.actor).send(readMyPdf, { params })).status).toBe(200)
  await p.act((call) => forgetOld(call), { now: new Date('2031-11-25T02:00:00Z') })
  const gone = await refused(p.as(people.mother.actor).call(readMyPdf, { params }))
  expect(gone).toMatchObject({ status: 410, type: '/problems/documents/no-longer-kept' })
  const [kept] = await p.owner<{ data: object; number: string }[]>`
    select data, number from documents.documents where id = ${extract.id}`
  expect(kept).toMatchObject({ data: {}, number: extract.number })
})
