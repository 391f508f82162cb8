import type { IndexLine, QualityIndex } from '@platform/server/population'
import { Card } from '../../kit/Card.tsx'
import { showNumber } from '../../kit/format.ts'
import { Columns } from '../../kit/Layout.tsx'
import { Link } from '../../kit/router.tsx'
import { Table } from '../../kit/Table.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { useHolds } from '../me.ts'
import { paths } from '../paths.ts'
import { IndexHistory } from './IndexHistory.tsx'
import { Band, Lines, percent } from './IndexLines.tsx'
import './Quality.css'
import { criterionWords, fieldWords } from './quality-words.ts'

const words = text({
  criterion: { vi: 'Tiêu chí', en: 'Criterion' },
  nothingFails: { vi: 'Mọi người đều đạt.', en: 'Everybody passes.' },
  rulesRight: {
    vi: (count: string) => `${count} quy tắc khác: mọi người đều đạt`,
    en: (count: string) => `${count} other rules: everybody passes`,
  },
  fieldsRight: {
    vi: (count: string) => `${count} thông tin khác: mọi người đều đạt`,
    en: (count: string) => `${count} other fields: everybody passes`,
  },
  index: { vi: 'Chỉ số', en: 'Index' },
  failed: { vi: 'Chưa đạt', en: 'Failed' },
  bands: {
    vi: (green: string, yellow: string) => `Đạt từ ${green}, cần cải thiện từ ${yellow}`,
    en: (green: string, yellow: string) => `Good from ${green}, to improve from ${yellow}`,
  },
  history: { vi: 'Diễn biến trong một năm', en: 'Over a year' },
  criteria: { vi: 'Theo tiêu chí', en: 'By criterion' },
  rules: { vi: 'Theo quy tắc', en: 'By rule' },
  rule: { vi: 'Quy tắc', en: 'Rule' },
  fields: { vi: 'Theo thông tin', en: 'By field' },
  field: { vi: 'Thông tin', en: 'Field' },
  band: { vi: 'Mức', en: 'Band' },
  units: { vi: 'Theo đơn vị hành chính', en: 'By unit' },
  unit: { vi: 'Đơn vị', en: 'Unit' },
  delays: { vi: 'Sống: từ lúc xảy ra đến lúc có trong dữ liệu', en: 'Live: from the event to the register' },
  kind: { vi: 'Loại việc', en: 'Kind of event' },
  inTime: { vi: 'Kịp thời', en: 'In time' },
  within: { vi: (days: number) => `≤ ${days} ngày`, en: (days: number) => `≤ ${days} d` },
  longer: { vi: 'Lâu hơn', en: 'Longer' },
})

/** The index taken apart: by criterion, rule and field, how it went, and the units below. */
export function IndexBreakdown({ index, query }: FiguresProps) {
  return (
    <>
      <Figures index={index} query={query} />
      <Rules index={index} />
      <Fields index={index} />
      <Delays index={index} />
      <Units index={index} />
    </>
  )
}

interface FiguresProps {
  index: QualityIndex
  query: { unitId?: number }
}

function Figures({ index, query }: FiguresProps) {
  const t = useText(words)
  const criteria = useText(criterionWords)
  const { total, bands } = index
  return (
    <Columns
      asideFirst
      aside={
        <>
          <Card title={t.index} icon="chart">
            <p className="quality-number">{percent(total.dqi)}</p>
            <Band line={total} />
            <p className="muted small">
              {t.failed}: {showNumber(total.failed)} / {showNumber(total.checked)}
            </p>
            <p className="muted small">{t.bands(percent(bands.green), percent(bands.yellow))}</p>
          </Card>
          <Card title={t.history}>
            <IndexHistory query={query} />
          </Card>
        </>
      }
    >
      <Card title={t.criteria}>
        <Lines
          caption={t.criteria}
          head={t.criterion}
          lines={index.criteria}
          name={({ code }) => criteria[code as keyof typeof criteria] ?? code}
        />
      </Card>
    </Columns>
  )
}

function Rules({ index }: { index: QualityIndex }) {
  const t = useText(words)
  const show = useWords()
  const works = useHolds(['residence', 'data-steward'])
  return (
    <Card title={t.rules} icon="warning">
      <WithPassing
        lines={index.rules}
        passing={t.rulesRight}
        caption={t.rules}
        head={t.rule}
        name={({ code, words: said, failed, work }) =>
          works && work && failed > 0 ? <Link to={paths.findings(code)}>{show(said)}</Link> : show(said)
        }
      />
    </Card>
  )
}

function Fields({ index }: { index: QualityIndex }) {
  const t = useText(words)
  const labels = useText(fieldWords) as Record<string, string>
  return (
    <Card title={t.fields}>
      <WithPassing
        lines={index.fields}
        passing={t.fieldsRight}
        caption={t.fields}
        head={t.field}
        name={({ code }) => labels[code] ?? code}
      />
    </Card>
  )
}

/** Lines where someone fails; the others, often many, open on demand. */
function WithPassing<Line extends IndexLine>({
  lines,
  passing,
  ...table
}: Parameters<typeof Lines<Line>>[0] & { passing: (count: string) => string }) {
  const t = useText(words)
  const right = lines.filter(({ failed }) => failed === 0)
  return (
    <>
      <Lines {...table} lines={lines.filter(({ failed }) => failed > 0)} empty={<p>{t.nothingFails}</p>} />
      {right.length > 0 ? (
        <details className="more">
          <summary>{passing(showNumber(right.length))}</summary>
          <Lines {...table} lines={right} />
        </details>
      ) : null}
    </>
  )
}

function Delays({ index }: { index: QualityIndex }) {
  const t = useText(words)
  const show = useWords()
  const classes = index.delays[0]?.classes ?? []
  if (index.delays.length === 0) return null
  return (
    <Card title={t.delays} icon="clock">
      <Table
        caption={t.delays}
        rows={index.delays}
        keyOf={({ kind }) => kind}
        columns={[
          { head: t.kind, names: true, cell: (row) => show(row.words) },
          { head: t.inTime, align: 'end', cell: ({ withinTerm }) => percent(withinTerm) },
          ...classes.map(({ withinDays }, i) => ({
            head: withinDays === null ? t.longer : t.within(withinDays),
            align: 'end' as const,
            cell: (row: QualityIndex['delays'][number]) => showNumber(row.classes[i]?.count ?? 0),
          })),
        ]}
      />
    </Card>
  )
}

function Units({ index }: { index: QualityIndex }) {
  const t = useText(words)
  if (index.units.length === 0) return null
  const rows = index.units.toSorted((a, b) => (a.dqi ?? 101) - (b.dqi ?? 101))
  return (
    <Card title={t.units} icon="map">
      <Table
        caption={t.units}
        rows={rows}
        keyOf={({ unitId }) => String(unitId)}
        columns={[
          {
            head: t.unit,
            names: true,
            cell: ({ unitId, label }) => <Link to={paths.qualityIndex(unitId)}>{label.split(',')[0]}</Link>,
          },
          { head: t.index, align: 'end', cell: ({ dqi }) => percent(dqi) },
          { head: t.failed, align: 'end', cell: ({ failed }) => showNumber(failed) },
          { head: t.band, cell: (unit) => <Band line={unit} /> },
        ]}
      />
    </Card>
  )
}
