/** Temporary residence (tạm trú). Law on Residence 68/2020/QH14, art. 27–29. */

import { type Call, reads } from '#platform/call.ts'
import { addDays, addMonths, dayOf, daysBetween } from '#platform/day.ts'
import { uuidv7 } from '#platform/ids.ts'
import type { Day, PersonNumber, Uuid } from '#platform/schemas.ts'
import { declare, lockPeople } from '#population'
import { beforeBirth } from '#population/contract'
import { codeItem, lawParameter } from '#reference'
import * as contract from './contract.ts'
import { lockHouseholdsOf } from './household-locks.ts'
import { basis } from './law.ts'
import { type MoveIn, type MovingIn, moveIn } from './moving-in.ts'
import { notBefore } from './residence-history.ts'
import { currentOf } from './residence-reducer.ts'
import { selectOverdueTerms, selectResidencesInForce } from './residences.store.ts'

export interface NewTemporaryResidence extends MoveIn {
  /** First day. */
  from: Day
  /** Last day. */
  until: Day
  dossierId?: Uuid
  agencyId?: number
  evidence?: Record<string, unknown>
}

export interface RegisteredResidence {
  householdId: Uuid
  /** Residence file of a household that was formed by this. */
  fileNumber: string | undefined
  eventIds: Uuid[]
}

/**
 * Registers temporary residence of people at a dwelling. A temporary residence elsewhere ends by an event caused by
 * this one. Throws sameCommune, termTooLong, termTooShort, termOver, residenceOverlaps, alreadyRegisteredHere, and
 * what concerns people, dwelling and household.
 */
export async function registerTemporaryResidence(
  call: Call,
  asked: NewTemporaryResidence,
): Promise<RegisteredResidence> {
  await refuseTerm(call, asked)
  const moving = await moveIn(call, asked, asked.from)
  const { dwelling, householdId, fileNumber, movers } = moving
  const eventIds: Uuid[] = []
  for (const { personNumber, relationToHead } of movers) {
    const id = uuidv7()
    const forms = fileNumber !== undefined && relationToHead === 'head'
    await leaveForOther(call, personNumber, asked, moving, id)
    await declare(call, contract.temporaryResidence, {
      id,
      personNumber,
      effectiveOn: asked.from,
      payload: {
        dwellingId: dwelling.dwellingId,
        unitId: dwelling.unitId,
        householdId,
        relationToHead,
        until: asked.until,
        ...(forms ? { fileNumber } : {}),
      },
      legalBasis: basis.temporary,
      ...by(asked),
    })
    eventIds.push(id)
  }
  return { householdId, fileNumber, eventIds }
}

/** Refuses what the person's other residences forbid, and ends the temporary one he leaves for this. */
async function leaveForOther(
  call: Call,
  personNumber: PersonNumber,
  asked: NewTemporaryResidence,
  { dwelling, people }: MovingIn,
  causedBy: Uuid,
): Promise<void> {
  const { from } = asked
  const person = people.get(personNumber)
  if (person && from < person.bornOn) throw beforeBirth()
  const held = await currentOf(call, personNumber)
  if (held?.permanentUnitId === dwelling.unitId) throw contract.sameCommune()
  const terms = await selectResidencesInForce(call.sql, personNumber)
  const overlaps = terms.some(
    ({ kind, validFrom, validUntil }) =>
      kind === 'temporary' &&
      (validFrom >= from || (validUntil !== null && validUntil > from)) &&
      validFrom !== held?.temporaryFrom,
  )
  if (overlaps) throw contract.residenceOverlaps()
  if (!held?.temporaryUntil || !held.temporaryFrom) return
  const endsOn = addDays(held.temporaryUntil, 1)
  if (endsOn <= from) {
    await declare(call, contract.temporaryExpiry, {
      personNumber,
      effectiveOn: endsOn,
      payload: {},
      legalBasis: basis.temporaryRemoval,
    })
    return
  }
  if (held.temporaryDwellingId === dwelling.dwellingId) throw contract.alreadyRegisteredHere()
  if (held.temporaryFrom >= from) throw contract.residenceOverlaps()
  await declare(call, contract.temporaryRemoval, {
    personNumber,
    effectiveOn: from,
    payload: { ground: 'moved' },
    legalBasis: basis.temporaryRemoval,
    ...by(asked),
    causedBy,
  })
}

function by({
  dossierId,
  agencyId,
  evidence,
}: Pick<NewTemporaryResidence, 'dossierId' | 'agencyId' | 'evidence'>) {
  return {
    ...(dossierId ? { dossierId } : {}),
    ...(agencyId ? { agencyId } : {}),
    ...(evidence ? { evidence } : {}),
  }
}

