/**
 * Times at a one-stop counter (lịch hẹn tại Bộ phận Một cửa): half hours of working days, so many people each; who comes
 * in time goes before those without a booking. Times, places and limits are data of `reference`.
 */
import { minuteOf, type SlotRules, slotsLeft, timeOf } from '#accounts'
import { type Call, type CitizenActor, changes, type OfficerActor, reads } from '#platform/call.ts'
import { dayOf, minutesIntoDay } from '#platform/day.ts'
import { uuidv7 } from '#platform/ids.ts'
import { poke } from '#platform/live.ts'
import type { Day, Uuid } from '#platform/schemas.ts'
import { agencyById, agencyIdOf, lawParameter, unitById, unitIdOfAgency, units } from '#reference'
import type { Booking } from './bookings.contract.ts'
import * as store from './bookings.store.ts'
import { bundleInForce, serviceName } from './catalogue.ts'
import * as contract from './contract.ts'
import type { Ticket } from './queue.contract.ts'
import { lockHolder } from './queue.store.ts'
import { moved, ticketAt, ticketForBooked } from './queue.ts'

/** Value of `services.bookings`. */
interface BookingRules extends SlotRules {
  /** How many one may have that he has not come for. */
  mostOpen: number
  earlyMinutes: number
  lateMinutes: number
}

/** Units with a service centre where one books. */
const counters = ['commune', 'province'] as const

const citizen = ({ actor }: Call) => actor as CitizenActor
const officer = ({ actor }: Call) => actor as OfficerActor

/** A commune may have its own. */
export async function bookingRules(call: Call, unitId: number): Promise<BookingRules> {
  return (await lawParameter<BookingRules>(call, 'services.bookings', dayOf(call.now), unitId)).value
}

/** The service centre of a commune, or of a province (Trung tâm Phục vụ hành chính công cấp tỉnh). */
async function counterOf(call: Call, unitId: number): Promise<number> {
  const unit = unitById(await units(call), unitId, dayOf(call.now))
  return agencyIdOf(unit?.level === 'province' ? 'province-service-centre' : 'commune-service-centre', unitId)
}

export async function bookingTimes(call: Call, { unitId, day }: { unitId: number; day: Day }) {
  const rules = await bookingRules(call, unitId)
  const taken = await store.countTaken(call.sql, await counterOf(call, unitId), day)
  const slots = await slotsLeft(call, unitId, day, rules, counters)
  return {
    times: slots.map((minute) => ({
      time: timeOf(minute),
      free: Math.max(0, rules.perSlot - (taken.get(minute) ?? 0)),
    })),
  }
}

export async function myBookings(call: Call): Promise<{ rows: Booking[] }> {
  const { number } = citizen(call)
  reads(call, number, ['bookings'])
  const rows: Booking[] = []
  for (const one of await store.selectMine(call.sql, number, dayOf(call.now)))
    rows.push(await view(call, one))
  return { rows }
}

interface Wanted {
  day: Day
  time: string
}

/** Throws bookingTaken, bookingImpossible, bookingsMany. */
export async function bookCounter(
  call: Call,
  { unitId, day, time, service }: Wanted & { unitId: number; service?: string },
): Promise<Booking> {
  const { number } = citizen(call)
  changes(call, number, ['bookings'])
  const rules = await bookingRules(call, unitId)
  const version = service ? (await bundleInForce(call, service)).version : null
  await store.lockPerson(call.sql, number)
  if ((await store.countOpen(call.sql, number, dayOf(call.now))) >= rules.mostOpen)
    throw contract.bookingsMany()
  const booking = {
    bookingId: uuidv7(call.now.getTime()),
    personNumber: number,
    agencyId: await counterOf(call, unitId),
    day,
    minute: minuteOf(time),
    serviceCode: service ?? null,
    serviceVersion: version,
    ticketId: null,
  }
  await store.insertBooking(call.sql, booking, await placeIn(call, booking, unitId, rules), call.now)
  await moved(call, booking.agencyId)
  return view(call, booking)
}

/** Throws bookingTaken, bookingImpossible. */
export async function placeIn(
  call: Call,
  slot: store.Slot,
  unitId: number,
  rules: BookingRules,
): Promise<number> {
  if (!(await slotsLeft(call, unitId, slot.day, rules, counters)).includes(slot.minute))
    throw contract.bookingImpossible()
  const place = await store.freePlace(call.sql, slot, rules.perSlot)
  if (place === null) throw contract.bookingTaken()
  return place
}

