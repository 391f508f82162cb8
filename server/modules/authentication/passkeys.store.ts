import type { Realm } from '#accounts/contract'
import type { Sql } from '#platform/db.ts'
import type { Instant, Uuid } from '#platform/schemas.ts'

export interface Passkey {
  credentialId: Buffer
  passkeyId: Uuid
  accountId: Uuid
  realm: Realm
  publicKey: Buffer
  counter: number
  transports: string[]
  synced: boolean
  name: string
  addedAt: Instant
  usedAt: Instant | null
}

const columns = (sql: Sql) => sql`
  credential_id, passkey_id, account_id, realm, public_key, counter::float8 as counter, transports, synced, name,
  added_at, used_at`

export async function selectPasskeys(sql: Sql, accountId: Uuid): Promise<Passkey[]> {
  return await sql<Passkey[]>`
    select ${columns(sql)} from authentication.passkeys
    where account_id = ${accountId} and removed_at is null order by added_at desc`
}

/** False when the credential is known already, here or elsewhere. */
export async function insertPasskey(sql: Sql, passkey: Omit<Passkey, 'addedAt' | 'usedAt'>, now: Date) {
  const { credentialId, passkeyId, accountId, realm, publicKey, counter, transports, synced, name } = passkey
  const inserted = await sql`
    insert into authentication.passkeys
      (credential_id, passkey_id, account_id, realm, public_key, counter, transports, synced, name, added_at)
    values (${credentialId}, ${passkeyId}, ${accountId}, ${realm}, ${publicKey}, ${counter}, ${transports}, ${synced},
      ${name}, ${now})
    on conflict (credential_id) do nothing`
  return inserted.count === 1
}

/** Writes that a passkey was used. False when another use went before: of several at once, one counts. */
export async function updateUse(
  sql: Sql,
  { credentialId, counter }: Passkey,
  use: { counter: number; synced: boolean; at: Date },
): Promise<boolean> {
  const updated = await sql`
    update authentication.passkeys set counter = ${use.counter}, synced = ${use.synced}, used_at = ${use.at}
    where credential_id = ${credentialId} and counter = ${counter} and removed_at is null`
  return updated.count === 1
}

export async function updateName(sql: Sql, accountId: Uuid, passkeyId: Uuid, name: string): Promise<boolean> {
  const updated = await sql`
    update authentication.passkeys set name = ${name}
    where account_id = ${accountId} and passkey_id = ${passkeyId} and removed_at is null`
  return updated.count === 1
}

/** Takes one passkey of an account out of use, or all of them. Returns how many. */
export async function removePasskeys(
  sql: Sql,
  accountId: Uuid,
  passkeyId: Uuid | null,
  now: Date,
): Promise<number> {
  const removed = await sql`
    update authentication.passkeys set removed_at = ${now}
    where account_id = ${accountId} and removed_at is null
      and (${passkeyId}::uuid is null or passkey_id = ${passkeyId})`
  return removed.count
}

export async function insertChallenge(sql: Sql, challenge: Buffer, subject: string, expiresAt: Date) {
  await sql`
    insert into authentication.challenges (challenge, subject, expires_at)
    values (${challenge}, ${subject}, ${expiresAt})`
}

/** True for the one who uses it: the row is gone afterwards. The passkey that answers it is read with it. */
export async function useChallenge(
  sql: Sql,
  { challenge, subject, credentialId }: { challenge: Buffer; subject: string; credentialId: Buffer },
  now: Date,
): Promise<{ used: boolean; passkey: Passkey | undefined }> {
  const [row] = await sql<(Passkey & { used: boolean })[]>`
    with used as (
      delete from authentication.challenges
      where challenge = ${challenge} and subject = ${subject} and expires_at > ${now}
      returning 1)
    select exists (select from used) as used, passkey.*
    from (select) as always left join (
      select ${columns(sql)} from authentication.passkeys
      where credential_id = ${credentialId} and removed_at is null) as passkey on true`
  const { used, ...passkey } = row as Passkey & { used: boolean }
  return { used, passkey: passkey.credentialId ? passkey : undefined }
}
