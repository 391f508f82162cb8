/**
 * A number of the line that one takes oneself (tự lấy số thứ tự): the QR in the hall opens the page of its office; who is
 * signed in takes one number there while the counter is open, follows it and may give it up. Who has no phone gets a slip.
 */
import { qrPath } from '#documents'
import { type Call, type CitizenActor, changes, reads } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import type { Uuid } from '#platform/schemas.ts'
import { agencyById, workingCalendar } from '#reference'
import { arriveMyself } from './bookings.ts'
import * as contract from './contract.ts'
import { openingOf, queueRules } from './counter-hours.ts'
import type { Hall, OwnNumber } from './own-numbers.contract.ts'
import type { Ticket } from './queue.contract.ts'
import * as store from './queue.store.ts'
import * as queue from './queue.ts'

const citizen = ({ actor }: Call) => actor as CitizenActor
const instant = (at: Date | null) => at?.toISOString() ?? null

/** Throws noCounter: no such office, one that has ended, or one of a kind without a counter. */
export async function readHall(call: Call, agencyId: number): Promise<Hall> {
  const agency = await agencyById(call.sql, agencyId)
  const rules = await queueRules(call, agencyId)
  const day = dayOf(call.now)
  if (!agency || !rules.agencyKinds.includes(agency.kind) || (agency.validUntil ?? '9999') <= day)
    throw contract.noCounter()
  const { openUntil, opensAt } = openingOf(call.now, rules, await workingCalendar(call))
  const waiting = await store.selectWaiting(call.sql, agencyId, day)
  return {
    agencyId,
    agency: { vi: agency.nameVi, en: agency.nameEn },
    openUntil: instant(openUntil),
    opensAt: instant(opensAt),
    waiting: waiting[0]?.waiting ?? 0,
    left: Math.max(0, rules.mostADay - (await store.countGiven(call.sql, agencyId, day))),
  }
}

/** Throws noCounter. */
export async function readPoster(call: Call, agencyId: number) {
  const { agency } = await readHall(call, agencyId)
  return { agency, ...pointer(call, `citizen/queue/${agencyId}`) }
}

/** Throws ticketUnknown: not of today, or not of this office. */
export async function followTicket(call: Call, agencyId: number, ticketId: Uuid): Promise<Ticket> {
  const ticket = await queue.ticketAt(call, agencyId, ticketId)
  if (!ticket) throw contract.ticketUnknown()
  return ticket
}

/** Throws ticketUnknown. */
export async function readSlip(call: Call, agencyId: number, ticketId: Uuid) {
  const ticket = await followTicket(call, agencyId, ticketId)
  return {
    agency: await nameOf(call, agencyId),
    ticket,
    ...pointer(call, `queue/${agencyId}/${ticketId}`),
  }
}

function pointer({ ports }: Call, path: string) {
  const address = `${ports.publicUrl}/${path}`
  return { address, qr: qrPath(address) }
}

export async function listMyNumbers(call: Call): Promise<{ rows: OwnNumber[] }> {
  const { number } = citizen(call)
  reads(call, number, ['queue'])
  const rows: OwnNumber[] = []
  for (const ticket of await store.selectMine(call.sql, number, dayOf(call.now)))
    rows.push(await own(call, ticket.agencyId, await queue.view(call, ticket)))
  return { rows }
}

/** One open number a person and office. Throws noCounter, counterClosed, numberHeld, queueFull. */
export async function takeMyNumber(call: Call, agencyId: number): Promise<OwnNumber> {
  const { number } = citizen(call)
  changes(call, number, ['queue'])
  const hall = await readHall(call, agencyId)
  if (!hall.openUntil) throw contract.counterClosed()
  await store.lockHolder(call.sql, number)
  if (await store.lockOpenOf(call.sql, agencyId, dayOf(call.now), number)) throw contract.numberHeld()
  const ticket =
    (await arriveMyself(call, agencyId)) ??
    (await queue.giveTicket(call, agencyId, { ahead: false, personNumber: number }))
  return own(call, agencyId, ticket)
}

/** Waiting or just called, it is nobody's then. Given up twice is given up. Throws ticketUnknown, numberOver. */
export async function giveUpNumber(call: Call, ticketId: Uuid): Promise<OwnNumber> {
  const { number } = citizen(call)
  changes(call, number, ['queue'])
  const ticket = await store.lockMine(call.sql, number, dayOf(call.now), ticketId)
  if (!ticket) throw contract.ticketUnknown()
  if (ticket.state === 'served' || ticket.state === 'absent') throw contract.numberOver()
  await store.endTicket(call.sql, ticketId, 'given-up', call.now)
  await queue.moved(call, ticket.agencyId)
  return own(call, ticket.agencyId, await queue.view(call, { ...ticket, state: 'given-up' }))
}

async function own(call: Call, agencyId: number, ticket: Ticket): Promise<OwnNumber> {
  return { agencyId, agency: await nameOf(call, agencyId), ticket }
}

async function nameOf(call: Call, agencyId: number) {
  const agency = await agencyById(call.sql, agencyId)
  if (!agency) throw contract.ticketUnknown()
  return { vi: agency.nameVi, en: agency.nameEn }
}
