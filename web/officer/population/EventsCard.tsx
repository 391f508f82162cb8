import {
  type RegisterItem,
  readPersonTimeline,
  recorders,
  type TimelineEvent,
} from '@platform/server/population'
import { useState } from 'react'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { showDay } from '../../kit/format.ts'
import { Actions } from '../../kit/Layout.tsx'
import { useRead } from '../../kit/queries.ts'
import { Empty, Show } from '../../kit/States.tsx'
import { Timeline } from '../../kit/Timeline.tsx'
import { text, useCitation, useText, useWords } from '../../kit/text.ts'
import { useHolds } from '../me.ts'
import { EventDialog } from './EventDialog.tsx'
import type { Why } from './opening.ts'
import { RecordDialog } from './RecordDialog.tsx'

const words = text({
  timeline: { vi: 'Các sự kiện đã đăng ký', en: 'Registered events' },
  noEvents: { vi: 'Chưa có sự kiện nào được đăng ký', en: 'No event is registered' },
  annulled: { vi: 'Đã bị hủy bỏ', en: 'Annulled' },
  effective: { vi: (day: string) => `Có hiệu lực ${day}`, en: (day: string) => `In effect from ${day}` },
  change: { vi: 'Cải chính, hủy bỏ', en: 'Correct or annul' },
  changeOf: {
    vi: (event: string, day: string) => `Cải chính, hủy bỏ: ${event} ${day}`,
    en: (event: string, day: string) => `Correct or annul: ${event} ${day}`,
  },
  record: { vi: 'Ghi sự kiện mới', en: 'Record an event' },
})

/** The life of a person event by event; who keeps the register may add, correct and annul. */
export function EventsCard({
  personId,
  why,
  items,
}: {
  personId: string
  why: Why
  items: readonly RegisterItem[]
}) {
  const t = useText(words)
  const show = useWords()
  const cite = useCitation()
  const mayRecord = useHolds(recorders)
  const [chosen, setChosen] = useState<TimelineEvent | null>(null)
  const [recording, setRecording] = useState(false)
  const read = useRead(readPersonTimeline, { params: { personId }, query: why })
  return (
    <Card title={t.timeline} icon="clock">
      {mayRecord ? (
        <Actions>
          <Button icon="plus" onClick={() => setRecording(true)}>
            {t.record}
          </Button>
        </Actions>
      ) : null}
      <Show read={read}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty title={t.noEvents} />
          ) : (
            <Timeline
              steps={rows.map((event) => ({
                id: event.id,
                at: event.recordedAt,
                title: show(event.words),
                by: show(event.agency),
                state: event.annulled ? ('refused' as const) : ('done' as const),
                detail: (
                  <>
                    <p className="small muted">
                      {[
                        t.effective(showDay(event.effectiveOn)),
                        cite(event.legalBasis),
                        event.annulled ? t.annulled : '',
                      ]
                        .filter(Boolean)
                        .join(' · ')}
                    </p>
                    {mayRecord && !event.annulled && event.kind !== 'annulment' ? (
                      <Button
                        look="quiet"
                        icon="edit"
                        aria-label={t.changeOf(show(event.words), showDay(event.effectiveOn))}
                        onClick={() => setChosen(event)}
                      >
                        {t.change}
                      </Button>
                    ) : null}
                  </>
                ),
              }))}
            />
          )
        }
      </Show>
      {chosen ? (
        <EventDialog personId={personId} why={why} event={chosen} onClose={() => setChosen(null)} />
      ) : null}
      {recording ? (
        <RecordDialog personId={personId} why={why} items={items} onClose={() => setRecording(false)} />
      ) : null}
    </Card>
  )
}
