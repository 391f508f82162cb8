import { callNext, endTicket, nobodyWaits, readOfficeQueue, takeTicket } from '@platform/server/services'
import { useState } from 'react'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { SelectField } from '../../kit/inputs.tsx'
import { Actions } from '../../kit/Layout.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { useCall, useRead } from '../../kit/queries.ts'
import { ErrorState, Show } from '../../kit/States.tsx'
import { text, useText } from '../../kit/text.ts'

const words = text({
  title: { vi: 'Hàng chờ hôm nay', en: 'The line today' },
  board: { vi: 'Mở bảng gọi số', en: 'Open the board' },
  waiting: {
    vi: (waiting: number, next: string) =>
      waiting === 0 ? 'Không còn ai chờ.' : `${waiting} người đang chờ; tiếp theo: ${next}.`,
    en: (waiting: number, next: string) =>
      waiting === 0 ? 'Nobody is waiting.' : `${waiting} waiting; next: ${next}.`,
  },
  desk: { vi: 'Quầy của tôi', en: 'My desk' },
  deskNumber: { vi: (desk: number) => `Quầy ${desk}`, en: (desk: number) => `Desk ${desk}` },
  take: { vi: 'Phát số mới', en: 'Give a number' },
  taken: {
    vi: (number: number, before: number) =>
      before === 0 ? `Số ${number}, là người tiếp theo.` : `Số ${number}. Còn ${before} người chờ trước.`,
    en: (number: number, before: number) =>
      before === 0 ? `Number ${number} is next.` : `Number ${number}. ${before} wait before it.`,
  },
  slip: { vi: (number: number) => `In phiếu số ${number}`, en: (number: number) => `Print slip ${number}` },
  poster: { vi: 'In áp phích để dân tự lấy số', en: 'Print the poster with the QR' },
  next: { vi: 'Gọi số tiếp theo', en: 'Call the next' },
  called: {
    vi: (number: number, desk: number) => `Đang phục vụ số ${number} tại quầy ${desk}`,
    en: (number: number, desk: number) => `Serving number ${number} at desk ${desk}`,
  },
  served: { vi: 'Đã xong', en: 'Served' },
  absent: { vi: 'Không có mặt', en: 'Did not come' },
  none: { vi: 'Không còn ai chờ', en: 'Nobody is waiting' },
})

const DESKS = 12

/** Numbers of the day: given at the door, called to a desk, ended; in their order, without names. */
export function QueueCard() {
  const t = useText(words)
  const [desk, setDesk] = useState('1')
  const read = useRead(readOfficeQueue, {})
  const take = useCall(takeTicket)
  const next = useCall(callNext)
  const end = useCall(endTicket)
  const problem = take.problem ?? end.problem ?? (next.problem?.is(nobodyWaits) ? null : next.problem)
  return (
    <Card
      title={t.title}
      icon="people"
      aside={
        read.data ? (
          <a href={`/queue/${read.data.agencyId}`} target="_blank" rel="noreferrer">
            {t.board}
          </a>
        ) : null
      }
    >
      <Show read={read}>
        {({ agencyId, board, mine }) => (
          <div className="stack">
            <p role="status">{t.waiting(board.waiting, board.next.slice(0, 3).join(', '))}</p>
            {take.reply ? (
              <Notice look="done" now>
                <p>{t.taken(take.reply.number, take.reply.before)}</p>
                <p>
                  <a href={`/queue/${agencyId}/${take.reply.ticketId}`} target="_blank" rel="noreferrer">
                    {t.slip(take.reply.number)}
                  </a>
                </p>
              </Notice>
            ) : null}
            {mine.map(({ ticketId, number, desk: at }) => (
              <Notice key={ticketId} title={t.called(number, at ?? 0)}>
                <Actions>
                  <Button
                    icon="done"
                    onClick={() => void end.send({ params: { ticketId }, body: { outcome: 'served' } })}
                  >
                    {t.served}
                  </Button>
                  <Button
                    icon="close"
                    onClick={() => void end.send({ params: { ticketId }, body: { outcome: 'absent' } })}
                  >
                    {t.absent}
                  </Button>
                </Actions>
              </Notice>
            ))}
            {problem ? <ErrorState problem={problem} /> : null}
            <SelectField
              label={t.desk}
              value={desk}
              onChange={setDesk}
              options={Array.from({ length: DESKS }, (_, index) => ({
                value: String(index + 1),
                label: t.deskNumber(index + 1),
              }))}
            />
            <Actions>
              <Button
                look="primary"
                icon="bell"
                pending={next.pending}
                notNow={board.waiting === 0 ? t.none : null}
                onClick={() => void next.send({ body: { desk: Number(desk) } })}
              >
                {t.next}
              </Button>
              <Button icon="plus" pending={take.pending} onClick={() => void take.send({})}>
                {t.take}
              </Button>
            </Actions>
            <p className="small">
              <a href={`/queue/${agencyId}/poster`} target="_blank" rel="noreferrer">
                {t.poster}
              </a>
            </p>
          </div>
        )}
      </Show>
    </Card>
  )
}
