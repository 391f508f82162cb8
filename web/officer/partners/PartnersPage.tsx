import { listProductionRequests, listRelyingParties } from '@platform/server/authentication'
import { Card } from '../../kit/Card.tsx'
import { showDay, showInstant } from '../../kit/format.ts'
import { Page } from '../../kit/Page.tsx'
import { useRead } from '../../kit/queries.ts'
import { Link } from '../../kit/router.tsx'
import { Empty, Show } from '../../kit/States.tsx'
import { StatusBadge } from '../../kit/StatusBadge.tsx'
import { Table } from '../../kit/Table.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { ForRoles } from '../ForRoles.tsx'
import { administrators } from '../me.ts'
import { paths } from '../paths.ts'
import { Acts } from './Acts.tsx'
import { Organisations } from './Organisations.tsx'

const words = text({
  title: { vi: 'Đối tác kết nối', en: 'Connected partners' },
  lead: {
    vi: 'Hệ thống của các tổ chức xin dùng dữ liệu thật, và tất cả hệ thống đã đăng ký.',
    en: 'Systems of organisations that ask for real data, and all that are registered.',
  },
  waiting: { vi: 'Chờ quyết định', en: 'To decide' },
  noneWaiting: { vi: 'Không có đề nghị nào đang chờ', en: 'No request is waiting' },
  all: { vi: 'Tất cả hệ thống', en: 'All systems' },
  none: { vi: 'Chưa có hệ thống nào', en: 'No system yet' },
  system: { vi: 'Hệ thống', en: 'System' },
  organisation: { vi: 'Tổ chức', en: 'Organisation' },
  kind: { vi: 'Loại', en: 'Kind' },
  production: { vi: 'Dùng dữ liệu thật', en: 'Real data' },
  widening: { vi: 'Mở rộng', en: 'Widening' },
  asked: { vi: 'Gửi lúc', en: 'Sent' },
  due: { vi: 'Hạn', en: 'Due' },
  overdue: { vi: 'Quá hạn', en: 'Overdue' },
  state: { vi: 'Trạng thái', en: 'State' },
  act: { vi: 'Việc', en: 'Act' },
})

/** For administrators: requests in their term, those due first, and every registered system. */
export function PartnersPage() {
  const t = useText(words)
  return (
    <Page title={t.title} lead={t.lead}>
      <ForRoles roles={administrators}>
        <Requests />
        <Systems />
        <Organisations />
      </ForRoles>
    </Page>
  )
}

function Requests() {
  const t = useText(words)
  const show = useWords()
  const read = useRead(listProductionRequests, { query: { state: 'open' } })
  return (
    <Card title={t.waiting} icon="clock">
      <Show read={read}>
        {({ rows }) => (
          <Table
            caption={t.waiting}
            rows={rows}
            keyOf={({ requestId }) => requestId}
            empty={<Empty icon="done" title={t.noneWaiting} />}
            columns={[
              {
                head: t.system,
                names: true,
                cell: ({ requestId, names }) => (
                  <Link to={paths.partnerRequest(requestId)}>{show(names)}</Link>
                ),
              },
              { head: t.organisation, cell: ({ organisation }) => show(organisation) },
              { head: t.kind, cell: ({ kind }) => t[kind] },
              {
                head: t.asked,
                cell: ({ askedAt }) => <span className="nowrap">{showInstant(askedAt)}</span>,
              },
              {
                head: t.due,
                cell: ({ dueOn, overdue }) =>
                  overdue ? (
                    <StatusBadge tone="refused">{`${t.overdue} ${showDay(dueOn)}`}</StatusBadge>
                  ) : (
                    showDay(dueOn)
                  ),
              },
            ]}
          />
        )}
      </Show>
    </Card>
  )
}

function Systems() {
  const t = useText(words)
  const show = useWords()
  const read = useRead(listRelyingParties, {})
  return (
    <Card title={t.all} icon="services">
      <Show read={read}>
        {({ rows }) => (
          <Table
            caption={t.all}
            rows={rows}
            keyOf={({ clientId }) => clientId}
            empty={<Empty icon="services" title={t.none} />}
            columns={[
              { head: t.system, names: true, cell: ({ names }) => show(names) },
              { head: t.organisation, cell: ({ organisation }) => show(organisation) },
              { head: t.act, cell: (row) => <Acts system={row} /> },
            ]}
          />
        )}
      </Show>
    </Card>
  )
}
