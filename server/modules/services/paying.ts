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

/** Asks for the fee; the clock stands until it is paid. */
export async function askPayment(
  call: Call,
  bundle: Bundle,
  dossier: Dossier,
  set: Partial<Dossier>,
  by?: 'system',
): Promise<Dossier> {
  const { dossierId, code, personNumber, agencyId, fee } = dossier
  const { amountDong, standardDong, reason, law } = fee
  await askDue(call, {
    personNumber,
    dossierId,
    code,
    service: bundle.name,
    agencyId,
    amountDong,
    fee: { standardDong, reason, law },
  })
  const waiting = await move(call, dossier, {
    act: 'ask-payment',
    to: 'payment-asked',
    set,
    ...(by ? { by } : {}),
  })
  await happened(call, paymentAsked, waiting, {})
  return waiting
}

/** Receives a complete request by itself where another authority decides: no officer has anything to check. */
export async function acceptAtOnce(call: Call, bundle: Bundle, dossier: Dossier): Promise<Dossier> {
  return dossier.fee.amountDong > 0
    ? askPayment(call, bundle, dossier, {}, 'system')
    : accept(call, bundle, dossier, 'accept', {}, null, 'system')
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
