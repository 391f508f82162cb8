/**
 * The line at a counter (xếp hàng lấy số): numbers of the day in order, each called by one desk, seen by everybody. The
 * order is the system's: who comes at the time he booked first, then by number; no name is shown. Decree 118/2025/NĐ-CP.
 */
import { type Call, changes, type OfficerActor } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import { uuidv7 } from '#platform/ids.ts'
import { poke } from '#platform/live.ts'
import type { PersonNumber, Uuid } from '#platform/schemas.ts'
import { personIdOf } from '#population'
import { agencyById } from '#reference'
import * as contract from './contract.ts'
import { queueRules } from './counter-hours.ts'
import type { QueueBoard, Ticket } from './queue.contract.ts'
import * as store from './queue.store.ts'

const officer = (call: Call) => call.actor as OfficerActor

/** A number for who stands at the door. */
export const takeTicket = (call: Call): Promise<Ticket> =>
  giveTicket(call, officer(call).agencyId, { ahead: false, personNumber: null })

/** The next number of today at an office. Throws queueFull. */
export async function giveTicket(
  call: Call,
  agencyId: number,
  { ahead, personNumber }: Pick<store.TicketRow, 'ahead' | 'personNumber'>,
): Promise<Ticket> {
  const day = dayOf(call.now)
  const { mostADay } = await queueRules(call, agencyId)
  const number = await store.nextNumber(call.sql, agencyId, day, mostADay)
  if (number === null) throw contract.queueFull()
  const ticketId = uuidv7(call.now.getTime())
  const takenAt = call.now.toISOString()
  const given = { agencyId, day, number, ticketId, ahead, personNumber, takenAt }
  await store.insertTicket(call.sql, given)
  await moved(call, agencyId)
  return view(call, { ...given, state: 'waiting', desk: null, calledAt: null })
}

/** A number of today at an office, where it stands now. */
export async function ticketAt(call: Call, agencyId: number, ticketId: Uuid): Promise<Ticket | null> {
  const ticket = await store.selectTicket(call.sql, agencyId, dayOf(call.now), ticketId)
  return ticket ? view(call, ticket) : null
}

/**
 * The number someone holds at an office, put before those without a booking when he is due; or a new one. Whoever calls
 * has locked the holder.
 */
export async function ticketForBooked(
  call: Call,
  agencyId: number,
  personNumber: PersonNumber,
  ahead: boolean,
): Promise<Ticket> {
  const held = await store.lockOpenOf(call.sql, agencyId, dayOf(call.now), personNumber)
  if (!held) return giveTicket(call, agencyId, { ahead, personNumber })
  if (!ahead || held.ahead) return view(call, held)
  await store.putAhead(call.sql, held.ticketId)
  await moved(call, agencyId)
  return view(call, { ...held, ahead })
}

/** Throws nobodyWaits. */
export async function callNext(call: Call, desk: number): Promise<Ticket> {
  const { agencyId, accountId } = officer(call)
  const called = await store.takeFirst(call.sql, {
    agencyId,
    day: dayOf(call.now),
    desk,
    accountId,
    now: call.now,
  })
  if (!called) throw contract.nobodyWaits()
  await tellHolder(call, called)
  await moved(call, officer(call).agencyId)
  return view(call, called)
}

/** Throws ticketUnknown, ticketNotCalled. Ended twice in the same way is ended. */
export async function endTicket(call: Call, ticketId: Uuid, outcome: 'served' | 'absent'): Promise<Ticket> {
  const ticket = await store.lockTicket(call.sql, officer(call).agencyId, dayOf(call.now), ticketId)
  if (!ticket) throw contract.ticketUnknown()
  if (ticket.state !== 'called' && ticket.state !== outcome) throw contract.ticketNotCalled()
  await store.endTicket(call.sql, ticketId, outcome, call.now)
  await tellHolder(call, ticket)
  await moved(call, officer(call).agencyId)
  return view(call, { ...ticket, state: outcome })
}

export async function readOfficeQueue(call: Call) {
  const { agencyId, accountId } = officer(call)
  const mine = await store.selectCalled(call.sql, agencyId, dayOf(call.now), accountId)
  return {
    agencyId,
    board: await readBoard(call, agencyId),
    mine: mine.map((ticket) => shown(ticket, 0)),
  }
}

/** Throws ticketUnknown for an office that does not exist. */
export async function readBoard(call: Call, agencyId: number): Promise<QueueBoard> {
  const agency = await agencyById(call.sql, agencyId)
  if (!agency) throw contract.ticketUnknown()
  const day = dayOf(call.now)
  const called = await store.selectCalled(call.sql, agencyId, day, null)
  const waiting = await store.selectWaiting(call.sql, agencyId, day)
  return {
    agency: agency.nameVi,
    called: called.map(({ number, desk, calledAt }) => ({ number, desk: desk!, calledAt: calledAt! })),
    waiting: waiting[0]?.waiting ?? 0,
    next: waiting.map(({ number }) => number),
  }
}

/** Numbers and bookings of the days before go. */
export async function sweepQueue(call: Call): Promise<void> {
  await store.sweepQueue(call.sql, dayOf(call.now))
}

/** The hall of an office shows something else now. */
export async function moved(call: Call, agencyId: number): Promise<void> {
  await poke(call, [`agency:${agencyId}`], 'queue')
}

/** Whose number it is sees at once that the desk did something with it. */
async function tellHolder(call: Call, { personNumber }: store.TicketRow): Promise<void> {
  if (!personNumber) return
  changes(call, personNumber, ['queue'])
  const personId = await personIdOf(call, personNumber)
  if (personId) await poke(call, [`person:${personId}`], 'queue')
}

export async function view(call: Call, ticket: store.TicketRow): Promise<Ticket> {
  return shown(ticket, ticket.state === 'waiting' ? await store.countBefore(call.sql, ticket) : 0)
}

function shown({ ticketId, number, state, desk, takenAt }: store.TicketRow, before: number): Ticket {
  return { ticketId, number, state, desk, before, takenAt }
}
