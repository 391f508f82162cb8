import { beforeAll, expect, test } from 'vitest'
import { units } from '#reference'

import { type Platform, platform } from '#testing'
import { type Scene, scene } from '#testing/homes.ts'
import { nation } from '#testing/nation.ts'
import { born, grounds, officer } from '#testing/people.ts'
import { correctDetails } from './civil-status.ts'
import * as contract from './contract.ts'
import { detectDuplicates } from './duplicate-pairs.ts'
import { likelyDuplicates, likelyDuplicatesOf, placesOf } from './duplicates.ts'
import { datesNear, gradeDates, swapped } from './duplicates-dates.ts'
import { corrupted, errorKinds, knownPeople, randomOf, stranger } from './duplicates-for-tests.ts'
import { gradeNames, isSyllable } from './duplicates-names.ts'

test.each([
  ['Nguyễn Thị Hòa', 'Nguyễn Thị Hoà', 'tone-placement'],
  ['Nguyễn Thị Hòa', 'NGUYEN THI HOA', 'marks-missing'],
  ['Đặng Văn Đức', 'Dặng Văn Dức', 'marks-missing'],
  ['Nguyễn Thị Ngọc Lan', 'Nguyễn Thị Lan', 'word-missing'],
  ['Trần Quốc Tuấn', 'Trần Quốc Tuâns', 'slip'],
  ['Trần Quốc Tuấn', 'Trần Qốuc Tuấn', 'slip'],
  ['Trần Văn Hùng', 'Trần Văn Hưng', 'tones-differ'],
  ['Trần Văn An', 'Trần Văn Anh', 'other-word'],
  ['Trần Văn Hùng', 'Hùng Trần Văn', 'order'],
  ['Trần Văn Hùng', 'Lê Thị Mai', 'different'],
])('%s and %s: %s, whichever comes first', (a, b, grade) => {
  expect(gradeNames(a, b)).toBe(grade)
  expect(gradeNames(b, a)).toBe(grade)
})

test.each([
  ['1990-05-02', 'D', '1990-02-05', 'D', 'swapped'],
  ['1990-05-02', 'D', '1990-01-01', 'Y', 'partial'],
  ['1990-05-01', 'M', '1990-05-02', 'D', 'partial'],
  ['1990-01-01', 'Y', '1990-01-01', 'Y', 'same-year'],
  ['1990-05-02', 'D', '1980-05-02', 'D', 'slip'],
  ['1990-05-02', 'D', '1989-06-02', 'D', 'different'],
] as const)('%s (%s) and %s (%s): %s', (a, pa, b, pb, grade) => {
  expect(gradeDates({ bornOn: a, bornPrecision: pa }, { bornOn: b, bornPrecision: pb })).toBe(grade)
})

test('dates near are dates, syllables are told from slips', () => {
  expect(datesNear('2000-02-29').every((day) => !Number.isNaN(Date.parse(day)))).toBe(true)
  expect(swapped('1990-05-13')).toBeUndefined()
  for (const word of ['nguyen', 'khanh', 'anh', 'hoa', 'thuy', 'duong'])
    expect(isSyllable(word), word).toBe(true)
  for (const word of ['nguyenn', 'hugn', 'tuans', 'qouc', 'hngu']) expect(isSyllable(word), word).toBe(false)
})

let p: Platform
let at: Scene
const reading = () => ({ sql: p.sql, ports: p.ports, now: new Date() })

beforeAll(async () => {
  p = await platform()
  await nation(p, 3000, '2026-11-20')
  at = await scene(p)
}, 120_000)

test('of labelled second records nearly all are found, of namesakes with one birthday none', {
  timeout: 60_000,
}, async () => {
  const people = await knownPeople(p.owner, 1200)
  const random = randomOf(6)
  const labelled = people.flatMap((person, i) => {
    const candidate = corrupted(person, errorKinds[i % errorKinds.length]!, random)
    return candidate ? [{ candidate, person }] : []
  })
  const found = await likelyDuplicatesOf(
    reading(),
    labelled.slice(0, 1000).map(({ candidate }) => candidate),
  )
  const hit = found.map((some, i) =>
    some.some(({ personNumber }) => personNumber === labelled[i]!.person.personNumber),
  )
  const right = hit.filter(Boolean).length
  const flagged = found.reduce((sum, some) => sum + some.length, 0)
  expect(right / found.length).toBeGreaterThanOrEqual(0.99)
  expect(right / flagged).toBeGreaterThanOrEqual(0.98)
  const places = placesOf(await units(reading()), '2026-11-20')
  const strangers = people.slice(0, 1000).map((person) => stranger(person, people, places, random))
  const wrong = (await likelyDuplicatesOf(reading(), strangers)).filter((some) => some.length > 0)
  expect(wrong).toEqual([])
})

