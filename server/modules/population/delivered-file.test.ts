import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { formatOf, readRows } from './delivered-file.ts'
import { decode, guessEncoding } from './delivered-text.ts'

const text =
  'Họ và tên,Ngày sinh,Quê quán\nNguyễn Thị Hòa,02/05/1990,Xã Đông Hưng\nTrần Quốc Vượng,1985,Phường Ngọc Hà\nLò Văn Ươm,01/01/1970,Bắc Hà\n'

/** The same words in the two old codes, as their fonts have them in the data. */
const tcvn3 =
  'Hä vµ tªn,Ngµy sinh\nNguyÔn ThÞ Hßa,02/05/1990\nTrÇn Quèc V\u00adîng,1985\n§Æng §øc ¦¬ng,1970\n'
const vni =
  'Hoï vaø teân,Ngaøy sinh\nNguyeãn Thò Hoøa,02/05/1990\nTraàn Quoác Vöôïng,1985\nÑaëng Ñöùc Öông,1970\n'

const wide = (content: string, big: boolean) => {
  const bytes = Buffer.from(`\ufeff${content}`, 'utf16le')
  return big ? bytes.swap16() : bytes
}

test.each([
  ['utf-8', Buffer.from(text)],
  ['utf-8', Buffer.from(text.normalize('NFD'))],
  ['utf-16le', wide(text, false)],
  ['utf-16be', wide(text, true)],
  ['tcvn3', Buffer.from(tcvn3, 'latin1')],
  ['vni', Buffer.from(vni, 'latin1')],
] as const)('a file in %s is recognised and read', async (encoding, bytes) => {
  const [best, second] = guessEncoding(bytes)
  expect(best).toMatchObject({ encoding })
  expect(best!.confidence).toBeGreaterThan(second!.confidence)
  const { columns, rows } = await readRows(bytes, { format: formatOf(bytes), encoding, heads: true })
  expect(columns.slice(0, 2)).toEqual(['Họ và tên', 'Ngày sinh'])
  expect(rows[0]?.slice(0, 2)).toEqual(['Nguyễn Thị Hòa', '02/05/1990'])
  expect(rows[1]?.[0]).toBe('Trần Quốc Vượng')
})

test('windows-1258 has letters and tones apart; they are composed', () => {
  const bytes = Buffer.from([
    0x4e, 0x67, 0x75, 0x79, 0xea, 0xde, 0x6e, 0x20, 0x54, 0x68, 0x69, 0xf2, 0x20, 0xd0, 0xf4, 0x6e, 0x67,
  ])
  expect(decode(bytes, 'windows-1258')).toBe('Nguyễn Thị Đông')
  expect(guessEncoding(bytes)[0]).toMatchObject({ encoding: 'windows-1258' })
})

test('capitals of the old codes', () => {
  expect(decode(Buffer.from('ÑAËNG ÑÖÙC ÖÔNG', 'latin1'), 'vni')).toBe('ĐẶNG ĐỨC ƯƠNG')
  expect(decode(Buffer.from('§Æng ¢n', 'latin1'), 'tcvn3')).toBe('Đặng Ân')
})

test('JSON lines, another separator, quotes and missing cells', async () => {
  const lines = Buffer.from('{"ten":"Lê An","sinh":1990}\n{"ten":"Vũ \\"B\\"","tinh":"Hà Nội"}\n')
  expect(formatOf(lines)).toBe('jsonl')
  expect(await readRows(lines, { format: 'jsonl', encoding: 'utf-8', heads: true })).toEqual({
    columns: ['ten', 'sinh', 'tinh'],
    rows: [
      ['Lê An', '1990', ''],
      ['Vũ "B"', '', 'Hà Nội'],
    ],
  })
  const csv = Buffer.from('ten;sinh;o\r\n"Lê; An";1990;"a\r\nb"\r\nVũ\r\n\r\n')
  expect((await readRows(csv, { format: 'csv', encoding: 'utf-8', heads: true })).rows).toEqual([
    ['Lê; An', '1990', 'a\r\nb'],
    ['Vũ', '', ''],
  ])
})

test('the first sheet of an Excel book, with text and dates', async () => {
  const xml = (body: string) => strToU8(`<?xml version="1.0" encoding="UTF-8"?>${body}`)
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  const rel = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const book = zipSync({
    '[Content_Types].xml': xml(
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    ),
    'xl/workbook.xml': xml(
      `<workbook xmlns="${main}" xmlns:r="${rel}"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': xml(
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${rel}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    ),
    'xl/styles.xml': xml(
      `<styleSheet xmlns="${main}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    ),
    'xl/worksheets/sheet1.xml': xml(
      `<worksheet xmlns="${main}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Họ tên</t></is></c><c r="B1" t="inlineStr"><is><t>Ngày sinh</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>Lê Hoà</t></is></c><c r="B2" s="1"><v>32995</v></c></row></sheetData></worksheet>`,
    ),
  })
  const bytes = Buffer.from(book)
  expect(formatOf(bytes)).toBe('xlsx')
  expect(await readRows(bytes, { format: 'xlsx', encoding: 'utf-8', heads: true })).toEqual({
    columns: ['Họ tên', 'Ngày sinh'],
    rows: [['Lê Hoà', '1990-05-02']],
  })
})

test('what is no list is refused; nothing else is ever thrown', async () => {
  const refused = { type: '/problems/population/file-unreadable' }
  const read = (bytes: Buffer) =>
    readRows(bytes, { format: formatOf(bytes), encoding: guessEncoding(bytes)[0]!.encoding, heads: true })
  await expect(read(Buffer.from('{"a":1}\nnot json\n'))).rejects.toMatchObject(refused)
  await expect(read(Buffer.from('PK not a book'))).rejects.toMatchObject(refused)
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
      const error = await read(Buffer.from(bytes)).catch((thrown) => thrown)
      if (error instanceof Error) expect(error.name).toBe('Problem')
    }),
    { numRuns: 200 },
  )
})
