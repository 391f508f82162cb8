import type { Sql } from '#platform/db.ts'
import type { Uuid } from '#platform/schemas.ts'
import type { CashRefund } from './contract.ts'

export interface Refund {
  refundId: Uuid
  dueId: Uuid | null
  agencyId: number | null
  code: string | null
  transactionId: string | null
  amountDong: number
  reason: string
  state: 'asked' | 'done' | 'called-off'
}

export async function insertRefund(sql: Sql, refund: Refund, at: Date): Promise<void> {
  await sql`
    insert into payments.refunds (refund_id, due_id, agency_id, code, transaction_id, amount_dong, reason, state, asked_at)
    values (${refund.refundId}, ${refund.dueId}, ${refund.agencyId}, ${refund.code}, ${refund.transactionId},
      ${refund.amountDong}, ${refund.reason}, 'asked', ${at})`
}

export async function lockRefund(sql: Sql, refundId: Uuid): Promise<Refund | undefined> {
  const [row] = await sql<Refund[]>`
    select refund_id, due_id, agency_id, code, transaction_id, amount_dong::float8 as amount_dong, reason, state
    from payments.refunds where refund_id = ${refundId} for update`
  return row
}

export async function markRefunded(sql: Sql, refundId: Uuid, at: Date): Promise<void> {
  await sql`update payments.refunds set state = 'done', done_at = ${at} where refund_id = ${refundId}`
}

/** Calls off a refund in cash that was not given yet. False where there is none. */
export async function callOffCashRefund(sql: Sql, dueId: Uuid): Promise<boolean> {
  const rows = await sql`
    update payments.refunds set state = 'called-off'
    where due_id = ${dueId} and state = 'asked' and transaction_id is null`
  return rows.count > 0
}

/** Cash an office has to give back, the oldest first. */
export async function selectCashRefunds(sql: Sql, agencyId: number, limit: number): Promise<CashRefund[]> {
  return sql<CashRefund[]>`
    select refund_id, code, amount_dong::float8 as amount_dong, reason, asked_at
    from payments.refunds
    where agency_id = ${agencyId} and state = 'asked' and transaction_id is null
    order by asked_at, refund_id
    limit ${limit}`
}
