/** Money given back (hoàn trả): by the gateway in a job that may run twice, or in cash by the office that took it. */
import { type Call, changes, type OfficerActor } from '#platform/call.ts'
import { emit } from '#platform/events.ts'
import { uuidv7 } from '#platform/ids.ts'
import { enqueue } from '#platform/jobs.ts'
import type { Uuid } from '#platform/schemas.ts'
import * as contract from './contract.ts'
import * as dues from './dues.store.ts'
import { happeningOf } from './happening.ts'
import * as store from './refunds.store.ts'

export const REFUND_TASK = 'payments.refund'
const AT_ONCE = 200

/** Asks for a refund, once a payment. The gateway's are made after this call commits. */
export async function askRefund(call: Call, wanted: Omit<store.Refund, 'refundId' | 'state'>): Promise<void> {
  const refundId = uuidv7(call.now.getTime())
  await store.insertRefund(call.sql, { ...wanted, refundId, state: 'asked' }, call.now)
  if (wanted.transactionId)
    await enqueue(call, REFUND_TASK, { refundId }, { key: `${REFUND_TASK}:${refundId}` })
}

/** The job: the gateway pays the same refund once however often it is asked; a failure is tried again. */
export async function refundByGateway(call: Call, { refundId }: { refundId: Uuid }): Promise<void> {
  const refund = await store.lockRefund(call.sql, refundId)
  if (refund?.state !== 'asked' || !refund.transactionId) return
  const { transactionId, amountDong } = refund
  await call.ports.payments.refund({ refundId, transactionId, amountDong })
  await gaveBack(call, refund, 'gateway')
}

export async function listCashRefunds(call: Call) {
  const { agencyId } = call.actor as OfficerActor
  return { rows: await store.selectCashRefunds(call.sql, agencyId, AT_ONCE) }
}

/** Throws nothingOwed when it is not cash of this office that is still to be given back. */
export async function giveCashBack(call: Call, refundId: Uuid) {
  const { agencyId } = call.actor as OfficerActor
  const refund = await store.lockRefund(call.sql, refundId)
  if (refund?.state !== 'asked' || refund.transactionId || refund.agencyId !== agencyId)
    throw contract.nothingOwed()
  await gaveBack(call, refund, `cash:${agencyId}`)
  return { refundId }
}

async function gaveBack(call: Call, refund: store.Refund, from: string): Promise<void> {
  const { refundId, dueId, amountDong } = refund
  const due = dueId ? await dues.lockDue(call.sql, { dueId }) : undefined
  // What was never ours (paid twice, or too much) stands on its own account until it is returned.
  const ours = due?.state === 'refund-due'
  const at = call.now.toISOString()
  await dues.insertTransfer(call.sql, {
    transferId: `refund:${refundId}`,
    debit: ours ? `agency:${refund.agencyId}` : 'to-return',
    credit: from,
    amountDong,
    at,
    dueId,
  })
  await store.markRefunded(call.sql, refundId, call.now)
  if (!due) return
  changes(call, due.personNumber, ['payment'])
  call.entry.dossierId ??= due.dossierId
  if (!ours) return
  await dues.updateDue(call.sql, due, { ...due, state: 'refunded', endedAt: at })
  await emit(call, contract.dueRefunded, happeningOf(due, due.receiptNumber!), { person: due.personNumber })
}
