import { listWaiting, type WaitingRow } from '@platform/server/accounts'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { showInstant } from '../../kit/format.ts'
import { MoreButton } from '../../kit/MoreButton.tsx'
import { useMore } from '../../kit/more.ts'
import { Page } from '../../kit/Page.tsx'
import { Empty, Show } from '../../kit/States.tsx'
import { Table } from '../../kit/Table.tsx'
import { text, useText } from '../../kit/text.ts'
import { ForRoles } from '../ForRoles.tsx'
import { paths } from '../paths.ts'

const words = text({
  title: { vi: 'Đã duyệt mà chưa kích hoạt', en: 'Approved and not activated' },
  lead: {
    vi: 'Danh sách để gọi điện hoặc đến nhà giúp kích hoạt. Người già, người không dùng điện thoại thông minh: kích hoạt tại quầy.',
    en: 'Whom to call or visit. The elderly and people without a smartphone are helped at the desk.',
  },
  desk: { vi: 'Quầy tài khoản', en: 'The desk' },
  name: { vi: 'Họ tên', en: 'Name' },
  number: { vi: 'Số định danh', en: 'Number' },
  phone: { vi: 'Điện thoại', en: 'Phone' },
  since: { vi: 'Duyệt lúc', en: 'Approved' },
  reminders: { vi: 'Đã nhắc', en: 'Reminders' },
  none: { vi: 'Mọi người được duyệt đều đã kích hoạt', en: 'Everybody approved has activated' },
  print: { vi: 'In danh sách', en: 'Print the list' },
})

/** The help list of a commune (R10). */
export function WaitingPage() {
  const t = useText(words)
  const more = useMore(listWaiting, { query: {} })
  return (
    <Page
      title={t.title}
      lead={t.lead}
      crumbs={[{ label: t.desk, to: paths.accounts() }]}
      aside={
        <Button icon="file" onClick={() => print()}>
          {t.print}
        </Button>
      }
    >
      <ForRoles roles={['residence']}>
        <Card title={t.title} icon="bell">
          <Show read={more.read}>
            {() => (
              <Table<WaitingRow>
                caption={t.title}
                rows={more.rows}
                keyOf={({ accountId }) => accountId}
                empty={<Empty icon="done" title={t.none} />}
                columns={[
                  { head: t.name, names: true, cell: ({ name }) => name },
                  { head: t.number, cell: ({ maskedNumber }) => maskedNumber },
                  { head: t.phone, cell: ({ phoneEnding }) => (phoneEnding ? `••• ${phoneEnding}` : '–') },
                  { head: t.since, cell: ({ approvedAt }) => showInstant(approvedAt) },
                  { head: t.reminders, align: 'end', cell: ({ reminders }) => String(reminders) },
                ]}
              />
            )}
          </Show>
          <MoreButton more={more} />
        </Card>
      </ForRoles>
    </Page>
  )
}
