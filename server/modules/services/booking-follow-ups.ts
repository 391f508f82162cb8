/**
 * What happens to a booking by itself: its owner is reminded the day before, and it goes when he has died; when its
 * commune ends, the office that took over keeps the time where it can. Loaded with the module.
 */
import { timeOf } from '#accounts'
import { type Call, changes } from '#platform/call.ts'
import { addDays, dayOf, instantAt } from '#platform/day.ts'
import type { EventKind } from '#platform/event.ts'
import { emit } from '#platform/events.ts'
import { enqueue } from '#platform/jobs.ts'
import { isProblem } from '#platform/problem.ts'
import type { PersonNumber } from '#platform/schemas.ts'
import { agencyById, agencyIdOf } from '#reference'
import { type EndedUnits, registerBoundaryFollower } from '#residence'
import { type BookingHappening, bookingCancelled, bookingMoved, bookingNear } from './bookings.contract.ts'
import * as store from './bookings.store.ts'
import { bookingRules, placeIn } from './bookings.ts'
import * as queue from './queue.store.ts'
import { moved } from './queue.ts'

export const REMIND_TASK = 'services.remind-bookings-on'
const AT_ONCE = 500

/** A page of those who come tomorrow, and the next as a job of its own. Safe to repeat: each is reminded once. */
export async function remindBookings(call: Call): Promise<void> {
  const tomorrow = addDays(dayOf(call.now), 1)
  const near = await store.takeToRemind(call.sql, tomorrow, call.now, AT_ONCE)
  for (const booking of near) await tell(call, bookingNear, booking)
  if (near.length === AT_ONCE) await enqueue(call, REMIND_TASK, {}, { key: REMIND_TASK })
}

/** Times and numbers of who has died are free again; the office sees it. Safe to repeat. */
export async function bookingsOfTheDead(
  call: Call,
  { personNumber }: { personNumber: PersonNumber },
): Promise<void> {
  for (const { bookingId, agencyId } of await store.lockOpenOf(call.sql, personNumber)) {
    changes(call, personNumber, ['bookings'])
    await store.cancelBooking(call.sql, bookingId, call.now)
    await moved(call, agencyId)
  }
  for (const { ticketId, agencyId } of await queue.lockWaitingOf(call.sql, personNumber)) {
    changes(call, personNumber, ['queue'])
    await queue.endTicket(call.sql, ticketId, 'given-up', call.now)
    await moved(call, agencyId)
  }
}

registerBoundaryFollower({
  name: 'services.bookings',
  words: { vi: 'Lịch hẹn tại Bộ phận Một cửa', en: 'Bookings at one-stop counters' },
  follow: followBoundaries,
  waiting: async () => 0,
})

/** At the only successor the time stays; of a divided unit, or where it is full, the booking goes and its owner hears. */
async function followBoundaries(
  call: Call,
  { successors, effectiveOn }: EndedUnits,
  limit: number,
): Promise<number> {
  const counters = new Map(
    [...successors].flatMap(([unitId, became]) =>
      (['commune-service-centre', 'province-service-centre'] as const).map(
        (kind) =>
          [
            agencyIdOf(kind, unitId),
            became.map((one) => ({ unitId: one, agencyId: agencyIdOf(kind, one) })),
          ] as const,
      ),
    ),
  )
  const standing = await store.lockAtOffices(call.sql, [...counters.keys()], effectiveOn, limit)
  const asOf = { ...call, now: instantAt(effectiveOn) }
  for (const booking of standing) {
    changes(call, booking.personNumber, ['bookings'])
    const became = counters.get(booking.agencyId) ?? []
    const next = became.length === 1 ? became[0] : undefined
    const place = next && (await placeAt(asOf, next, booking))
    if (!next || !place) {
      await store.cancelBooking(call.sql, booking.bookingId, call.now)
      await tell(call, bookingCancelled, booking)
      continue
    }
    await store.putAtOffice(call.sql, booking.bookingId, next.agencyId, place)
    await tell(call, bookingMoved, { ...booking, agencyId: next.agencyId })
    await moved(call, next.agencyId)
  }
  return standing.length
}

/** A place at the same time at another office; null when that is full or closed then. */
async function placeAt(
  call: Call,
  { unitId, agencyId }: { unitId: number; agencyId: number },
  { day, minute }: store.Slot,
): Promise<number | null> {
  try {
    return await placeIn(call, { agencyId, day, minute }, unitId, await bookingRules(call, unitId))
  } catch (error) {
    if (isProblem(error)) return null
    throw error
  }
}

async function tell(
  call: Call,
  kind: EventKind<BookingHappening>,
  { personNumber, bookingId, agencyId, day, minute }: store.BookingRow,
): Promise<void> {
  const agency = await agencyById(call.sql, agencyId)
  const office = { vi: agency?.nameVi ?? '', en: agency?.nameEn ?? '' }
  const happening = { personNumber, bookingId, agency: office, day, time: timeOf(minute) }
  await emit(call, kind, happening, { person: personNumber })
}
