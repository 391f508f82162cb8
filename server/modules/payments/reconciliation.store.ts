import type { Sql } from '#platform/db.ts'
import type { Day } from '#platform/schemas.ts'
import type { Reconciliation, ReconciliationLine } from './contract.ts'

export interface OurPayment {
  transactionId: string
  amountDong: number
}

/** What we wrote down of payments made between two instants. */
export async function selectOurPayments(sql: Sql, from: Date, until: Date): Promise<OurPayment[]> {
  return sql<OurPayment[]>`
    select transaction_id, amount_dong::float8 as amount_dong from payments.gateway_payments
    where paid_at >= ${from} and paid_at < ${until}`
}

export interface Line {
  transactionId: string
  verdict: ReconciliationLine['verdict']
  gatewayDong: number | null
  ourDong: number | null
}

/** Writes a day's comparison; what an earlier one of the same day said is replaced. */
export async function replaceReconciliation(sql: Sql, made: Reconciliation, lines: readonly Line[]) {
  await sql`
    insert into payments.reconciliations (day, at, gateway_count, gateway_dong, our_count, our_dong, matched, missing,
      surplus, differing)
    values (${made.day}, ${made.at}, ${made.gatewayCount}, ${made.gatewayDong}, ${made.ourCount}, ${made.ourDong},
      ${made.matched}, ${made.missing}, ${made.surplus}, ${made.differing})
    on conflict (day) do update set at = excluded.at, gateway_count = excluded.gateway_count,
      gateway_dong = excluded.gateway_dong, our_count = excluded.our_count, our_dong = excluded.our_dong,
      matched = excluded.matched, missing = excluded.missing, surplus = excluded.surplus,
      differing = excluded.differing`
  await sql`delete from payments.reconciliation_lines where day = ${made.day}`
  await sql`
    insert into payments.reconciliation_lines (day, transaction_id, verdict, gateway_dong, our_dong)
    select ${made.day}, * from unnest(
      ${lines.map(({ transactionId }) => transactionId)}::text[], ${lines.map(({ verdict }) => verdict)}::text[],
      ${lines.map(({ gatewayDong }) => gatewayDong)}::bigint[], ${lines.map(({ ourDong }) => ourDong)}::bigint[])`
}

const columns = (sql: Sql) => sql`
  day, at, gateway_count, gateway_dong::float8 as gateway_dong, our_count, our_dong::float8 as our_dong, matched,
  missing, surplus, differing`

export async function selectReconciliations(sql: Sql, from: Day): Promise<Reconciliation[]> {
  return sql<Reconciliation[]>`
    select ${columns(sql)} from payments.reconciliations where day >= ${from} order by day desc limit 31`
}

export async function selectReconciliation(sql: Sql, day: Day): Promise<Reconciliation | undefined> {
  const [row] = await sql<Reconciliation[]>`
    select ${columns(sql)} from payments.reconciliations where day = ${day}`
  return row
}

/** A page of a day's payments, what does not match first; `after` is the last transaction of the page before. */
export async function selectLines(
  sql: Sql,
  day: Day,
  after: string | null,
  limit: number,
): Promise<ReconciliationLine[]> {
  return sql<ReconciliationLine[]>`
    with ranked as (
      select *, case verdict when 'surplus' then 1 when 'differing' then 2 when 'missing' then 3 else 4 end as rank
      from payments.reconciliation_lines where day = ${day})
    select r.transaction_id, r.verdict, r.gateway_dong::float8 as gateway_dong, r.our_dong::float8 as our_dong,
      d.code, p.outcome, coalesce(f.state = 'done', false) as returned
    from ranked r
    left join payments.gateway_payments p using (transaction_id)
    left join payments.dues d on d.reference = p.reference
    left join payments.refunds f on f.transaction_id = r.transaction_id
    where ${after}::text is null or (r.rank, r.transaction_id) > (
      select rank, transaction_id from ranked where transaction_id = ${after})
    order by r.rank, r.transaction_id
    limit ${limit}`
}

export interface Takings {
  day: Day
  online: number
  onlineDong: number
  counter: number
  counterDong: number
  refunded: number
  refundedDong: number
}

/** What an office took and gave back, by day; of every office when none is named. */
export async function selectTakings(sql: Sql, agencyId: number | null, from: Date): Promise<Takings[]> {
  const own = agencyId === null ? null : `agency:${agencyId}`
  return sql<Takings[]>`
    select to_char(at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD') as day,
      (count(*) filter (where debit = 'gateway'))::integer as online,
      coalesce(sum(amount_dong) filter (where debit = 'gateway'), 0)::float8 as online_dong,
      (count(*) filter (where debit like 'cash:%'))::integer as counter,
      coalesce(sum(amount_dong) filter (where debit like 'cash:%'), 0)::float8 as counter_dong,
      (count(*) filter (where debit like 'agency:%'))::integer as refunded,
      coalesce(sum(amount_dong) filter (where debit like 'agency:%'), 0)::float8 as refunded_dong
    from payments.transfers
    where at >= ${from}
      and (${own}::text is null and (credit like 'agency:%' or debit like 'agency:%')
        or credit = ${own} or debit = ${own})
    group by 1 order by 1 desc limit 31`
}
