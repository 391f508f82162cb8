import { X509Certificate } from 'node:crypto'
import { type Configuration, errors, type KoaContextWithOIDC, Provider } from 'oidc-provider'
import { accountById } from '#accounts'
import { type AppName, apps, type Realm, realmOf } from '#accounts/contract'
import { errorCode } from '#platform/error-code.ts'
import type { Server } from '#platform/http.ts'
import { log } from '#platform/log.ts'
import { acrOf } from './acr.ts'
import type { CertificateNameKind } from './certificate-name-kinds.ts'
import { hasName } from './certificate-names.ts'
import { cibaFeature, isBeingAsked } from './ciba.ts'
import { type ClientKey, clientKey } from './client-keys.ts'
import { decidedScopes } from './consents.ts'
import { cookieSignatures } from './cookie-signatures.ts'
import { errorPage } from './error-page.ts'
import { languageOf } from './language.ts'
import { logoutFeature } from './logout-pages.ts'
import { sendLogoutsByJob } from './logouts.ts'
import { thisRequest } from './one-request.ts'
import { outsideFetch } from './outside-fetch.ts'
import { pseudonyms } from './pairwise.ts'
import { accountClaims, dataClaims, principalClaims } from './party-claims.ts'
import { type PartyClients, tellSubjectTypes } from './party-clients.ts'
import { countUses } from './party-counts.ts'
import { noteSignIns } from './party-sign-ins.ts'
import { sendPingsByJob } from './pings.ts'
import { actorAndSubject, choicesAt, chosenIn, keepPrincipal, mayActAt, principalOf } from './principals.ts'
import { policy } from './prompts.ts'
import { CLOCK_TOLERANCE_SECONDS, providerAdapter } from './provider-adapter.ts'
import { type ScopeName, scopeNames, scopes } from './scopes.ts'
import { answerUnknownPaths } from './unknown-paths.ts'
import { rememberUsedProofs } from './used-proofs.ts'

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

export interface RealmProvider {
  realm: Realm
  provider: Provider
  clientKeys: Map<AppName, ClientKey>
  parties: PartyClients
  /** Its signing keys, the one that signs first. */
  kids: string
  /** What its cookies are signed with; the same as long as the process runs. */
  cookieKey: string
}

export function kidsOf({ ports }: Server, realm: Realm): string {
  return ports.keys
    .privateJwks(`oidc-${realm}`)
    .map(({ kid }) => kid)
    .join(' ')
}

export function issuerOf(publicUrl: string, realm: Realm): string {
  return `${publicUrl}/id/${realm}`
}

export function callbackOf(publicUrl: string, app: AppName): string {
  return `${publicUrl}/auth/${app}/callback`
}

/** What a token of a relying party's own opens: our API. */
export function apiAudience(publicUrl: string): string {
  return `${publicUrl}/api`
}

/** Name of the provider's own session cookie; its path is the realm's. */
export function providerCookie(realm: Realm): string {
  return `id-${realm}`
}

/**
 * The OpenID provider of one realm. Relying parties get the FAPI 2.0 security profile: pushed requests (RFC 9126),
 * PKCE S256, proof by key or certificate, tokens bound to it (RFC 9449, RFC 8705), `iss` in every answer; a plain
 * code flow is an exception with an end. Our own web apps are clients too, known by derived keys.
 */
