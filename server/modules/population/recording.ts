/** An officer records, corrects or annuls a life event from the file that he may open. */
import type { Call } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import type { PersonNumber, Uuid } from '#platform/schemas.ts'
import { annulEvent } from './annulments.ts'
import {
  changeContacts,
  changeDetails,
  correctDetails,
  type Grounds,
  registerDivorce,
} from './civil-status.ts'
import * as contract from './contract.ts'
import { correctDay } from './day-corrections.ts'
import * as family from './family.ts'
import { basisOf } from './legal-bases.ts'
import { isKind, type LifeEvent } from './life-event.ts'
import { selectLifeEvents } from './life-events.store.ts'
import { replaceNumber } from './number-replacement.ts'
import { openFile, type Why } from './officer-files.ts'
import { contactsOf, resolveNumber } from './people.ts'
import { isCorrectable, refuseUnfit } from './put-right.ts'
import { selectRelationsInForce } from './relations.store.ts'
import type { RelationKind } from './relations.ts'
import * as standing from './standing.ts'

interface Stated extends Why {
  document: string
}

/** Throws what the kind of the act refuses. The paper's number becomes the certificate and the evidence. */
export async function recordLifeEvent(
  call: Call,
  personId: Uuid,
  { document, what, ...why }: Stated & { what: contract.RecordedAct },
): Promise<{ eventId: Uuid }> {
  const number = await openFile(call, personId, why, ['life-events'])
  const kind = what.act === 'guardian-change' ? 'guardianship' : what.act
  const event = await record(call, number, what, await groundsOf(call, kind, document), document)
  return { eventId: event.id }
}

async function groundsOf(call: Call, kind: string, document: string): Promise<Grounds> {
  return { legalBasis: await basisOf(call, kind), evidence: { document } }
}

async function record(
  call: Call,
  personNumber: PersonNumber,
  what: contract.RecordedAct,
  grounds: Grounds,
  certificate: string,
): Promise<LifeEvent> {
  if (what.act === 'contacts-change') {
    const kept = await contactsOf(call, personNumber)
    const phone = what.phone ?? kept?.phone
    const email = what.email ?? kept?.email
    const said = { personNumber, ...(phone ? { phone } : {}), ...(email ? { email } : {}) }
    return await changeContacts(call, said, grounds)
  }
  const act = { personNumber, on: what.on, certificate }
  switch (what.act) {
    case 'divorce':
    case 'marriage-annulment': {
      const other = await standsIn(call, personNumber, 'spouse')
      if (!other) throw contract.notMarried()
      const couple = { one: personNumber, other, on: what.on, certificate }
      return what.act === 'divorce'
        ? await registerDivorce(call, couple, grounds)
        : await family.annulMarriage(call, couple, grounds)
    }
    case 'adoption': {
      const parentNumbers = await Promise.all(what.parents.map((given) => known(call, given)))
      return await family.adopt(call, { ...act, parentNumbers, tie: what.tie }, grounds)
    }
    case 'adoption-end':
      return await family.endAdoption(call, act, grounds)
    case 'parent-recognition': {
      const parentNumber = await known(call, what.other)
      return await family.recogniseParent(call, { ...act, parentNumber, as: what.as }, grounds)
    }
    case 'parent-denial': {
      const parentNumber = await standsIn(call, personNumber, what.as)
      if (!parentNumber) throw contract.notParent()
      return await family.denyParent(call, { ...act, parentNumber, as: what.as }, grounds)
    }
    case 'guardianship':
    case 'guardian-change': {
      const guardianship = { ...act, guardianNumber: await known(call, what.other), ground: what.ground }
      return what.act === 'guardianship'
        ? await family.appointGuardian(call, guardianship, grounds)
        : await family.changeGuardian(call, guardianship, grounds)
    }
    case 'guardianship-end': {
      const named = what.other ? [await known(call, what.other)] : undefined
      return await family.endGuardianships(call, { ...act, reason: what.reason }, named, grounds)
    }
    case 'representation': {
      const representativeNumber = await known(call, what.other)
      const named = { ...act, representativeNumber, scope: what.scope }
      return await family.nameRepresentative(call, named, grounds)
    }
    case 'representation-end': {
      const representativeNumber = await known(call, what.other)
      return await family.endRepresentation(call, { ...act, representativeNumber }, grounds)
    }
    case 'missing-declaration':
      return await standing.declareMissing(call, { ...act, lastHeardOn: what.lastHeardOn }, grounds)
    case 'death-declaration': {
      const { decidedOn, lastHeardOn, ground } = what
      return await standing.declareDead(call, { ...act, decidedOn, lastHeardOn, ground }, grounds)
    }
    case 'coming-back':
      return await standing.recordComingBack(call, act, grounds)
    case 'nationality-loss':
      return await standing.loseNationality(call, { ...act, way: what.way }, grounds)
    case 'nationality-gain': {
      const { country, way } = what
      return await standing.gainNationality(call, { ...act, country, way }, grounds)
    }
    case 'emigration': {
      const { on, country } = what
      return await standing.recordEmigration(call, { personNumber, on, country }, grounds)
    }
    case 'homecoming':
      return await standing.recordHomecoming(call, { personNumber, on: what.on }, grounds)
    case 'details-change':
      await refuseUnfitDetails(call, what.details)
      return await changeDetails(call, { ...act, details: what.details }, grounds)
    case 'number-replacement': {
      const { on, ground } = what
      return await replaceNumber(call, { personNumber, on, ground }, grounds)
    }
  }
}