test('a child registered twice makes a pair on the very event, explained field by field; a correction takes it away', async () => {
  const details = {
    name: 'Trịnh Ngọc Khuê',
    bornOn: '2024-03-04',
    motherNumber: at.wife.number,
    birthRegisteredUnitId: at.here,
    homeTownUnitId: at.here,
  }
  const one = await born(p, details)
  const two = await born(p, { ...details, name: 'Trinh Ngoc Khue', bornOn: '2024-04-03' })
  const police = officer(at.police, { level: 'commune', unitId: at.here })
  const { rows, counts } = await p.as(police).call(contract.listPairs, { query: {} })
  const pair = rows.find(({ first, second }) =>
    [first, second].every(({ personId }) => [one.personId, two.personId].includes(personId)),
  )!
  expect(pair.verdict).toBe('likely')
  expect(pair.fields.map(({ words }) => words.vi)).toEqual(
    expect.arrayContaining(['Mẹ: trùng', 'Ngày sinh: đảo ngày và tháng', 'Họ tên: một bên thiếu dấu']),
  )
  expect(counts.open).toBeGreaterThanOrEqual(rows.length)
  const file = await p.as(police).call(contract.readPair, { params: { pairId: pair.pairId } })
  expect(file.lines.filter(({ differs }) => differs).map(({ field }) => field)).toEqual(['name', 'bornOn'])
  await p.act((call) =>
    correctDetails(
      call,
      { personNumber: two.number, details: { name: 'Trịnh Ngọc Bảo', bornOn: '2025-11-03' } },
      grounds,
    ),
  )
  const gone = await p.sql`select state from population.duplicate_pairs where pair_id = ${pair.pairId}`
  expect(gone).toEqual([{ state: 'gone' }])
})

test('what was decided as not the same stays so, with its reason, on every way', async () => {
  const details = {
    name: 'Vi Thị Lụa',
    bornOn: '2023-01-02',
    motherNumber: at.wife.number,
    birthRegisteredUnitId: at.here,
  }
  const one = await born(p, details)
  const two = await born(p, { ...details, name: 'Vi Thị Lua' })
  const police = p.as(officer(at.police, { level: 'commune', unitId: at.here }))
  const [row] = await p.sql<{ pairId: string; version: number }[]>`
    select pair_id, version from population.duplicate_pairs
    where first_number = any(${[one.number, two.number]}) and second_number = any(${[one.number, two.number]})`
  const params = { pairId: row!.pairId }
  const body = { version: row!.version, reason: 'twins', note: 'Sinh đôi, có giấy chứng sinh' }
  const stranger = p.as(officer(at.police, { level: 'commune', unitId: at.there }))
  await expect(stranger.call(contract.readPair, { params })).rejects.toMatchObject({
    type: '/problems/population/pair-unknown',
  })
  const decided = await police.call(contract.decideNotTheSame, { params, body })
  expect(decided).toMatchObject({
    state: 'not-the-same',
    decided: { reason: { en: 'Twins, brothers or sisters' } },
  })
  await expect(police.call(contract.decideNotTheSame, { params, body })).rejects.toMatchObject({
    type: '/problems/population/pair-moved',
  })
  await p.act((call) => detectDuplicates(call, [one.number, two.number], 'test'))
  const [after] = await p.sql`select state from population.duplicate_pairs where pair_id = ${row!.pairId}`
  expect(after).toEqual({ state: 'not-the-same' })
})

test('whoever looks at the same people at once waits and is never in a knot', async () => {
  const names = ['Mai', 'Ban', 'Hạnh', 'Inh', 'Ơn', 'Dung', 'Pánh', 'Xôm', 'Tính', 'Yêu']
  const pairs = names.map(async (name, i) => {
    const details = {
      name: `Lò Thị ${name}`,
      bornOn: `2021-0${1 + (i % 9)}-1${i}`,
      motherNumber: at.wife.number,
      birthRegisteredUnitId: at.here,
    }
    return [(await born(p, details)).number, (await born(p, details)).number].sort() as [string, string]
  })
  const firsts: string[] = []
  const seconds: string[] = []
  for (const [first, second] of await Promise.all(pairs)) {
    firsts.push(first)
    seconds.push(second)
  }
  for (const round of [0, 1, 2, 3, 4, 5]) {
    await p.owner`
      update population.duplicate_pairs set state = 'open', fields = ${p.owner.json([round])}
      where first_number = any(${firsts})`
    const looks = [firsts, seconds, firsts, seconds].map((some) =>
      p.act((call) => detectDuplicates(call, some, 'test')),
    )
    expect(await Promise.all(looks)).toEqual(looks.map(() => names.length))
  }
})

test('before a registration an officer asks whom the newcomer may be; an old number is enough with a like name', async () => {
  const [known] = await p.owner<{ alias: string; name: string; bornOn: string; personNumber: string }[]>`
    select a.alias, p.name, p.born_on, p.person_number from population.number_aliases a
    join population.people p using (person_number) where a.kind = 'old-9-digit' limit 1`
  const registrar = officer(at.police, { level: 'commune', unitId: at.here }, ['civil-status'])
  const { rows } = await p.as(registrar).call(contract.checkNewcomer, {
    body: {
      name: known!.name,
      bornOn: `${known!.bornOn.slice(0, 4)}-01-01`,
      bornPrecision: 'Y',
      oldNumber: known!.alias,
    },
  })
  expect(rows[0]).toMatchObject({ name: known!.name })
  expect(JSON.stringify(rows)).not.toContain(known!.personNumber)
  const [other] = await likelyDuplicates(reading(), {
    name: 'Người Khác Hẳn',
    bornOn: '1999-09-09',
    numbers: [known!.alias],
  })
  expect(other?.verdict).toBe('conflict')
})
