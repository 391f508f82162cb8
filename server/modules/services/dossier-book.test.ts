import { beforeAll, expect, test } from 'vitest'
import { verifyFile } from '#documents/contract'
import { platform } from '#testing'
import { textOfPdf } from '#testing/pdf-text.ts'
import * as contract from './contract.ts'
import { desk, proposed } from './desk-for-tests.ts'
import { atTheCounter, MONDAY, type Neighbourhood, neighbourhood, refused } from './scene-for-tests.ts'

const WEEK = { query: { fromOn: '2026-11-23', toOn: '2026-11-29' } }
let people: Neighbourhood
beforeAll(async () => {
  const p = await platform()
  p.at(MONDAY)
  people = await neighbourhood({ ownOffice: true })
}, 120_000)

test('the book of a week holds what the office received, signed, as a file too; each applicant sees who read it', async () => {
  const { owner } = await platform()
  const open = await atTheCounter(people)
  const other = await proposed(await neighbourhood({ ownOffice: true }))
  const officer = await desk(people.handler)
  expect((await officer.call(contract.sizeDossierBook, WEEK)).rows).toBe(1)

  const printed = await officer.send(contract.readDossierBook, WEEK)
  expect(printed.headers['content-type']).toContain('application/pdf')
  const text = textOfPdf(printed.bytes).replace(/\s+/g, '')
  for (const said of ['Mẫusố07', 'Nhậntừngày23/11/2026đếnngày29/11/2026:1hồsơ', open.code, 'NguyễnThịHường'])
    expect(text).toContain(said)
  expect(text).not.toContain(other.code)
  const found = await (await platform())
    .as({ kind: 'anonymous' })
    .call(verifyFile, { body: printed.bytes as never })
  expect(found).toMatchObject({
    file: 'unchanged',
    signer: 'dean06 SANDBOX Document Signer',
  })

  const { bytes, headers } = await officer.send(contract.downloadDossierBook, WEEK)
  expect(headers['content-type']).toContain('text/csv')
  const [head, row, ...more] = Buffer.from(bytes).toString().trim().split('\r\n')
  expect(head).toContain('"Mã hồ sơ"')
  expect(row).toContain(`"${open.code}","Đăng ký tạm trú","Nguyễn Thị Hường"`)
  expect(more).toEqual([])

  const entries = await owner`
    select e.act from audit.entries e join audit.entry_subjects s on s.entry_id = e.id
    where e.act like '%/services/desk/book%' order by e.act`
  expect(entries.map(({ act }) => act)).toEqual(['GET /services/desk/book', 'GET /services/desk/book/file'])
})

test('an empty time is a book without rows; a time the wrong way round or too long is refused', async () => {
  const officer = await desk(people.handler)
  const before = { query: { fromOn: '2026-10-01', toOn: '2026-10-31' } }
  expect((await officer.call(contract.sizeDossierBook, before)).rows).toBe(0)
  expect(textOfPdf((await officer.send(contract.readDossierBook, before)).bytes)).toContain('0')
  for (const query of [
    { fromOn: '2026-11-29', toOn: '2026-11-23' },
    { fromOn: '2025-11-01', toOn: '2026-11-29' },
  ]) {
    expect(await refused(officer.call(contract.readDossierBook, { query }))).toMatchObject({
      type: '/problems/services/book-period-wrong',
    })
  }
})

test('another office reads its own book only, and who handles no dossiers reads none', async () => {
  const { as } = await platform()
  const stranger = await neighbourhood({ ownOffice: true })
  expect((await (await desk(stranger.handler)).call(contract.sizeDossierBook, WEEK)).rows).toBe(0)
  const citizen = await as(people.mother.actor).send(contract.readDossierBook, WEEK)
  expect(citizen.status).toBe(403)
})
