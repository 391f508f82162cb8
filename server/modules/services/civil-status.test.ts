import { beforeAll, expect, test } from 'vitest'
import { accountOf } from '#accounts'
import { listMyDocuments, readMyDocument } from '#documents/contract'
import { parentsOf, personByNumber, spouseOf } from '#population'
import { listRegistrations } from '#population/contract'
import { householdOf } from '#residence'
import { platform } from '#testing'
import * as contract from './contract.ts'
import { decided, desk } from './desk-for-tests.ts'
import {
  answerAll,
  committee,
  drafted,
  filed,
  MONDAY,
  type Neighbourhood,
  neighbourhood,
  person,
  refused,
} from './scene-for-tests.ts'

const BIRTH = '1.001193'
const DEATH = '1.000656'
const MARRIAGE = '1.000894'

let people: Neighbourhood
let office: Awaited<ReturnType<typeof committee>>
beforeAll(async () => {
  const p = await platform()
  p.at(MONDAY)
  people = await neighbourhood()
  office = await committee(people.wards.home)
})

const child = (more: Record<string, unknown> = {}) => ({
  childName: 'Trần Minh An',
  childSex: 'male',
  childBornOn: '2026-11-20',
  birthUnit: { provinceId: 1, unitId: people.wards.there },
  birthFacility: 'Bệnh viện Phụ sản',
  declared: true,
  ...more,
})

test('a mother types six values of a birth; both parents and the household came filled in', async () => {
  const draft = await drafted(people.mother, BIRTH, {})
  const value = (field: string) => draft.prefilled.find((one) => one.field === field)?.value
  expect(value('motherName')).toBe('Nguyễn Thị Hường')
  expect(value('fatherName')).toBe('Trần Văn Thủy')
  expect(value('fatherNumber')).toBe(people.father.number)
  expect(value('headName')).toBe('Trần Văn Thủy')
  const known = new Set([...draft.prefilled.map(({ field }) => field), ...Object.keys(draft.answers)])
  const asked = draft.form.sections
    .flatMap(({ fields }) => fields)
    .filter(({ name, when, required }) => required === true && when === undefined && !known.has(name))
  expect(asked.map(({ name }) => name)).toEqual(Object.keys(child()))
  expect(draft.papers.filter(({ needed }) => needed).map(({ code }) => code)).toEqual(['birth-notice'])
})

test('a registered birth gives the child a number, its parents, a place in the book and a certificate of both', async () => {
  const p = await platform()
  const { dossierId } = await filed(people.mother, BIRTH, child())
  const signed = await decided(dossierId, office)
  expect(signed.decision?.outcome).toBe('approved')
  const registrar = await desk(office.registrar)
  const year = 2026
  const book = await registrar.call(listRegistrations, { query: { book: 'birth', year } })
  expect(book.counts.birth).toBe(1)
  expect(book.rows[0]).toMatchObject({ name: 'Trần Minh An', label: '01/2026', dossierId })
  await p.settle()
  for (const parent of [people.mother, people.father]) {
    const { rows } = await p.as(parent.actor).call(listMyDocuments, {})
    const certificate = rows.find(({ kind }) => kind === 'KhaiSinh')!
    expect(certificate.state).toBe('signed')
    const { data } = await p.as(parent.actor).call(readMyDocument, { params: { id: certificate.id } })
    expect(data).toMatchObject({
      child: { name: 'Trần Minh An', birthPlace: expect.stringMatching(/^Bệnh viện Phụ sản, /) },
      mother: { number: people.mother.number },
      father: { number: people.father.number },
      registration: { label: '01/2026' },
    })
    const { number } = data.child as { number: string }
    expect(await p.act((call) => parentsOf(call, number))).toEqual({
      father: people.father.number,
      mother: people.mother.number,
    })
    expect(await p.act((call) => personByNumber(call, number))).toMatchObject({ status: 'alive' })
  }
})

test('the same child is not registered twice, and a name of digits is no name', async () => {
  const twice = await refused(filed(people.mother, BIRTH, child({ childName: 'trần minh an' })))
  expect(twice).toMatchObject({ type: '/problems/services/not-eligible', errors: [{ field: 'childName' }] })
  const digits = await refused(filed(people.mother, BIRTH, child({ childName: 'Trần Minh 7' })))
  expect(digits.type).toBe('/problems/services/not-eligible')
})

