import { listMyBookings, listMyNumbers } from '@platform/server/services'
import { Card } from '../../kit/Card.tsx'
import { Page } from '../../kit/Page.tsx'
import { useRead } from '../../kit/queries.ts'
import { Link } from '../../kit/router.tsx'
import { Empty, Show } from '../../kit/States.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { paths } from '../paths.ts'
import { BookForm } from './BookForm.tsx'
import { BookingCard } from './BookingCard.tsx'

const words = text({
  title: { vi: 'Lịch hẹn tại Bộ phận Một cửa', en: 'Bookings at the one-stop counter' },
  lead: {
    vi: 'Chọn nơi đến, ngày và giờ. Đến đúng giờ, bạn được gọi trước người chưa đặt lịch.',
    en: 'Choose where, the day and the time. Come in time and you are called before those without a booking.',
  },
  none: { vi: 'Bạn chưa có lịch hẹn nào', en: 'You have no bookings' },
  numbers: { vi: 'Số thứ tự hôm nay', en: 'Numbers of today' },
  number: {
    vi: (number: number, agency: string) => `Số ${number}, ${agency}`,
    en: (number: number, agency: string) => `Number ${number}, ${agency}`,
  },
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
      <Numbers />
      <BookForm />
    </Page>
  )
}

/** Numbers that I took with my phone and that still wait. */
function Numbers() {
  const t = useText(words)
  const show = useWords()
  const read = useRead(listMyNumbers, {})
  const open = read.data?.rows.filter(({ ticket }) => ticket.state === 'waiting' || ticket.state === 'called')
  return open && open.length > 0 ? (
    <Card title={t.numbers} icon="clock">
      <ul>
        {open.map(({ agencyId, agency, ticket }) => (
          <li key={ticket.ticketId}>
            <Link to={paths.queue(agencyId)}>{t.number(ticket.number, show(agency))}</Link>
          </li>
        ))}
      </ul>
    </Card>
  ) : null
}
