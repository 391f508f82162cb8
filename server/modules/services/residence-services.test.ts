import { beforeAll, expect, test } from 'vitest'
import { listMyDocuments } from '#documents/contract'
import { personByNumber } from '#population'
import { headOf, householdOf, registerTemporaryResidence } from '#residence'
import { platform } from '#testing'
import * as contract from './contract.ts'
import { decided, desk } from './desk-for-tests.ts'
import { homeOf } from './registers.ts'
import {
  answerAll,
  committee,
  drafted,
  filed,
  MONDAY,
  type Neighbourhood,
  neighbourhood,
  type Officer,
  officer,
  policeRoles,
  refused,
} from './scene-for-tests.ts'

const SPLIT = '1.010038'
const EXTENSION = '1.002755'
const REMOVAL = '1.003197'
const EXTRACT = '2.000635'
const CHANGE = '1.004859'

let people: Neighbourhood
let homePolice: { registrar: Officer; chair: Officer }
beforeAll(async () => {
  const p = await platform()
  p.at(MONDAY)
  people = await neighbourhood()
  homePolice = await p.act(
    async (call) => ({
      registrar: await officer(
        call,
        'Vũ Minh Đức',
        'commune-police-officer',
        policeRoles.handler,
        people.wards.home,
      ),
      chair: await officer(
        call,
        'Hoàng Văn Nam',
        'commune-police-chief',
        policeRoles.chief,
        people.wards.home,
      ),
    }),
    { now: MONDAY },
  )
})

const home = async (who: { number: string }) => {
  const { act } = await platform()
  return act((call) => homeOf(call, who.number))
}

test('a split household takes whom was chosen; the head agreed once for both of his capacities', async () => {
  const { act } = await platform()
  const { mother, father, child } = people
  const draft = await drafted(mother, SPLIT, {})
  const { personId } = draft.members.find(({ number }) => number === child.number)!
  const asked = await filed(mother, SPLIT, { members: [personId], declared: true })
  expect(asked.fee.amountDong).toBeGreaterThan(0)
  expect(await answerAll(father)).toBe(1)
  await paid(asked.dossierId, homePolice.registrar)
  await decided(asked.dossierId, homePolice)
  const household = await act((call) => householdOf(call, mother.number))
  expect(household?.householdId).not.toBe(people.homeHousehold)
  expect(await act((call) => headOf(call, household!.householdId))).toBe(mother.number)
  expect((await home(child))?.permanentHouseholdId).toBe(household!.householdId)
  const again = await refused(filed(father, SPLIT, { declared: true }))
  expect(JSON.stringify(again)).toContain('Chủ hộ không tách hộ')
})

test('a term is extended only in its last fifteen days', async () => {
  const { act } = await platform()
  const { father, house, hostHousehold } = people
  await act((call) =>
    registerTemporaryResidence(call, {
      people: [{ personNumber: father.number, relationToHead: 'lodger' }],
      dwellingId: house,
      householdId: hostHousehold,
      from: '2025-12-01',
      until: '2026-12-05',
    }),
  )
  const filing = await filed(father, EXTENSION, { untilOn: '2028-12-01', declared: true })
  await decided(filing.dossierId, { registrar: people.handler, chair: people.chief })
  expect((await home(father))?.temporaryUntil).toBe('2028-12-01')
  const early = await refused(filed(father, EXTENSION, { untilOn: '2030-12-01', declared: true }))
  expect(JSON.stringify(early)).toContain('15 ngày trước khi hết hạn')
})

test('a permanent residence is removed on a ground of one’s own, never on that of the dead', async () => {
  const { landlord } = people
  const dead = await refused(filed(landlord, REMOVAL, { ground: 'a', declared: true }))
  expect(dead.type).toBe('/problems/services/answers-wrong')
  const { dossierId } = await filed(landlord, REMOVAL, { ground: 'b', declared: true })
  await decided(dossierId, { registrar: people.handler, chair: people.chief })
  expect((await home(landlord))?.permanentDwellingId ?? null).toBeNull()
})

test('an extract is paid for and issued; a home town recorded wrongly is corrected', async () => {
  const p = await platform()
  const office = await committee(people.wards.home)
  const { mother } = people
  const extract = await filed(mother, EXTRACT, { book: 'birth', declared: true })
  expect(extract.fee.amountDong).toBe(8000)
  await paid(extract.dossierId, office.registrar)
  await decided(extract.dossierId, office)
  const change = await filed(mother, CHANGE, {
    kind: 'correction',
    what: 'home-town',
    newHomeTown: { provinceId: 1, unitId: people.wards.there },
    reason: 'Ghi nhầm xã khi đăng ký',
    declared: true,
  })
  await decided(change.dossierId, office)
  const { rows } = await p.as(mother.actor).call(listMyDocuments, {})
  expect(rows.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['TrichLucHoTich', 'TrichLucThayDoi']))
  expect(await p.act((call) => personByNumber(call, mother.number))).toMatchObject({
    homeTownUnitId: people.wards.there,
  })
})

/** Accepted against the fee, paid at the counter. */
async function paid(dossierId: string, handler: Officer) {
  const at = await desk(handler)
  const params = { dossierId }
  const { version } = await at.call(contract.readDeskDossier, { params })
  const waiting = await at.call(contract.acceptDossier, { params, body: { version } })
  expect(waiting.state).toBe('payment-asked')
  const body = { version: waiting.version, receiptNumber: 'BL-0001' }
  await at.call(contract.recordPayment, { params, body })
}
