import type { Call } from '#platform/call.ts'
import type { Worker } from '#platform/jobs.ts'
import type { PersonNumber } from '#platform/schemas.ts'
import { type Declared, personByNumber } from '#population'
import { annulment, comingBack, death, deathDeclaration } from '#population/contract'
import { remind } from './account-desk.ts'
import { lockPerson, unlockPerson } from './accounts.ts'
import { endUnconfirmed } from './applications.store.ts'
import { tellDecision } from './applications.ts'
import { applicationDecided, applicationSubmitted } from './contract.ts'
import { endMandatesOf } from './mandates.ts'
import { decideOnline } from './online-applications.ts'
import { deleteEndedSessions } from './sessions.store.ts'

export function jobs(worker: Worker) {
  worker.on<Declared>([death.declared, deathDeclaration.declared], 'accounts.lock-dead', (call, declared) =>
    // At once and without notice. Decree 69/2024/NĐ-CP, on locking.
    lockPerson(call, declared.personNumber, 'death'),
  )
  worker.on<Declared>(
    [death.declared, deathDeclaration.declared],
    'accounts.end-mandates',
    (call, declared) => endMandatesOf(call, { number: declared.personNumber }, 'death'),
  )
  worker.on<Declared>([annulment.declared, comingBack.declared], 'accounts.unlock-living', (call, declared) =>
    unlockLiving(call, declared.personNumber),
  )
  worker.on(applicationSubmitted, 'accounts.decide-online', (call, { applicationId }) =>
    decideOnline(call, applicationId),
  )
  worker.on(applicationDecided, 'accounts.tell-decision', (call, { applicationId }) =>
    tellDecision(call, applicationId),
  )
  worker.daily('accounts.remind', '08:30', async (call) => {
    await remind(call)
  })
  worker.daily('accounts.end-unconfirmed', '02:50', async ({ sql, now }) => {
    await endUnconfirmed(sql, new Date(now.getTime() - 86_400_000))
  })
  worker.daily('accounts.sweep-sessions', '02:40', async ({ sql, now }) => {
    await deleteEndedSessions(sql, now)
  })
}

/** When a death was recorded wrongly, what it locked is opened again; other locks stay. */
async function unlockLiving(call: Call, personNumber: PersonNumber): Promise<void> {
  const person = await personByNumber(call, personNumber)
  if (person?.status === 'alive') await unlockPerson(call, personNumber, 'death')
}
