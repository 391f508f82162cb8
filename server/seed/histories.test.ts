import { beforeAll, expect, test } from 'vitest'
import { historyOf } from '#population'
import { readUnits } from '#reference'
import { residenceHistoryOf } from '#residence'
import { platform } from '#testing'
import { dayAfter, dayNumber, dayText } from './days.ts'
import { families } from './families.ts'
import { civilHistory, residentialHistory } from './histories.ts'
import { homes } from './homes.ts'
import { numbers } from './numbers.ts'
import { addresses, type Commune, type Places, readPlaces } from './places.ts'
import { random } from './random.ts'
import { type Registered, register } from './register.ts'
import { rowsTo } from './rows.ts'
import { KNOWN_FROM } from './scene.ts'

const today = '2026-11-20'
let places: Places
const people: Registered[] = []

beforeAll(async () => {
  const { owner } = await platform()
  places = readPlaces(await readUnits(owner), today, 1)
  for (let index = 0; index < 4; index++) people.push(...neighbourhood(index))
})

function neighbourhood(index: number): Registered[] {
  const draws = random(9, index)
  const place = places.anywhere(draws)
  const near = (of: Commune) => places.inProvince.get(of.provinceId)!(draws)
  const address = addresses()
  const made = families(draws, { today: dayNumber(today), couples: 5, home: () => place, away: near })
  const lived = homes(draws, made, {
    today: dayNumber(today),
    knownFrom: KNOWN_FROM,
    address,
    city: () => places.city(draws),
    near,
    room: (where, _student, on) => ({
      place: where,
      line: address(where, draws),
      kind: 'room',
      areaM2: 40,
      since: on,
      owners: [],
    }),
  })
  return register(draws, lived, {
    today: dayNumber(today),
    knownFrom: KNOWN_FROM,
    numbers: numbers(1),
    rows: rowsTo(() => {}),
  })
}

const withoutIds = (rows: readonly { id: string }[]) =>
  rows.map(({ id: _, ...row }) => JSON.stringify(Object.entries(row).sort())).sort()

test('rows made in one pass are those that the reducers make', () => {
  expect(people.length).toBeGreaterThan(600)
  const newId = () => ''
  for (const { civil, residential, name } of people) {
    const theirs = historyOf(civil)
    const mine = civilHistory(civil, theirs.current!.nameFolded, newId)
    expect(name).toBe(theirs.versions[0]!.name)
    expect(mine.current).toEqual(theirs.current!)
    expect(mine.versions).toEqual(theirs.versions)
    expect(withoutIds(mine.relations)).toEqual(withoutIds(theirs.relations))
    const there = residenceHistoryOf(residential)
    const here = residentialHistory(residential, newId, dayAfter)
    expect(here.current).toEqual(there.current)
    expect(withoutIds(here.residences)).toEqual(withoutIds(there.residences))
    expect(withoutIds(here.memberships)).toEqual(withoutIds(there.memberships))
  }
})

test('people with every kind of event were compared', () => {
  const kinds = new Set(
    people.flatMap(({ civil, residential }) => [...civil, ...residential].map(({ kind }) => kind)),
  )
  for (const kind of [
    'birth',
    'death',
    'marriage',
    'divorce',
    'widowhood',
    'permanent-residence-registration',
    'permanent-residence-removal',
    'temporary-residence-registration',
    'temporary-residence-extension',
    'temporary-residence-removal',
    'temporary-residence-expiry',
    'household-forming',
    'household-joining',
    'head-change',
    'relation-to-head-change',
  ]) {
    expect([...kinds]).toContain(kind)
  }
})

test('days count on over months and leap years', () => {
  expect(dayAfter('2024-02-28')).toBe('2024-02-29')
  expect(dayAfter('2025-12-31')).toBe('2026-01-01')
  expect(dayText(dayNumber('1930-01-01'))).toBe('1930-01-01')
})
