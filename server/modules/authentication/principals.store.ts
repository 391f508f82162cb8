import type { Principal } from '#accounts'
import type { Sql } from '#platform/db.ts'
import type { Uuid } from '#platform/schemas.ts'

export interface Signed {
  grantHash: Buffer
  accountId: Uuid
  clientId: string
  expiresAt: Date
}

/** For whom a grant was given; written once, with the grant. */
export async function insertPrincipal(sql: Sql, signed: Signed, principal: Principal): Promise<void> {
  const { kind, id, basis, mandateId, throughId, holderId } = principal
  await sql`
    insert into authentication.principals
      (grant_hash, account_id, client_id, kind, id, basis, mandate_id, through_id, holder_id, expires_at)
    values (${signed.grantHash}, ${signed.accountId}, ${signed.clientId}, ${kind}, ${id}, ${basis}, ${mandateId},
      ${throughId}, ${holderId}, ${signed.expiresAt})
    on conflict do nothing`
}

export async function selectPrincipal(sql: Sql, grantHash: Buffer): Promise<Principal | undefined> {
  const [row] = await sql<Principal[]>`
    select kind, id, basis, mandate_id, through_id, holder_id from authentication.principals
    where grant_hash = ${grantHash}`
  return row
}

export async function deleteOldPrincipals(sql: Sql, now: Date): Promise<void> {
  await sql`delete from authentication.principals where expires_at < ${now}`
}
