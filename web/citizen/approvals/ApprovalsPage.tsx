import { type ApprovalAsked, listMyApprovals } from '@platform/server/services'
import { Card } from '../../kit/Card.tsx'
import { Page } from '../../kit/Page.tsx'
import { useRead } from '../../kit/queries.ts'
import { Empty, Show } from '../../kit/States.tsx'
import { text, useText } from '../../kit/text.ts'
import { ApprovalCard } from './ApprovalCard.tsx'

const words = text({
  title: { vi: 'Người khác xin ý kiến của bạn', en: 'You are asked to agree' },
  lead: {
    vi: 'Có những việc cần chủ hộ, chủ nhà, cha hoặc mẹ đồng ý. Hãy đọc kỹ rồi trả lời; không trả lời không có nghĩa là đồng ý.',
    en: 'Some requests need the agreement of the household head, the owner of the home or a parent. Read carefully, then answer; no answer is not agreement.',
  },
  waiting: { vi: 'Đang chờ bạn trả lời', en: 'Waiting for your answer' },
  answered: { vi: 'Đã trả lời hoặc đã hết hạn', en: 'Answered or expired' },
  none: { vi: 'Không có đề nghị nào đang chờ bạn', en: 'Nothing waits for your answer' },
  noneWhat: {
    vi: 'Khi có người xin ý kiến, bạn sẽ thấy ở đây và ở trang đầu.',
    en: 'When someone asks you, it appears here and on the first page.',
  },
})

export function ApprovalsPage() {
  const t = useText(words)
  const read = useRead(listMyApprovals, { query: {} })
  return (
    <Page title={t.title} lead={t.lead} width="reading">
      <Show read={read}>
        {({ rows }) => {
          const waiting = rows.filter(({ state }) => state === 'asked')
          const answered = rows.filter(({ state }) => state !== 'asked')
          return (
            <div className="stack stack-loose">
              {waiting.length === 0 ? (
                <Empty icon="pen" title={t.none}>
                  {t.noneWhat}
                </Empty>
              ) : (
                <Card title={t.waiting} icon="pen" look="attention">
                  <List rows={waiting} />
                </Card>
              )}
              {answered.length > 0 ? (
                <Card title={t.answered}>
                  <List rows={answered} />
                </Card>
              ) : null}
            </div>
          )
        }}
      </Show>
    </Page>
  )
}

function List({ rows }: { rows: readonly ApprovalAsked[] }) {
  return (
    <ul className="stack">
      {rows.map((row) => (
        <ApprovalCard approval={row} key={row.approvalId} />
      ))}
    </ul>
  )
}
