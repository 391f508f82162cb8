import type { BundleChange } from '@platform/server/services'
import { Empty } from '../../kit/States.tsx'
import { Table } from '../../kit/Table.tsx'
import { text, useText } from '../../kit/text.ts'

const words = text({
  title: { vi: 'Chỗ khác nhau', en: 'What differs' },
  at: { vi: 'Mục', en: 'Place' },
  before: { vi: 'Trước', en: 'Before' },
  after: { vi: 'Sau', en: 'After' },
  none: { vi: 'Hai bản giống nhau', en: 'The two are the same' },
  more: { vi: (count: number) => `Còn ${count} chỗ khác nữa`, en: (count: number) => `${count} more` },
})

/** Where two bundles differ, place by place. */
export function ChangesList({ changes, more }: { changes: readonly BundleChange[]; more: number }) {
  const t = useText(words)
  return (
    <>
      <Table
        caption={t.title}
        rows={changes}
        keyOf={({ at }) => at}
        empty={<Empty icon="done" title={t.none} />}
        columns={[
          { head: t.at, names: true, cell: ({ at }) => <code className="small">{at}</code> },
          { head: t.before, cell: ({ before }) => before ?? '–' },
          { head: t.after, cell: ({ after }) => after ?? '–' },
        ]}
      />
      {more > 0 ? <p className="muted">{t.more(more)}</p> : null}
    </>
  )
}
