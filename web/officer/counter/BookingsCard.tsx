import { type BookingRow, listBookings, recordArrival } from '@platform/server/services'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { useCall, useRead } from '../../kit/queries.ts'
import { Empty, ErrorState, Show } from '../../kit/States.tsx'
import { type Column, Table } from '../../kit/Table.tsx'
import { text, useText, useWords } from '../../kit/text.ts'

const words = text({
  title: { vi: 'Lịch hẹn hôm nay', en: 'Bookings today' },
  none: { vi: 'Hôm nay không có ai đặt lịch', en: 'Nobody booked a time today' },
  time: { vi: 'Giờ hẹn', en: 'Time' },
  name: { vi: 'Người hẹn', en: 'Who' },
  service: { vi: 'Thủ tục', en: 'Procedure' },
  number: { vi: 'Số thứ tự', en: 'Number' },
  came: { vi: 'Đã đến', en: 'Has come' },
  cameWho: { vi: (name: string) => `Đã đến: ${name}`, en: (name: string) => `Has come: ${name}` },
  ahead: {
    vi: (number: number, before: string) => `Số ${number}, được ưu tiên theo lịch hẹn. ${before}`,
    en: (number: number, before: string) => `Number ${number}, ahead by booking. ${before}`,
  },
  ordinary: {
    vi: (number: number, before: string) =>
      `Số ${number}, theo thứ tự thường vì không đến đúng giờ hẹn. ${before}`,
    en: (number: number, before: string) =>
      `Number ${number}, in the ordinary order: not at the time booked. ${before}`,
  },
  before: {
    vi: (before: number) => (before === 0 ? 'Là người tiếp theo.' : `Còn ${before} người trước.`),
    en: (before: number) => (before === 0 ? 'It is next.' : `${before} before it.`),
  },
})

/** Who booked a time at this office today; who has come gets a number, once. */
export function BookingsCard() {
  const t = useText(words)
  const show = useWords()
  const read = useRead(listBookings, {})
  const arrive = useCall(recordArrival)
  const columns: Column<BookingRow>[] = [
    { head: t.time, cell: ({ time }) => <span className="number">{time}</span> },
    { head: t.name, names: true, cell: ({ name }) => name },
    { head: t.service, cell: ({ service }) => (service ? show(service) : '–') },
    {
      head: t.number,
      cell: ({ bookingId, number, name }) =>
        number === null ? (
          <Button
            icon="done"
            aria-label={t.cameWho(name)}
            pending={arrive.pending}
            onClick={() => void arrive.send({ params: { bookingId } })}
          >
            {t.came}
          </Button>
        ) : (
          <span className="strong number">{number}</span>
        ),
    },
  ]
  const given = arrive.reply
  return (
    <Card title={t.title} icon="calendar">
      {given ? (
        <Notice look="done" now>
          {(given.ahead ? t.ahead : t.ordinary)(given.ticket.number, t.before(given.ticket.before))}
        </Notice>
      ) : null}
      {arrive.problem ? <ErrorState problem={arrive.problem} /> : null}
      <Show read={read}>
        {({ rows }) => (
          <Table
            caption={t.title}
            columns={columns}
            rows={rows}
            keyOf={({ bookingId }) => bookingId}
            empty={<Empty icon="calendar" title={t.none} />}
          />
        )}
      </Show>
    </Card>
  )
}
