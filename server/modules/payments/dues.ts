/**
 * What is owed and paid (khoản phải nộp). A due is open until it is paid by the gateway or at a counter; when its
 * dossier ends otherwise it is cancelled, and what was paid is given back where the rule says so.
 */
import { randomInt } from 'node:crypto'
import { issueDocument, qrPath } from '#documents'
import { notFound } from '#platform/access.ts'
import { type Call, type CitizenActor, changes, reads } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import { emit } from '#platform/events.ts'
import { uuidv7 } from '#platform/ids.ts'
import type { Day, PersonNumber, Uuid, Words } from '#platform/schemas.ts'
import { agencyById, lawParameter } from '#reference'
import type { Due, DueState } from './contract.ts'
import * as contract from './contract.ts'
import type { DueRow, FeeOfDue } from './dues.store.ts'
import * as store from './dues.store.ts'
import { transferQr } from './emv.ts'
import { happeningOf } from './happening.ts'
import { callOffCashRefund } from './refunds.store.ts'
import { askRefund } from './refunds.ts'

/** From which state by what to which; what is not here may not happen. Law on Fees and Charges 97/2015/QH13. */
export const dueTransitions: readonly { from: DueState; by: string; to: DueState }[] = [
  { from: 'open', by: 'pay', to: 'paid' },
  { from: 'open', by: 'end', to: 'cancelled' },
  { from: 'paid', by: 'give-back', to: 'refund-due' },
  { from: 'refund-due', by: 'gave-back', to: 'refunded' },
  // The dossier was opened again before the counter had given its cash back.
  { from: 'refund-due', by: 'keep', to: 'paid' },
]

export function dueAfter(from: DueState, by: string): DueState | undefined {
  return dueTransitions.find((line) => line.from === from && line.by === by)?.to
}

export interface NewDue {
  personNumber: PersonNumber
  dossierId: Uuid
  code: string
  service: Words
  agencyId: number
  amountDong: number
  fee: FeeOfDue
}

/**
 * Asks for a fee; false where nothing is owed because it is paid. A fee is paid once a dossier: asked for again while it
 * stands, it changes nothing. Given back when the dossier ended, it is asked for anew, and the receipt says so; cash
 * that still lies at the counter is kept instead.
 */
export async function askDue(call: Call, wanted: NewDue): Promise<boolean> {
  const before = await store.lockDue(call.sql, { dossierId: wanted.dossierId })
  if (before?.state === 'open') return true
  if (before?.state === 'paid' || (before?.state === 'refund-due' && (await keepCash(call, before))))
    return false
  const { value: days } = await lawParameter(call, 'payments.pay-days', dayOf(call.now))
  const due: DueRow = {
    ...wanted,
    fee: before?.paidAt ? { ...wanted.fee, reason: askedAnew(wanted.fee.reason) } : wanted.fee,
    dueId: uuidv7(call.now.getTime()),
    reference: newReference(),
    state: 'open',
    askedAt: call.now.toISOString(),
    payBy: new Date(call.now.getTime() + days * 86_400_000).toISOString(),
    paidAt: null,
    paidBy: null,
    receiptNumber: null,
    endedAt: null,
  }
  if (await store.insertDue(call.sql, due)) changes(call, wanted.personNumber, ['payment'])
  return true
}

const askedAnew = ({ vi, en }: Words): Words => ({
  vi: `${vi}. Lần nộp trước đã được hoàn trả, nay hồ sơ được giải quyết lại`,
  en: `${en}. What was paid before was given back; the request is dealt with again`,
})

/** False where the gateway gives it back: that cannot be called off. */
async function keepCash(call: Call, due: DueRow): Promise<boolean> {
  if (!(await callOffCashRefund(call.sql, due.dueId))) return false
  await store.updateDue(call.sql, due, { ...due, state: 'paid' })
  changes(call, due.personNumber, ['payment'])
  return true
}

/** Letters and digits that are not mistaken for each other, as banks hand them on. */
const LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
function newReference(): string {
  return `DVC${Array.from({ length: 13 }, () => LETTERS[randomInt(LETTERS.length)]).join('')}`
}

/** What I owe for a dossier of mine, and how to pay; another's is not found. */
export async function readMyDue(call: Call, dossierId: Uuid): Promise<{ due: Due | null }> {
  const due = await myDue(call, dossierId)
  return { due: due ? viewOf(call, due) : null }
}

