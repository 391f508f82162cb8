import type { Worker } from '#platform/jobs.ts'
import { forgetOldRequests } from './consent-requests.ts'

export function jobs(worker: Worker): void {
  worker.daily('privacy.forget-old-requests', '02:50', forgetOldRequests)
}
