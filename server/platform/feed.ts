/**
 * The change feed: event rows by position. A reader passes the position of the last row it has seen and gets what
 * comes after it, never a row of a transaction that still runs, so a position never skips one that commits late.
 */
import type { Sql } from './db.ts'
import type { EventRow } from './events.ts'
import { problem } from './problem.ts'

export const positionUnreadable = problem(422, 'platform/position-unreadable', {
  vi: 'Vị trí đọc không đúng. Hãy dùng lại giá trị mà lần đọc trước trả về, hoặc bỏ trống để đọc từ đầu',
  en: 'This is no position of the feed. Pass back what the last reading answered, or nothing to read from the start',
})

export interface FeedRow extends EventRow {
  /** Where the row stands, to be passed back. */
  position: string
}

export interface FeedPage {
  rows: FeedRow[]
  /** Where to read on; where one stood when nothing is new. */
  next: string | null
  /** More can be read at once. */
  more: boolean
}

interface Head {
  generation: number
  xid: string
  id: string
}

const START: Head = { generation: 0, xid: '0', id: '00000000-0000-0000-0000-000000000000' }
const form = /^([0-9]{1,9})-([0-9]{1,19})-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/**
 * Events of these names after a position, at most `scan` rows looked at. Throws positionUnreadable.
 */
export async function readFeed(
  sql: Sql,
  { after, names, scan }: { after: string | null; names: readonly string[]; scan: number },
): Promise<FeedPage> {
  const head = after === null ? START : parse(after)
  const rows = await sql<(EventRow & Head)[]>`
    select id, recorded_at, name, person_number, payload, generation, xid::text as xid
    from platform.events
    where (generation, xid, id) > (${head.generation}, ${head.xid}::xid8, ${head.id}::uuid)
      and (generation < platform.generation() or xid < pg_snapshot_xmin(pg_current_snapshot()))
    order by events.generation, events.xid, events.id
    limit ${scan}`
  const last = rows.at(-1)
  const wanted = new Set(names)
  return {
    rows: rows
      .filter(({ name }) => wanted.has(name))
      .map(({ generation, xid, ...row }) => ({
        ...row,
        position: positionOf({ generation, xid, id: row.id }),
      })),
    next: last ? positionOf(last) : after,
    more: rows.length === scan,
  }
}

/** Where the feed ends now: everything recorded until here is before it, all that comes later will be after it. */
export async function feedEnd(sql: Sql): Promise<string> {
  const [last] = await sql<Head[]>`
    select generation, xid::text as xid, id from platform.events
    where generation < platform.generation() or xid < pg_snapshot_xmin(pg_current_snapshot())
    order by events.generation desc, events.xid desc, events.id desc limit 1`
  return positionOf(last ?? START)
}

/** Of events of these people, the ids of those that stand after a position. Throws positionUnreadable. */
export async function idsAfter(
  sql: Sql,
  position: string,
  names: readonly string[],
  numbers: readonly string[],
): Promise<Set<string>> {
  const head = parse(position)
  const rows = await sql<{ eventId: string }[]>`
    select payload ->> 'eventId' as event_id from platform.events
    where person_number = any(${numbers as string[]}) and name = any(${names as string[]})
      and (generation, xid, id) > (${head.generation}, ${head.xid}::xid8, ${head.id}::uuid)`
  return new Set(rows.map(({ eventId }) => eventId))
}

function positionOf({ generation, xid, id }: Head): string {
  return `${generation}-${xid}-${id}`
}

function parse(position: string): Head {
  const [, generation, xid, id] = form.exec(position) ?? []
  if (!generation || !xid || !id) throw positionUnreadable()
  return { generation: Number(generation), xid, id }
}
