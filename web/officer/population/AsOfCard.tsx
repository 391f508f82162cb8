import { readPersonAsOf, readPersonTimeline } from '@platform/server/population'
import { useState } from 'react'
import { Card } from '../../kit/Card.tsx'
import { DateField } from '../../kit/DateField.tsx'
import { showDay, showInstant } from '../../kit/format.ts'
import { SelectField } from '../../kit/inputs.tsx'
import { KeyValueList } from '../../kit/KeyValueList.tsx'
import { useRead } from '../../kit/queries.ts'
import { Empty, Show } from '../../kit/States.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { ResidenceThen } from '../residence/ResidenceItems.tsx'
import { today } from '../residence/today.ts'
import { useItems } from './ItemsCard.tsx'
import { LifeStatus } from './LifeStatus.tsx'
import type { Why } from './opening.ts'
import './AsOfCard.css'

const words = text({
  title: { vi: 'Tại một ngày trong quá khứ', en: 'As of a day in the past' },
  lead: {
    vi: 'Điều gì đúng vào ngày ấy, theo những gì nay đã biết hoặc theo những gì khi đó mới biết.',
    en: 'What was true on that day, by all that is known now or by what was known at the time.',
  },
  open: { vi: 'Xem tại một ngày', en: 'Look at a day' },
  day: { vi: 'Ngày', en: 'Day' },
  slide: { vi: 'Kéo để chọn năm và tháng', en: 'Slide to choose year and month' },
  known: { vi: 'Theo điều đã biết', en: 'As known' },
  now: { vi: 'Đến nay', en: 'Until now' },
  at: { vi: (at: string) => `Đến ${at}`, en: (at: string) => `Until ${at}` },
  nothing: { vi: 'Khi ấy chưa có gì được ghi về người này', en: 'Nothing was recorded of the person then' },
  relatives: { vi: 'Người thân khi ấy', en: 'Relatives then' },
  none: { vi: 'Không có', en: 'None' },
})

interface AsOfCardProps {
  personId: string
  why: Why
  bornOn: string
}

/** The file as of any day and as known at any instant. Read only when it is opened: each look is entered in the log. */
export function AsOfCard({ personId, why, bornOn }: AsOfCardProps) {
  const t = useText(words)
  const [open, setOpen] = useState(false)
  return (
    <Card title={t.title} icon="calendar">
      <p className="small muted">{t.lead}</p>
      <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary className="as-of-open">{t.open}</summary>
        {open ? <AsOf personId={personId} why={why} bornOn={bornOn} /> : null}
      </details>
    </Card>
  )
}

function AsOf({ personId, why, bornOn }: AsOfCardProps) {
  const t = useText(words)
  const [on, setOn] = useState<string>(today())
  const [sliding, setSliding] = useState<number | null>(null)
  const [knownAt, setKnownAt] = useState('')
  const timeline = useRead(readPersonTimeline, { params: { personId }, query: why })
  const instants = [...new Set((timeline.data?.rows ?? []).map(({ recordedAt }) => recordedAt))]
  const last = monthsBetween(bornOn, today())
  const settle = () => {
    if (sliding !== null) setOn(sliding >= last ? today() : dayOfMonth(bornOn, sliding))
    setSliding(null)
  }
  return (
    <div className="stack">
      <label className="as-of-slide">
        <span>{t.slide}</span>
        <input
          type="range"
          min={0}
          max={last}
          value={sliding ?? monthsBetween(bornOn, on)}
          aria-valuetext={showDay(sliding === null ? on : dayOfMonth(bornOn, sliding))}
          onChange={({ target }) => setSliding(target.valueAsNumber)}
          onPointerUp={settle}
          onKeyUp={settle}
          onBlur={settle}
        />
        <output>{showDay(sliding === null ? on : dayOfMonth(bornOn, sliding))}</output>
      </label>
      <DateField label={t.day} value={on} max={today()} onChange={(day) => day && setOn(day)} />
      <SelectField
        label={t.known}
        none={t.now}
        value={knownAt}
        onChange={setKnownAt}
        options={instants.map((at) => ({ value: at, label: t.at(showInstant(at)) }))}
      />
      <Then personId={personId} why={why} on={on} knownAt={knownAt} />
    </div>
  )
}

function Then({
  personId,
  why,
  on,
  knownAt,
}: Omit<AsOfCardProps, 'bornOn'> & { on: string; knownAt: string }) {
  const t = useText(words)
  const show = useWords()
  const query = { on, ...(knownAt ? { knownAt } : {}), ...why }
  const read = useRead(readPersonAsOf, { params: { personId }, query }, { keepLast: true })
  return (
    <Show read={read}>
      {({ file }) =>
        file ? (
          <div className="stack">
            <p>
              <strong>{file.name}</strong> <LifeStatus status={file.status} />
            </p>
            <ThenItems items={file.items} />
            <ResidenceThen personId={personId} why={why} on={on} knownAt={knownAt} />
            <p>
              <span className="strong">{t.relatives}: </span>
              {file.relatives.length === 0
                ? t.none
                : file.relatives.map(({ words: said, name }) => `${show(said)} ${name}`).join(', ')}
            </p>
          </div>
        ) : (
          <Empty icon="calendar" title={t.nothing} />
        )
      }
    </Show>
  )
}

function ThenItems({ items }: { items: Parameters<typeof useItems>[0] }) {
  const lines = useItems(items.filter(({ value }) => value))
  return (
    <div className="facts-narrow">
      <KeyValueList items={[...lines.before, ...lines.after].map(({ key, value }) => ({ key, value }))} />
    </div>
  )
}

function monthsBetween(from: string, to: string): number {
  const months = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7))
  return Math.max(0, months(to) - months(from))
}

/** The last day that is surely in the month so many months after the first. */
function dayOfMonth(from: string, months: number): string {
  const at = Number(from.slice(0, 4)) * 12 + Number(from.slice(5, 7)) - 1 + months
  const month = String((at % 12) + 1).padStart(2, '0')
  const day = months === 0 ? from.slice(8, 10) : '28'
  return `${Math.floor(at / 12)}-${month}-${day}`
}
