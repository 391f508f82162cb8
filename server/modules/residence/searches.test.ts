import { beforeAll, describe, expect, test } from 'vitest'
import { changeContacts } from '#population'
import { readPerson, readPersonTimeline, readSearch, searchPeople } from '#population/contract'

import { type Platform, platform } from '#testing'
import { type Scene, scene } from '#testing/homes.ts'
import { born, officer } from '#testing/people.ts'
import { readPersonResidence } from './contract.ts'

let p: Platform
let s: Scene
let own: ReturnType<Platform['as']>
let strange: ReturnType<Platform['as']>
beforeAll(async () => {
  p = await platform()
  p.at('2026-11-21T02:00:00Z')
  s = await scene(p)
  own = p.as(officer(s.police, { level: 'commune', unitId: s.here }))
  strange = p.as(officer(s.police, { level: 'commune', unitId: s.there }))
})

const reason = 'Xác minh nhân khẩu theo đề nghị của tổ dân phố'
const refused = (type: string, status: number) => ({ type: `/problems/${type}`, status })
const lastEntry = async () => {
  const [entry] = await p.owner`
    select act, outcome, problem, reason, subject_count from audit.entries order by recorded_at desc limit 1`
  return entry
}

test('a search without a dossier wants a reason, and is flagged by it', async () => {
  const asked = { name: 'tran van hung', bornInYear: 1985 }
  await expect(own.call(searchPeople, { body: asked })).rejects.toMatchObject(
    refused('population/reason-needed', 422),
  )
  await expect(own.call(searchPeople, { body: { ...asked, reason: 'xem' } })).rejects.toMatchObject(
    refused('population/reason-needed', 422),
  )
  const found = await own.call(searchPeople, { body: { ...asked, reason } })
  expect(found.rows).toMatchObject([{ personId: s.husband.personId, nameMatch: 'marks-missing' }])
  expect(found.rows[0]?.maskedNumber).toBe(`${s.husband.number.slice(0, 3)}*****${s.husband.number.slice(8)}`)
  expect(JSON.stringify(found)).not.toContain(s.husband.number)
  expect(await lastEntry()).toMatchObject({ act: 'POST /population/searches', reason, subjectCount: 1 })
})

test.each([
  ['the number', () => ({ number: s.husband.number })],
  ['name and day of birth', () => ({ name: 'Trần Văn Hùng', bornOn: '1985-01-15' })],
  ['a name with a word missing and the day of birth', () => ({ name: 'Trần Hùng', bornOn: '1985-01-15' })],
  ['someone picked from a list', () => ({ personId: s.husband.personId })],
])('a person is found by %s', async (_, asked) => {
  const found = await own.call(searchPeople, { body: { ...asked(), reason } })
  expect(found.rows.map(({ personId }) => personId)).toEqual([s.husband.personId])
})

test('a person is found by the old nine-digit number too', async () => {
  await p.owner`
    insert into population.number_aliases (alias, person_number, kind) values ('012345678', ${s.husband.number}, 'old-9-digit')`
  const found = await own.call(searchPeople, { body: { number: '012345678', reason } })
  expect(found.rows.map(({ personId }) => personId)).toEqual([s.husband.personId])
})

