import { addDays, dayOf, weekday } from '@platform/server/platform/day.ts'
import { bookCounter, listServices } from '@platform/server/services'
import { type FormEvent, useState } from 'react'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { ChoiceField } from '../../kit/choices.tsx'
import { SelectField } from '../../kit/inputs.tsx'
import { Actions } from '../../kit/Layout.tsx'
import { useCall, useRead } from '../../kit/queries.ts'
import { useFilter } from '../../kit/router.tsx'
import { ErrorState } from '../../kit/States.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { UnitPicker } from '../../kit/UnitPicker.tsx'
import { type When, WhenFields } from './WhenFields.tsx'

const words = text({
  title: { vi: 'Đặt lịch hẹn mới', en: 'A new booking' },
  unit: { vi: 'Nơi đến', en: 'Where' },
  centre: { vi: 'Đến quầy nào', en: 'Which counter' },
  commune: { vi: 'Quầy của xã, phường', en: 'Of a commune' },
  province: { vi: 'Trung tâm của tỉnh, thành phố', en: 'Of the province or city' },
  service: { vi: 'Làm thủ tục gì (không bắt buộc)', en: 'For which service (optional)' },
  chooseUnit: { vi: 'Hãy chọn nơi bạn sẽ đến', en: 'Choose where you will come' },
  chooseTime: { vi: 'Hãy chọn giờ', en: 'Choose a time' },
  book: { vi: 'Đặt lịch', en: 'Book' },
  booked: { vi: 'Đã đặt lịch hẹn', en: 'Booked' },
})

/** A day to begin with; the server alone says which are days of work. */
function nextWeekday(): string {
  const tomorrow = addDays(dayOf(new Date()), 1)
  return weekday(tomorrow) > 5 ? addDays(tomorrow, 8 - weekday(tomorrow)) : tomorrow
}

/** Where, for what and when. */
export function BookForm() {
  const t = useText(words)
  const show = useWords()
  const services = useRead(listServices, {}, { lasting: true })
  const [service, setService] = useFilter('service')
  const [level, setLevel] = useState<'commune' | 'province'>('commune')
  const [unitId, setUnit] = useState<number | null>(null)
  const [when, setWhen] = useState<When>(() => ({ day: nextWeekday(), time: '' }))
  const [tried, setTried] = useState(false)
  const book = useCall(bookCounter, {
    onReply: () => {
      say(t.booked)
      setWhen({ ...when, time: '' })
      setTried(false)
    },
  })
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (unitId && when.time) void book.send({ body: { unitId, ...when, ...(service ? { service } : {}) } })
  }
  return (
    <Card title={t.title} icon="plus">
      <form className="stack" onSubmit={onSubmit} noValidate>
        <SelectField
          label={t.service}
          value={service}
          onChange={setService}
          options={(services.data?.rows ?? [])
            .map(({ code, name }) => ({ value: code, label: show(name) }))
            .sort((a, b) => a.label.localeCompare(b.label, 'vi'))}
        />
        <ChoiceField
          label={t.centre}
          value={level}
          onChange={(next) => {
            setLevel(next === 'province' ? 'province' : 'commune')
            setUnit(null)
            setWhen({ ...when, time: '' })
          }}
          options={[
            { value: 'commune', label: t.commune },
            { value: 'province', label: t.province },
          ]}
        />
        <UnitPicker
          key={level}
          level={level}
          label={t.unit}
          value={unitId}
          onChange={(next) => {
            setUnit(next)
            setWhen({ ...when, time: '' })
          }}
          error={tried && !unitId ? t.chooseUnit : null}
        />
        <WhenFields
          unitId={unitId}
          value={when}
          onChange={setWhen}
          error={tried && unitId && !when.time ? t.chooseTime : null}
        />
        {book.problem ? <ErrorState problem={book.problem} /> : null}
        <Actions>
          <Button type="submit" look="primary" icon="calendar" pending={book.pending}>
            {t.book}
          </Button>
        </Actions>
      </form>
    </Card>
  )
}
