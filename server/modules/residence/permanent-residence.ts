/** Permanent residence (thường trú). Law on Residence 68/2020/QH14, art. 20–24. */

import { type Call, reads } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import { uuidv7 } from '#platform/ids.ts'
import type { Day, PersonNumber, Uuid } from '#platform/schemas.ts'
import { declare, lockPeople } from '#population'
import { beforeBirth, dayInFuture } from '#population/contract'
import { codeItem } from '#reference'
import * as contract from './contract.ts'
import { basis } from './law.ts'
import { type MoveIn, moveIn } from './moving-in.ts'
import { notBefore } from './residence-history.ts'
import { currentOf } from './residence-reducer.ts'
import { selectResidencesInForce } from './residences.store.ts'
import { type RegisteredResidence, removeTemporaryResidence } from './temporary-residence.ts'
import { lastDayOf } from './tracks.ts'

export interface NewPermanentResidence extends MoveIn {
  on: Day
  dossierId?: Uuid
  agencyId?: number
  evidence?: Record<string, unknown>
}

/**
 * Registers permanent residence of people at a dwelling; the one held until then ends that day, and a temporary
 * residence in the same commune with it. Throws residenceOverlaps, alreadyRegisteredHere, dayInFuture, and what
 * concerns people, dwelling and household. Art. 22.
 */
export async function registerPermanentResidence(
  call: Call,
  asked: NewPermanentResidence,
): Promise<RegisteredResidence> {
  if (asked.on > dayOf(call.now)) throw dayInFuture()
  const { dwelling, householdId, fileNumber, movers, people } = await moveIn(call, asked, asked.on)
  const { dwellingId, unitId } = dwelling
  const grounds = {
    ...(asked.dossierId ? { dossierId: asked.dossierId } : {}),
    ...(asked.agencyId ? { agencyId: asked.agencyId } : {}),
    ...(asked.evidence ? { evidence: asked.evidence } : {}),
  }
  const eventIds: Uuid[] = []
  for (const { personNumber, relationToHead } of movers) {
    const person = people.get(personNumber)
    if (person && asked.on < person.bornOn) throw beforeBirth()
    await refuseOverlap(call, personNumber, householdId, asked.on)
    const id = uuidv7()
    const held = await currentOf(call, personNumber)
    if (held?.temporaryUnitId === unitId && held.temporaryFrom) {
      await declare(call, contract.temporaryRemoval, {
        ...grounds,
        personNumber,
        effectiveOn: notBefore(asked.on, held.temporaryFrom),
        payload: { ground: 'permanent-here' },
        legalBasis: basis.temporaryRemoval,
        causedBy: id,
      })
    }
    const forms = fileNumber !== undefined && relationToHead === 'head'
    await declare(call, contract.permanentResidence, {
      ...grounds,
      id,
      personNumber,
      effectiveOn: asked.on,
      payload: { dwellingId, unitId, householdId, relationToHead, ...(forms ? { fileNumber } : {}) },
      legalBasis: basis.permanent,
    })
    eventIds.push(id)
  }
  return { householdId, fileNumber, eventIds }
}

/** No one has two permanent residences on any day: the new one begins after the last one began. */
async function refuseOverlap(call: Call, number: PersonNumber, householdId: Uuid, on: Day): Promise<void> {
  const held = await currentOf(call, number)
  if (held?.permanentHouseholdId === householdId) throw contract.alreadyRegisteredHere()
  const residences = await selectResidencesInForce(call.sql, number)
  const later = residences.some(
    ({ kind, validFrom, validUntil }) =>
      kind === 'permanent' && (validFrom >= on || (validUntil !== null && validUntil > on)),
  )
  if (later) throw contract.residenceOverlaps()
}

/** Removes a permanent residence on a ground of the law. Throws notPermanentHere, groundUnknown. Art. 24. */
export async function removePermanentResidence(
  call: Call,
  removal: {
    personNumber: PersonNumber
    on: Day
    /** Code list permanent-residence-removal-grounds: a to i. */
    ground: string
    dossierId?: Uuid
    agencyId?: number
    evidence?: Record<string, unknown>
    causedBy?: Uuid
  },
): Promise<Uuid> {
  const { personNumber, on, ground, dossierId, agencyId, evidence, causedBy } = removal
  const today = dayOf(call.now)
  if (on > today) throw dayInFuture()
  if (!(await codeItem(call, 'permanent-residence-removal-grounds', ground, today))) {
    throw contract.groundUnknown()
  }
  reads(call, personNumber, ['permanentResidence'])
  await lockPeople(call, [personNumber])
  const residences = await selectResidencesInForce(call.sql, personNumber)
  const held = residences.find(({ kind, validUntil }) => kind === 'permanent' && validUntil === null)
  if (!held) throw contract.notPermanentHere()
  if (on < held.validFrom) throw contract.residenceOverlaps()
  const event = await declare(call, contract.permanentRemoval, {
    personNumber,
    effectiveOn: on,
    payload: { ground },
    legalBasis: basis.permanentRemoval,
    ...(dossierId ? { dossierId } : {}),
    ...(agencyId ? { agencyId } : {}),
    ...(evidence ? { evidence } : {}),
    ...(causedBy ? { causedBy } : {}),
  })
  return event.id
}

/** Points of art. 24(1) and 29(1) under which what a person is registered with ends by itself. */
const grounds = {
  death: { permanent: 'a', temporary: 'death' },
  abroad: { permanent: 'b', temporary: null },
  nationality: { permanent: 'đ', temporary: 'nationality' },
} as const

/**
 * What a death, a court's declaration, settling abroad or a lost nationality ends: permanent and temporary residence,
 * each by an event caused by it, on its day or that of what was recorded after it before anyone knew. Safe to repeat.
 */
export async function endResidence(
  call: Call,
  cause: { eventId: Uuid; personNumber: PersonNumber; effectiveOn: Day },
  because: keyof typeof grounds,
): Promise<void> {
  const { personNumber, effectiveOn: on, eventId: causedBy } = cause
  const { permanent, temporary } = grounds[because]
  await lockPeople(call, [personNumber])
  const held = await currentOf(call, personNumber)
  if (held?.permanentUnitId) {
    const day = notBefore(on, (await lastDayOf(call, personNumber, 'permanent')) ?? on)
    await removePermanentResidence(call, { personNumber, on: day, ground: permanent, causedBy })
  }
  if (held?.temporaryFrom && temporary) {
    const day = notBefore(on, (await lastDayOf(call, personNumber, 'temporary')) ?? on)
    await removeTemporaryResidence(call, { personNumber, on: day, ground: temporary, causedBy })
  }
}
