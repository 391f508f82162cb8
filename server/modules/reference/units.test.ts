import { expect, test } from 'vitest'
import { daysBetween } from '#platform/day.ts'
import { tidy } from '#platform/vietnamese.ts'
import { agenciesOf } from './load.ts'
import { readFormerNames, readSuccessions, readUnitVersions } from './reference-files.ts'
import {
  addressLine,
  ancestorsOf,
  childrenOf,
  descendantCommunes,
  indexUnits,
  isWithin,
  mapOldAddress,
  type UnitVersion,
  unitByCode,
  unitById,
  unitName,
} from './units.ts'

const versions = readUnitVersions()
const successions = readSuccessions()
const units = indexUnits(versions, successions)
const today = '2026-11-21'
const before = '2025-06-30'
const changeOver = '2025-07-01'

const standing = (level: UnitVersion['level'], on: string) =>
  versions.filter((it) => it.level === level && unitById(units, it.unitId, on) === it)
const byName = (name: string, on: string) =>
  versions.find((it) => it.name === name && unitById(units, it.unitId, on) === it)!
const named = (ids: number[], on: string) => ids.map((id) => unitName(units, id, on))

test('the country of today has 34 provinces, no district and 3,321 communes', () => {
  expect(standing('province', today)).toHaveLength(34)
  expect(standing('district', today)).toHaveLength(0)
  const communes = standing('commune', today)
  expect(communes).toHaveLength(3321)
  expect(communes.filter(({ kind }) => kind === 'special-zone')).toHaveLength(13)
})

test('the country of before 1 July 2025 had 63 provinces, 696 districts and 10,033 communes', () => {
  expect(standing('province', before)).toHaveLength(63)
  expect(standing('district', before)).toHaveLength(696)
  expect(standing('commune', before)).toHaveLength(10_033)
})

test('on any day a code names one unit of a level, and every unit hangs on one that stands', () => {
  for (const on of [before, changeOver, today]) {
    for (const level of ['province', 'district', 'commune'] as const) {
      const there = standing(level, on)
      expect(new Set(there.map(({ code }) => code)).size).toBe(there.length)
      for (const { parentId } of there) if (parentId) expect(unitById(units, parentId, on)).toBeDefined()
    }
  }
})

test('versions of a unit follow each other without gap or overlap', () => {
  for (const list of units.versions.values()) {
    expect(list.map(({ version }) => version)).toEqual(list.map((_, index) => index + 1))
    list.slice(1).forEach((version, index) => {
      expect(version.validFrom).not.toBeNull()
      expect(version.validFrom).toBe(list[index]?.validUntil)
    })
  }
})

test('every commune of before is a unit of today or has successors, and every successor stands', () => {
  for (const { unitId } of [...standing('commune', before), ...standing('province', before)]) {
    const now = mapOldAddress(units, unitId, today)
    expect(now.length, `unit ${unitId}`).toBeGreaterThan(0)
    for (const candidate of now) expect(unitById(units, candidate.unitId, today)).toBeDefined()
  }
})

test('a succession never leads from a province to a commune or ahead of its day', () => {
  for (const { oldUnitId, newUnitId, effectiveOn } of successions) {
    const [old] = units.versions.get(oldUnitId)!.slice(-1)
    const [first] = units.versions.get(newUnitId)!
    expect(old?.validUntil).toBe(effectiveOn)
    expect(first!.validFrom === null || daysBetween(first!.validFrom, effectiveOn) >= 0).toBe(true)
    expect((old?.level === 'province') === (first?.level === 'province')).toBe(true)
  }
})

test('a code given out again is another unit: 00004 was Trúc Bạch, is Ba Đình', () => {
  const old = unitByCode(units, '00004', 'commune', before)!
  const now = unitByCode(units, '00004', 'commune', today)!
  expect(unitName(units, old.unitId, before)).toBe('Phường Trúc Bạch, Quận Ba Đình, Thành phố Hà Nội')
  expect(unitName(units, now.unitId, today)).toBe('Phường Ba Đình, Thành phố Hà Nội')
  expect(old.unitId).not.toBe(now.unitId)
  expect(unitByCode(units, '00010', 'commune', today)).toBeUndefined()
})

