import { followTicket, type Ticket } from '@platform/server/services'
import { useAgain } from './again.ts'
import './NumberInLine.css'
import { useRead } from './queries.ts'
import { text, useText } from './text.ts'

const words = text({
  label: { vi: 'Số thứ tự', en: 'Number in the line' },
  next: { vi: 'Bạn là người tiếp theo', en: 'You are next' },
  before: {
    vi: (before: number) => `Còn ${before} người trước bạn`,
    en: (before: number) => (before === 1 ? '1 person before you' : `${before} people before you`),
  },
  called: {
    vi: (desk: number) => `Mời bạn đến quầy ${desk}`,
    en: (desk: number) => `Please go to desk ${desk}`,
  },
  served: { vi: 'Lượt này đã xong', en: 'This turn is over' },
  absent: { vi: 'Đã gọi nhưng không có người đến', en: 'Called, and nobody came' },
  'given-up': { vi: 'Số này đã được bỏ', en: 'This number was given up' },
})

/** A number of today as it stands now; asked again while it is not over. */
export function useTicketNow(agencyId: number, ticket: Ticket): Ticket {
  const open = (one: Ticket) => one.state === 'waiting' || one.state === 'called'
  const read = useRead(
    followTicket,
    { params: { agencyId, ticketId: ticket.ticketId } },
    { enabled: open(ticket) },
  )
  const now = open(ticket) ? (read.data ?? ticket) : ticket
  useAgain(read.refetch, open(now))
  return now
}

/** A number, large, and what it waits for. */
export function NumberInLine({ ticket }: { ticket: Ticket }) {
  const t = useText(words)
  const { number, state, before, desk } = ticket
  const says =
    state === 'waiting'
      ? before === 0
        ? t.next
        : t.before(before)
      : state === 'called'
        ? t.called(desk ?? 0)
        : t[state]
  return (
    <div className="number-in-line" role="status">
      <span className="muted">{t.label}</span>
      <span className="number-in-line-number number">{number}</span>
      <span className={`number-in-line-says${state === 'called' ? ' number-in-line-called' : ''}`}>
        {says}
      </span>
    </div>
  )
}
