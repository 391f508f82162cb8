import type { Worker } from '#platform/jobs.ts'
import './civil-status-reducers.ts'
import './number-replacement.ts'
import { deleteEndedSearches } from './searches.store.ts'

export function jobs(worker: Worker) {
  worker.daily('population.forget-searches', '02:20', (call) => deleteEndedSearches(call.sql, call.now))
}
