import type { Sql } from '#platform/db.ts'
import type { Day, PersonNumber, Uuid, Words } from '#platform/schemas.ts'
import type { DueState } from './contract.ts'

export interface FeeOfDue {
  standardDong: number
  reason: Words
  law: string
}

export interface DueRow {
  personNumber: PersonNumber
  dueId: Uuid
  dossierId: Uuid
  code: string
  service: Words
  agencyId: number
  amountDong: number
  fee: FeeOfDue
  reference: string
  state: DueState
  askedAt: string
  payBy: string
  paidAt: string | null
  paidBy: 'gateway' | 'counter' | null
  receiptNumber: string | null
  endedAt: string | null
}

const columns = (sql: Sql) => sql`
  person_number, due_id, dossier_id, code, service, agency_id, amount_dong::float8 as amount_dong, fee, reference,
  state, asked_at, pay_by, paid_at, paid_by, receipt_number, ended_at`

/** The one that stands before those that ended, the latest of those. */
const standing = (sql: Sql) =>
  sql`order by state in ('open', 'paid') desc, asked_at desc, due_id desc limit 1`

/** False when this dossier has a due that stands. */
export async function insertDue(sql: Sql, due: DueRow): Promise<boolean> {
  const rows = await sql`
    insert into payments.dues (person_number, due_id, dossier_id, code, service, agency_id, amount_dong, fee,
      reference, state, asked_at, pay_by)
    values (${due.personNumber}, ${due.dueId}, ${due.dossierId}, ${due.code}, ${sql.json(due.service)},
      ${due.agencyId}, ${due.amountDong}, ${sql.json(due.fee as never)}, ${due.reference}, 'open', ${due.askedAt},
      ${due.payBy})
    on conflict (dossier_id) where state in ('open', 'paid') do nothing
    returning 1`
  return rows.length === 1
}

export async function selectDueOfDossier(sql: Sql, dossierId: Uuid): Promise<DueRow | undefined> {
  const [row] = await sql<DueRow[]>`
    select ${columns(sql)} from payments.dues where dossier_id = ${dossierId} ${standing(sql)}`
  return row
}

/** Held to the end of the call: of two payments at once the second sees the first. */
export async function lockDue(
  sql: Sql,
  by: { dossierId: Uuid } | { reference: string } | { dueId: Uuid },
): Promise<DueRow | undefined> {
  const which =
    'dossierId' in by
      ? sql`dossier_id = ${by.dossierId}`
      : 'reference' in by
        ? sql`reference = ${by.reference}`
        : sql`due_id = ${by.dueId}`
  const [row] = await sql<DueRow[]>`
    select ${columns(sql)} from payments.dues where ${which} ${standing(sql)} for update`
  return row
}

export async function updateDue(
  sql: Sql,
  { personNumber, dueId }: Pick<DueRow, 'personNumber' | 'dueId'>,
  {
    state,
    paidAt,
    paidBy,
    receiptNumber,
    endedAt,
  }: Pick<DueRow, 'state' | 'paidAt' | 'paidBy' | 'receiptNumber' | 'endedAt'>,
): Promise<void> {
  await sql`
    update payments.dues
    set state = ${state}, paid_at = ${paidAt}, paid_by = ${paidBy}, receipt_number = ${receiptNumber},
      ended_at = ${endedAt}
    where person_number = ${personNumber} and due_id = ${dueId}`
}

/** The next receipt of an office on a day; whoever asks at the same time waits for this one. */
export async function nextReceipt(sql: Sql, agencyId: number, day: Day): Promise<number> {
  const [row] = await sql<{ last: number }[]>`
    insert into payments.receipt_sequences (agency_id, day, last) values (${agencyId}, ${day}, 1)
    on conflict (agency_id, day) do update set last = payments.receipt_sequences.last + 1
    returning last`
  return row!.last
}

export interface Transfer {
  transferId: string
  debit: string
  credit: string
  amountDong: number
  at: string
  dueId: Uuid | null
}

/** Throws on a second transfer of the same id: whoever writes one has asked before whether it is there. */
export async function insertTransfer(sql: Sql, transfer: Transfer): Promise<void> {
  await sql`
    insert into payments.transfers (transfer_id, debit, credit, amount_dong, at, due_id)
    values (${transfer.transferId}, ${transfer.debit}, ${transfer.credit}, ${transfer.amountDong}, ${transfer.at},
      ${transfer.dueId})`
}

export interface GatewayRow {
  transactionId: string
  reference: string
  amountDong: number
  paidAt: string
  dueId: Uuid | null
  outcome: 'paid' | 'to-return'
  reason: 'unknown' | 'amount-differs' | 'already-paid' | 'not-open' | null
  toldBy: 'message' | 'statement'
}

export async function selectGatewayPayment(sql: Sql, transactionId: string): Promise<GatewayRow | undefined> {
  const [row] = await sql<GatewayRow[]>`
    select transaction_id, reference, amount_dong::float8 as amount_dong, paid_at, due_id, outcome, reason, told_by
    from payments.gateway_payments where transaction_id = ${transactionId}`
  return row
}

/** False when this transaction is there already: told twice at once. */
export async function insertGatewayPayment(sql: Sql, row: GatewayRow, at: string): Promise<boolean> {
  const rows = await sql`
    insert into payments.gateway_payments (transaction_id, reference, amount_dong, paid_at, due_id, outcome, reason,
      told_by, recorded_at)
    values (${row.transactionId}, ${row.reference}, ${row.amountDong}, ${row.paidAt}, ${row.dueId}, ${row.outcome},
      ${row.reason}, ${row.toldBy}, ${at})
    on conflict (transaction_id) do nothing
    returning 1`
  return rows.length === 1
}

/** The payment by which a due was paid. */
export async function selectPaymentOf(sql: Sql, dueId: Uuid): Promise<GatewayRow | undefined> {
  const [row] = await sql<GatewayRow[]>`
    select transaction_id, reference, amount_dong::float8 as amount_dong, paid_at, due_id, outcome, reason, told_by
    from payments.gateway_payments where due_id = ${dueId} and outcome = 'paid'`
  return row
}
