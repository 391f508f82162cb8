/**
 * A complaint was right (khiếu nại đúng): the refusal is cancelled and the dossier is looked at anew, its clock from the
 * beginning; the paper that refused it is no longer good. Law on Complaints 02/2011/QH13, art. 31. A fee given back with
 * the refusal is asked for anew, once; one that was not given back is not.
 */
import { documentsOfDossier, revokeDocument } from '#documents'
import type { Call } from '#platform/call.ts'
import type { Uuid } from '#platform/schemas.ts'
import { bundleOf } from './catalogue.ts'
import { happened, move } from './dossier-moves.ts'
import { lockDossier } from './dossiers.store.ts'
import { dossierReopened, paymentAsked } from './events.contract.ts'
import { askFee } from './paying.ts'

const CANCELLED = 'Quyết định từ chối bị hủy do khiếu nại đúng'

/**
 * Opens a refused dossier again. False where there is nothing to open: it was not refused, or the authority of another
 * register decides it, whose decision is not ours to cancel.
 */
export async function reopenRefused(call: Call, dossierId: Uuid, note: string): Promise<boolean> {
  const dossier = await lockDossier(call.sql, dossierId)
  if (!dossier || (dossier.state !== 'refused' && dossier.state !== 'rejected')) return false
  const bundle = await bundleOf(call, dossier.serviceCode, dossier.serviceVersion)
  if (bundle.workflow.elsewhere) return false
  const refusals = bundle.results.filter(({ on }) => on === dossier.state).map(({ template }) => template)
  for (const { id, kind } of await documentsOfDossier(call, dossierId))
    if (refusals.includes(kind)) await revokeDocument(call, id, CANCELLED)
  const at = call.now.toISOString()
  const atIntake = dossier.state === 'rejected'
  const owes = !atIntake && (await askFee(call, bundle, dossier))
  const reopened = await move(call, dossier, {
    act: 'reopen',
    to: atIntake ? 'submitted' : owes ? 'payment-asked' : 'accepted',
    note,
    set: {
      ...(atIntake ? { intakeFrom: at } : { acceptedAt: owes ? null : at }),
      decidedAt: null,
      closedAt: null,
      decision: null,
      proposal: null,
      proposedBy: null,
      extension: null,
      // Whoever refused it does not hold it any more; the office gives it to somebody.
      holderAppointment: null,
      holderAccount: null,
    },
  })
  await happened(call, dossierReopened, reopened, {})
  if (owes) await happened(call, paymentAsked, reopened, {})
  return true
}
