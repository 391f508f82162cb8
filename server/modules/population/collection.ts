/** First collection (thu thập lần đầu) of people who have a number already. Decree 70/2024/NĐ-CP. */
import type { Call } from '#platform/call.ts'
import { uuidv7 } from '#platform/ids.ts'
import type { PersonNumber } from '#platform/schemas.ts'
import { tidy } from '#platform/vietnamese.ts'
import type { Grounds, NewBirth } from './civil-status.ts'
import * as contract from './contract.ts'
import type { LifeEvent } from './life-event.ts'
import { declare } from './life-events.ts'
import { claimNumber } from './people.store.ts'
import { statesOf } from './person-state.ts'

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
