/** A small neighbourhood for the tests of dossiers: two wards, households, a landlord, an office with four officers. */

import { expect } from 'vitest'
import { appoint, createAccount } from '#accounts'
import type { Call, CitizenActor, OfficerActor } from '#platform/call.ts'
import type { Role } from '#platform/endpoint.ts'
import { uuidv7 } from '#platform/ids.ts'
import type { ProblemBody } from '#platform/problem.ts'
import type { Day } from '#platform/schemas.ts'
import { changeContacts, composeNumber, declare, registerMarriage } from '#population'
import { birth } from '#population/contract'
import { agencyIdOf, ancestorsOf, type UnitAgencyKind, units } from '#reference'
import { registerDwelling, registerPermanentResidence } from '#residence'
import { platform } from '#testing'
import type { DossierView, Draft } from './contract.ts'
import * as contract from './contract.ts'

/** Monday 23 November 2026, nine in the morning in Việt Nam. */
export const MONDAY = new Date('2026-11-23T02:00:00Z')
export const HOME_WARD = 1001
export const NEW_WARD = 1002
export const OTHER_WARD = 1003
const PROVINCE = 1

export interface Person {
  number: string
  personId: string
  actor: CitizenActor
}

export interface Officer {
  number: string
  actor: OfficerActor
}

let running = Math.floor(Math.random() * 400_000)

export interface NewPerson {
  name: string
  bornOn?: Day
  sex?: 'male' | 'female'
  father?: Person
  mother?: Person
  /** None: agrees on paper. */
  account?: boolean
}

export async function person(call: Call, wanted: NewPerson): Promise<Person> {
  const { name, bornOn = '1990-03-05', sex = 'female', father, mother, account = true } = wanted
  running += 1
  const number = composeNumber('001', sex, Number(bornOn.slice(0, 4)), String(running).padStart(6, '0'))
  const personId = uuidv7()
  await declare(call, birth, {
    personNumber: number,
    effectiveOn: bornOn,
    legalBasis: 'Law on Civil Status 60/2014/QH13',
    payload: {
      personId,
      name,
      sex,
      bornOn,
      ethnicGroup: '01',
      birthRegisteredUnitId: HOME_WARD,
      ...(father ? { fatherNumber: father.number } : {}),
      ...(mother ? { motherNumber: mother.number } : {}),
    },
  })
  const phone = `09${String(running).padStart(8, '0')}`
  await changeContacts(call, { personNumber: number, phone })
  let accountId = uuidv7()
  if (account) {
    const opening = {
      realm: 'citizen',
      personNumber: number,
      personId,
      level: 2,
      phone,
      passwordHash: 'x',
    } as const
    accountId = await createAccount(call, opening)
  }
  return {
    number,
    personId,
    actor: { kind: 'citizen', number, personId, accountId, level: 2, sessionId: 's' },
  }
}

export async function officer(
  call: Call,
  name: string,
  position: string,
  roles: Role[],
  unitId = NEW_WARD,
  kind: UnitAgencyKind = 'commune-police',
): Promise<Officer> {
  const { number, personId } = await person(call, { name, bornOn: '1985-01-01', account: false })
  const opening = {
    realm: 'officer',
    personNumber: number,
    personId,
    level: 2,
    phone: null,
    passwordHash: 'x',
  } as const
  const accountId = await createAccount(call, opening)
  const agencyId = agencyIdOf(kind, unitId)
  const appointmentId = await appoint(call, { accountId, agencyId, position, from: '2025-07-01' })
  const actor: OfficerActor = {
    kind: 'officer',
    number,
    personId,
    accountId,
    appointmentId,
    position,
    agencyId,
    roles,
    territory: { level: 'commune', unitId },
    sessionId: 's',
    factorAt: MONDAY.toISOString(),
  }
  return { number, actor }
}

export async function dwelling(
  call: Call,
  unitId: number,
  line: string,
  owners: readonly Person[],
): Promise<string> {
  return registerDwelling(call, {
    unitId,
    addressLine: line,
    kind: 'house',
    owners: owners.map(({ number }) => ({ personNumber: number })),
    ownedFrom: '2020-01-01',
  })
}

