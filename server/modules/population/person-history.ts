/**
 * What recording a person's events, one after the other, leaves in the register: every state and relation with
 * both its times, and the current state. A call records one more event, a replay and the seeder record them all:
 * the same functions, so the same rows. A person whose number was cancelled and set again has events under each; his
 * rows are recorded anew under the number in force. Pure.
 */
import { uuidv7 } from '#platform/ids.ts'
import type { PersonNumber } from '#platform/schemas.ts'
import { birth } from './civil-status-events.ts'
import { inOrderOfRecording, isKind, type LifeEvent } from './life-event.ts'
import { type PersonState, type PersonVersion, sameState, statesOf } from './person-state.ts'
import { keepRecording, type Recording, record, under } from './recorded-facts.ts'
import { type RelationFact, type RelationRow, relationsOf, sameRelation, seenByOther } from './relations.ts'

export interface PersonHistory {
  /** Undefined when the record was withdrawn. */
  current: PersonVersion | undefined
  versions: PersonVersion[]
  /** His own and, for those seen by the other person too, that person's. */
  relations: RelationRow[]
}

/** The rows that a person's events leave, recorded in their order. Throws when there is no birth. */
export function historyOf(events: readonly LifeEvent[]): PersonHistory {
  const recorded: LifeEvent[] = []
  const versions: PersonVersion[] = []
  const relations: RelationRow[] = []
  let versionsInForce: PersonVersion[] = []
  let relationsInForce: RelationRow[] = []
  for (const event of [...events].sort(inOrderOfRecording)) {
    recorded.push(event)
    const states = recordStates(event.personNumber, versionsInForce, recorded)
    const stamped = stampVersions(event.personNumber, states.added, recorded, versions.length)
    versionsInForce = keepRecording(versions, versionsInForce, { ...states, added: stamped }, event)
    const related = recordRelations(event.personNumber, relationsInForce, recorded)
    const rows = related.added.map((fact) => relationRow(event, fact))
    relationsInForce = keepRecording(relations, relationsInForce, { ...related, added: rows }, event)
  }
  const current = versionsInForce.toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1)).at(-1)
  if (versions.length === 0) throw new Error('A person begins with a birth')
  return { current, versions, relations: [...relations, ...relations.flatMap(mirror)] }
}

export function recordStates(
  number: PersonNumber,
  inForce: readonly PersonVersion[],
  events: readonly LifeEvent[],
): Recording<PersonState, PersonVersion> {
  return record(inForce, statesOf(events), under(number, sameState))
}

export function recordRelations(
  number: PersonNumber,
  inForce: readonly RelationRow[],
  events: readonly LifeEvent[],
): Recording<RelationFact, RelationRow> {
  return record(inForce, relationsOf(events), under(number, sameRelation))
}

type Stamped = Omit<PersonVersion, 'recordedAt' | 'supersededAt' | 'eventId'>

/** Versions count on from the last one the person ever had. */
export function stampVersions(
  personNumber: PersonNumber,
  states: readonly PersonState[],
  events: readonly LifeEvent[],
  lastVersion: number,
): Stamped[] {
  const born = events.find((one) => isKind(one, birth))
  if (!born) return []
  const { personId } = born.payload
  return states.map((state, i) => ({ ...state, personNumber, personId, version: lastVersion + 1 + i }))
}

/** A row of the person's own, and `mirror` the other's. */
export function relationRow(event: LifeEvent, fact: RelationFact): RelationRow {
  return {
    ...fact,
    personNumber: event.personNumber,
    id: uuidv7(),
    recordedAt: event.recordedAt,
    supersededAt: null,
    eventId: event.id,
  }
}

/** The same relation as the other person has it; empty when his own events establish it. */
export function mirror(row: RelationRow): RelationRow[] {
  const kind = seenByOther[row.kind]
  return kind
    ? [{ ...row, kind, personNumber: row.otherNumber, otherNumber: row.personNumber, id: uuidv7() }]
    : []
}
