/**
 * A person's permanent and his temporary residence are two tracks of events, each in the order of their days: what
 * is recorded now takes effect no earlier than what was recorded before it. Corrections go by annulment, last first.
 */

import type { Call } from '#platform/call.ts'
import type { Day, PersonNumber } from '#platform/schemas.ts'
import { eventsInForce, isKind, type LifeEvent, selectLifeEvents } from '#population'
import * as contract from './contract.ts'
import type { ResidenceKind } from './residence-events.ts'

const permanent: readonly string[] = [contract.permanentResidence.name, contract.permanentRemoval.name]
const temporary: readonly string[] = [
  contract.temporaryResidence.name,
  contract.temporaryExtension.name,
  contract.temporaryRemoval.name,
  contract.temporaryExpiry.name,
]

/** The track that an event belongs to; undefined for a stay and for events of other modules. */
export function trackOf(one: LifeEvent): ResidenceKind | undefined {
  if (permanent.includes(one.kind)) return 'permanent'
  if (temporary.includes(one.kind)) return 'temporary'
  const inHousehold =
    isKind(one, contract.householdFormed) ||
    isKind(one, contract.householdJoined) ||
    isKind(one, contract.householdLeft) ||
    isKind(one, contract.headChange) ||
    isKind(one, contract.relationToHeadChange)
  return inHousehold ? one.payload.residence : undefined
}

/** The day on which the last event of a track takes effect; undefined when there is none. */
export async function lastDayOf(
  call: Pick<Call, 'sql'>,
  number: PersonNumber,
  kind: ResidenceKind,
): Promise<Day | undefined> {
  const events = eventsInForce(await selectLifeEvents(call.sql, [number]))
  return events.findLast((one) => trackOf(one) === kind)?.effectiveOn
}

/** Throws residenceOverlaps when something later is recorded on the track of the event. */
export async function refuseOutOfOrder<P>(call: Call, event: LifeEvent<P>): Promise<void> {
  const kind = trackOf(event)
  const lastDay = kind && (await lastDayOf(call, event.personNumber, kind))
  if (lastDay !== undefined && event.effectiveOn < lastDay) throw contract.residenceOverlaps()
}

/** Whether later events of the same track, not annulled with it, rest on an event. */
export function restsOn(target: LifeEvent, left: readonly LifeEvent[]): boolean {
  const kind = trackOf(target)
  if (kind === undefined) return false
  return eventsInForce(left).some(
    (one) =>
      trackOf(one) === kind && (one.recordedAt > target.recordedAt || one.effectiveOn > target.effectiveOn),
  )
}
