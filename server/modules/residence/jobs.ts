import type { Call } from '#platform/call.ts'
import { enqueue, type Worker } from '#platform/jobs.ts'
import { death } from '#population/contract'
import { APPLY, applyBoundaries, applyDue } from './boundary-acts.ts'
import { APPLY_CHOICE, applyChoiceFurther } from './boundary-choices.ts'
import { removeTheDead } from './permanent-residence.ts'
import './renumbering.ts'
import './quality.ts'
import './merging.ts'
import './residence-reducers.ts'
import { expireTemporaryResidences, TERMS_AT_ONCE } from './temporary-residence.ts'

const APPLY_DUE = 'residence.apply-due-boundaries'
const EXPIRE = 'residence.expire-temporary'

export function jobs(worker: Worker) {
  worker.on(death.declared, 'residence.remove-the-dead', (call, died) => removeTheDead(call, died))
  worker.daily(EXPIRE, '00:10', (call) => expire(call))
  worker.daily(APPLY_DUE, '00:01', applyDue)
  worker.atStart(APPLY_DUE)
  worker.task(APPLY, applyBoundaries)
  worker.task(APPLY_CHOICE, applyChoiceFurther)
}

/** Ends a number of terms, and comes back at once while there are more. */
async function expire(call: Call): Promise<void> {
  const ended = await expireTemporaryResidences(call)
  if (ended === TERMS_AT_ONCE) await enqueue(call, EXPIRE, {}, { key: EXPIRE })
}
