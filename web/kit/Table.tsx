import type { ReactNode } from 'react'
import { Empty } from './States.tsx'
import './Table.css'

export interface Column<Row> {
  /** Head of the column; on a phone the label beside the value. */
  head: string
  cell: (row: Row) => ReactNode
  align?: 'end'
  /** The value that names the row: bold, and the title of its card on a phone. */
  names?: boolean
}

interface TableProps<Row> {
  /** What the table lists, for screen readers; also shown when `showCaption`. */
  caption: string
  showCaption?: boolean
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  keyOf: (row: Row) => string | number
  /** What to say when there is no row. */
  empty?: ReactNode
}

/** Rows under heads; on a phone each row is a card with its heads as labels. */
export function Table<Row>({ caption, showCaption, columns, rows, keyOf, empty }: TableProps<Row>) {
  if (rows.length === 0) return <>{empty ?? <Empty title={caption} />}</>
  return (
    <table className="table">
      <caption className={showCaption ? 'table-caption' : 'visually-hidden'}>{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ head, align }) => (
            <th key={head} scope="col" className={align ? 'table-end' : undefined}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)}>
            {columns.map(({ head, cell, align, names }) => (
              <td
                key={head}
                data-head={head}
                className={
                  [align ? 'table-end' : '', names ? 'table-names' : ''].join(' ').trim() || undefined
                }
              >
                <div>{cell(row)}</div>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