/** Throws bookingUnknown, bookingDone, bookingTaken, bookingImpossible. */
export async function moveBooking(call: Call, bookingId: Uuid, { day, time }: Wanted): Promise<Booking> {
  const mine = await openOfMine(call, bookingId)
  const unitId = unitIdOfAgency(mine.agencyId)!
  const slot = { agencyId: mine.agencyId, day, minute: minuteOf(time) }
  if (slot.day !== mine.day || slot.minute !== mine.minute) {
    const place = await placeIn(call, slot, unitId, await bookingRules(call, unitId))
    await store.moveBooking(call.sql, bookingId, slot, place)
    await moved(call, mine.agencyId)
  }
  return view(call, { ...mine, ...slot })
}

/** Throws bookingUnknown, bookingDone. */
export async function cancelBooking(call: Call, bookingId: Uuid): Promise<{ cancelled: boolean }> {
  const { agencyId } = await openOfMine(call, bookingId)
  await store.cancelBooking(call.sql, bookingId, call.now)
  await moved(call, agencyId)
  return { cancelled: true }
}

async function openOfMine(call: Call, bookingId: Uuid): Promise<store.BookingRow> {
  const { number } = citizen(call)
  changes(call, number, ['bookings'])
  const mine = await store.lockMine(call.sql, number, bookingId, dayOf(call.now))
  if (!mine) throw contract.bookingUnknown()
  if (mine.ticketId) throw contract.bookingDone()
  return mine
}

async function view(call: Call, row: store.BookingRow): Promise<Booking> {
  const { bookingId, agencyId, day, minute, serviceCode, serviceVersion, ticketId } = row
  const agency = await agencyById(call.sql, agencyId)
  if (!agency) throw new Error(`No agency ${agencyId}`)
  return {
    bookingId,
    unitId: unitIdOfAgency(agencyId)!,
    agency: { vi: agency.nameVi, en: agency.nameEn },
    day,
    time: timeOf(minute),
    service: serviceCode
      ? { code: serviceCode, name: await serviceName(call, serviceCode, serviceVersion) }
      : null,
    ticket: ticketId ? await ticketAt(call, agencyId, ticketId) : null,
  }
}

/** Who booked a time at one's office today. */
export async function bookingsToday(call: Call) {
  const rows: contract.BookingRow[] = []
  for (const found of await store.selectOfDay(call.sql, officer(call).agencyId, dayOf(call.now))) {
    reads(call, found.personNumber, ['name', 'bookings'])
    rows.push({
      bookingId: found.bookingId,
      time: timeOf(found.minute),
      name: found.name,
      service: found.serviceCode ? await serviceName(call, found.serviceCode, found.serviceVersion) : null,
      number: found.number,
    })
  }
  return { rows }
}

/** In time he goes ahead; much earlier or later he gets a number like everybody. Throws bookingUnknown, bookingDone, queueFull. */
export async function recordArrival(call: Call, bookingId: Uuid) {
  const { agencyId } = officer(call)
  const day = dayOf(call.now)
  const personNumber = await store.bookedBy(call.sql, agencyId, day, bookingId)
  if (!personNumber) throw contract.bookingUnknown()
  await lockHolder(call.sql, personNumber)
  const booking = await store.lockOfDay(call.sql, agencyId, day, bookingId)
  if (!booking) throw contract.bookingUnknown()
  changes(call, booking.personNumber, ['bookings', 'queue'])
  if (booking.ticketId) throw contract.bookingDone()
  const arrived = await arrive(call, booking)
  await poke(call, [`person:${booking.personId}`], 'bookings')
  return arrived
}

/** Who takes a number at the office where he is booked today has come. Null without a booking. Throws queueFull. */
export async function arriveMyself(call: Call, agencyId: number): Promise<Ticket | null> {
  const booking = await store.lockDue(call.sql, agencyId, dayOf(call.now), citizen(call).number)
  if (!booking) return null
  changes(call, booking.personNumber, ['bookings'])
  return (await arrive(call, booking)).ticket
}

async function arrive(call: Call, booking: store.BookingRow): Promise<{ ticket: Ticket; ahead: boolean }> {
  const { agencyId, personNumber, bookingId } = booking
  const { earlyMinutes, lateMinutes } = await bookingRules(call, unitIdOfAgency(agencyId)!)
  const after = minutesIntoDay(call.now) - booking.minute
  const ahead = after >= -earlyMinutes && after <= lateMinutes
  const ticket = await ticketForBooked(call, agencyId, personNumber, ahead)
  if (!(await store.writeArrival(call.sql, bookingId, ticket.ticketId, call.now)))
    throw contract.bookingDone()
  return { ticket, ahead }
}
