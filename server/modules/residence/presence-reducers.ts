/** How events about absence and current place change the register. Loaded with the module. */
import type { Call } from '#platform/call.ts'
import { type LifeEvent, nameLifeEvent, record, registerReducer, selectLifeEvents } from '#population'
import * as store from './absences.store.ts'
import { absence, absenceEnd, currentPlace } from './presence-events.ts'
import { absencesOf, currentPlacesOf, samePlace, stampOf } from './presence-history.ts'

registerReducer(absence, {
  fields: ['absence'],
  async apply(call, event) {
    const [row] = absencesOf([event])
    await store.insertAbsence(call.sql, row!)
  },
})
registerReducer(absenceEnd, { fields: ['absence'], apply: recordOwn })
registerReducer(currentPlace, { fields: ['currentPlace'], apply: recordOwn })

async function recordOwn(call: Call, event: LifeEvent): Promise<void> {
  await recordPresence(call, event, await selectLifeEvents(call.sql, [event.personNumber]))
}

/** Records the absences and current places of a person as his events say now. */
export async function recordPresence(
  { sql }: Call,
  { personNumber, recordedAt, ...event }: LifeEvent,
  events: readonly LifeEvent[],
): Promise<void> {
  await store.keepAbsences(sql, absencesOf(events))
  const inForce = await store.selectPlacesInForce(sql, personNumber)
  const known = currentPlacesOf(events)
  if (inForce.length === 0 && known.length === 0) return
  const places = record(inForce, known, samePlace)
  const ids = places.superseded.map(({ id }) => id)
  if (ids.length > 0) await store.supersedePlaces(sql, personNumber, ids, recordedAt)
  const added = places.added.map((fact) => ({ ...fact, ...stampOf({ ...event, personNumber, recordedAt }) }))
  if (added.length > 0) await store.insertPlaces(sql, added)
}

nameLifeEvent(absence.name, { vi: 'Khai báo tạm vắng', en: 'Absence declared' })
nameLifeEvent(absenceEnd.name, { vi: 'Trở về, kết thúc tạm vắng', en: 'Came back from an absence' })
nameLifeEvent(currentPlace.name, { vi: 'Khai báo nơi ở hiện tại', en: 'Current place declared' })
