import { readOfferFigures } from '@platform/server/steering'
import { Card } from '../../kit/Card.tsx'
import { showNumber } from '../../kit/format.ts'
import { useRead } from '../../kit/queries.ts'
import { Show } from '../../kit/States.tsx'
import { Table } from '../../kit/Table.tsx'
import { text, useText, useWords } from '../../kit/text.ts'

const words = text({
  title: { vi: 'Chủ động nhắc và chuẩn bị hồ sơ', en: 'Offered before anybody asks' },
  what: { vi: 'Việc', en: 'What' },
  offered: { vi: 'Đang nhắc', en: 'Offered' },
  filed: { vi: 'Đã nộp', en: 'Filed' },
  refused: { vi: 'Từ chối', en: 'Refused' },
  ended: { vi: 'Không còn cần', en: 'Ended' },
})

/** How many people were reminded, and what became of it. */
export function OffersCard({ unitId }: { unitId: number | undefined }) {
  const t = useText(words)
  const show = useWords()
  const read = useRead(readOfferFigures, { query: unitId ? { unitId } : {} }, { keepLast: true })
  return (
    <Card title={t.title} icon="bell">
      <Show read={read}>
        {({ rows }) => (
          <Table
            caption={t.title}
            rows={rows}
            keyOf={({ rule }) => rule}
            columns={[
              { head: t.what, names: true, cell: ({ title }) => show(title) },
              { head: t.offered, align: 'end', cell: ({ offered }) => showNumber(offered) },
              { head: t.filed, align: 'end', cell: ({ filed }) => showNumber(filed) },
              { head: t.refused, align: 'end', cell: ({ refused }) => showNumber(refused) },
              { head: t.ended, align: 'end', cell: ({ ended }) => showNumber(ended) },
            ]}
          />
        )}
      </Show>
    </Card>
  )
}
