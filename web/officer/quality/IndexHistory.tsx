import { readQualityHistory } from '@platform/server/population'
import { showDay } from '../../kit/format.ts'
import { useRead } from '../../kit/queries.ts'
import { Show } from '../../kit/States.tsx'
import { text, useText } from '../../kit/text.ts'
import { percent } from './IndexLines.tsx'

const words = text({
  onlyToday: {
    vi: 'Mới có một ngày; đường diễn biến hiện từ ngày thứ hai.',
    en: 'One day so far; the curve begins with the second.',
  },
  curve: {
    vi: (from: string, to: string) => `Từ ${from} đến ${to}`,
    en: (from: string, to: string) => `From ${from} to ${to}`,
  },
})

/** The index day by day as a line; the axis goes from the lowest day to 100. */
export function IndexHistory({ query }: { query: { unitId?: number } }) {
  const t = useText(words)
  const read = useRead(readQualityHistory, { query })
  return (
    <Show read={read}>
      {({ points }) => {
        const known = points.flatMap(({ day, dqi }) => (dqi === null ? [] : [{ day, dqi }]))
        const [first, last] = [known[0], known.at(-1)]
        if (!first || !last || known.length < 2) return <p className="muted">{t.onlyToday}</p>
        const least = Math.min(...known.map(({ dqi }) => dqi), 99)
        const at = known.map(
          ({ dqi }, i) =>
            `${(300 * i) / (known.length - 1)},${100 - (96 * (dqi - least)) / (100 - least) - 2}`,
        )
        return (
          <>
            <svg
              className="quality-curve"
              viewBox="0 0 300 100"
              preserveAspectRatio="none"
              role="img"
              aria-label={t.curve(percent(first.dqi), percent(last.dqi))}
            >
              <polyline
                points={at.join(' ')}
                fill="none"
                stroke="currentColor"
                strokeWidth="2.5"
                vectorEffect="non-scaling-stroke"
              />
            </svg>
            <p className="small muted">
              {showDay(first.day)}: {percent(first.dqi)} → {showDay(last.day)}: {percent(last.dqi)}
            </p>
          </>
        )
      }}
    </Show>
  )
}
