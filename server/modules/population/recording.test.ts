import { beforeAll, expect, test } from 'vitest'
import { type Platform, platform } from '#testing'
import { type Scene, scene } from '#testing/homes.ts'
import { born, grounds, officer } from '#testing/people.ts'
import { registerBirth, registerMarriage } from './civil-status.ts'
import * as contract from './contract.ts'

let p: Platform
let s: Scene
beforeAll(async () => {
  p = await platform()
  s = await scene(p)
})

const refused = (code: string) => ({ type: `/problems/population/${code}` })
const registrar = () => p.as(officer(s.police, { level: 'commune', unitId: s.here }, ['civil-status']))
const document = '12/2024/QĐST-DS'

/** A search of the registrar's own that found the person: his file is open. */
async function opened(personId: string) {
  const by = registrar()
  const body = { personId, reason: 'Ghi quyết định của Tòa án nhân dân' }
  const { searchId } = await by.call(contract.searchPeople, { body })
  return { by, searchId, params: { personId } }
}
const timeline = async (file: Awaited<ReturnType<typeof opened>>) => {
  const { params, searchId } = file
  return (await file.by.call(contract.readPersonTimeline, { params, query: { searchId } })).rows
}

test('a registrar records a decision from the file, with the article of the day and the paper', async () => {
  const file = await opened(s.wife.personId)
  const body = {
    searchId: file.searchId,
    document,
    what: { act: 'nationality-gain' as const, on: '2024-01-01', country: 'DEU', way: 'naturalised' as const },
  }
  await file.by.call(contract.recordLifeEvent, { params: file.params, body })
  const read = await file.by.call(contract.readPerson, {
    params: file.params,
    query: { searchId: file.searchId },
  })
  const item = read.items.find(({ code }) => code === 'nationalities')
  expect(item).toMatchObject({ value: 'Việt Nam, Đức', validFrom: '2024-01-01' })
  expect(item!.source).toMatchObject({ evidence: document })
  expect(item!.source!.legalBasis).toContain('Luật Quốc tịch')
  const again = file.by.call(contract.recordLifeEvent, { params: file.params, body })
  await expect(again).rejects.toMatchObject(refused('has-nationality'))
})

test('nobody records without the role, the territory, or the reason for which the file is open', async () => {
  const file = await opened(s.husband.personId)
  const what = { act: 'emigration' as const, on: '2024-01-01', country: 'DEU' }
  const call = (by: ReturnType<typeof registrar>, searchId?: string) =>
    by.call(contract.recordLifeEvent, {
      params: file.params,
      body: { document, what, ...(searchId ? { searchId } : {}) },
    })
  await expect(call(registrar())).rejects.toMatchObject(refused('reason-needed'))
  const elsewhere = p.as(officer(s.police, { level: 'commune', unitId: s.there }, ['civil-status']))
  await expect(call(elsewhere, file.searchId)).rejects.toMatchObject(refused('out-of-territory'))
  const reader = p.as(officer(s.police, { level: 'commune', unitId: s.here }, ['case-officer']))
  await expect(call(reader, file.searchId)).rejects.toMatchObject({ status: 403 })
})

test('before an event is annulled, what went with it and what rests on it is shown', async () => {
  const groom = await born(p, { sex: 'male', bornOn: '1988-01-01', name: 'Đỗ Văn Bình' })
  const nation = p.as(officer(s.police, { level: 'nation', unitId: 0 }, ['civil-status']))
  const body = { personId: groom.personId, reason: 'Kiểm tra việc kết hôn đã ghi' }
  const { searchId } = await nation.call(contract.searchPeople, { body })
  const bride = await born(p, { name: 'Vũ Thị Hạnh' })
  const couple = { one: groom.number, other: bride.number, on: '2015-01-01' }
  const marriage = await p.act((call) => registerMarriage(call, couple, grounds))
  const params = { personId: groom.personId, eventId: marriage.id }
  const query = { searchId }
  const before = await nation.call(contract.readConsequences, { params, query })
  expect(before).toMatchObject({ refused: null, correctable: 'day', restOnIt: [] })
  expect(before.goWithIt).toMatchObject([{ name: 'Vũ Thị Hạnh', words: { vi: 'Kết hôn' } }])
  const divorce = { act: 'divorce' as const, on: '2020-01-01' }
  const person = { personId: groom.personId }
  await nation.call(contract.recordLifeEvent, { params: person, body: { searchId, document, what: divorce } })
  const after = await nation.call(contract.readConsequences, { params, query })
  expect(after.refused).not.toBeNull()
  expect(after.restOnIt.map(({ words }) => words.vi)).toContain('Ly hôn')
  const annul = { searchId, document, reason: 'Đăng ký trái thẩm quyền' }
  const refusal = nation.call(contract.annulLifeEvent, { params, body: annul })
  await expect(refusal).rejects.toMatchObject(refused('not-annullable'))

  const [, divorced] = (await nation.call(contract.readPersonTimeline, { params: person, query })).rows
    .toReversed()
    .filter(({ kind }) => kind !== 'birth')
  const correct = { searchId, document, reason: 'Ghi nhầm ngày có hiệu lực', on: '2021-01-01' }
  await nation.call(contract.correctLifeEvent, {
    params: { ...person, eventId: divorced!.id },
    body: correct,
  })
  const rows = (await nation.call(contract.readPersonTimeline, { params: person, query })).rows
  const inForce = rows.filter(({ kind, annulled }) => kind === 'divorce' && !annulled)
  expect(inForce).toMatchObject([{ effectiveOn: '2021-01-01' }])
})

