/** A small neighbourhood for the tests of dossiers: two wards, households, a landlord, an office with four officers. */

import { appoint, createAccount } from '#accounts'
import type { Actor, Call, CitizenActor, OfficerActor } from '#platform/call.ts'
import type { Role } from '#platform/endpoint.ts'
import { uuidv7 } from '#platform/ids.ts'
import type { Day } from '#platform/schemas.ts'
import { composeNumber, declare, keepContacts } from '#population'
import { birth } from '#population/contract'
import { agencyIdOf } from '#reference'
import { registerDwelling, registerPermanentResidence } from '#residence'
import { platform } from '#testing'

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
  await keepContacts(call, { personNumber: number, phone, email: null, confirmedOn: null })
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
  const agencyId = agencyIdOf('commune-police', unitId)
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

/** Everyone who takes part: a family in the home ward, a landlord and his house in the new ward, two offices. */
export async function neighbourhood() {
  const { act } = await platform()
  return act(
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
      const home = await dwelling(call, HOME_WARD, 'Số 12 ngõ 34', [father])
      await household(call, home, father, [
        { person: mother, relation: 'wife' },
        { person: child, relation: 'child' },
      ])
      const landlord = await person(call, { name: 'Lê Quang Dũng', sex: 'male', bornOn: '1970-02-02' })
      const house = await dwelling(call, NEW_WARD, 'Số 56 đường Trần Phú', [landlord])
      const hostHousehold = await household(call, house, landlord)
      return {
        mother,
        father,
        child,
        home,
        landlord,
        house,
        hostHousehold,
        counter: await officer(call, 'Phạm Thu Hà', 'commune-police-counter', policeRoles.counter),
        handler: await officer(call, 'Vũ Minh Đức', 'commune-police-officer', policeRoles.handler),
        second: await officer(call, 'Đỗ Thị Lan', 'commune-police-officer', policeRoles.handler),
        chief: await officer(call, 'Hoàng Văn Nam', 'commune-police-chief', policeRoles.chief),
        stranger: await officer(
          call,
          'Bùi Văn Sơn',
          'commune-police-officer',
          policeRoles.handler,
          OTHER_WARD,
        ),
      }
    },
    { now: MONDAY },
  )
}

export type Neighbourhood = Awaited<ReturnType<typeof neighbourhood>>

/** What someone types into the form of temporary residence, beside what came filled in. */
export function moveTo(dwellingId: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    place: { provinceId: PROVINCE, unitId: NEW_WARD, dwellingId },
    householdMode: 'own',
    fromOn: '2026-11-25',
    untilOn: '2027-11-24',
    reason: 'work',
    declared: true,
    ...more,
  }
}

export type { Actor }
