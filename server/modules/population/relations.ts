/** From the life events of a person to his relations. Pure. Each relation is kept from both sides. */
import type { Day, Instant, PersonNumber, Uuid } from '#platform/schemas.ts'
import { birth, death, detailsCorrection, divorce, marriage, widowhood } from './civil-status-events.ts'
import {
  adoption,
  adoptionEnd,
  guardianship,
  guardianshipEnd,
  marriageAnnulment,
  marriageRestoration,
  parentDenial,
  parentRecognition,
  representation,
  representationEnd,
} from './family-events.ts'
import { eventsInForce, inOrderOfRecording, isKind, type LifeEvent } from './life-event.ts'
import { relativeRenumbering } from './number-events.ts'
import { deathDeclaration } from './status-events.ts'

export type RelationKind =
  | 'father'
  | 'mother'
  | 'child'
  | 'spouse'
  | 'guardian'
  | 'ward'
  | 'adoptive-parent'
  | 'adopted-child'
  | 'representative'
  | 'represented'

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
export const seenByOther: Partial<Record<RelationKind, RelationKind>> = {
  father: 'child',
  mother: 'child',
  'adoptive-parent': 'adopted-child',
  guardian: 'ward',
  representative: 'represented',
}

/** Relations that a person's own events establish; that of a parent to a child follows from the child's. */
export function relationsOf(events: readonly LifeEvent[]): RelationFact[] {
  const inForce = renamed(eventsInForce(events))
  const facts: RelationFact[] = []
  const birthday = birthdayOf(inForce)
  for (const one of inForce) {
    keepMarriages(facts, one)
    keepParents(facts, one, birthday ?? one.effectiveOn)
    keepRepresentatives(facts, one)
  }
  return facts
}

/** The relation of a kind that still holds, with someone or with anyone. */
function open(facts: readonly RelationFact[], kind: RelationKind, other?: PersonNumber) {
  return facts.findLast(
    (fact) =>
      fact.kind === kind && fact.validUntil === null && (other === undefined || fact.otherNumber === other),
  )
}

function begin(facts: RelationFact[], kind: RelationKind, otherNumber: PersonNumber, validFrom: Day): void {
  facts.push({ kind, otherNumber, validFrom, validUntil: null })
}

function end(fact: RelationFact | undefined, on: Day): void {
  if (fact) fact.validUntil = on
}

function keepMarriages(facts: RelationFact[], one: LifeEvent): void {
  if (isKind(one, marriage) || isKind(one, marriageRestoration)) {
    begin(facts, 'spouse', one.payload.spouseNumber, one.effectiveOn)
  } else if (endsMarriage(one)) end(open(facts, 'spouse'), one.effectiveOn)
}

const endings = [divorce, widowhood, death, marriageAnnulment, deathDeclaration].map(({ name }) => name)
const endsMarriage = ({ kind }: LifeEvent) => endings.includes(kind)

function keepParents(facts: RelationFact[], one: LifeEvent, birthday: Day): void {
  if (isKind(one, birth)) {
    const { fatherNumber, motherNumber } = one.payload
    if (fatherNumber) begin(facts, 'father', fatherNumber, birthday)
    if (motherNumber) begin(facts, 'mother', motherNumber, birthday)
  } else if (isKind(one, parentRecognition)) {
    begin(facts, one.payload.as, one.payload.parentNumber, birthday)
  } else if (isKind(one, parentDenial)) {
    const denied = open(facts, one.payload.as, one.payload.parentNumber)
    if (denied) facts.splice(facts.indexOf(denied), 1)
  } else if (isKind(one, adoption)) {
    for (const number of one.payload.parentNumbers) begin(facts, 'adoptive-parent', number, one.effectiveOn)
  } else if (isKind(one, adoptionEnd)) {
    for (const fact of facts) {
      if (fact.kind === 'adoptive-parent' && fact.validUntil === null) end(fact, one.effectiveOn)
    }
  }
}

function keepRepresentatives(facts: RelationFact[], one: LifeEvent): void {
  if (isKind(one, guardianship)) begin(facts, 'guardian', one.payload.guardianNumber, one.effectiveOn)
  else if (isKind(one, guardianshipEnd)) {
    end(open(facts, 'guardian', one.payload.guardianNumber), one.effectiveOn)
  } else if (isKind(one, representation)) {
    begin(facts, 'representative', one.payload.representativeNumber, one.effectiveOn)
  } else if (isKind(one, representationEnd)) {
    end(open(facts, 'representative', one.payload.representativeNumber), one.effectiveOn)
  } else if (isKind(one, death) || isKind(one, deathDeclaration)) {
    for (const fact of facts) {
      const stands = fact.kind === 'guardian' || fact.kind === 'representative'
      if (stands && fact.validUntil === null) end(fact, one.effectiveOn)
    }
  }
}

/** Relatives go by the numbers they have now, so that what ended since finds what began under an earlier number. */
function renamed(events: readonly LifeEvent[]): readonly LifeEvent[] {
  const renumberings = events.filter((one) => isKind(one, relativeRenumbering)).sort(inOrderOfRecording)
  if (renumberings.length === 0) return events
  const now = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(now)
      : renumberings.reduce((number, { payload }) => (payload.from === number ? payload.to : number), value)
  return events.map((one) => ({
    ...one,
    payload: Object.fromEntries(Object.entries(one.payload as object).map(([key, of]) => [key, now(of)])),
  }))
}

/** The day of birth as it was corrected last; undefined when no birth is recorded. */
function birthdayOf(events: readonly LifeEvent[]): Day | undefined {
  const born = events.find((one) => isKind(one, birth))
  const corrected = events
    .filter((one) => isKind(one, detailsCorrection))
    .sort(inOrderOfRecording)
    .findLast(({ payload }) => payload.details.bornOn)
  return corrected?.payload.details.bornOn ?? born?.effectiveOn
}

export function sameRelation(a: RelationFact, b: RelationFact): boolean {
  return (
    a.kind === b.kind &&
    a.otherNumber === b.otherNumber &&
    a.validFrom === b.validFrom &&
    a.validUntil === b.validUntil
  )
}
