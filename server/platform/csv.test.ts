import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { csvFile } from './csv.ts'

test('what was written is read back: quotes, commas, line ends, Vietnamese', () => {
  const rows = [
    ['Họ, tên', 'Nói “gì” "thế"', 'hai\r\ndòng'],
    ['Đặng Thị Ánh', '', '12'],
  ]
  const file = csvFile(rows)
  expect(file.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
  expect(parse(file, { bom: true })).toEqual(rows)
})

test.each(['=1+1', '+84', '-2', '@x', '\tx'])('%s is shown by a spreadsheet, not computed', (cell) => {
  expect(parse(csvFile([[cell]]), { bom: true })).toEqual([[`'${cell}`]])
})
