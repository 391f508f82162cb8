import { beforeAll, beforeEach, expect, test } from 'vitest'
import { listMyNotifications } from '#notifications/contract'
import { payInSandbox } from '#payments/contract'
import type { Call, OfficerActor } from '#platform/call.ts'
import { uuidv7 } from '#platform/ids.ts'
import { annulEvent, eventsInForce, selectLifeEvents } from '#population'
import { platform } from '#testing'
import * as contract from './contract.ts'
import { decided, desk } from './desk-for-tests.ts'
import { fileLink } from './linked-filing.ts'
import { carryOn } from './register-requests.ts'
import {
  committee,
  filed,
  MONDAY,
  type Neighbourhood,
  neighbourhood,
  type Person,
  person,
  refused,
} from './scene-for-tests.ts'
import { tellRegister } from './telling.ts'

const LINKED_DEATH = '2.002622'
const ALLOWANCE = '1.001731'
const RENEWAL = '1.014061'

let people: Neighbourhood
let office: Awaited<ReturnType<typeof committee>>
let born = 0
beforeAll(async () => {
  const p = await platform()
  p.at(MONDAY)
  people = await neighbourhood()
  office = await committee(people.wards.home)
})
beforeEach(async () => {
  const { otherRegisters } = await platform()
  for (const key of ['social-assistance', 'cards']) otherRegisters.tell(key, 'works')
})

interface Event {
  id: string
  name: string
  payload: contract.ClaimHappening
}

/** Messages about claims on someone, the first first. */
async function heard(about: { number: string }): Promise<Event[]> {
  const { owner } = await platform()
  return owner<Event[]>`
    select id, name, payload from platform.events
    where person_number = ${about.number} and name like 'services.claim-%' order by id`
}
const read = async (who: Person, dossierId: string) =>
  (await platform()).as(who.actor).call(contract.readMyDossier, { params: { dossierId } })
const claims = async (officer: OfficerActor, query: { state?: contract.ClaimState } = {}) =>
  (await (await platform()).as(officer).call(contract.listClaims, { query })).rows

/** A death registered by the linked form, with the allowance claimed at once: its dossier waits for the committee. */
async function afterDeath(who: Person) {
  const p = await platform()
  born += 1
  const name = `Trần Văn ${['Sáu', 'Bảy', 'Tám', 'Chín', 'Mười', 'Năm'][born % 6]}`
  const deceased = await p.act((call) => person(call, { name, sex: 'male', bornOn: '1940-01-01' }), {
    now: MONDAY,
  })
  const { dossierId } = await filed(who, LINKED_DEATH, {
    who: 'other',
    deceasedOther: [{ name, number: deceased.number }],
    diedOn: '2026-11-22',
    place: 'tại nhà',
    withAllowance: true,
    account: { bank: '970436', number: '0123456789', holder: 'TRAN VAN THUY' },
    declared: true,
  })
  await decided(dossierId, office)
  await p.settle()
  const [link] = (await read(who, dossierId)).links
  return { deceased, name, deathDossier: dossierId, allowance: link!.dossierId! }
}

/** The court, or the office itself, cancels the registration: the man is alive. */
async function annulDeath(of: Person): Promise<void> {
  const p = await platform()
  await p.act(async (call) => {
    const events = eventsInForce(await selectLifeEvents(call.sql, [of.number]))
    const { id } = events.find(({ kind }) => kind === 'death')!
    await annulEvent(
      call,
      { personNumber: of.number, eventId: id, reason: 'Người này còn sống' },
      { legalBasis: 'Law on Civil Status 60/2014/QH13, art. 70' },
    )
  })
  await p.settle()
}

test('a death and its allowance raise one claim, granted once, whatever is repeated or cut off', async () => {
  const p = await platform()
  const { deceased, deathDossier, allowance } = await afterDeath(people.father)
  expect(await heard(deceased)).toEqual([])
  // The job that files what follows runs again: still one dossier.
  await p.act((call) => fileLink(call, { dossierId: deathDossier, linkId: 'funeral-allowance' }))
  expect((await read(people.father, deathDossier)).links).toHaveLength(1)
  const params = { dossierId: allowance }
  const registrar = await desk(office.registrar)
  const { version } = await registrar.call(contract.readDeskDossier, { params })
  const taken = await registrar.call(contract.acceptDossier, { params, body: { version } })
  const body = { version: taken.version, outcome: 'approved' as const, reasons: [] }
  const sent = await registrar.call(contract.proposeDecision, { params, body })
  // Cut off before the commit: nothing is left of it.
  await expect(
    p.act(async (call) => {
      await claimOf(call, people.father, deceased, allowance)
      throw new Error('the program died here')
    }),
  ).rejects.toThrow('the program died here')
  expect(await heard(deceased)).toEqual([])
  // Signed twice at the same time, with one key of the page: one of them decides, the other is answered the same.
  const chair = await desk(office.chair)
  const once = { params, body: { version: sent.version }, headers: { 'idempotency-key': uuidv7() } }
  const answers = await Promise.all([1, 2].map(() => chair.send(contract.signDecision, once)))
  expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(0)
  await p.settle()
  const [{ requestId }] = await p.owner<[{ requestId: string }]>`
    select request_id from services.claims where person_number = ${deceased.number}`
  await p.act((call) => carryOn(call, { requestId }))
  expect((await heard(deceased)).map(({ name }) => name)).toEqual([
    'services.claim-raised',
    'services.claim-answered',
  ])
  const [row] = await claims(office.chair.actor)
  expect(row).toMatchObject({ dossierId: allowance, state: 'granted', module: 'benefits' })
  expect(JSON.stringify(row)).not.toContain(deceased.number)
  const { rows } = await p.as(people.father.actor).call(listMyNotifications, { query: {} })
  expect(rows.map(({ title }) => title.vi)).toContain('Được giải quyết: Hỗ trợ chi phí mai táng')
})

