/** One spelling of a JSON value, so that the same content always has the same digest (RFC 8785 for what we hold). */
import { createHash } from 'node:crypto'

/** Keys in order, no spaces, nothing undefined. */
export function canonical(value: unknown): string {
  if (value === undefined) return 'null'
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  const entries = Object.entries(value as Record<string, unknown>)
    .filter(([, part]) => part !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`).join(',')}}`
}

/** SHA-256 of a value, in hex. */
export function digest(value: unknown): string {
  return createHash('sha256').update(canonical(value)).digest('hex')
}

export function sameValue(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b)
}
