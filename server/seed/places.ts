/** Where people can live: the communes of today with what they were before 1 July 2025, weighted by population. */
import type { Day } from '#platform/schemas.ts'
import { ancestorsOf, mapOldAddress, type Units, type UnitVersion } from '#reference'
import places from './data/places.json' with { type: 'json' }
import provinces from './data/provinces.json' with { type: 'json' }
import { KINH, type Region } from './names.ts'
import { type Draw, type Random, random, weighted } from './random.ts'

/** The last day of the 63 provinces. Resolution 202/2025/QH15. */
const BEFORE_MERGER: Day = '2025-06-30'

export type Terrain = 'urban' | 'delta' | 'upland' | 'highland'

interface Province {
  name: string
  thousands: number
  region: Region
  oldNumberPrefix: string
  minorities: [string, number][]
  catholicPercent: number
  caodai?: number
  hoahao?: number
}
const provinceFacts = provinces as unknown as Record<string, Province>

export interface OldCommune {
  unitId: number
  /** Two-digit code of the province it lay in. */
  provinceCode: string
}

export interface Commune {
  unitId: number
  code: string
  name: string
  kind: UnitVersion['kind']
  provinceId: number
  /** Code of the province of today, that stands in the numbers of those born since. */
  provinceCode: string
  /** Of the province it lay in before, that most of its facts come from. */
  facts: Province
  old: OldCommune[]
  terrain: Terrain
  weight: number
  ethnicGroup: Draw<string>
  religion(random: Random, ethnicGroup: string): string
  /** Streets, or hamlets where there are no streets. */
  lines: readonly string[]
}

export interface Places {
  communes: ReadonlyMap<number, Commune>
  /** By the number of people who live there. */
  anywhere: Draw<Commune>
  /** Where people move for work: large cities and industrial provinces. */
  city: Draw<Commune>
  inProvince: ReadonlyMap<number, Draw<Commune>>
}

/** People who move for work go to these provinces of today, roughly so often. */
const pull: Record<string, number> = {
  '01': 26,
  '79': 40,
  '75': 14,
  '24': 6,
  '48': 4,
  '31': 5,
  '33': 2,
  '80': 3,
  '92': 2,
}

/** Reads the communes of a day. */
export function readPlaces(units: Units, today: Day, seed: number): Places {
  const old = oldCommunes(units, today)
  const communes = new Map<number, Commune>()
  for (const versions of units.versions.values()) {
    const unit = versions.find((one) => one.level === 'commune' && holds(one, today))
    if (unit) communes.set(unit.unitId, commune(units, unit, old.get(unit.unitId) ?? [], today, seed))
  }
  share(communes)
  const all = [...communes.values()]
  const byProvince = Map.groupBy(all, ({ provinceId }) => provinceId)
  const inProvince = new Map(
    [...byProvince].map(([id, list]) => [id, weighted(list.map((one) => [one, one.weight]))]),
  )
  const cities = all.filter(({ provinceCode, terrain }) => pull[provinceCode] && terrain === 'urban')
  const wards = Map.groupBy(cities, ({ provinceCode }) => provinceCode)
  return {
    communes,
    anywhere: weighted(all.map((one) => [one, one.weight])),
    city: weighted(cities.map((one) => [one, pull[one.provinceCode]! / wards.get(one.provinceCode)!.length])),
    inProvince,
  }
}

const holds = (version: UnitVersion, on: Day) =>
  (version.validFrom === null || version.validFrom <= on) &&
  (version.validUntil === null || on < version.validUntil)

/** The communes of before the merger by the commune of today that took them, or the most of them. */
function oldCommunes(units: Units, today: Day): Map<number, OldCommune[]> {
  const found = new Map<number, OldCommune[]>()
  for (const versions of units.versions.values()) {
    const before = versions.find((one) => one.level === 'commune' && holds(one, BEFORE_MERGER))
    if (!before) continue
    const now = mapOldAddress(units, before.unitId, today)[0]
    const province = ancestorsOf(units, before.unitId, BEFORE_MERGER).at(-1)
    if (!now || !province) continue
    const list = found.get(now.unitId) ?? []
    list.push({ unitId: before.unitId, provinceCode: province.code })
    found.set(now.unitId, list)
  }
  return found
}

function commune(units: Units, unit: UnitVersion, old: OldCommune[], today: Day, seed: number): Commune {
  const province = ancestorsOf(units, unit.unitId, today).at(-1)!
  const provinceCode = old[0]?.provinceCode ?? province.code
  const facts = provinceFacts[provinceCode]!
  const minorities = facts.minorities.reduce((sum, [, percent]) => sum + percent, 0)
  const draws = random(seed, 0x9e0, unit.unitId)
  const urban = unit.kind === 'ward'
  const terrain = urban
    ? 'urban'
    : minorities < 8
      ? 'delta'
      : facts.region === 'north'
        ? 'upland'
        : 'highland'
  const groups = ethnicGroups(facts, urban, minorities, draws)
  return {
    unitId: unit.unitId,
    code: unit.code,
    name: unit.name,
    kind: unit.kind,
    provinceId: province.unitId,
    provinceCode: province.code,
    facts,
    old: old.length > 0 ? old : [{ unitId: unit.unitId, provinceCode }],
    terrain,
    weight: 1,
    ethnicGroup: groups,
    religion: (random, ethnicGroup) => religion(random, facts, ethnicGroup),
    lines: lines(facts.region, terrain, draws),
  }
}

/**
 * Peoples live together: in a rural commune of a mixed province one people is most of it. Shares of 2019 by
 * province, rounded.
 */
