import type { FormField, Prefilled } from '@platform/server/services'
import { expect, test } from 'vitest'
import { answerText } from './answer-text.ts'
import { answersToSend, type FormGiven, faultsNow, stepsNow, withSuggestions } from './form-state.ts'

const words = (vi: string) => ({ vi, en: vi })
const field = (name: string, kind: FormField['kind'], more: Partial<FormField> = {}): FormField => ({
  name,
  kind,
  label: words(name),
  ...more,
})
const known = (name: string, value: unknown, state: Prefilled['state'] = 'verified'): Prefilled => ({
  field: name,
  attribute: name,
  value,
  state,
  source: words('CSDL'),
  version: '1',
  readAt: '2026-11-21T00:00:00.000Z',
  purpose: 'services/prefill',
  signature: '',
})

const given: FormGiven = {
  form: {
    sections: [
      {
        id: 'you',
        title: words('Bạn'),
        fields: [field('name', 'text'), field('phone', 'phone', { required: true })],
      },
      {
        id: 'home',
        title: words('Nhà'),
        fields: [
          field('address', 'address', { registerOnly: true }),
          field('head', 'text', { registerOnly: true }),
        ],
      },
      {
        id: 'stay',
        title: words('Ở'),
        fields: [
          field('fromOn', 'day', { required: true, suggested: { $today: null } }),
          field('untilOn', 'day', { required: true, suggested: { $addDays: [{ $field: 'fromOn' }, 30] } }),
          field('why', 'choice', {
            choices: [
              { value: 'work', label: words('Làm việc') },
              { value: 'other', label: words('Khác') },
            ],
          }),
          field('whyText', 'text', { when: { $equals: [{ $field: 'why' }, 'other'] }, required: true }),
        ],
      },
      { id: 'declare', title: words('Cam đoan'), fields: [field('declared', 'consent', { required: true })] },
    ],
    checks: [],
    schema: {},
  },
  members: [
    {
      personId: 'm1',
      name: 'Trần Minh Khôi',
      bornOn: '2016-05-20',
      sex: 'male',
      number: '034216000001',
      relation: words('Con'),
      minor: true,
      among: ['household'],
    },
  ],
  accounts: [],
  shown: {},
  scope: { facts: {}, params: {}, today: '2026-11-21' },
  prefilled: [
    known('name', 'Trần Văn Hòa'),
    known('address', 'Số 18, thôn Đông'),
    known('phone', '0943114813', 'suggested'),
  ],
}

test('a section where nothing is asked stands with the one before, what is only ticked comes at the end', () => {
  const { steps, atTheEnd } = stepsNow(given, {})
  expect(steps.map((step) => step.map(({ id }) => id))).toEqual([['you', 'home'], ['stay']])
  expect(atTheEnd.map(({ id }) => id)).toEqual(['declare'])
})

test('what only a register fills is not shown when the register holds nothing', () => {
  const [first] = stepsNow(given, {}).steps
  expect(first?.[1]?.fields.map(({ name }) => name)).toEqual(['address'])
})

test('suggestions follow one another, and a field that was emptied by hand stays empty', () => {
  expect(withSuggestions(given, {}, new Set())).toMatchObject({ fromOn: '2026-11-21', untilOn: '2026-12-21' })
  expect(withSuggestions(given, { fromOn: '2026-12-01' }, new Set(['fromOn']))).toMatchObject({
    untilOn: '2026-12-31',
  })
  expect(withSuggestions(given, { fromOn: '2026-12-01' }, new Set(['fromOn', 'untilOn']))).not.toHaveProperty(
    'untilOn',
  )
})

test('verified values and answers of hidden fields are not sent', () => {
  const answers = { name: 'Ai Khác', phone: '0900000000', why: 'work', whyText: 'cũ' }
  expect(answersToSend(given, answers)).toEqual({ phone: '0900000000', why: 'work' })
})

test('a field that an answer brings up must be filled; verified ones are not asked', () => {
  const answers = {
    phone: '0900000000',
    fromOn: '2026-11-21',
    untilOn: '2026-12-21',
    why: 'other',
    declared: true,
  }
  expect(faultsNow(given, answers).map((fault) => fault.field)).toEqual(['whyText'])
  expect(faultsNow(given, { ...answers, whyText: 'chữa bệnh' })).toEqual([])
  expect(faultsNow(given, answers, new Set(['phone']))).toEqual([])
})

test.each([
  [field('d', 'day'), '1952', '1952'],
  [field('d', 'day'), '2026-03-05', '05/03/2026'],
  [field('u', 'amount', { unit: words('đồng') }), 50_000_000, '50.000.000 đồng'],
  [field('n', 'number'), '034086263918', '034 086 263 918'],
  [field('p', 'phone'), '0943114813', '0943 114 813'],
  [field('m', 'members'), ['m1', 'gone'], 'Trần Minh Khôi'],
  [field('g', 'people'), [{ name: 'Lê A', number: '001190000001' }], 'Lê A (001 190 000 001)'],
  [field('y', 'yes-no'), false, 'Không'],
  [field('c', 'choice', { choices: [{ value: 'x', label: words('Một') }] }), 'x', 'Một'],
  [field('w', 'dwelling'), { provinceId: 1, unitId: 2, newAddressLine: 'Số 5 phố Huế' }, 'Số 5 phố Huế'],
  [
    field('a', 'payment-account', { choices: [{ value: '970436', label: words('Vietcombank') }] }),
    { bank: '970436', number: '0123456789', holder: 'NGUYEN THI HUONG' },
    'Vietcombank, 0123456789, NGUYEN THI HUONG',
  ],
  [field('t', 'text'), null, ''],
])('the answer of %o is read as people read it', (of, value, said) => {
  expect(answerText(of, value, given, 'vi')).toBe(said)
})
