import type { ClientMetadata, Provider } from 'oidc-provider'
import type { Realm } from '#accounts/contract'
import type { Database } from '#platform/db.ts'
import { RELYING_PARTIES } from './relying-parties.store.ts'
import { isServed, relyingParty } from './relying-parties.ts'
import type { RelyingParty } from './relying-party.ts'

const KEPT_MAX = 10_000
/** Asked of the database again after this long, should a word of a change ever be missed. */
const RECHECK_MS = 60_000

interface Kept {
  party: RelyingParty
  metadata: ClientMetadata
  checkedAtMs: number
}

/** Relying parties in the memory of a process: read once, forgotten when they change. */
export interface PartyClients {
  /** A party that may be served now. */
  party(clientId: string): Promise<RelyingParty | undefined>
  /** The same as the provider wants it, in its own realm only. */
  metadata(realm: Realm, clientId: string): Promise<ClientMetadata | undefined>
  close(): Promise<void>
}

export async function partyClients(
  db: Database,
  mode: 'sandbox' | 'production',
  clock: () => Date,
): Promise<PartyClients> {
  const kept = new Map<string, Kept>()
  let heard = 0
  const forget = (clientId: string) => {
    heard += 1
    kept.delete(clientId)
  }
  const forgetAll = () => {
    heard += 1
    kept.clear()
  }
  const listening = await db.listen(RELYING_PARTIES, forget, forgetAll)

  async function find(clientId: string): Promise<Kept | undefined> {
    const before = kept.get(clientId)
    const now = clock()
    if (before && now.getTime() - before.checkedAtMs < RECHECK_MS) return served(before, now)
    const known = heard
    const party = clientId.length <= 200 ? await relyingParty(db, clientId) : undefined
    if (!party) return undefined
    const fresh = { party, metadata: metadataOf(party), checkedAtMs: now.getTime() }
    if (known === heard) {
      kept.set(clientId, fresh)
      if (kept.size > KEPT_MAX) kept.delete(kept.keys().next().value as string)
    }
    return served(fresh, now)
  }

  const served = (one: Kept, now: Date) => (isServed(one.party, mode, now) ? one : undefined)

  return {
    party: async (clientId) => (await find(clientId))?.party,
    async metadata(realm, clientId) {
      const found = await find(clientId)
      return found?.party.realm === realm ? found.metadata : undefined
    },
    close: () => listening.unlisten(),
  }
}

const methods = {
  key: 'private_key_jwt',
  certificate: 'self_signed_tls_client_auth',
  authority: 'tls_client_auth',
} as const

/** What the provider enforces for a party: everything of FAPI 2.0 unless it has a dated exception. */
function metadataOf(party: RelyingParty): ClientMetadata {
  const fapi = party.profile === 'fapi2'
  const byKey = party.proof === 'key'
  const signsIn = party.redirectUris.length > 0
  return {
    client_id: party.clientId,
    client_name: party.names.vi,
    redirect_uris: party.redirectUris,
    post_logout_redirect_uris: party.postLogoutUris,
    response_types: signsIn ? ['code'] : [],
    grant_types: [
      ...(signsIn ? ['authorization_code'] : []),
      ...(party.scopes.some(({ scope }) => scope === 'offline_access') ? ['refresh_token'] : []),
      ...(party.ciba ? ['urn:openid:params:grant-type:ciba'] : []),
      ...(party.machine ? ['client_credentials'] : []),
    ],
    // A party that signs nobody in has no flow to ask for a scope in, but the library wants one named.
    scope: party.scopes.map(({ scope }) => scope).join(' ') || 'openid',
    jwks: { keys: party.keys as never },
    token_endpoint_auth_method: methods[party.proof],
    ...(party.certificateName
      ? { [`tls_client_auth_${party.certificateName.kind}`]: party.certificateName.value }
      : {}),
    ...(byKey ? { token_endpoint_auth_signing_alg: 'ES256' } : {}),
    id_token_signed_response_alg: 'ES256',
    userinfo_signed_response_alg: 'ES256',
    // A sector is what registration says. The library would find it by fetching a party's key address (CIBA, 4), which
    // we never do; it is told afterwards (`tellSubjectTypes`).
    subject_type: 'public',
    sector_identifier_uri: `https://${party.sector}/`,
    party_subject_type: party.subjectType,
    require_pushed_authorization_requests: fapi,
    dpop_bound_access_tokens: fapi && byKey,
    tls_client_certificate_bound_access_tokens: !byKey,
    ...(party.logoutUri
      ? { backchannel_logout_uri: party.logoutUri, backchannel_logout_session_required: true }
      : {}),
    ...(party.ciba ? { backchannel_token_delivery_mode: party.ciba } : {}),
    ...(party.notifyUri
      ? { backchannel_client_notification_endpoint: party.notifyUri.replace(/^http:/, 'https:') }
      : {}),
    party_profile: party.profile,
    party_api_scopes: party.apiScopes.join(' '),
  } as ClientMetadata
}

/** Gives a party's client the subject type it is registered with: pairwise, unless a law wants it otherwise. */
export function tellSubjectTypes(provider: Provider): void {
  const { Client } = provider
  const find = Client.find.bind(Client)
  Client.find = async (id) => {
    const client = await find(id)
    const subjectType = client?.['party_subject_type']
    if (client && subjectType) Object.assign(client, { subjectType })
    return client
  }
}
