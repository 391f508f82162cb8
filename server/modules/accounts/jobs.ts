import type { Call } from '#platform/call.ts'
import type { Worker } from '#platform/jobs.ts'
import type { PersonNumber } from '#platform/schemas.ts'
import { type Declared, personByNumber } from '#population'
import { annulment, comingBack, death, deathDeclaration } from '#population/contract'
import { remind } from './account-desk.ts'
import { selectAccountOf } from './accounts.store.ts'
import { lockAccount, unlockAccount } from './accounts.ts'
import { endUnconfirmed } from './applications.store.ts'
import { tellDecision } from './applications.ts'
import { applicationDecided, applicationSubmitted, realms } from './contract.ts'
import { endMandatesOfDead } from './mandates.ts'
import { decideOnline } from './online-applications.ts'
import { deleteEndedSessions } from './sessions.store.ts'

export function jobs(worker: Worker) {
  worker.on<Declared>([death.declared, deathDeclaration.declared], 'accounts.lock-dead', (call, declared) =>
    lockDead(call, declared.personNumber),
  )
  worker.on<Declared>(
    [death.declared, deathDeclaration.declared],
    'accounts.end-mandates',
    (call, declared) => endMandatesOfDead(call, declared.personNumber),
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

/** A dead person's accounts are locked at once, without notice. Decree 69/2024/NĐ-CP, on locking. */
async function lockDead(call: Call, personNumber: PersonNumber): Promise<void> {
  for (const realm of realms) {
    const account = await selectAccountOf(call.sql, realm, personNumber)
    if (account) await lockAccount(call, account.accountId, 'death')
  }
}

/** When a death was recorded wrongly, what it locked is opened again; other locks stay. */
async function unlockLiving(call: Call, personNumber: PersonNumber): Promise<void> {
  const person = await personByNumber(call, personNumber)
  if (person?.status !== 'alive') return
  for (const realm of realms) {
    const account = await selectAccountOf(call.sql, realm, personNumber)
    if (account?.lockGround === 'death') await unlockAccount(call, account.accountId)
  }
}
