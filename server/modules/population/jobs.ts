import type { Call } from '#platform/call.ts'
import { enqueue, type Worker } from '#platform/jobs.ts'
import './civil-status-reducers.ts'
import { endExports, MAKE, makeExport } from './exports.ts'
import './family-reducers.ts'
import { endOutgrown } from './guardians.ts'
import { resumeLoads, takeStep } from './load-steps.ts'
import { forgetLoads } from './load-upkeep.ts'
import { STEP } from './loads.ts'
import './number-replacement.ts'
import './own-renumbering.ts'
import { SWEEP_DUPLICATES, sweepDuplicates } from './duplicate-pairs.ts'
import { beginOrContinue, FIRST_SWEEP, resumeSweep, SWEEP, sweepNext } from './quality-sweeps.ts'
import './status-reducers.ts'
import { deleteEndedSearches } from './searches.store.ts'

const OUTGROWN = 'population.end-outgrown-guardianships'
const OUTGROWN_ON = 'population.end-outgrown-guardianships-on'
const RESUME = 'population.resume-loads'

export function jobs(worker: Worker) {
  worker.task<{ loadId: string }>(STEP, takeStep)
  worker.task<{ exportId: string }>(MAKE, makeExport)
  worker.daily('population.forget-loads', '02:40', forgetLoads)
  worker.daily('population.end-exports', '02:30', endExports)
  worker.daily(OUTGROWN, '00:05', (call) => endFrom(call, ''))
  worker.task<{ after?: string }>(OUTGROWN_ON, (call, { after = '' }) => endFrom(call, after))
  worker.atStart(OUTGROWN_ON)
  worker.every(RESUME, 2, resumeLoads)
  worker.atStart(RESUME)
  worker.daily('population.forget-searches', '02:20', (call) => deleteEndedSearches(call.sql, call.now))
  worker.daily('population.check-quality', '01:10', beginOrContinue)
  worker.every(FIRST_SWEEP, 10, resumeSweep)
  worker.task(SWEEP, sweepNext)
  worker.task(SWEEP_DUPLICATES, sweepDuplicates)
}

/** Ends a number of guardianships, and comes back at once while there are more. */
async function endFrom(call: Call, after: string): Promise<void> {
  const last = await endOutgrown(call, after)
  if (last) await enqueue(call, OUTGROWN_ON, { after: last })
}
