/**
 * The prefill catalogue (danh mục dữ liệu điền sẵn): what registers can fill into a form, each with its source. A
 * module below this one registers its own. One source is read once for each form, whatever number of fields it fills.
 */
import type { Call } from '#platform/call.ts'
import { log } from '#platform/log.ts'
import type { PersonNumber, Words } from '#platform/schemas.ts'

/** A value with the version of the row it came from. */
export interface Reading {
  value: unknown
  version: string | null
}

/** Reads a source once and keeps it for the other attributes of the same form. */
export type Once = <T>(source: string, read: () => Promise<T>) => Promise<T>

export interface Attribute {
  key: string
  label: Words
  /** Which register, as people know it. */
  source: Words
  /** A register vouches for it; else it is what the person once said of himself. */
  verified: boolean
  /** Fields entered in the log when it is read. */
  fields: readonly string[]
  /** Null when the register holds nothing here. Throws when the source does not answer. */
  read(call: Call, subject: PersonNumber, once: Once): Promise<Reading | null>
}

const known = new Map<string, Attribute>()

/** Adds an attribute to the catalogue; its key is its name in bundles. */
export function registerAttribute(attribute: Attribute): void {
  known.set(attribute.key, attribute)
}

export function attributeOf(key: string): Attribute | undefined {
  return known.get(key)
}

export function attributes(): Attribute[] {
  return [...known.values()]
}

/** What came of reading an attribute: a value, nothing, or no answer. */
export type Answered = { attribute: Attribute } & (
  | { state: 'read'; reading: Reading | null }
  | { state: 'down' }
)

/**
 * Reads attributes of one person. A source that does not answer leaves its attributes `down` and the others
 * untouched: each is read in a savepoint of its own where there is a transaction.
 */
export async function readAttributes(
  call: Call,
  subject: PersonNumber,
  keys: readonly string[],
): Promise<Map<string, Answered>> {
  const kept = new Map<string, Promise<unknown>>()
  const once: Once = (source, read) => {
    const before = kept.get(source)
    if (before) return before as ReturnType<typeof read>
    const reading = apart(call, read)
    kept.set(source, reading)
    return reading
  }
  const answers = new Map<string, Answered>()
  for (const key of keys) {
    const attribute = known.get(key)
    if (!attribute) throw new Error(`No attribute ${key}`)
    try {
      answers.set(key, { attribute, state: 'read', reading: await attribute.read(call, subject, once) })
    } catch {
      log.warn({ attribute: key }, 'source does not answer')
      answers.set(key, { attribute, state: 'down' })
    }
  }
  return answers
}

async function apart<T>(call: Call, read: () => Promise<T>): Promise<T> {
  const sql = call.sql as { savepoint?: (run: () => Promise<unknown>) => Promise<unknown> }
  return typeof sql.savepoint === 'function' ? ((await sql.savepoint(read)) as T) : read()
}
