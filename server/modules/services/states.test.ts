import { expect, test } from 'vitest'
import { DossierState } from './contract.ts'
import { dossierCode, tidyDossierCode } from './dossier-code.ts'
import { isClosed, states, stepWords, targetsOf, transitions } from './states.ts'

const all = DossierState.anyOf.map((state) => state.const)

test('every state is reached and every open one can be left', () => {
  for (const state of all) {
    expect(
      transitions.some(({ to }) => to === state),
      `${state} is reached`,
    ).toBe(true)
    const out = transitions.some(({ from, to }) => from === state && to !== state)
    if (!isClosed(state)) expect(out, `${state} can be left`).toBe(true)
  }
})

test('what is closed stays closed, but for handing out a result, and a refusal that a complaint has cancelled', () => {
  const out = transitions.filter(({ from }) => from !== null && isClosed(from))
  expect(out).toMatchObject([
    { from: 'approved', act: 'hand-out', to: 'returned' },
    { from: 'refused', act: 'reopen', to: 'accepted' },
    { from: 'refused', act: 'reopen', to: 'payment-asked' },
    { from: 'rejected', act: 'reopen', to: 'submitted' },
  ])
})

test('each line names its law, each act has its words, each state a code of the national portal', () => {
  for (const { act, law } of transitions) {
    expect(law).toBeTruthy()
    expect(stepWords[act].vi).toBeTruthy()
  }
  expect(new Set(all.map((state) => states[state].nationalCode))).toEqual(
    new Set([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]),
  )
})

test.each([
  ['submitted', 'sign'],
  ['accepted', 'sign'],
  ['accepted', 'accept'],
  ['proposed', 'propose'],
  ['approved', 'withdraw'],
  ['withdrawn', 'accept'],
  ['supplement-asked', 'propose'],
  ['awaiting-approvals', 'accept'],
] as const)('from %s nobody can %s', (state, act) => {
  expect(targetsOf(state, act)).toEqual([])
})

test('a dossier code follows the circular: agency, day, owner’s digits, number', () => {
  expect(dossierCode('G01.899.909', '2026-09-16', 28)).toBe('G01.899.909-260916-010028')
  expect(dossierCode('G01.899.909', '2026-09-16', 12345)).toBe('G01.899.909-260916-0112345')
  expect(() => dossierCode('899', '2026-09-16', 1)).toThrow()
})

test('codes are read as people type them, the older patterns too', () => {
  expect(tidyDossierCode(' g01.899.909–260916–010028 ')).toBe('G01.899.909-260916-010028')
  expect(tidyDossierCode('000.00.19.h29-200815-0004')).toBe('000.00.19.H29-200815-0004')
})
