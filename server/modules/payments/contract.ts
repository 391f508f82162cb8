/** Fees to pay, receipts, money back, and the day's comparison with the gateway. Browser-safe. */
import { type Static, Type } from 'typebox'
import { endpoint } from '#platform/endpoint.ts'
import { event } from '#platform/event.ts'
import { problem } from '#platform/problem.ts'
import { Day, Instant, Nullable, Uuid, Words } from '#platform/schemas.ts'

export * from './payout-accounts.contract.ts'

export const messageForged = problem(403, 'payments/message-forged', {
  vi: 'Thông báo thanh toán không có chữ ký hợp lệ',
  en: 'The payment message does not carry a valid signature',
})
export const messageStale = problem(409, 'payments/message-stale', {
  vi: 'Thông báo thanh toán đã cũ, không nhận lại',
  en: 'The payment message is old and is not taken again',
})
export const messageDiffers = problem(409, 'payments/message-differs', {
  vi: 'Giao dịch này đã được báo với nội dung khác',
  en: 'This transaction was told before with other content',
})
export const alreadyPaid = problem(409, 'payments/already-paid', {
  vi: 'Khoản này đã được nộp rồi. Đừng thu thêm, hãy tải lại trang',
  en: 'This is already paid. Take nothing more, and reload the page',
})
export const nothingOwed = problem(409, 'payments/nothing-owed', {
  vi: 'Hồ sơ này không còn khoản phải nộp',
  en: 'Nothing is to be paid for this dossier',
})
export const gatewayDown = problem(503, 'payments/gateway-down', {
  vi: 'Cổng thanh toán chưa trả lời. Hãy thử lại sau ít phút',
  en: 'The payment gateway does not answer. Try again in a few minutes',
})

export const DueState = Type.Union([
  Type.Literal('open'),
  Type.Literal('paid'),
  Type.Literal('cancelled'),
  Type.Literal('refund-due'),
  Type.Literal('refunded'),
])
export type DueState = Static<typeof DueState>

/** What is owed for a dossier, and how to pay it. */
export const Due = Type.Object({
  state: DueState,
  amountDong: Type.Integer(),
  standardDong: Type.Integer(),
  reason: Words,
  law: Type.String(),
  payBy: Instant,
  paidAt: Nullable(Instant),
  paidBy: Nullable(Type.Union([Type.Literal('gateway'), Type.Literal('counter')])),
  receiptNumber: Nullable(Type.String()),
  /** How to pay online; null when it is not open, or no gateway is attached. */
  online: Nullable(
    Type.Object({
      /** VietQR text, and the same drawn: one SVG path, one unit a module. */
      qr: Type.Object({ text: Type.String(), side: Type.Integer(), path: Type.String() }),
      bankBin: Type.String(),
      accountNumber: Type.String(),
      holder: Type.String(),
      reference: Type.String(),
      /** The sandbox's bank can be asked to pay from the page. */
      sandbox: Type.Boolean(),
    }),
  ),
})
export type Due = Static<typeof Due>

const ByDossier = Type.Object({ dossierId: Uuid })

/** Null when nothing was ever to be paid. */
export const readMyDue = endpoint({
  method: 'GET',
  path: '/payments/dossiers/:dossierId/due',
  summary: 'What is to be paid for my dossier, and how',
  access: { citizen: { for: 'self-or-represented', byMandate: true, level: 2 } },
  personal: true,
  params: ByDossier,
  reply: Type.Object({ due: Nullable(Due) }),
})

/** Sandbox only: the payer's bank. It pays what the QR says; what we hear of it, we hear by its signed message. */
export const payInSandbox = endpoint({
  method: 'POST',
  path: '/payments/dossiers/:dossierId/sandbox-payment',
  summary: 'Pay with the banking app of the sandbox',
  access: { citizen: { for: 'self-or-represented', byMandate: true, level: 2 } },
  personal: true,
  params: ByDossier,
  reply: Type.Object({ transactionId: Type.String() }),
  problems: [nothingOwed],
})

/** A signed message of the gateway (JWS). Sent again, it changes nothing; with another content it is refused. */
export const takeMessage = endpoint({
  method: 'POST',
  path: '/payments/messages',
  summary: 'The payment gateway tells of a payment',
  access: { public: true },
  personal: true,
  body: Type.Object({ jws: Type.String({ minLength: 20, maxLength: 4000 }) }),
  reply: Type.Object({
    transactionId: Type.String(),
    outcome: Type.Union([Type.Literal('paid'), Type.Literal('to-return')]),
  }),
  callsPerMinute: 6000,
  problems: [messageForged, messageStale, messageDiffers],
})

