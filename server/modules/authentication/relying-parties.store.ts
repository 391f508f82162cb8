import type { Sql } from '#platform/db.ts'
import type { RelyingParty } from './relying-party.ts'

/** The channel on which every process hears that a relying party changed: its client id. */
export const RELYING_PARTIES = 'relying_parties'

const columns = (sql: Sql) => sql`
  client_id, realm, agency_id, organisation, names, redirect_uris, post_logout_uris, scopes, keys, proof, certificate_name, subject_type, sector,
  profile, plain_code_until, ciba, notify_uri, logout_uri, machine, api_scopes, status, valid_from,
  valid_until`

export async function selectRelyingParty(sql: Sql, clientId: string): Promise<RelyingParty | undefined> {
  const [row] = await sql<RelyingParty[]>`
    select ${columns(sql)} from authentication.relying_parties where client_id = ${clientId}`
  return row
}

/** Writes it and tells every process when the call commits. */
export async function upsertRelyingParty(sql: Sql, party: RelyingParty, now: Date): Promise<void> {
  await sql`
    with written as (
      insert into authentication.relying_parties (${columns(sql)}, changed_at)
      values (${party.clientId}, ${party.realm}, ${party.agencyId}, ${sql.json(party.organisation)}, ${sql.json(party.names)},
        ${party.redirectUris}, ${party.postLogoutUris}, ${sql.json(party.scopes as never)},
        ${sql.json(party.keys as never)}, ${party.proof}, ${party.certificateName ? sql.json(party.certificateName as never) : null}, ${party.subjectType}, ${party.sector}, ${party.profile},
        ${party.plainCodeUntil}, ${party.ciba}, ${party.notifyUri}, ${party.logoutUri}, ${party.machine},
        ${party.apiScopes},
        ${party.status}, ${party.validFrom}, ${party.validUntil}, ${now})
      on conflict (client_id) do update set
        agency_id = excluded.agency_id, organisation = excluded.organisation, names = excluded.names, redirect_uris = excluded.redirect_uris,
        post_logout_uris = excluded.post_logout_uris, scopes = excluded.scopes, keys = excluded.keys,
        proof = excluded.proof, certificate_name = excluded.certificate_name, subject_type = excluded.subject_type, sector = excluded.sector,
        profile = excluded.profile, plain_code_until = excluded.plain_code_until, ciba = excluded.ciba,
        notify_uri = excluded.notify_uri, logout_uri = excluded.logout_uri, machine = excluded.machine, api_scopes = excluded.api_scopes,
        status = excluded.status, valid_from = excluded.valid_from, valid_until = excluded.valid_until,
        changed_at = excluded.changed_at
      returning client_id)
    select pg_notify(${RELYING_PARTIES}, client_id) from written`
}