/** Throws nothingToCorrect, and valueUnfit when a value is none of its list, no day, no unit. */
async function refuseUnfitDetails(call: Call, details: contract.CorrectedDetails | undefined): Promise<void> {
  const given = Object.entries(details ?? {})
  if (given.length === 0) throw contract.nothingToCorrect()
  for (const [field, value] of given) {
    const written = Array.isArray(value) ? value.join(' ') : String(value)
    if (isCorrectable(field)) await refuseUnfit(call, field, written)
  }
}

/** The number in force behind what the officer typed. Throws personUnknown. */
async function known(call: Call, given: string): Promise<PersonNumber> {
  const number = await resolveNumber(call, given)
  if (!number) throw contract.personUnknown()
  return number
}

/** Who stands in a relation to the person now. */
async function standsIn(
  call: Call,
  number: PersonNumber,
  kind: RelationKind,
): Promise<PersonNumber | undefined> {
  const held = await selectRelationsInForce(call.sql, number)
  return held.find((row) => row.kind === kind && row.validUntil === null)?.otherNumber
}

/** Throws eventUnknown, alreadyAnnulled, notAnnullable. */
export async function annulLifeEvent(
  call: Call,
  personId: Uuid,
  eventId: Uuid,
  { document, reason, ...why }: Stated & { reason: string },
): Promise<{ eventId: Uuid }> {
  const personNumber = await openFile(call, personId, why, ['life-events'])
  const grounds = await groundsOf(call, contract.ANNULMENT, document)
  const event = await annulEvent(call, { personNumber, eventId, reason }, grounds)
  return { eventId: event.id }
}

/** Details of a birth or change are corrected in place; any other event is annulled and said again with its right day. */
export async function correctLifeEvent(
  call: Call,
  personId: Uuid,
  eventId: Uuid,
  stated: Stated & { reason: string; on?: string; details?: contract.CorrectedDetails },
): Promise<{ eventId: Uuid }> {
  const { document, reason, on, details, ...why } = stated
  const personNumber = await openFile(call, personId, why, ['life-events'])
  const target = (await selectLifeEvents(call.sql, [personNumber])).find(({ id }) => id === eventId)
  if (!target) throw contract.eventUnknown()
  const grounds = await groundsOf(call, contract.detailsCorrection.name, document)
  if (isKind(target, contract.birth) || isKind(target, contract.detailsChange)) {
    const said = on && isKind(target, contract.birth) ? { ...details, bornOn: on } : details
    await refuseUnfitDetails(call, said)
    const correction = { personNumber, corrects: eventId, details: said ?? {}, certificate: document }
    return { eventId: (await correctDetails(call, correction, grounds)).id }
  }
  if (!on || on === target.effectiveOn) throw contract.nothingToCorrect()
  if (on > dayOf(call.now)) throw contract.dayInFuture()
  const corrected = await correctDay(call, { personNumber, eventId, on, reason }, grounds)
  return { eventId: corrected.id }
}
