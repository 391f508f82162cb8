/**
 * A dossier that owes (nghĩa vụ tài chính): it waits until its fee is paid, then it is accepted and its clock starts.
 * How it ends for what is owed is said where it moves (`dossier-moves.ts`).
 */
import { askDue } from '#payments'
import type { Call } from '#platform/call.ts'
import type { Uuid } from '#platform/schemas.ts'
import type { Bundle } from './bundle.ts'
import { bundleOf } from './catalogue.ts'
import { accept } from './decisions.ts'
import { happened, move } from './dossier-moves.ts'
import type { Dossier } from './dossiers.store.ts'
import * as store from './dossiers.store.ts'
import { paymentAsked } from './events.contract.ts'

/** Accepts, once its fee is paid: an open fee is asked for first and the clock stands until then. */
export async function acceptOrAskPayment(
  call: Call,
  bundle: Bundle,
  dossier: Dossier,
  set: Partial<Dossier>,
  by?: 'system',
): Promise<Dossier> {
  if (!(await askFee(call, bundle, dossier))) return accept(call, bundle, dossier, 'accept', set, null, by)
  const waiting = await move(call, dossier, {
    act: 'ask-payment',
    to: 'payment-asked',
    set,
    ...(by ? { by } : {}),
  })
  await happened(call, paymentAsked, waiting, {})
  return waiting
}

/** Whether a fee is owed now, asked for with this. Free, or paid before and not given back: it is not. */
export async function askFee(call: Call, bundle: Bundle, dossier: Dossier): Promise<boolean> {
  const { dossierId, code, personNumber, agencyId, fee } = dossier
  const { amountDong, standardDong, reason, law } = fee
  if (amountDong === 0) return false
  return askDue(call, {
    personNumber,
    dossierId,
    code,
    service: bundle.name,
    agencyId,
    amountDong,
    fee: { standardDong, reason, law },
  })
}

/** Receives a complete request by itself where another authority decides: no officer has anything to check. */
export async function acceptAtOnce(call: Call, bundle: Bundle, dossier: Dossier): Promise<Dossier> {
  return acceptOrAskPayment(call, bundle, dossier, {}, 'system')
}

/** The fee has arrived: the dossier is accepted. Safe to repeat. */
export async function acceptPaid(
  call: Call,
  { dossierId, receiptNumber }: { dossierId: Uuid; receiptNumber: string },
): Promise<void> {
  const dossier = await store.lockDossier(call.sql, dossierId)
  if (dossier?.state !== 'payment-asked') return
  const bundle = await bundleOf(call, dossier.serviceCode, dossier.serviceVersion)
  await accept(call, bundle, dossier, 'record-payment', {}, receiptNumber)
}
