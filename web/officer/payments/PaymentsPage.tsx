import { listReconciliations, type Reconciliation, reconcileDay } from '@platform/server/payments'
import { addDays, dayOf } from '@platform/server/platform/day.ts'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { showDay, showDong, showInstant, showNumber } from '../../kit/format.ts'
import { Actions } from '../../kit/Layout.tsx'
import { Page } from '../../kit/Page.tsx'
import { useCall, useRead } from '../../kit/queries.ts'
import { Link } from '../../kit/router.tsx'
import { Empty, ErrorState, Show } from '../../kit/States.tsx'
import { StatusBadge } from '../../kit/StatusBadge.tsx'
import { Table } from '../../kit/Table.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText } from '../../kit/text.ts'
import { ForRoles } from '../ForRoles.tsx'
import { cashiers, reconcilers, useHolds } from '../me.ts'
import { paths } from '../paths.ts'
import { CashRefunds } from './CashRefunds.tsx'

const words = text({
  title: { vi: 'Phí, lệ phí', en: 'Fees' },
  lead: {
    vi: 'Tiền đã thu, đã hoàn trả theo ngày. Mỗi sáng hệ thống đối soát ngày hôm trước với cổng thanh toán.',
    en: 'What was taken and given back by day. Each morning the day before is compared with the payment gateway.',
  },
  days: { vi: 'Đối soát với cổng thanh toán', en: 'Compared with the gateway' },
  noDays: { vi: 'Chưa ngày nào được đối soát', en: 'No day has been compared yet' },
  day: { vi: 'Ngày', en: 'Day' },
  gateway: { vi: 'Cổng thanh toán', en: 'Gateway' },
  ours: { vi: 'Sổ của ta', en: 'Our books' },
  of: {
    vi: (count: string, amount: string) => `${count} lượt, ${amount}`,
    en: (count: string, amount: string) => `${count}, ${amount}`,
  },
  verdict: { vi: 'Kết quả', en: 'Outcome' },
  allMatch: { vi: 'Khớp', en: 'All match' },
  recorded: {
    vi: (count: string) => `Bổ sung ${count}`,
    en: (count: string) => `${count} recorded late`,
  },
  toLookAt: { vi: (count: string) => `Lệch ${count}`, en: (count: string) => `${count} to look at` },
  at: { vi: 'Đối soát lúc', en: 'Compared at' },
  today: { vi: 'Đối soát hôm nay', en: 'Compare today' },
  yesterday: { vi: 'Đối soát hôm qua', en: 'Compare yesterday' },
  done: { vi: 'Đã đối soát', en: 'Compared' },
  takings: { vi: 'Thu và hoàn trả', en: 'Taken and given back' },
  noTakings: { vi: '31 ngày qua chưa thu khoản nào', en: 'Nothing was taken in the last 31 days' },
  online: { vi: 'Nộp trực tuyến', en: 'Paid online' },
  counter: { vi: 'Nộp tại quầy', en: 'Paid at the counter' },
  refunded: { vi: 'Đã hoàn trả', en: 'Given back' },
})

/** Fees of the office by day; for administrators the comparison with the gateway; for counters cash to give back. */
export function PaymentsPage() {
  const t = useText(words)
  const reconciles = useHolds(reconcilers)
  const pays = useHolds(cashiers)
  return (
    <Page title={t.title} lead={t.lead}>
      <ForRoles roles={[...reconcilers, ...cashiers]}>
        {pays ? <CashRefunds /> : null}
        {reconciles ? <Days /> : null}
      </ForRoles>
    </Page>
  )
}

function Days() {
  const t = useText(words)
  const administers = useHolds(['administrator'])
  const read = useRead(listReconciliations, {})
  const compare = useCall(reconcileDay, { onReply: () => say(t.done) })
  const today = dayOf(new Date())
  return (
    <Show read={read}>
      {({ days, takings }) => (
        <>
          {administers ? (
            <Card title={t.days} icon="check">
              {compare.problem ? <ErrorState problem={compare.problem} onRetry={compare.reset} /> : null}
              <Table<Reconciliation>
                caption={t.days}
                rows={days}
                keyOf={({ day }) => day}
                empty={<Empty icon="calendar" title={t.noDays} />}
                columns={[
                  {
                    head: t.day,
                    names: true,
                    cell: ({ day }) => <Link to={paths.reconciliation(day)}>{showDay(day)}</Link>,
                  },
                  {
                    head: t.gateway,
                    cell: ({ gatewayCount, gatewayDong }) =>
                      t.of(showNumber(gatewayCount), showDong(gatewayDong)),
                  },
                  {
                    head: t.ours,
                    cell: ({ ourCount, ourDong }) => t.of(showNumber(ourCount), showDong(ourDong)),
                  },
                  { head: t.verdict, cell: (row) => <Verdict of={row} /> },
                  { head: t.at, cell: ({ at }) => showInstant(at) },
                ]}
              />
              <Actions>
                <Button
                  pending={compare.pending}
                  onClick={() => void compare.send({ params: { day: addDays(today, -1) } })}
                >
                  {t.yesterday}
                </Button>
                <Button
                  pending={compare.pending}
                  onClick={() => void compare.send({ params: { day: today } })}
                >
                  {t.today}
                </Button>
              </Actions>
            </Card>
          ) : null}
          <Card title={t.takings} icon="calendar">
            <Table
              caption={t.takings}
              rows={takings}
              keyOf={({ day }) => day}
              empty={<Empty icon="calendar" title={t.noTakings} />}
              columns={[
                { head: t.day, names: true, cell: ({ day }) => showDay(day) },
                {
                  head: t.online,
                  cell: ({ online, onlineDong }) => t.of(showNumber(online), showDong(onlineDong)),
                },
                {
                  head: t.counter,
                  cell: ({ counter, counterDong }) => t.of(showNumber(counter), showDong(counterDong)),
                },
                {
                  head: t.refunded,
                  cell: ({ refunded, refundedDong }) => t.of(showNumber(refunded), showDong(refundedDong)),
                },
              ]}
            />
          </Card>
        </>
      )}
    </Show>
  )
}

function Verdict({ of: { missing, surplus, differing } }: { of: Reconciliation }) {
  const t = useText(words)
  const wrong = surplus + differing
  if (wrong > 0) return <StatusBadge tone="refused">{t.toLookAt(showNumber(wrong))}</StatusBadge>
  if (missing > 0) return <StatusBadge tone="wait">{t.recorded(showNumber(missing))}</StatusBadge>
  return <StatusBadge tone="done">{t.allMatch}</StatusBadge>
}
