import { listProposals } from '@platform/server/population'
import { Card } from '../../kit/Card.tsx'
import { ChoiceField } from '../../kit/choices.tsx'
import { DueBadge } from '../../kit/DueBadge.tsx'
import { showInstant, showNumber } from '../../kit/format.ts'
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
import { proposalStates, proposalTones } from './proposal-words.ts'
import { QualityTabs } from './QualityTabs.tsx'
import './Quality.css'
import { stewards } from './quality-words.ts'

const words = text({
  title: { vi: 'Người dân đề nghị điều chỉnh', en: 'Citizens’ proposals' },
  lead: {
    vi: 'Người dân thấy dữ liệu của mình sai hoặc thiếu. Trả lời trong 2 ngày làm việc.',
    en: 'People who find their data wrong or incomplete. Answer within 2 working days.',
  },
  list: { vi: 'Danh sách', en: 'List' },
  open: { vi: 'Chờ trả lời', en: 'To be answered' },
  asked: { vi: 'Chờ người dân bổ sung', en: 'Waiting for evidence' },
  closed: { vi: 'Đã trả lời', en: 'Answered' },
  person: { vi: 'Người đề nghị', en: 'Who' },
  what: { vi: 'Thông tin', en: 'Field' },
  due: { vi: 'Hạn', en: 'Due' },
  state: { vi: 'Tình trạng', en: 'State' },
  sent: { vi: (at: string) => `gửi ${at}`, en: (at: string) => `sent ${at}` },
  files: { vi: (count: number) => `${count} tệp`, en: (count: number) => `${count} files` },
  none: { vi: 'Không có đề nghị nào', en: 'No proposals' },
  noneWhat: { vi: 'Đề nghị mới tự hiện ở đây.', en: 'New ones appear here by themselves.' },
})
const filters = ['open', 'asked', 'closed'] as const

export function ProposalsPage() {
  const t = useText(words)
  return (
    <Page title={t.title} lead={t.lead}>
      <QualityTabs now="proposals" />
      <ForRoles roles={stewards}>
        <Lists />
      </ForRoles>
    </Page>
  )
}

function Lists() {
  const t = useText(words)
  const [asked, setFilter] = useFilter('filter', 'open')
  const filter = filters.find((one) => one === asked) ?? 'open'
  return (
    <>
      <ChoiceField
        label={t.list}
        value={filter}
        onChange={setFilter}
        options={filters.map((one) => ({ value: one, label: t[one] }))}
      />
      <List key={filter} filter={filter} />
    </>
  )
}

function List({ filter }: { filter: (typeof filters)[number] }) {
  const t = useText(words)
  const show = useWords()
  const states = useText(proposalStates)
  const list = useMore(listProposals, { query: { filter, limit: 50 } })
  const count = list.first?.counts[filter]
  return (
    <Card title={count === undefined ? t[filter] : `${t[filter]}: ${showNumber(count)}`} icon="pen">
      <Show read={list.read}>
        {() => (
          <>
            <Table
              caption={t[filter]}
              rows={list.rows}
              keyOf={({ proposalId }) => proposalId}
              empty={
                <Empty icon="done" title={t.none}>
                  {t.noneWhat}
                </Empty>
              }
              columns={[
                {
                  head: t.what,
                  names: true,
                  cell: ({ proposalId, label, files }) => (
                    <>
                      <Link to={paths.proposal(proposalId)}>{show(label)}</Link>
                      {files > 0 ? <span className="worklist-code">{t.files(files)}</span> : null}
                    </>
                  ),
                },
                {
                  head: t.person,
                  cell: ({ name, submittedAt }) => (
                    <>
                      {name} <span className="worklist-code">{t.sent(showInstant(submittedAt))}</span>
                    </>
                  ),
                },
                {
                  head: t.due,
                  cell: ({ dueAt, overdue, state }) => (
                    <DueBadge
                      dueAt={dueAt}
                      overdue={overdue}
                      paused={state === 'evidence-asked'}
                      finished={filter === 'closed'}
                    />
                  ),
                },
                {
                  head: t.state,
                  cell: ({ state }) => <StatusBadge tone={proposalTones[state]}>{states[state]}</StatusBadge>,
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
