/**
 * The prefill catalogue (danh mục dữ liệu điền sẵn): what registers can fill into a form, each with its source. A
 * module below this one registers its own. One source is read once for each form, whatever number of fields it fills.
 */
import type { Call } from '#platform/call.ts'
import type { Sql } from '#platform/db.ts'
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
 * Reads attributes of one person, together in one savepoint; when a source does not answer, each again in a savepoint
 * of its own, so that only those of that source are `down`.
 */
export async function readAttributes(
  call: Call,
  subject: PersonNumber,
  keys: readonly string[],
): Promise<Map<string, Answered>> {
  const wanted = keys.map((key) => {
    const attribute = known.get(key)
    if (!attribute) throw new Error(`No attribute ${key}`)
    return attribute
  })
  try {
    return await apart(call, (within) => readAll(within, subject, wanted))
  } catch {
    return readEach(call, subject, wanted)
  }
}

async function readAll(call: Call, subject: PersonNumber, wanted: readonly Attribute[]) {
  const once = remembering()
  const readings = await Promise.allSettled(wanted.map((attribute) => attribute.read(call, subject, once)))
  // All have ended: nothing is asked any more when the savepoint is.
  const failed = readings.find(({ status }) => status === 'rejected')
  if (failed) throw (failed as PromiseRejectedResult).reason
  return new Map<string, Answered>(
    wanted.map((attribute, index) => {
      const { value } = readings[index] as PromiseFulfilledResult<Reading | null>
      return [attribute.key, { attribute, state: 'read', reading: value }]
    }),
  )
}

async function readEach(call: Call, subject: PersonNumber, wanted: readonly Attribute[]) {
  const answers = new Map<string, Answered>()
  for (const attribute of wanted) {
    try {
      const reading = await apart(call, (within) => attribute.read(within, subject, remembering()))
      answers.set(attribute.key, { attribute, state: 'read', reading })
    } catch {
      log.warn({ attribute: attribute.key }, 'source does not answer')
      answers.set(attribute.key, { attribute, state: 'down' })
    }
  }
  return answers
}

/** A memory for the time of one form or one matter. */
export function remembering(): Once {
  const kept = new Map<string, Promise<unknown>>()
  return (source, read) => {
    const reading = (kept.get(source) as ReturnType<typeof read> | undefined) ?? read()
    kept.set(source, reading)
    return reading
  }
}

/** In a savepoint where there is a transaction, so that a source that fails takes nothing with it. */
async function apart<T>(call: Call, read: (within: Call) => Promise<T>): Promise<T> {
  const { savepoint } = call.sql as { savepoint?: (run: (sql: Sql) => Promise<T>) => Promise<T> }
  return savepoint ? savepoint((sql) => read({ ...call, sql })) : read(call)
}
