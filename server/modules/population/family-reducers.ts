/** What each kind of event about families is refused for and what it writes. Loaded with the module. */
import { type Call, changes, reads } from '#platform/call.ts'
import { ageOn } from '#platform/day.ts'
import type { Day, PersonNumber } from '#platform/schemas.ts'
import { lawParameter } from '#reference'
import * as contract from './contract.ts'
import { mayGuardTogether } from './guardians.ts'
import { eventsInForce, isKind, type LifeEvent } from './life-event.ts'
import { selectLifeEvents } from './life-events.store.ts'
import { registerReducer, type Scene } from './life-events.ts'
import type { Person } from './people.store.ts'
import { isMinor } from './people.ts'
import { recordPerson } from './person-reducer.ts'
import * as refusals from './refusals.ts'
import { selectRelationsInForce } from './relations.store.ts'
import type { RelationKind, RelationRow } from './relations.ts'

const apply = <P>(call: Call, event: LifeEvent<P>) => recordPerson(call, event)

registerReducer(contract.marriageAnnulment, {
  fields: ['maritalStatus', 'spouse'],
  others: ({ spouseNumber }) => [spouseNumber],
  async refuse(call, event, scene) {
    const person = refusals.known(scene, event.personNumber)
    refusals.refuseDay(call, event.effectiveOn, person)
    const { spouseNumber } = event.payload
    await refusals.refuseUnmarried(call, person.personNumber, spouseNumber, event.effectiveOn)
  },
  apply,
})

registerReducer(contract.marriageRestoration, {
  fields: ['maritalStatus', 'spouse'],
  others: ({ spouseNumber }) => [spouseNumber],
  async refuse(call, event) {
    await refusals.refuseSecondMarriage(call, event.personNumber, event.effectiveOn)
  },
  apply,
})

registerReducer(contract.adoption, {
  fields: ['adoptiveParents'],
  others: ({ parentNumbers }) => parentNumbers,
  async refuse(call, event, scene) {
    const { payload, effectiveOn: on } = event
    const child = refusals.present(scene, event.personNumber)
    refusals.refuseDay(call, on, child)
    const parents = payload.parentNumbers.map((number) => standsFor(call, scene, child, number))
    const kin = payload.tie !== undefined && payload.tie !== 'none'
    const below = await lawParameter(call, `adoption.child-below-${kin ? 'kin' : 'age'}`, lawDay(on))
    if (ageOn(child.bornOn, on) >= Number(below.value)) throw contract.adoptedTooOld()
    const gap = await lawParameter(call, 'adoption.age-gap', lawDay(on))
    for (const parent of parents) {
      if (await isMinor(call, parent, on)) throw contract.adopterUnfit()
      if (parent.bornOn >= child.bornOn) throw contract.adopterUnfit()
      const apart = ageOn(parent.bornOn, child.bornOn)
      if (!kin && apart < Number(gap.value)) throw contract.adopterUnfit()
    }
    await refuseUnmarriedAdopters(call, payload.parentNumbers, on)
    if (
      holding(await selectRelationsInForce(call.sql, child.personNumber), 'adoptive-parent', on).length > 0
    ) {
      throw contract.alreadyAdopted()
    }
  },
  async apply(call, event) {
    for (const parent of event.payload.parentNumbers) changes(call, parent, ['adoptedChildren'])
    await recordPerson(call, event)
  },
})

registerReducer(contract.adoptionEnd, {
  fields: ['adoptiveParents'],
  async refuse(call, event, scene) {
    const child = refusals.known(scene, event.personNumber)
    refusals.refuseDay(call, event.effectiveOn, child)
    const events = eventsInForce(await selectLifeEvents(call.sql, [event.personNumber]))
    const adopted = events.find(
      (one) => isKind(one, contract.adoption) && one.id === event.payload.adoptionId,
    )
    const open = (await selectRelationsInForce(call.sql, event.personNumber)).some(
      ({ kind, validUntil }) => kind === 'adoptive-parent' && validUntil === null,
    )
    if (!adopted || !open || event.effectiveOn < adopted.effectiveOn) throw contract.notAdopted()
  },
  apply,
})

registerReducer(contract.parentRecognition, {
  fields: ['parents'],
  others: ({ parentNumber }) => [parentNumber],
  async refuse(call, event, scene) {
    const { parentNumber, as } = event.payload
    const child = refusals.known(scene, event.personNumber)
    refusals.refuseDay(call, event.effectiveOn, child)
    if (parentNumber === child.personNumber) throw contract.ofHimself()
    const parents = as === 'father' ? { fatherNumber: parentNumber } : { motherNumber: parentNumber }
    await refusals.refuseParents(call, scene, parents, child.bornOn)
    const held = await selectRelationsInForce(call.sql, child.personNumber)
    if (held.some(({ kind, validUntil }) => kind === as && validUntil === null))
      throw contract.parentRecorded()
    if (held.some(({ kind, otherNumber }) => kind === 'child' && otherNumber === parentNumber)) {
      throw contract.parentTooYoung()
    }
  },
  async apply(call, event) {
    changes(call, event.payload.parentNumber, ['children'])
    await recordPerson(call, event)
  },
})