const reconciler = {
  officer: {
    roles: ['administrator', 'signing-leader'] as const,
    within: 'own-agency' as const,
    purpose: 'payments/reconcile',
  },
}

export const Reconciliation = Type.Object({
  day: Day,
  at: Instant,
  gatewayCount: Type.Integer(),
  gatewayDong: Type.Integer(),
  ourCount: Type.Integer(),
  ourDong: Type.Integer(),
  matched: Type.Integer(),
  missing: Type.Integer(),
  surplus: Type.Integer(),
  differing: Type.Integer(),
})
export type Reconciliation = Static<typeof Reconciliation>

export const ReconciliationLine = Type.Object({
  transactionId: Type.String(),
  verdict: Type.Union([
    Type.Literal('matched'),
    Type.Literal('missing'),
    Type.Literal('surplus'),
    Type.Literal('differing'),
  ]),
  gatewayDong: Nullable(Type.Integer()),
  ourDong: Nullable(Type.Integer()),
  /** Of the dossier it was for. */
  code: Nullable(Type.String()),
  outcome: Nullable(Type.Union([Type.Literal('paid'), Type.Literal('to-return')])),
  returned: Type.Boolean(),
})
export type ReconciliationLine = Static<typeof ReconciliationLine>

export const listReconciliations = endpoint({
  method: 'GET',
  path: '/payments/reconciliations',
  summary:
    'The last 31 days compared with the gateway: the nation’s for an administrator, else my office’s takings',
  access: reconciler,
  reply: Type.Object({
    /** Of the whole installation; only administrators get them. */
    days: Type.Array(Reconciliation),
    takings: Type.Array(
      Type.Object({
        day: Day,
        online: Type.Integer(),
        onlineDong: Type.Integer(),
        counter: Type.Integer(),
        counterDong: Type.Integer(),
        refunded: Type.Integer(),
        refundedDong: Type.Integer(),
      }),
    ),
  }),
})

export const readReconciliation = endpoint({
  method: 'GET',
  path: '/payments/reconciliations/:day',
  summary: 'One day, payment by payment; what does not match comes first',
  access: { officer: { ...reconciler.officer, roles: ['administrator'] } },
  params: Type.Object({ day: Day }),
  query: Type.Object({ after: Type.Optional(Type.String({ maxLength: 200 })) }),
  reply: Type.Object({
    reconciliation: Nullable(Reconciliation),
    rows: Type.Array(ReconciliationLine),
    next: Nullable(Type.String()),
  }),
})

export const reconcileDay = endpoint({
  method: 'POST',
  path: '/payments/reconciliations/:day',
  summary: 'Compare a day with the gateway’s statement now; a payment we had not heard of is recorded',
  access: { officer: { ...reconciler.officer, roles: ['administrator'] } },
  personal: true,
  params: Type.Object({ day: Day }),
  reply: Reconciliation,
  problems: [gatewayDown],
})

export const CashRefund = Type.Object({
  refundId: Uuid,
  code: Type.String(),
  amountDong: Type.Integer(),
  reason: Type.String(),
  askedAt: Instant,
})
export type CashRefund = Static<typeof CashRefund>

const cashier = {
  officer: {
    roles: ['counter', 'case-officer'] as const,
    within: 'own-agency' as const,
    purpose: 'payments/collect',
  },
}

export const listCashRefunds = endpoint({
  method: 'GET',
  path: '/payments/cash-refunds',
  summary: 'Cash that my office has to give back',
  access: cashier,
  reply: Type.Object({ rows: Type.Array(CashRefund) }),
})

export const giveCashBack = endpoint({
  method: 'POST',
  path: '/payments/cash-refunds/:refundId/done',
  summary: 'Record that the cash was given back',
  access: cashier,
  personal: true,
  params: Type.Object({ refundId: Uuid }),
  reply: Type.Object({ refundId: Uuid }),
  problems: [nothingOwed],
})

export const PaymentHappening = Type.Object({
  dueId: Uuid,
  dossierId: Uuid,
  code: Type.String(),
  service: Words,
  amountDong: Type.Integer(),
  receiptNumber: Type.String(),
})
export type PaymentHappening = Static<typeof PaymentHappening>
/** The person of these rows is who owed. */
export const duePaid = event('payments.due-paid', PaymentHappening)
export const dueRefunded = event('payments.due-refunded', PaymentHappening)
