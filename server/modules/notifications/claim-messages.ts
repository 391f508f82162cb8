/** What a person is told of what he claimed in a dossier. Cards are told by their dossiers, which end with the answer. */
import type { Call } from '#platform/call.ts'
import type { EventRow } from '#platform/events.ts'
import type { Worker } from '#platform/jobs.ts'
import { type ClaimHappening, claimAnswered, claimWithdrawn } from '#services/contract'
import { type Telling, textOf } from './dossier-words.ts'
import { tell } from './messages.ts'

export function claimJobs(worker: Worker): void {
  worker.on(claimAnswered, 'notifications.claim-answered', async (call, answered, event) => {
    if (answered.module === 'benefits') await tellClaimant(call, answered, event, `claim-${answered.outcome}`)
  })
  worker.on(claimWithdrawn, 'notifications.claim-withdrawn', (call, withdrawn, event) =>
    tellClaimant(call, withdrawn, event, 'claim-withdrawn'),
  )
}

async function tellClaimant(
  call: Call,
  { claimant, words, dossierCode, dossierId }: ClaimHappening,
  event: EventRow,
  kind: Telling,
): Promise<void> {
  await tell(call, {
    personNumber: claimant,
    notificationId: event.id,
    at: event.recordedAt,
    kind,
    ...textOf(kind, { service: words, code: dossierCode }),
    aboutKind: 'dossier',
    aboutId: dossierId,
  })
}
