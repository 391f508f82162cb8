/** Absence (tạm vắng): who must declare it, for how long, before leaving. Law on Residence 68/2020/QH14, art. 31. */
import { type Call, reads } from '#platform/call.ts'
import { addDays, addMonths, dayOf } from '#platform/day.ts'
import type { Day, PersonNumber, Uuid } from '#platform/schemas.ts'
import { tidy } from '#platform/vietnamese.ts'
import { declare, EVERYTHING_KNOWN, knownPerson, lockPeople } from '#population'
import { personDead } from '#population/contract'
import { codeItem, lawParameter } from '#reference'
import * as store from './absences.store.ts'
import * as contract from './contract.ts'
import { basis } from './law.ts'
import { currentOf } from './residence-reducer.ts'

export interface NewAbsence {
  personNumber: PersonNumber
  /** Code list absence-grounds: which point of art. 31(1) asks for it. */
  ground: string
  /** The day of leaving. */
  from: Day
  /** The last day, when it is known. */
  until?: Day
  destination: string
  reason: string
  /** The written consent of the body that supervises the person, for grounds a and b. */
  consent?: string
  dossierId?: Uuid
  agencyId?: number
  evidence?: Record<string, unknown>
}

/**
 * Records the declaration of an absence. A late one is recorded, never refused. Throws groundUnknown, consentNeeded,
 * absenceTooShort, absenceDeclaredBefore, absenceNotNeeded, notRegisteredAnywhere, personDead.
 */
export async function declareAbsence(call: Call, asked: NewAbsence): Promise<Uuid> {
  const { personNumber, ground, from, until } = asked
  const today = dayOf(call.now)
  if (!(await codeItem(call, 'absence-grounds', ground, today))) throw contract.groundUnknown()
  const consent = tidy(asked.consent ?? '')
  if (isSupervised(ground) && consent === '') throw contract.consentNeeded()
  reads(call, personNumber, ['permanentResidence', 'temporaryResidence', 'absence'])
  await lockPeople(call, [personNumber])
  if ((await knownPerson(call, personNumber)).diedOn) throw personDead()
  const held = await currentOf(call, personNumber)
  const unitId = held?.permanentUnitId ?? held?.temporaryUnitId
  if (typeof unitId !== 'number') throw contract.notRegisteredAnywhere()
  const least = await leastAbsence(call, ground, from)
  if (until !== undefined && until < least) throw contract.absenceTooShort({ with: { least } })
  if (ground === OTHERS && held?.temporaryUnitId && held.temporaryUnitId !== held.permanentUnitId) {
    throw contract.absenceNotNeeded()
  }
  const declared = await store.selectAbsencesOn(call.sql, personNumber, from, EVERYTHING_KNOWN)
  if (declared.some(({ fromOn }) => until === undefined || fromOn <= until)) {
    throw contract.absenceDeclaredBefore()
  }
  const event = await declare(call, contract.absence, {
    personNumber,
    effectiveOn: from,
    payload: {
      unitId,
      ground,
      ...(until ? { until } : {}),
      destination: tidy(asked.destination),
      reason: tidy(asked.reason),
      ...(consent ? { consent } : {}),
      late: from < today,
    },
    legalBasis: basis.absence,
    ...(asked.dossierId ? { dossierId: asked.dossierId } : {}),
    ...(asked.agencyId ? { agencyId: asked.agencyId } : {}),
    ...(asked.evidence ? { evidence: asked.evidence } : {}),
  })
  return event.id
}

/** Everyone who is not under supervision or duty, art. 31(1)(d). */
const OTHERS = 'd'

/** Accused, convicted on bail or under a measure: leaves with the consent of whoever supervises him, art. 31(1)(a), (b). */
const isSupervised = (ground: string) => ground === 'a' || ground === 'b'

/** The last day of the shortest absence that has to be declared, by the law of the day of leaving. */
async function leastAbsence(call: Call, ground: string, from: Day): Promise<Day> {
  if (isSupervised(ground)) {
    const { value: days } = await lawParameter(call, 'residence.absence.supervised-days', from)
    return addDays(from, days - 1)
  }
  const key = ground === OTHERS ? 'residence.absence.away-months' : 'residence.absence.duty-months'
  const { value: months } = await lawParameter(call, key, from)
  return addDays(addMonths(from, months), -1)
}

/** The person came back. Throws absenceUnknown, residenceOverlaps when that day lies before he left. */
export async function endAbsence(
  call: Call,
  asked: { personNumber: PersonNumber; absenceId: Uuid; on: Day; evidence?: Record<string, unknown> },
): Promise<Uuid> {
  const { personNumber, absenceId, on, evidence } = asked
  reads(call, personNumber, ['absence'])
  await lockPeople(call, [personNumber])
  const known = await store.selectAbsence(call.sql, personNumber, absenceId)
  if (!known) throw contract.absenceUnknown()
  if (on < known.fromOn) throw contract.residenceOverlaps()
  const event = await declare(call, contract.absenceEnd, {
    personNumber,
    effectiveOn: on,
    payload: { absenceId },
    legalBasis: basis.absence,
    ...(evidence ? { evidence } : {}),
  })
  return event.id
}
