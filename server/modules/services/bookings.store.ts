import type { Sql } from '#platform/db.ts'
import type { Day, PersonNumber, Uuid } from '#platform/schemas.ts'

export interface Slot {
  agencyId: number
  day: Day
  minute: number
}

export interface BookingRow extends Slot {
  bookingId: Uuid
  personNumber: PersonNumber
  serviceCode: string | null
  serviceVersion: number | null
  ticketId: Uuid | null
}

const columns = (sql: Sql) =>
  sql`booking_id, person_number, agency_id, day, minute, service_code, service_version, ticket_id`

/** How many places of each slot are taken. */
export async function countTaken(sql: Sql, agencyId: number, day: Day): Promise<Map<number, number>> {
  const rows = await sql<{ minute: number; taken: number }[]>`
    select minute, count(*)::int as taken from services.bookings
    where agency_id = ${agencyId} and day = ${day} and cancelled_at is null group by minute`
  return new Map(rows.map(({ minute, taken }) => [minute, taken]))
}

/** Bookings of one person go one after the other until their calls end. */
export async function lockPerson(sql: Sql, personNumber: PersonNumber): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`booking:${personNumber}`}, 0))`
}

/** Those who want one slot go one after the other; the first free place, or null when all are taken. */
export async function freePlace(
  sql: Sql,
  { agencyId, day, minute }: Slot,
  places: number,
): Promise<number | null> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`booking slot:${agencyId}:${day}:${minute}`}, 0))`
  const [row] = await sql<{ place: number }[]>`
    select place from generate_series(1, ${places}::int) as free(place)
    where not exists (
      select from services.bookings b
      where b.agency_id = ${agencyId} and b.day = ${day} and b.minute = ${minute} and b.place = free.place
        and b.cancelled_at is null)
    order by place limit 1`
  return row?.place ?? null
}

export async function insertBooking(sql: Sql, booking: BookingRow, place: number, now: Date): Promise<void> {
  const { bookingId, personNumber, agencyId, day, minute, serviceCode, serviceVersion } = booking
  await sql`
    insert into services.bookings
      (booking_id, person_number, agency_id, day, minute, place, service_code, service_version, booked_at)
    values (${bookingId}, ${personNumber}, ${agencyId}, ${day}, ${minute}, ${place}, ${serviceCode},
      ${serviceVersion}, ${now})`
}

export async function moveBooking(
  sql: Sql,
  bookingId: Uuid,
  { day, minute }: Pick<Slot, 'day' | 'minute'>,
  place: number,
): Promise<void> {
  await sql`
    update services.bookings set day = ${day}, minute = ${minute}, place = ${place}, reminded_at = null
    where booking_id = ${bookingId}`
}

/** Those that still stand, of a day and later; locked until the call ends. */
export async function lockMine(sql: Sql, personNumber: PersonNumber, bookingId: Uuid, from: Day) {
  const [row] = await sql<BookingRow[]>`
    select ${columns(sql)} from services.bookings
    where booking_id = ${bookingId} and person_number = ${personNumber} and cancelled_at is null
      and day >= ${from} for update`
  return row
}

export async function selectMine(sql: Sql, personNumber: PersonNumber, from: Day): Promise<BookingRow[]> {
  return await sql<BookingRow[]>`
    select ${columns(sql)} from services.bookings
    where person_number = ${personNumber} and cancelled_at is null and day >= ${from}
    order by day, minute limit 20`
}

/** Bookings that he has not come for. */
export async function countOpen(sql: Sql, personNumber: PersonNumber, from: Day): Promise<number> {
  const [row] = await sql<{ n: number }[]>`
    select count(*)::int as n from services.bookings
    where person_number = ${personNumber} and cancelled_at is null and arrived_at is null and day >= ${from}`
  return row?.n ?? 0
}

export async function cancelBooking(sql: Sql, bookingId: Uuid, now: Date): Promise<void> {
  await sql`update services.bookings set cancelled_at = ${now} where booking_id = ${bookingId}`
}

export interface ListedBooking extends BookingRow {
  name: string
  number: number | null
}

