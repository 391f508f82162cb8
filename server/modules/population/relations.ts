/** From the life events of a person to his relations. Pure. Each relation is kept from both sides. */
import type { Day, Instant, PersonNumber, Uuid } from '#platform/schemas.ts'
import { birth, death, detailsCorrection, divorce, marriage, widowhood } from './civil-status-events.ts'
import { eventsInForce, inOrderOfRecording, isKind, type LifeEvent } from './life-event.ts'
import { relativeRenumbering } from './number-events.ts'

export type RelationKind =
  | 'father'
  | 'mother'
  | 'child'
  | 'spouse'
  | 'guardian'
  | 'ward'
  | 'adoptive-parent'
  | 'adopted-child'

export interface RelationFact {
  kind: RelationKind
  otherNumber: PersonNumber
  validFrom: Day
  validUntil: Day | null
}

/** One row of `population.relations`. */
export interface RelationRow extends RelationFact {
  personNumber: PersonNumber
  id: Uuid
  recordedAt: Instant
  supersededAt: Instant | null
  eventId: Uuid
}

/** The same relation seen by the other person, for those that follow from this person's own events alone. */
export const seenByOther: Partial<Record<RelationKind, RelationKind>> = { father: 'child', mother: 'child' }

/** Relations that a person's own events establish; that of a parent to a child follows from the child's. */
export function relationsOf(events: readonly LifeEvent[]): RelationFact[] {
  const inForce = eventsInForce(events)
  const facts: RelationFact[] = []
  for (const one of inForce) {
    if (isKind(one, birth)) {
      const from = { validFrom: correctedBirthday(inForce) ?? one.payload.bornOn, validUntil: null }
      const { fatherNumber, motherNumber } = one.payload
      if (fatherNumber) facts.push({ kind: 'father', otherNumber: fatherNumber, ...from })
      if (motherNumber) facts.push({ kind: 'mother', otherNumber: motherNumber, ...from })
    } else if (isKind(one, marriage)) {
      const { spouseNumber } = one.payload
      facts.push({ kind: 'spouse', otherNumber: spouseNumber, validFrom: one.effectiveOn, validUntil: null })
    } else if (isKind(one, divorce) || isKind(one, widowhood) || isKind(one, death)) {
      const married = facts.findLast(({ kind, validUntil }) => kind === 'spouse' && validUntil === null)
      if (married) married.validUntil = one.effectiveOn
    }
  }
  return renamed(facts, inForce)
}

/** Relatives go by the numbers they have now. */
function renamed(facts: readonly RelationFact[], events: readonly LifeEvent[]): RelationFact[] {
  const renumberings = events.filter((one) => isKind(one, relativeRenumbering)).sort(inOrderOfRecording)
  if (renumberings.length === 0) return facts as RelationFact[]
  return facts.map((fact) => {
    const otherNumber = renumberings.reduce(
      (number, { payload }) => (payload.from === number ? payload.to : number),
      fact.otherNumber,
    )
    return { ...fact, otherNumber }
  })
}

function correctedBirthday(events: readonly LifeEvent[]): Day | undefined {
  return events
    .filter((one) => isKind(one, detailsCorrection))
    .sort(inOrderOfRecording)
    .findLast(({ payload }) => payload.details.bornOn)?.payload.details.bornOn
}

export function sameRelation(a: RelationFact, b: RelationFact): boolean {
  return (
    a.kind === b.kind &&
    a.otherNumber === b.otherNumber &&
    a.validFrom === b.validFrom &&
    a.validUntil === b.validUntil
  )
}