test('the file is read as of a day and as it was known then', async () => {
  const file = await opened(s.husband.personId)
  const asOf = (on: string, knownAt?: string) =>
    file.by.call(contract.readPersonAsOf, {
      params: file.params,
      query: { on, searchId: file.searchId, ...(knownAt ? { knownAt } : {}) },
    })
  const young = await asOf('2000-01-01')
  expect(young.file!.items.find(({ code }) => code === 'maritalStatus')!.value).toBe('Chưa kết hôn')
  expect(young.file!.relatives).toEqual([])
  expect((await asOf('2020-01-01')).file!.relatives).toMatchObject([{ kind: 'spouse' }])
  expect((await asOf('1980-01-01')).file).toBeNull()
  const [birth] = (await timeline(file)).toReversed()
  const knownThen = await asOf('2020-01-01', birth!.recordedAt)
  expect(knownThen.file!.relatives).toEqual([])
})

test('an empty item says why: a father not known, a card register that is not there', async () => {
  const birth = {
    name: 'Lê Gia Hân',
    sex: 'female' as const,
    bornOn: '2024-02-02',
    ethnicGroup: '01',
    birthRegisteredUnitId: s.province,
    motherNumber: s.wife.number,
    fatherAbsent: 'unknown' as const,
  }
  const child = await p.act((call) => registerBirth(call, birth, grounds))
  const nation = p.as(officer(s.police, { level: 'nation', unitId: 0 }, ['civil-status']))
  const { personId } = child.payload
  const body = { personId, reason: 'Kiểm tra hồ sơ khai sinh' }
  const { searchId } = await nation.call(contract.searchPeople, { body })
  const file = await nation.call(contract.readPerson, { params: { personId }, query: { searchId } })
  expect(file.absentParents).toMatchObject([{ label: { vi: 'Cha' }, absent: { code: 'unknown' } }])
  const card = file.items.find(({ item }) => item === 14)
  expect(card).toMatchObject({ value: null, absent: { code: 'register-not-there' } })
  const [name] = file.items
  expect(name).toMatchObject({ value: 'Lê Gia Hân', validFrom: '2024-02-02', absent: null })
})

test('every detail is corrected from the file, seen beforehand, and refused when it is none of its list', async () => {
  const file = await opened(s.husband.personId)
  const { params, searchId } = file
  const birth = (await timeline(file)).find(({ words }) => words.vi === 'Khai sinh')!
  const event = { ...params, eventId: birth.id }
  const before = await file.by.call(contract.readConsequences, { params: event, query: { searchId } })
  const said = (rows: contract.Said[], field: string) => rows.find((one) => one.field === field)
  expect(before.says.map(({ field }) => field)).toEqual(
    expect.arrayContaining([
      'sex',
      'ethnicGroup',
      'religion',
      'homeTownUnitId',
      'bloodGroup',
      'nationalities',
    ]),
  )
  expect(said(before.says, 'ethnicGroup')).toEqual({ field: 'ethnicGroup', value: '01', shown: 'Kinh' })
  const correct = (details: contract.CorrectedDetails) =>
    file.by.call(contract.correctLifeEvent, {
      params: event,
      body: { searchId, document, reason: 'Đối chiếu với sổ gốc', details },
    })
  await expect(correct({ bloodGroup: 'Z9' })).rejects.toMatchObject(refused('value-unfit'))
  await expect(correct({ homeTownUnitId: 999_999 })).rejects.toMatchObject(refused('value-unfit'))
  await correct({ ethnicGroup: '02', homeTownUnitId: s.there, bloodGroup: 'O+', bornPrecision: 'Y' })
  const after = await file.by.call(contract.readConsequences, { params: event, query: { searchId } })
  expect(said(after.says, 'ethnicGroup')).toMatchObject({ value: '02' })
  expect(said(after.says, 'homeTownUnitId')).toMatchObject({ value: String(s.there) })
  const contacts = (what: { phone?: string; email?: string }) =>
    file.by.call(contract.recordLifeEvent, {
      params,
      body: { searchId, document, what: { act: 'contacts-change', ...what } },
    })
  await contacts({ phone: '0912345678' })
  await contacts({ email: 'hung@vi-du.vn' })
  const { items } = await file.by.call(contract.readPerson, { params, query: { searchId } })
  const value = (code: string) => items.find((one) => one.code === code)?.value
  expect([value('phone'), value('email'), value('bloodGroup')]).toEqual(['0912345678', 'hung@vi-du.vn', 'O+'])
  await contacts({ phone: '' })
  const removed = (await file.by.call(contract.readPerson, { params, query: { searchId } })).items
  const phone = removed.find(({ code }) => code === 'phone')
  expect(phone).toMatchObject({ value: null, source: { eventId: expect.any(String) } })
  expect(removed.find(({ code }) => code === 'email')?.value).toBe('hung@vi-du.vn')
  const empty = { act: 'details-change' as const, on: '2024-01-01', details: {} }
  const nothing = file.by.call(contract.recordLifeEvent, {
    params,
    body: { searchId, document, what: empty },
  })
  await expect(nothing).rejects.toMatchObject(refused('nothing-to-correct'))
})
