import { beforeAll, beforeEach, expect, test } from 'vitest'
import { listMyDocuments, readMyDocument } from '#documents/contract'
import type { OfficerActor } from '#platform/call.ts'
import { uuidv7 } from '#platform/ids.ts'
import { parentsOf } from '#population'
import { otherRegisters } from '#ports/other-registers.ts'
import { makePlatform, platform } from '#testing'
import * as contract from './contract.ts'
import { decided } from './desk-for-tests.ts'
import { carryOn } from './register-requests.ts'
import {
  answerAll,
  committee,
  drafted,
  dwelling,
  filed,
  household,
  MONDAY,
  type Neighbourhood,
  neighbourhood,
  officer,
  type Person,
  person,
  policeRoles,
} from './scene-for-tests.ts'

const POWER = '0.006025'
const PASSPORT = '2.002397'
const LINKED_BIRTH = '2.002621'
const LINKED_DEATH = '2.002622'

let people: Neighbourhood
let office: Awaited<ReturnType<typeof committee>>
let administrator: OfficerActor
beforeAll(async () => {
  const p = await platform()
  p.at(MONDAY)
  people = await neighbourhood()
  office = await committee(people.wards.home)
  const { actor } = office.chair
  administrator = { ...actor, roles: ['administrator'], territory: { level: 'nation', unitId: 0 } }
})
beforeEach(async () => {
  const { otherRegisters: side } = await platform()
  for (const { key } of otherRegisters) side.tell(key, 'works')
})

const admin = async () => (await platform()).as(administrator)
const read = async (who: Person, dossierId: string) =>
  (await platform()).as(who.actor).call(contract.readMyDossier, { params: { dossierId } })
const requests = async (query: { state?: 'parked' } = {}) =>
  (await (await admin()).call(contract.listRegisterRequests, { query })).rows

test('what another authority decides goes there by itself, and its answer comes back as a paper', async () => {
  const p = await platform()
  const sent = await filed(people.mother, POWER, { customerCode: 'PD12345678901', declared: true })
  expect(sent.state).toBe('processing')
  expect(sent.links).toMatchObject([{ state: 'waiting' }])
  await p.settle()
  const done = await read(people.mother, sent.dossierId)
  expect(done).toMatchObject({ state: 'returned', decision: { by: { vi: 'Công ty Điện lực' } } })
  expect(done.links).toMatchObject([
    { state: 'done', problem: { vi: expect.stringMatching(/Số phụ lục hợp đồng: PL-/) } },
  ])
  const { rows } = await p.as(people.mother.actor).call(listMyDocuments, {})
  const paper = rows.find(({ kind }) => kind === 'KetQua')!
  const { data } = await p.as(people.mother.actor).call(readMyDocument, { params: { id: paper.id } })
  expect(data).toMatchObject({ authority: 'Công ty Điện lực', rows: [{ label: 'Số phụ lục hợp đồng' }] })
})

test('a register that refuses refuses the dossier, with its own words and the way to complain', async () => {
  const p = await platform()
  p.otherRegisters.tell('electricity', 'refuses')
  const { dossierId } = await filed(people.mother, POWER, { customerCode: 'PD2', declared: true })
  await p.settle()
  const { state, decision } = await read(people.mother, dossierId)
  expect(state).toBe('refused')
  expect(decision).toMatchObject({
    outcome: 'refused',
    reasons: [{ code: 'refused-by-authority' }],
    text: expect.stringMatching(/không đủ điều kiện/),
    complaint: { vi: expect.stringMatching(/khiếu nại/) },
  })
})

test('threat: availability, a register that is down parks the request in sight of the administrators; tried again, it is done once', async () => {
  const p = await platform()
  p.otherRegisters.tell('electricity', 'down')
  const { dossierId } = await filed(people.father, POWER, { customerCode: 'PD3', declared: true })
  const [{ requestId }] = (await requests()) as [contract.RegisterRequestRow]
  for (let attempt = 0; attempt < 5; attempt++) await p.act((call) => carryOn(call, { requestId }))
  const [parked] = await requests({ state: 'parked' })
  expect(parked).toMatchObject({
    requestId,
    attempts: 5,
    error: 'The register is down',
    acknowledgedAt: null,
  })
  expect(JSON.stringify(parked)).not.toContain(people.father.number)
  p.otherRegisters.tell('electricity', 'works')
  await (await admin()).call(contract.retryRegisterRequest, { params: { requestId } })
  await p.settle()
  await p.act((call) => carryOn(call, { requestId }))
  expect((await read(people.father, dossierId)).state).toBe('returned')
  await expect(
    (await admin()).call(contract.retryRegisterRequest, { params: { requestId } }),
  ).rejects.toMatchObject({ type: '/problems/services/register-request-not-parked' })
})

