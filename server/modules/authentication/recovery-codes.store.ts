import type { Sql } from '#platform/db.ts'
import type { Uuid } from '#platform/schemas.ts'

/** Puts new codes in the place of the old ones. */
export async function replaceCodes(sql: Sql, accountId: Uuid, macs: readonly Buffer[], now: Date) {
  await sql`delete from authentication.recovery_codes where account_id = ${accountId}`
  if (macs.length === 0) return
  await sql`
    insert into authentication.recovery_codes (account_id, code_mac, made_at)
    select ${accountId}, decode(mac, 'hex'), ${now} from unnest(${macs.map((mac) => mac.toString('hex'))}::text[]) as mac`
}

/** True for the one who uses it. */
export async function useRecoveryCode(sql: Sql, accountId: Uuid, mac: Buffer, now: Date): Promise<boolean> {
  const used = await sql`
    update authentication.recovery_codes set used_at = ${now}
    where account_id = ${accountId} and code_mac = ${mac} and used_at is null`
  return used.count === 1
}

export async function countCodesLeft(sql: Sql, accountId: Uuid): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from authentication.recovery_codes
    where account_id = ${accountId} and used_at is null`
  return row?.count ?? 0
}
