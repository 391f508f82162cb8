import type { Realm } from '#accounts/contract'
import type { Sql } from '#platform/db.ts'
import type { Uuid } from '#platform/schemas.ts'
import type { CodeRow } from './codes.store.ts'

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
  /** The grant it stands on, where it was read too; null when that is gone. */
  grant?: Record<string, unknown> | null
  /** The session it ends with, likewise. */
  session?: Record<string, unknown> | null
}

/** An assertion of a client or a proof of possession, which is accepted once. */
export interface UsedProof {
  kind: 'assertion' | 'dpop'
  idHash: Buffer
  expiresAt: Date
}

export interface Writing {
  realm: Realm
  states: readonly ProviderState[]
  gone?: readonly { model: string; idHash: Buffer }[]
  proofs?: readonly UsedProof[]
}

/**
 * Writes states, forgets others and enters proofs, in one statement. When a proof was used before no state is
 * written, and the proofs that were new are answered: of several requests at once, one finds all of its own.
 */
export async function writeStates(
  sql: Sql,
  { realm, states, gone = [], proofs = [] }: Writing,
): Promise<Set<string>> {
  const hex = ({ idHash }: { idHash: Buffer }) => idHash.toString('hex')
  const rows = await sql<{ idHash: string }[]>`
    with used as (
      insert into authentication.provider_states (realm, model, id_hash, payload, expires_at)
      select ${realm}, 'ReplayDetection', decode(id_hash, 'hex'), '{}', expires_at
      from unnest(${proofs.map(hex)}::text[],
        ${proofs.map(({ expiresAt }) => expiresAt.toISOString())}::timestamptz[]) as shown (id_hash, expires_at)
      on conflict do nothing
      returning id_hash),
    gone as (
      delete from authentication.provider_states state
      using unnest(${gone.map(({ model }) => model)}::text[], ${gone.map(hex)}::text[]) as named (model, id_hash)
      where state.realm = ${realm} and state.model = named.model
        and state.id_hash = decode(named.id_hash, 'hex')),
    written as (
      insert into authentication.provider_states
        (realm, model, id_hash, payload, grant_id, uid, account_id, client_id, expires_at)
      select ${realm}, model, decode(id_hash, 'hex'), payload::jsonb, grant_id, uid, account_id, client_id, expires_at
      from unnest(${states.map(({ model }) => model)}::text[], ${states.map(hex)}::text[],
        ${states.map(({ payload }) => JSON.stringify(payload))}::text[],
        ${states.map(({ grantId }) => grantId)}::text[], ${states.map(({ uid }) => uid)}::text[],
        ${states.map(({ accountId }) => accountId)}::uuid[], ${states.map(({ clientId }) => clientId)}::text[],
        ${states.map(({ expiresAt }) => expiresAt.toISOString())}::timestamptz[])
        as given (model, id_hash, payload, grant_id, uid, account_id, client_id, expires_at)
      where (select count(*) from used) = ${proofs.length}
      on conflict (realm, model, id_hash) do update set payload = excluded.payload, grant_id = excluded.grant_id,
        uid = excluded.uid, account_id = excluded.account_id, client_id = excluded.client_id,
        expires_at = excluded.expires_at)
    select encode(id_hash, 'hex') as id_hash from used`
  return new Set(rows.map(({ idHash }) => idHash))
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

/** A step of the sign-in pages, and the second factor that was begun in it. */
export async function selectInteraction(
  sql: Sql,
  realm: Realm,
  idHash: Buffer,
  subject: string,
): Promise<{ state: FoundState | undefined; code: CodeRow | undefined }> {
  const [row] = await sql<(FoundState & CodeRow & { subject: string | null })[]>`
    select state.payload, state.consumed_at, code.subject, code.account_id, code.code_mac, code.tries, code.sent,
      code.sent_at, code.expires_at
    from authentication.provider_states state left join authentication.codes code on code.subject = ${subject}
    where state.realm = ${realm} and state.model = 'Interaction' and state.id_hash = ${idHash}`
  if (!row) return { state: undefined, code: undefined }
  const { payload, consumedAt, subject: begun, ...code } = row
  return { state: { payload, consumedAt }, code: begun ? code : undefined }
}

/** A code or token, the grant it stands on and the session it ends with. */
export async function selectStateWithGrant(
  sql: Sql,
  realm: Realm,
  model: string,
  idHash: Buffer,
): Promise<FoundState | undefined> {
  const [row] = await sql<FoundState[]>`
    select state.payload, state.consumed_at, standing.payload as grant, session.payload as session
    from authentication.provider_states state
    left join authentication.provider_states session on session.realm = state.realm
      and session.model = 'Session' and session.uid = state.payload ->> 'sessionUid'
    left join authentication.provider_states standing on standing.realm = state.realm
      and standing.model = 'Grant' and standing.id_hash = sha256(convert_to(state.grant_id, 'UTF8'))
    where state.realm = ${realm} and state.model = ${model} and state.id_hash = ${idHash}`
  return row
}

/** Reads it for the last time: of several at once, one gets it. */
export async function takeState(
  sql: Sql,
  realm: Realm,
  model: string,
  idHash: Buffer,
): Promise<FoundState | undefined> {
  const [row] = await sql<FoundState[]>`
    delete from authentication.provider_states
    where realm = ${realm} and model = ${model} and id_hash = ${idHash}
    returning payload, consumed_at`
  return row
}

/** Consumes it and reads what it was; nothing when it was consumed already or is gone. */
export async function consumeStateReading(
  sql: Sql,
  realm: Realm,
  model: string,
  idHash: Buffer,
): Promise<FoundState | undefined> {
  const [row] = await sql<FoundState[]>`
    update authentication.provider_states set consumed_at = clock_timestamp()
    where realm = ${realm} and model = ${model} and id_hash = ${idHash} and consumed_at is null
    returning payload, null::timestamptz as consumed_at`
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

export async function deleteByGrant(sql: Sql, realm: Realm, model: string, grantId: string): Promise<void> {
  await sql`
    delete from authentication.provider_states
    where realm = ${realm} and grant_id = ${grantId} and model = ${model}`
}

/** Everything the provider remembers of an account: sessions, grants, codes, tokens. */
export async function deleteByAccount(sql: Sql, realm: Realm, accountId: Uuid): Promise<void> {
  await sql`delete from authentication.provider_states where realm = ${realm} and account_id = ${accountId}`
}

export async function deleteExpired(sql: Sql, now: Date): Promise<void> {
  await sql`delete from authentication.provider_states where expires_at < ${now}`
  await sql`delete from authentication.codes where expires_at < ${now}::timestamptz - interval '1 hour'`
  await sql`delete from authentication.challenges where expires_at < ${now}`
  await sql`delete from authentication.screens where expires_at < ${now}`
  await sql`
    delete from authentication.device_approvals where expires_at < ${now}::timestamptz - interval '1 day'`
  await sql`delete from authentication.activations where expires_at < ${now}`
}
