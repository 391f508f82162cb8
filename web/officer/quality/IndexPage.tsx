import {
  type IndexLine,
  type QualityIndex,
  readQualityHistory,
  readQualityIndex,
  sweepQuality,
} from '@platform/server/population'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { showDay, showInstant, showNumber } from '../../kit/format.ts'
import { Grid, Row } from '../../kit/Layout.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { Page } from '../../kit/Page.tsx'
import { useCall, useRead } from '../../kit/queries.ts'
import { Link, useFilter } from '../../kit/router.tsx'
import { Empty, ErrorState, Show } from '../../kit/States.tsx'
import { StatusBadge } from '../../kit/StatusBadge.tsx'
import { Table } from '../../kit/Table.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { ForRoles } from '../ForRoles.tsx'
import { useHolds } from '../me.ts'
import { paths } from '../paths.ts'
import { QualityTabs } from './QualityTabs.tsx'
import './Quality.css'
import { criterionWords, fieldWords, indexReaders } from './quality-words.ts'

const words = text({
  title: { vi: 'Chỉ số chất lượng dữ liệu', en: 'Data quality index' },
  lead: {
    vi: 'Số bản ghi đạt trên số bản ghi được kiểm tra, tính theo từng quy tắc và gộp theo trọng số.',
    en: 'Records that pass out of those checked, by rule, rolled up by weight.',
  },
  nation: { vi: 'Cả nước', en: 'The nation' },
  asOf: {
    vi: (at: string) => `Theo lượt rà soát xong lúc ${at}`,
    en: (at: string) => `As of the sweep that ended at ${at}`,
  },
  running: {
    vi: (people: string) => `Đang rà soát: đã xem ${people} người`,
    en: (people: string) => `A sweep is running: ${people} people so far`,
  },
  never: { vi: 'Chưa có lượt rà soát nào xong', en: 'No sweep has ended yet' },
  neverWhat: {
    vi: 'Lượt đầu tiên chạy ngay sau khi có dữ liệu, rồi mỗi đêm.',
    en: 'The first runs as soon as there are data, then every night.',
  },
  sweep: { vi: 'Rà soát lại ngay', en: 'Sweep now' },
  swept: { vi: 'Đã bắt đầu rà soát', en: 'The sweep has begun' },
  failed: { vi: 'Chưa đạt', en: 'Failed' },
  checked: { vi: 'Đã kiểm tra', en: 'Checked' },
  index: { vi: 'Chỉ số', en: 'Index' },
  criteria: { vi: 'Theo tiêu chí', en: 'By criterion' },
  rules: { vi: 'Theo quy tắc', en: 'By rule' },
  fields: { vi: 'Theo thông tin', en: 'By field' },
  allRight: {
    vi: (count: string) => `${count} quy tắc khác: mọi người đều đạt`,
    en: (count: string) => `${count} other rules: everybody passes`,
  },
  units: { vi: 'Theo đơn vị hành chính', en: 'By unit' },
  unit: { vi: 'Đơn vị', en: 'Unit' },
  rule: { vi: 'Quy tắc', en: 'Rule' },
  field: { vi: 'Thông tin', en: 'Field' },
  band: { vi: 'Mức', en: 'Band' },
  green: { vi: 'Đạt', en: 'Good' },
  yellow: { vi: 'Cần cải thiện', en: 'To improve' },
  red: { vi: 'Không đạt', en: 'Poor' },
  identifier: { vi: 'định danh, phải đạt 100%', en: 'identifier, must be 100 %' },
  bands: {
    vi: (green: string, yellow: string) => `Đạt từ ${green}, cần cải thiện từ ${yellow}`,
    en: (green: string, yellow: string) => `Good from ${green}, to improve from ${yellow}`,
  },
  history: { vi: 'Diễn biến trong một năm', en: 'Over a year' },
  onlyToday: {
    vi: 'Mới có một ngày; đường diễn biến hiện từ ngày thứ hai.',
    en: 'One day so far; the curve begins with the second.',
  },
  curve: {
    vi: (from: string, to: string) => `Từ ${from} đến ${to}`,
    en: (from: string, to: string) => `From ${from} to ${to}`,
  },
  delays: { vi: 'Sống: từ lúc xảy ra đến lúc có trong dữ liệu', en: 'Live: from the event to the register' },
  kind: { vi: 'Loại việc', en: 'Kind of event' },
  inTime: { vi: 'Kịp thời', en: 'In time' },
  within: { vi: (days: number) => `≤ ${days} ngày`, en: (days: number) => `≤ ${days} d` },
  longer: { vi: 'Lâu hơn', en: 'Longer' },
  work: { vi: 'Mở việc cần làm', en: 'Open the work' },
})

const percent = (dqi: number | null) =>
  dqi === null ? '–' : `${showNumber(Math.floor(dqi * 100) / 100, 2)}%`

/** The index of a unit by criterion, rule and field, how it went, and the units below. */
export function IndexPage() {
  const t = useText(words)
  return (
    <Page title={t.title} lead={t.lead}>
      <QualityTabs now="index" />
      <ForRoles roles={indexReaders}>
        <Index />
      </ForRoles>
    </Page>
  )
}

