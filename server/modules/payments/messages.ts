/**
 * What the gateway tells (thông báo thanh toán), by a signed message or in its statement: money that moved is always
 * written down, for the due it paid or to be returned. A transaction is written once, however often it is told.
 */
import type { Call } from '#platform/call.ts'
import type { GatewayMessage, GatewayPayment } from '#ports/payment-gateway.ts'
import * as contract from './contract.ts'
import type { DueRow, GatewayRow } from './dues.store.ts'
import * as store from './dues.store.ts'
import { paid } from './dues.ts'
import { askRefund } from './refunds.ts'

/** A message older than this is not news: the gateway signs anew each time it tells. */
const FRESH_MS = 10 * 60_000

/** A signed message. Throws messageForged, messageStale, messageDiffers. */
export async function takeMessage(call: Call, jws: string) {
  call.entry.purpose = 'payments/collect'
  const message = await opened(call, jws)
  if (Math.abs(call.now.getTime() - Date.parse(message.signedAt)) > FRESH_MS) throw contract.messageStale()
  const { transactionId, outcome } = await recordPayment(call, message, 'message')
  return { transactionId, outcome }
}

async function opened({ ports }: Call, jws: string): Promise<GatewayMessage> {
  const message = await ports.payments.open(jws).catch(() => undefined)
  if (!message || !isPayment(message) || Number.isNaN(Date.parse(message.signedAt)))
    throw contract.messageForged()
  return message
}

function isPayment({ transactionId, reference, amountDong, paidAt }: GatewayPayment): boolean {
  const named = typeof transactionId === 'string' && /^[\x21-\x7e]{3,100}$/.test(transactionId)
  return (
    named &&
    typeof reference === 'string' &&
    reference.length <= 100 &&
    Number.isSafeInteger(amountDong) &&
    amountDong > 0 &&
    !Number.isNaN(Date.parse(paidAt))
  )
}

/** Writes a payment of the gateway down, once. Throws messageDiffers when it was told with other content. */
export async function recordPayment(
  call: Call,
  payment: GatewayPayment,
  toldBy: GatewayRow['toldBy'],
): Promise<GatewayRow> {
  const { transactionId, reference, amountDong, paidAt } = payment
  const due = await store.lockDue(call.sql, { reference })
  const row: GatewayRow = {
    transactionId,
    reference,
    amountDong,
    paidAt: new Date(paidAt).toISOString(),
    dueId: due?.dueId ?? null,
    ...judged(due, amountDong),
    toldBy,
  }
  const at = call.now.toISOString()
  if (!(await store.insertGatewayPayment(call.sql, row, at))) return sameAsBefore(call, payment)
  await store.insertTransfer(call.sql, {
    transferId: `pay:${transactionId}`,
    debit: 'gateway',
    credit: row.outcome === 'paid' ? `agency:${due!.agencyId}` : 'to-return',
    amountDong,
    at,
    dueId: row.dueId,
  })
  if (row.outcome === 'paid') await paid(call, due!, 'gateway', row.paidAt)
  else
    await askRefund(call, {
      dueId: row.dueId,
      agencyId: due?.agencyId ?? null,
      code: due?.code ?? null,
      transactionId,
      amountDong,
      reason: row.reason!,
    })
  return row
}

/** What is to become of money that came in: it pays its due, or it is returned and why. */
export function judged(
  due: Pick<DueRow, 'state' | 'amountDong'> | undefined,
  amountDong: number,
): Pick<GatewayRow, 'outcome' | 'reason'> {
  if (!due) return { outcome: 'to-return', reason: 'unknown' }
  if (due.state === 'cancelled') return { outcome: 'to-return', reason: 'not-open' }
  if (due.state !== 'open') return { outcome: 'to-return', reason: 'already-paid' }
  if (due.amountDong !== amountDong) return { outcome: 'to-return', reason: 'amount-differs' }
  return { outcome: 'paid', reason: null }
}

async function sameAsBefore(call: Call, told: GatewayPayment): Promise<GatewayRow> {
  const before = (await store.selectGatewayPayment(call.sql, told.transactionId))!
  const same = before.amountDong === told.amountDong && before.reference === told.reference
  if (!same) throw contract.messageDiffers()
  return before
}
