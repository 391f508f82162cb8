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
 * events of one person reach each listener in the order in which they were committed. A call that began early and
 * then waited for the person's row stands behind the one it waited for: its event takes that one's place in the feed,
 * not the place of its own, older transaction. `at` is when the fact was recorded, where that grows by person.
 */
export async function emit<Payload>(
  call: Call,
  kind: EventKind<Payload>,
  payload: Payload,
  about: { person: PersonNumber | null; causedBy?: Uuid; at?: string },
): Promise<Uuid> {
  const id = about.at === undefined ? uuidv7() : uuidv7(Date.parse(about.at))
  await call.sql`
    with own as (select pg_current_xact_id() as xid, ${id}::uuid as id), placed as (
      select case
          when last.xid is null or (last.xid, last.id) < (own.xid, own.id) then own.xid
          when last.id < own.id then last.xid
          else ((last.xid::text)::numeric + 1)::text::xid8
        end as xid
      from own left join lateral (
        select e.xid, e.id from platform.events e
        where e.person_number = ${about.person} and e.recorded_at > now() - interval '2 days'
          and e.generation = platform.generation()
        order by e.xid desc, e.id desc
        limit 1) last on true
    ), written as (
      insert into platform.events (id, xid, name, person_number, payload, caused_by)
      select ${id}, xid, ${kind.name}, ${about.person}, ${call.sql.json(payload as never)}::jsonb,
        ${about.causedBy ?? null}::uuid
      from placed
      returning id)
    select graphile_worker.add_job(${WAKE}, job_key := 'wake-' || pg_current_xact_id()::text, max_attempts := 3)
    from written`
  return id
}

/** An event of many, each about a person. */
export interface Emitted<Payload> {
  payload: Payload
  person: PersonNumber
}

/** Events of a kind about many people in one statement; each stands in the feed where `emit` would have put it. */
export async function emitAll<Payload>(
  call: Call,
  kind: EventKind<Payload>,
  events: readonly Emitted<Payload>[],
): Promise<void> {
  if (events.length === 0) return
  const rows = events.map(({ person, payload }) => ({ id: uuidv7(), person, payload }))
  await call.sql`
    with given as (
      select id, person collate "C" as person, payload,
        first_value(id) over (partition by person order by id) as first_id
      from jsonb_to_recordset(${call.sql.json(rows as never)}) as r(id uuid, person text, payload jsonb)
    ), placed as (
      select given.id, given.person, given.payload, case
          when last.xid is null or (last.xid, last.id) < (pg_current_xact_id(), given.first_id) then pg_current_xact_id()
          when last.id < given.first_id then last.xid
          else ((last.xid::text)::numeric + 1)::text::xid8
        end as xid
      from given left join lateral (
        select e.xid, e.id from platform.events e
        where e.person_number = given.person and e.recorded_at > now() - interval '2 days'
          and e.generation = platform.generation()
        order by e.xid desc, e.id desc
        limit 1) last on true
    ), written as (
      insert into platform.events (id, xid, name, person_number, payload)
      select id, xid, ${kind.name}, person, payload from placed
      returning id)
    select graphile_worker.add_job(${WAKE}, job_key := 'wake-' || pg_current_xact_id()::text, max_attempts := 3)
    from written limit 1`
}
