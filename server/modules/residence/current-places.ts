/** Current place (nơi ở hiện tại) of who has no registered residence. Law on Residence 68/2020/QH14, art. 19. */
import { type Call, reads } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import type { Day, PersonNumber, Uuid } from '#platform/schemas.ts'
import { tidy } from '#platform/vietnamese.ts'
import { declare, knownPerson, lockPeople } from '#population'
import { dayInFuture, personDead } from '#population/contract'
import { unitById, units } from '#reference'
import * as store from './absences.store.ts'
import * as contract from './contract.ts'
import { holdDwelling } from './dwellings.store.ts'
import { basis } from './law.ts'
import { currentOf } from './residence-reducer.ts'

export interface NewCurrentPlace {
  personNumber: PersonNumber
  on: Day
  /** A dwelling of the register, or a commune and a place in words. */
  dwellingId?: Uuid
  unitId?: number
  place?: string
  dossierId?: Uuid
  agencyId?: number
  evidence?: Record<string, unknown>
}

/**
 * Records where someone lives who has neither permanent nor temporary residence; ends what was declared before.
 * Throws registeredElsewhere, notACommune, dwellingUnknown, residenceOverlaps, dayInFuture, personDead.
 */
export async function declareCurrentPlace(call: Call, asked: NewCurrentPlace): Promise<Uuid> {
  const { personNumber, on } = asked
  if (on > dayOf(call.now)) throw dayInFuture()
  const place = await placeOf(call, asked)
  reads(call, personNumber, ['permanentResidence', 'temporaryResidence', 'currentPlace'])
  await lockPeople(call, [personNumber])
  if ((await knownPerson(call, personNumber)).diedOn) throw personDead()
  const held = await currentOf(call, personNumber)
  if (held?.permanentUnitId || held?.temporaryUnitId) throw contract.registeredElsewhere()
  const before = await store.selectPlacesInForce(call.sql, personNumber)
  if (before.some(({ validFrom, validUntil }) => validFrom >= on || (validUntil ?? on) > on)) {
    throw contract.residenceOverlaps()
  }
  const event = await declare(call, contract.currentPlace, {
    personNumber,
    effectiveOn: on,
    payload: place,
    legalBasis: basis.currentPlace,
    ...(asked.dossierId ? { dossierId: asked.dossierId } : {}),
    ...(asked.agencyId ? { agencyId: asked.agencyId } : {}),
    ...(asked.evidence ? { evidence: asked.evidence } : {}),
  })
  return event.id
}

async function placeOf(call: Call, { dwellingId, unitId, place }: NewCurrentPlace) {
  if (dwellingId !== undefined) {
    const dwelling = await holdDwelling(call.sql, dwellingId)
    if (!dwelling) throw contract.dwellingUnknown()
    return { unitId: dwelling.unitId, dwellingId, place: dwelling.addressLine }
  }
  const unit = unitId === undefined ? undefined : unitById(await units(call), unitId, dayOf(call.now))
  const words = tidy(place ?? '')
  if (unit?.level !== 'commune') throw contract.notACommune()
  if (words === '') throw contract.dwellingUnknown()
  return { unitId: unit.unitId, place: words }
}
