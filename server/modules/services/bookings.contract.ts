/** Times at a one-stop counter that someone booked (lịch hẹn tại Bộ phận Một cửa). Browser-safe. */
import { type Static, Type } from 'typebox'
import { endpoint, type Role } from '#platform/endpoint.ts'
import { event } from '#platform/event.ts'
import { problem } from '#platform/problem.ts'
import { Day, Nullable, PersonNumber, UnitId, Uuid, Words } from '#platform/schemas.ts'
import { serviceUnknown } from './catalogue.contract.ts'
import { queueFull, Ticket } from './queue.contract.ts'

export const bookingTaken = problem(409, 'services/booking-taken', {
  vi: 'Giờ này vừa kín chỗ. Hãy chọn giờ khác',
  en: 'This time has just filled up. Please choose another',
})
export const bookingImpossible = problem(422, 'services/booking-impossible', {
  vi: 'Bộ phận Một cửa không nhận lịch hẹn vào giờ này. Hãy chọn giờ khác',
  en: 'The counter takes no bookings at this time. Please choose another',
})
export const bookingsMany = problem(409, 'services/bookings-many', {
  vi: 'Bạn đang có đủ số lịch hẹn được phép. Hãy đổi giờ hoặc hủy một lịch trước',
  en: 'You have as many bookings as one may have. Move or cancel one first',
})
export const bookingUnknown = problem(404, 'services/booking-unknown', {
  vi: 'Không có lịch hẹn này, hoặc lịch đã hủy',
  en: 'There is no such booking, or it was cancelled',
})
export const bookingDone = problem(409, 'services/booking-done', {
  vi: 'Lịch hẹn này đã được nhận: người hẹn đã có số thứ tự',
  en: 'This booking has been taken up: there is a number for it already',
})

const self = { citizen: { for: 'self', level: 1 } } as const
const clerks = {
  officer: {
    roles: ['counter', 'case-officer', 'civil-status'] as readonly Role[],
    within: 'own-agency',
    purpose: 'services/counter',
  },
} as const
/** `08:30`. */
const Time = Type.String({ pattern: '^[0-2][0-9]:[0-5][0-9]$' })
const ServiceCode = Type.String({ minLength: 1, maxLength: 40, pattern: '^[0-9A-Za-z.-]+$' })
const ById = Type.Object({ bookingId: Uuid })

export const Booking = Type.Object({
  bookingId: Uuid,
  unitId: UnitId,
  agency: Words,
  day: Day,
  time: Time,
  service: Nullable(Type.Object({ code: Type.String(), name: Words })),
  /** The number he got when he came. */
  ticket: Nullable(Ticket),
})
export type Booking = Static<typeof Booking>

export const listBookingTimes = endpoint({
  method: 'GET',
  path: '/services/bookings/times',
  summary: 'Free times at the one-stop counter of a commune or province on a day',
  access: self,
  query: Type.Object({ unitId: UnitId, day: Day }),
  reply: Type.Object({ times: Type.Array(Type.Object({ time: Time, free: Type.Integer() })) }),
})
export const listMyBookings = endpoint({
  method: 'GET',
  path: '/services/bookings',
  summary: 'My bookings of today and later',
  access: self,
  personal: true,
  reply: Type.Object({ rows: Type.Array(Booking) }),
})
export const bookCounter = endpoint({
  method: 'POST',
  path: '/services/bookings',
  summary: 'Book a half hour at the one-stop counter of any commune or province',
  access: self,
  personal: true,
  body: Type.Object({
    unitId: UnitId,
    day: Day,
    time: Time,
    service: Type.Optional(ServiceCode),
  }),
  reply: Booking,
  problems: [bookingTaken, bookingImpossible, bookingsMany, serviceUnknown],
})
export const moveBooking = endpoint({
  method: 'POST',
  path: '/services/bookings/:bookingId/move',
  summary: 'Another time for my booking; the old one stays mine when the new one is taken',
  access: self,
  personal: true,
  params: ById,
  body: Type.Object({ day: Day, time: Time }),
  reply: Booking,
  problems: [bookingUnknown, bookingDone, bookingTaken, bookingImpossible],
})
export const cancelBooking = endpoint({
  method: 'DELETE',
  path: '/services/bookings/:bookingId',
  summary: 'Cancel my booking; its place is free again',
  access: self,
  personal: true,
  params: ById,
  reply: Type.Object({ cancelled: Type.Boolean() }),
  problems: [bookingUnknown, bookingDone],
})

export const BookingRow = Type.Object({
  bookingId: Uuid,
  time: Time,
  name: Type.String(),
  service: Nullable(Words),
  /** His number, when he has come. */
  number: Nullable(Type.Integer()),
})
export type BookingRow = Static<typeof BookingRow>
export const listBookings = endpoint({
  method: 'GET',
  path: '/services/queue/bookings',
  summary: 'Who booked a time at my office today (at most 200)',
  access: clerks,
  personal: true,
  reply: Type.Object({ rows: Type.Array(BookingRow) }),
})
export const recordArrival = endpoint({
  method: 'POST',
  path: '/services/queue/bookings/:bookingId/arrive',
  summary: 'Who booked has come: his number, before those without a booking when he is in time',
  access: clerks,
  personal: true,
  params: ById,
  reply: Type.Object({ ticket: Ticket, ahead: Type.Boolean() }),
  problems: [bookingUnknown, bookingDone, queueFull],
})

/** Of whoever booked. */
const BookingHappening = Type.Object({
  personNumber: PersonNumber,
  bookingId: Uuid,
  agency: Words,
  day: Day,
  time: Time,
})
export type BookingHappening = Static<typeof BookingHappening>
/** It is tomorrow. */
export const bookingNear = event('services.booking-near', BookingHappening)
/** Its office went into another, which keeps the time. */
export const bookingMoved = event('services.booking-moved', BookingHappening)
/** Its office ended, and no other could keep the time; `agency` is the one that ended. */
export const bookingCancelled = event('services.booking-cancelled', BookingHappening)
