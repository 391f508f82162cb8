/** First collection (thu thập lần đầu) of people who have a number already. Decree 70/2024/NĐ-CP. */
import type { Call } from '#platform/call.ts'
import { uuidv7 } from '#platform/ids.ts'
import type { PersonNumber, Uuid } from '#platform/schemas.ts'
import { tidy } from '#platform/vietnamese.ts'
import type { Grounds, NewBirth } from './civil-status.ts'
import * as contract from './contract.ts'
import { eventsInForce, isKind, type LifeEvent } from './life-event.ts'
import { selectLifeEvents } from './life-events.store.ts'
import { declare, lockPeople } from './life-events.ts'
import { claimNumber } from './people.store.ts'
import { statesOf } from './person-state.ts'
import { selectRelationsInForce } from './relations.store.ts'

/**
 * Enters a person under the number that his papers carry. Throws alreadyBorn when somebody has it, also one whose call
 * has not ended yet, and what the register refuses about a birth.
 */
export async function registerCollected(
  call: Call,
  { personNumber, ...collected }: NewBirth & { personNumber: PersonNumber },
  grounds: Grounds,
): Promise<LifeEvent<contract.BirthPayload>> {
  const payload = { ...collected, name: tidy(collected.name), personId: uuidv7() }
  const id = uuidv7()
  const recordedAt = call.now.toISOString()
  const born = { personNumber, id, kind: contract.birth.name, effectiveOn: payload.bornOn, recordedAt }
  const [state] = statesOf([{ ...born, annuls: null, payload } as unknown as LifeEvent])
  const row = { ...state!, personNumber, personId: payload.personId, version: 1, recordedAt, eventId: id }
  if (!(await claimNumber(call.sql, row))) throw contract.alreadyBorn()
  return await declare(call, contract.birth, {
    personNumber,
    effectiveOn: payload.bornOn,
    payload,
    id,
    ...grounds,
  })
}

/**
 * Takes back the record of a person who should not have been collected: his birth is annulled, he has no current state
 * any more, the number is never given out again. Throws eventUnknown, alreadyAnnulled, and notAnnullable when anything
 * else is recorded of him or somebody is recorded as his child or spouse.
 */
export async function withdrawCollected(
  call: Call,
  { personNumber, eventId, reason }: { personNumber: PersonNumber; eventId: Uuid; reason: string },
  grounds: Grounds,
): Promise<LifeEvent> {
  await lockPeople(call, [personNumber])
  const events = await selectLifeEvents(call.sql, [personNumber])
  const born = events.find(({ id }) => id === eventId)
  if (!born || !isKind(born, contract.birth)) throw contract.eventUnknown()
  if (events.some(({ annuls }) => annuls === eventId)) throw contract.alreadyAnnulled()
  const left = eventsInForce(events).filter(({ id }) => id !== eventId)
  const held = await selectRelationsInForce(call.sql, personNumber)
  const named = held.some(({ kind }) => kind !== 'father' && kind !== 'mother')
  if (left.length > 0 || named) throw contract.notAnnullable()
  return await declare(call, contract.annulment, {
    ...grounds,
    personNumber,
    effectiveOn: born.effectiveOn,
    payload: { reason },
    annuls: eventId,
  })
}
