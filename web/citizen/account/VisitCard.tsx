import { bookVisit, cancelVisit, listVisitTimes, readMyVisit } from '@platform/server/accounts'
import { addDays, dayOf } from '@platform/server/platform/day.ts'
import { type FormEvent, useState } from 'react'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { showDay } from '../../kit/format.ts'
import { SelectField } from '../../kit/inputs.tsx'
import { Actions } from '../../kit/Layout.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { useCall, useRead } from '../../kit/queries.ts'
import { ErrorState, Show } from '../../kit/States.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText } from '../../kit/text.ts'
import { UnitPicker } from '../../kit/UnitPicker.tsx'

const words = text({
  title: { vi: 'Hẹn giờ đến công an xã, phường', en: 'Book a time at the commune police' },
  what: {
    vi: 'Để nâng lên mức độ 2, lấy lại hoặc mở khóa tài khoản. Đến bất kỳ nơi nào, mang thẻ căn cước.',
    en: 'To get level 2, to recover or unlock an account. At any commune, with your identity card.',
  },
  unit: { vi: 'Nơi đến', en: 'Where' },
  day: { vi: 'Ngày', en: 'Day' },
  time: { vi: 'Giờ', en: 'Time' },
  none: { vi: 'Ngày này quầy nghỉ hoặc đã kín giờ', en: 'The desk is closed or full on this day' },
  chooseUnit: { vi: 'Hãy chọn xã, phường bạn sẽ đến', en: 'Choose the commune where you will come' },
  chooseTime: { vi: 'Hãy chọn giờ', en: 'Choose a time' },
  book: { vi: 'Đặt lịch', en: 'Book' },
  booked: { vi: 'Đã đặt lịch', en: 'Booked' },
  mine: {
    vi: (time: string, day: string, unit: string) => `Bạn hẹn lúc ${time} ngày ${day}, Công an ${unit}.`,
    en: (time: string, day: string, unit: string) =>
      `You are expected at ${time} on ${day}, police of ${unit}.`,
  },
  cancel: { vi: 'Hủy lịch hẹn', en: 'Cancel the booking' },
  cancelled: { vi: 'Đã hủy lịch hẹn', en: 'The booking was cancelled' },
})

const DAYS = 14

/** A time at a desk, for what needs one's presence. */
export function VisitCard() {
  const t = useText(words)
  const read = useRead(readMyVisit, {})
  const cancel = useCall(cancelVisit, { onReply: () => say(t.cancelled) })
  return (
    <Card title={t.title} icon="calendar">
      <p className="muted">{t.what}</p>
      <Show read={read}>
        {({ visit }) =>
          visit ? (
            <>
              <Notice look="info">{t.mine(visit.time, showDay(visit.day), visit.unit)}</Notice>
              {cancel.problem ? <ErrorState problem={cancel.problem} /> : null}
              <Actions>
                <Button
                  pending={cancel.pending}
                  onClick={() => void cancel.send({ params: { visitId: visit.visitId } })}
                >
                  {t.cancel}
                </Button>
              </Actions>
            </>
          ) : (
            <BookForm />
          )
        }
      </Show>
    </Card>
  )
}

function BookForm() {
  const t = useText(words)
  const today = dayOf(new Date())
  const [unitId, setUnit] = useState<number | null>(null)
  const [day, setDay] = useState(addDays(today, 1))
  const [time, setTime] = useState('')
  const [tried, setTried] = useState(false)
  const times = useRead(
    listVisitTimes,
    { query: { unitId: unitId ?? 1, day } },
    { enabled: unitId !== null && day !== '' },
  )
  const book = useCall(bookVisit, { onReply: () => say(t.booked) })
  const free = times.data?.times.filter((one) => one.free > 0) ?? []
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (unitId && day && time) void book.send({ body: { unitId, day, time } })
  }
  return (
    <form className="stack" onSubmit={onSubmit}>
      <UnitPicker
        label={t.unit}
        value={unitId}
        onChange={setUnit}
        error={tried && !unitId ? t.chooseUnit : null}
      />
      <SelectField
        label={t.day}
        value={day}
        onChange={(next) => {
          setDay(next)
          setTime('')
        }}
        options={Array.from({ length: DAYS }, (_, i) => addDays(today, i)).map((one) => ({
          value: one,
          label: showDay(one),
        }))}
      />
      {unitId && times.data && free.length === 0 ? <Notice look="wait">{t.none}</Notice> : null}
      <SelectField
        label={t.time}
        value={time}
        onChange={setTime}
        error={tried && unitId && free.length > 0 && !time ? t.chooseTime : null}
        disabled={free.length === 0}
        options={free.map((one) => ({ value: one.time, label: one.time }))}
      />
      {book.problem ? <ErrorState problem={book.problem} /> : null}
      <Actions>
        <Button type="submit" pending={book.pending}>
          {t.book}
        </Button>
      </Actions>
    </form>
  )
}
