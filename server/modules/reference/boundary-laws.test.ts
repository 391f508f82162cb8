import { beforeAll, expect, test } from 'vitest'
import { addDays } from '#platform/day.ts'
import { type BoundaryLaw, BoundaryLawUnfit, enact, enactAll, withIds } from './boundary-laws.ts'
import { readSuccessions, readUnitVersions } from './reference-files.ts'
import { childrenOf, indexUnits, mapOldAddress, unitByCode, unitName } from './units.ts'

const ON = '2027-01-01'
const country = { versions: readUnitVersions(), successions: readSuccessions() }
const before = indexUnits(country.versions, country.successions)
let haNoi: number
let communes: number[]
beforeAll(() => {
  haNoi = unitByCode(before, '01', 'province', ON)!.unitId
  communes = childrenOf(before, haNoi, ON).map(({ unitId }) => unitId)
})

const law = (parts: Partial<BoundaryLaw>): BoundaryLaw => ({
  effectiveOn: ON,
  law: '1/NQ-UBTVQH17',
  begins: [],
  goes: [],
  changes: [],
  ...parts,
})
const after = (parts: Partial<BoundaryLaw>) => {
  const { versions, successions } = enact(country, withIds(law(parts), country))
  return indexUnits(versions, successions)
}
const begins = (key: string, name: string, parent: number | string | null = haNoi) => ({
  key,
  code: '99901',
  level: 'commune' as const,
  kind: 'ward' as const,
  name,
  parent,
})

test('two communes merged are a new one; addresses of both map to it, from the day', () => {
  const [one, other] = communes as [number, number]
  const units = after({
    begins: [begins('new', 'Đoàn Kết')],
    goes: [
      { from: one, to: 'new', relation: 'merged' },
      { from: other, to: 'new', relation: 'merged' },
    ],
  })
  const [became] = mapOldAddress(units, one, ON)
  expect(mapOldAddress(units, other, ON)).toEqual([became])
  expect(became).toMatchObject({ confidence: 'certain' })
  expect(unitName(units, became!.unitId, ON)).toBe('Phường Đoàn Kết, Thành phố Hà Nội')
  expect(mapOldAddress(units, one, addDays(ON, -1))).toMatchObject([{ unitId: one, relation: 'same' }])
})

test('a commune divided leaves a choice, the larger part first', () => {
  const [one] = communes as [number]
  const units = after({
    begins: [begins('larger', 'Lớn'), { ...begins('smaller', 'Nhỏ'), code: '99902' }],
    goes: [
      { from: one, to: 'smaller', relation: 'part' },
      { from: one, to: 'larger', relation: 'larger-part' },
    ],
  })
  expect(mapOldAddress(units, one, ON).map(({ confidence }) => confidence)).toEqual(['likely', 'choose'])
})

test('a commune renamed, made a ward or moved to another province stays the same unit', () => {
  const [one] = communes as [number]
  const other = childrenOf(before, null, ON).find(({ unitId }) => unitId !== haNoi)!
  const units = after({ changes: [{ unitId: one, name: 'Tên Mới', kind: 'ward', parent: other.unitId }] })
  expect(unitName(units, one, ON)).toBe(`Phường Tên Mới, ${unitName(before, other.unitId, ON)}`)
  expect(unitName(units, one, addDays(ON, -1))).toBe(unitName(before, one, addDays(ON, -1)))
  expect(mapOldAddress(units, one, ON)).toMatchObject([{ unitId: one, relation: 'same' }])
})

test('communes follow a province that goes into a new one', () => {
  const other = childrenOf(before, null, ON).find(({ unitId }) => unitId !== haNoi)!
  const units = after({
    begins: [{ ...begins('joined', 'Thủ Đô', null), code: '97', level: 'province', kind: 'city' }],
    goes: [
      { from: haNoi, to: 'joined', relation: 'merged' },
      { from: other.unitId, to: 'joined', relation: 'merged' },
    ],
  })
  const [became] = mapOldAddress(units, haNoi, ON)
  expect(childrenOf(units, became!.unitId, ON)).toHaveLength(
    communes.length + childrenOf(before, other.unitId, ON).length,
  )
  expect(unitName(units, communes[0]!, ON)).toMatch(/, Thành phố Thủ Đô$/)
})

test.each<[string, () => Partial<BoundaryLaw>]>([
  ['a unit that does not stand', () => ({ changes: [{ unitId: 10_004, name: 'Cũ' }] })],
  [
    'a unit that takes in another and keeps its identity',
    () => ({
      goes: [{ from: communes[0]!, to: communes[1]!, relation: 'merged' }],
    }),
  ],
  [
    'a unit both merged and divided',
    () => ({
      begins: [begins('a', 'Một'), begins('b', 'Hai')],
      goes: [
        { from: communes[0]!, to: 'a', relation: 'merged' },
        { from: communes[0]!, to: 'b', relation: 'part' },
      ],
    }),
  ],
  [
    'a key that nothing begins with',
    () => ({ goes: [{ from: communes[0]!, to: 'nowhere', relation: 'merged' }] }),
  ],
])('%s does not fit', (_what, parts) => {
  expect(() => after(parts())).toThrow(BoundaryLawUnfit)
})

test('a law that the data files carry already is passed over', () => {
  const entered = withIds(
    law({ begins: [begins('new', 'Mới')], goes: [{ from: communes[0]!, to: 'new', relation: 'merged' }] }),
    country,
  )
  const once = enactAll(country, [entered])
  expect(enactAll(once, [entered])).toEqual(once)
})
