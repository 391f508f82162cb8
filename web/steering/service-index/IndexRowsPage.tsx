import {
  type IndexRow,
  listIndexRows,
  type Measure,
  measureWords,
  readIndex,
} from '@platform/server/steering'
import { Card } from '../../kit/Card.tsx'
import { showInstant } from '../../kit/format.ts'
import { SelectField } from '../../kit/inputs.tsx'
import { MoreButton } from '../../kit/MoreButton.tsx'
import { useMore } from '../../kit/more.ts'
import { Page } from '../../kit/Page.tsx'
import { useRead } from '../../kit/queries.ts'
import { useFilter } from '../../kit/router.tsx'
import { Empty, Show } from '../../kit/States.tsx'
import { StatusBadge } from '../../kit/StatusBadge.tsx'
import { type Column, Table } from '../../kit/Table.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import '../figures/Figures.css'
import { useTrail, useUnitAsked } from '../figures/unit-asked.ts'
import { paths } from '../paths.ts'
import { lacks, lackWords } from './index-words.ts'
import { PeriodPicker } from './PeriodPicker.tsx'
import { usePeriod } from './period.ts'
import { searchOf } from './ServiceIndexPage.tsx'

const words = text({
  title: { vi: 'Vì sao chưa được tính', en: 'Why not counted' },
  lead: {
    vi: 'Từng hồ sơ, phản ánh, đánh giá làm giảm điểm và lý do. Không hiện tên người dân.',
    en: 'Each dossier, complaint or mark that lowers the score, and why. No citizen is named.',
  },
  index: { vi: 'Chỉ số phục vụ', en: 'Service index' },
  measure: { vi: 'Chỉ số', en: 'Indicator' },
  every: { vi: 'Mọi chỉ số', en: 'Every indicator' },
  lack: { vi: 'Lý do', en: 'Reason' },
  everyLack: { vi: 'Mọi lý do', en: 'Every reason' },
  what: { vi: 'Hồ sơ', en: 'Dossier' },
  at: { vi: 'Thời điểm', en: 'When' },
  agency: { vi: 'Cơ quan', en: 'Agency' },
  holder: { vi: 'Người giữ', en: 'Held by' },
  feedback: { vi: 'Phản ánh, khiếu nại', en: 'Feedback or complaint' },
  none: { vi: 'Không có gì làm giảm điểm', en: 'Nothing lowers the score' },
  noneWhat: {
    vi: 'Trong kỳ và bộ lọc này, mọi thứ đều được tính.',
    en: 'In this period and filter everything counts.',
  },
})

const measures = Object.keys(measureWords) as Measure[]

/** Every row that lowers the score of a period, the latest first (R9). */
export function IndexRowsPage() {
  const t = useText(words)
  const names = useText(lackWords)
  const show = useWords()
  const unitId = useUnitAsked()
  const picked = usePeriod()
  const [askedMeasure, setMeasure] = useFilter('measure')
  const [askedLack, setLack] = useFilter('lack')
  const measure = measures.find((one) => one === askedMeasure)
  const lack = lacks.find((one) => one === askedLack)
  const place = { ...picked.period, ...(unitId ? { unitId } : {}) }
  const index = useRead(readIndex, { query: place }, { keepLast: true })
  const rows = useMore(listIndexRows, {
    query: { ...place, limit: 50, ...(measure ? { measure } : {}), ...(lack ? { lack } : {}) },
  })
  const search = searchOf(picked)
  const { label, crumbs } = useTrail(index.data, (unit) => paths.index({ unitId: unit, search }))
  const here = { label: label ? `${t.index} – ${label}` : t.index, to: paths.index({ unitId, search }) }
  return (
    <Page title={label ? `${t.title} – ${label}` : t.title} crumbs={[...crumbs, here]} lead={t.lead}>
      <div className="rows-filters no-print">
        <PeriodPicker picked={picked} />
        <SelectField
          label={t.measure}
          none={t.every}
          value={measure ?? ''}
          onChange={setMeasure}
          options={measures.map((value) => ({ value, label: show(measureWords[value]) }))}
        />
        <SelectField
          label={t.lack}
          none={t.everyLack}
          value={lack ?? ''}
          onChange={setLack}
          options={lacks.map((value) => ({ value, label: names[value] }))}
        />
      </div>
      <Card>
        <div className="rows">
          <Show read={rows.read}>
            {() => (
              <>
                <Table
                  caption={t.title}
                  columns={columnsOf(t, names, show)}
                  rows={rows.rows}
                  keyOf={({ measure: of, key }) => `${of} ${key}`}
                  empty={
                    <Empty title={t.none}>
                      <p className="muted">{t.noneWhat}</p>
                    </Empty>
                  }
                />
                <MoreButton more={rows} />
              </>
            )}
          </Show>
        </div>
      </Card>
    </Page>
  )
}

function columnsOf(
  t: ReturnType<typeof useText<typeof words>>,
  names: ReturnType<typeof useText<typeof lackWords>>,
  show: ReturnType<typeof useWords>,
): Column<IndexRow>[] {
  return [
    {
      head: t.what,
      names: true,
      cell: ({ service, code, stateWords }) => (
        <>
          {show(service) || t.feedback}
          <span className="row-code">{[code, show(stateWords)].filter(Boolean).join(' · ')}</span>
        </>
      ),
    },
    {
      head: t.lack,
      cell: ({ lack, measure }) => (
        <>
          {lack ? <StatusBadge tone="wait">{names[lack]}</StatusBadge> : '–'}
          <span className="row-code">{show(measureWords[measure])}</span>
        </>
      ),
    },
    { head: t.at, cell: ({ at }) => showInstant(at) },
    { head: t.agency, cell: ({ agency }) => show(agency) || '–' },
    {
      head: t.holder,
      cell: ({ holder }) =>
        holder ? (
          <>
            {holder.name}
            <span className="row-code">{show(holder.position)}</span>
          </>
        ) : (
          '–'
        ),
    },
  ]
}
