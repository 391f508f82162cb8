/**
 * Acts about families and representation, as the register takes them: adoption, parents recognised or denied,
 * guardians, representatives, marriages annulled. Each throws what the reducer of its kind refuses.
 */
import type { Call } from '#platform/call.ts'
import type { Day, PersonNumber, Uuid } from '#platform/schemas.ts'
import { type Couple, declareForBoth, type Grounds, lockWithRelatives } from './civil-status.ts'
import * as contract from './contract.ts'
import { ADOPTED, endGuardianshipOfMinor } from './guardians.ts'
import { eventsInForce, isKind, type LifeEvent } from './life-event.ts'
import { selectLifeEvents } from './life-events.store.ts'
import { declare, lockPeople } from './life-events.ts'
import { selectRelationsInForce } from './relations.store.ts'

interface Act {
  personNumber: PersonNumber
  on: Day
  certificate?: string
}

/** A marriage annulled by a court (hủy kết hôn trái pháp luật), for both. Throws notMarried. */
export async function annulMarriage(call: Call, couple: Couple, grounds: Grounds): Promise<LifeEvent> {
  return await declareForBoth(call, contract.marriageAnnulment, couple, grounds)
}

/** Adoption (nuôi con nuôi) by one person or a couple; whoever was guardian for want of parents is it no longer. */
export async function adopt(
  call: Call,
  act: Act & { parentNumbers: PersonNumber[]; tie?: 'none' | 'step-parent' | 'aunt-or-uncle' },
  grounds: Grounds,
): Promise<LifeEvent> {
  const { personNumber, on: effectiveOn, ...payload } = act
  const adopted = await declare(call, contract.adoption, { ...grounds, personNumber, effectiveOn, payload })
  const caused = { ...grounds, causedBy: adopted.id }
  await endGuardianshipOfMinor(call, personNumber, effectiveOn, ADOPTED, caused)
  return adopted
}

/** End of the adoption that holds (chấm dứt việc nuôi con nuôi). Throws notAdopted. */
export async function endAdoption(call: Call, act: Act, grounds: Grounds): Promise<LifeEvent> {
  const { personNumber, on: effectiveOn, ...rest } = act
  const adoptionId = await lastAdoption(call, personNumber)
  if (!adoptionId) throw contract.notAdopted()
  const payload = { adoptionId, ...rest }
  return await declare(call, contract.adoptionEnd, { ...grounds, personNumber, effectiveOn, payload })
}

async function lastAdoption(call: Call, number: PersonNumber): Promise<Uuid | undefined> {
  const events = eventsInForce(await selectLifeEvents(call.sql, [number]))
  return events.filter((one) => isKind(one, contract.adoption)).at(-1)?.id
}

interface Parentage extends Act {
  parentNumber: PersonNumber
  as: 'father' | 'mother'
}

/** Recognition of a father or mother (nhận cha, mẹ, con). Throws parentRecorded when there is one. */
export async function recogniseParent(call: Call, act: Parentage, grounds: Grounds): Promise<LifeEvent> {
  const { personNumber, on: effectiveOn, ...payload } = act
  return await declare(call, contract.parentRecognition, { ...grounds, personNumber, effectiveOn, payload })
}

/** A court finds that someone is no parent. Throws notParent. */
export async function denyParent(call: Call, act: Parentage, grounds: Grounds): Promise<LifeEvent> {
  const { personNumber, on: effectiveOn, ...payload } = act
  return await declare(call, contract.parentDenial, { ...grounds, personNumber, effectiveOn, payload })
}

export interface Guardianship extends Act {
  guardianNumber: PersonNumber
  ground: 'minor-without-parents' | 'incapacity' | 'limited-cognition'
}

/** Appoints a guardian (đăng ký giám hộ); a second one only where the law knows two. Throws hasGuardian, guardianUnfit, noNeedOfGuardian. */
export async function appointGuardian(call: Call, act: Guardianship, grounds: Grounds): Promise<LifeEvent> {
  const { personNumber, on: effectiveOn, ...payload } = act
  return await declare(call, contract.guardianship, { ...grounds, personNumber, effectiveOn, payload })
}

/** Ends a guardianship (chấm dứt giám hộ). Throws notGuardian. */
export async function endGuardianship(
  call: Call,
  act: Act & { guardianNumber: PersonNumber; reason: string },
  grounds: Grounds,
): Promise<LifeEvent> {
  const { personNumber, on: effectiveOn, ...payload } = act
  await lockPeople(call, [personNumber, act.guardianNumber])
  return await declare(call, contract.guardianshipEnd, { ...grounds, personNumber, effectiveOn, payload })
}

/** Ends the guardianships of a person, or that of the guardians named. Answers the last. Throws notGuardian. */
export async function endGuardianships(
  call: Call,
  act: Act & { reason: string },
  named: readonly PersonNumber[] | undefined,
  grounds: Grounds,
): Promise<LifeEvent> {
  const held = await selectRelationsInForce(call.sql, act.personNumber)
  const standing = held.filter(({ kind, validUntil }) => kind === 'guardian' && validUntil === null)
  let ended: LifeEvent | undefined
  for (const guardianNumber of named ?? standing.map(({ otherNumber }) => otherNumber)) {
    ended = await endGuardianship(call, { ...act, guardianNumber }, grounds)
  }
  if (!ended) throw contract.notGuardian()
  return ended
}

/** Another guardian in place of those there are (thay đổi người giám hộ); the end of theirs causes his. */
export async function changeGuardian(call: Call, act: Guardianship, grounds: Grounds): Promise<LifeEvent> {
  await lockWithRelatives(call, [act.personNumber, act.guardianNumber])
  const held = await selectRelationsInForce(call.sql, act.personNumber)
  const standing = held.filter(({ kind, validUntil }) => kind === 'guardian' && validUntil === null)
  if (standing.length === 0) throw contract.notGuardian()
  const { personNumber, on } = act
  let causedBy: Uuid | null = grounds.causedBy ?? null
  for (const { otherNumber: guardianNumber } of standing) {
    const end = { personNumber, on, guardianNumber, reason: 'Thay đổi người giám hộ' }
    causedBy = (await endGuardianship(call, end, { ...grounds, causedBy })).id
  }
  return await appointGuardian(call, act, { ...grounds, causedBy })
}

/** Names a legal representative (người đại diện). Throws guardianUnfit, representedAlready. */
export async function nameRepresentative(
  call: Call,
  act: Act & { representativeNumber: PersonNumber; scope: string },
  grounds: Grounds,
): Promise<LifeEvent> {
  const { personNumber, on: effectiveOn, ...payload } = act
  return await declare(call, contract.representation, { ...grounds, personNumber, effectiveOn, payload })
}

/** Ends a representation. Throws notRepresentative. */
export async function endRepresentation(
  call: Call,
  act: Act & { representativeNumber: PersonNumber },
  grounds: Grounds,
): Promise<LifeEvent> {
  const { personNumber, on: effectiveOn, ...payload } = act
  await lockPeople(call, [personNumber, act.representativeNumber])
  return await declare(call, contract.representationEnd, { ...grounds, personNumber, effectiveOn, payload })
}