export async function realmProvider(
  server: Server,
  realm: Realm,
  parties: PartyClients,
  cookieKeyBefore?: string,
): Promise<RealmProvider> {
  const { db, ports } = server
  const clientKeys = new Map<AppName, ClientKey>()
  for (const app of apps.filter((one) => realmOf(one) === realm))
    clientKeys.set(app, await clientKey(ports.keys, app))
  const cookieKey =
    cookieKeyBefore ??
    (await ports.keys.mac('cookie', `openid provider ${realm}`)).bytes.toString('base64url')
  const kids = kidsOf(server, realm)
  const pseudonymOf = await pseudonyms(db, ports.keys)
  const subjects = new WeakMap<KoaContextWithOIDC, string>()
  const path = `/id/${realm}`
  const audience = apiAudience(ports.publicUrl)
  const isOurs = (clientId: string) => clientKeys.has(clientId as AppName)

  const configuration: Configuration = {
    adapter: providerAdapter(db, realm, parties),
    clients: [...clientKeys].map(([app, { publicJwk }]) => ({
      client_id: app,
      redirect_uris: [callbackOf(ports.publicUrl, app)],
      jwks: { keys: [publicJwk] },
      scope: 'openid',
      require_pushed_authorization_requests: true,
      // Not a default: a party that proves itself by a certificate may not have it at all.
      token_endpoint_auth_signing_alg: 'ES256',
    })),
    clientDefaults: {
      grant_types: ['authorization_code'],
      response_types: ['code'],
      token_endpoint_auth_method: 'private_key_jwt',
      id_token_signed_response_alg: 'ES256',
    },
    extraClientMetadata: { properties: ['party_profile', 'party_api_scopes', 'party_subject_type'] },
    clientAuthMethods: ['private_key_jwt', 'self_signed_tls_client_auth', 'tls_client_auth'],
    enabledJWA: {
      clientAuthSigningAlgValues: ['ES256'],
      dPoPSigningAlgValues: ['ES256'],
      idTokenSigningAlgValues: ['ES256'],
      introspectionSigningAlgValues: ['ES256'],
      userinfoSigningAlgValues: ['ES256'],
    },
    jwks: { keys: ports.keys.privateJwks(`oidc-${realm}`) as never },
    cookies: {
      keys: cookieSignatures(Buffer.from(cookieKey)) as never,
      names: {
        session: providerCookie(realm),
        interaction: `${providerCookie(realm)}-step`,
        resume: `${providerCookie(realm)}-resume`,
      },
      long: { httpOnly: true, sameSite: 'lax', path },
      short: { httpOnly: true, sameSite: 'lax' },
    },
    acrValues: ([1, 2, 3, 4] as const).map(acrOf),
    scopes: scopeNames,
    claims: Object.fromEntries([
      ...Object.entries(scopes).map(([name, { claims }]) => [name, [...claims]]),
      // For whom and by whom stand in the ID token too.
      ['openid', [...scopes.openid.claims, 'acr', 'amr', 'auth_time', ...scopes.on_behalf.claims]],
    ]),
    subjectTypes: ['public', 'pairwise'],
    // Whoever signs in for somebody else: the subject is whom it is for.
    pairwiseIdentifier: async (ctx, accountId, client) =>
      await pseudonymOf(subjects.get(ctx) ?? accountId, String(client.sectorIdentifier)),
    // A sector is what registration says it is; nothing is fetched from an address a party gave.
    sectorIdentifierUriValidate: () => false,
    responseTypes: ['code'],
    pkce: { required: () => true },
    discovery: { require_pushed_authorization_requests: true },
    clientBasedCORS: () => false,
    rotateRefreshToken: true,
    // What is not asked to last ends when the person signs out.
    expiresWithSession: async (_ctx, token) => !token.scopes.has('offline_access'),
    // The audience of an assertion is the issuer, as one string (FAPI 2.0, 5.3.3.1), for our own apps too.
    async assertJwtClientAuthClaimsAndHeader(ctx, claims) {
      if (claims['aud'] !== ctx.oidc.issuer) throw new errors.InvalidClientAuth('aud must be the issuer')
    },
    features: {
      devInteractions: { enabled: false },
      fapi: {
        enabled: true,
        profile: (_ctx, client) => (client?.['party_profile'] === 'fapi2' ? '2.0' : undefined),
      },
      dPoP: { enabled: true },
      mTLS: {
        enabled: true,
        certificateBoundAccessTokens: true,
        selfSignedTlsClientAuth: true,
        tlsClientAuth: true,
        getCertificate: () => thisRequest()?.certificate,
        certificateAuthorized() {
          const certificate = shownCertificate()
          return certificate !== undefined && ports.clientAuthorities.vouchFor(certificate, server.clock())
        },
        certificateSubjectMatches(_ctx, property, expected) {
          const certificate = shownCertificate()
          const kind = property.replace('tls_client_auth_', '') as CertificateNameKind
          return certificate !== undefined && hasName(certificate, { kind, value: String(expected) })
        },
      },
      pushedAuthorizationRequests: { enabled: true },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: async (ctx) =>
          ctx.oidc.params?.['grant_type'] === 'client_credentials' ? audience : undefined,
        async getResourceServerInfo(_ctx, resource, client) {
          if (resource !== audience || isOurs(client.clientId)) throw new errors.InvalidTarget()
          return {
            scope: String(client['party_api_scopes'] ?? ''),
            audience,
            accessTokenFormat: 'jwt',
            accessTokenTTL: 5 * MINUTE,
            jwt: { sign: { alg: 'ES256' } },
          }
        },
      },
      introspection: {
        enabled: true,
        // A party may look at its own tokens.
        allowedPolicy: async (_ctx, client, token) => token.clientId === client.clientId,
      },
      revocation: {
        enabled: true,
        allowedPolicy: async (_ctx, client, token) => token.clientId === client.clientId,
      },
      jwtUserinfo: { enabled: true },
      userinfo: { enabled: true },
      ciba: cibaFeature(server, realm),
      claimsParameter: { enabled: false },
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: logoutFeature(server, realm),
    },
    clockTolerance: CLOCK_TOLERANCE_SECONDS,
    ttl: {
      AccessToken: 5 * MINUTE,
      AuthorizationCode: MINUTE,
      BackchannelAuthenticationRequest: (ctx) =>
        Math.min(Math.max(Number(ctx?.oidc?.params?.['requested_expiry'] ?? 2 * MINUTE), 30), 5 * MINUTE),
      ClientCredentials: 5 * MINUTE,
      // A grant is the absolute life of the refresh tokens that stand on it.
      Grant: (ctx) => (isOurs(ctx?.oidc?.client?.clientId ?? '') ? 10 * MINUTE : 90 * DAY),
      IdToken: 5 * MINUTE,
      Interaction: 15 * MINUTE,
      PushedAuthorizationRequest: MINUTE,
      RefreshToken: 14 * DAY,
      Session: (_ctx, session) => (isOurs(onlyClient(session)) ? 10 * MINUTE : 8 * HOUR),
    },
    interactions: {
      policy: policy(async (accountId) => {
        const account = await accountById(db, accountId)
        return account !== undefined && (await choicesAt(server, account)).length > 0
      }),
      url: (_ctx, { uid, prompt }) => `${path}/${prompt.name === 'login' ? 'sign-in' : prompt.name}/${uid}`,
    },
    fetch: outsideFetch(ports.mode) as never,
    async extraTokenClaims(ctx, token) {
      if (token.kind !== 'AccessToken') return undefined
      const party = await parties.party(ctx.oidc.client?.clientId ?? '')
      const account = mayActAt(party) ? await accountById(db, token.accountId) : undefined
      const principal = account && (await principalOf(server, account, token.grantId))
      if (!party || !account || !principal) return undefined
      const { subject, ...more } = await actorAndSubject(account, principal, party, pseudonymOf)
      return { sub: subject, ...more }
    },
    async findAccount(ctx, accountId, token) {
      // Whoever just came from the pages was found active there; a token is never issued on that alone.
      if (
        (ctx.oidc.result?.login?.accountId === accountId && ctx.oidc.route === 'resume') ||
        isBeingAsked(ctx)
      )
        return { accountId, claims: async () => ({ sub: accountId }) }
      const account = await accountById(db, accountId)
      if (account?.realm !== realm || account.status !== 'active') return undefined
      const party = await parties.party(ctx.oidc.client?.clientId ?? '')
      const grantId = (token as { grantId?: string } | undefined)?.grantId
      const principal = mayActAt(party) ? await principalOf(server, account, grantId) : null
      if (principal === undefined) return undefined
      if (principal) subjects.set(ctx, principal.id)
      return {
        accountId,
        async claims(use, scope) {
          const own = await accountClaims(server, account)
          if (!party) return own
          const asked = new Set(use === 'userinfo' ? scope.split(' ') : [])
          const claims = principal ? await principalClaims(own, account, principal, party, pseudonymOf) : own
          return { ...claims, ...(await dataClaims(server, account, party, asked, pseudonymOf, principal)) }
        },
      }
    },
    loadExistingGrant: (ctx) => grantOf(server, parties, ctx),
    renderError(ctx, out) {
      const { html, policy: pagePolicy } = errorPage(languageOf(ctx.get('cookie')), {
        kind: out.error === 'server_error' ? 'broken' : 'expired',
        realm,
        mode: ports.mode,
      })
      ctx.type = 'html'
      ctx.set('content-security-policy', pagePolicy)
      ctx.body = html
    },
  }
  const provider = new Provider(issuerOf(ports.publicUrl, realm), configuration)
  provider.proxy = true
  tellSubjectTypes(provider)
  answerUnknownPaths(provider, realm, ports.mode)
  countUses(server, provider)
  noteSignIns(server, provider, parties)
  rememberUsedProofs(provider, db, realm)
  sendLogoutsByJob(provider, db, realm)
  sendPingsByJob(provider)
  provider.on('server_error', (_ctx, error) =>
    log.error({ act: `openid ${realm}`, error: errorCode(error) }, 'provider'),
  )
  return { realm, provider, clientKeys, parties, kids, cookieKey }
}

