/** What a person is told of his times at a one-stop counter. */
import type { Call } from '#platform/call.ts'
import type { EventRow } from '#platform/events.ts'
import type { Worker } from '#platform/jobs.ts'
import type { Words } from '#platform/schemas.ts'
import { type BookingHappening, bookingCancelled, bookingMoved, bookingNear } from '#services/contract'
import { tell } from './messages.ts'

interface Message {
  title: Words
  body: Words
}

export function bookingJobs(worker: Worker): void {
  worker.on(bookingNear, 'notifications.booking-near', (call, booking, event) =>
    tellBooked(call, booking, event, 'booking-near', near(booking)),
  )
  worker.on(bookingMoved, 'notifications.booking-moved', (call, booking, event) =>
    tellBooked(call, booking, event, 'booking-moved', moved(booking)),
  )
  worker.on(bookingCancelled, 'notifications.booking-cancelled', (call, booking, event) =>
    tellBooked(call, booking, event, 'booking-cancelled', cancelled(booking)),
  )
}

const dayOf = (day: string) => day.split('-').reverse().join('/')

const near = ({ time, day, agency }: BookingHappening): Message => ({
  title: { vi: 'Ngày mai bạn có lịch hẹn', en: 'You have a booking tomorrow' },
  body: {
    vi: `${time} ngày ${dayOf(day)}, ${agency.vi}. Không đến được thì hãy đổi giờ hoặc hủy để nhường chỗ.`,
    en: `${time} on ${dayOf(day)}, ${agency.en}. If you cannot come, move or cancel it.`,
  },
})
const moved = ({ time, day, agency }: BookingHappening): Message => ({
  title: { vi: 'Lịch hẹn của bạn chuyển sang nơi khác', en: 'Your booking is at another office now' },
  body: {
    vi: `Đơn vị hành chính đã sắp xếp lại. Giờ hẹn giữ nguyên: ${time} ngày ${dayOf(day)}, tại ${agency.vi}.`,
    en: `The unit was reorganised. The time stays: ${time} on ${dayOf(day)}, at ${agency.en}.`,
  },
})
const cancelled = ({ time, day, agency }: BookingHappening): Message => ({
  title: { vi: 'Lịch hẹn của bạn đã bị hủy', en: 'Your booking was cancelled' },
  body: {
    vi: `${agency.vi} đã được sắp xếp lại, nên lịch hẹn ${time} ngày ${dayOf(day)} không còn. Hãy đặt lịch mới.`,
    en: `${agency.en} was reorganised, so the booking at ${time} on ${dayOf(day)} is gone. Please book again.`,
  },
})

async function tellBooked(
  call: Call,
  { personNumber, bookingId }: BookingHappening,
  event: EventRow,
  kind: string,
  message: Message,
): Promise<void> {
  await tell(call, {
    personNumber,
    notificationId: event.id,
    at: event.recordedAt,
    kind,
    ...message,
    aboutKind: 'booking',
    aboutId: bookingId,
  })
}
