import { expect, test } from 'vitest'
import { formatUuid7 } from '#platform/ids.ts'
import { parseNumber } from '#population'
import { instantText, seededId } from './instants.ts'
import { numbers } from './numbers.ts'
import { random } from './random.ts'

test('person numbers carry place, sex, century and year, and are never given twice', () => {
  const given = numbers(1)
  const seen = new Set<string>()
  for (const [sex, year] of [
    ['male', 1955],
    ['female', 1999],
    ['male', 2000],
    ['female', 2026],
  ] as const) {
    for (let count = 0; count < 5000; count++) {
      const number = given.person('34', sex, year)
      seen.add(number)
      if (count === 0) expect(parseNumber(number)).toMatchObject({ place: '034', sex, bornInYear: year })
    }
  }
  expect(seen.size).toBe(20_000)
})

test('a prefix that has given all its numbers refuses to give one twice', () => {
  const given = numbers(1)
  for (let count = 0; count < 1_000_000; count++) given.person('01', 'male', 2001)
  expect(() => given.person('01', 'male', 2001)).toThrow('No numbers left')
})

test('phones and old card numbers are well-formed and never given twice', () => {
  const given = numbers(2)
  const phones = new Set(Array.from({ length: 50_000 }, () => given.phone()))
  expect(phones.size).toBe(50_000)
  expect([...phones].every((phone) => /^0[35789]\d{8}$/.test(phone))).toBe(true)
  const old = new Set(Array.from({ length: 50_000 }, () => given.old('17')))
  expect(old.size).toBe(50_000)
  expect([...old].every((number) => /^17\d{7}$/.test(number))).toBe(true)
})

test('the same seed gives the same numbers, another seed others', () => {
  const [a, b, c] = [numbers(5), numbers(5), numbers(6)]
  expect(a.person('79', 'male', 1980)).toBe(b.person('79', 'male', 1980))
  expect(a.person('79', 'male', 1980)).not.toBe(c.person('79', 'male', 1980))
})

test('ids are UUIDv7 of their instant', () => {
  const at = Date.parse('2019-05-06T03:04:05.678Z')
  const id = seededId(at, random(3))
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(id.slice(0, 13)).toBe(formatUuid7(at, 0, new Uint8Array(10)).slice(0, 13))
  expect(seededId(at, random(3))).toBe(id)
  expect(instantText(at)).toBe('2019-05-06T03:04:05.678Z')
})