function ethnicGroups(facts: Province, urban: boolean, minorities: number, draws: Random): Draw<string> {
  const kinh = 100 - minorities
  if (minorities < 0.1) return () => KINH
  const mixed: [string, number][] = [[KINH, urban ? kinh * 4 : kinh], ...facts.minorities]
  if (urban || minorities < 8) return weighted(mixed)
  const most = weighted([[KINH, kinh * 0.8] as [string, number], ...facts.minorities])(draws)
  const total = mixed.reduce((sum, [, weight]) => sum + weight, 0)
  return weighted([[most, total * 3] as [string, number], ...mixed])
}

function religion(random: Random, facts: Province, ethnicGroup: string): string {
  const draw = random.unit() * 100
  if (ethnicGroup === '17') return draw < 45 ? '13' : draw < 80 ? '04' : '99'
  if (ethnicGroup === '05') return draw < 80 ? '01' : '99'
  const protestant = ['08', '12', '14', '16', '20', '10', '21', '22', '09'].includes(ethnicGroup) ? 24 : 0.7
  const buddhist = facts.region === 'north' ? 1.5 : facts.region === 'central' ? 5 : 8
  const shares: [string, number][] = [
    ['02', facts.catholicPercent],
    ['08', protestant],
    ['01', buddhist],
    ['05', facts.caodai ?? 0.2],
    ['03', facts.hoahao ?? 0.1],
  ]
  let upTo = 0
  for (const [code, percent] of shares) {
    upTo += percent
    if (draw < upTo) return code
  }
  return '99'
}

/** Gives each commune its part of its old province's people; a ward counts three rural communes. */
function share(communes: ReadonlyMap<number, Commune>) {
  const raw = new Map<Province, number>()
  const part = (one: Commune) => (one.kind === 'ward' ? 3 : one.kind === 'special-zone' ? 0.3 : 1)
  for (const one of communes.values()) raw.set(one.facts, (raw.get(one.facts) ?? 0) + part(one))
  for (const one of communes.values()) one.weight = (one.facts.thousands * part(one)) / raw.get(one.facts)!
}

function lines(region: Region, terrain: Terrain, draws: Random): string[] {
  const some = (list: readonly string[], count: number) => {
    const left = [...list]
    return Array.from(
      { length: Math.min(count, left.length) },
      () => left.splice(Math.floor(draws.unit() * left.length), 1)[0]!,
    )
  }
  if (terrain === 'urban') return some(places.streets, 14).map((street) => `đường ${street}`)
  if (terrain === 'upland') return some(places.hamlets.upland, 9).map((hamlet) => `bản ${hamlet}`)
  if (terrain === 'highland') {
    const word =
      region === 'south' ? 'ấp' : region === 'central' ? draws.pick(['buôn', 'làng', 'thôn']) : 'thôn'
    const list = word === 'buôn' || word === 'làng' ? places.hamlets.highland : places.hamlets[region]
    return some(list, 8).map((hamlet) => `${word} ${hamlet}`)
  }
  const word = region === 'south' ? 'ấp' : draws.chance(0.25) ? 'xóm' : 'thôn'
  const named = some(places.hamlets[region], 8).map((hamlet) => `${word} ${hamlet}`)
  return draws.chance(0.2) ? Array.from({ length: 9 }, (_, at) => `${word} ${at + 1}`) : named
}

/** Streets of a ward that is shown closely; elsewhere any city's. */
const knownStreets: Record<string, readonly string[]> = {
  // Phường Ba Đình, Hà Nội
  '00004': [
    'Quán Thánh',
    'Phan Đình Phùng',
    'Cửa Bắc',
    'Châu Long',
    'Yên Ninh',
    'Nguyễn Trường Tộ',
    'Phó Đức Chính',
    'Trấn Vũ',
    'Đặng Dung',
    'Hòe Nhai',
    'Hàng Bún',
    'Lạc Chính',
    'Ngũ Xã',
    'Đội Cấn',
    'Ngọc Hà',
    'Hoàng Hoa Thám',
  ],
}

/** Makes address lines that do not repeat within a commune: it counts the dwellings of each. */
export function addresses(): (place: Commune, random: Random) => string {
  const counts = new Map<number, number>()
  return (place, random) => {
    const count = counts.get(place.unitId) ?? 0
    counts.set(place.unitId, count + 1)
    const known = knownStreets[place.code]
    const all = known ? known.map((street) => `phố ${street}`) : place.lines
    const line = all[count % all.length]!
    const house = Math.floor(count / all.length) + 1
    if (place.terrain !== 'urban') {
      return place.facts.region === 'south' || random.chance(0.3)
        ? `Số ${house}, ${line}`
        : `Nhà số ${house}, ${line}`
    }
    return urbanLine(place.facts.region, line, house, count, random)
  }
}

function urbanLine(region: Region, line: string, house: number, count: number, random: Random): string {
  const kind = random.unit()
  if (kind < 0.4) return `Số ${house}, ${line}`
  const alley = 1 + (count % 97)
  if (region === 'north') {
    if (kind < 0.8) return `Số ${house}, ngõ ${alley}, ${line}`
    return `Số ${house}, ngách ${alley}/${1 + (count % 23)}, ${line}`
  }
  if (region === 'central') return `Kiệt ${alley}, số ${house}, ${line}`
  return kind < 0.8 ? `${alley}/${house} ${line}` : `Hẻm ${alley}/${1 + (count % 19)}/${house}, ${line}`
}
export const organisations = places.organisations

/** Shown closely: a ward, a rural commune of the delta and an upland one, by their codes of today. */
export const denseCommunes = { ward: '00004', rural: '12688', upland: '02839' } as const

export function communeByCode(places: Places, code: string): Commune {
  const found = [...places.communes.values()].find((one) => one.code === code)
  if (!found) throw new Error(`No commune of today has the code ${code}`)
  return found
}
