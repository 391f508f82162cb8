import { listMyBookings } from '@platform/server/services'
import { Page } from '../../kit/Page.tsx'
import { useRead } from '../../kit/queries.ts'
import { Empty, Show } from '../../kit/States.tsx'
import { text, useText } from '../../kit/text.ts'
import { BookForm } from './BookForm.tsx'
import { BookingCard } from './BookingCard.tsx'

const words = text({
  title: { vi: 'Lịch hẹn tại Bộ phận Một cửa', en: 'Bookings at the one-stop counter' },
  lead: {
    vi: 'Chọn nơi đến, ngày và giờ. Đến đúng giờ, bạn được gọi trước người chưa đặt lịch.',
    en: 'Choose where, the day and the time. Come in time and you are called before those without a booking.',
  },
  none: { vi: 'Bạn chưa có lịch hẹn nào', en: 'You have no bookings' },
  mine: { vi: 'Lịch hẹn của tôi', en: 'My bookings' },
})

/** Half hours at a counter: mine, and a new one. */
export function BookingsPage() {
  const t = useText(words)
  const read = useRead(listMyBookings, {})
  return (
    <Page title={t.title} lead={t.lead} width="reading">
      <Show read={read}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty title={t.none} icon="calendar" />
          ) : (
            <section className="stack" aria-label={t.mine}>
              <h2>{t.mine}</h2>
              {rows.map((booking) => (
                <BookingCard booking={booking} key={booking.bookingId} />
              ))}
            </section>
          )
        }
      </Show>
      <BookForm />
    </Page>
  )
}
