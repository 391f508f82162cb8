import type { Call } from '#platform/call.ts'
import type { Worker } from '#platform/jobs.ts'
import type { Uuid } from '#platform/schemas.ts'
import { type Declared, selectLifeEvents } from '#population'
import { annulment } from '#population/contract'
import { residenceKinds, stay } from '#residence/contract'
import { endConfirmations, SIGN_TASK } from './issuing.ts'
import { forgetOld } from './retention.ts'
import { signDocument } from './signing.ts'

/** A short stay changes nothing of what a confirmation says. */
const changing = residenceKinds.filter((kind) => kind !== stay)

export function jobs(worker: Worker) {
  worker.task<{ id: Uuid }>(SIGN_TASK, signDocument)
  worker.daily('documents.forget-old', '03:10', async (call) => forgetOld(call))
  worker.on<Declared>(
    [...changing, annulment].map((kind) => kind.declared),
    'documents.end-confirmations',
    residenceChanged,
  )
}

async function residenceChanged(call: Call, { personNumber, recordedAt, annuls }: Declared): Promise<void> {
  if (annuls !== null && !(await wasOfResidence(call, personNumber, annuls))) return
  await endConfirmations(call, personNumber, recordedAt)
}

async function wasOfResidence(call: Call, person: string, eventId: Uuid): Promise<boolean> {
  const annulled = (await selectLifeEvents(call.sql, [person])).find(({ id }) => id === eventId)
  return changing.some(({ name }) => name === annulled?.kind)
}
