import type { Worker } from '#platform/jobs.ts'
import { reconcileYesterday } from './reconciliation.ts'
import { REFUND_TASK, refundByGateway } from './refunds.ts'
import { TELL_TASK, tellOfPayment } from './sandbox.ts'

export function jobs(worker: Worker): void {
  worker.task(REFUND_TASK, refundByGateway)
  worker.task(TELL_TASK, tellOfPayment)
  worker.daily('payments.reconcile', '05:30', async (call) => reconcileYesterday(call))
}
