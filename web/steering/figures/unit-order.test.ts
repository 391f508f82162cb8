import { expect, test } from 'vitest'
import { inOrder, type Unit } from './unit-order.ts'

function unit(label: string, figures: Partial<Unit>): Unit {
  return {
    unitId: 1,
    label,
    level: 'commune',
    people: 0,
    households: 0,
    temporary: 0,
    received: 0,
    online: 0,
    open: 0,
    overdue: 0,
    paused: 0,
    decided: 0,
    decidedLate: 0,
    papersKnown: 0,
    papersAvoided: 0,
    papersReused: 0,
    avoidedShare: null,
    onTimeShare: null,
    onlineShare: null,
    ...figures,
  }
}

const units = [
  unit('Xã Đông Hưng', { people: 900, overdue: 1, onTimeShare: 0.9 }),
  unit('Xã Bắc Hà', { people: 400, overdue: 0, onTimeShare: 0.4 }),
  unit('Phường Ba Đình', { people: 700, overdue: 8, onTimeShare: 0.67 }),
  unit('Xã An Khánh', { people: 500, overdue: 0 }),
]
const labels = (by: Parameters<typeof inOrder>[1]) => inOrder(units, by).map(({ label }) => label)

test('counts begin with the most, and units alike with the one of more people', () => {
  expect(labels('overdue')).toEqual(['Phường Ba Đình', 'Xã Đông Hưng', 'Xã An Khánh', 'Xã Bắc Hà'])
})

test('shares begin with the worst, and units that have none yet come last', () => {
  expect(labels('onTimeShare')).toEqual(['Xã Bắc Hà', 'Phường Ba Đình', 'Xã Đông Hưng', 'Xã An Khánh'])
})

test('names follow the Vietnamese alphabet: Đ comes before E', () => {
  const rows = [unit('Xã Ea Súp', {}), unit('Xã Đông Hưng', {}), unit('Xã Dương Hòa', {})]
  expect(inOrder(rows, 'unit').map(({ label }) => label)).toEqual([
    'Xã Dương Hòa',
    'Xã Đông Hưng',
    'Xã Ea Súp',
  ])
})

test('the list that was given is left as it was', () => {
  inOrder(units, 'people')
  expect(units[0]?.label).toBe('Xã Đông Hưng')
})