const claimOf = (call: Call, who: Person, deceased: Person, dossierId: string) =>
  tellRegister(
    call,
    {
      personNumber: who.number,
      dossierId,
      code: 'H26.105-261123-0001',
      agencyId: office.chair.actor.agencyId,
      unitId: people.wards.home,
    },
    {
      register: 'social-assistance',
      act: 'funeral-allowance',
      about: who.number,
      data: { deceasedNumber: deceased.number, account: '1' },
      decides: false,
    },
  )

test('a second claim for the same death is refused before it is sent, and by the database when both were sent', async () => {
  const { deceased, name, allowance } = await afterDeath(people.father)
  const again = {
    deceasedOther: [{ name, number: deceased.number }],
    account: { bank: '970422', number: '9900112233', holder: 'NGUYEN THI HUONG' },
    declared: true,
  }
  const { dossierId } = await filed(people.mother, ALLOWANCE, again)
  await decided(allowance, office)
  const problem = await refused(decided(dossierId, office))
  expect(problem).toMatchObject({
    type: '/problems/services/effect-refused',
    problem: { type: '/problems/services/already-claimed' },
  })
  const late = await refused(filed(people.mother, ALLOWANCE, again))
  expect(JSON.stringify(late)).toContain('mỗi người mất chỉ được một lần')
  expect((await heard(deceased)).filter(({ name: kind }) => kind === 'services.claim-raised')).toHaveLength(1)
})

test('the death is annulled: the claim is withdrawn once, the register told to stop, the family told why', async () => {
  const p = await platform()
  const { deceased, allowance } = await afterDeath(people.father)
  await decided(allowance, office)
  await p.settle()
  await annulDeath(deceased)
  expect((await heard(deceased)).map(({ name }) => name)).toEqual([
    'services.claim-raised',
    'services.claim-answered',
    'services.claim-withdrawn',
  ])
  const { links } = await read(people.father, allowance)
  expect(links.map(({ state, words }) => [state, words.vi])).toEqual([
    ['withdrawn', 'Hỗ trợ chi phí mai táng (Hệ thống trợ giúp xã hội)'],
    ['done', 'Dừng, thu hồi hỗ trợ chi phí mai táng (Hệ thống trợ giúp xã hội)'],
  ])
  const { rows } = await p.as(people.father.actor).call(listMyNotifications, { query: {} })
  expect(rows.map(({ title }) => title.vi)).toContain('Đã rút lại: Hỗ trợ chi phí mai táng')
  expect((await claims(office.chair.actor, { state: 'withdrawn' }))[0]).toMatchObject({
    dossierId: allowance,
    reason: 'Sự kiện làm căn cứ đã bị hủy',
  })
})

test('annulled before the register has it, the claim is not told at all; a dossier still open stops at once, with its notice', async () => {
  const p = await platform()
  p.otherRegisters.tell('social-assistance', 'down')
  const told = await afterDeath(people.father)
  await decided(told.allowance, office)
  const open = await afterDeath(people.father)
  await annulDeath(told.deceased)
  await annulDeath(open.deceased)
  p.otherRegisters.tell('social-assistance', 'works')
  await p.settle()
  const { links } = await read(people.father, told.allowance)
  expect(links).toMatchObject([{ state: 'withdrawn' }])
  const stopped = await read(people.father, open.allowance)
  expect(stopped).toMatchObject({ state: 'stopped', clock: { state: 'ended' } })
  expect(stopped.steps.at(-1)).toMatchObject({
    words: { vi: 'Dừng vì sự kiện hộ tịch làm căn cứ đã bị hủy' },
  })
  expect(stopped.documents.map(({ kind }) => kind)).toContain('Mau05')
  const { rows } = await p.as(people.father.actor).call(listMyNotifications, { query: {} })
  expect(rows.map(({ title }) => title.vi)).toContain('Đã dừng: Hỗ trợ chi phí mai táng')
  expect((await refused(decided(open.allowance, office))).type).toBe('/problems/services/act-not-now')
  expect(await heard(open.deceased)).toEqual([])
})

test('a card that is asked for is a claim of its own, answered with its dossier; another office does not see it', async () => {
  const p = await platform()
  const { dossierId } = await filed(people.mother, RENEWAL, {
    reason: 'wrong',
    delivery: 'office',
    declared: true,
  })
  await p.as(people.mother.actor).call(payInSandbox, { params: { dossierId } })
  await p.settle()
  expect(
    (await heard(people.mother)).map(({ name, payload }) => [name, payload.module, payload.act]),
  ).toEqual([
    ['services.claim-raised', 'card', 'renew'],
    ['services.claim-answered', 'card', 'renew'],
  ])
  const everything = { ...office.chair.actor, roles: ['administrator' as const] }
  const administrator: OfficerActor = { ...everything, territory: { level: 'nation', unitId: 0 } }
  expect((await claims(administrator))[0]).toMatchObject({ module: 'card', dossierId, state: 'granted' })
  expect((await claims(office.chair.actor)).map((row) => row.dossierId)).not.toContain(dossierId)
  await expect(p.as(people.mother.actor).call(contract.listClaims, {})).rejects.toMatchObject({ status: 403 })
})
