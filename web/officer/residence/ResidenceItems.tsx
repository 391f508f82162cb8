import { type ResidenceItem, readPersonResidence } from '@platform/server/residence'
import type { ReactNode } from 'react'
import { showDay, showInstant } from '../../kit/format.ts'
import { KeyValueList } from '../../kit/KeyValueList.tsx'
import { useRead } from '../../kit/queries.ts'
import { Show } from '../../kit/States.tsx'
import { text, useCitation, useText, useWords } from '../../kit/text.ts'

const words = text({
  since: { vi: (day: string) => `từ ${day}`, en: (day: string) => `since ${day}` },
  recorded: { vi: (at: string) => `ghi lúc ${at}`, en: (at: string) => `recorded ${at}` },
})

interface ItemListProps {
  items: readonly ResidenceItem[]
  /** What stands in the place of an item's plain value, such as a way to the household. */
  instead?: (item: ResidenceItem) => ReactNode
}

/** Items 16–20, 22 and 23 of article 9: the value or why there is none, and where it comes from. */
export function ItemList({ items, instead }: ItemListProps) {
  const t = useText(words)
  const show = useWords()
  const cite = useCitation()
  return (
    <div className="facts-narrow">
      <KeyValueList
        items={items.map((one) => ({
          key: `${one.item}. ${show(one.label)}`,
          value: one.value ? (
            (instead?.(one) ?? one.value)
          ) : (
            <span className="muted">{show(one.emptyBecause)}</span>
          ),
          note: [
            one.since ? t.since(showDay(one.since)) : '',
            show(one.authority),
            one.legalBasis ? cite(one.legalBasis) : '',
            one.recordedAt ? t.recorded(showInstant(one.recordedAt)) : '',
          ]
            .filter(Boolean)
            .join(' · '),
        }))}
      />
    </div>
  )
}

interface ResidenceThenProps {
  personId: string
  why: { dossierId?: string; searchId?: string }
  on: string
  knownAt: string
}

/** The same on any day, as known at any instant. */
export function ResidenceThen({ personId, why, on, knownAt }: ResidenceThenProps) {
  const query = { on, ...(knownAt ? { knownAt } : {}), ...why }
  const read = useRead(readPersonResidence, { params: { personId }, query }, { keepLast: true })
  return (
    <Show read={read}>{({ items }) => <ItemList items={items.filter(({ value }) => value !== null)} />}</Show>
  )
}
