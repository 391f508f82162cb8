import { newEntry } from './call.ts'
import type { Sql } from './db.ts'
import { errorCode } from './error-code.ts'
import type { EventRow } from './events.ts'
import { log } from './log.ts'
import { eventsHandled } from './metrics.ts'
import type { Server } from './server.ts'
import { unentangled } from './unentangled.ts'
import type { Listener } from './worker.ts'

const BATCH = 200
const BLOCKED_MS = 20

interface Head {
  generation: number
  xid: string
  id: string
}

/**
 * Runs every listener forward over the event rows until nothing is left to read. Each event is handled in a
 * transaction of its own that also moves the head: a handler may see an event twice, never skip one. Wakes
 * that arrive meanwhile are folded into the running pass.
 */
export function dispatcher(server: Server, listeners: readonly Listener[]) {
  const running = new Map<string, { again: boolean; done: Promise<void> }>()
  let stopped = false

  function wake(listener: Listener): Promise<void> {
    const current = running.get(listener.name)
    if (current) {
      current.again = true
      return current.done
    }
    const state = { again: false, done: Promise.resolve() }
    running.set(listener.name, state)
    state.done = (async () => {
      do {
        state.again = false
        while (!stopped && (await advance(server, listener))) {}
        if (!stopped && (await blocked(server.db, listener))) {
          state.again = true
          await new Promise((resolve) => setTimeout(resolve, BLOCKED_MS))
        }
      } while (state.again && !stopped)
    })().finally(() => running.delete(listener.name))
    return state.done
  }

  return {
    wake: async () => {
      await Promise.all(listeners.map(wake))
    },
    stop: async () => {
      stopped = true
      await Promise.allSettled([...running.values()].map(({ done }) => done))
    },
  }
}

/** Handles the next events of a listener, one transaction each. True when there may be more. */
async function advance(server: Server, listener: Listener): Promise<boolean> {
  const head = await headOf(server.db, listener.name)
  const rows = await readableAfter(server.db, listener, head, BATCH)
  for (const row of rows) {
    const handled = await handle(server, listener, row, head)
    if (!handled) return true
    head.generation = row.generation
    head.xid = row.xid
    head.id = row.id
  }
  return rows.length === BATCH
}

type FeedRow = EventRow & Head

async function readableAfter(sql: Sql, { events }: Listener, head: Head, limit: number): Promise<FeedRow[]> {
  const names = events.map(({ name }) => name)
  return sql<FeedRow[]>`
    select id, recorded_at, name, person_number, payload, generation, xid::text as xid
    from platform.events
    where name = any(${names})
      and (generation, xid, id) > (${head.generation}, ${head.xid}::xid8, ${head.id}::uuid)
      and (generation < platform.generation() or xid < pg_snapshot_xmin(pg_current_snapshot()))
    order by events.generation, events.xid, events.id
    limit ${limit}`
}

/** True when an event stands beyond the oldest running transaction: it will be readable in a moment. */
async function blocked(sql: Sql, { name, events }: Listener): Promise<boolean> {
  const head = await headOf(sql, name)
  const [row] = await sql`
    select 1 from platform.events
    where name = any(${events.map((event) => event.name)})
      and (generation, xid, id) > (${head.generation}, ${head.xid}::xid8, ${head.id}::uuid)
    limit 1`
  return row !== undefined
}

/** The head of a listener; a new listener starts at the end of what was there before it. */
async function headOf(sql: Sql, listener: string): Promise<Head> {
  const [head] = await sql<Head[]>`
    select generation, xid::text as xid, id from platform.listener_heads where listener = ${listener}`
  if (head) return head
  const start: Head = { generation: 0, xid: '0', id: '00000000-0000-0000-0000-000000000000' }
  await sql`
    insert into platform.listener_heads (listener, generation, xid, id)
    values (${listener}, ${start.generation}, ${start.xid}::xid8, ${start.id}) on conflict do nothing`
  return start
}

