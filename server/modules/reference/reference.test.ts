import { expect, test } from 'vitest'
import { platform } from '#testing'
import * as contract from './contract.ts'
import { lawParameter, loadReference, reloadReference, units, workingCalendar } from './index.ts'
import { readCodeLists, readLawDocuments, readLawParameters, readPositions } from './reference-files.ts'

const anyone = { kind: 'anonymous' } as const
const today = '2026-11-21'

async function open() {
  const place = await platform()
  return { ...place, anyone: place.as(anyone) }
}

test('anyone picks an address one level at a time', async () => {
  const { anyone } = await open()
  const provinces = await anyone.call(contract.listUnits, { query: { on: today } })
  expect(provinces.parent).toBeNull()
  expect(provinces.rows).toHaveLength(34)
  const haNoi = provinces.rows.find(({ label }) => label === 'Thành phố Hà Nội')!
  const communes = await anyone.call(contract.listUnits, { query: { parent: haNoi.id, on: today } })
  expect(communes).toMatchObject({ parent: { id: haNoi.id } })
  expect(communes.rows).toHaveLength(126)
  expect(communes.rows[0]).toMatchObject({ level: 'commune', label: 'Xã An Khánh' })
  const [commune] = communes.rows
  expect((await anyone.call(contract.listUnits, { query: { parent: commune!.id, on: today } })).rows).toEqual(
    [],
  )
})

test('no level of any day is more than 20 kB', async () => {
  const { anyone, act } = await open()
  const all = await act((call) => units(call))
  let largest = 0
  for (const on of ['2025-06-30', today]) {
    for (const parent of all.byParent.keys()) {
      const query = parent === null ? { on } : { parent, on }
      const { status, bytes } = await anyone.send(contract.listUnits, { query })
      if (status === 200) largest = Math.max(largest, bytes.length)
    }
  }
  expect(largest).toBeGreaterThan(10_000)
  expect(largest).toBeLessThanOrEqual(20_000)
})

test('a level may be kept for an hour, and is not sent again when it is the same', async () => {
  const { anyone } = await open()
  const first = await anyone.send(contract.listUnits, { query: { on: today } })
  expect(first.headers['cache-control']).toBe('public, max-age=3600')
  const again = await anyone.send(contract.listUnits, {
    query: { on: today },
    headers: { 'if-none-match': String(first.headers.etag) },
  })
  expect(again.status).toBe(304)
  expect(again.bytes).toHaveLength(0)
  const other = await anyone.send(contract.listUnits, { query: { on: '2025-06-30' } })
  expect(other.headers.etag).not.toBe(first.headers.etag)
})

test('a unit that is not there on the day is refused', async () => {
  const { anyone } = await open()
  const unknown = { type: '/problems/reference/unit-unknown', status: 404 }
  await expect(anyone.call(contract.listUnits, { query: { parent: 999_999 } })).rejects.toMatchObject(unknown)
  await expect(
    anyone.call(contract.listUnits, { query: { parent: 1001, on: '2020-01-01' } }),
  ).rejects.toMatchObject(unknown)
  await expect(anyone.call(contract.readUnit, { params: { id: 999_999 } })).rejects.toMatchObject(unknown)
  await expect(anyone.call(contract.listUnitSuccessors, { params: { id: 999_999 } })).rejects.toMatchObject(
    unknown,
  )
})

test.each([['2026-13-01'], ['today'], ['2026-02-30']])('%s is not a day', async (on) => {
  const { anyone } = await open()
  const { status } = await anyone.send(contract.listUnits, { query: { on } })
  expect(status).toBe(400)
})

test('a unit is read with its names, its dates and its law', async () => {
  const { anyone } = await open()
  expect(await anyone.call(contract.readUnit, { params: { id: 1001 }, query: { on: today } })).toMatchObject({
    code: '00004',
    fullName: 'Phường Ba Đình, Thành phố Hà Nội',
    above: [{ label: 'Thành phố Hà Nội' }],
    validFrom: '2025-07-01',
    validUntil: null,
    law: '19/2025/QĐ-TTg',
  })
})

