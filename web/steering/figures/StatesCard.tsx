import type { Overview } from '@platform/server/steering'
import { Card } from '../../kit/Card.tsx'
import { toneOf } from '../../kit/dossier-tone.ts'
import { showNumber, showPercent } from '../../kit/format.ts'
import { Link } from '../../kit/router.tsx'
import { Empty } from '../../kit/States.tsx'
import { StatusBadge } from '../../kit/StatusBadge.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { paths } from '../paths.ts'
import { ShareBar } from './ShareBar.tsx'

const words = text({
  title: { vi: 'Hồ sơ theo tình trạng', en: 'Dossiers by state' },
  none: { vi: 'Chưa có hồ sơ nào trong 365 ngày gần nhất', en: 'No dossier in the last 365 days' },
  dossiers: { vi: (count: string) => `${count} hồ sơ`, en: (count: string) => `${count} dossiers` },
})

/** How the dossiers stand; each line opens its rows. */
export function StatesCard({ overview: { states, unit } }: { overview: Overview }) {
  const t = useText(words)
  const show = useWords()
  const all = states.reduce((sum, { count }) => sum + count, 0)
  const most = Math.max(1, ...states.map(({ count }) => count))
  const sorted = [...states].sort((a, b) => b.count - a.count)
  return (
    <Card title={t.title} icon="chart">
      {all === 0 ? (
        <Empty title={t.none} />
      ) : (
        <ul className="state-lines">
          {sorted.map(({ state, words: said, count }) => (
            <li key={state}>
              <StatusBadge tone={toneOf(state)}>{show(said)}</StatusBadge>
              <ShareBar share={count / most} />
              <span className="state-count">
                <Link to={paths.rows('received', unit?.unitId, state)}>
                  {t.dossiers(showNumber(count))}
                  <span className="visually-hidden">: {show(said)}</span>
                </Link>{' '}
                <span className="muted small">{showPercent(count / all)}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
