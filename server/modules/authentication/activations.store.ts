import type { Sql } from '#platform/db.ts'
import type { Uuid } from '#platform/schemas.ts'

/** Puts a new activation code in the place of an older one. */
export async function upsertActivation(
  sql: Sql,
  accountId: Uuid,
  codeMac: Buffer,
  worksFrom: Date | null,
  expiresAt: Date,
): Promise<void> {
  await sql`
    insert into authentication.activations (account_id, code_mac, works_from, expires_at)
    values (${accountId}, ${codeMac}, ${worksFrom}, ${expiresAt})
    on conflict (account_id) do update set code_mac = excluded.code_mac, tries = 0,
      works_from = excluded.works_from, expires_at = excluded.expires_at`
}

/** Counts a try and gives the code to compare with; nothing when there is none to try. */
export async function countActivationTry(
  sql: Sql,
  accountId: Uuid,
  triesMax: number,
  now: Date,
): Promise<Buffer | undefined> {
  const [row] = await sql<{ codeMac: Buffer }[]>`
    update authentication.activations set tries = tries + 1
    where account_id = ${accountId} and tries < ${triesMax} and expires_at > ${now}
      and coalesce(works_from, ${now}) <= ${now}
    returning code_mac`
  return row?.codeMac
}

/** True for the one who uses it. */
export async function useActivation(sql: Sql, accountId: Uuid, codeMac: Buffer): Promise<boolean> {
  const used = await sql`
    delete from authentication.activations where account_id = ${accountId} and code_mac = ${codeMac}`
  return used.count === 1
}