/** People who live at a dwelling permanently, the first of them head. */
export async function household(
  call: Call,
  dwellingId: string,
  head: Person,
  others: readonly { person: Person; relation: string }[] = [],
): Promise<string> {
  const { householdId } = await registerPermanentResidence(call, {
    dwellingId,
    on: '2026-01-05',
    people: [
      { personNumber: head.number, relationToHead: 'head' },
      ...others.map((one) => ({ personNumber: one.person.number, relationToHead: one.relation })),
    ],
  })
  return householdId
}

export const policeRoles = {
  counter: ['residence', 'counter'] satisfies Role[],
  handler: ['residence', 'case-officer'] satisfies Role[],
  chief: ['residence', 'signing-leader'] satisfies Role[],
}

/** The people's committee of a ward: registrar and chair, and the one-stop counter beside it. */
export async function committee(unitId: number) {
  const { act } = await platform()
  return act(
    async (call) => ({
      registrar: await officer(
        call,
        'Ngô Thanh Tùng',
        'civil-status-officer',
        ['civil-status', 'case-officer'],
        unitId,
        'commune-committee',
      ),
      chair: await officer(
        call,
        'Đặng Thị Kim Oanh',
        'commune-leader',
        ['signing-leader', 'steering'],
        unitId,
        'commune-committee',
      ),
      oneStop: await officer(
        call,
        'Lương Thị Thảo',
        'counter-officer',
        ['counter'],
        unitId,
        'commune-service-centre',
      ),
    }),
    { now: MONDAY },
  )
}

/** An officer of an office of the province in which a ward lies. */
export async function provincial(kind: UnitAgencyKind, wardId: number): Promise<Officer> {
  const { act } = await platform()
  return act(
    async (call) => {
      const above = ancestorsOf(await units(call), wardId, '2026-11-23')
      const provinceId = above.find(({ level }) => level === 'province')!.unitId
      return officer(call, 'Vũ Hải Đăng', 'department-officer', ['case-officer'], provinceId, kind)
    },
    { now: MONDAY },
  )
}

export interface Wards {
  home: number
  /** Where the tests move to. */
  there: number
  elsewhere: number
}

const firstWards: Wards = { home: HOME_WARD, there: NEW_WARD, elsewhere: OTHER_WARD }
/** Of the test file that runs: files share this module, each has a database of its own. */
let thisFile: { file: string; wardsTaken: number; office?: Office } | undefined

function ofThisFile() {
  const file = expect.getState().testPath ?? ''
  if (thisFile?.file !== file) thisFile = { file, wardsTaken: 1 }
  return thisFile
}

/** Officers of the ward moved to, and one of a ward elsewhere. */
async function officeIn({ there, elsewhere }: Wards) {
  const { act } = await platform()
  return act(
    async (call) => ({
      counter: await officer(call, 'Phạm Thu Hà', 'commune-police-counter', policeRoles.counter, there),
      handler: await officer(call, 'Vũ Minh Đức', 'commune-police-officer', policeRoles.handler, there),
      second: await officer(call, 'Đỗ Thị Lan', 'commune-police-officer', policeRoles.handler, there),
      chief: await officer(call, 'Hoàng Văn Nam', 'commune-police-chief', policeRoles.chief, there),
      stranger: await officer(call, 'Bùi Văn Sơn', 'commune-police-officer', policeRoles.handler, elsewhere),
    }),
    { now: MONDAY },
  )
}
type Office = Awaited<ReturnType<typeof officeIn>>

async function officeOfThisFile(): Promise<Office> {
  const mine = ofThisFile()
  mine.office ??= await officeIn(firstWards)
  return mine.office
}

/**
 * Everyone who takes part: a family in the home ward, a landlord and his house in the new one, their offices. The
 * people are new each time; the office is that of the test file, unless a desk of its own is asked for, in a ward of
 * one's choice.
 */
