import type { Call } from './call.ts'
import type { EventKind } from './event.ts'
import { uuidv7 } from './ids.ts'
import type { PersonNumber, Uuid } from './schemas.ts'

/** A message row as a listener receives it. */
export interface EventRow<Payload = unknown> {
  id: Uuid
  recordedAt: string
  name: string
  personNumber: PersonNumber | null
  payload: Payload
}

export const WAKE = 'events.wake'

/**
 * Writes an event in the call's transaction and wakes the listeners when it commits. `person` gives the order:
 * events of one person reach each listener in the order in which they were committed.
 */
export async function emit<Payload>(
  call: Call,
  kind: EventKind<Payload>,
  payload: Payload,
  about: { person: PersonNumber | null; causedBy?: Uuid },
): Promise<Uuid> {
  const id = uuidv7()
  await call.sql`
    with written as (
      insert into platform.events (id, name, person_number, payload, caused_by)
      values (${id}, ${kind.name}, ${about.person}, ${call.sql.json(payload as never)}, ${about.causedBy ?? null})
      returning id)
    select graphile_worker.add_job(${WAKE}, job_key := 'wake-' || pg_current_xact_id()::text, max_attempts := 3)
    from written`
  return id
}
