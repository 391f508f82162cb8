import type { Worker } from '#platform/jobs.ts'
import type { Uuid } from '#platform/schemas.ts'
import { SIGN_TASK } from './issuing.ts'
import { signDocument } from './signing.ts'

export function jobs(worker: Worker) {
  worker.task<{ id: Uuid }>(SIGN_TASK, signDocument)
}
