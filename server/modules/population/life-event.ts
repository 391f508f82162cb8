/**
 * A life event (sự kiện hộ tịch, cư trú) is a legal fact about one person: the only thing that changes the
 * registers. Browser-safe and pure.
 */
import { type Static, type TSchema, Type } from 'typebox'
import { type EventKind, event } from '#platform/event.ts'
import { Day, Instant, Nullable, PersonNumber, Uuid } from '#platform/schemas.ts'

/** A kind of life event: its payload, and the message that listeners hear. */
export interface LifeEventKind<Payload> {
  name: string
  payload: TSchema
  declared: EventKind<Declared<Payload>>
  type?: Payload
}

/** What listeners hear of a life event. */
export interface Declared<Payload = unknown> {
  eventId: Uuid
  personNumber: PersonNumber
  effectiveOn: Day
  recordedAt: Instant
  agencyId: number | null
  dossierId: Uuid | null
  causedBy: Uuid | null
  annuls: Uuid | null
  details: Payload
}

/** Declares a kind: its name in the register, its payload, and the past-tense name that listeners hear. */
export function lifeEvent<S extends TSchema>(
  name: string,
  declaredAs: string,
  payload: S,
): LifeEventKind<Static<S>> {
  return {
    name,
    payload,
    declared: event(
      declaredAs,
      Type.Object({
        eventId: Uuid,
        personNumber: PersonNumber,
        effectiveOn: Day,
        recordedAt: Instant,
        agencyId: Nullable(Type.Integer()),
        dossierId: Nullable(Uuid),
        causedBy: Nullable(Uuid),
        annuls: Nullable(Uuid),
        details: payload,
      }),
    ) as unknown as EventKind<Declared<Static<S>>>,
  }
}

/** One row of `population.life_events`. */
export interface LifeEvent<Payload = unknown> {
  personNumber: PersonNumber
  id: Uuid
  kind: string
  effectiveOn: Day
  recordedAt: Instant
  agencyId: number | null
  legalBasis: string
  evidence: Record<string, unknown> | null
  actor: string
  dossierId: Uuid | null
  causedBy: Uuid | null
  annuls: Uuid | null
  payload: Payload
}

export function isKind<Payload>(one: LifeEvent, kind: LifeEventKind<Payload>): one is LifeEvent<Payload> {
  return one.kind === kind.name
}

export const ANNULMENT = 'annulment'
/** A record that gave way to another of the same person: see merge-events.ts. */
export const MERGED_INTO = 'merged-into'

/** The events that still count, in the order in which they took effect. */
export function eventsInForce(events: readonly LifeEvent[]): LifeEvent[] {
  const annulled = new Set(events.map(({ annuls }) => annuls).filter((id) => id !== null))
  const counting = events.filter(({ id, kind }) => kind !== ANNULMENT && !annulled.has(id))
  const merged = counting.filter(({ kind }) => kind === MERGED_INTO)
  if (merged.length > 0) return merged
  return counting.sort(inOrderOfEffect)
}

export function inOrderOfEffect(a: LifeEvent, b: LifeEvent): number {
  return compare(a.effectiveOn, b.effectiveOn) || inOrderOfRecording(a, b)
}

export function inOrderOfRecording(a: LifeEvent, b: LifeEvent): number {
  return compare(a.recordedAt, b.recordedAt) || compare(a.id, b.id)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
