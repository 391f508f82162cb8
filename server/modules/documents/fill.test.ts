import { describe, expect, test } from 'vitest'
import { dayInWords, dongInWords, longDay, numberInWords } from '#platform/number-words.ts'
import { fill, TemplateMismatch } from './fill.ts'
import { checkTemplate, findTemplate, registerTemplate, TemplateRefused } from './kinds.ts'

describe('numbers, days and money in words', () => {
  test.each([
    [0, 'không'],
    [5, 'năm'],
    [10, 'mười'],
    [15, 'mười lăm'],
    [21, 'hai mươi mốt'],
    [24, 'hai mươi tư'],
    [25, 'hai mươi lăm'],
    [105, 'một trăm linh năm'],
    [110, 'một trăm mười'],
    [1_000, 'một nghìn'],
    [2_026, 'hai nghìn không trăm hai mươi sáu'],
    [1_000_005, 'một triệu không trăm linh năm'],
    [1_234_567, 'một triệu hai trăm ba mươi tư nghìn năm trăm sáu mươi bảy'],
    [3_000_000_000, 'ba tỷ'],
  ])('%i is "%s"', (value, words) => expect(numberInWords(value)).toBe(words))

  test('a fraction or a negative number has no words', () => {
    expect(() => numberInWords(1.5)).toThrow(RangeError)
    expect(() => numberInWords(-1)).toThrow(RangeError)
  })

  test('a receipt says the amount with "chẵn" when it is round', () => {
    expect(dongInWords(7_000)).toBe('Bảy nghìn đồng chẵn')
    expect(dongInWords(7_500)).toBe('Bảy nghìn năm trăm đồng')
  })

  test('a day is written as Decree 30/2020 wants: a zero before days below 10 and months 1 and 2', () => {
    expect(longDay('2026-03-05')).toBe('ngày 05 tháng 3 năm 2026')
    expect(longDay('2026-02-15')).toBe('ngày 15 tháng 02 năm 2026')
    expect(dayInWords('2026-04-15')).toBe('ngày mười lăm tháng tư năm hai nghìn không trăm hai mươi sáu')
  })
})

describe('filling a template', () => {
  test.each([
    ['{{bornOn|date}}', '05/03/1990'],
    ['{{year|date}}', '1952'],
    ['{{month|date}}', '03/1952'],
    ['{{at|instant}}', '16 giờ 41 phút, ngày 21/11/2026'],
    ['{{amount|dong}}', '1.234.567 đồng'],
    ['{{name|capitals}}', 'NGUYỄN THỊ HƯỜNG'],
    ['{{nothing?}}.', '.'],
    ['{{deep.one}}', 'sâu'],
  ])('%s → %s', (text, expected) => {
    const data = {
      bornOn: '1990-03-05',
      year: '1952',
      month: '1952-03',
      at: '2026-11-21T09:41:05Z',
      amount: 1_234_567,
      name: 'Nguyễn Thị Hường'.normalize('NFD'),
      deep: { one: 'sâu' },
    }
    expect(fill(text, data)).toBe(expected)
  })

  test('what is missing or of the wrong form is an error, never a gap on an official paper', () => {
    expect(() => fill('{{name}}', {})).toThrow(TemplateMismatch)
    expect(() => fill('{{day|date}}', { day: '31/12/2026' })).toThrow(TemplateMismatch)
    expect(() => fill('{{amount|dong}}', { amount: 1.5 })).toThrow(TemplateMismatch)
    expect(() => fill('{{person}}', { person: { name: 'An' } })).toThrow(TemplateMismatch)
  })

  test('data never becomes template, and reaches no inherited property', () => {
    expect(fill('{{a}}', { a: '{{b}}', b: 'secret' })).toBe('{{b}}')
    expect(() => fill('{{constructor}}', {})).toThrow(TemplateMismatch)
  })
})

describe('kinds of paper', () => {
  test('the residence papers CT04 to CT08 are there', () => {
    for (const kind of ['CT04', 'CT05', 'CT06', 'CT07', 'CT08']) expect(findTemplate(kind)?.kind).toBe(kind)
  })

  test('a refusal prints the reason with its article and the right of complaint', () => {
    const text = JSON.stringify(findTemplate('CT06'))
    expect(text).toContain('{{row.basis}}')
    expect(text).toContain('khiếu nại')
  })

  const own = {
    kind: 'Trial',
    version: 1,
    name: { vi: 'Thử', en: 'Trial' },
    title: 'GIẤY THỬ',
    blocks: [{ block: 'paragraph', text: 'Ông/bà {{name}}' }],
  }
  test('a bundle may add a kind; the same version with other content is refused', () => {
    registerTemplate(own)
    registerTemplate(structuredClone(own))
    expect(() => registerTemplate({ ...own, title: 'KHÁC' })).toThrow(TemplateRefused)
    registerTemplate({ ...own, version: 2, title: 'KHÁC' })
    expect(findTemplate('Trial')?.title).toBe('KHÁC')
    expect(findTemplate('Trial', 1)?.title).toBe('GIẤY THỬ')
  })

  test.each([
    ['an unknown block', { blocks: [{ block: 'script', text: 'x' }] }],
    ['an unknown format', { title: '{{name|shout}}' }],
    ['a row outside a table', { title: '{{row.name}}' }],
    ['half a mark', { title: '{{name' }],
    ['an expression', { title: '{{name + 1}}' }],
    ['no blocks', { blocks: [] }],
  ])('a template with %s is refused', (_, wrong) => {
    expect(() => checkTemplate({ ...own, ...wrong })).toThrow(TemplateRefused)
  })
})
