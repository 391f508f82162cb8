/** From the life events of a person to his absences and current places, with both times. Pure, as residence-history. */
import { uuidv7 } from '#platform/ids.ts'
import type { Day, Instant, PersonNumber, Uuid } from '#platform/schemas.ts'
import { eventsInForce, inOrderOfRecording, isKind, keepRecording, type LifeEvent, record } from '#population'
import { absence, absenceEnd, currentPlace } from './presence-events.ts'
import { permanentResidence, temporaryResidence } from './residence-events.ts'

export interface AbsenceRow {
  personNumber: PersonNumber
  id: Uuid
  unitId: number
  ground: string
  fromOn: Day
  untilOn: Day | null
  destination: string
  reason: string
  consent: string | null
  declaredAt: Instant
  late: boolean
  dossierId: Uuid | null
  endedOn: Day | null
  annulledAt: Instant | null
}

export interface CurrentPlaceFact {
  unitId: number
  dwellingId: Uuid | null
  place: string
  validFrom: Day
  /** Exclusive. */
  validUntil: Day | null
}

export interface CurrentPlaceRow extends CurrentPlaceFact {
  personNumber: PersonNumber
  id: Uuid
  recordedAt: Instant
  supersededAt: Instant | null
  eventId: Uuid
}

/** Every absence that was ever declared, with what became of it. */
export function absencesOf(events: readonly LifeEvent[]): AbsenceRow[] {
  const inForce = eventsInForce(events)
  return events.flatMap((one) => {
    if (!isKind(one, absence)) return []
    const { unitId, ground, until, destination, reason, consent, late } = one.payload
    const end = inForce.find((other) => isKind(other, absenceEnd) && other.payload.absenceId === one.id)
    return [
      {
        personNumber: one.personNumber,
        id: one.id,
        unitId,
        ground,
        fromOn: one.effectiveOn,
        untilOn: until ?? null,
        destination,
        reason,
        consent: consent ?? null,
        declaredAt: one.recordedAt,
        late,
        dossierId: one.dossierId,
        endedOn: end?.effectiveOn ?? null,
        annulledAt: events.find(({ annuls }) => annuls === one.id)?.recordedAt ?? null,
      },
    ]
  })
}

/** Each declared place holds until the next one, or until a residence is registered. */
export function currentPlacesOf(events: readonly LifeEvent[]): CurrentPlaceFact[] {
  const places: CurrentPlaceFact[] = []
  let open: CurrentPlaceFact | undefined
  for (const one of eventsInForce(events)) {
    const declared = isKind(one, currentPlace)
    if (!declared && !isKind(one, permanentResidence) && !isKind(one, temporaryResidence)) continue
    if (open) open.validUntil = one.effectiveOn
    open = undefined
    if (!declared) continue
    const { unitId, dwellingId, place } = one.payload
    open = { unitId, dwellingId: dwellingId ?? null, place, validFrom: one.effectiveOn, validUntil: null }
    places.push(open)
  }
  return places
}

/** The rows of current places that a person's events leave, recorded in their order. */
export function placeHistoryOf(events: readonly LifeEvent[]): CurrentPlaceRow[] {
  if (!events.some((one) => isKind(one, currentPlace))) return []
  const recorded: LifeEvent[] = []
  const history: CurrentPlaceRow[] = []
  let inForce: CurrentPlaceRow[] = []
  for (const event of [...events].sort(inOrderOfRecording)) {
    recorded.push(event)
    const found = record(inForce, currentPlacesOf(recorded), samePlace)
    const added = found.added.map((fact) => ({ ...fact, ...stampOf(event) }))
    inForce = keepRecording(history, inForce, { ...found, added }, event)
  }
  return history
}

export function stampOf(event: LifeEvent): Omit<CurrentPlaceRow, keyof CurrentPlaceFact> {
  const { personNumber, recordedAt, id: eventId } = event
  return { personNumber, id: uuidv7(), recordedAt, supersededAt: null, eventId }
}

export function samePlace(a: CurrentPlaceFact, b: CurrentPlaceFact): boolean {
  return (
    a.unitId === b.unitId &&
    a.dwellingId === b.dwellingId &&
    a.place === b.place &&
    a.validFrom === b.validFrom &&
    a.validUntil === b.validUntil
  )
}
