/** What civil-status events are refused for, across the events of all the people in them. */
import { type Call, reads } from '#platform/call.ts'
import { addDays, ageOn, dayOf } from '#platform/day.ts'
import type { Day, PersonNumber } from '#platform/schemas.ts'
import { codeItem, findLawParameter, lawParameter } from '#reference'
import * as contract from './contract.ts'
import { refuseCloseKin as refuseKin } from './kinship.ts'
import { eventsInForce, isKind, type LifeEvent } from './life-event.ts'
import { selectLifeEvents } from './life-events.store.ts'
import type { Scene } from './life-events.ts'
import type { Person } from './people.store.ts'
import * as relations from './relations.store.ts'
import type { RelationFact, RelationKind } from './relations.ts'

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

/** The person, alive and not declared missing. Throws personUnknown, personDead, personMissing. */
export function present(scene: Scene, number: PersonNumber): Person {
  const person = alive(scene, number)
  if (person.status === 'missing') throw contract.personMissing()
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
    await refuseYoungParent(call, father, bornOn)
    const after = await findLawParameter(call, 'family.presumed-child-days', bornOn)
    const lastDay = father.diedOn && addDays(father.diedOn, Number(after?.value ?? 0))
    if (lastDay && lastDay < bornOn) throw contract.parentDied()
  }
  if (motherNumber) {
    const mother = known(scene, motherNumber)
    if (mother.sex !== 'female') throw contract.parentOfWrongSex()
    await refuseYoungParent(call, mother, bornOn)
    if (mother.diedOn && mother.diedOn < bornOn) throw contract.parentDied()
  }
}

/** A parent is older than the child by what the register holds to be possible at all. Throws parentTooYoung. */
export async function refuseYoungParent(
  call: Call,
  parent: Pick<Person, 'bornOn'>,
  bornOn: Day,
): Promise<void> {
  const gap = await findLawParameter(call, 'family.parent-age-least', bornOn)
  if (parent.bornOn >= bornOn || ageOn(parent.bornOn, bornOn) < Number(gap?.value ?? 0)) {
    throw contract.parentTooYoung()
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

/** Kin may not marry, within the generations that the law of the day names; by the law of today before that. */
export async function refuseCloseKin(
  call: Call,
  one: PersonNumber,
  other: PersonNumber,
  on: Day,
): Promise<void> {
  const then = await findLawParameter(call, 'marriage.kin-generations', on)
  const generations = then ?? (await lawParameter(call, 'marriage.kin-generations', dayOf(call.now)))
  await refuseKin(call, one, other, Number(generations.value))
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
  details: {
    ethnicGroup?: string
    religion?: string
    bloodGroup?: string
    nationalities?: readonly string[]
  },
  on: Day,
): Promise<void> {
  const { ethnicGroup, religion, bloodGroup, nationalities = [] } = details
  if (bloodGroup !== undefined && !(await codeItem(call, 'blood-groups', bloodGroup, on))) {
    throw contract.codeUnknown({ with: { field: 'bloodGroup' } })
  }
  for (const country of nationalities) await refuseCountry(call, country, on)
  if (ethnicGroup !== undefined && !(await codeItem(call, 'ethnic-groups', ethnicGroup, on))) {
    throw contract.codeUnknown({ with: { field: 'ethnicGroup' } })
  }
  if (religion !== undefined && !(await codeItem(call, 'religions', religion, on))) {
    throw contract.codeUnknown({ with: { field: 'religion' } })
  }
}

/** A country of the list. Throws codeUnknown. */
export async function refuseCountry(call: Call, country: string, on: Day): Promise<void> {
  if (!(await codeItem(call, 'nationalities', country, on))) {
    throw contract.codeUnknown({ with: { field: 'country' } })
  }
}

/** Events that happen to the living: none of them comes after a death. */
const lived: ReadonlySet<string> = new Set(
  [
    contract.marriage,
    contract.divorce,
    contract.widowhood,
    contract.marriageAnnulment,
    contract.marriageRestoration,
    contract.detailsChange,
    contract.adoption,
    contract.guardianship,
    contract.missingDeclaration,
    contract.comingBack,
    contract.nationalityLoss,
    contract.nationalityGain,
    contract.emigration,
    contract.homecoming,
  ].map(({ name }) => name),
)

/** A death is not recorded for a day before something else that happened in the person's life, or long before a child. */
export async function refuseEarlierThanRecorded(call: Call, event: LifeEvent, person: Person): Promise<void> {
  const events = eventsInForce(await selectLifeEvents(call.sql, [event.personNumber]))
  if (events.some(({ kind, effectiveOn }) => lived.has(kind) && effectiveOn > event.effectiveOn)) {
    throw contract.outOfOrder()
  }
  const held = await relations.selectRelationsInForce(call.sql, event.personNumber)
  const after = await findLawParameter(call, 'family.presumed-child-days', event.effectiveOn)
  const days = person.sex === 'male' ? Number(after?.value ?? 300) : 0
  const last = addDays(event.effectiveOn, days)
  if (held.some(({ kind, validFrom }) => kind === 'child' && validFrom > last)) {
    throw contract.parentHasLaterChild()
  }
}

const standing: ReadonlySet<string> = new Set(
  [
    contract.missingDeclaration,
    contract.deathDeclaration,
    contract.comingBack,
    contract.nationalityLoss,
    contract.nationalityGain,
    contract.emigration,
    contract.homecoming,
  ].map(({ name }) => name),
)

/** Where a person stands is said in the order of days: nothing of it comes before what is recorded already. */
export async function refuseEarlierStanding<P>(call: Call, event: LifeEvent<P>): Promise<void> {
  const events = eventsInForce(await selectLifeEvents(call.sql, [event.personNumber]))
  if (events.some(({ kind, effectiveOn }) => standing.has(kind) && effectiveOn > event.effectiveOn)) {
    throw contract.outOfOrder()
  }
}

/** Whether something in the life of a person comes after an event. */
export function livesOn(events: readonly LifeEvent[], target: LifeEvent): boolean {
  return events.some(({ kind, effectiveOn }) => lived.has(kind) && effectiveOn >= target.effectiveOn)
}

/** Whether a person was declared dead on that day. */
export async function endedByDeclaration(call: Call, number: PersonNumber, on: Day | null): Promise<boolean> {
  const events = eventsInForce(await selectLifeEvents(call.sql, [number]))
  return events.some((one) => isKind(one, contract.deathDeclaration) && one.effectiveOn === on)
}

/** Whether a person would have two spouses, two fathers, two mothers or three adoptive parents at one time. Pure. */
export function relationsOverlap(facts: readonly RelationFact[]): boolean {
  const most: [RelationKind, number][] = [
    ['spouse', 1],
    ['father', 1],
    ['mother', 1],
    ['adoptive-parent', 2],
    ['guardian', 1],
  ]
  return most.some(([kind, limit]) => {
    const held = facts.filter((fact) => fact.kind === kind)
    return held.some(
      ({ validFrom: day }) =>
        held.filter(
          ({ validFrom, validUntil }) => validFrom <= day && (validUntil === null || validUntil > day),
        ).length > limit,
    )
  })
}
