import { KEPT_HOURS } from './idempotency.ts'
import type { Worker } from './jobs.ts'

/** Attempts are counted in windows of at most a day. */
const ATTEMPTS_KEPT_HOURS = 48

/** What the platform tidies by itself: months ahead, answers kept for repeated writes, counted attempts. */
export function platformJobs(worker: Worker) {
  worker.daily('platform.make-months-ahead', '00:20', async ({ sql }) => {
    await sql`select platform.make_months_ahead()`
  })
  worker.daily('platform.sweep-idempotency-keys', '02:10', async ({ sql, now }) => {
    await sql`delete from platform.idempotency_keys where made_at < ${hoursBefore(now, KEPT_HOURS)}`
  })
  worker.daily('platform.sweep-attempts', '02:20', async ({ sql, now }) => {
    await sql`delete from platform.attempts where window_start < ${hoursBefore(now, ATTEMPTS_KEPT_HOURS)}`
  })
}

function hoursBefore(now: Date, hours: number): Date {
  return new Date(now.getTime() - hours * 3_600_000)
}
