import { createHash } from 'node:crypto'
import type { Sql } from './db.ts'
import { errorCode } from './error-code.ts'

export interface SeenError {
  act: string
  error: unknown
  requestId: string
}

/** Keeps what went wrong for operators: what kind, where in the program, how often. Never the data. */
export async function rememberError(sql: Sql | undefined, { act, error, requestId }: SeenError) {
  const kind = errorCode(error)
  const place = placeOf(error)
  const fingerprint = createHash('sha256').update(`${act}\0${kind}\0${place}`).digest('hex').slice(0, 16)
  if (sql) await remember(sql, [fingerprint, act, kind, place, requestId])
  return { fingerprint, kind, place }
}

async function remember(
  sql: Sql,
  [fingerprint, act, kind, place, requestId]: [string, string, string, string, string],
) {
  await sql`
    insert into platform.service_errors (fingerprint, act, kind, place, last_request)
    values (${fingerprint}, ${act}, ${kind}, ${place}, ${requestId})
    on conflict (fingerprint) do update
      set count = service_errors.count + 1, last_at = now(), last_request = excluded.last_request`.catch(
    () => {},
  )
}

/** The first frame in our own sources, as `file:line`. */
function placeOf(error: unknown): string {
  if (!(error instanceof Error) || !error.stack) return 'unknown'
  const frame = error.stack.split('\n').find((line) => /\/server\/(platform|modules|ports)\//.test(line))
  return frame?.match(/server\/[\w./-]+:\d+/)?.[0] ?? 'library'
}
