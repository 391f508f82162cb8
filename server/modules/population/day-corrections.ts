/**
 * Correcting the day of an event: it is annulled with everything it caused and said again for the right day, so that
 * every rule looks at it anew. What was known before stays known.
 */
import type { Call } from '#platform/call.ts'
import type { Day, PersonNumber, Uuid } from '#platform/schemas.ts'
import { annulEvent } from './annulments.ts'
import { declareForBoth, type Grounds, registerDeath, registerMarriage } from './civil-status.ts'
import * as contract from './contract.ts'
import { isKind, type LifeEvent, type LifeEventKind } from './life-event.ts'
import { selectLifeEvents } from './life-events.store.ts'
import { declare } from './life-events.ts'
import { recordComingBack } from './standing.ts'

/** Throws eventUnknown, notAnnullable, notCorrectable, and what the kind refuses for the right day. */
export async function correctDay(
  call: Call,
  corrected: { personNumber: PersonNumber; eventId: Uuid; on: Day; reason: string },
  grounds: Grounds,
): Promise<LifeEvent> {
  const { personNumber, eventId, on, reason } = corrected
  const target = (await selectLifeEvents(call.sql, [personNumber])).find(({ id }) => id === eventId)
  if (!target) throw contract.eventUnknown()
  if (!dayIsCorrectable(target)) throw contract.notCorrectable()
  await annulEvent(call, { personNumber, eventId, reason }, grounds)
  // Not `causedBy`: the event stands on its own and can itself be corrected.
  return await sayAgain(call, target, on, {
    ...grounds,
    evidence: { ...grounds.evidence, corrects: eventId },
  })
}

const couples: readonly string[] = [contract.divorce.name, contract.marriageAnnulment.name]
const single: readonly LifeEventKind<never>[] = [
  contract.adoption,
  contract.adoptionEnd,
  contract.parentRecognition,
  contract.parentDenial,
  contract.guardianship,
  contract.guardianshipEnd,
  contract.representation,
  contract.representationEnd,
  contract.missingDeclaration,
  contract.nationalityLoss,
  contract.nationalityGain,
  contract.emigration,
  contract.homecoming,
] as unknown as readonly LifeEventKind<never>[]

export function dayIsCorrectable(event: LifeEvent): boolean {
  return (
    event.causedBy === null &&
    (couples.includes(event.kind) ||
      isKind(event, contract.marriage) ||
      isKind(event, contract.death) ||
      isKind(event, contract.comingBack) ||
      single.some(({ name }) => name === event.kind))
  )
}

async function sayAgain(call: Call, event: LifeEvent, on: Day, grounds: Grounds): Promise<LifeEvent> {
  const { personNumber } = event
  if (isKind(event, contract.death)) {
    return await registerDeath(call, { personNumber, diedOn: on, ...event.payload }, grounds)
  }
  if (isKind(event, contract.comingBack)) {
    return await recordComingBack(call, { personNumber, on, ...event.payload }, grounds)
  }
  const { spouseNumber, certificate } = event.payload as { spouseNumber: PersonNumber; certificate?: string }
  const couple = { one: personNumber, other: spouseNumber, on, ...(certificate ? { certificate } : {}) }
  if (isKind(event, contract.marriage)) return await registerMarriage(call, couple, grounds)
  if (couples.includes(event.kind)) {
    const kind = event.kind === contract.divorce.name ? contract.divorce : contract.marriageAnnulment
    return await declareForBoth(call, kind, couple, grounds)
  }
  const kind = single.find(({ name }) => name === event.kind)!
  const payload = event.payload as never
  return await declare(call, kind, { ...grounds, personNumber, effectiveOn: on, payload })
}
