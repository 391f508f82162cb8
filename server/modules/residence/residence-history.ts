/**
 * From the life events of a person to his residences, memberships and current state, with both times. Pure: a call
 * records one more event, a replay and the seeder record them all; the same functions, so the same rows.
 */

import { addDays } from '#platform/day.ts'
import { uuidv7 } from '#platform/ids.ts'
import type { Day, Instant, PersonNumber, Uuid } from '#platform/schemas.ts'
import {
  eventsInForce,
  inOrderOfRecording,
  isKind,
  keepRecording,
  type LifeEvent,
  record,
  under,
} from '#population'
import {
  headChange,
  householdFormed,
  householdJoined,
  householdLeft,
  permanentRemoval,
  permanentResidence,
  type ResidenceKind,
  relationToHeadChange,
  temporaryExpiry,
  temporaryExtension,
  temporaryRemoval,
  temporaryResidence,
} from './residence-events.ts'

export interface ResidenceFact {
  kind: ResidenceKind | 'current'
  dwellingId: Uuid
  unitId: number
  validFrom: Day
  /** Exclusive. */
  validUntil: Day | null
}

export interface MembershipFact {
  householdId: Uuid
  kind: ResidenceKind
  relationToHead: string
  validFrom: Day
  /** Exclusive. */
  validUntil: Day | null
}

interface Stamp {
  personNumber: PersonNumber
  id: Uuid
  recordedAt: Instant
  supersededAt: Instant | null
  eventId: Uuid
}
export type ResidenceRow = ResidenceFact & Stamp
export type MembershipRow = MembershipFact & Stamp

/** One row of `residence.current_residences`. */
export interface CurrentResidence {
  personNumber: PersonNumber
  permanentUnitId: number | null
  permanentDwellingId: Uuid | null
  permanentHouseholdId: Uuid | null
  relationToHead: string | null
  temporaryUnitId: number | null
  temporaryDwellingId: Uuid | null
  temporaryHouseholdId: Uuid | null
  temporaryRelation: string | null
  temporaryFrom: Day | null
  /** The last day. */
  temporaryUntil: Day | null
  version: number
  recordedAt: Instant
}

export interface ResidenceFacts {
  residences: ResidenceFact[]
  memberships: MembershipFact[]
  /** What holds after the last event, whatever the day; a term ends by its expiry event. */
  open: Partial<Record<ResidenceKind, { residence: ResidenceFact; membership: MembershipFact | undefined }>>
}

export interface ResidenceHistory {
  current: CurrentResidence | undefined
  residences: ResidenceRow[]
  memberships: MembershipRow[]
}

/** What the events say, in the order in which they took effect. */
export function residenceFactsOf(events: readonly LifeEvent[]): ResidenceFacts {
  const residences: ResidenceFact[] = []
  const memberships: MembershipFact[] = []
  const open: ResidenceFacts['open'] = {}

  const leaveHousehold = (kind: ResidenceKind, on: Day) => {
    const held = open[kind]
    if (held?.membership) held.membership.validUntil = earlier(held.membership.validUntil, on)
    if (held) held.membership = undefined
  }
  const enterHousehold = (kind: ResidenceKind, householdId: Uuid, relationToHead: string, on: Day) => {
    const held = open[kind]
    if (!held) return
    leaveHousehold(kind, on)
    const { validUntil } = held.residence
    held.membership = { householdId, kind, relationToHead, validFrom: on, validUntil }
    memberships.push(held.membership)
  }
  const end = (kind: ResidenceKind, on: Day) => {
    const held = open[kind]
    if (!held) return
    leaveHousehold(kind, on)
    held.residence.validUntil = earlier(held.residence.validUntil, on)
    delete open[kind]
  }
  const begin = (kind: ResidenceKind, one: LifeEvent<Place>, validUntil: Day | null) => {
    const { dwellingId, unitId, householdId, relationToHead } = one.payload
    end(kind, one.effectiveOn)
    const residence = { kind, dwellingId, unitId, validFrom: one.effectiveOn, validUntil }
    residences.push(residence)
    open[kind] = { residence, membership: undefined }
    enterHousehold(kind, householdId, relationToHead, one.effectiveOn)
  }

  for (const one of eventsInForce(events)) {
    if (isKind(one, permanentResidence)) begin('permanent', one, null)
    else if (isKind(one, permanentRemoval)) end('permanent', one.effectiveOn)
    else if (isKind(one, temporaryResidence)) begin('temporary', one, addDays(one.payload.until, 1))
    else if (isKind(one, temporaryRemoval) || isKind(one, temporaryExpiry)) end('temporary', one.effectiveOn)
    else if (isKind(one, temporaryExtension) && open.temporary) {
      const { residence, membership } = open.temporary
      residence.validUntil = addDays(one.payload.until, 1)
      if (membership) membership.validUntil = residence.validUntil
    } else if (isKind(one, householdFormed) || isKind(one, headChange)) {
      enterHousehold(one.payload.residence, one.payload.householdId, 'head', one.effectiveOn)
    } else if (isKind(one, householdJoined) || isKind(one, relationToHeadChange)) {
      const { residence, householdId, relationToHead } = one.payload
      enterHousehold(residence, householdId, relationToHead, one.effectiveOn)
    } else if (isKind(one, householdLeft)) leaveHousehold(one.payload.residence, one.effectiveOn)
  }
  return { residences, memberships, open }
}

