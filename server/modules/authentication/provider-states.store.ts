import type { Realm } from '#accounts/contract'
import type { Sql } from '#platform/db.ts'
import type { Uuid } from '#platform/schemas.ts'

export interface ProviderState {
  realm: Realm
  model: string
  idHash: Buffer
  payload: Record<string, unknown>
  grantId: string | null
  uid: string | null
  accountId: Uuid | null
  clientId: string | null
  expiresAt: Date
}

export interface FoundState {
  payload: Record<string, unknown>
  consumedAt: string | null
}

export async function upsertState(sql: Sql, state: ProviderState): Promise<void> {
  const { realm, model, idHash, payload, grantId, uid, accountId, clientId, expiresAt } = state
  await sql`
    insert into authentication.provider_states
      (realm, model, id_hash, payload, grant_id, uid, account_id, client_id, expires_at)
    values (${realm}, ${model}, ${idHash}, ${sql.json(payload as never)}, ${grantId}, ${uid}, ${accountId},
      ${clientId}, ${expiresAt})
    on conflict (realm, model, id_hash) do update set payload = excluded.payload, grant_id = excluded.grant_id,
      uid = excluded.uid, account_id = excluded.account_id, client_id = excluded.client_id,
      expires_at = excluded.expires_at`
}

/** False when this id was used before: of several at once, one inserts. */
export async function insertUsed(sql: Sql, state: ProviderState): Promise<boolean> {
  const { realm, model, idHash, payload, expiresAt } = state
  const inserted = await sql`
    insert into authentication.provider_states (realm, model, id_hash, payload, expires_at)
    values (${realm}, ${model}, ${idHash}, ${sql.json(payload as never)}, ${expiresAt})
    on conflict do nothing`
  return inserted.count === 1
}

export async function selectState(
  sql: Sql,
  realm: Realm,
  model: string,
  idHash: Buffer,
): Promise<FoundState | undefined> {
  const [row] = await sql<FoundState[]>`
    select payload, consumed_at from authentication.provider_states
    where realm = ${realm} and model = ${model} and id_hash = ${idHash}`
  return row
}

export async function selectSessionByUid(
  sql: Sql,
  realm: Realm,
  uid: string,
): Promise<FoundState | undefined> {
  const [row] = await sql<FoundState[]>`
    select payload, consumed_at from authentication.provider_states
    where realm = ${realm} and uid = ${uid} and model = 'Session'`
  return row
}

/** False when it was consumed already or is gone: of several at once, one consumes. */
export async function consumeState(sql: Sql, realm: Realm, model: string, idHash: Buffer): Promise<boolean> {
  const consumed = await sql`
    update authentication.provider_states set consumed_at = clock_timestamp()
    where realm = ${realm} and model = ${model} and id_hash = ${idHash} and consumed_at is null`
  return consumed.count === 1
}

export async function deleteState(sql: Sql, realm: Realm, model: string, idHash: Buffer): Promise<void> {
  await sql`
    delete from authentication.provider_states
    where realm = ${realm} and model = ${model} and id_hash = ${idHash}`
}

export async function deleteByGrant(sql: Sql, realm: Realm, grantId: string): Promise<void> {
  await sql`
    delete from authentication.provider_states
    where realm = ${realm} and grant_id = ${grantId} and model not in ('Session', 'Interaction')`
}

/** Everything the provider remembers of an account: sessions, grants, codes, tokens. */
export async function deleteByAccount(sql: Sql, realm: Realm, accountId: Uuid): Promise<void> {
  await sql`delete from authentication.provider_states where realm = ${realm} and account_id = ${accountId}`
}

export async function deleteExpired(sql: Sql, now: Date): Promise<void> {
  await sql`delete from authentication.provider_states where expires_at < ${now}`
  await sql`delete from authentication.codes where expires_at < ${now}::timestamptz - interval '1 hour'`
  await sql`delete from authentication.challenges where expires_at < ${now}`
  await sql`delete from authentication.activations where expires_at < ${now}`
}
