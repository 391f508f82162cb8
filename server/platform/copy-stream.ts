import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Sql } from './db.ts'

/** What a COPY … TO STDOUT says. A reader that stops early leaves the connection fit for the next statement. */
export async function* copyFrom(sql: Sql, statement: string): AsyncGenerator<Buffer> {
  const stream = await sql.unsafe(statement).readable()
  try {
    for await (const bytes of stream.iterator({ destroyOnReturn: false })) yield bytes
  } finally {
    // The driver refuses every other statement until the last row is taken.
    if (!stream.readableEnded && !stream.destroyed) await once(stream.resume(), 'end')
    // A last row that came with the end leaves the line paused; asking once more lets the next answer through.
    stream._read(0)
  }
}

export interface CopyInto {
  write(bytes: Buffer): Promise<void>
  end(): Promise<void>
  /** Gives up: the statement fails, and the connection is fit for the next one. */
  abandon(): Promise<void>
}

/** Feeds a COPY … FROM STDIN; `write` waits while the server is behind, and any row it refuses fails the call. */
export async function copyInto(sql: Sql, statement: string): Promise<CopyInto> {
  const stream = await sql.unsafe(statement).writable()
  let refused: Error | undefined
  stream.on('error', (error) => {
    refused = error
  })
  return {
    write: (bytes) =>
      new Promise((done, failed) => {
        stream.write(bytes, (error) => (error ? failed(refused ?? error) : done()))
      }),
    async end() {
      if (refused) throw refused
      stream.end()
      await nextTurn()
      // The driver does not report a row that is refused after the end; the next statement then fails.
      await sql.unsafe('select 1')
    },
    async abandon() {
      if (!refused) stream.destroy(new Error('abandoned'))
      await sql.unsafe('select 1').catch(() => {}) // the transaction has failed, as it should
    },
  }
}

/** In COPY's text form a row is a line: a line break inside a value is written as \n. */
export function countLines(bytes: Buffer): number {
  let count = 0
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) count++
  return count
}

export function sha256(bytes: Buffer | string): string {
  return createHash('sha256').update(bytes).digest('hex')
}
