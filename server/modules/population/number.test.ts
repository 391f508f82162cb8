import fc from 'fast-check'
import { expect, test } from 'vitest'
import { composeNumber, maskNumber, numberMismatches, parseNumber, sexCenturyCode } from './number.ts'
import { provinceCodes } from './province-codes.ts'

const place = fc.constantFrom(...provinceCodes.keys())
const sex = fc.constantFrom('male' as const, 'female' as const)
const year = fc.integer({ min: 1900, max: 2399 })
const random = fc.integer({ min: 0, max: 999_999 }).map((value) => String(value).padStart(6, '0'))

test('a composed number reads back as what it was made of', () => {
  fc.assert(
    fc.property(place, sex, year, random, (placeCode, ofSex, bornInYear, digits) => {
      const number = composeNumber(placeCode, ofSex, bornInYear, digits)
      expect(number).toMatch(/^\d{12}$/)
      expect(parseNumber(number)).toEqual({ place: placeCode, sex: ofSex, bornInYear, random: digits })
      expect(numberMismatches(number, { sex: ofSex, bornOn: `${bornInYear}-01-01` })).toEqual([])
    }),
  )
})

test('another sex or another year of birth is flagged, never refused', () => {
  fc.assert(
    fc.property(
      place,
      sex,
      year,
      random,
      fc.integer({ min: 1, max: 99 }),
      (placeCode, ofSex, born, digits, off) => {
        const number = composeNumber(placeCode, ofSex, born, digits)
        const other = ofSex === 'male' ? 'female' : 'male'
        expect(numberMismatches(number, { sex: other, bornOn: `${born}-06-15` })).toEqual(['sex'])
        expect(numberMismatches(number, { sex: ofSex, bornOn: `${born + off}-06-15` })).toEqual([
          'birth-year',
        ])
      },
    ),
  )
})

test.each([
  ['male', 1952, '0'],
  ['female', 1999, '1'],
  ['male', 2000, '2'],
  ['female', 2026, '3'],
  ['female', 2399, '9'],
] as const)('%s born in %i has the digit %s', (ofSex, born, digit) => {
  expect(sexCenturyCode(ofSex, born)).toBe(digit)
})

test('there are 63 places of birth registration, and countries from 101', () => {
  expect(provinceCodes.size).toBe(63)
  expect(numberMismatches('003200123456', { sex: 'male', bornOn: '2000-01-01' })).toEqual(['place'])
  expect(numberMismatches('101200123456', { sex: 'male', bornOn: '2000-01-01' })).toEqual([])
})

test.each(['', '12345678901', '1234567890123', '00120012345a', '001 20012345'])('%j is no number', (text) => {
  expect(parseNumber(text)).toBeUndefined()
})

test('a list shows the ends of a number only', () => {
  expect(maskNumber('001085012345')).toBe('001*****2345')
})