export async function selectOfDay(sql: Sql, agencyId: number, day: Day): Promise<ListedBooking[]> {
  return await sql<ListedBooking[]>`
    select b.booking_id, b.person_number, b.agency_id, b.day, b.minute, b.service_code, b.service_version,
      b.ticket_id, p.name, t.number
    from services.bookings b
      join population.people_v1 p using (person_number)
      left join services.queue_tickets t on t.ticket_id = b.ticket_id
    where b.agency_id = ${agencyId} and b.day = ${day} and b.cancelled_at is null
    order by b.minute, b.booking_id limit 200`
}

/** Whose booking it is: his numbers are locked before it, by whoever takes it up. */
export async function bookedBy(
  sql: Sql,
  agencyId: number,
  day: Day,
  bookingId: Uuid,
): Promise<PersonNumber | undefined> {
  const [row] = await sql<{ personNumber: PersonNumber }[]>`
    select person_number from services.bookings
    where booking_id = ${bookingId} and agency_id = ${agencyId} and day = ${day} and cancelled_at is null`
  return row?.personNumber
}

/** One that stands, at an office on a day; a second officer waits here and then sees what the first did. */
export async function lockOfDay(
  sql: Sql,
  agencyId: number,
  day: Day,
  bookingId: Uuid,
): Promise<(BookingRow & { personId: Uuid }) | undefined> {
  const [row] = await sql<(BookingRow & { personId: Uuid })[]>`
    select ${columns(sql)}, p.person_id
    from services.bookings join population.people_v1 p using (person_number)
    where booking_id = ${bookingId} and agency_id = ${agencyId} and day = ${day} and cancelled_at is null
    for update of bookings`
  return row
}

/** The booking of a person at an office on a day that he has not come for, the earliest; locked. */
export async function lockDue(
  sql: Sql,
  agencyId: number,
  day: Day,
  personNumber: PersonNumber,
): Promise<BookingRow | undefined> {
  const [row] = await sql<BookingRow[]>`
    select ${columns(sql)} from services.bookings
    where person_number = ${personNumber} and agency_id = ${agencyId} and day = ${day}
      and cancelled_at is null and arrived_at is null
    order by minute limit 1 for update`
  return row
}

/** Only the first arrival is written. */
export async function writeArrival(sql: Sql, bookingId: Uuid, ticketId: Uuid, now: Date): Promise<boolean> {
  const written = await sql`
    update services.bookings set arrived_at = ${now}, ticket_id = ${ticketId}
    where booking_id = ${bookingId} and arrived_at is null and cancelled_at is null`
  return written.count === 1
}

/** Who comes tomorrow and was not reminded: marked as reminded, at most so many. */
export async function takeToRemind(sql: Sql, day: Day, now: Date, limit: number): Promise<BookingRow[]> {
  return await sql<BookingRow[]>`
    update services.bookings set reminded_at = ${now} where booking_id in (
      select booking_id from services.bookings
      where day = ${day} and reminded_at is null and cancelled_at is null and arrived_at is null
      limit ${limit} for update skip locked)
    returning ${columns(sql)}`
}

/** What a person has booked and has not come for, locked. */
export async function lockOpenOf(sql: Sql, personNumber: PersonNumber): Promise<BookingRow[]> {
  return await sql<BookingRow[]>`
    select ${columns(sql)} from services.bookings
    where person_number = ${personNumber} and cancelled_at is null and arrived_at is null
    for update`
}

/** What is booked at offices from a day on, at most so many, locked. */
export async function lockAtOffices(
  sql: Sql,
  agencyIds: readonly number[],
  from: Day,
  limit: number,
): Promise<BookingRow[]> {
  return await sql<BookingRow[]>`
    select ${columns(sql)} from services.bookings
    where agency_id = any(${agencyIds as number[]}) and cancelled_at is null and arrived_at is null
      and day >= ${from}
    order by booked_at, booking_id limit ${limit} for update`
}

/** Another office keeps the time. */
export async function putAtOffice(sql: Sql, bookingId: Uuid, agencyId: number, place: number): Promise<void> {
  await sql`
    update services.bookings set agency_id = ${agencyId}, place = ${place} where booking_id = ${bookingId}`
}
