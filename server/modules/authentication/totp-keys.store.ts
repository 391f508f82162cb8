import type { Sql } from '#platform/db.ts'
import type { Instant, Uuid } from '#platform/schemas.ts'

export interface TotpKey {
  secret: Buffer
  confirmedAt: Instant | null
  lastStep: number
}

export async function selectTotpKey(sql: Sql, accountId: Uuid): Promise<TotpKey | undefined> {
  const [row] = await sql<TotpKey[]>`
    select secret, confirmed_at, last_step::float8 as last_step from authentication.totp_keys
    where account_id = ${accountId}`
  return row
}

/** Puts a secret that waits for its first code; a confirmed one stays. False when there is one in use. */
export async function upsertTotpKey(sql: Sql, accountId: Uuid, secret: Buffer, now: Date): Promise<boolean> {
  const put = await sql`
    insert into authentication.totp_keys (account_id, secret, added_at) values (${accountId}, ${secret}, ${now})
    on conflict (account_id) do update set secret = excluded.secret, added_at = excluded.added_at, last_step = 0
      where totp_keys.confirmed_at is null`
  return put.count === 1
}

/** Uses up a step: of several codes of one step at once, one counts. */
export async function useStep(sql: Sql, accountId: Uuid, step: number, now: Date): Promise<boolean> {
  const used = await sql`
    update authentication.totp_keys set last_step = ${step}, confirmed_at = coalesce(confirmed_at, ${now})
    where account_id = ${accountId} and last_step < ${step}`
  return used.count === 1
}

export async function deleteTotpKey(sql: Sql, accountId: Uuid): Promise<boolean> {
  const gone = await sql`delete from authentication.totp_keys where account_id = ${accountId}`
  return gone.count === 1
}
