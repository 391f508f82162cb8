import type { IndexLine } from '@platform/server/population'
import type { ReactNode } from 'react'
import { showNumber, showPercent } from '../../kit/format.ts'
import { StatusBadge } from '../../kit/StatusBadge.tsx'
import { Table } from '../../kit/Table.tsx'
import { text, useText } from '../../kit/text.ts'

const words = text({
  index: { vi: 'Chỉ số', en: 'Index' },
  failed: { vi: 'Chưa đạt', en: 'Failed' },
  band: { vi: 'Mức', en: 'Band' },
  green: { vi: 'Đạt', en: 'Good' },
  yellow: { vi: 'Cần cải thiện', en: 'To improve' },
  red: { vi: 'Không đạt', en: 'Poor' },
  identifier: { vi: 'định danh, phải đạt 100%', en: 'identifier, must be 100 %' },
})

/** Of a hundred, cut and not rounded: what is not all right never reads 100. */
export const percent = (dqi: number | null) =>
  showPercent(dqi === null ? null : Math.floor(dqi * 100) / 10_000, 2)

interface LinesProps<Line extends IndexLine> {
  caption: string
  head: string
  lines: readonly Line[]
  name: (line: Line) => ReactNode
  /** What to say when there is no line. */
  empty?: ReactNode
}

/** The index line by line: of criteria, rules, fields or units. */
export function Lines<Line extends IndexLine>({ caption, head, lines, name, empty }: LinesProps<Line>) {
  const t = useText(words)
  return (
    <Table
      caption={caption}
      rows={lines}
      keyOf={({ code }) => code}
      empty={empty}
      columns={[
        {
          head,
          names: true,
          cell: (line) => (
            <>
              {name(line)}
              {line.identifier ? <span className="worklist-code">{t.identifier}</span> : null}
            </>
          ),
        },
        { head: t.index, align: 'end', cell: ({ dqi }) => percent(dqi) },
        { head: t.failed, align: 'end', cell: ({ failed }) => showNumber(failed) },
        { head: t.band, cell: (line) => <Band line={line} /> },
      ]}
    />
  )
}

/** Good, to improve or poor. */
export function Band({ line }: { line: Pick<IndexLine, 'band'> }) {
  const t = useText(words)
  if (line.band === null) return null
  const tone = { green: 'done', yellow: 'wait', red: 'refused' } as const
  return <StatusBadge tone={tone[line.band]}>{t[line.band]}</StatusBadge>
}
