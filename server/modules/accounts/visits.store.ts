import type { Sql } from '#platform/db.ts'
import type { Day, PersonNumber, Uuid } from '#platform/schemas.ts'

export interface VisitRow {
  visitId: Uuid
  personNumber: PersonNumber
  unitId: number
  day: Day
  minute: number
}

/** How many places of each slot are taken. */
export async function countTaken(sql: Sql, unitId: number, day: Day): Promise<Map<number, number>> {
  const rows = await sql<{ minute: number; taken: number }[]>`
    select minute, count(*)::int as taken from accounts.visits
    where unit_id = ${unitId} and day = ${day} and cancelled_at is null group by minute`
  return new Map(rows.map(({ minute, taken }) => [minute, taken]))
}

/** Those who want one slot go one after the other until their calls end. */
export async function lockSlot(sql: Sql, { unitId, day, minute }: VisitRow): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`visit slot:${unitId}:${day}:${minute}`}, 0))`
}

/** Takes the first free place of a slot; false when all are taken. */
export async function insertVisit(sql: Sql, visit: VisitRow, places: number, now: Date): Promise<boolean> {
  const { visitId, personNumber, unitId, day, minute } = visit
  const booked = await sql`
    insert into accounts.visits (visit_id, person_number, unit_id, day, minute, place, booked_at)
    select ${visitId}::uuid, ${personNumber}, ${unitId}::int, ${day}::date, ${minute}::smallint, place,
      ${now}::timestamptz
    from generate_series(1, ${places}::int) as free(place)
    where not exists (
      select 1 from accounts.visits v
      where v.unit_id = ${unitId} and v.day = ${day} and v.minute = ${minute} and v.place = free.place
        and v.cancelled_at is null)
    order by place limit 1
    on conflict do nothing`
  return booked.count === 1
}

export async function selectNextVisit(
  sql: Sql,
  personNumber: PersonNumber,
  from: Day,
): Promise<VisitRow | undefined> {
  const [row] = await sql<VisitRow[]>`
    select visit_id, person_number, unit_id, day, minute from accounts.visits
    where person_number = ${personNumber} and cancelled_at is null and day >= ${from} order by day, minute limit 1`
  return row
}

export async function updateCancelled(
  sql: Sql,
  personNumber: PersonNumber,
  visitId: Uuid,
  now: Date,
): Promise<boolean> {
  const cancelled = await sql`
    update accounts.visits set cancelled_at = ${now}
    where visit_id = ${visitId} and person_number = ${personNumber} and cancelled_at is null`
  return cancelled.count === 1
}

export interface ListedVisit extends VisitRow {
  name: string
}

export async function selectVisits(
  sql: Sql,
  units: readonly number[] | null,
  day: Day,
): Promise<ListedVisit[]> {
  return await sql<ListedVisit[]>`
    select v.visit_id, v.person_number, v.unit_id, v.day, v.minute, p.name
    from accounts.visits v join accounts.holders_v1 p on p.person_number = v.person_number
    where v.day = ${day} and v.cancelled_at is null
      and (${units === null} or v.unit_id = any(${(units ?? []) as number[]}))
    order by v.minute, v.visit_id limit 200`
}

export async function renumberVisits(
  sql: Sql,
  from: PersonNumber,
  to: PersonNumber,
  only: readonly Uuid[] | null,
): Promise<Uuid[]> {
  const moved = await sql<{ visitId: Uuid }[]>`
    update accounts.visits set person_number = ${to}
    where person_number = ${from}
      and (${only as Uuid[] | null}::uuid[] is null or visit_id = any(${only as Uuid[]}::uuid[]))
    returning visit_id`
  return moved.map(({ visitId }) => visitId)
}
