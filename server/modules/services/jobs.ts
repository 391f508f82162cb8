import { documentSigned } from '#documents/contract'
import { duePaid } from '#payments/contract'
import type { EventKind } from '#platform/event.ts'
import type { Worker } from '#platform/jobs.ts'
import type { Declared } from '#population'
import { annulment, death } from '#population/contract'
import { householdJoined, permanentResidence } from '#residence/contract'
import { bookingsOfTheDead, REMIND_TASK, remindBookings } from './booking-follow-ups.ts'
import { withdrawClaims } from './claim-withdrawals.ts'
import { escalateOverdue } from './escalations.ts'
import * as events from './events.contract.ts'
import { stopGroundless } from './groundless.ts'
import { raiseLateSyncs } from './late-syncs.ts'
import { fileLink } from './linked-filing.ts'
import { LINK_TASK } from './links.ts'
import {
  beginOffers,
  makeOffers,
  OFFERS_TASK,
  offersServed,
  offerToJoiner,
  withdrawOffersOf,
} from './offer-making.ts'
import { acceptPaid } from './paying.ts'
import { FORGOTTEN_TASK, findUntold, markForPortal, PORTAL_TASK, tellPortal } from './portal.ts'
import { sweepQueue } from './queue.ts'
import { carryOn } from './register-requests.ts'
import { countServiceUse } from './service-use.ts'
import { REQUEST_TASK } from './telling.ts'
import { VERIFY_TASK, verifyValues } from './verification.ts'
import { endDrafts, endWaitingTooLong, handOut, remindApprovers, stopOfTheDead } from './waiting.ts'
import './registrations.ts'

/** What the national portal is told of: every step that an applicant hears of. */
const toldToPortal: readonly EventKind<events.DossierHappening>[] = [
  events.dossierSubmitted,
  events.dossierAccepted,
  events.dossierRejected,
  events.supplementAsked,
  events.supplementGiven,
  events.paymentAsked,
  events.dossierDecided,
  events.dossierWithdrawn,
  events.dossierReopened,
  events.dossierStopped,
  events.dossierPostponed,
]

export function jobs(worker: Worker): void {
  worker.task(VERIFY_TASK, verifyValues)
  worker.task(LINK_TASK, fileLink)
  worker.task(REQUEST_TASK, carryOn)
  worker.on(documentSigned, 'services.hand-out', (call, { dossierId, kind }) =>
    handOut(call, dossierId, kind),
  )
  worker.on(duePaid, 'services.accept-paid', (call, paid) => acceptPaid(call, paid))
  worker.on(death.declared, 'services.stop-of-the-dead', (call, died) => stopOfTheDead(call, died))
  worker.every('services.escalate', 15, async (call) => escalateOverdue(call))
  worker.atStart('services.escalate')
  worker.every('services.raise-late-syncs', 5, async (call) => raiseLateSyncs(call))
  worker.atStart('services.raise-late-syncs')
  worker.on(events.dossierSubmitted, 'services.offers-served', (call, sent) => offersServed(call, sent))
  worker.on(death.declared, 'services.offers-of-the-dead', (call, died) => withdrawOffersOf(call, died))
  worker.on(death.declared, 'services.bookings-of-the-dead', (call, died) => bookingsOfTheDead(call, died))
  worker.task(REMIND_TASK, remindBookings)
  worker.daily('services.remind-bookings', '08:00', async (call) => remindBookings(call))
  worker.atStart('services.remind-bookings') // it may have been down at eight
  worker.task(OFFERS_TASK, makeOffers)
  worker.on(
    [permanentResidence.declared, householdJoined.declared],
    'services.offers-to-joiners',
    offerToJoiner,
  )
  worker.on<Declared>([annulment.declared], 'services.withdraw-claims', withdrawClaims)
  worker.on<Declared>([annulment.declared], 'services.stop-groundless', stopGroundless)
  worker.daily('services.begin-offers', '03:20', beginOffers)
  worker.atStart('services.begin-offers')
  worker.task(PORTAL_TASK, tellPortal)
  worker.task(FORGOTTEN_TASK, findUntold)
  worker.on(toldToPortal, 'services.mark-for-portal', markForPortal)
  worker.every('services.tell-portal-again', 5, tellPortal)
  worker.daily('services.find-all-untold', '01:30', findUntold)
  worker.atStart('services.find-all-untold') // a nation just made was told to nobody
  worker.daily('services.end-waiting', '00:20', async (call) => endWaitingTooLong(call))
  worker.daily('services.remind-approvers', '07:30', async (call) => remindApprovers(call))
  worker.daily('services.count-use', '02:20', countServiceUse)
  worker.atStart('services.count-use') // a nation just made has been counted by nobody
  worker.daily('services.sweep-queue', '02:15', async (call) => sweepQueue(call))
  worker.daily('services.sweep-drafts', '02:10', async (call) => endDrafts(call))
}