test('a slow register has it and is asked again; what is not acknowledged in two working hours is late', async () => {
  const p = await platform()
  p.otherRegisters.tell('electricity', 'slow')
  const { dossierId } = await filed(people.mother, POWER, { customerCode: 'PD4', declared: true })
  await p.settle()
  const slow = await read(people.mother, dossierId)
  expect(slow.links).toMatchObject([{ state: 'acknowledged' }])
  expect(slow.state).toBe('processing')
  p.otherRegisters.tell('electricity', 'down')
  await filed(people.father, POWER, { customerCode: 'PD5', declared: true })
  const [down] = await requests()
  expect(down!.acknowledgeDueAt).toBe('2026-11-23T04:00:00.000Z')
  p.at('2026-11-23T05:00:00Z')
  expect((await requests())[0]!.isLate).toBe(true)
  const { rows } = await (await admin()).call(contract.listOtherRegisters, {})
  expect(rows.find(({ register }) => register === 'electricity')).toMatchObject({
    late: 1,
    behaviour: 'down',
  })
  const portal = rows.find(({ register }) => register === 'national-portal')!
  expect(portal).toMatchObject({ open: 0, parked: 0, late: 0, behaviour: 'works' })
  const [{ told }] = await p.owner<[{ told: number }]>`
    select count(*)::integer as told from services.portal_tellings where told_version = version`
  expect(portal.done).toBe(told)
  expect(told).toBeGreaterThan(1)
  p.at(MONDAY)
})

test('values of a register that does not answer are typed; the others stay filled in', async () => {
  const { otherRegisters: side } = await platform()
  side.tell('passports', 'down')
  const draft = await drafted(people.mother, PASSPORT, {})
  const stateOf = (field: string) => draft.prefilled.find((one) => one.field === field)?.state
  expect(stateOf('passportNumber')).toBe('unverified')
  expect(stateOf('name')).toBe('verified')
})

test('pick a child and its block fills; pick nobody and nothing of it stays; a changed value is refused', async () => {
  const p = await platform()
  const citizen = p.as(people.mother.actor)
  const draft = await drafted(people.mother, '0.063001', { children: [people.child.personId] })
  const params = { draftId: draft.draftId }
  expect(draft.answers).toMatchObject({
    childName: 'Trần Nguyễn Khánh Như',
    childNumber: people.child.number,
    childAddress: expect.stringContaining('Số 12 ngõ 34'),
  })
  const save = (answers: Record<string, unknown>) => ({
    params,
    body: { revision: draft.revision, serviceVersion: draft.service.version, answers },
  })
  const forged = await citizen.send(contract.saveDraft, save({ ...draft.answers, childName: 'Trần Văn Ai' }))
  expect(forged.body).toMatchObject({
    type: '/problems/services/verified-value-changed',
    fields: ['childName'],
  })
  const nobody = await citizen.call(contract.saveDraft, save({ ...draft.answers, children: [] }))
  expect(Object.keys(nobody.answers).filter((field) => field.startsWith('child'))).toEqual(['children'])
  expect(nobody.prefilled.some(({ field }) => field.startsWith('child'))).toBe(false)
  const stranger = { ...nobody.answers, children: [people.landlord.personId] }
  const body = { revision: nobody.revision, serviceVersion: draft.service.version, answers: stranger }
  const denied = await citizen.call(contract.saveDraft, { params, body })
  expect(denied.prefilled.some(({ field }) => field === 'childName')).toBe(false)
})

test('a birth goes on to the police and the insurance; one of them down leaves the others standing', async () => {
  const p = await platform()
  p.otherRegisters.tell('health-insurance', 'refuses')
  const { dossierId } = await filed(people.mother, LINKED_BIRTH, {
    childName: 'Trần Bảo Châu',
    childSex: 'female',
    childBornOn: '2026-11-20',
    birthUnit: { provinceId: 1, unitId: people.wards.there },
    birthFacility: 'Bệnh viện Phụ sản',
    withResidence: true,
    withHealthCard: true,
    clinic: 'Trạm y tế phường',
    declared: true,
  })
  await decided(dossierId, office)
  await p.settle()
  const birth = await read(people.mother, dossierId)
  expect(birth.decision?.outcome).toBe('approved')
  const linked = Object.fromEntries(birth.links.map(({ words, ...link }) => [words.vi, link]))
  const card = linked['Thẻ bảo hiểm y tế cho con']!
  const home = linked['Đăng ký thường trú cho con']!
  expect([card.state, home.state]).toEqual(['filed', 'filed'])
  expect((await read(people.mother, card.dossierId!)).state).toBe('refused')
  await answerAll(people.father)
  expect((await read(people.mother, home.dossierId!)).state).toBe('submitted')
})