test('an old commune answers what it became', async () => {
  const { anyone, act } = await open()
  const all = await act((call) => units(call))
  const old = all.byCode.get('commune 00004')!.find(({ name }) => name === 'Trúc Bạch')!
  const { rows } = await anyone.call(contract.listUnitSuccessors, {
    params: { id: old.unitId },
    query: { on: today },
  })
  expect(rows).toMatchObject([
    {
      fullName: 'Phường Ba Đình, Thành phố Hà Nội',
      relation: 'merged',
      confidence: 'certain',
      unit: { id: 1001 },
    },
  ])
})

test('a name on an old paper is found without marks, also when the commune ended long ago', async () => {
  const { anyone } = await open()
  const named = async (name: string) => (await anyone.call(contract.findUnits, { query: { name } })).rows
  const [first, ...others] = await named('ba dinh')
  expect(first).toMatchObject({ fullName: expect.stringContaining('Ba Đình'), validUntil: null })
  expect(others.map(({ fullName }) => fullName)).toContain('Quận Ba Đình, Thành phố Hà Nội')
  expect(await named('Nguyen Trung Truc')).toContainEqual(
    expect.objectContaining({
      formerName: 'Nguyễn Trung Trực',
      fullName: 'Phường Trúc Bạch, Quận Ba Đình, Thành phố Hà Nội',
    }),
  )
  expect(await named('%%')).toEqual([])
  const longest = await anyone.send(contract.findUnits, { query: { name: 'ta' } })
  expect(longest.bytes.length).toBeLessThanOrEqual(20_000)
})

test('the agencies of a commune are public', async () => {
  const { anyone } = await open()
  const { rows } = await anyone.call(contract.listUnitAgencies, { params: { id: 1001 } })
  expect(rows.map(({ kind }) => kind)).toEqual([
    'commune-police',
    'commune-committee',
    'commune-service-centre',
  ])
})

test('a code list comes in its order with its source; an unknown one is refused', async () => {
  const { anyone } = await open()
  const { rows, source } = await anyone.call(contract.readCodeList, { params: { list: 'ethnic-groups' } })
  expect(rows).toHaveLength(55)
  expect(rows[0]).toMatchObject({ code: '01', vi: 'Kinh' })
  expect(source).toContain('ethnic groups')
  await expect(
    anyone.call(contract.readCodeList, { params: { list: 'no-such-list' } }),
  ).rejects.toMatchObject({ type: '/problems/reference/code-list-unknown' })
})

test('codes that contracts name are those of the lists', () => {
  const lists = readCodeLists()
  const codes = (list: string) => lists[list]!.items.map(([code]) => code)
  const pattern = (schema: object) => new RegExp((schema as { pattern: string }).pattern)
  const literals = (schema: { anyOf: readonly { const: string }[] }) => schema.anyOf.map((it) => it.const)
  expect(codes('sexes')).toEqual(literals(contract.Sex))
  expect(codes('marital-statuses')).toEqual(literals(contract.MaritalStatus))
  expect(codes('relations-to-head')).toEqual(literals(contract.RelationToHead))
  for (const code of codes('ethnic-groups')) expect(code).toMatch(pattern(contract.EthnicGroup))
  for (const code of codes('religions')) expect(code).toMatch(pattern(contract.Religion))
  for (const code of codes('nationalities')) expect(code).toMatch(pattern(contract.Nationality))
})

test('the days off of a year are published, with what is not confirmed', async () => {
  const { anyone } = await open()
  const { rows } = await anyone.call(contract.listSpecialDays, { params: { year: 2026 } })
  expect(rows.find(({ day }) => day === '2026-04-27')).toMatchObject({ kind: 'day-in-lieu', confirmed: true })
  expect(rows.find(({ day }) => day === '2026-11-24')).toMatchObject({ confirmed: false })
})

