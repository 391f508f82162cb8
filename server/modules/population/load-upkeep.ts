/** Delivered files are personal data too: what nobody releases is given up, what was loaded is kept for a while. */
import type { Call } from '#platform/call.ts'
import { releaseFile } from '#platform/files.ts'
import * as store from './loads.store.ts'

const DAY_MS = 86_400_000
/** An unreleased load is given up after so many days; the file of a loaded one is not kept longer than so many. */
const WAITS_DAYS = 30
const KEPT_DAYS = 90

/** Runs once a night; safe to repeat. */
export async function forgetLoads(call: Call): Promise<void> {
  const daysAgo = (days: number) => new Date(call.now.getTime() - days * DAY_MS)
  for (const { loadId, fileId } of await store.selectWaiting(call.sql, daysAgo(WAITS_DAYS))) {
    await store.deleteRows(call.sql, loadId)
    await store.keepState(call.sql, { loadId, state: 'withdrawn', nextRow: 1 }, call.now)
    await releaseFile(call, fileId, `population.loads:${loadId}`)
  }
  for (const { loadId, fileId } of await store.selectEnded(call.sql, daysAgo(KEPT_DAYS))) {
    await store.forgetCells(call.sql, loadId)
    await releaseFile(call, fileId, `population.loads:${loadId}`)
    await store.forgetFile(call.sql, loadId)
  }
}
