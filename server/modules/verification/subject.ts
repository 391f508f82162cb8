/** The person a call is about, and what the State holds of him that may be compared or handed over. */
import { type AccountHolder, accountByNumber, holderByNumber } from '#accounts'
import type { Call } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import { contactsOf, resolveNumber } from '#population'
import type { ConsentField } from '#privacy/contract'
import { ancestorsOf, unitById, units } from '#reference'
import { currentOf } from '#residence'
import type { Held } from './comparison.ts'

export interface Subject {
  person: AccountHolder
  /** Null when he has no electronic identity. */
  accountLevel: 1 | 2 | null
  /** Dead, missing, or his electronic identity is locked: nothing is said of him. */
  closed: boolean
  phone: string | null
  email: string | null
}

/** Whoever has this number, today's or an old one; undefined when nobody has. */
export async function subjectOf(call: Call, given: string): Promise<Subject | undefined> {
  const person = await personOf(call, given)
  if (!person) return undefined
  const account = await accountByNumber(call.sql, 'citizen', person.personNumber)
  return {
    person,
    accountLevel: account?.level ?? null,
    closed: person.status !== 'alive' || account?.status === 'locked',
    phone: account?.phone ?? null,
    email: account?.email ?? null,
  }
}

async function personOf(call: Call, given: string): Promise<AccountHolder | undefined> {
  const direct = given.length === 12 ? await holderByNumber(call, given) : undefined
  if (direct) return direct
  const number = await resolveNumber(call, given)
  return number ? await holderByNumber(call, number) : undefined
}

/** What is needed for these fields, and no more. */
export async function heldOf(call: Call, subject: Subject, fields: readonly ConsentField[]): Promise<Held> {
  const { person } = subject
  const wantsContacts = fields.includes('phoneNumber') || fields.includes('email')
  const contacts = wantsContacts ? await contactsOf(call, person.personNumber) : undefined
  const home = fields.includes('address') ? await homeOf(call, person) : null
  return {
    person,
    phones: [subject.phone, contacts?.phone].filter((phone) => typeof phone === 'string'),
    emails: [subject.email, contacts?.email].filter((email) => typeof email === 'string'),
    region: home?.region ?? null,
    locality: home?.locality ?? null,
  }
}

async function homeOf(call: Call, { personNumber, foreigner }: AccountHolder) {
  const unitId = foreigner ? foreigner.provinceUnitId : (await currentOf(call, personNumber))?.permanentUnitId
  if (!unitId) return null
  const today = dayOf(call.now)
  const all = await units(call)
  const chain = [unitById(all, unitId, today), ...ancestorsOf(all, unitId, today)]
  const commune = chain.find((unit) => unit?.level === 'commune')
  const province = chain.find((unit) => unit?.level === 'province')
  return {
    locality: commune ? [commune.code, commune.name] : null,
    region: province ? [province.code, province.name] : null,
  }
}
