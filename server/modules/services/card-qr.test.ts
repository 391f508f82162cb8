import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseCardText } from './card-qr.ts'

const card = '001099012345|012345678|Nguyễn Văn An|15031999|Nam|Số 1, Trúc Bạch, Ba Đình, Hà Nội|15052021'

test.each([
  [card, { number: '001099012345', oldNumber: '012345678', name: 'Nguyễn Văn An', bornOn: '1999-03-15' }],
  [card.replace('012345678', ''), { oldNumber: null, number: '001099012345' }],
  [`${card}|cha|mẹ`, { name: 'Nguyễn Văn An' }],
  [card.replace('15031999', '00001999'), { bornOn: undefined }],
  [`  ${card.normalize('NFD')}\n`, { name: 'Nguyễn Văn An' }],
])('the text of a card is read: %s', (text, said) => {
  expect(parseCardText(text)).toMatchObject(said)
})

test.each([
  ['a number alone', '001099012345'],
  ['six fields', card.split('|').slice(0, 6).join('|')],
  ['an old number first', card.replace('001099012345', '012345678')],
  ['no name', card.replace('Nguyễn Văn An', '')],
])('%s is no card', (_what, text) => {
  expect(parseCardText(text)).toBeNull()
})

test('whatever a scanner types, nothing is thrown', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      const read = parseCardText(text)
      return read === null || /^\d{12}$/.test(read.number)
    }),
  )
})