/** The term is a time for temporary residence, neither a stay nor longer than the law allows. Art. 27(1), (2). */
async function refuseTerm(
  call: Call,
  { from, until }: Pick<NewTemporaryResidence, 'from' | 'until'>,
): Promise<void> {
  if (until < from || until < dayOf(call.now)) throw contract.termOver()
  const { value: daysMin } = await lawParameter(call, 'residence.temporary.from-days', dayOf(call.now))
  if (daysBetween(from, until) + 1 < daysMin) throw contract.termTooShort()
  await refuseLongTerm(call, from, until)
}

async function refuseLongTerm(call: Call, from: Day, until: Day): Promise<void> {
  const { value: monthsMax } = await lawParameter(
    call,
    'residence.temporary.term-months-max',
    dayOf(call.now),
  )
  const latest = addMonths(from, monthsMax)
  if (until > latest) throw contract.termTooLong({ with: { latest } })
}

interface About {
  personNumber: PersonNumber
  dossierId?: Uuid
  agencyId?: number
  evidence?: Record<string, unknown>
}

/**
 * Extends a temporary residence by a new term from its end, in the days before it ends. Throws notTemporaryHere,
 * tooEarlyToExtend, termOver, termTooLong. Art. 28(3).
 */
export async function extendTemporaryResidence(call: Call, asked: About & { until: Day }): Promise<Uuid> {
  const { personNumber, until } = asked
  const today = dayOf(call.now)
  reads(call, personNumber, ['temporaryResidence'])
  await lockPeople(call, [personNumber])
  const held = await currentOf(call, personNumber)
  if (!held?.temporaryUntil || held.temporaryUntil < today) throw contract.notTemporaryHere()
  const { value: windowDays } = await lawParameter(call, 'residence.temporary.renew-window-days', today)
  const opensOn = addDays(held.temporaryUntil, -windowDays)
  if (today < opensOn) throw contract.tooEarlyToExtend({ with: { opensOn } })
  if (until <= held.temporaryUntil) throw contract.termOver()
  await refuseLongTerm(call, held.temporaryUntil, until)
  const event = await declare(call, contract.temporaryExtension, {
    personNumber,
    effectiveOn: today,
    payload: { until },
    legalBasis: basis.temporaryExtension,
    ...by(asked),
  })
  return event.id
}

/** Ends a temporary residence before its term. Throws notTemporaryHere, groundUnknown, residenceOverlaps. Art. 29. */
export async function removeTemporaryResidence(
  call: Call,
  asked: About & {
    on: Day
    /** Code list temporary-residence-removal-grounds. */
    ground: string
    causedBy?: Uuid
  },
): Promise<Uuid> {
  const { personNumber, on, ground, causedBy } = asked
  if (!(await codeItem(call, 'temporary-residence-removal-grounds', ground, dayOf(call.now)))) {
    throw contract.groundUnknown()
  }
  reads(call, personNumber, ['temporaryResidence'])
  await lockPeople(call, [personNumber])
  const held = await currentOf(call, personNumber)
  if (!held?.temporaryFrom) throw contract.notTemporaryHere()
  const event = await declare(call, contract.temporaryRemoval, {
    personNumber,
    effectiveOn: notBefore(on, held.temporaryFrom),
    payload: { ground },
    legalBasis: basis.temporaryRemoval,
    ...by(asked),
    ...(causedBy ? { causedBy } : {}),
  })
  return event.id
}

/** How many terms one run of the daily work ends; the next run follows at once when there are more. */
export const TERMS_AT_ONCE = 500

/** Ends terms whose last day has passed, each by a life event. Returns how many; fewer than asked when none is left. */
export async function expireTemporaryResidences(call: Call): Promise<number> {
  const overdue = await selectOverdueTerms(call.sql, dayOf(call.now), TERMS_AT_ONCE)
  const numbers = overdue.map(({ personNumber }) => personNumber)
  await lockPeople(call, numbers)
  await lockHouseholdsOf(call, numbers)
  for (const { personNumber } of overdue) {
    const held = await currentOf(call, personNumber)
    if (!held?.temporaryUntil || held.temporaryUntil >= dayOf(call.now)) continue
    await declare(call, contract.temporaryExpiry, {
      personNumber,
      effectiveOn: addDays(held.temporaryUntil, 1),
      payload: {},
      legalBasis: basis.temporaryRemoval,
    })
  }
  return overdue.length
}