test('a father who is not married is told that the mother registers', async () => {
  const { act } = await platform()
  const single = await act((call) =>
    person(call, { name: 'Phạm Văn Long', sex: 'male', bornOn: '1991-01-01' }),
  )
  const told = await refused(filed(single, BIRTH, child()))
  expect(JSON.stringify(told)).toContain('mẹ là người đi khai sinh')
})

test('a marriage asks the other, is made by the chair’s signature, and both hold the certificate', async () => {
  const p = await platform()
  const [bride, groom] = await p.act(async (call) => [
    await person(call, { name: 'Lê Thị Mai', bornOn: '2000-02-02' }),
    await person(call, { name: 'Vũ Đức Anh', bornOn: '1998-03-03', sex: 'male' }),
  ])
  await live(bride!)
  const partner = [{ name: 'Vũ Đức Anh', number: groom!.number }]
  const waiting = await filed(bride!, MARRIAGE, { partner, willing: true, declared: true })
  expect(waiting.state).toBe('awaiting-approvals')
  await answerAll(groom!)
  await decided(waiting.dossierId, office)
  expect(await p.act((call) => spouseOf(call, groom!.number))).toBe(bride!.number)
  for (const one of [bride!, groom!]) {
    const { rows } = await p.as(one.actor).call(listMyDocuments, {})
    expect(rows.map(({ kind }) => kind)).toContain('KetHon')
  }
  const again = await refused(filed(groom!, MARRIAGE, { partner, willing: true, declared: true }))
  expect(again.type).toBe('/problems/services/not-eligible')
})

test('a death is told by a relative; what follows from it comes by itself', async () => {
  const p = await platform()
  const { mother, father, home } = people
  const family = await drafted(mother, DEATH, {})
  const husband = family.members.find(({ number }) => number === father.number)!
  expect(husband.among).toContain('family')
  const answers = { who: 'family', deceased: [husband.personId], diedOn: '2026-11-22', place: 'tại nhà' }
  const { dossierId } = await filed(mother, DEATH, { ...answers, declared: true })
  await decided(dossierId, office)
  expect(await p.act((call) => personByNumber(call, father.number))).toMatchObject({ diedOn: '2026-11-22' })
  await p.settle()
  expect(await p.act((call) => accountOf(call, 'citizen', father.number))).not.toMatchObject({
    status: 'active',
  })
  expect(await p.act((call) => householdOf(call, father.number))).toBeUndefined()
  const { rows } = await p.as(mother.actor).call(listMyDocuments, {})
  expect(rows.map(({ kind }) => kind)).toContain('KhaiTu')
  expect(home).toBeTruthy()
  const twice = await refused(
    filed(mother, DEATH, {
      ...answers,
      who: 'other',
      deceasedOther: [{ name: 'Trần Văn Thủy', number: father.number }],
      declared: true,
    }),
  )
  expect(JSON.stringify(twice)).toContain('đã được đăng ký khai tử')
})

test('another commune’s registrar sees neither the book nor the dossier', async () => {
  const elsewhere = await committee(people.wards.elsewhere)
  const registrar = await desk(elsewhere.registrar)
  const book = await registrar.call(listRegistrations, { query: { book: 'birth', year: 2026 } })
  expect(book.rows).toEqual([])
  const { rows } = await (await desk(office.registrar)).call(contract.listWorklist, {
    query: { filter: 'closed' },
  })
  const other = await refused(
    registrar.call(contract.readDeskDossier, { params: { dossierId: rows[0]!.dossierId } }),
  )
  expect(other.status).toBe(404)
})

/** A home in the ward of the committee. */
async function live(who: { number: string }) {
  const { act } = await platform()
  const { registerPermanentResidence } = await import('#residence')
  await act((call) =>
    registerPermanentResidence(call, {
      dwellingId: people.home,
      householdId: people.homeHousehold,
      on: '2026-02-01',
      people: [{ personNumber: who.number, relationToHead: 'other' }],
    }),
  )
}