test('a commune left as it was stays one unit under a new parent', () => {
  const { unitId } = unitByCode(units, '03451', 'commune', before)!
  expect(unitByCode(units, '03451', 'commune', today)?.unitId).toBe(unitId)
  expect(named([unitId], before)).toEqual(['Xã Mù Cả, Huyện Mường Tè, Tỉnh Lai Châu'])
  expect(named([unitId], today)).toEqual(['Xã Mù Cả, Tỉnh Lai Châu'])
  expect(mapOldAddress(units, unitId, today)).toEqual([{ unitId, relation: 'same', confidence: 'certain' }])
})

test('exactly 11 provinces and 132 communes of before are units of today', () => {
  const stayed = (level: UnitVersion['level']) =>
    standing(level, before).filter(({ unitId }) => unitById(units, unitId, today)).length
  expect(stayed('province')).toBe(11)
  expect(stayed('commune')).toBe(132)
})

test('a merged province is a new unit even when its name or its code survived', () => {
  const oldBacNinh = byName('Bắc Ninh', before)
  const newBacNinh = byName('Bắc Ninh', today)
  expect([oldBacNinh.code, newBacNinh.code]).toEqual(['27', '24'])
  expect(oldBacNinh.unitId).not.toBe(newBacNinh.unitId)
  expect(mapOldAddress(units, oldBacNinh.unitId, today)).toEqual([
    { unitId: newBacNinh.unitId, relation: 'merged', confidence: 'certain' },
  ])
  const bacGiang = unitByCode(units, '24', 'province', before)!
  expect(mapOldAddress(units, bacGiang.unitId, today)[0]?.unitId).toBe(newBacNinh.unitId)
})

test('an old commune that was divided asks a person to choose', () => {
  const dienBien = unitByCode(units, '00019', 'commune', before)!
  const candidates = mapOldAddress(units, dienBien.unitId, today)
  expect(candidates).toHaveLength(4)
  expect(new Set(candidates.map(({ confidence }) => confidence))).toEqual(new Set(['choose']))
})

test('the larger part of a divided commune comes first', () => {
  const thuyKhue = unitByCode(units, '00112', 'commune', before)!
  const [first, second] = mapOldAddress(units, thuyKhue.unitId, today)
  expect(first).toMatchObject({ relation: 'larger-part', confidence: 'likely' })
  expect(unitById(units, first!.unitId, today)?.name).toBe('Tây Hồ')
  expect(second?.confidence).toBe('choose')
})

test('an old district answers the communes that its communes became', () => {
  const baDinh = unitByCode(units, '001', 'district', before)!
  const candidates = mapOldAddress(units, baDinh.unitId, today).map(({ unitId }) => unitId)
  expect(candidates).toContain(unitByCode(units, '00004', 'commune', today)?.unitId)
  expect(candidates.length).toBeGreaterThan(2)
  const conDao = unitByCode(units, '755', 'district', before)!
  expect(mapOldAddress(units, conDao.unitId, today)).toMatchObject([
    { relation: 'merged', confidence: 'certain' },
  ])
})

test('before the change-over an old unit maps to itself', () => {
  const old = unitByCode(units, '00004', 'commune', before)!
  expect(mapOldAddress(units, old.unitId, before)).toEqual([
    { unitId: old.unitId, relation: 'same', confidence: 'certain' },
  ])
})

test('a change of kind applies from its day: Quảng Ninh is a city since September 2026', () => {
  const { unitId } = byName('Quảng Ninh', today)
  expect(named([unitId], '2026-08-31')).toEqual(['Tỉnh Quảng Ninh'])
  expect(named([unitId], '2026-09-01')).toEqual(['Thành phố Quảng Ninh'])
  expect(named([byName('Huế', today).unitId], '2024-12-31')).toEqual(['Tỉnh Thừa Thiên Huế'])
})

test('a change of kind whose day is unknown is not applied', () => {
  expect(named([byName('Đồng Nai', today).unitId], today)).toEqual(['Tỉnh Đồng Nai'])
})

test('a numbered ward is read as people say it', () => {
  const ward = unitByCode(units, '27691', 'commune', before)!
  expect(unitName(units, ward.unitId, before)).toBe('Phường 4, Thành phố Tân An, Tỉnh Long An')
})

