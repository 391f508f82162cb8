/**
 * Civil-status acts (hộ tịch) as the register takes them: births, deaths, marriages, divorces, changes and
 * corrections, annulments. Law on Civil Status 60/2014/QH13; Law on Identity 26/2023/QH15, art. 9–12.
 */
import type { Call } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import { uuidv7 } from '#platform/ids.ts'
import type { Day, PersonNumber, Uuid } from '#platform/schemas.ts'
import { tidy } from '#platform/vietnamese.ts'
import * as contract from './contract.ts'
import { basisOf } from './legal-bases.ts'
import type { LifeEvent } from './life-event.ts'
import { selectLifeEvents } from './life-events.store.ts'
import { declare, type Fact, lockPeople } from './life-events.ts'
import { allocateNumber, placeOfNumber } from './number-allocation.ts'
import type { Contacts } from './people.store.ts'
import { stateAtBirth } from './person-state.ts'
import { selectRelationsInForce } from './relations.store.ts'

/** Who records an act, and on what grounds. */
export type Grounds = Pick<Fact<unknown>, 'legalBasis' | 'evidence' | 'agencyId' | 'dossierId' | 'causedBy'>

export type NewBirth = Omit<contract.BirthPayload, 'personId'>

/**
 * Registers a birth (khai sinh) and gives the child its number. Throws what the register refuses about its parents
 * and its day of birth. Law on Identity 26/2023/QH15, art. 12.
 */
export async function registerBirth(
  call: Call,
  newBirth: NewBirth,
  grounds: Grounds,
): Promise<LifeEvent<contract.BirthPayload>> {
  const payload = { ...newBirth, name: tidy(newBirth.name), personId: uuidv7() }
  const id = uuidv7()
  const place = await placeOfNumber(call, newBirth, newBirth.bornOn)
  const personNumber = await allocateNumber(call, place, stateAtBirth(payload), {
    personId: payload.personId,
    eventId: id,
  })
  const fact = { personNumber, effectiveOn: newBirth.bornOn, payload, id, ...grounds }
  return await declare(call, contract.birth, fact)
}

/** Registers a death (khai tử); the spouse becomes a widow or widower by an event of his own. */
export async function registerDeath(
  call: Call,
  { personNumber, diedOn, ...payload }: { personNumber: PersonNumber; diedOn: Day; certificate?: string },
  grounds: Grounds,
): Promise<LifeEvent> {
  await lockWithRelatives(call, [personNumber])
  return await declare(call, contract.death, { personNumber, effectiveOn: diedOn, payload, ...grounds })
}

export interface Couple {
  one: PersonNumber
  other: PersonNumber
  on: Day
  certificate?: string
}

/** Registers a marriage (kết hôn) for both. Throws when the law or another marriage forbids it. */
export async function registerMarriage(call: Call, couple: Couple, grounds: Grounds): Promise<LifeEvent> {
  return await declareForBoth(call, contract.marriage, couple, grounds)
}

/** Registers a divorce (ly hôn) for both. Throws notMarried. */
export async function registerDivorce(call: Call, couple: Couple, grounds: Grounds): Promise<LifeEvent> {
  return await declareForBoth(call, contract.divorce, couple, grounds)
}

/** Locks people and everyone whom an event of theirs may touch, in one order. */
export async function lockWithRelatives(call: Call, numbers: readonly PersonNumber[]): Promise<void> {
  const held: PersonNumber[] = []
  for (const number of numbers) {
    const relations = await selectRelationsInForce(call.sql, number)
    held.push(...relations.map(({ otherNumber }) => otherNumber))
  }
  await lockPeople(call, [...numbers, ...held])
}

/** Declares an event of each of two spouses, the second caused by the first. */
export async function declareForBoth(
  call: Call,
  kind: typeof contract.marriage,
  { one, other, on, certificate }: Couple,
  grounds: Grounds,
): Promise<LifeEvent> {
  await lockPeople(call, [one, other])
  const shared = certificate === undefined ? {} : { certificate }
  const first = await declare(call, kind, {
    ...grounds,
    personNumber: one,
    effectiveOn: on,
    payload: { spouseNumber: other, ...shared },
  })
  await declare(call, kind, {
    ...grounds,
    personNumber: other,
    effectiveOn: on,
    payload: { spouseNumber: one, ...shared },
    causedBy: first.id,
  })
  return first
}

/** Records a change of details (thay đổi hộ tịch), true from the day of the decision. */
export async function changeDetails(
  call: Call,
  change: { personNumber: PersonNumber; on: Day; details: contract.PersonDetails; certificate?: string },
  grounds: Grounds,
): Promise<LifeEvent> {
  const { personNumber, on, details, ...rest } = change
  const payload = { details: tidyName(details), ...rest }
  return await declare(call, contract.detailsChange, { personNumber, effectiveOn: on, payload, ...grounds })
}

/** Corrects what an earlier event should have said (cải chính hộ tịch): the birth, or the change named. */
export async function correctDetails(
  call: Call,
  correction: {
    personNumber: PersonNumber
    corrects?: Uuid
    details: contract.CorrectedDetails
    certificate?: string
  },
  grounds: Grounds,
): Promise<LifeEvent> {
  const { personNumber, details, ...rest } = correction
  const effectiveOn = await dayOfEvent(call, personNumber, rest.corrects)
  const payload = { ...rest, details: tidyName(details) }
  return await declare(call, contract.detailsCorrection, { personNumber, effectiveOn, payload, ...grounds })
}

/** Keeps phone and e-mail (item 25), as the person says them. */
export async function changeContacts(
  call: Call,
  said: { personNumber: PersonNumber; phone?: string; email?: string; confirmedOn?: Day },
  grounds: Partial<Grounds> = {},
): Promise<LifeEvent> {
  const { personNumber, ...payload } = said
  const legalBasis = grounds.legalBasis ?? (await basisOf(call, contract.contactsChange.name))
  const fact = { ...grounds, legalBasis, personNumber, effectiveOn: dayOf(call.now), payload }
  return await declare(call, contract.contactsChange, fact)
}

/** The same, from a whole row: what is null is taken away. */
export async function keepContacts(call: Call, { personNumber, ...kept }: Contacts): Promise<LifeEvent> {
  const { phone, email, confirmedOn } = kept
  return await changeContacts(call, {
    personNumber,
    ...(phone === null ? {} : { phone }),
    ...(email === null ? {} : { email }),
    ...(confirmedOn === null ? {} : { confirmedOn }),
  })
}

async function dayOfEvent(call: Call, personNumber: PersonNumber, eventId: Uuid | undefined): Promise<Day> {
  const events = await selectLifeEvents(call.sql, [personNumber])
  const found = events.find(({ id, kind }) => (eventId ? id === eventId : kind === contract.birth.name))
  if (!found) throw events.length === 0 ? contract.personUnknown() : contract.eventUnknown()
  return found.effectiveOn
}

function tidyName<T extends { name?: string }>(details: T): T {
  return details.name === undefined ? details : { ...details, name: tidy(details.name) }
}
