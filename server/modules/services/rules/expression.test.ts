import fc from 'fast-check'
import { expect, test } from 'vitest'
import corpus from './corpus.json' with { type: 'json' }
import { type Expression, evaluate, operations } from './expression.ts'
import { faultsIn, namesIn } from './names.ts'

interface Case {
  name: string
  rule: unknown
  answers?: Record<string, unknown>
  facts?: Record<string, unknown>
  params?: Record<string, unknown>
  gives: unknown
}

test.each((corpus as Case[]).map((one) => [one.name, one] as const))('%s', (_name, one) => {
  const { answers = {}, facts = {}, params = {} } = one
  expect(evaluate(one.rule as Expression, { answers, facts, params, today: '2026-11-23' })).toEqual(one.gives)
})

test('every operation has a line in the corpus', () => {
  const text = JSON.stringify(corpus)
  const untold = Object.keys(operations).filter((name) => !text.includes(`"${name}"`) && name !== '$minutes')
  expect(untold).toEqual([])
})

test('no rule fails, whatever it is made of', () => {
  const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.constant('2026-11-23'))
  const { rule } = fc.letrec((tie) => ({
    rule: fc.oneof(
      { maxDepth: 4 },
      leaf,
      fc.array(tie('rule'), { maxLength: 4 }),
      fc
        .tuple(fc.constantFrom(...Object.keys(operations)), tie('rule'))
        .map(([name, argument]) => ({ [name]: argument })),
    ),
  }))
  fc.assert(
    fc.property(rule, (one) => {
      evaluate(one as Expression, { answers: { a: 1 }, facts: {}, params: {}, today: '2026-11-23' })
      faultsIn(one, namesIn(one))
    }),
    { numRuns: 500 },
  )
})

test('a day beyond the calendar is no day', () => {
  const scope = { answers: {}, facts: {}, params: {}, today: '2026-11-23' }
  expect(evaluate({ $addMonths: ['2026-11-23', -3_286_171] }, scope)).toBeNull()
  expect(evaluate({ $addDays: ['2026-11-23', 9e15] }, scope)).toBeNull()
  expect(evaluate({ $addMonths: ['2026-11-23', 96_000] }, scope)).toBeNull()
  expect(evaluate({ $addMonths: ['2026-11-23', 3] }, scope)).toBe('2027-02-23')
})

const known = { fields: new Set(['place']), facts: new Set(['applicant.age']), params: new Set(['max']) }

test.each([
  [{ $field: 'plaice' }, '$field plaice is unknown'],
  [{ $fact: 'applicant.income' }, '$fact applicant.income is unknown'],
  [{ $param: 'min' }, '$param min is unknown'],
  [{ $exec: 'rm' }, '$exec is no operation'],
  [{ $equals: [1] }, '$equals takes 2 to 2 arguments'],
  [{ $if: [true, 1] }, '$if takes 3 to 3 arguments'],
  [{ $item: 'number' }, '$item outside a list'],
  [{ $field: 'place', more: 1 }, '$field must be the only key'],
])('a rule that is wrong is told: %j', (rule, fault) => {
  expect(faultsIn(rule, known).map(({ en }) => en)).toContain(fault)
})

test('a rule that is right has no faults', () => {
  const rule = {
    $all: [
      { $present: { $field: 'place.unitId' } },
      { $every: [{ $field: 'place' }, { $less: [{ $item: 'age' }, { $param: 'max' }] }] },
    ],
  }
  expect(faultsIn(rule, known)).toEqual([])
  expect([...namesIn(rule).fields]).toEqual(['place'])
})
