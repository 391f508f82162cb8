import fc from 'fast-check'
import { expect, test } from 'vitest'
import { phoneDigits } from './phone.ts'
import { nearTo, slipsBetween, spellingsNear } from './spellings.ts'

const word = fc.string({ unit: fc.constantFrom(...'abcdeghiklmnopqrstuvxy'), minLength: 2, maxLength: 5 })
const name = fc.array(word, { minLength: 2, maxLength: 4 }).map((words) => words.join(' '))

test('every letter left out, put in, changed or moved by one place is a near spelling', () => {
  fc.assert(
    fc.property(name, fc.nat(), fc.constantFrom(...'aghntx'), (typed, place, letter) => {
      const at = place % typed.length
      const slips = [
        typed.slice(0, at) + typed.slice(at + 1),
        typed.slice(0, at) + letter + typed.slice(at),
        typed.slice(0, at) + letter + typed.slice(at + 1),
        typed.slice(0, at) + (typed[at + 1] ?? '') + typed[at] + typed.slice(at + 2),
      ].filter((slip) => slip !== typed && /^[a-z]+( [a-z]+)*$/.test(slip))
      const near = spellingsNear(typed)
      for (const slip of slips) {
        expect(near.has(slip)).toBe(true)
        expect(slipsBetween(typed, slip, 2)).toBe(1)
      }
    }),
    { numRuns: 100 },
  )
})

test('slips are counted the same both ways, and no further than asked', () => {
  fc.assert(
    fc.property(name, name, (a, b) => {
      expect(slipsBetween(a, b, 2)).toBe(slipsBetween(b, a, 2))
      expect(slipsBetween(a, b, 2)).toBeLessThanOrEqual(3)
    }),
  )
})

test.each([
  ['tran van hung', 'chan van hung', true],
  ['hoang thi lan', 'huynh thi lan', true],
  ['vu minh', 'vo minh', true],
  ['nguyen thi mai anh', 'nguyen mai anh', true],
  ['le hung', 'le thi hung', true],
  ['tran van hung', 'hung tran van', true],
  ['tran van hung', 'le van hung', false],
  ['le an', 'le hoa', false],
])('%s and %s', (a, b, near) => {
  expect(nearTo(a)(b)).toBe(near)
})

test('a name has some hundred near spellings, a very long one none', () => {
  expect(spellingsNear('nguyen thi minh khai').size).toBeLessThan(1500)
  expect(spellingsNear('a'.repeat(41)).size).toBe(0)
})

test.each([
  ['0912 345 678', '0912345678'],
  ['+84912345678', '0912345678'],
  ['0084 912345678', '0912345678'],
  ['01234567890', '0834567890'],
  ['0165.123.4567', '0351234567'],
  ['024 3825 1234', '02438251234'],
  ['0123456789', undefined],
  ['gọi 0912345678', undefined],
])('the phone %s', (given, digits) => {
  expect(phoneDigits(given)).toBe(digits)
})
