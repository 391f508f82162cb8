import { createHash } from 'node:crypto'
import type { Sql } from './db.ts'

/** So many tries in so many minutes. */
export interface AttemptWindow {
  minutes: number
  tries: number
}

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
  const [row] = await sql<{ count: number }[]>`${counting(sql, subject, windowMinutes, now)}`
  return row?.count ?? 1
}

/**
 * Counts an attempt in one window after the other, in one statement, as long as it is allowed: one that is refused in a
 * window is not counted in the ones after it. Returns the window that refused it, if any.
 */
export async function countInWindows<W extends AttemptWindow>(
  sql: Sql,
  subject: string,
  windows: readonly W[],
  now: Date,
): Promise<W | undefined> {
  const names = windows.map((_, i) => sql(`w${i}`))
  const parts = windows.map(({ minutes }, i) => {
    const before = names[i - 1]
    const allowed = before ? sql`where (select count from ${before}) <= ${windows[i - 1]?.tries ?? 0}` : sql``
    return sql`${names[i] as never} as (${counting(sql, `${subject}:${minutes}`, minutes, now, allowed)})`
  })
  const commas = parts.reduce((all, part) => sql`${all}, ${part}`)
  const counts = names
    .map((name) => sql`(select count from ${name})`)
    .reduce((all, one) => sql`${all}, ${one}`)
  const [row] = await sql<{ counts: (number | null)[] }[]>`with ${commas} select array[${counts}] as counts`
  return windows.find(({ tries }, i) => (row?.counts[i] ?? 0) > tries)
}

function counting(sql: Sql, subject: string, windowMinutes: number, now: Date, allowed = sql``) {
  const start = new Date(Math.floor(now.getTime() / (windowMinutes * 60_000)) * windowMinutes * 60_000)
  return sql`
    insert into platform.attempts (subject, window_start, count)
    select ${hashed(subject)}, ${start}::timestamptz, 1 ${allowed}
    on conflict (subject, window_start) do update set count = attempts.count + 1
    returning count`
}

/** Forgets the attempts of subjects, after one succeeded. */
export async function forgetAttempts(sql: Sql, ...subjects: readonly string[]): Promise<void> {
  await sql`delete from platform.attempts where subject = any(${subjects.map(hashed)})`
}

function hashed(subject: string): string {
  return createHash('sha256').update(subject).digest('base64url')
}