registerReducer(contract.parentDenial, {
  fields: ['parents'],
  others: ({ parentNumber }) => [parentNumber],
  async refuse(call, event, scene) {
    const { parentNumber, as } = event.payload
    const child = refusals.known(scene, event.personNumber)
    refusals.refuseDay(call, event.effectiveOn, child)
    const held = await selectRelationsInForce(call.sql, child.personNumber)
    if (!held.some(({ kind, otherNumber }) => kind === as && otherNumber === parentNumber)) {
      throw contract.notParent()
    }
  },
  async apply(call, event) {
    changes(call, event.payload.parentNumber, ['children'])
    await recordPerson(call, event)
  },
})

registerReducer(contract.guardianship, {
  fields: ['guardian'],
  others: ({ guardianNumber }) => [guardianNumber],
  async refuse(call, event, scene) {
    const { guardianNumber, ground } = event.payload
    const ward = refusals.present(scene, event.personNumber)
    const on = event.effectiveOn
    refusals.refuseDay(call, on, ward)
    await refuseUnfit(call, scene, ward, guardianNumber, on)
    if ((ground === 'minor-without-parents') !== (await isMinor(call, ward, on))) {
      throw contract.noNeedOfGuardian()
    }
    const held = await selectRelationsInForce(call.sql, ward.personNumber)
    const standing = holding(held, 'guardian', on).map(({ otherNumber }) => otherNumber)
    if (standing.length === 0) return
    const together = !standing.includes(guardianNumber) && standing.length === 1
    const pair = [...standing, guardianNumber]
    if (!together || !(await mayGuardTogether(call, ward.personNumber, pair))) throw contract.hasGuardian()
  },
  apply,
})

registerReducer(contract.guardianshipEnd, {
  fields: ['guardian'],
  async refuse(call, event) {
    await refuseNotStanding(call, event, 'guardian', event.payload.guardianNumber, contract.notGuardian)
  },
  apply,
})

registerReducer(contract.representation, {
  fields: ['representative'],
  others: ({ representativeNumber }) => [representativeNumber],
  async refuse(call, event, scene) {
    const { representativeNumber } = event.payload
    const represented = refusals.alive(scene, event.personNumber)
    const on = event.effectiveOn
    refusals.refuseDay(call, on, represented)
    await refuseUnfit(call, scene, represented, representativeNumber, on)
    const held = await selectRelationsInForce(call.sql, represented.personNumber)
    const standing = holding(held, 'representative', on)
    if (standing.some(({ otherNumber }) => otherNumber === representativeNumber)) {
      throw contract.representedAlready()
    }
  },
  apply,
})

registerReducer(contract.representationEnd, {
  fields: ['representative'],
  async refuse(call, event) {
    const { representativeNumber } = event.payload
    await refuseNotStanding(call, event, 'representative', representativeNumber, contract.notRepresentative)
  },
  apply,
})

/** Relations of a kind that hold on the day or later. */
export function holding(held: readonly RelationRow[], kind: RelationKind, on: Day): RelationRow[] {
  return held.filter((row) => row.kind === kind && (row.validUntil === null || row.validUntil > on))
}

/** Law of adoption before the first that we hold is that one: an old adoption is recorded by today's measure. */
const FIRST_ADOPTION_LAW: Day = '2011-01-01'
const lawDay = (on: Day): Day => (on < FIRST_ADOPTION_LAW ? FIRST_ADOPTION_LAW : on)

/** Somebody who takes on another: alive, in his senses to the register, and not the person himself. */
function standsFor(call: Call, scene: Scene, person: Person, number: PersonNumber): Person {
  if (number === person.personNumber) throw contract.ofHimself()
  reads(call, number, ['status', 'bornOn', 'maritalStatus'])
  return refusals.present(scene, number)
}

async function refuseUnfit(
  call: Call,
  scene: Scene,
  ward: Person,
  guardianNumber: PersonNumber,
  on: Day,
): Promise<void> {
  if (guardianNumber === ward.personNumber) throw contract.ofHimself()
  reads(call, guardianNumber, ['status', 'bornOn', 'guardian'])
  const guardian = refusals.known(scene, guardianNumber)
  if (guardian.diedOn || guardian.status === 'missing') throw contract.guardianUnfit()
  if (await isMinor(call, guardian, on)) throw contract.guardianUnfit()
  const held = await selectRelationsInForce(call.sql, guardianNumber)
  if (holding(held, 'guardian', on).length > 0) throw contract.guardianUnfit()
}

async function refuseUnmarriedAdopters(call: Call, numbers: readonly PersonNumber[], on: Day): Promise<void> {
  const [one, other] = numbers
  if (one === undefined || other === undefined) return
  const held = await selectRelationsInForce(call.sql, one)
  const married = holding(held, 'spouse', on).some(
    ({ otherNumber, validFrom }) => otherNumber === other && validFrom <= on,
  )
  if (!married) throw contract.adoptersNotMarried()
}

async function refuseNotStanding(
  call: Call,
  event: LifeEvent,
  kind: RelationKind,
  number: PersonNumber,
  problem: typeof contract.notGuardian,
): Promise<void> {
  const held = await selectRelationsInForce(call.sql, event.personNumber)
  const standing = held.find(
    (row) => row.kind === kind && row.otherNumber === number && row.validUntil === null,
  )
  if (!standing || event.effectiveOn < standing.validFrom) throw problem()
  refusals.refuseFuture(call, event.effectiveOn)
}
