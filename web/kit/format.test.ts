import { expect, test } from 'vitest'
import {
  readDay,
  showDay,
  showDong,
  showInstant,
  showNumber,
  showPercent,
  showPersonNumber,
} from './format.ts'

test('a day is written as people in Việt Nam write it, partial birth dates with what is known', () => {
  expect(showDay('2026-03-05')).toBe('05/03/2026')
  expect(showDay('1952-03-01', 'M')).toBe('--/03/1952')
  expect(showDay('1952-01-01', 'Y')).toBe('1952')
  expect(showDay('1952')).toBe('1952')
  expect(showDay('1952-03')).toBe('--/03/1952')
  expect(showDay(null)).toBe('')
})

test.each([
  ['05/03/2026', '2026-03-05'],
  ['5/3/2026', '2026-03-05'],
  ['5.3.2026', '2026-03-05'],
  [' 05 03 2026 ', '2026-03-05'],
  ['31/02/2026', null],
  ['05/03/26', null],
  ['2026-03-05', null],
  ['', null],
])('a typed day %j is read as %j', (typed, day) => {
  expect(readDay(typed)).toBe(day)
})

test('an instant is shown in the time of Việt Nam, also past midnight there', () => {
  expect(showInstant('2026-11-21T18:30:00.000Z')).toBe('01:30 22/11/2026')
})

test('money and numbers use dots for thousands and a comma for decimals', () => {
  expect(showDong(1234567)).toBe('1.234.567 ₫')
  expect(showDong(0)).toBe('0 ₫')
  expect(showNumber(-1234.5, 1)).toBe('−1.234,5')
  expect(showPercent(0.987, 1)).toBe('98,7\u00a0%')
  expect(showPercent(null)).toBe('–')
})

test('a personal identification number is shown in groups of three', () => {
  expect(showPersonNumber('001099012345')).toBe('001 099 012 345')
})
