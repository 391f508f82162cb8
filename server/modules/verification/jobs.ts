import { deviceApprovalReported } from '#authentication/contract'
import { addDays, dayOf } from '#platform/day.ts'
import type { Worker } from '#platform/jobs.ts'
import { deleteOldTold } from './checks.store.ts'
import { escalateUnexplained } from './disputes.ts'
import { deleteOldBudgets } from './limits.store.ts'
import { reportApproval } from './reports.ts'

const BUDGETS_KEPT_DAYS = 2
const TOLD_KEPT_DAYS = 7

export function jobs(worker: Worker): void {
  worker.on(deviceApprovalReported, 'verification.report-approval', reportApproval)
  worker.daily('verification.escalate', '00:40', escalateUnexplained)
  worker.daily('verification.tidy', '02:55', async (call) => {
    await deleteOldBudgets(call.sql, new Date(call.now.getTime() - BUDGETS_KEPT_DAYS * 86_400_000))
    await deleteOldTold(call.sql, addDays(dayOf(call.now), -TOLD_KEPT_DAYS))
  })
}
