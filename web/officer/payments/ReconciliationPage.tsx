import { type ReconciliationLine, readReconciliation } from '@platform/server/payments'
import { Card } from '../../kit/Card.tsx'
import { showDay, showDong, showInstant } from '../../kit/format.ts'
import { MoreButton } from '../../kit/MoreButton.tsx'
import { useMore } from '../../kit/more.ts'
import { Page } from '../../kit/Page.tsx'
import { useParam } from '../../kit/router.tsx'
import { Empty, Show } from '../../kit/States.tsx'
import { StatusBadge } from '../../kit/StatusBadge.tsx'
import { Table } from '../../kit/Table.tsx'
import { text, useText } from '../../kit/text.ts'
import { ForRoles } from '../ForRoles.tsx'
import { administrators } from '../me.ts'
import { paths } from '../paths.ts'

const words = text({
  title: { vi: (day: string) => `Đối soát ngày ${day}`, en: (day: string) => `Compared: ${day}` },
  fees: { vi: 'Phí, lệ phí', en: 'Fees' },
  lines: { vi: 'Từng giao dịch', en: 'Payment by payment' },
  none: { vi: 'Ngày này không có giao dịch nào', en: 'No payment on this day' },
  at: { vi: (at: string) => `Đối soát lúc ${at}`, en: (at: string) => `Compared at ${at}` },
  notYet: { vi: 'Ngày này chưa được đối soát', en: 'This day has not been compared' },
  transaction: { vi: 'Giao dịch', en: 'Transaction' },
  verdict: { vi: 'Kết quả', en: 'Outcome' },
  dossier: { vi: 'Hồ sơ', en: 'Dossier' },
  unknown: { vi: 'Không rõ của hồ sơ nào', en: 'Of no known dossier' },
  gateway: { vi: 'Cổng thanh toán', en: 'Gateway' },
  ours: { vi: 'Sổ của ta', en: 'Our books' },
  became: { vi: 'Tiền đã', en: 'What became of it' },
  paid: { vi: 'Vào khoản phải nộp', en: 'Paid its due' },
  'to-return': { vi: 'Đang trả lại người nộp', en: 'Being returned' },
  returned: { vi: 'Đã trả lại người nộp', en: 'Returned' },
  matched: { vi: 'Khớp', en: 'Matches' },
  missing: { vi: 'Thiếu ở ta, đã ghi bổ sung', en: 'We had not heard; recorded' },
  surplus: { vi: 'Thừa ở ta, cổng không có', en: 'Unknown to the gateway' },
  differing: { vi: 'Lệch số tiền', en: 'Amounts differ' },
})

const tones = { matched: 'done', missing: 'wait', surplus: 'refused', differing: 'refused' } as const

/** A day compared with the gateway, what does not match first. */
export function ReconciliationPage() {
  const t = useText(words)
  const day = useParam('day')
  const list = useMore(readReconciliation, { params: { day }, query: {} })
  return (
    <Page title={t.title(showDay(day))} crumbs={[{ label: t.fees, to: paths.payments() }]}>
      <ForRoles roles={administrators}>
        <Card title={t.lines} icon="check">
          <Show read={list.read}>
            {() => (
              <>
                <p className="muted small">
                  {list.first?.reconciliation ? t.at(showInstant(list.first.reconciliation.at)) : t.notYet}
                </p>
                <Table<ReconciliationLine>
                  caption={t.lines}
                  rows={list.rows}
                  keyOf={({ transactionId }) => transactionId}
                  empty={<Empty icon="done" title={t.none} />}
                  columns={[
                    {
                      head: t.transaction,
                      names: true,
                      cell: ({ transactionId }) => <span className="number">{transactionId}</span>,
                    },
                    {
                      head: t.verdict,
                      cell: ({ verdict }) => <StatusBadge tone={tones[verdict]}>{t[verdict]}</StatusBadge>,
                    },
                    {
                      head: t.dossier,
                      cell: ({ code }) => (code ? <span className="number">{code}</span> : t.unknown),
                    },
                    { head: t.gateway, cell: ({ gatewayDong }) => amount(gatewayDong) },
                    { head: t.ours, cell: ({ ourDong }) => amount(ourDong) },
                    {
                      head: t.became,
                      cell: ({ outcome, returned }) => (returned ? t.returned : outcome ? t[outcome] : '–'),
                    },
                  ]}
                />
                <MoreButton more={list} />
              </>
            )}
          </Show>
        </Card>
      </ForRoles>
    </Page>
  )
}

const amount = (dong: number | null) => (dong === null ? '–' : showDong(dong))
