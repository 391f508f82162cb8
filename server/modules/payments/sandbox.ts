/** The payer's bank of the sandbox: it takes the money and tells us as a real one would, by its signed message. */
import { notFound } from '#platform/access.ts'
import type { Call } from '#platform/call.ts'
import { enqueue } from '#platform/jobs.ts'
import type { Uuid } from '#platform/schemas.ts'
import type { GatewayPayment, SandboxGateway } from '#ports/payment-gateway.ts'
import * as contract from './contract.ts'
import { myDue } from './dues.ts'
import { takeMessage } from './messages.ts'

export const TELL_TASK = 'payments.sandbox-tell'

/** Pays what the QR of my due says. Throws nothingOwed; not found in production. */
export async function payInSandbox(call: Call, dossierId: Uuid) {
  const bank = sandboxBank(call)
  const due = await myDue(call, dossierId)
  if (due?.state !== 'open') throw contract.nothingOwed()
  const { reference, amountDong } = due
  const payment = bank.pay({ reference, amountDong, paidAt: call.now.toISOString() })
  await enqueue(call, TELL_TASK, { payment }, { key: `${TELL_TASK}:${payment.transactionId}` })
  return { transactionId: payment.transactionId }
}

/** The bank tells until it is heard: a job, tried again when it fails. */
export async function tellOfPayment(call: Call, { payment }: { payment: GatewayPayment }): Promise<void> {
  await takeMessage(call, await sandboxBank(call).tell(payment, call.now.toISOString()))
}

function sandboxBank({ ports }: Call): SandboxGateway {
  if (ports.mode !== 'sandbox' || !('pay' in ports.payments)) throw notFound()
  return ports.payments as SandboxGateway
}
