/**
 * Cancelling a number and setting another (hủy, xác lập lại số định danh cá nhân): the person, his public id, history
 * and relations stay; the cancelled number leads to the new one for ever and is never given out again.
 * Decree 70/2024/NĐ-CP; Law on Identity 26/2023/QH15, art. 12.
 */
import { registerEarlierNumbers } from '#audit'
import { type Call, changes } from '#platform/call.ts'
import { uuidv7 } from '#platform/ids.ts'
import type { Day, PersonNumber } from '#platform/schemas.ts'
import type { Grounds } from './civil-status.ts'
import * as contract from './contract.ts'
import type { LifeEvent } from './life-event.ts'
import { declare, lockPeople, registerReducer } from './life-events.ts'
import { numberMismatches, parseNumber } from './number.ts'
import { cancelNumber, selectNumbers } from './number-aliases.store.ts'
import { allocateNumber, placeOfNumber } from './number-allocation.ts'
import { type NumberGround, numberReplacement, relativeRenumbering } from './number-events.ts'
import type { Person } from './people.store.ts'
import { closeNumber, recordPerson, relativesNaming } from './person-reducer.ts'
import * as refusals from './refusals.ts'
import { renumber } from './renumbering.ts'

/**
 * Cancels the number of a person and gives him another that fits what the register says of him. Answers the event,
 * whose subject is the new number. Throws personUnknown, numberFits when the ground says that they disagree and they
 * do not, and numbersExhausted.
 */
export async function replaceNumber(
  call: Call,
  replaced: { personNumber: PersonNumber; ground: NumberGround; on: Day },
  grounds: Grounds,
): Promise<LifeEvent<{ from: PersonNumber; ground: NumberGround }>> {
  const { personNumber: from, ground, on } = replaced
  const relatives = await relativesNaming(call, from)
  const person = refusals.known({ people: await lockPeople(call, [from, ...relatives]) }, from)
  refusals.refuseDay(call, on, person)
  if (disagreeing.has(ground) && numberMismatches(from, person).length === 0) throw contract.numberFits()
  const id = uuidv7()
  const { personId, version } = person
  const to = await allocateNumber(call, await placeOf(call, person, on), person, {
    personId,
    eventId: id,
    version: version + 1,
  })
  const payload = { from, ground }
  return await declare(call, numberReplacement, {
    ...grounds,
    personNumber: to,
    effectiveOn: on,
    payload,
    id,
  })
}

/** Grounds under which the number says something that the register does not. */
const disagreeing: ReadonlySet<NumberGround> = new Set(['sex-redetermined', 'birth-year-corrected'])

/** The place where the birth is registered; when the register lacks it, the place of the cancelled number. */
async function placeOf(
  call: Call,
  { personNumber, birthRegisteredUnitId }: Person,
  on: Day,
): Promise<string> {
  if (birthRegisteredUnitId === null) return parseNumber(personNumber)!.place
  return await placeOfNumber(call, { birthRegisteredUnitId }, on)
}

registerEarlierNumbers(async (sql, number) => (await selectNumbers(sql, number)).slice(1))

registerReducer(numberReplacement, {
  fields: ['number'],
  others: ({ from }) => [from],
  async apply(call, event) {
    const { personNumber: to, payload, recordedAt, effectiveOn: on, id: eventId } = event
    const { from } = payload
    changes(call, from, ['number'])
    const relatives = await relativesNaming(call, from)
    await closeNumber(call, from, recordedAt)
    await cancelNumber(call.sql, { from, to, on, eventId })
    await recordPerson(call, event)
    await renumber(call, from, to, { by: event })
    await renumberRelatives(call, { relatives, from, to }, event)
  },
})

registerReducer(relativeRenumbering, {
  fields: ['relatives'],
  async apply(call, event) {
    await recordPerson(call, event)
  },
})

/** Tells relatives whose own events name the person that he goes by another number: an event of each. */
export async function renumberRelatives(
  call: Call,
  { relatives, from, to }: { relatives: readonly PersonNumber[]; from: PersonNumber; to: PersonNumber },
  cause: LifeEvent,
): Promise<void> {
  for (const personNumber of relatives.toSorted()) {
    await declare(call, relativeRenumbering, {
      personNumber,
      effectiveOn: cause.effectiveOn,
      payload: { from, to },
      legalBasis: cause.legalBasis,
      agencyId: cause.agencyId,
      dossierId: cause.dossierId,
      causedBy: cause.id,
    })
  }
}
