/** Lines become COPY statements of some hundred kilobytes, several at once, and never more than a few in memory. */
import { setImmediate } from 'node:timers/promises'
import type { Database } from '#platform/db.ts'
import { type Sink, type Table, tables } from './rows.ts'

const CHUNK = 400_000
const WAITING_MAX = 4

export interface Loading {
  sink: Sink
  /** Resolves when there is room for more. */
  ready(): Promise<void>
  /** Writes what is left and waits until everything is in the tables. */
  finish(): Promise<void>
  rows(): number
  bytes(): number
}

export function loading(sql: Database, connections: number): Loading {
  const open = new Map<Table, string>()
  const waiting: [Table, string][] = []
  const running = new Set<Promise<void>>()
  let failure: unknown
  let rows = 0
  let bytes = 0
  let wake: (() => void) | undefined

  const start = () => {
    while (running.size < connections) {
      const next = waiting.shift()
      if (!next) return
      const work: Promise<void> = copy(sql, ...next)
        .catch((error) => {
          failure ??= error
        })
        .then(() => {
          running.delete(work)
          start()
          wake?.()
        })
      running.add(work)
    }
  }

  const until = async (done: () => boolean) => {
    while (!done() && !failure) {
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
    if (failure) throw failure
  }

  return {
    sink(table, line) {
      rows += 1
      const text = (open.get(table) ?? '') + line
      if (text.length < CHUNK) {
        open.set(table, text)
        return
      }
      open.set(table, '')
      bytes += text.length
      waiting.push([table, text])
      start()
    },
    ready: () => until(() => waiting.length < WAITING_MAX),
    async finish() {
      for (const [table, text] of open) {
        if (text === '') continue
        bytes += text.length
        waiting.push([table, text])
      }
      open.clear()
      start()
      await until(() => running.size === 0 && waiting.length === 0)
    },
    rows: () => rows,
    bytes: () => bytes,
  }
}

/**
 * One COPY, done when its connection answers again: the driver does not tell of an error that comes after the last
 * byte, so a copy that has not finished by then was refused.
 */
async function copy(sql: Database, table: Table, text: string): Promise<void> {
  const fields = text.slice(0, text.indexOf('\n')).split('\t').length
  if (fields !== tables[table].length)
    throw new Error(`${table} has ${tables[table].length} columns, not ${fields}`)
  const connection = await sql.reserve()
  try {
    const stream = await connection
      .unsafe(`copy ${table} (${tables[table].join(', ')}) from stdin`)
      .writable()
    let finished = false
    let failure: unknown
    stream.on('finish', () => {
      finished = true
    })
    stream.on('error', (error: unknown) => {
      failure = error
    })
    await new Promise((resolve) => stream.write(Buffer.from(text), resolve))
    stream.end()
    await setImmediate()
    if (!failure) await connection`select 1`
    if (!finished) throw failure ?? new Error(`PostgreSQL refused rows for ${table}`)
  } finally {
    connection.release()
  }
}
