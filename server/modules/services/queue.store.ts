import type { Sql } from '#platform/db.ts'
import type { Day, Instant, PersonNumber, Uuid } from '#platform/schemas.ts'
import type { Ticket } from './queue.contract.ts'

export interface TicketRow extends Omit<Ticket, 'before'> {
  /** He booked and came in time: called before those who did not book. */
  ahead: boolean
  /** Who took it himself or came for his booking; nobody's when it was given at the door. */
  personNumber: PersonNumber | null
  agencyId: number
  day: Day
  calledAt: Instant | null
}

const columns = (sql: Sql) =>
  sql`agency_id, day, number, ticket_id, state, desk, ahead, person_number, taken_at, called_at`

/** The next number of an office and day; whoever asks meanwhile waits for it. Null when all are given. */
export async function nextNumber(sql: Sql, agencyId: number, day: Day, most: number): Promise<number | null> {
  const [row] = await sql<{ last: number }[]>`
    insert into services.queue_days (agency_id, day, last) values (${agencyId}, ${day}, 1)
    on conflict (agency_id, day) do update set last = queue_days.last + 1 where queue_days.last < ${most}
    returning last`
  return row?.last ?? null
}

export async function insertTicket(
  sql: Sql,
  ticket: Pick<TicketRow, 'agencyId' | 'day' | 'number' | 'ticketId' | 'ahead' | 'personNumber' | 'takenAt'>,
): Promise<void> {
  const { agencyId, day, number, ticketId, ahead, personNumber, takenAt } = ticket
  await sql`
    insert into services.queue_tickets (agency_id, day, number, ticket_id, state, ahead, person_number, taken_at)
    values (${agencyId}, ${day}, ${number}, ${ticketId}, 'waiting', ${ahead}, ${personNumber}, ${takenAt})`
}

/** Numbers of one person are taken one after the other until their calls end. */
export async function lockHolder(sql: Sql, personNumber: PersonNumber): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`queue:${personNumber}`}, 0))`
}

/** The number of a person that waits or is being served, locked; at most one an office and day. */
export async function lockOpenOf(
  sql: Sql,
  agencyId: number,
  day: Day,
  personNumber: PersonNumber,
): Promise<TicketRow | undefined> {
  const [row] = await sql<TicketRow[]>`
    select ${columns(sql)} from services.queue_tickets
    where agency_id = ${agencyId} and day = ${day} and person_number = ${personNumber}
      and state in ('waiting', 'called') for update`
  return row
}

export async function putAhead(sql: Sql, ticketId: Uuid): Promise<void> {
  await sql`update services.queue_tickets set ahead = true where ticket_id = ${ticketId}`
}

/** A person's numbers of a day, at each office the last one. */
export async function selectMine(sql: Sql, personNumber: PersonNumber, day: Day): Promise<TicketRow[]> {
  return sql<TicketRow[]>`
    select distinct on (agency_id) ${columns(sql)} from services.queue_tickets
    where person_number = ${personNumber} and day = ${day}
    order by agency_id, number desc limit 20`
}

/** Numbers of a person that wait, locked. */
export async function lockWaitingOf(sql: Sql, personNumber: PersonNumber): Promise<TicketRow[]> {
  return sql<TicketRow[]>`
    select ${columns(sql)} from services.queue_tickets
    where person_number = ${personNumber} and state = 'waiting' for update`
}

export async function lockMine(
  sql: Sql,
  personNumber: PersonNumber,
  day: Day,
  ticketId: Uuid,
): Promise<TicketRow | undefined> {
  const [row] = await sql<TicketRow[]>`
    select ${columns(sql)} from services.queue_tickets
    where ticket_id = ${ticketId} and person_number = ${personNumber} and day = ${day} for update`
  return row
}

/** How many numbers of a day were given. */
export async function countGiven(sql: Sql, agencyId: number, day: Day): Promise<number> {
  const [row] = await sql<{ last: number }[]>`
    select last from services.queue_days where agency_id = ${agencyId} and day = ${day}`
  return row?.last ?? 0
}

/** Takes the first that waits; another desk at the same moment gets the one after. */
export async function takeFirst(
  sql: Sql,
  at: { agencyId: number; day: Day; desk: number; accountId: Uuid; now: Date },
): Promise<TicketRow | undefined> {
  const [row] = await sql<TicketRow[]>`
    update services.queue_tickets set state = 'called', desk = ${at.desk}, account_id = ${at.accountId},
      called_at = ${at.now}, calls = calls + 1
    where ticket_id = (
      select ticket_id from services.queue_tickets
      where agency_id = ${at.agencyId} and day = ${at.day} and state = 'waiting'
      order by ahead desc, number limit 1 for update skip locked)
    returning ${columns(sql)}`
  return row
}

export async function selectTicket(
  sql: Sql,
  agencyId: number,
  day: Day,
  ticketId: Uuid,
): Promise<TicketRow | undefined> {
  const [row] = await sql<TicketRow[]>`
    select ${columns(sql)} from services.queue_tickets
    where ticket_id = ${ticketId} and agency_id = ${agencyId} and day = ${day}`
  return row
}

/** As `selectTicket`; a second desk waits here and then sees what the first did. */
export async function lockTicket(
  sql: Sql,
  agencyId: number,
  day: Day,
  ticketId: Uuid,
): Promise<TicketRow | undefined> {
  const [row] = await sql<TicketRow[]>`
    select ${columns(sql)} from services.queue_tickets
    where ticket_id = ${ticketId} and agency_id = ${agencyId} and day = ${day} for update`
  return row
}

export async function endTicket(
  sql: Sql,
  ticketId: Uuid,
  state: 'served' | 'absent' | 'given-up',
  at: Date,
): Promise<void> {
  await sql`
    update services.queue_tickets set state = ${state}, ended_at = ${at} where ticket_id = ${ticketId}`
}

export async function countBefore(sql: Sql, { agencyId, day, number, ahead }: TicketRow): Promise<number> {
  const [row] = await sql<{ n: number }[]>`
    select count(*)::int as n from services.queue_tickets
    where agency_id = ${agencyId} and day = ${day} and state = 'waiting'
      and (ahead > ${ahead} or (ahead = ${ahead} and number < ${number}))`
  return row?.n ?? 0
}

export async function selectCalled(
  sql: Sql,
  agencyId: number,
  day: Day,
  by: Uuid | null,
): Promise<TicketRow[]> {
  return sql<TicketRow[]>`
    select ${columns(sql)} from services.queue_tickets
    where agency_id = ${agencyId} and day = ${day} and state = 'called'
      and (${by}::uuid is null or account_id = ${by}::uuid)
    order by called_at desc, number desc limit 20`
}

export async function selectWaiting(
  sql: Sql,
  agencyId: number,
  day: Day,
): Promise<{ number: number; waiting: number }[]> {
  return sql<{ number: number; waiting: number }[]>`
    select number, count(*) over ()::int as waiting from services.queue_tickets
    where agency_id = ${agencyId} and day = ${day} and state = 'waiting'
    order by ahead desc, number limit 8`
}

/** Numbers and bookings of earlier days are nobody's. */
export async function sweepQueue(sql: Sql, before: Day): Promise<void> {
  await sql`delete from services.queue_tickets where day < ${before}`
  await sql`delete from services.queue_days where day < ${before}`
  await sql`delete from services.bookings where day < ${before}`
}
