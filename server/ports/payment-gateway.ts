/**
 * The payment gateway (cổng thanh toán): a bank or PayGov that takes money into the Treasury's account, tells us of
 * each payment by a signed message, states each day what it took, and gives money back when asked.
 */

import { randomBytes, randomUUID } from 'node:crypto'
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { CompactSign, compactVerify } from 'jose'

/** One payment as the gateway knows it. */
export interface GatewayPayment {
  /** The gateway's own, never used twice. */
  transactionId: string
  /** What the payer's bank handed on of the QR: ours. */
  reference: string
  amountDong: number
  paidAt: string
}

export interface GatewayMessage extends GatewayPayment {
  /** When it was signed, ISO instant: an old message sent again is told from a new one. */
  signedAt: string
}

export interface PaymentGateway {
  /** Where money goes: the bank's number at NAPAS, the account, whose it is. Null: nothing is paid online here. */
  account: { bankBin: string; accountNumber: string; holder: string } | null
  /** What a signed message says. Throws when the signature is not the gateway's. */
  open(jws: string): Promise<GatewayMessage>
  /** Every payment it took from one instant to another, the end excluded. */
  statement(from: string, until: string): Promise<GatewayPayment[]>
  /** Gives money back to whoever paid. The same refund asked twice is paid once. */
  refund(wanted: { refundId: string; transactionId: string; amountDong: number }): Promise<void>
}

/** Where no gateway is attached: fees are paid at the counter. */
export const noPaymentGateway: PaymentGateway = {
  account: null,
  async open() {
    throw new Error('No payment gateway is attached')
  },
  async statement() {
    return []
  },
  async refund() {
    throw new Error('No payment gateway is attached')
  },
}

/** Opens a message signed with a secret that both sides hold (JWS, HS256). */
async function openSigned(jws: string, secret: Uint8Array): Promise<GatewayMessage> {
  const { payload } = await compactVerify(jws, secret, { algorithms: ['HS256'] })
  return JSON.parse(new TextDecoder().decode(payload))
}

export interface GatewaySettings {
  url: string
  secret: string
  account: NonNullable<PaymentGateway['account']>
}

/** A gateway of the operator's by HTTPS: `GET statements`, `POST refunds`. A failure is the world's and is thrown. */
export function httpsPaymentGateway({ url, secret, account }: GatewaySettings): PaymentGateway {
  const ask = async (path: string, body?: object) => {
    const answer = await fetch(`${url}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
      ...(body ? { body: JSON.stringify(body) } : {}),
      signal: AbortSignal.timeout(20_000),
    })
    if (!answer.ok) throw new Error(`Payment gateway answered ${answer.status}`)
    return answer
  }
  return {
    account,
    open: (jws) => openSigned(jws, new TextEncoder().encode(secret)),
    async statement(from, until) {
      const answer = await ask(`/statements?${new URLSearchParams({ from, until })}`)
      return ((await answer.json()) as { payments: GatewayPayment[] }).payments
    },
    async refund(wanted) {
      await ask('/refunds', wanted)
    },
  }
}

export interface SandboxGateway extends PaymentGateway {
  /** Somebody pays with his banking app: the money is there from now on, whether we are told or not. */
  pay(payment: { reference: string; amountDong: number; paidAt: string }): GatewayPayment
  /** The signed message about a payment, as often as it is wanted. */
  tell(payment: GatewayPayment, signedAt: string): Promise<string>
  refunds(): { refundId: string; transactionId: string; amountDong: number }[]
}

type Line =
  | ({ kind: 'payment' } & GatewayPayment)
  | { kind: 'refund'; refundId: string; transactionId: string; amountDong: number }

/** The sandbox's bank: a book of its own in a file, apart from our database, so that both can be compared. */
export function sandboxGateway(file: string): SandboxGateway {
  const lines = (): Line[] =>
    existsSync(file)
      ? readFileSync(file, 'utf8')
          .split('\n')
          .filter(Boolean)
          .map((line) => JSON.parse(line))
      : []
  const write = (line: Line) => {
    mkdirSync(dirname(file), { recursive: true })
    appendFileSync(file, `${JSON.stringify(line)}\n`)
  }
  const secret = () => {
    const path = `${file}.secret`
    mkdirSync(dirname(file), { recursive: true })
    if (!existsSync(path)) {
      try {
        writeFileSync(path, randomBytes(32).toString('hex'), { flag: 'wx', mode: 0o600 })
      } catch {
        // Another process of this installation was first.
      }
    }
    return Buffer.from(readFileSync(path, 'utf8'), 'hex')
  }
  const refunds = () => lines().filter((line) => line.kind === 'refund')
  return {
    account: { bankBin: '970499', accountNumber: '0600060006', holder: 'KHO BAC THU NGHIEM' },
    open: (jws) => openSigned(jws, secret()),
    async statement(from, until) {
      return lines()
        .filter((line) => line.kind === 'payment')
        .filter(({ paidAt }) => from <= paidAt && paidAt < until)
        .map(({ kind: _, ...payment }) => payment)
    },
    async refund(wanted) {
      if (refunds().some(({ refundId }) => refundId === wanted.refundId)) return
      write({ kind: 'refund', ...wanted })
    },
    pay(wanted) {
      const payment = { transactionId: `SB${randomUUID()}`, ...wanted }
      write({ kind: 'payment', ...payment })
      return payment
    },
    async tell(payment, signedAt) {
      const said = new TextEncoder().encode(JSON.stringify({ ...payment, signedAt }))
      return new CompactSign(said).setProtectedHeader({ alg: 'HS256' }).sign(secret())
    },
    refunds,
  }
}
