import { countFindings, type FindingFilter, type FindingRow, listFindings } from '@platform/server/population'
import { Card } from '../../kit/Card.tsx'
import { DueBadge } from '../../kit/DueBadge.tsx'
import { showNumber } from '../../kit/format.ts'
import { SelectField } from '../../kit/inputs.tsx'
import { MoreButton } from '../../kit/MoreButton.tsx'
import { useMore } from '../../kit/more.ts'
import { Page } from '../../kit/Page.tsx'
import { useRead } from '../../kit/queries.ts'
import { Link, useFilter } from '../../kit/router.tsx'
import { Empty, Show } from '../../kit/States.tsx'
import { StatusBadge } from '../../kit/StatusBadge.tsx'
import { type Column, Table } from '../../kit/Table.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { ForRoles } from '../ForRoles.tsx'
import { paths } from '../paths.ts'
import { QualityTabs } from './QualityTabs.tsx'
import './Quality.css'
import { criterionWords, stateWords, stewards } from './quality-words.ts'

const words = text({
  title: { vi: 'Làm sạch dữ liệu dân cư', en: 'Cleaning population data' },
  lead: {
    vi: 'Những chỗ dữ liệu của người trong địa bàn chưa đúng, chưa đủ, chưa sạch. Khi dữ liệu đúng, việc tự đóng.',
    en: 'Where the data of people in your area are not right yet. When they are, the item closes by itself.',
  },
  show: { vi: 'Xem', en: 'Show' },
  rule: { vi: 'Loại sai lệch', en: 'Kind of finding' },
  every: { vi: 'Mọi loại', en: 'Every kind' },
  person: { vi: 'Người', en: 'Person' },
  what: { vi: 'Sai lệch', en: 'Finding' },
  due: { vi: 'Hạn', en: 'Due' },
  state: { vi: 'Tình trạng', en: 'State' },
  me: { vi: 'Tôi', en: 'Me' },
  none: { vi: 'Không có sai lệch nào ở mục này', en: 'Nothing in this list' },
  noneWhat: {
    vi: 'Dữ liệu được kiểm tra mỗi khi có thay đổi và mỗi đêm.',
    en: 'The data are checked at every change and every night.',
  },
})
const filterWords = text({
  open: { vi: 'Chưa xong', en: 'Not settled' },
  mine: { vi: 'Của tôi', en: 'Mine' },
  verifying: { vi: 'Đang xác minh', en: 'Being verified' },
  overdue: { vi: 'Quá hạn', en: 'Overdue' },
  closed: { vi: 'Đã xong', en: 'Settled' },
})
const filters = ['open', 'mine', 'verifying', 'overdue', 'closed'] as const

/** The worklist of data quality of a territory: exact counts, filters in the address. */
export function FindingsPage() {
  const t = useText(words)
  return (
    <Page title={t.title} lead={t.lead}>
      <QualityTabs now="findings" />
      <ForRoles roles={stewards}>
        <Findings />
      </ForRoles>
    </Page>
  )
}

function Findings() {
  const t = useText(words)
  const labels = useText(filterWords)
  const show = useWords()
  const [asked, setFilter] = useFilter('filter', 'open')
  const [rule, setRule] = useFilter('rule')
  const filter: FindingFilter = filters.find((one) => one === asked) ?? 'open'
  const counts = useRead(countFindings, {})
  return (
    <>
      <div className="quality-filters">
        <SelectField
          label={t.show}
          none={`${labels.open}${counts.data ? ` (${showNumber(counts.data.open)})` : ''}`}
          value={filter === 'open' ? '' : filter}
          onChange={(value) => setFilter(value || 'open')}
          options={filters
            .filter((one) => one !== 'open')
            .map((one) => ({
              value: one,
              label: `${labels[one]}${counts.data ? ` (${showNumber(counts.data[one])})` : ''}`,
            }))}
        />
        <SelectField
          label={t.rule}
          none={t.every}
          value={rule}
          onChange={setRule}
          options={(counts.data?.rules ?? []).map((one) => ({
            value: one.rule,
            label: `${show(one.words)} (${showNumber(one.count)})`,
          }))}
        />
      </div>
      <Card title={labels[filter]} icon="warning">
        <List key={`${filter}${rule}`} filter={filter} rule={rule} />
      </Card>
    </>
  )
}

function List({ filter, rule }: { filter: FindingFilter; rule: string }) {
  const t = useText(words)
  const show = useWords()
  const criteria = useText(criterionWords)
  const states = useText(stateWords)
  const list = useMore(listFindings, { query: { filter, limit: 50, ...(rule ? { rule } : {}) } })
  const columns: Column<FindingRow>[] = [
    {
      head: t.what,
      names: true,
      cell: (row) => (
        <>
          <Link to={paths.finding(row.findingId)}>{show(row.words)}</Link>
          <span className="worklist-code">{criteria[row.criterion]}</span>
        </>
      ),
    },
    {
      head: t.person,
      cell: ({ name, maskedNumber }) => (
        <>
          {name} <span className="worklist-code">{maskedNumber}</span>
        </>
      ),
    },
    {
      head: t.due,
      cell: (row) => (
        <DueBadge dueAt={row.dueAt} overdue={row.overdue} paused={false} finished={filter === 'closed'} />
      ),
    },
    {
      head: t.state,
      cell: ({ state, holder }) => (
        <>
          <StatusBadge tone={state === 'open' ? 'wait' : state === 'verifying' ? 'progress' : 'done'}>
            {states[state]}
          </StatusBadge>
          {holder ? <span className="worklist-code">{holder.mine ? t.me : holder.name}</span> : null}
        </>
      ),
    },
  ]
  return (
    <Show read={list.read}>
      {() => (
        <>
          <Table
            caption={t.what}
            rows={list.rows}
            columns={columns}
            keyOf={({ findingId }) => findingId}
            empty={
              <Empty icon="done" title={t.none}>
                {t.noneWhat}
              </Empty>
            }
          />
          <MoreButton more={list} />
        </>
      )}
    </Show>
  )
}
