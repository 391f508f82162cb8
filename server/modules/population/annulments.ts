/** Annulling a life event (hủy bỏ, thu hồi): everything it caused goes with it, nothing is deleted. */
import type { Call } from '#platform/call.ts'
import { isProblem, type Problem } from '#platform/problem.ts'
import type { PersonNumber, Uuid } from '#platform/schemas.ts'
import type { Grounds } from './civil-status.ts'
import { birth } from './civil-status-events.ts'
import * as contract from './contract.ts'
import { ANNULMENT, type LifeEvent, MERGED_INTO } from './life-event.ts'
import { selectLifeEvents } from './life-events.store.ts'
import { concernedBy, declare, isRestedOn, lockPeople } from './life-events.ts'
import { relationsOverlap } from './refusals.ts'
import { relationsOf } from './relations.ts'
import { resting } from './resting.ts'

/**
 * Annuls an event and those it caused, each by an event of its own. Throws eventUnknown, alreadyAnnulled, and
 * notAnnullable when others rest on it: a birth, or a death after which the spouse married again.
 */
export async function annulEvent(
  call: Call,
  annulled: { personNumber: PersonNumber; eventId: Uuid; reason: string },
  grounds: Grounds,
): Promise<LifeEvent> {
  const { personNumber, eventId, reason } = annulled
  const found = (await selectLifeEvents(call.sql, [personNumber])).find(({ id }) => id === eventId)
  if (!found) throw contract.eventUnknown()
  const numbers = [...new Set([personNumber, ...(await concernedBy(call, found))])]
  await lockPeople(call, numbers)
  const events = await selectLifeEvents(call.sql, numbers)
  const target = events.find(({ id }) => id === eventId)
  if (!target) throw contract.eventUnknown()
  const chain = [target, ...causedBy(events, target)]
  refuse(events, chain)
  let first: LifeEvent | undefined
  for (const one of chain) {
    const recorded: LifeEvent = await declare(call, contract.annulment, {
      ...grounds,
      personNumber: one.personNumber,
      effectiveOn: one.effectiveOn,
      payload: { reason },
      annuls: one.id,
      causedBy: first?.id ?? null,
    })
    first ??= recorded
  }
  return first!
}

/** What annulling an event would do, and why it is refused as things are. Locks and changes nothing. */
export async function planOf(
  call: Call,
  personNumber: PersonNumber,
  eventId: Uuid,
): Promise<{ target: LifeEvent; chain: LifeEvent[]; resting: LifeEvent[]; refused: Problem | null }> {
  const found = (await selectLifeEvents(call.sql, [personNumber])).find(({ id }) => id === eventId)
  if (!found) throw contract.eventUnknown()
  const numbers = [...new Set([personNumber, ...(await concernedBy(call, found))])]
  const events = await selectLifeEvents(call.sql, numbers)
  const chain = [found, ...causedBy(events, found)]
  const gone = new Set(chain.map(({ id }) => id))
  const rest = chain.flatMap((one) => {
    const left = events.filter(({ personNumber: of, id }) => of === one.personNumber && !gone.has(id))
    return resting(one, left)
  })
  try {
    refuse(events, chain)
    return { target: found, chain, resting: rest, refused: null }
  } catch (error) {
    if (!isProblem(error)) throw error
    return { target: found, chain, resting: rest, refused: error }
  }
}

/** Everything that followed from an event, and what followed from that. */
function causedBy(events: readonly LifeEvent[], cause: LifeEvent): LifeEvent[] {
  const direct = events.filter((one) => one.causedBy === cause.id && one.kind !== ANNULMENT)
  return direct.flatMap((one) => [one, ...causedBy(events, one)])
}

/** What only another act of the law undoes: a birth is corrected, a number set again. */
const never: ReadonlySet<string> = new Set([
  birth.name,
  ANNULMENT,
  MERGED_INTO,
  contract.numberReplacement.name,
])

function refuse(events: readonly LifeEvent[], chain: readonly LifeEvent[]): void {
  const [target] = chain
  if (!target || never.has(target.kind)) throw contract.notAnnullable()
  if (target.causedBy) throw contract.notAnnullable()
  if (events.some(({ annuls }) => annuls === target.id)) throw contract.alreadyAnnulled()
  const gone = new Set(chain.map(({ id }) => id))
  for (const number of new Set(chain.map(({ personNumber }) => personNumber))) {
    const left = events.filter((one) => one.personNumber === number && !gone.has(one.id))
    if (relationsOverlap(relationsOf(left))) throw contract.notAnnullable()
    const annulled = chain.filter((one) => one.personNumber === number)
    if (annulled.some((one) => isRestedOn(one, left))) throw contract.notAnnullable()
  }
}
