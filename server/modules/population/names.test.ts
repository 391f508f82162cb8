import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareNames, type NameMatch, nameMatches } from './names.ts'

test.each<[string, string, NameMatch]>([
  ['Nguyễn Thị Hòa', 'NGUYỄN THỊ HÒA', 'exact'],
  ['Nguyễn Thị Hòa', ' Nguyễn  Thị Hòa ', 'exact'],
  ['Nguyễn Thị Hòa', 'Nguyễn Thị Hòa'.normalize('NFD'), 'exact'],
  ['Nguyễn Thị Hòa', 'Nguyễn Thị Hoà', 'tone-placement'],
  ['Trần Thị Thúy', 'Trần Thị Thuý', 'tone-placement'],
  ['Lý Văn Mỹ', 'Lí Văn Mĩ', 'tone-placement'],
  ['Nguyễn Văn An', 'Nguyen Van An', 'marks-missing'],
  ['Đặng Văn Đô', 'Dang Van Do', 'marks-missing'],
  ["H'Hen Niê", 'HHen Nie', 'marks-missing'],
  ['Phạm Thị Thu Hà', 'Phạm Thu Hà', 'word-missing'],
  ['Phạm Thị Thu Hà', 'pham ha', 'word-missing'],
  ['Nguyễn Văn Hùng', 'Nguyễn Văn Hưng', 'different'],
  ['Nguyễn Văn Hùng', 'Nguyễn Văn Húng', 'different'],
  ['Nguyễn Văn Hung', 'Nguyen Văn Hùng', 'different'],
  ['Nguyễn Văn An', 'An Nguyễn Văn', 'different'],
  ['Nguyễn Văn An', 'An', 'different'],
  ['', '', 'different'],
])('%s and %s: %s', (a, b, match) => {
  expect(compareNames(a, b)).toBe(match)
})

const word = fc.constantFrom(
  'Nguyễn',
  'Đỗ',
  'Thị',
  'Hòa',
  'Thúy',
  'Mỹ',
  'Ngọc',
  'Ước',
  'Lê',
  'Quỳnh',
  "H'Hen",
  'Y',
)
const name = fc.array(word, { minLength: 2, maxLength: 5 }).map((words) => words.join(' '))
const strip = (text: string) =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D')

test('a name is itself, and its stripped form never contradicts it', () => {
  fc.assert(
    fc.property(name, (one) => {
      expect(compareNames(one, one)).toBe('exact')
      expect(['exact', 'marks-missing']).toContain(compareNames(one, strip(one)))
    }),
  )
})

test('the order of the two names does not matter', () => {
  fc.assert(
    fc.property(name, name, (one, other) => {
      expect(compareNames(one, other)).toBe(compareNames(other, one))
      expect(nameMatches).toContain(compareNames(one, other))
    }),
  )
})
