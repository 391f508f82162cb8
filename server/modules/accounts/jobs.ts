import type { Worker } from '#platform/jobs.ts'
import { deleteEndedSessions } from './sessions.store.ts'

export function jobs(worker: Worker) {
  worker.daily('accounts.sweep-sessions', '02:40', async ({ sql, now }) => {
    await deleteEndedSessions(sql, now)
  })
}
