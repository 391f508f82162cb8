/** Short stays (lưu trú): fewer than 30 days where one is not registered. Law on Residence 68/2020/QH14, art. 2(6), 30. */

import { type Call, reads } from '#platform/call.ts'
import { addDays, dayOf, daysBetween, instantAt } from '#platform/day.ts'
import type { Day, PersonNumber, Uuid } from '#platform/schemas.ts'
import { tidy } from '#platform/vietnamese.ts'
import { declare, knownPerson, lockPeople, selectNumbers } from '#population'
import { lawParameter, unitById, units } from '#reference'
import * as contract from './contract.ts'
import { knownDwelling } from './dwellings.ts'
import { basis } from './law.ts'
import { currentOf } from './residence-reducer.ts'
import { selectStaysSince } from './stays.store.ts'

export interface NewStay {
  people: readonly PersonNumber[]
  /** Whoever gives notice: the guest, a member of the household, the lodging house. */
  declaredBy: PersonNumber
  /** A dwelling of the register, or a commune and a place in words (hotel, hospital…). */
  dwellingId?: Uuid
  unitId?: number
  place?: string
  arrivesOn: Day
  leavesOn: Day
  /** Arrives after the hour until which notice is due the same day. */
  arrivesLate?: boolean
  reason?: string
  dossierId?: Uuid
  agencyId?: number
}

export interface DeclaredStay {
  eventIds: Uuid[]
  /** Until when notice had to be given. */
  noticeDueAt: string
  /** Notice came later; it is recorded all the same. */
  late: boolean
}

/**
 * Records the notice of a stay, at once. Throws stayTooLong, staysAtHome, stayDeclaredBefore, stayOver, and what
 * concerns the place and the people.
 */
export async function declareStay(call: Call, stay: NewStay): Promise<DeclaredStay> {
  const numbers = [...new Set(stay.people)]
  if (numbers.length === 0 || numbers.length !== stay.people.length) throw contract.nobodyNamed()
  await refuseTerm(call, stay)
  const place = await placeOf(call, stay)
  const noticeDueAt = await noticeDue(call, stay.arrivesOn, stay.arrivesLate ?? false)
  const late = call.now > noticeDueAt
  await lockPeople(call, numbers)
  const eventIds: Uuid[] = []
  for (const personNumber of numbers) {
    await refuseGuest(call, personNumber, stay, place)
    const event = await declare(call, contract.stay, {
      personNumber,
      effectiveOn: stay.arrivesOn,
      payload: {
        ...place,
        leavesOn: stay.leavesOn,
        declaredBy: stay.declaredBy,
        late,
        ...(stay.reason ? { reason: tidy(stay.reason) } : {}),
      },
      legalBasis: basis.stay,
      ...(stay.dossierId ? { dossierId: stay.dossierId } : {}),
      ...(stay.agencyId ? { agencyId: stay.agencyId } : {}),
    })
    eventIds.push(event.id)
  }
  return { eventIds, noticeDueAt: noticeDueAt.toISOString(), late }
}

/**
 * Until when notice of an arrival is due: before 23:00 of the day, or before 08:00 of the next when the guest arrives
 * later. Law on Residence, art. 30(4).
 */
export async function noticeDue(
  call: Pick<Call, 'sql' | 'ports'>,
  arrivesOn: Day,
  arrivesLate: boolean,
): Promise<Date> {
  const key = arrivesLate ? 'residence.stay.late-arrival-notice-before' : 'residence.stay.notice-before'
  const { value } = await lawParameter<string>(call, key, arrivesOn)
  const [hours, minutes] = value.split(':').map(Number) as [number, number]
  return instantAt(arrivesLate ? addDays(arrivesOn, 1) : arrivesOn, hours * 60 + minutes)
}

async function refuseTerm(call: Call, { arrivesOn, leavesOn }: NewStay): Promise<void> {
  if (leavesOn <= arrivesOn || leavesOn < dayOf(call.now)) throw contract.stayOver()
  const { value: nightsMax } = await lawParameter(call, 'residence.stay.nights-max', dayOf(call.now))
  if (daysBetween(arrivesOn, leavesOn) > nightsMax) throw contract.stayTooLong()
}

interface StayPlace {
  unitId: number
  place: string
  dwellingId?: Uuid
}

async function placeOf(call: Call, { dwellingId, unitId, place }: NewStay): Promise<StayPlace> {
  if (dwellingId !== undefined) {
    const dwelling = await knownDwelling(call, dwellingId)
    if (dwelling.closedOn) throw contract.dwellingClosed()
    return { unitId: dwelling.unitId, place: dwelling.addressLine, dwellingId }
  }
  const unit = unitId === undefined ? undefined : unitById(await units(call), unitId, dayOf(call.now))
  const words = tidy(place ?? '')
  if (unit?.level !== 'commune') throw contract.notACommune()
  if (words === '') throw contract.dwellingUnknown()
  return { unitId: unit.unitId, place: words }
}

async function refuseGuest(
  call: Call,
  number: PersonNumber,
  { arrivesOn, leavesOn }: NewStay,
  { dwellingId }: StayPlace,
): Promise<void> {
  reads(call, number, ['permanentResidence', 'temporaryResidence', 'stays'])
  await knownPerson(call, number)
  const current = await currentOf(call, number)
  const homes = [current?.permanentDwellingId, current?.temporaryDwellingId]
  if (dwellingId !== undefined && homes.includes(dwellingId)) throw contract.staysAtHome()
  const others = await selectStaysSince(call.sql, await selectNumbers(call.sql, number), arrivesOn)
  if (others.some((one) => one.arrivesOn < leavesOn)) throw contract.stayDeclaredBefore()
}