/** My due, entered in the log. */
export async function myDue(call: Call, dossierId: Uuid): Promise<DueRow | undefined> {
  const { number } = call.actor as CitizenActor
  const due = await store.selectDueOfDossier(call.sql, dossierId)
  call.entry.dossierId = dossierId
  reads(call, due?.personNumber ?? number, ['payment'])
  if (due && due.personNumber !== number) throw notFound()
  return due
}

function viewOf({ ports }: Call, due: DueRow): Due {
  const { account } = ports.payments
  const text =
    account &&
    due.state === 'open' &&
    transferQr({
      ...account,
      amountDong: due.amountDong,
      purpose: due.reference,
    })
  return {
    state: due.state,
    amountDong: due.amountDong,
    standardDong: due.fee.standardDong,
    reason: due.fee.reason,
    law: due.fee.law,
    payBy: due.payBy,
    paidAt: due.paidAt,
    paidBy: due.paidBy,
    receiptNumber: due.receiptNumber,
    online: text
      ? {
          qr: { text, ...qrPath(text) },
          ...account,
          reference: due.reference,
          sandbox: ports.mode === 'sandbox',
        }
      : null,
  }
}

/** Marks a due as paid, with its receipt. The caller holds it and has written where the money went. */
export async function paid(
  call: Call,
  due: DueRow,
  by: 'gateway' | 'counter',
  paidAt: string,
  paperReceipt?: string,
): Promise<void> {
  const receiptNumber = paperReceipt ?? (await receiptNumberOf(call, due.agencyId, dayOf(call.now)))
  await store.updateDue(call.sql, due, {
    state: 'paid',
    paidAt,
    paidBy: by,
    receiptNumber,
    endedAt: null,
  })
  changes(call, due.personNumber, ['payment'])
  call.entry.dossierId ??= due.dossierId
  const agency = await agencyById(call.sql, due.agencyId)
  await issueDocument(call, {
    person: due.personNumber,
    kind: 'BienLai',
    agencyId: due.agencyId,
    dossierId: due.dossierId,
    data: {
      receiptNumber,
      agency: agency?.nameVi ?? '',
      dossier: { code: due.code, service: due.service.vi.toLowerCase() },
      amountDong: due.amountDong,
      ...(due.fee.standardDong > due.amountDong ? { standardDong: due.fee.standardDong } : {}),
      reason: due.fee.reason.vi,
      law: due.fee.law,
      paidAt,
      how: by === 'gateway' ? 'Chuyển khoản qua cổng thanh toán' : 'Nộp tại quầy',
    },
  })
  await emit(call, contract.duePaid, happeningOf(due, receiptNumber), { person: due.personNumber })
}

async function receiptNumberOf(call: Call, agencyId: number, day: Day): Promise<string> {
  const running = await store.nextReceipt(call.sql, agencyId, day)
  return `BL${day.slice(2).replaceAll('-', '')}-${String(running).padStart(4, '0')}`
}

/** The counter took the money. Throws alreadyPaid, nothingOwed. */
export async function takeAtCounter(call: Call, dossierId: Uuid, paperReceipt: string): Promise<void> {
  const due = await store.lockDue(call.sql, { dossierId })
  if (due?.state === 'paid') throw contract.alreadyPaid()
  if (due?.state !== 'open') throw contract.nothingOwed()
  const at = call.now.toISOString()
  await store.insertTransfer(call.sql, {
    transferId: `cash:${due.dueId}`,
    debit: `cash:${due.agencyId}`,
    credit: `agency:${due.agencyId}`,
    amountDong: due.amountDong,
    at,
    dueId: due.dueId,
  })
  await paid(call, due, 'counter', at, paperReceipt)
}

/** A dossier ended in a state: an open due falls away, a paid one is given back where the rule says so. */
export async function endDue(call: Call, dossierId: Uuid, state: string): Promise<void> {
  const due = await store.lockDue(call.sql, { dossierId })
  if (due?.state === 'open') {
    await store.updateDue(call.sql, due, { ...due, state: 'cancelled', endedAt: call.now.toISOString() })
    changes(call, due.personNumber, ['payment'])
  } else if (due?.state === 'paid') {
    const { value: refunded } = await lawParameter<string[]>(
      call,
      'payments.refunded-states',
      dayOf(call.now),
    )
    if (!refunded.includes(state)) return
    await store.updateDue(call.sql, due, { ...due, state: 'refund-due' })
    changes(call, due.personNumber, ['payment'])
    const payment = await store.selectPaymentOf(call.sql, due.dueId)
    await askRefund(call, {
      dueId: due.dueId,
      agencyId: due.agencyId,
      code: due.code,
      transactionId: payment?.transactionId ?? null,
      amountDong: due.amountDong,
      reason: state,
    })
  }
}
