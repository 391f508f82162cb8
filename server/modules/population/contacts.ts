/** Phone and e-mail of a person (item 25): what his last event about them says. */
import type { Call } from '#platform/call.ts'
import * as store from './contacts.store.ts'
import { eventsInForce, inOrderOfRecording, isKind, type LifeEvent } from './life-event.ts'
import { selectLifeEvents } from './life-events.store.ts'
import { contactsChange } from './status-events.ts'

/** The row of contacts that the events leave; undefined when none says any. Pure. */
export function contactsRowOf(events: readonly LifeEvent[]): store.ContactsRow | undefined {
  const last = eventsInForce(events)
    .filter((one) => isKind(one, contactsChange))
    .sort(inOrderOfRecording)
    .at(-1)
  if (!last) return undefined
  const { personNumber, recordedAt, id: eventId, payload } = last
  const { phone = null, email = null, confirmedOn = null } = payload
  return { personNumber, phone, email, confirmedOn, recordedAt, eventId }
}

/** Puts the contacts in place that the person's events say. Those collected without an event stay until one says. */
export async function keepContactsOf(call: Call, event: LifeEvent): Promise<void> {
  const events = await selectLifeEvents(call.sql, [event.personNumber])
  if (!events.some((one) => isKind(one, contactsChange))) return
  const row = contactsRowOf(events)
  if (row) await store.upsertContacts(call.sql, row)
  else await store.deleteContacts(call.sql, event.personNumber)
}