/** Handles one event or parks it. False when another process has moved the head: read again. */
async function handle(server: Server, listener: Listener, row: FeedRow, from: Head): Promise<boolean> {
  try {
    return await unentangled(server.db, async (sql) => {
      if (!(await moveHead(sql, listener.name, from, row))) return false
      if (await isParked(sql, listener.name, row)) {
        await park(sql, listener.name, row, null)
        return true
      }
      await run(server, listener, row, sql)
      return true
    })
  } catch (error) {
    const what = errorCode(error)
    log.error({ listener: listener.name, event: row.id, name: row.name, error: what }, 'event parked')
    eventsHandled.inc({ listener: listener.name, outcome: 'parked' })
    return server.db.begin(async (sql) => {
      if (!(await moveHead(sql, listener.name, from, row))) return false
      await park(sql, listener.name, row, what)
      return true
    })
  }
}

async function run(server: Server, listener: Listener, row: EventRow, sql: Sql) {
  const now = new Date()
  const entry = newEntry(listener.name, now)
  const call = {
    sql,
    actor: { kind: 'system' as const, name: listener.name },
    now,
    ports: server.ports,
    entry,
  }
  await listener.handle(call, row)
  if (entry.subjects.size > 0) await server.audit.write(sql, call.actor, entry)
  eventsHandled.inc({ listener: listener.name, outcome: 'done' })
}

async function moveHead(sql: Sql, listener: string, from: Head, to: Head): Promise<boolean> {
  const moved = await sql`
    update platform.listener_heads
    set generation = ${to.generation}, xid = ${to.xid}::xid8, id = ${to.id}, moved_at = now()
    where listener = ${listener} and generation = ${from.generation} and xid = ${from.xid}::xid8 and id = ${from.id}`
  return moved.count === 1
}

async function isParked(sql: Sql, listener: string, row: EventRow): Promise<boolean> {
  if (!row.personNumber) return false
  const [parked] = await sql`
    select 1 from platform.parked_events
    where listener = ${listener} and person_number = ${row.personNumber} limit 1`
  return parked !== undefined
}

/** `recorded_at` is taken from the row itself: the program knows it to the millisecond only. */
async function park(sql: Sql, listener: string, row: EventRow, error: string | null) {
  await sql`
    insert into platform.parked_events (listener, event_id, recorded_at, person_number, name, attempts, error)
    select ${listener}, id, recorded_at, person_number, name, ${error ? 1 : 0}, ${error}
    from platform.events
    where id = ${row.id} and recorded_at between ${row.recordedAt}::timestamptz
      and ${row.recordedAt}::timestamptz + interval '1 millisecond'
    on conflict do nothing`
}

/** Tries a parked person again, oldest event first; stops at the first that fails. Returns how many went through. */
export async function retryParked(server: Server, listener: Listener, eventId: string): Promise<number> {
  let through = 0
  for (;;) {
    const [next] = await server.db<EventRow[]>`
      select e.id, e.recorded_at, e.name, e.person_number, e.payload
      from platform.parked_events asked
      join platform.parked_events p
        on p.listener = asked.listener
        and (p.event_id = asked.event_id or p.person_number = asked.person_number)
      join platform.events e on e.id = p.event_id and e.recorded_at = p.recorded_at
      where asked.listener = ${listener.name} and asked.event_id = ${eventId}
      order by e.generation, e.xid, e.id limit 1`
    if (!next) return through
    try {
      await server.db.begin(async (sql) => {
        const taken = await sql`
          delete from platform.parked_events where listener = ${listener.name} and event_id = ${next.id}`
        if (taken.count === 1) await run(server, listener, next, sql)
      })
    } catch (error) {
      await server.db`
        update platform.parked_events set attempts = attempts + 1, error = ${errorCode(error)}
        where listener = ${listener.name} and event_id = ${next.id}`
      return through
    }
    through += 1
    if (next.id === eventId) {
      const [more] = await server.db<{ eventId: string }[]>`
        select event_id from platform.parked_events
        where listener = ${listener.name} and person_number = ${next.personNumber} order by event_id limit 1`
      if (!more) return through
      eventId = more.eventId
    }
  }
}
