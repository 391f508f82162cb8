import type { Call } from '#platform/call.ts'
import { enqueue, type Worker } from '#platform/jobs.ts'
import type { Declared } from '#population'
import {
  death,
  deathDeclaration,
  emigration,
  missingDeclaration,
  nationalityLoss,
} from '#population/contract'
import { APPLY, applyBoundaries, applyDue } from './boundary-acts.ts'
import { APPLY_CHOICE, applyChoiceFurther } from './boundary-choices.ts'
import { endResidence } from './permanent-residence.ts'
import './renumbering.ts'
import './quality.ts'
import './merging.ts'
import './residence-reducers.ts'
import { expireTemporaryResidences, TERMS_AT_ONCE } from './temporary-residence.ts'

const APPLY_DUE = 'residence.apply-due-boundaries'
const EXPIRE = 'residence.expire-temporary'

export function jobs(worker: Worker) {
  worker.on<Declared>(
    [death.declared, deathDeclaration.declared, missingDeclaration.declared],
    'residence.remove-the-dead',
    (call, declared) => endResidence(call, declared, 'death'),
  )
  worker.on<Declared>([emigration.declared], 'residence.remove-the-emigrated', (call, declared) =>
    endResidence(call, declared, 'abroad'),
  )
  worker.on<Declared>([nationalityLoss.declared], 'residence.remove-former-nationals', (call, declared) =>
    endResidence(call, declared, 'nationality'),
  )
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
