import type { Call } from '#platform/call.ts'
import type { Worker } from '#platform/jobs.ts'
import type { PersonNumber } from '#platform/schemas.ts'
import { type Declared, personByNumber } from '#population'
import {
  annulment,
  comingBack,
  death,
  deathDeclaration,
  nationalityGain,
  nationalityLoss,
} from '#population/contract'
import { remind } from './account-desk.ts'
import { lockPerson, unlockPerson } from './accounts.ts'
import { endUnconfirmed } from './applications.store.ts'
import { tellDecision } from './applications.ts'
import { applicationDecided, applicationSubmitted } from './contract.ts'
import { CARDS_TASK, followCards } from './foreigner-cards.ts'
import { decideForeigner } from './foreigner-registrations.ts'
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
  // Whoever is no national any more has no card: it is revoked. Law on Identity 26/2023/QH15, art. 29.
  worker.on<Declared>(nationalityLoss.declared, 'accounts.lock-without-nationality', (call, declared) =>
    lockPerson(call, declared.personNumber, 'nationality'),
  )
  worker.on<Declared>(
    [annulment.declared, comingBack.declared, nationalityGain.declared],
    'accounts.unlock-living',
    (call, declared) => unlockLiving(call, declared.personNumber),
  )
  worker.on(applicationSubmitted, 'accounts.decide-online', (call, { applicationId }) =>
    decideOnline(call, applicationId),
  )
  worker.on(applicationSubmitted, 'accounts.decide-foreigner', (call, { applicationId }) =>
    decideForeigner(call, applicationId),
  )
  worker.on(applicationDecided, 'accounts.tell-decision', (call, { applicationId }) =>
    tellDecision(call, applicationId),
  )
  worker.daily('accounts.remind', '08:30', async (call) => {
    await remind(call)
  })
  worker.daily(CARDS_TASK, '00:20', async (call) => {
    await followCards(call)
  })
  worker.daily('accounts.end-unconfirmed', '02:50', async ({ sql, now }) => {
    await endUnconfirmed(sql, new Date(now.getTime() - 86_400_000))
  })
  worker.daily('accounts.sweep-sessions', '02:40', async ({ sql, now }) => {
    await deleteEndedSessions(sql, now)
  })
}

/** What a death or a loss of nationality locked is opened when it was recorded wrongly or ended; other locks stay. */
async function unlockLiving(call: Call, personNumber: PersonNumber): Promise<void> {
  const person = await personByNumber(call, personNumber)
  if (person?.status !== 'alive') return
  for (const ground of ['death', 'nationality'] as const) await unlockPerson(call, personNumber, ground)
}
