/** Lines become COPY statements of some hundred kilobytes, several at once, and never more than a few in memory. */
import { setImmediate } from 'node:timers/promises'
import type { Database } from '#platform/db.ts'
import { type Sink, type Table, tables } from './rows.ts'

const CHUNK = 512 * 1024
/** No line is longer. */
const LINE_MAX = 8 * 1024
const WAITING_MAX = 6

export interface Loading {
  sink: Sink
  /** Resolves when there is room for more. */
  ready(): Promise<void>
  /** Writes what is left and waits until everything is in the tables. */
  finish(): Promise<void>
}

interface Chunk {
  table: Table
  buffer: Buffer
  filled: number
}

/**
 * Lines go into buffers as they come, so that no string outlives its row; buffers are used again when PostgreSQL has
 * taken them.
 */
export function loading(sql: Database, connections: number): Loading {
  const open = new Map<Table, Chunk>()
  const spare: Buffer[] = []
  const waiting: Chunk[] = []
  const running = new Set<Promise<void>>()
  let failure: unknown
  let wake: (() => void) | undefined

  const begin = (table: Table): Chunk => {
    const chunk = { table, buffer: spare.pop() ?? Buffer.allocUnsafeSlow(CHUNK), filled: 0 }
    open.set(table, chunk)
    return chunk
  }

  const start = () => {
    while (running.size < connections) {
      const next = waiting.shift()
      if (!next) return
      const work: Promise<void> = copy(sql, next)
        .catch((error) => {
          failure ??= error
        })
        .then(() => {
          spare.push(next.buffer)
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
      let chunk = open.get(table) ?? begin(table)
      if (chunk.filled + LINE_MAX > CHUNK) {
        waiting.push(chunk)
        chunk = begin(table)
        start()
      }
      chunk.filled += chunk.buffer.write(line, chunk.filled)
    },
    ready: () => until(() => waiting.length < WAITING_MAX),
    async finish() {
      waiting.push(...[...open.values()].filter(({ filled }) => filled > 0))
      open.clear()
      start()
      await until(() => running.size === 0 && waiting.length === 0)
    },
  }
}

/**
 * One COPY, done when its connection answers again: the driver does not tell of an error that comes after the last
 * byte, so a copy that has not finished by then was refused.
 */
async function copy(sql: Database, { table, buffer, filled }: Chunk): Promise<void> {
  const lines = buffer.subarray(0, filled)
  const fields = lines.toString('utf8', 0, lines.indexOf('\n')).split('\t').length
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
    await new Promise((resolve) => stream.write(lines, resolve))
    stream.end()
    await setImmediate()
    if (!failure) await connection`select 1`
    if (!finished) throw failure ?? new Error(`PostgreSQL refused rows for ${table}`)
  } finally {
    connection.release()
  }
}
