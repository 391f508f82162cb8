import { type QualityIndex, readQualityIndex, sweepQuality } from '@platform/server/population'
import { Button } from '../../kit/Button.tsx'
import { showInstant, showNumber } from '../../kit/format.ts'
import { Row } from '../../kit/Layout.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { Page } from '../../kit/Page.tsx'
import { useCall, useRead } from '../../kit/queries.ts'
import { Link, useFilter } from '../../kit/router.tsx'
import { Empty, ErrorState, Show } from '../../kit/States.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText } from '../../kit/text.ts'
import { ForRoles } from '../ForRoles.tsx'
import { useHolds } from '../me.ts'
import { paths } from '../paths.ts'
import { IndexBreakdown } from './IndexBreakdown.tsx'
import { QualityTabs } from './QualityTabs.tsx'
import { indexReaders } from './quality-words.ts'

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
})

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
        <IndexBreakdown index={index} query={query} />
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
