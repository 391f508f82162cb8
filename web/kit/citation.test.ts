import { expect, test } from 'vitest'
import { citation } from './citation.ts'

test.each([
  ['Law on Residence 68/2020/QH14, art. 28(2)', 'khoản 2 Điều 28 Luật Cư trú số 68/2020/QH14'],
  ['Law on Residence 68/2020/QH14, art. 31(1)(d)', 'điểm d khoản 1 Điều 31 Luật Cư trú số 68/2020/QH14'],
  [
    'Law on Residence 68/2020/QH14, art. 28(1); Civil Code 91/2015/QH13, art. 20, 21',
    'khoản 1 Điều 28 Luật Cư trú số 68/2020/QH14; Điều 20, Điều 21 Bộ luật Dân sự số 91/2015/QH13',
  ],
  ['Decree 154/2024/NĐ-CP; form CT01', 'Nghị định số 154/2024/NĐ-CP; mẫu CT01'],
  ['Form CT01, item 11', 'mẫu CT01, mục 11'],
])('%s is read in Vietnamese as %s', (en, vi) => {
  expect(citation(en, 'vi')).toBe(vi)
  expect(citation(en, 'en')).toBe(en)
})

test('a law that is named by its number alone is given its name', () => {
  expect(citation('81/2006/QH11', 'vi')).toBe('Luật Cư trú số 81/2006/QH11')
  expect(citation('81/2006/QH11', 'en')).toBe('Law on Residence 81/2006/QH11')
  expect(citation('60/2014/QH13, art. 18', 'vi')).toBe('Điều 18 Luật Hộ tịch số 60/2014/QH13')
  expect(citation('202/2025/QH15; 19/2025/QĐ-TTg', 'vi')).toBe(
    'Nghị quyết số 202/2025/QH15; Quyết định số 19/2025/QĐ-TTg',
  )
  expect(citation('123/2015/NĐ-CP', 'vi')).toBe('Nghị định số 123/2015/NĐ-CP')
})

test('what is written in Vietnamese already stays as it is', () => {
  const text = 'khoản 1 Điều 27 Luật Cư trú số 68/2020/QH14'
  expect(citation(text, 'vi')).toBe(text)
})
