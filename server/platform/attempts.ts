import { createHash } from 'node:crypto'
import type { Sql } from './db.ts'

/**
 * Counts an attempt in a window that survives a restart and is shared by all processes. Parallel attempts are each
 * counted, because the count is one upsert. Returns the number of attempts in the window, this one included.
 */
export async function countAttempt(
  sql: Sql,
  subject: string,
  windowMinutes: number,
  now: Date,
): Promise<number> {
  const start = new Date(Math.floor(now.getTime() / (windowMinutes * 60_000)) * windowMinutes * 60_000)
  const [row] = await sql<{ count: number }[]>`
    insert into platform.attempts (subject, window_start, count) values (${hashed(subject)}, ${start}, 1)
    on conflict (subject, window_start) do update set count = attempts.count + 1
    returning count`
  return row?.count ?? 1
}

/** Forgets the attempts of subjects, after one succeeded. */
export async function forgetAttempts(sql: Sql, ...subjects: readonly string[]): Promise<void> {
  await sql`delete from platform.attempts where subject = any(${subjects.map(hashed)})`
}

function hashed(subject: string): string {
  return createHash('sha256').update(subject).digest('base64url')
}
