import { documentSigned } from '#documents/contract'
import type { Call } from '#platform/call.ts'
import type { EventKind } from '#platform/event.ts'
import type { EventRow } from '#platform/events.ts'
import type { Worker } from '#platform/jobs.ts'
import type { PersonNumber } from '#platform/schemas.ts'
import * as services from '#services/contract'
import { type Telling, textOf } from './dossier-words.ts'
import { forgetOld, tell } from './messages.ts'

export function jobs(worker: Worker): void {
  const aboutDossier = (kind: EventKind<services.DossierHappening>, telling: Telling) =>
    worker.on(kind, `notifications.${telling}`, (call, happening, event) =>
      tellOf(call, event, happening.applicant, telling, happening, {
        kind: 'dossier',
        id: happening.dossierId,
      }),
    )
  aboutDossier(services.dossierSubmitted, 'submitted')
  aboutDossier(services.dossierAccepted, 'accepted')
  aboutDossier(services.dossierRejected, 'rejected')
  aboutDossier(services.supplementAsked, 'supplement-asked')
  aboutDossier(services.paymentAsked, 'payment-asked')
  aboutDossier(services.dossierWithdrawn, 'withdrawn')
  aboutDossier(services.dossierStopped, 'stopped')
  aboutDossier(services.approvalGiven, 'approval-given')
  aboutDossier(services.approvalRefused, 'approval-refused')
  worker.on(services.dossierDecided, 'notifications.decided', (call, decided, event) =>
    tellOf(call, event, decided.applicant, decided.outcome, decided, {
      kind: 'dossier',
      id: decided.dossierId,
    }),
  )
  const aboutApproval = (kind: EventKind<services.ApprovalHappening>, telling: Telling) =>
    worker.on(kind, `notifications.${telling}`, async (call, asked, event) => {
      if (!asked.approver) return
      await tellOf(call, event, asked.approver, telling, asked, { kind: 'approval', id: asked.approvalId })
    })
  aboutApproval(services.approvalAsked, 'approval-asked')
  aboutApproval(services.approvalReminded, 'approval-reminded')
  worker.on(documentSigned, 'notifications.document-signed', async (call, { id, dossierId }, event) => {
    // Of a dossier's papers the dossier's own messages tell.
    if (!event.personNumber || dossierId) return
    const nothing = { service: { vi: '', en: '' }, code: '' }
    await tellOf(call, event, event.personNumber, 'document-signed', nothing, { kind: 'document', id })
  })
  worker.daily('notifications.forget-old', '02:40', (call) => forgetOld(call))
}

async function tellOf(
  call: Call,
  event: EventRow,
  person: PersonNumber,
  telling: Telling,
  about: { service: services.DossierHappening['service']; code: string },
  opens: { kind: 'dossier' | 'approval' | 'document'; id: string },
): Promise<void> {
  await tell(call, {
    personNumber: person,
    notificationId: event.id,
    at: event.recordedAt,
    kind: telling,
    ...textOf(telling, about),
    aboutKind: opens.kind,
    aboutId: opens.id,
  })
}
