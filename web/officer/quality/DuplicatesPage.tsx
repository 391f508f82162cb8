import { listPairs, type PairRow } from '@platform/server/population'
import { Card } from '../../kit/Card.tsx'
import { ChoiceField } from '../../kit/choices.tsx'
import { showDay, showNumber } from '../../kit/format.ts'
import { MoreButton } from '../../kit/MoreButton.tsx'
import { useMore } from '../../kit/more.ts'
import { Page } from '../../kit/Page.tsx'
import { Link, useFilter } from '../../kit/router.tsx'
import { Empty, Show } from '../../kit/States.tsx'
import { StatusBadge } from '../../kit/StatusBadge.tsx'
import { Table } from '../../kit/Table.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { ForRoles } from '../ForRoles.tsx'
import { paths } from '../paths.ts'
import { QualityTabs } from './QualityTabs.tsx'
import './Quality.css'
import { stewards } from './quality-words.ts'

const words = text({
  title: { vi: 'Có thể trùng lặp', en: 'Likely duplicates' },
  lead: {
    vi: 'Hai bản ghi có thể của cùng một người. Trùng họ tên và ngày sinh chưa đủ: hãy xem cha mẹ, nơi đăng ký, số giấy tờ.',
    en: 'Two records that may be of one person. Name and birthday are not enough: look at parents, places, numbers.',
  },
  list: { vi: 'Danh sách', en: 'List' },
  open: { vi: 'Chờ xem xét', en: 'To be looked at' },
  merging: { vi: 'Chờ duyệt hợp nhất', en: 'Merge to be approved' },
  merged: { vi: 'Đã hợp nhất', en: 'Merged' },
  'not-the-same': { vi: 'Không phải một người', en: 'Not the same' },
  pair: { vi: 'Hai bản ghi', en: 'Two records' },
  why: { vi: 'Vì sao', en: 'Why' },
  grade: { vi: 'Mức', en: 'Grade' },
  same: { vi: 'Gần như chắc chắn', en: 'Almost certain' },
  likely: { vi: 'Có khả năng', en: 'Likely' },
  conflict: { vi: 'Một số, hai người', en: 'One number, two people' },
  none: { vi: 'Không có cặp nào', en: 'No pairs' },
  noneWhat: {
    vi: 'Cặp mới tự hiện ở đây khi có người được khai sinh, thu thập hoặc nạp danh sách.',
    en: 'New pairs appear here when somebody is registered, collected or loaded.',
  },
})
const states = ['open', 'merging', 'merged', 'not-the-same'] as const

/** The desk of likely duplicates. */
export function DuplicatesPage() {
  const t = useText(words)
  return (
    <Page title={t.title} lead={t.lead}>
      <QualityTabs now="duplicates" />
      <ForRoles roles={stewards}>
        <Pairs />
      </ForRoles>
    </Page>
  )
}

function Pairs() {
  const t = useText(words)
  const [asked, setState] = useFilter('state', 'open')
  const state = states.find((one) => one === asked) ?? 'open'
  return (
    <>
      <ChoiceField
        label={t.list}
        value={state}
        onChange={setState}
        inRow
        options={states.map((one) => ({ value: one, label: t[one] }))}
      />
      <List key={state} state={state} />
    </>
  )
}

function List({ state }: { state: (typeof states)[number] }) {
  const t = useText(words)
  const show = useWords()
  const list = useMore(listPairs, { query: { state, limit: 25 } })
  const counts = list.first?.counts
  const count = counts && { ...counts, 'not-the-same': counts.notTheSame }[state]
  return (
    <Card title={count === undefined ? t[state] : `${t[state]}: ${showNumber(count)}`} icon="people">
      <Show read={list.read}>
        {() => (
          <>
            <Table
              caption={t.pair}
              rows={list.rows}
              keyOf={({ pairId }) => pairId}
              empty={
                <Empty icon="done" title={t.none}>
                  {t.noneWhat}
                </Empty>
              }
              columns={[
                {
                  head: t.pair,
                  names: true,
                  cell: (pair) => (
                    <>
                      <Link to={paths.pair(pair.pairId)}>
                        {pair.first.name} – {pair.second.name}
                      </Link>
                      <span className="worklist-code">{sides(pair)}</span>
                    </>
                  ),
                },
                {
                  head: t.why,
                  cell: ({ fields }) => (
                    <span className="small">
                      {fields
                        .slice(0, 3)
                        .map(({ words: said }) => show(said))
                        .join(' · ')}
                    </span>
                  ),
                },
                {
                  head: t.grade,
                  cell: ({ verdict }) => (
                    <StatusBadge tone={verdict === 'likely' ? 'wait' : 'refused'}>
                      {t[verdict as 'same' | 'likely' | 'conflict']}
                    </StatusBadge>
                  ),
                },
              ]}
            />
            <MoreButton more={list} />
          </>
        )}
      </Show>
    </Card>
  )
}

function sides({ first, second }: PairRow): string {
  return [first, second].map(({ maskedNumber, bornOn }) => `${maskedNumber}, ${showDay(bornOn)}`).join(' – ')
}