test('a death goes on to the funeral allowance: the family types the account, nothing else', async () => {
  const p = await platform()
  const grandfather = await p.act(
    async (call) => {
      return person(call, { name: 'Trần Văn Sáu', sex: 'male', bornOn: '1940-01-01' })
    },
    { now: MONDAY },
  )
  const { dossierId } = await filed(people.father, LINKED_DEATH, {
    who: 'other',
    deceasedOther: [{ name: 'Trần Văn Sáu', number: grandfather.number }],
    diedOn: '2026-11-22',
    place: 'tại nhà',
    withAllowance: true,
    account: { bank: '970436', number: '0123456789', holder: 'TRAN VAN THUY' },
    declared: true,
  })
  await decided(dossierId, office)
  await p.settle()
  const death = await read(people.father, dossierId)
  const [allowance] = death.links
  expect(allowance).toMatchObject({ state: 'filed' })
  await decided(allowance!.dossierId!, office)
  await p.settle()
  const claim = await read(people.father, allowance!.dossierId!)
  expect(claim.decision?.outcome).toBe('approved')
  expect(claim.links).toMatchObject([{ state: 'done' }])
})

test('a father recognises his child: the mother agrees, the register has him', async () => {
  const p = await platform()
  const [mother, father, child] = await p.act(
    async (call) => {
      const woman = await person(call, { name: 'Lê Thị Hoa' })
      const man = await person(call, { name: 'Phạm Văn Long', sex: 'male', bornOn: '1991-01-01' })
      await household(call, await dwelling(call, people.wards.home, 'Số 7', [man]), man)
      const born = await person(call, {
        name: 'Lê Minh Khôi',
        bornOn: '2024-02-02',
        mother: woman,
        account: false,
      })
      return [woman, man, born] as const
    },
    { now: MONDAY },
  )
  const { dossierId } = await filed(father, '1.001022', {
    recognised: [{ name: 'Lê Minh Khôi', number: child.number }],
    evidence: 'Kết quả giám định số 12/2026',
    declared: true,
  })
  expect(await answerAll(mother)).toBe(1)
  const signed = await decided(dossierId, office)
  expect(signed.decision?.outcome).toBe('approved')
  expect(await p.act((call) => parentsOf(call, child.number))).toMatchObject({ father: father.number })
})

test('an absence is entered by the officer’s decision, and earlier numbers are confirmed at once', async () => {
  const p = await platform()
  const { wards } = people
  const police = await p.act(
    async (call) => ({
      registrar: await officer(
        call,
        'Vũ Minh Tâm',
        'commune-police-officer',
        policeRoles.handler,
        wards.home,
      ),
      chair: await officer(call, 'Hoàng Văn Bình', 'commune-police-chief', policeRoles.chief, wards.home),
    }),
    { now: MONDAY },
  )
  const { dossierId } = await filed(people.father, '1.003677', {
    ground: 'c',
    fromOn: '2026-12-01',
    untilOn: '2027-06-01',
    destination: 'Phường Hải Châu, Thành phố Đà Nẵng',
    reason: 'Đi học',
    declared: true,
  })
  expect((await decided(dossierId, police)).decision?.outcome).toBe('approved')
  const [absence] = await p.owner`
    select destination from residence.absences where person_number = ${people.father.number}`
  expect(absence).toMatchObject({ destination: expect.stringContaining('Hải Châu') })
  const numbers = await filed(people.father, '0.006001', { use: 'Giấy tờ ngân hàng', declared: true })
  expect(['approved', 'returned']).toContain(numbers.state)
})

test('only an administrator of the sandbox sets how its other side behaves; production has none', async () => {
  const p = await platform()
  const told = { params: { register: 'land' }, body: { behaviour: 'down' as const } }
  await expect(p.as(office.chair.actor).call(contract.tellSandboxRegister, told)).rejects.toMatchObject({
    status: 403,
  })
  await (await admin()).call(contract.tellSandboxRegister, told)
  expect(p.otherRegisters.behaviourOf('land')).toBe('down')
  const production = await makePlatform({ mode: 'production' })
  await expect(production.as(administrator).call(contract.tellSandboxRegister, told)).rejects.toMatchObject({
    type: '/problems/services/register-unknown',
  })
  await expect(production.ports.otherRegisters.read('land', uuidv7())).rejects.toThrow(
    'No integration platform',
  )
  await production.close()
})