export async function neighbourhood({ ownOffice = false, there = 0 } = {}) {
  const { act } = await platform()
  const mine = ofThisFile()
  const from = 1001 + 3 * mine.wardsTaken
  const wards = ownOffice ? { home: from, there: there || from + 1, elsewhere: from + 2 } : firstWards
  if (ownOffice) mine.wardsTaken += 1
  const office = ownOffice ? await officeIn(wards) : await officeOfThisFile()
  const people = await act(
    async (call) => {
      const mother = await person(call, { name: 'Nguyễn Thị Hường' })
      const father = await person(call, { name: 'Trần Văn Thủy', sex: 'male', bornOn: '1988-07-01' })
      const child = await person(call, {
        name: 'Trần Nguyễn Khánh Như',
        bornOn: '2015-11-20',
        father,
        mother,
        account: false,
      })
      const couple = { one: father.number, other: mother.number, on: '2014-06-01' }
      await registerMarriage(call, couple, { legalBasis: 'Law on Civil Status 60/2014/QH13' })
      const home = await dwelling(call, wards.home, 'Số 12 ngõ 34', [father])
      const homeHousehold = await household(call, home, father, [
        { person: mother, relation: 'wife' },
        { person: child, relation: 'child' },
      ])
      const landlord = await person(call, { name: 'Lê Quang Dũng', sex: 'male', bornOn: '1970-02-02' })
      const house = await dwelling(call, wards.there, 'Số 56 đường Trần Phú', [landlord])
      const hostHousehold = await household(call, house, landlord)
      return { mother, father, child, home, homeHousehold, landlord, house, hostHousehold }
    },
    { now: MONDAY },
  )
  return { ...people, ...office, wards }
}

export type Neighbourhood = Awaited<ReturnType<typeof neighbourhood>>

/** What someone types into the form of temporary residence, beside what came filled in. */
export function moveTo(
  { house, wards }: Pick<Neighbourhood, 'house' | 'wards'>,
  more: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    place: { provinceId: PROVINCE, unitId: wards.there, dwellingId: house },
    householdMode: 'own',
    fromOn: '2026-11-25',
    untilOn: '2027-11-24',
    reason: 'work',
    declared: true,
    ...more,
  }
}

/** Opens the form of a service, types the answers, saves: ready to submit. */
export async function drafted(who: Person, code: string, answers: Record<string, unknown>): Promise<Draft> {
  const { as } = await platform()
  const citizen = as(who.actor)
  const draft = await citizen.call(contract.openDraft, { params: { code } })
  return citizen.call(contract.saveDraft, {
    params: { draftId: draft.draftId },
    body: {
      revision: draft.revision,
      serviceVersion: draft.service.version,
      answers: { ...draft.answers, ...answers },
    },
  })
}

/** The same, submitted. */
export async function filed(
  who: Person,
  code: string,
  answers: Record<string, unknown>,
): Promise<DossierView> {
  const { as } = await platform()
  const { draftId, revision, service } = await drafted(who, code, answers)
  return as(who.actor).call(contract.submitDraft, {
    params: { draftId },
    body: { revision, serviceVersion: service.version },
  })
}

/** Agrees, or not, to everything someone is asked. */
export async function answerAll(who: Person, decision: 'approve' | 'refuse' = 'approve'): Promise<number> {
  const { as } = await platform()
  const { rows } = await as(who.actor).call(contract.listMyApprovals, { query: { waiting: true } })
  for (const { approvalId } of rows) {
    const params = { approvalId }
    const { hash } = await as(who.actor).call(contract.readApproval, { params })
    await as(who.actor).call(contract.decideApproval, { params, body: { hash, decision } })
  }
  return rows.length
}

/** A request of the mother to live in the landlord's house, agreed to by him: it waits at the counter. */
export async function atTheCounter(
  people: Neighbourhood,
  more: Record<string, unknown> = {},
): Promise<DossierView> {
  const { as } = await platform()
  const { dossierId } = await filed(people.mother, TEMPORARY, moveTo(people, more))
  await answerAll(people.landlord)
  return as(people.mother.actor).call(contract.readMyDossier, { params: { dossierId } })
}

export const TEMPORARY = '1.004194'
export const STAY = '2.001159'
export const CONFIRMATION = '1.010041'

/** The problem a call is refused with. */
export async function refused(call: Promise<unknown>): Promise<ProblemBody> {
  const outcome = await call.then(
    () => null,
    (problem: ProblemBody) => problem,
  )
  if (!outcome) throw new Error('The call was not refused')
  return outcome
}
