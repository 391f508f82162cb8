/** What differs between two bundles (so sánh phiên bản), as places and values for people to read. Pure. */
import { canonical } from './canonical.ts'
import type { BundleChange } from './publishing.contract.ts'

const LONGEST = 300

/** Elements of lists are told apart by what names them, so that one put in between moves no other. */
const namedBy = ['id', 'code', 'name', 'field', 'capacity', 'command', 'template', 'value'] as const

export function bundleChanges(before: unknown, after: unknown, at = ''): BundleChange[] {
  if (canonical(before ?? null) === canonical(after ?? null)) return []
  const [a, b] = [parts(before), parts(after)]
  if (!a || !b) return [{ at: at || '/', before: textOf(before), after: textOf(after) }]
  const keys = [...new Set([...a.keys(), ...b.keys()])]
  return keys.flatMap((key) => bundleChanges(a.get(key), b.get(key), `${at}/${key}`))
}

/** Members by name; null for what has none: a value, a rule, a list of values. */
function parts(value: unknown): Map<string, unknown> | null {
  if (value === null || typeof value !== 'object') return null
  if (!Array.isArray(value)) {
    const entries = Object.entries(value)
    return entries.some(([key]) => key.startsWith('$')) && entries.length === 1 ? null : new Map(entries)
  }
  const found = new Map<string, unknown>()
  for (const [index, one] of value.entries()) {
    if (one === null || typeof one !== 'object') return null
    const label = namedBy
      .map((key) => (one as Record<string, unknown>)[key])
      .find((name) => typeof name === 'string')
    const key = String(label ?? index)
    found.set(found.has(key) ? `${key}.${index}` : key, one)
  }
  return found
}

function textOf(value: unknown): string | null {
  if (value === undefined) return null
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}
