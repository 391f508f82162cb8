import { type IndexGroup, measureWords } from '@platform/server/steering'
import { Card } from '../../kit/Card.tsx'
import { showNumber, showPercent } from '../../kit/format.ts'
import { Link } from '../../kit/router.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { ShareBar } from '../figures/ShareBar.tsx'
import { paths } from '../paths.ts'
import { points } from './points.ts'

const words = text({
  title: { vi: 'Sáu nhóm chỉ số', en: 'Six groups' },
  of: {
    vi: (value: string, max: string) => `${value} / ${max} điểm`,
    en: (value: string, max: string) => `${value} of ${max} points`,
  },
  counted: {
    vi: (counted: string, of: string) => `${counted} trên ${of} được tính`,
    en: (counted: string, of: string) => `${counted} of ${of} count`,
  },
  hours: {
    vi: (counted: string, of: string) => `${counted} trên ${of} giờ nằm trong hạn`,
    en: (counted: string, of: string) => `${counted} of ${of} hours lie within the term`,
  },
  nothing: { vi: 'Không có hồ sơ để đo trong kỳ', en: 'Nothing to measure in this period' },
  why: {
    vi: (rows: string) => `Vì sao chưa được tính (${rows})`,
    en: (rows: string) => `Why not counted (${rows})`,
  },
})

interface GroupScoresProps {
  groups: readonly IndexGroup[]
  unitId: number | undefined
  /** The period of the page, as it stands in its address. */
  search: string
}

/** Each group with its indicators; what lowers one opens the rows and the reason of each. */
export function GroupScores({ groups, unitId, search }: GroupScoresProps) {
  const t = useText(words)
  const show = useWords()
  return (
    <Card title={t.title} icon="chart">
      <ol className="index-groups">
        {groups.map(({ group, words: name, max, points: got, indicators }) => (
          <li key={group}>
            <div className="index-line index-line-group">
              <h3>
                {group}. {show(name)}
              </h3>
              <ShareBar share={got === null ? null : got / max} />
              <span className="index-points">{t.of(points(got), showNumber(max))}</span>
            </div>
            <ul>
              {indicators.map(({ measure, max: most, points: value, counted, of, lacking }) => (
                <li key={measure} className="index-line">
                  <span>
                    {show(measureWords[measure])}
                    <span className="index-note">
                      {value === null
                        ? t.nothing
                        : measure === 'handling-time'
                          ? `${showPercent(counted / of, 1)} · ${t.hours(hours(counted), hours(of))}`
                          : `${showPercent(counted / of, 1)} · ${t.counted(showNumber(counted), showNumber(of))}`}
                    </span>
                  </span>
                  <span className="index-why">
                    {lacking > 0 ? (
                      <Link to={paths.indexRows({ measure, unitId, search })}>
                        {t.why(showNumber(lacking))}
                        <span className="visually-hidden">: {show(measureWords[measure])}</span>
                      </Link>
                    ) : null}
                  </span>
                  <span className="index-points">{t.of(points(value), showNumber(most))}</span>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </Card>
  )
}

const hours = (seconds: number) => showNumber(Math.round(seconds / 3600))