function Index() {
  const [asked] = useFilter('unit')
  const unitId = /^[1-9]\d{0,8}$/.test(asked) ? Number(asked) : undefined
  const query = unitId === undefined ? {} : { unitId }
  const read = useRead(readQualityIndex, { query })
  return <Show read={read}>{(index) => <Content index={index} query={query} />}</Show>
}

function Content({ index, query }: { index: QualityIndex; query: { unitId?: number } }) {
  const t = useText(words)
  return (
    <div className="stack stack-loose">
      <Where index={index} />
      {index.finishedAt ? (
        <>
          <Figures index={index} query={query} />
          <Rules index={index} />
          <Delays index={index} />
          <Units index={index} />
        </>
      ) : (
        <Empty icon="chart" title={t.never}>
          {t.neverWhat}
        </Empty>
      )}
    </div>
  )
}

function Where({ index }: { index: QualityIndex }) {
  const t = useText(words)
  const mayAsk = useHolds(['data-steward'])
  const sweep = useCall(sweepQuality, { onReply: () => say(t.swept) })
  const above = [...index.above.map((unit) => ({ ...unit, to: paths.qualityIndex(unit.unitId) }))]
  return (
    <>
      <Row apart>
        <h2>
          {above.map(({ unitId, label, to }) => (
            <span key={unitId}>
              <Link to={to}>{label}</Link>
              {' › '}
            </span>
          ))}
          {index.unit?.label ?? t.nation}
        </h2>
        {mayAsk && !index.running ? (
          <Button pending={sweep.pending} onClick={() => void sweep.send({})}>
            {t.sweep}
          </Button>
        ) : null}
      </Row>
      {sweep.problem ? <ErrorState problem={sweep.problem} onRetry={sweep.reset} /> : null}
      {index.running ? <Notice look="wait">{t.running(showNumber(index.running.people))}</Notice> : null}
      {index.finishedAt ? <p className="muted small">{t.asOf(showInstant(index.finishedAt))}</p> : null}
    </>
  )
}

function Figures({ index, query }: { index: QualityIndex; query: { unitId?: number } }) {
  const t = useText(words)
  const criteria = useText(criterionWords)
  const { total, bands } = index
  return (
    <Grid wide>
      <Card title={t.index} icon="chart">
        <p className="quality-number">{percent(total.dqi)}</p>
        <Band line={total} />
        <p className="muted small">
          {t.failed}: {showNumber(total.failed)} / {showNumber(total.checked)}
        </p>
        <p className="muted small">{t.bands(percent(bands.green), percent(bands.yellow))}</p>
      </Card>
      <Card title={t.criteria}>
        <Lines
          caption={t.criteria}
          head={t.criteria}
          lines={index.criteria}
          name={({ code }) => criteria[code as keyof typeof criteria] ?? code}
        />
      </Card>
      <Card title={t.history}>
        <History query={query} />
      </Card>
    </Grid>
  )
}

function Band({ line }: { line: Pick<IndexLine, 'band'> }) {
  const t = useText(words)
  if (line.band === null) return null
  const tone = { green: 'done', yellow: 'wait', red: 'refused' } as const
  return <StatusBadge tone={tone[line.band]}>{t[line.band]}</StatusBadge>
}

function Lines({
  caption,
  head,
  lines,
  name,
}: {
  caption: string
  head: string
  lines: readonly IndexLine[]
  name: (line: IndexLine) => React.ReactNode
}) {
  const t = useText(words)
  return (
    <Table
      caption={caption}
      rows={lines}
      keyOf={({ code }) => code}
      columns={[
        {
          head,
          names: true,
          cell: (line) => (
            <>
              {name(line)}
              {line.identifier ? <span className="worklist-code">{t.identifier}</span> : null}
            </>
          ),
        },
        { head: t.index, align: 'end', cell: ({ dqi }) => percent(dqi) },
        { head: t.failed, align: 'end', cell: ({ failed }) => showNumber(failed) },
        { head: t.band, cell: (line) => <Band line={line} /> },
      ]}
    />
  )
}

function Rules({ index }: { index: QualityIndex }) {
  const t = useText(words)
  const show = useWords()
  const labels = useText(fieldWords) as Record<string, string>
  const works = useHolds(['residence', 'data-steward'])
  const right = index.rules.filter(({ failed }) => failed === 0)
  return (
    <>
      <Card title={t.rules} icon="warning">
        <Lines
          caption={t.rules}
          head={t.rule}
          lines={index.rules.filter(({ failed }) => failed > 0)}
          name={({ code, words: said, failed, work }) =>
            works && work && failed > 0 ? <Link to={paths.findings(code)}>{show(said)}</Link> : show(said)
          }
        />
      </Card>
      <details className="more">
        <summary>{t.allRight(showNumber(right.length))}</summary>
        <Card title={t.rules}>
          <Lines caption={t.rules} head={t.rule} lines={right} name={({ words: said }) => show(said)} />
        </Card>
      </details>
      <Card title={t.fields}>
        <Lines
          caption={t.fields}
          head={t.field}
          lines={index.fields}
          name={({ code }) => labels[code] ?? code}
        />
      </Card>
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

/** The index day by day as a line; the axis goes from the lowest day to 100. */
function History({ query }: { query: { unitId?: number } }) {
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