test('the calendar in memory is the one in the tables', async () => {
  const { act } = await open()
  const calendar = await act((call) => workingCalendar(call))
  expect([...calendar.specialDays.values()].find(({ day }) => day === '2026-09-02')?.name.vi).toBe(
    'Quốc khánh',
  )
  expect(calendar.officeHours[0]?.spans).toEqual([
    { opens: 450, closes: 690 },
    { opens: 810, closes: 1020 },
  ])
})

test('a law parameter is the one in force on the day, with its citation', async () => {
  const { act, anyone } = await open()
  await act(async (call) => {
    const term = await lawParameter(call, 'residence.temporary.term-months-max', today)
    expect(term).toMatchObject({
      value: 24,
      confirmed: true,
      citation: expect.stringContaining('68/2020/QH14'),
    })
    await expect(lawParameter(call, 'residence.temporary.term-months-max', '2020-01-01')).rejects.toThrow(
      'in force',
    )
  })
  await expect(
    anyone.call(contract.readLawParameter, { params: { key: 'no.such-rule' } }),
  ).rejects.toMatchObject({ type: '/problems/reference/parameter-unknown' })
})

test("a province's own value goes before the nation's, in its communes and nowhere else", async () => {
  const { act } = await open()
  await act(async (call) => {
    const fee = async (unitId?: number) =>
      (await lawParameter<{ online: number }>(call, 'fee.residence.temporary', today, unitId)).value.online
    expect(await fee()).toBe(7000)
    expect(await fee(1001)).toBe(0)
    expect(await fee((await units(call)).byCode.get('commune 16171')!.at(-1)!.unitId)).toBe(7000)
  })
})

test("a parameter changed by law is answered by day, the old one until the new one's day", async () => {
  const { owner, act, ports } = await open()
  await owner`
    update reference.law_parameters set effective_until = '2026-12-01' where key = 'person.adult-age'`
  await owner`
    insert into reference.law_parameters (key, effective_from, value, citation, confirmed)
    values ('person.adult-age', '2026-12-01', '21', 'test', true)`
  reloadReference(ports)
  await act(async (call) => {
    expect((await lawParameter(call, 'person.adult-age', '2026-11-30')).value).toBe(18)
    expect((await lawParameter(call, 'person.adult-age', '2026-12-01')).value).toBe(21)
  })
})

test('loading again does nothing; production never gets the rules of the sandbox', async () => {
  const { owner, act, ports } = await open()
  expect(await loadReference(owner, 'sandbox')).toBe(false)
  expect(await loadReference(owner, 'production')).toBe(true)
  reloadReference(ports)
  await act(async (call) => {
    const fee = await lawParameter<{ online: number }>(call, 'fee.residence.temporary', today, 1001)
    expect(fee.value.online).toBe(7000)
  })
  expect(await loadReference(owner, 'sandbox')).toBe(true)
  const [{ count }] = await owner<[{ count: number }]>`select count(*)::int from reference.units`
  expect(count).toBe(14_004)
})

test('the application may read reference data and change nothing', async () => {
  const { sql } = await open()
  await expect(sql`delete from reference.law_parameters`).rejects.toThrow('permission denied')
  await expect(sql`insert into reference.units values (99999)`).rejects.toThrow('permission denied')
})

test('no unconfirmed rule is cited as if it were law, and every cited document is known', () => {
  const known = new Set(readLawDocuments().map(({ document }) => document))
  for (const { key, citation, confirmed } of readLawParameters('production')) {
    if (confirmed) expect(citation, key).toMatch(/\d+\/\d{4}\/|66\.7\/2025/)
    for (const [document] of citation.matchAll(/[\d.]+\/\d{4}\/[\p{L}\d-]+/gu)) {
      expect(known.has(document), `${key}: ${document}`).toBe(true)
    }
  }
})

test('every position exists in a kind of agency that is known', async () => {
  const { owner } = await open()
  const kinds = (await owner<{ kind: string }[]>`select distinct kind from reference.agencies`).map(
    (it) => it.kind,
  )
  for (const { position, agencyKinds, roles } of readPositions()) {
    expect(roles.length, position).toBeGreaterThan(0)
    for (const kind of agencyKinds) expect(kinds, position).toContain(kind)
  }
})
