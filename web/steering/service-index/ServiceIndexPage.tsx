import { downloadIndex, readIndex } from '@platform/server/steering'
import { Card } from '../../kit/Card.tsx'
import { urlOf } from '../../kit/call.ts'
import { FileLink } from '../../kit/FileLink.tsx'
import { showDay, showInstant } from '../../kit/format.ts'
import { Notice } from '../../kit/Notice.tsx'
import { Page } from '../../kit/Page.tsx'
import { useRead } from '../../kit/queries.ts'
import { Link } from '../../kit/router.tsx'
import { Loading, Show } from '../../kit/States.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import '../figures/Figures.css'
import { useTrail, useUnitAsked } from '../figures/unit-asked.ts'
import { paths } from '../paths.ts'
import { GroupScores } from './GroupScores.tsx'
import { PeriodPicker } from './PeriodPicker.tsx'
import { usePeriod } from './period.ts'
import { points } from './points.ts'
import './ServiceIndex.css'
import { Trend } from './Trend.tsx'
import { UnitScores } from './UnitScores.tsx'

const words = text({
  title: { vi: 'Chỉ số phục vụ', en: 'Service index' },
  lead: {
    vi: 'Điểm phục vụ người dân, doanh nghiệp, tính thẳng từ từng hồ sơ. Bấm vào “Vì sao chưa được tính” để thấy hồ sơ làm giảm điểm.',
    en: 'How well people are served, computed from the dossiers themselves. “Why not counted” opens the dossiers that lower it.',
  },
  score: { vi: 'trên 100 điểm', en: 'of 100 points' },
  none: {
    vi: 'Chưa có hồ sơ nào trong kỳ nên chưa có điểm.',
    en: 'No dossier in this period, so there is no score.',
  },
  asOf: {
    vi: (from: string, to: string, at: string) => `Từ ${from} đến hết ${to}, tính lúc ${at}`,
    en: (from: string, to: string, at: string) => `From ${from} to the end of ${to}, as of ${at}`,
  },
  unconfirmed: {
    vi: 'Sáu nhóm và điểm tối đa theo Quyết định 766/QĐ-TTg. Điểm từng chỉ số, công thức và xếp loại chưa được đối chiếu với văn bản; chỉ số chưa đo được thì điểm chia cho các chỉ số còn lại.',
    en: 'The six groups and their maxima follow Decision 766/QĐ-TTg. Points of each indicator, formulas and bands are not checked against the text; what cannot be measured leaves its points to the rest.',
  },
  why: { vi: 'Danh sách vì sao chưa được tính', en: 'The list of what does not count, and why' },
  file: { vi: 'Tải bảng điểm', en: 'Download the scores' },
})

/** The index of service quality of a unit and the units in it. Decision 766/QĐ-TTg (2022). */
export function ServiceIndexPage() {
  const t = useText(words)
  const show = useWords()
  const unitId = useUnitAsked()
  const picked = usePeriod()
  const query = { ...picked.period, ...(unitId ? { unitId } : {}) }
  const read = useRead(readIndex, { query }, { keepLast: true })
  const search = searchOf(picked)
  const { label, crumbs } = useTrail(read.data, (unit) => paths.index({ unitId: unit, search }))
  return (
    <Page title={label ? `${t.title} – ${label}` : t.title} crumbs={crumbs} lead={t.lead}>
      <div className="rows-filters no-print">
        <PeriodPicker picked={picked} />
      </div>
      <Show read={read} loading={<Loading lines={9} />}>
        {({ score, asOf, from, to, confirmed, units }) => (
          <>
            <Card>
              <div className="index-total">
                <p>
                  <span className="index-number">{points(score.total)}</span> <span>{t.score}</span>
                </p>
                <p>
                  <strong>{show(score.band)}</strong>
                </p>
                <p className="small muted">{t.asOf(showDay(from), showDay(to), showInstant(asOf))}</p>
                {score.total === null ? <p>{t.none}</p> : null}
                <p className="index-doors no-print">
                  <Link to={paths.indexRows({ unitId, search })}>{t.why}</Link>
                  <FileLink href={urlOf(downloadIndex, { query })} name={t.file} kind="CSV" />
                </p>
              </div>
            </Card>
            {confirmed ? null : <Notice>{t.unconfirmed}</Notice>}
            <GroupScores groups={score.groups} unitId={unitId} search={search} />
            <Trend unitId={unitId} />
            <UnitScores units={units} search={search} />
          </>
        )}
      </Show>
    </Page>
  )
}

/** The period as it goes on to the next page. */
export function searchOf({ span, period }: ReturnType<typeof usePeriod>): string {
  const query = new URLSearchParams({ period: span })
  if (span === 'own') {
    query.set('from', period.from)
    query.set('to', period.to)
  }
  return query.toString()
}
