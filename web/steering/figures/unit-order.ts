import type { Overview } from '@platform/server/steering'

export type Unit = Overview['units'][number]

/** Columns of figures in the table of units. */
export const columns = [
  'people',
  'households',
  'received',
  'open',
  'overdue',
  'onTimeShare',
  'onlineShare',
] as const
export type Sort = 'unit' | (typeof columns)[number]
export const sorts: readonly Sort[] = ['unit', ...columns]

/** Names and shares begin with the least, counts with the most: what needs attention stands on top. */
export function rises(sort: Sort): boolean {
  return sort === 'unit' || sort === 'onTimeShare' || sort === 'onlineShare'
}

/** What needs attention first; units alike by their people, then by name. Shares nobody has yet come last. */
export function inOrder(units: readonly Unit[], by: Sort): Unit[] {
  const byName = (a: Unit, b: Unit) => a.label.localeCompare(b.label, 'vi')
  if (by === 'unit') return [...units].sort(byName)
  const value = (unit: Unit) => unit[by] ?? (rises(by) ? Number.POSITIVE_INFINITY : -1)
  const direction = rises(by) ? 1 : -1
  return [...units].sort((a, b) => {
    const [left, right] = [value(a), value(b)]
    return left === right ? b.people - a.people || byName(a, b) : direction * (left < right ? -1 : 1)
  })
}
