import { listMyProposals } from '@platform/server/population'
import { ButtonLink } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { showInstant } from '../../kit/format.ts'
import { Page } from '../../kit/Page.tsx'
import { useRead } from '../../kit/queries.ts'
import { Link } from '../../kit/router.tsx'
import { Empty, Show } from '../../kit/States.tsx'
import { StatusBadge } from '../../kit/StatusBadge.tsx'
import { Table } from '../../kit/Table.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { paths } from '../paths.ts'
import { proposalStates, proposalTones } from './proposal-words.ts'

const words = text({
  title: { vi: 'Đề nghị sửa thông tin của tôi', en: 'My proposals' },
  records: { vi: 'Thông tin của tôi', en: 'My information' },
  what: { vi: 'Thông tin', en: 'Field' },
  change: { vi: 'Đề nghị', en: 'Proposed' },
  sent: { vi: 'Gửi lúc', en: 'Sent' },
  state: { vi: 'Tình trạng', en: 'State' },
  none: { vi: 'Bạn chưa đề nghị sửa gì', en: 'You have proposed nothing yet' },
  noneWhat: {
    vi: 'Nếu thấy thông tin của mình sai hoặc thiếu, hãy mở Thông tin của tôi và bấm vào chỗ đó.',
    en: 'If you find something wrong or missing, open My information and tap it.',
  },
  open: { vi: 'Mở Thông tin của tôi', en: 'Open My information' },
})

/** What I proposed about my own data, and what became of it. */
export function ProposalsPage() {
  const t = useText(words)
  const show = useWords()
  const states = useText(proposalStates)
  const read = useRead(listMyProposals, {})
  return (
    <Page title={t.title} crumbs={[{ label: t.records, to: paths.records() }]}>
      <Card icon="pen" title={t.title}>
        <Show read={read}>
          {({ rows }) => (
            <Table
              caption={t.title}
              rows={rows}
              keyOf={({ proposalId }) => proposalId}
              empty={
                <Empty icon="pen" title={t.none}>
                  <p>{t.noneWhat}</p>
                  <ButtonLink to={paths.records()}>{t.open}</ButtonLink>
                </Empty>
              }
              columns={[
                {
                  head: t.what,
                  names: true,
                  cell: ({ proposalId, label }) => <Link to={paths.proposal(proposalId)}>{show(label)}</Link>,
                },
                { head: t.change, cell: ({ shown }) => shown },
                { head: t.sent, cell: ({ submittedAt }) => showInstant(submittedAt) },
                {
                  head: t.state,
                  cell: ({ state }) => <StatusBadge tone={proposalTones[state]}>{states[state]}</StatusBadge>,
                },
              ]}
            />
          )}
        </Show>
      </Card>
    </Page>
  )
}
