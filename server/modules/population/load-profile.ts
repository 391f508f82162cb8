/** What a delivered file holds, without a single value of it: columns, how full they are, which shapes they take. Pure. */
import type { DeliveredRows } from './delivered-file.ts'

export interface ColumnProfile {
  name: string
  /** Share of rows with a value, 0 to 1. */
  filled: number
  /** Different values, counted to a thousand. */
  different: number
  /** The commonest shapes: 9 for digits, A and a for letters, as they stand. */
  shapes: { shape: string; share: number }[]
}

const MOST_DIFFERENT = 1000
const SHAPES = 3
const LONGEST_SHAPE = 24

export function profileOf({ columns, rows }: DeliveredRows): ColumnProfile[] {
  return columns.map((name, at) => {
    const shapes = new Map<string, number>()
    const different = new Set<string>()
    let filled = 0
    for (const row of rows) {
      const value = row[at] ?? ''
      if (value === '') continue
      filled += 1
      if (different.size < MOST_DIFFERENT) different.add(value)
      const shape = shapeOf(value)
      shapes.set(shape, (shapes.get(shape) ?? 0) + 1)
    }
    const commonest = [...shapes].toSorted((a, b) => b[1] - a[1]).slice(0, SHAPES)
    return {
      name,
      filled: share(filled, rows.length),
      different: different.size,
      shapes: commonest.map(([shape, count]) => ({ shape, share: share(count, filled) })),
    }
  })
}

function shapeOf(value: string): string {
  const shape = value
    .slice(0, LONGEST_SHAPE)
    .replace(/\p{Lu}/gu, 'A')
    .replace(/\p{Ll}/gu, 'a')
    .replace(/\p{Nd}/gu, '9')
    .replace(/a{2,}/g, 'a…')
    .replace(/A{2,}/g, 'A…')
  return value.length > LONGEST_SHAPE ? `${shape}…` : shape
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part / whole) * 1000) / 1000
}
