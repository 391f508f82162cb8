import { readUsage } from '@platform/server/verification'
import { Card } from '../../kit/Card.tsx'
import { showDay, showDong, showNumber } from '../../kit/format.ts'
import { useRead } from '../../kit/queries.ts'
import { Empty, Show } from '../../kit/States.tsx'
import { Table } from '../../kit/Table.tsx'
import { text, useText } from '../../kit/text.ts'

const words = text({
  title: { vi: '30 ngày qua', en: 'The last 30 days' },
  none: { vi: 'Chưa có lượt gọi nào', en: 'No call yet' },
  day: { vi: 'Ngày', en: 'Day' },
  act: { vi: 'Việc', en: 'Act' },
  code: { vi: 'Kết quả', en: 'Outcome' },
  ok: { vi: 'Thành công', en: 'Succeeded' },
  count: { vi: 'Số lượt', en: 'Calls' },
  price: { vi: 'Phí', en: 'Fee' },
  total: { vi: (dong: string) => `Tổng phí: ${dong}`, en: (dong: string) => `Total: ${dong}` },
})

/** Calls, sign-ins and refusals by day and code, with what they cost. Nothing about people is here. */
export function Usage({ clientId }: { clientId: string }) {
  const t = useText(words)
  const read = useRead(readUsage, { params: { clientId } })
  return (
    <Card title={t.title} icon="chart">
      <Show read={read}>
        {({ rows, totalDong }) => (
          <>
            <Table
              caption={t.title}
              rows={rows}
              keyOf={({ day, act, code }) => `${day}${act}${code}`}
              empty={<Empty icon="chart" title={t.none} />}
              columns={[
                { head: t.day, names: true, cell: ({ day }) => showDay(day) },
                { head: t.act, cell: ({ act }) => <code>{act}</code> },
                {
                  head: t.code,
                  cell: ({ code }) => (code === 'ok' ? t.ok : <code>{code.replace('/problems/', '')}</code>),
                },
                { head: t.count, align: 'end', cell: ({ count }) => showNumber(count) },
                { head: t.price, align: 'end', cell: ({ priceDong }) => showDong(priceDong) },
              ]}
            />
            {rows.length > 0 ? <p className="strong">{t.total(showDong(totalDong))}</p> : null}
          </>
        )}
      </Show>
    </Card>
  )
}