interface Place {
  dwellingId: Uuid
  unitId: number
  householdId: Uuid
  relationToHead: string
}

/** The day, or the earliest possible one when it lies before that. */
export function notBefore(day: Day, earliest: Day): Day {
  if (day < earliest) return earliest
  return day
}

/** A term that has ended already is not made longer by what comes after it. */
function earlier(validUntil: Day | null, on: Day): Day {
  return validUntil !== null && validUntil < on ? validUntil : on
}

/** The rows that a person's events leave, recorded in their order. */
export function residenceHistoryOf(events: readonly LifeEvent[]): ResidenceHistory {
  const recorded: LifeEvent[] = []
  const history: ResidenceHistory = { current: undefined, residences: [], memberships: [] }
  let residences: ResidenceRow[] = []
  let memberships: MembershipRow[] = []
  for (const event of [...events].sort(inOrderOfRecording)) {
    recorded.push(event)
    const facts = residenceFactsOf(recorded)
    const stays = record(residences, facts.residences, under(event.personNumber, sameResidence))
    const rows = stays.added.map((fact) => ({ ...fact, ...stamp(event) }))
    residences = keepRecording(history.residences, residences, { ...stays, added: rows }, event)
    const member = record(memberships, facts.memberships, under(event.personNumber, sameMembership))
    const members = member.added.map((fact) => ({ ...fact, ...stamp(event) }))
    memberships = keepRecording(history.memberships, memberships, { ...member, added: members }, event)
    history.current = nextCurrent(history.current, facts, event)
  }
  return history
}

export function stamp(event: LifeEvent): Stamp {
  const { personNumber, recordedAt, id: eventId } = event
  return { personNumber, id: uuidv7(), recordedAt, supersededAt: null, eventId }
}

/** The current row after an event; the row before when the event changed nothing in it. */
export function nextCurrent(
  before: CurrentResidence | undefined,
  { open: { permanent, temporary } }: ResidenceFacts,
  event: LifeEvent,
): CurrentResidence | undefined {
  const now = {
    permanentUnitId: permanent?.residence.unitId ?? null,
    permanentDwellingId: permanent?.residence.dwellingId ?? null,
    permanentHouseholdId: permanent?.membership?.householdId ?? null,
    relationToHead: permanent?.membership?.relationToHead ?? null,
    temporaryUnitId: temporary?.residence.unitId ?? null,
    temporaryDwellingId: temporary?.residence.dwellingId ?? null,
    temporaryHouseholdId: temporary?.membership?.householdId ?? null,
    temporaryRelation: temporary?.membership?.relationToHead ?? null,
    temporaryFrom: temporary?.residence.validFrom ?? null,
    temporaryUntil: temporary?.residence.validUntil ? addDays(temporary.residence.validUntil, -1) : null,
  }
  if (!before && Object.values(now).every((value) => value === null)) return undefined
  // The unit follows from the dwelling, also when a boundary change moved it.
  const unchanged =
    before?.personNumber === event.personNumber &&
    Object.entries(now).every(
      ([key, value]) => key.endsWith('UnitId') || before[key as keyof typeof now] === value,
    )
  if (before && unchanged) return before
  const { personNumber, recordedAt } = event
  return { personNumber, ...now, version: (before?.version ?? 0) + 1, recordedAt }
}

export function sameResidence(a: ResidenceFact, b: ResidenceFact): boolean {
  return (
    a.kind === b.kind &&
    a.dwellingId === b.dwellingId &&
    a.unitId === b.unitId &&
    a.validFrom === b.validFrom &&
    a.validUntil === b.validUntil
  )
}

export function sameMembership(a: MembershipFact, b: MembershipFact): boolean {
  return (
    a.kind === b.kind &&
    a.householdId === b.householdId &&
    a.relationToHead === b.relationToHead &&
    a.validFrom === b.validFrom &&
    a.validUntil === b.validUntil
  )
}
