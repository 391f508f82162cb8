import { expect, test } from 'vitest'
import { fold } from '#platform/vietnamese.ts'
import { drawName, drawSurname, foldName, newTonePlacement } from './names.ts'
import { random, weighted } from './random.ts'

const many = (ethnicGroup: string, sex: 'male' | 'female', bornInYear: number, count = 2000) => {
  const draws = random(1, Number(ethnicGroup), bornInYear)
  return Array.from({ length: count }, () =>
    drawName(draws, { sex, bornInYear, ethnicGroup, surname: drawSurname(draws, ethnicGroup, 'north') }),
  )
}
const share = (names: string[], fits: (name: string) => boolean) => names.filter(fits).length / names.length

test('every name is composed (NFC), single-spaced, and folds word by word to the key of the search', () => {
  const groups = [
    '01',
    '02',
    '03',
    '04',
    '05',
    '08',
    '09',
    '10',
    '12',
    '14',
    '16',
    '17',
    '19',
    '21',
    '22',
    '26',
    '55',
  ]
  for (const group of groups) {
    for (const name of [...many(group, 'male', 1950, 300), ...many(group, 'female', 2005, 300)]) {
      expect(name).toBe(name.normalize('NFC').trim().replace(/\s+/g, ' '))
      expect(foldName(name)).toBe(fold(name))
    }
  }
})

test('names have mostly three words, some four, a few two or five', () => {
  const names = [...many('01', 'male', 1985, 4000), ...many('01', 'female', 1985, 4000)]
  const words = (count: number) => share(names, (name) => name.split(' ').length === count)
  expect(words(3)).toBeGreaterThan(0.75)
  expect(words(4)).toBeGreaterThan(0.07)
  expect(words(2)).toBeGreaterThan(0.004)
  expect(words(2) + words(3) + words(4) + words(5)).toBe(1)
})

test('old women are called Thị, young ones rarely', () => {
  const middle = (name: string) => name.split(' ')[1] === 'Thị'
  expect(share(many('01', 'female', 1950), middle)).toBeGreaterThan(0.8)
  expect(share(many('01', 'female', 2015), middle)).toBeLessThan(0.3)
})

test('peoples have names of their own', () => {
  expect(many('08', 'male', 1990).join()).toMatch(/Giàng A \p{L}+/u)
  expect(many('12', 'female', 1980, 50).every((name) => name.startsWith("H'"))).toBe(true)
  expect(many('12', 'male', 1980, 50).every((name) => name.startsWith('Y '))).toBe(true)
  expect(many('22', 'male', 1980, 50).every((name) => name.startsWith('Điểu '))).toBe(true)
})

test.each([
  ['Nguyễn Thị Hòa', 'Nguyễn Thị Hoà'],
  ['Trần Thúy', 'Trần Thuý'],
  ['Lê Quý Khỏe', 'Lê Quý Khoẻ'],
  ['Phạm Văn Toàn', 'Phạm Văn Toàn'],
])('the new tone placement of %s is %s', (before, after) => {
  expect(newTonePlacement(before)).toBe(after)
})

test('both tone placements stand in the register side by side', () => {
  const names = many('01', 'male', 1960, 6000).filter((name) => /ho[àa]$|hòa$/i.test(name))
  expect(share(names, (name) => name.endsWith('Hoà'))).toBeGreaterThan(0.1)
  expect(share(names, (name) => name.endsWith('Hòa'))).toBeGreaterThan(0.6)
})

test('weights are kept', () => {
  const draw = weighted<string>([
    ['a', 3],
    ['b', 1],
  ])
  const draws = random(4)
  const found = Array.from({ length: 20_000 }, () => draw(draws))
  expect(share(found, (one) => one === 'a')).toBeCloseTo(0.75, 1)
  expect(() => weighted([])).toThrow('Nothing to draw from')
})
