/** Ages of the law: the pensionable one by its two tables, the end of a card by its cases. */
import { beforeAll, expect, test } from 'vitest'
import { addMonths } from '#platform/day.ts'
import { lawParameter } from '#reference'
import { platform } from '#testing'
import { type CardAges, cardAges, cardEndsOn, endOfHeld } from './card-validity.ts'
import { type AgeStep, endOfMonthAt, type PensionAges, pensionSteps } from './offer-spans.ts'

let steps: AgeStep[]
let ages: CardAges
beforeAll(async () => {
  const { act } = await platform()
  await act(async (call) => {
    steps = pensionSteps((await lawParameter<PensionAges>(call, 'labour.pension-age', '2026-11-23')).value)
    ages = await cardAges(call)
  })
})

const monthsFor = (sex: AgeStep['sex'], bornOn: string) =>
  steps.findLast((step) => step.sex === sex && step.bornFrom <= bornOn)!.months

/** Article 4(2): men 60 years 3 months in 2021 and 3 months more each year up to 62; women 55 and 4, 4 more up to 60. */
const ageOfYear = {
  male: (year: number) => Math.min(723 + 3 * (year - 2021), 744),
  female: (year: number) => Math.min(664 + 4 * (year - 2021), 720),
}

test.each(['male', 'female'] as const)('annex I agrees with the yearly table, month by month: %s', (sex) => {
  const first = sex === 'male' ? '1961-01-15' : '1966-01-15'
  for (let month = 0; month < 240; month++) {
    const bornOn = addMonths(first, month)
    const months = monthsFor(sex, bornOn)
    const year = Number(endOfMonthAt(bornOn, months).slice(0, 4))
    expect([bornOn, months]).toEqual([bornOn, ageOfYear[sex](year)])
  }
})

test.each([
  ['male', '1964-10-01', '2026-04-30'],
  ['male', '1965-05-31', '2026-11-30'],
  ['male', '1963-12-31', '2024-12-31'],
  ['female', '1969-12-01', '2026-12-31'],
  ['female', '1968-08-31', '2024-12-31'],
] as const)('printed annex: %s born %s retires on %s', (sex, bornOn, on) => {
  expect(endOfMonthAt(bornOn, monthsFor(sex, bornOn))).toBe(on)
})

test.each([
  ['before 14', '2012-12-13', '2024-09-12', '2026-12-13'],
  ['in the two years before 14', '2012-12-13', '2024-12-13', '2037-12-13'],
  ['a day too early for that', '2012-12-13', '2024-12-12', '2026-12-13'],
  ['after 25', '2000-01-01', '2025-01-01', '2040-01-01'],
  ['in the two years before 60', '1966-06-01', '2025-06-01', null],
  ['after 60', '1950-06-01', '2025-06-01', null],
])('a card issued %s', (_, bornOn, issuedOn, end) => {
  expect(cardEndsOn({ bornOn, issuedOn }, ages)).toBe(end)
})

test('the date of the card itself goes before the law; without a card there is none', () => {
  expect(endOfHeld({ cardIssuedOn: '2022-01-01', cardValidUntil: '2029-05-05' }, '1990-01-01', ages)).toBe(
    '2029-05-05',
  )
  expect(endOfHeld({}, '1990-01-01', ages)).toBeUndefined()
  expect(endOfHeld(null, '1990-01-01', ages)).toBeUndefined()
})
