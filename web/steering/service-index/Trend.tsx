import { readIndexTrend } from '@platform/server/steering'
import { Card } from '../../kit/Card.tsx'
import { showNumber } from '../../kit/format.ts'
import { useRead } from '../../kit/queries.ts'
import { Show } from '../../kit/States.tsx'
import { text, useText } from '../../kit/text.ts'
import { points } from './points.ts'

const words = text({
  title: { vi: 'Theo từng tháng', en: 'Month by month' },
  month: {
    vi: (month: number, year: string) => `Tháng ${month}/${year}`,
    en: (month: number, year: string) => `${month}/${year}`,
  },
  short: { vi: (month: number) => `T${month}`, en: (month: number) => `${month}` },
  score: {
    vi: (score: string, received: string) => `${score} điểm, ${received} hồ sơ nhận`,
    en: (score: string, received: string) => `${score} points, ${received} dossiers received`,
  },
})

/** The score of each of the last twelve months, a bar a month. */
export function Trend({ unitId }: { unitId: number | undefined }) {
  const t = useText(words)
  const read = useRead(readIndexTrend, { query: unitId ? { unitId } : {} }, { keepLast: true })
  return (
    <Card title={t.title} icon="calendar">
      <Show read={read}>
        {({ points: months }) => (
          <ol className="index-trend">
            {months.map(({ from, total, received }) => {
              const month = Number(from.slice(5, 7))
              return (
                <li key={from}>
                  <span className="visually-hidden">
                    {t.month(month, from.slice(0, 4))}: {t.score(points(total), showNumber(received))}
                  </span>
                  <span aria-hidden="true" className="index-trend-number">
                    {total === null ? '–' : showNumber(total)}
                  </span>
                  <svg viewBox="0 0 10 100" preserveAspectRatio="none" aria-hidden="true" focusable="false">
                    <rect className="share-track" width="10" height="100" />
                    <rect className="share-value" width="10" y={100 - (total ?? 0)} height={total ?? 0} />
                  </svg>
                  <span aria-hidden="true" className="muted small">
                    {t.short(month)}
                  </span>
                </li>
              )
            })}
          </ol>
        )}
      </Show>
    </Card>
  )
}