describe('found by other ways, each hit saying why', () => {
  const because = (found: { rows: { because: { vi: string }[] }[] }) =>
    found.rows[0]?.because.map(({ vi }) => vi).join('; ')

  test.each([
    ['a slip and the day of birth', { name: 'Trần Văn Hugn', bornOn: '1985-01-15' }, 'lệch một hai chữ cái'],
    ['another mark and the day of birth', { name: 'Trần Văn Hưng', bornOn: '1985-01-15' }, 'khác dấu'],
    ['day and month turned round', { name: 'Trần Văn Hùng', bornOn: '1985-05-02' }, 'khác ngày'],
    ['a slip and the year of birth', { name: 'Trân Vn Hùng', bornInYear: 1985 }, 'đúng năm sinh'],
    ['words in another order', { name: 'Hùng Trần Văn', bornInYear: 1985 }, 'đảo thứ tự'],
  ])('%s', async (_, asked, why) => {
    const found = await own.call(searchPeople, { body: { ...asked, reason } })
    expect(found.rows.map(({ personId }) => personId)).toEqual([s.husband.personId])
    expect(because(found)).toContain(why)
    expect((await own.call(readSearch, { params: { searchId: found.searchId } })).rows).toEqual(found.rows)
  })

  test('two slips with year and commune; a name with the commune alone; not in another commune', async () => {
    const asked = { name: 'Chần Văn Hugn', bornInYear: 1985, unitId: s.here, reason }
    const found = await own.call(searchPeople, { body: { ...asked, name: 'Tần Vn Hùng' } })
    expect(found.rows.map(({ personId }) => personId)).toEqual([s.husband.personId])
    expect(because(found)).toContain('đang cư trú tại xã, phường đã chọn')
    const named = await own.call(searchPeople, { body: { name: 'tran van hung', unitId: s.here, reason } })
    expect(named.rows.map(({ personId }) => personId)).toEqual([s.husband.personId])
    const elsewhere = await own.call(searchPeople, { body: { ...asked, unitId: s.there } })
    expect(elsewhere.rows).toEqual([])
    await expect(
      own.call(searchPeople, { body: { name: 'tran van hung', unitId: s.province, reason } }),
    ).rejects.toMatchObject(refused('residence/not-a-commune', 422))
  })

  test('the household, by its file number and by its address', async () => {
    const [household] = await p.owner<{ fileNumber: string; addressLine: string }[]>`
      select h.file_number, d.address_line from residence.households h join residence.dwellings d using (dwelling_id)
      where h.household_id = ${s.householdId}`
    const both = [s.husband.personId, s.wife.personId].sort()
    const asked = [
      { fileNumber: household!.fileNumber },
      { address: household!.addressLine.replace('ngõ', 'ngo'), unitId: s.here },
    ]
    for (const way of asked) {
      const found = await own.call(searchPeople, { body: { ...way, reason } })
      expect(found.rows.map(({ personId }) => personId).sort()).toEqual(both)
      expect((await strange.call(searchPeople, { body: { ...way, reason } })).rows).toEqual([])
    }
  })

  test('the phone, however it is written', async () => {
    const contacts = { personNumber: s.wife.number, phone: '0912345678' }
    await p.act((call) => changeContacts(call, contacts))
    for (const phone of ['0912 345 678', '+84 912.345.678']) {
      const found = await own.call(searchPeople, { body: { phone, reason } })
      expect(found.rows.map(({ personId }) => personId)).toEqual([s.wife.personId])
    }
    await expect(own.call(searchPeople, { body: { phone: '123456789', reason } })).rejects.toMatchObject(
      refused('population/search-too-wide', 422),
    )
  })
})

test('a name alone is too little; an unknown number finds nobody', async () => {
  await expect(own.call(searchPeople, { body: { name: 'Trần Văn Hùng', reason } })).rejects.toMatchObject(
    refused('population/search-too-wide', 422),
  )
  expect((await own.call(searchPeople, { body: { number: '001185999999', reason } })).rows).toEqual([])
  await expect(own.call(searchPeople, { body: { number: '12', reason } })).rejects.toMatchObject(
    refused('platform/invalid-input', 400),
  )
})

test('an officer of another commune does not find the person, and is refused by number, both entered', async () => {
  const asked = { name: 'Trần Văn Hùng', bornInYear: 1985, reason }
  expect((await strange.call(searchPeople, { body: asked })).rows).toEqual([])
  expect(await lastEntry()).toMatchObject({ outcome: 'done', reason, subjectCount: 0 })
  await expect(
    strange.call(searchPeople, { body: { number: s.husband.number, reason } }),
  ).rejects.toMatchObject(refused('population/out-of-territory', 403))
  expect(await lastEntry()).toMatchObject({ outcome: 'refused', reason, subjectCount: 1 })
})

