/** What civil-status events are refused for, across the events of all the people in them. */
import { type Call, reads } from '#platform/call.ts'
import { addDays, ageOn, dayOf } from '#platform/day.ts'
import type { Day, PersonNumber } from '#platform/schemas.ts'
import { codeItem, findLawParameter } from '#reference'
import * as contract from './contract.ts'
import type { Scene } from './life-events.ts'
import type { Person } from './people.store.ts'
import * as relations from './relations.store.ts'
import type { RelationFact } from './relations.ts'

/** The person in the scene. Throws personUnknown. */
export function known({ people }: Scene, number: PersonNumber): Person {
  const person = people.get(number)
  if (!person) throw contract.personUnknown()
  return person
}

/** The person, alive. Throws personUnknown, personDead. */
export function alive(scene: Scene, number: PersonNumber): Person {
  const person = known(scene, number)
  if (person.diedOn) throw contract.personDead()
  return person
}

/** Something that happened to a person happened in his life, and not after today. */
export function refuseDay(call: Call, on: Day, person: Person): void {
  refuseFuture(call, on)
  if (on < person.bornOn) throw contract.beforeBirth()
}

export function refuseFuture(call: Call, on: Day): void {
  if (on > dayOf(call.now)) throw contract.dayInFuture()
}

export interface Parents {
  fatherNumber?: PersonNumber
  motherNumber?: PersonNumber
}

/** Parents are known, older than the child, of the right sex, and could have had it when it was born. */
export async function refuseParents(call: Call, scene: Scene, child: Parents, bornOn: Day): Promise<void> {
  const { fatherNumber, motherNumber } = child
  for (const number of [fatherNumber, motherNumber]) {
    if (number) reads(call, number, ['name', 'sex', 'bornOn', 'diedOn'])
  }
  if (fatherNumber) {
    const father = known(scene, fatherNumber)
    if (father.sex !== 'male') throw contract.parentOfWrongSex()
    if (father.bornOn >= bornOn) throw contract.parentTooYoung()
    const after = await findLawParameter(call, 'family.presumed-child-days', bornOn)
    const lastDay = father.diedOn && addDays(father.diedOn, Number(after?.value ?? 0))
    if (lastDay && lastDay < bornOn) throw contract.parentDied()
  }
  if (motherNumber) {
    const mother = known(scene, motherNumber)
    if (mother.sex !== 'female') throw contract.parentOfWrongSex()
    if (mother.bornOn >= bornOn) throw contract.parentTooYoung()
    if (mother.diedOn && mother.diedOn < bornOn) throw contract.parentDied()
  }
}

/** Old enough on the day, by the age that the law of that day names for the sex. */
export async function refuseMarriageAge(call: Call, person: Person, on: Day): Promise<void> {
  const age = await findLawParameter(call, `marriage.age-${person.sex}`, on)
  if (age && ageOn(person.bornOn, on) < Number(age.value)) throw contract.underMarriageAge()
}

/** No one is married twice at any time: not while another marriage holds, nor before one that was recorded. */
export async function refuseSecondMarriage(call: Call, number: PersonNumber, on: Day): Promise<void> {
  const held = await relations.selectRelationsInForce(call.sql, number)
  if (held.some(({ kind, validUntil }) => kind === 'spouse' && (validUntil === null || validUntil > on))) {
    throw contract.alreadyMarried()
  }
}

/** Parent and child, and brother and sister, may not marry. Law on Marriage and Family 52/2014/QH13, art. 5(2)(d). */
export async function refuseCloseKin(call: Call, one: PersonNumber, other: PersonNumber): Promise<void> {
  const parentsOf = async (number: PersonNumber) =>
    (await relations.selectRelationsInForce(call.sql, number))
      .filter(({ kind }) => kind === 'father' || kind === 'mother')
      .map(({ otherNumber }) => otherNumber)
  const [mine, theirs] = [await parentsOf(one), await parentsOf(other)]
  const related =
    mine.includes(other) || theirs.includes(one) || mine.some((parent) => theirs.includes(parent))
  if (related) throw contract.closeKin()
}

/** The marriage of the two that holds on a day. Throws notMarried. */
export async function refuseUnmarried(
  call: Call,
  number: PersonNumber,
  spouse: PersonNumber,
  on: Day,
): Promise<void> {
  const held = await relations.selectRelationsInForce(call.sql, number)
  const married = held.find(
    ({ kind, otherNumber, validUntil }) => kind === 'spouse' && otherNumber === spouse && validUntil === null,
  )
  if (!married || on < married.validFrom) throw contract.notMarried()
}

/** Codes stand in their lists on that day. */
export async function refuseCodes(
  call: Call,
  { ethnicGroup, religion }: { ethnicGroup?: string; religion?: string },
  on: Day,
): Promise<void> {
  if (ethnicGroup !== undefined && !(await codeItem(call, 'ethnic-groups', ethnicGroup, on))) {
    throw contract.codeUnknown({ with: { field: 'ethnicGroup' } })
  }
  if (religion !== undefined && !(await codeItem(call, 'religions', religion, on))) {
    throw contract.codeUnknown({ with: { field: 'religion' } })
  }
}

/** Nobody is married to two people at once. Pure. */
export function marriagesOverlap(facts: readonly RelationFact[]): boolean {
  const spouses = facts
    .filter(({ kind }) => kind === 'spouse')
    .sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1))
  return spouses.some((one, i) => {
    const next = spouses[i + 1]
    return next !== undefined && (one.validUntil === null || one.validUntil > next.validFrom)
  })
}
