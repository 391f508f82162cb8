import { type AccountEventKind, accountEventWords, holderToTell, mandateMoved } from '#accounts/contract'
import { documentSigned } from '#documents/contract'
import { caseAnswered } from '#feedback/contract'
import { dueRefunded } from '#payments/contract'
import type { Call } from '#platform/call.ts'
import type { EventKind } from '#platform/event.ts'
import type { EventRow } from '#platform/events.ts'
import type { Worker } from '#platform/jobs.ts'
import type { PersonNumber } from '#platform/schemas.ts'
import * as services from '#services/contract'
import { bookingJobs } from './booking-messages.ts'
import { claimJobs } from './claim-messages.ts'
import { type Telling, textOf } from './dossier-words.ts'
import { forgetOld, tell } from './messages.ts'
import { privacyJobs } from './privacy-messages.ts'
import { proposalJobs } from './proposal-messages.ts'

/** What the applicant is told of each event. A decision tells its outcome. */
const tellApplicant = new Map<string, Telling>([
  [services.dossierSubmitted.name, 'submitted'],
  [services.dossierAccepted.name, 'accepted'],
  [services.dossierRejected.name, 'rejected'],
  [services.supplementAsked.name, 'supplement-asked'],
  [services.paymentAsked.name, 'payment-asked'],
  [services.dossierWithdrawn.name, 'withdrawn'],
  [services.dossierStopped.name, 'stopped'],
  [services.dossierReopened.name, 'reopened'],
  [services.dossierPostponed.name, 'postponed'],
  [services.approvalGiven.name, 'approval-given'],
  [services.approvalRefused.name, 'approval-refused'],
])
const dossierEvents: readonly EventKind<services.DossierHappening>[] = [
  services.dossierSubmitted,
  services.dossierAccepted,
  services.dossierRejected,
  services.supplementAsked,
  services.paymentAsked,
  services.dossierDecided,
  services.dossierWithdrawn,
  services.dossierStopped,
  services.dossierReopened,
  services.dossierPostponed,
  services.approvalGiven,
  services.approvalRefused,
]

/** What an approver is told of each event. */
const tellApprover = new Map<string, Telling>([
  [services.approvalAsked.name, 'approval-asked'],
  [services.approvalReminded.name, 'approval-reminded'],
])

export function jobs(worker: Worker): void {
  privacyJobs(worker)
  proposalJobs(worker)
  claimJobs(worker)
  bookingJobs(worker)
  worker.on(dossierEvents, 'notifications.applicant', async (call, happening, event) => {
    const telling = tellApplicant.get(event.name) ?? (happening as Decided).outcome
    const opens = { kind: 'dossier', id: happening.dossierId } as const
    await tellOf(call, event, happening.applicant, telling, happening, opens)
  })
  worker.on(
    [services.approvalAsked, services.approvalReminded],
    'notifications.approver',
    async (call, asked, event) => {
      const telling = tellApprover.get(event.name)
      if (!asked.approver || !telling) return
      await tellOf(call, event, asked.approver, telling, asked, { kind: 'approval', id: asked.approvalId })
    },
  )
  worker.on(documentSigned, 'notifications.document-signed', async (call, { id, dossierId }, event) => {
    // Of a dossier's papers the dossier's own messages tell.
    if (!event.personNumber || dossierId) return
    const nothing = { service: { vi: '', en: '' }, code: '' }
    await tellOf(call, event, event.personNumber, 'document-signed', nothing, { kind: 'document', id })
  })
  worker.on(caseAnswered, 'notifications.case-answered', async (call, answered, event) => {
    await tell(call, {
      personNumber: answered.personNumber,
      notificationId: event.id,
      at: event.recordedAt,
      kind: 'case-answered',
      title: { vi: 'Phản ánh của bạn đã được trả lời', en: 'Your case was answered' },
      body: {
        vi: `${answered.agency.vi} đã trả lời. Mở ra để xem.`,
        en: `${answered.agency.en} has answered. Open it to read.`,
      },
      aboutKind: 'feedback',
      aboutId: answered.caseId,
    })
  })
  worker.on(services.offerMade, 'notifications.offer-made', async (call, offer, event) => {
    await tell(call, {
      personNumber: offer.personNumber,
      notificationId: event.id,
      at: event.recordedAt,
      kind: 'offer-made',
      title: offer.title,
      body: offer.why,
      aboutKind: 'offer',
      aboutId: offer.offerId,
    })
  })
  worker.on(dueRefunded, 'notifications.fee-refunded', async (call, refunded, event) => {
    if (!event.personNumber) return
    const opens = { kind: 'dossier', id: refunded.dossierId } as const
    await tellOf(call, event, event.personNumber, 'fee-refunded', refunded, opens)
  })
  worker.on(mandateMoved, 'notifications.mandate', async (call, { told, what, mandateId }, event) => {
    const nothing = { service: { vi: '', en: '' }, code: '' }
    await tellOf(call, event, told, `mandate-${what}`, nothing, { kind: 'mandate', id: mandateId })
  })
  worker.on(holderToTell, 'notifications.account', async (call, told, event) => {
    const words = accountEventWords[told.kind as AccountEventKind]
    if (told.realm !== 'citizen' || !words) return
    await tell(call, {
      personNumber: told.personNumber,
      notificationId: event.id,
      at: event.recordedAt,
      kind: `account-${told.kind}`,
      title: words,
      body: notYou,
      aboutKind: 'account',
      aboutId: told.accountId,
    })
  })
  worker.daily('notifications.forget-old', '02:40', (call) => forgetOld(call))
}

const notYou = {
  vi: 'Nếu không phải bạn, hãy mở Bảo mật tài khoản và khóa ngay.',
  en: 'If this was not you, open Account security and lock the account at once.',
}

type Decided = services.DossierHappening & { outcome: 'approved' | 'refused' }

async function tellOf(
  call: Call,
  event: EventRow,
  person: PersonNumber,
  telling: Telling,
  about: { service: services.DossierHappening['service']; code: string },
  opens: { kind: 'dossier' | 'approval' | 'document' | 'mandate'; id: string },
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
