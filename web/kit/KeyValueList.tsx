import type { ReactNode } from 'react'
import './KeyValueList.css'

export interface KeyValue {
  key: string
  value: ReactNode
  /** A remark below the value: where it comes from, since when. */
  note?: ReactNode
}

/** Facts by name. What has no value shows a dash. */
export function KeyValueList({ items, columns = 1 }: { items: readonly KeyValue[]; columns?: 1 | 2 }) {
  return (
    <dl className={columns === 2 ? 'facts facts-2' : 'facts'}>
      {items.map(({ key, value, note }) => (
        <div className="fact" key={key}>
          <dt>{key}</dt>
          <dd>
            {value === null || value === undefined || value === '' ? '–' : value}
            {note ? <span className="fact-note">{note}</span> : null}
          </dd>
        </div>
      ))}
    </dl>
  )
}
