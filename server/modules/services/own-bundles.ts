/**
 * The bundles that come with the program: one file a service, with what many share written once in `parts.json`.
 * `{ "$part": name, … }` stands for a part, or another service, with what is said beside it instead; a part that is a
 * list is put into the list around it. Published bundles are whole.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = join(import.meta.dirname, 'catalogue')

const read = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as unknown

export function ownBundles(): unknown[] {
  const parts = read('parts.json') as Record<string, unknown>
  const files = readdirSync(folder).filter((name) => /^\d\.\d{6}\.json$/.test(name))
  return files.sort().map((name) => whole(read(name), parts))
}

function whole(value: unknown, parts: Record<string, unknown>): unknown {
  if (Array.isArray(value)) {
    return value.flatMap((one) => {
      const made = whole(one, parts)
      return partOf(one) !== null && Array.isArray(made) ? made : [made]
    })
  }
  if (value === null || typeof value !== 'object') return value
  const beside = Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== '$part')
      .map(([key, part]) => [key, whole(part, parts)]),
  )
  const name = partOf(value)
  if (name === null) return beside
  const part = whole(parts[name] ?? read(`${name}.json`), parts)
  return Array.isArray(part) ? part : { ...(part as object), ...beside }
}

function partOf(value: unknown): string | null {
  const name = value !== null && typeof value === 'object' ? (value as { $part?: unknown }).$part : undefined
  return typeof name === 'string' ? name : null
}
