import type { Sql } from '#platform/db.ts'
import type { PersonNumber, Uuid } from '#platform/schemas.ts'
import type { PaymentAccount } from './payout-accounts.contract.ts'

/** The last used first. */
export async function selectAccounts(
  sql: Sql,
  owner: PersonNumber,
  limit: number,
): Promise<PaymentAccount[]> {
  return sql<PaymentAccount[]>`
    select bank, number, holder from payments.payout_accounts
    where person_number = ${owner}
    order by used_at desc, bank, number
    limit ${limit}`
}

export async function upsertAccount(
  sql: Sql,
  owner: PersonNumber,
  accountId: Uuid,
  { bank, number, holder }: PaymentAccount,
  at: Date,
): Promise<void> {
  await sql`
    insert into payments.payout_accounts (person_number, account_id, bank, number, holder, used_at)
    values (${owner}, ${accountId}, ${bank}, ${number}, ${holder}, ${at})
    on conflict (person_number, bank, number)
      do update set holder = excluded.holder, used_at = greatest(payout_accounts.used_at, excluded.used_at)`
}

export async function deleteAccount(
  sql: Sql,
  owner: PersonNumber,
  { bank, number }: Pick<PaymentAccount, 'bank' | 'number'>,
): Promise<void> {
  await sql`
    delete from payments.payout_accounts
    where person_number = ${owner} and bank = ${bank} and number = ${number}`
}
