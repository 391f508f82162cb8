/** Events of dossiers; the person of each row is the applicant, unless said otherwise. Browser-safe. */
import { type Static, Type } from 'typebox'
import { event } from '#platform/event.ts'
import { Instant, Nullable, PersonNumber, Uuid, Words } from '#platform/schemas.ts'
import { DossierState } from './dossiers.contract.ts'

export const DossierHappening = Type.Object({
  dossierId: Uuid,
  code: Type.String(),
  serviceCode: Type.String(),
  service: Words,
  applicant: PersonNumber,
  agencyId: Type.Integer(),
  state: DossierState,
  at: Instant,
})
export type DossierHappening = Static<typeof DossierHappening>

export const dossierSubmitted = event('services.dossier-submitted', DossierHappening)
export const dossierAccepted = event('services.dossier-accepted', DossierHappening)
export const dossierRejected = event('services.dossier-rejected', DossierHappening)
export const supplementAsked = event('services.supplement-asked', DossierHappening)
export const supplementGiven = event('services.supplement-given', DossierHappening)
export const paymentAsked = event('services.payment-asked', DossierHappening)
export const dossierDecided = event(
  'services.dossier-decided',
  Type.Object({
    ...DossierHappening.properties,
    outcome: Type.Union([Type.Literal('approved'), Type.Literal('refused')]),
  }),
)
export const dossierWithdrawn = event('services.dossier-withdrawn', DossierHappening)
/** A complaint was right: the refusal is cancelled. */
export const dossierReopened = event('services.dossier-reopened', DossierHappening)
export const dossierStopped = event('services.dossier-stopped', DossierHappening)

/** Another agency's register did not take in time what it was told (Decree 63/2024/NĐ-CP). */
export const syncLate = event(
  'services.sync-late',
  Type.Object({ ...DossierHappening.properties, requestId: Uuid, register: Type.String() }),
)

/** A letter of apology named a new date. */
export const dossierPostponed = event('services.dossier-postponed', DossierHappening)

/** The person of these rows is the approver; null when he is not known by number. */
export const ApprovalHappening = Type.Object({
  ...DossierHappening.properties,
  approvalId: Uuid,
  approver: Nullable(PersonNumber),
})
export type ApprovalHappening = Static<typeof ApprovalHappening>
export const approvalAsked = event('services.approval-asked', ApprovalHappening)
export const approvalReminded = event('services.approval-reminded', ApprovalHappening)
/** Of the applicant. */
export const approvalGiven = event('services.approval-given', ApprovalHappening)
export const approvalRefused = event('services.approval-refused', ApprovalHappening)
