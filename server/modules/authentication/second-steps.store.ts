import type { Sql } from '#platform/db.ts'
import type { Uuid } from '#platform/schemas.ts'

/** What an account has beside its password, in one statement. */
export async function selectOwnWays(
  sql: Sql,
  accountId: Uuid,
): Promise<{ passkey: boolean; totp: boolean; recovery: boolean }> {
  const [row] = await sql<[{ passkey: boolean; totp: boolean; recovery: boolean }]>`
    select
      exists (select from authentication.passkeys where account_id = ${accountId} and removed_at is null) as passkey,
      exists (select from authentication.totp_keys where account_id = ${accountId} and confirmed_at is not null) as totp,
      exists (select from authentication.recovery_codes where account_id = ${accountId} and used_at is null) as recovery`
  return row
}
