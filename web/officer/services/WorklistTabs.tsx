import type { WorklistCounts, WorklistFilter } from '@platform/server/services'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { showNumber } from '../../kit/format.ts'
import { text, useText } from '../../kit/text.ts'
import type { Narrowed } from './WorklistNarrowing.tsx'
import { filterWords } from './worklist-filters.ts'

const words = text({
  lists: { vi: 'Danh sách hồ sơ', en: 'Lists of dossiers' },
  dossiers: { vi: (count: string) => `${count} hồ sơ`, en: (count: string) => `${count} dossiers` },
})

interface WorklistTabsProps {
  now: WorklistFilter
  /** The list that opens when the address names none. */
  usual: WorklistFilter
  narrowed: Narrowed
  counts: WorklistCounts | undefined
}

/**
 * The lists of a desk with how many dossiers stand in each; the present one is in the address. On a phone they
 * scroll sideways, the present one into the middle.
 */
export function WorklistTabs({ now, usual, narrowed, counts }: WorklistTabsProps) {
  const t = useText(words)
  const labels = useText(filterWords)
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    const tab = list.current?.querySelector<HTMLElement>(`[data-filter="${now}"]`)
    if (list.current && tab)
      list.current.scrollLeft = tab.offsetLeft - (list.current.clientWidth - tab.clientWidth) / 2
  }, [now])
  return (
    <nav aria-label={t.lists} className="tabs">
      <ul ref={list}>
        {(Object.keys(filterWords) as WorklistFilter[]).map((filter) => {
          const count = counts && filter !== 'closed' ? counts[filter] : undefined
          const search = { ...(filter === usual ? {} : { filter }), ...narrowed }
          return (
            <li key={filter} data-filter={filter}>
              <Link
                to="/"
                search={search as never}
                replace
                activeOptions={{ exact: true, includeSearch: true }}
                className={filter === now ? 'tab tab-now' : 'tab'}
              >
                {labels[filter]}
                {count === undefined ? null : (
                  <span
                    className={filter === 'overdue' && count > 0 ? 'tab-count tab-count-late' : 'tab-count'}
                  >
                    <span aria-hidden="true">{showNumber(count)}</span>
                    <span className="visually-hidden">: {t.dossiers(showNumber(count))}</span>
                  </span>
                )}
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