test('an address of a unit that ended is written as on its last day', () => {
  const old = unitByCode(units, '00022', 'commune', before)!
  expect(addressLine(units, old.unitId, 'Số 12 ngõ 34 Đội Cấn', today)).toBe(
    'Số 12 ngõ 34 Đội Cấn, Phường Đội Cấn, Quận Ba Đình, Thành phố Hà Nội',
  )
  expect(() => unitName(units, 999_999, today)).toThrow('999999')
})

test('territory holds for what lies in it on that day, and for nothing else', () => {
  const [haNoi, daNang] = [byName('Hà Nội', today).unitId, byName('Đà Nẵng', today).unitId]
  const baDinh = unitByCode(units, '00004', 'commune', today)!.unitId
  const trucBach = unitByCode(units, '00004', 'commune', before)!.unitId
  expect(isWithin(units, baDinh, haNoi, today)).toBe(true)
  expect(isWithin(units, baDinh, baDinh, today)).toBe(true)
  expect(isWithin(units, baDinh, daNang, today)).toBe(false)
  expect(isWithin(units, haNoi, baDinh, today)).toBe(false)
  expect(isWithin(units, trucBach, haNoi, today)).toBe(false)
  expect(isWithin(units, trucBach, haNoi, before)).toBe(true)
  expect(ancestorsOf(units, trucBach, before)).toHaveLength(2)
})

test('the communes of a province, of the whole country and of a commune', () => {
  expect(descendantCommunes(units, byName('Hà Nội', today).unitId, today)).toHaveLength(126)
  expect(descendantCommunes(units, byName('Hà Nội', before).unitId, before)).toHaveLength(526)
  const all = childrenOf(units, null, today).flatMap(({ unitId }) => descendantCommunes(units, unitId, today))
  expect(new Set(all).size).toBe(3321)
  expect(descendantCommunes(units, 1001, today)).toEqual([1001])
  expect(descendantCommunes(units, 1001, before)).toEqual([])
})

test('children are in Vietnamese order, numbers by their value', () => {
  const names = childrenOf(units, null, today).map(({ name }) => name)
  expect(names.slice(0, 4)).toEqual(['An Giang', 'Bắc Ninh', 'Cà Mau', 'Cao Bằng'])
  expect(names.indexOf('Đà Nẵng')).toBeGreaterThan(names.indexOf('Cao Bằng'))
  const quan = childrenOf(units, unitByCode(units, '79', 'province', before)!.unitId, before).map(
    ({ name }) => name,
  )
  expect(quan.slice(0, 5)).toEqual(['1', '3', '4', '5', '6'])
})

test('names are composed, tidy and plain enough for our files', () => {
  const untidy = versions.filter(({ name }) => name !== tidy(name) || /[",]|\d{3}/.test(name))
  expect(untidy).toEqual([])
  const lost = readFormerNames().filter(
    ({ unitId, formerName }) => !units.versions.has(unitId) || !formerName,
  )
  expect(lost).toEqual([])
})

test('every unit of today has its agencies, with ids and dossier codes of their own', () => {
  const agencies = agenciesOf(versions).filter(({ validUntil }) => validUntil === null)
  expect(agencies.filter(({ kind }) => kind === 'commune-police')).toHaveLength(3321)
  expect(agencies.filter(({ kind }) => kind === 'province-police')).toHaveLength(34)
  expect(new Set(agencies.map(({ agencyId }) => agencyId)).size).toBe(agencies.length)
  expect(new Set(agencies.map(({ dossierCode }) => dossierCode)).size).toBe(agencies.length)
  expect(agencies.find(({ agencyId }) => agencyId === 101_001)).toMatchObject({
    nameVi: 'Công an phường Ba Đình',
    unitId: 1001,
    parentId: 400_001,
    dossierCode: 'G01.801.001',
  })
})

test('police and committee of a unit that ended are still known by the name they had', () => {
  const former = agenciesOf(versions).filter(({ validUntil }) => validUntil !== null)
  const trucBach = former.find(({ nameVi }) => nameVi === 'Công an phường Trúc Bạch')
  expect(trucBach).toMatchObject({
    kind: 'commune-police',
    validUntil: '2025-07-01',
    dossierCodeConfirmed: false,
  })
  expect(new Set(former.map(({ kind, dossierCode }) => `${kind} ${dossierCode}`)).size).toBe(former.length)
})
