/** What is owed and was paid follows the person to another number. Loaded with the module. */
import type { Sql } from '#platform/db.ts'
import type { PersonNumber } from '#platform/schemas.ts'
import { idsToMove, registerRenumbering } from '#population'

registerRenumbering('payments', async ({ sql }, from, to, how) => {
  const only = idsToMove(how, 'payments.dues')
  const moved = await sql<{ dueId: string }[]>`
    update payments.dues set person_number = ${to}
    where person_number = ${from} and (${only}::uuid[] is null or due_id = any(${only}::uuid[]))
    returning due_id`
  return {
    'payments.dues': moved.map(({ dueId }) => dueId),
    'payments.payout_accounts': await moveAccounts(sql, from, to, idsToMove(how, 'payments.payout_accounts')),
  }
})

/** An account that both numbers have stays where it is. */
async function moveAccounts(sql: Sql, from: PersonNumber, to: PersonNumber, only: string[] | null) {
  const moved = await sql<{ accountId: string }[]>`
    update payments.payout_accounts a set person_number = ${to}
    where person_number = ${from} and (${only}::uuid[] is null or account_id = any(${only}::uuid[]))
      and not exists (
        select 1 from payments.payout_accounts b
        where b.person_number = ${to} and b.bank = a.bank and b.number = a.number)
    returning account_id`
  return moved.map(({ accountId }) => accountId)
}