test('a file opens from one’s own live search only', async () => {
  const { searchId } = await own.call(searchPeople, { body: { number: s.husband.number, reason } })
  const params = { personId: s.husband.personId }
  const file = await own.call(readPerson, { params, query: { searchId } })
  expect(file).toMatchObject({ personNumber: s.husband.number, relatives: [{ name: s.wife.name }] })
  expect(file.relatives[0]?.maskedNumber).toContain('*****')
  expect(await lastEntry()).toMatchObject({
    act: 'GET /population/people/:personId',
    reason,
    subjectCount: 1,
  })
  const timeline = await own.call(readPersonTimeline, { params, query: { searchId } })
  expect(timeline.rows.at(-1)).toMatchObject({ kind: 'birth', words: { vi: 'Khai sinh' }, annulled: false })
  expect((await own.call(readSearch, { params: { searchId } })).rows).toHaveLength(1)

  await expect(own.call(readPerson, { params, query: {} })).rejects.toMatchObject(
    refused('population/reason-needed', 422),
  )
  const wife = { params: { personId: s.wife.personId }, query: { searchId } }
  await expect(own.call(readPerson, wife)).rejects.toMatchObject(refused('population/reason-needed', 422))
  await expect(strange.call(readSearch, { params: { searchId } })).rejects.toMatchObject(
    refused('population/search-ended', 404),
  )
  await expect(strange.call(readPerson, { params, query: { searchId } })).rejects.toMatchObject(
    refused('population/out-of-territory', 403),
  )
  expect(await lastEntry()).toMatchObject({ outcome: 'refused', subjectCount: 1 })
})

test('residence and household are part of the file, and open as it does', async () => {
  const { searchId } = await own.call(searchPeople, { body: { number: s.wife.number, reason } })
  const params = { personId: s.wife.personId }
  const residence = await own.call(readPersonResidence, { params, query: { searchId } })
  expect(residence).toMatchObject({
    permanent: { dwellingId: s.home, since: '2016-01-01', until: null },
    temporary: null,
    households: [{ kind: 'permanent', relation: 'Vợ', fileNumber: expect.stringMatching(/^\d{12}$/) }],
  })
  expect(await lastEntry()).toMatchObject({
    act: 'GET /residence/people/:personId',
    reason,
    outcome: 'done',
    subjectCount: 1,
  })
  await expect(own.call(readPersonResidence, { params, query: {} })).rejects.toMatchObject(
    refused('population/reason-needed', 422),
  )
  await expect(strange.call(readPersonResidence, { params, query: { searchId } })).rejects.toMatchObject(
    refused('population/out-of-territory', 403),
  )
  expect(await lastEntry()).toMatchObject({ outcome: 'refused', subjectCount: 1 })
})

test('a search ends after some minutes and is forgotten', async () => {
  const { searchId } = await own.call(searchPeople, { body: { number: s.husband.number, reason } })
  p.at('2026-11-21T02:14:59Z')
  expect((await own.call(readSearch, { params: { searchId } })).rows).toHaveLength(1)
  p.at('2026-11-21T02:15:01Z')
  await expect(own.call(readSearch, { params: { searchId } })).rejects.toMatchObject(
    refused('population/search-ended', 404),
  )
  p.at('2026-11-21T02:00:00Z')
})

test('an unknown person is unknown; a dossier that nobody vouches for opens nothing', async () => {
  const unknown = { personId: '01900000-0000-7000-8000-000000000000' }
  await expect(own.call(readPerson, { params: unknown, query: {} })).rejects.toMatchObject(
    refused('population/person-unknown', 404),
  )
  const someone = await born(p)
  const query = { dossierId: '01900000-0000-7000-8000-000000000001' }
  await expect(own.call(readPerson, { params: { personId: someone.personId }, query })).rejects.toMatchObject(
    refused('population/out-of-territory', 403),
  )
})
