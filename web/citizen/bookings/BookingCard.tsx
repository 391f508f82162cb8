import { type Booking, cancelBooking, moveBooking } from '@platform/server/services'
import { type FormEvent, useState } from 'react'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { showDay } from '../../kit/format.ts'
import { Actions } from '../../kit/Layout.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { useCall } from '../../kit/queries.ts'
import { ErrorState } from '../../kit/States.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { type When, WhenFields } from './WhenFields.tsx'

const words = text({
  when: {
    vi: (time: string, day: string) => `${time}, ngày ${day}`,
    en: (time: string, day: string) => `${time} on ${day}`,
  },
  bring: {
    vi: 'Khi đến, báo với cán bộ ở cửa: họ sẽ đổi lịch hẹn thành số thứ tự cho bạn.',
    en: 'When you come, tell the officer at the door: your booking becomes your number in the line.',
  },
  number: {
    vi: (number: number) => `Số của bạn: ${number}`,
    en: (number: number) => `Your number: ${number}`,
  },
  waiting: {
    vi: (before: number) => (before === 0 ? 'Bạn là người tiếp theo.' : `Còn ${before} người trước bạn.`),
    en: (before: number) => (before === 0 ? 'You are next.' : `${before} before you.`),
  },
  called: {
    vi: (desk: number) => `Mời bạn đến quầy ${desk}.`,
    en: (desk: number) => `Please go to desk ${desk}.`,
  },
  ended: { vi: 'Lượt này đã xong.', en: 'This turn is over.' },
  change: { vi: 'Đổi giờ', en: 'Change the time' },
  keep: { vi: 'Giữ giờ cũ', en: 'Keep the time' },
  move: { vi: 'Lưu giờ mới', en: 'Save the new time' },
  moved: { vi: 'Đã đổi giờ hẹn', en: 'The time was changed' },
  chooseTime: { vi: 'Hãy chọn giờ', en: 'Choose a time' },
  cancel: { vi: 'Hủy lịch hẹn', en: 'Cancel the booking' },
  cancelled: { vi: 'Đã hủy lịch hẹn', en: 'The booking was cancelled' },
})

/** One booking: where and when, and once its owner has come, his number. */
export function BookingCard({ booking }: { booking: Booking }) {
  const t = useText(words)
  const show = useWords()
  const [changing, setChanging] = useState(false)
  const cancel = useCall(cancelBooking, { onReply: () => say(t.cancelled) })
  const { ticket, bookingId } = booking
  return (
    <Card title={t.when(booking.time, showDay(booking.day))} icon="calendar">
      <p className="strong">{show(booking.agency)}</p>
      {booking.service ? <p>{show(booking.service.name)}</p> : null}
      {ticket ? (
        <Notice look="info" title={t.number(ticket.number)}>
          {ticket.state === 'waiting'
            ? t.waiting(ticket.before)
            : ticket.state === 'called'
              ? t.called(ticket.desk ?? 0)
              : t.ended}
        </Notice>
      ) : (
        <>
          <p className="muted">{t.bring}</p>
          {cancel.problem ? <ErrorState problem={cancel.problem} /> : null}
          {changing ? (
            <MoveForm booking={booking} onDone={() => setChanging(false)} />
          ) : (
            <Actions>
              <Button icon="edit" onClick={() => setChanging(true)}>
                {t.change}
              </Button>
              <Button
                icon="close"
                pending={cancel.pending}
                onClick={() => void cancel.send({ params: { bookingId } })}
              >
                {t.cancel}
              </Button>
            </Actions>
          )}
        </>
      )}
    </Card>
  )
}

function MoveForm({ booking, onDone }: { booking: Booking; onDone: () => void }) {
  const t = useText(words)
  const [when, setWhen] = useState<When>({ day: booking.day, time: '' })
  const [tried, setTried] = useState(false)
  const move = useCall(moveBooking, {
    onReply: () => {
      say(t.moved)
      onDone()
    },
  })
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (when.time) void move.send({ params: { bookingId: booking.bookingId }, body: when })
  }
  return (
    <form className="stack" onSubmit={onSubmit} noValidate>
      <WhenFields
        unitId={booking.unitId}
        value={when}
        onChange={setWhen}
        error={tried && !when.time ? t.chooseTime : null}
      />
      {move.problem ? <ErrorState problem={move.problem} /> : null}
      <Actions>
        <Button type="submit" look="primary" pending={move.pending}>
          {t.move}
        </Button>
        <Button onClick={onDone}>{t.keep}</Button>
      </Actions>
    </form>
  )
}