/**
 * The grant of a request: for a web app of ours that it is he; for a relying party what he agreed to of what it asks
 * now. Nothing when something is not decided: then the consent page asks.
 */
async function grantOf(server: Server, parties: PartyClients, ctx: KoaContextWithOIDC) {
  const { db, clock } = server
  const { provider, client, session, requestParamOIDCScopes } = ctx.oidc
  const clientId = client?.clientId as string
  const accountId = session?.accountId as string
  const grant = new provider.Grant({ accountId, clientId })
  const party = await parties.party(clientId)
  const principal = chosenIn(ctx.oidc.result)?.principal
  if (!party) grant.addOIDCScope('openid')
  else {
    const { agreed, refused } = await decidedScopes(db, accountId, party, clock(), principal?.id)
    const asked = [...requestParamOIDCScopes] as ScopeName[]
    if (!asked.every((scope) => agreed.has(scope) || refused.has(scope))) return undefined
    grant.addOIDCScope(asked.filter((scope) => agreed.has(scope)).join(' '))
    const left = asked.filter((scope) => !agreed.has(scope))
    if (left.length > 0) grant.rejectOIDCScope(left.join(' '))
  }
  const grantId = await grant.save()
  if (principal) await keepPrincipal(db, clock(), grantId, { accountId, clientId }, principal)
  return grant
}

/** Nothing when what a proxy handed on is no certificate. */
function shownCertificate(): X509Certificate | undefined {
  const pem = thisRequest()?.certificate
  try {
    return pem ? new X509Certificate(pem) : undefined
  } catch {
    return undefined
  }
}

/** One client alone in a session is named; a session of several belongs to none of ours. */
function onlyClient(session: { authorizations?: Record<string, unknown> | undefined }): string {
  const clients = Object.keys(session.authorizations ?? {})
  return clients.length === 1 ? (clients[0] as string) : ''
}
