import { dayOf } from '@platform/server/platform/day.ts'
import { giveUpNumber, type Hall, listMyNumbers, readHall, takeMyNumber } from '@platform/server/services'
import { useState } from 'react'
import { useAgain } from '../../kit/again.ts'
import { Button, ButtonLink } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { showDay, showTime } from '../../kit/format.ts'
import { Actions } from '../../kit/Layout.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { NumberInLine, useTicketNow } from '../../kit/NumberInLine.tsx'
import { Page } from '../../kit/Page.tsx'
import { useCall, useRead } from '../../kit/queries.ts'
import { useParam } from '../../kit/router.tsx'
import { ErrorState, Show } from '../../kit/States.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { paths } from '../paths.ts'

const words = text({
  title: { vi: 'Lấy số thứ tự', en: 'Take a number' },
  waiting: {
    vi: (waiting: number) => (waiting === 0 ? 'Hiện không có ai chờ.' : `Hiện có ${waiting} người đang chờ.`),
    en: (waiting: number) => (waiting === 0 ? 'Nobody is waiting.' : `${waiting} waiting now.`),
  },
  until: {
    vi: (time: string) => `Quầy làm việc đến ${time}.`,
    en: (time: string) => `The counter is open until ${time}.`,
  },
  take: { vi: 'Lấy số', en: 'Take a number' },
  another: { vi: 'Lấy số mới', en: 'Take another number' },
  closed: { vi: 'Quầy đang nghỉ', en: 'The counter is closed' },
  opens: {
    vi: (time: string, day: string) => `Mở lại lúc ${time} ngày ${day}. Khi đó bạn mới lấy số được.`,
    en: (time: string, day: string) => `It opens at ${time} on ${day}. You can take a number then.`,
  },
  shut: { vi: 'Quầy nghỉ dài ngày.', en: 'The counter is closed for many days.' },
  full: { vi: 'Hôm nay đã hết số', en: 'No numbers are left today' },
  fullWhat: {
    vi: 'Hãy đặt lịch hẹn ngày khác, hoặc nộp hồ sơ trực tuyến ngay bây giờ.',
    en: 'Book a time on another day, or file online right now.',
  },
  book: { vi: 'Đặt lịch hẹn', en: 'Book a time' },
  online: { vi: 'Nộp trực tuyến', en: 'File online' },
  near: {
    vi: 'Hãy ở gần quầy. Nếu được gọi mà bạn vắng mặt, bạn phải lấy số mới.',
    en: 'Stay near the counter. If you are called and not there, you need a new number.',
  },
  giveUp: { vi: 'Bỏ số này', en: 'Give this number up' },
  giveUpTitle: {
    vi: (number: number) => `Bỏ số ${number}?`,
    en: (number: number) => `Give up number ${number}?`,
  },
  giveUpWhat: {
    vi: 'Bạn mất chỗ trong hàng. Muốn làm tiếp, bạn phải lấy số mới ở cuối hàng.',
    en: 'You lose your place. To go on you need a new number at the end of the line.',
  },
  keep: { vi: 'Giữ số', en: 'Keep it' },
  gone: { vi: 'Đã bỏ số', en: 'The number was given up' },
})

/** What the QR in a hall opens: a number for myself in the line of that office. */
export function QueuePage() {
  const t = useText(words)
  const show = useWords()
  const agencyId = Number(useParam('agencyId')) || 1
  const hall = useRead(readHall, { params: { agencyId } })
  const mine = useRead(listMyNumbers, {}, { enabled: hall.data !== undefined })
  useAgain(hall.refetch)
  return (
    <Page title={t.title} lead={hall.data ? show(hall.data.agency) : null} width="reading">
      <Show read={hall}>
        {(at) => <Show read={mine}>{({ rows }) => <Turn hall={at} mine={rows} />}</Show>}
      </Show>
    </Page>
  )
}

type Mine = NonNullable<(typeof listMyNumbers)['types']>['reply']['rows']

function Turn({ hall, mine }: { hall: Hall; mine: Mine }) {
  const last = mine.find(({ agencyId }) => agencyId === hall.agencyId)?.ticket
  return last ? <Held hall={hall} last={last} /> : <Taking hall={hall} />
}

function Held({ hall, last }: { hall: Hall; last: Mine[number]['ticket'] }) {
  const t = useText(words)
  const ticket = useTicketNow(hall.agencyId, last)
  const open = ticket.state === 'waiting' || ticket.state === 'called'
  return (
    <>
      <Card>
        <NumberInLine ticket={ticket} />
        {open ? <p className="muted">{t.near}</p> : null}
        {open ? <GiveUp ticketId={ticket.ticketId} number={ticket.number} /> : null}
      </Card>
      {open ? null : <Taking hall={hall} again />}
    </>
  )
}

function GiveUp({ ticketId, number }: { ticketId: string; number: number }) {
  const t = useText(words)
  const [asked, setAsked] = useState(false)
  const giveUp = useCall(giveUpNumber, {
    onReply: () => {
      setAsked(false)
      say(t.gone)
    },
  })
  return (
    <Actions>
      <Button icon="close" onClick={() => setAsked(true)}>
        {t.giveUp}
      </Button>
      <Dialog title={t.giveUpTitle(number)} open={asked} onClose={() => setAsked(false)}>
        <p>{t.giveUpWhat}</p>
        {giveUp.problem ? <ErrorState problem={giveUp.problem} /> : null}
        <Actions>
          <Button
            look="danger"
            pending={giveUp.pending}
            onClick={() => void giveUp.send({ params: { ticketId } })}
          >
            {t.giveUp}
          </Button>
          <Button onClick={() => setAsked(false)}>{t.keep}</Button>
        </Actions>
      </Dialog>
    </Actions>
  )
}

function Taking({ hall, again = false }: { hall: Hall; again?: boolean }) {
  const t = useText(words)
  const take = useCall(takeMyNumber)
  const closed = hall.openUntil === null
  const full = hall.left === 0
  return (
    <Card>
      {closed ? (
        <Notice look="wait" title={t.closed}>
          {hall.opensAt ? t.opens(showTime(hall.opensAt), showDay(dayOf(new Date(hall.opensAt)))) : t.shut}
        </Notice>
      ) : full ? (
        <Notice look="wait" title={t.full}>
          {t.fullWhat}
        </Notice>
      ) : (
        <p role="status">{`${t.waiting(hall.waiting)} ${t.until(showTime(hall.openUntil!))}`}</p>
      )}
      {take.problem ? <ErrorState problem={take.problem} /> : null}
      <Actions>
        <Button
          look="primary"
          icon="plus"
          pending={take.pending}
          notNow={closed ? t.closed : full ? t.full : null}
          onClick={() => void take.send({ params: { agencyId: hall.agencyId } })}
        >
          {again ? t.another : t.take}
        </Button>
        {closed || full ? (
          <>
            <ButtonLink to={paths.bookings()} icon="calendar">
              {t.book}
            </ButtonLink>
            <ButtonLink to={paths.services()} icon="services">
              {t.online}
            </ButtonLink>
          </>
        ) : null}
      </Actions>
    </Card>
  )
}
