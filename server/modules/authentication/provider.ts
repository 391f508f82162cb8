import { type Configuration, interactionPolicy, Provider } from 'oidc-provider'
import { accountById } from '#accounts'
import { type AppName, apps, type Realm, realmOf } from '#accounts/contract'
import { errorCode } from '#platform/error-code.ts'
import type { Server } from '#platform/http.ts'
import { log } from '#platform/log.ts'
import { type ClientKey, clientKey } from './client-keys.ts'
import { errorPage } from './error-page.ts'
import { languageOf } from './language.ts'
import { CLOCK_TOLERANCE_SECONDS, providerAdapter } from './provider-adapter.ts'

const MINUTE = 60

export interface RealmProvider {
  realm: Realm
  provider: Provider
  clientKeys: Map<AppName, ClientKey>
}

export function issuerOf(publicUrl: string, realm: Realm): string {
  return `${publicUrl}/id/${realm}`
}

export function callbackOf(publicUrl: string, app: AppName): string {
  return `${publicUrl}/auth/${app}/callback`
}

/** Name of the provider's own session cookie; its path is the realm's. */
export function providerCookie(realm: Realm): string {
  return `id-${realm}`
}

/**
 * The OpenID provider of one realm: code flow with PKCE S256, pushed requests (RFC 9126), clients that prove
 * themselves with a key (private_key_jwt), nothing else. What it says of a person is `sub` alone.
 */
export async function realmProvider({ db, ports }: Server, realm: Realm): Promise<RealmProvider> {
  const clientKeys = new Map<AppName, ClientKey>()
  for (const app of apps.filter((one) => realmOf(one) === realm))
    clientKeys.set(app, await clientKey(ports.keys, app))
  const cookieKey = (await ports.keys.mac('cookie', `openid provider ${realm}`)).bytes.toString('base64url')
  const path = `/id/${realm}`
  const policy = interactionPolicy.base()
  policy.remove('consent')

  const configuration: Configuration = {
    adapter: providerAdapter(db, realm),
    clients: [...clientKeys].map(([app, { publicJwk }]) => ({
      client_id: app,
      redirect_uris: [callbackOf(ports.publicUrl, app)],
      jwks: { keys: [publicJwk] },
    })),
    clientDefaults: {
      grant_types: ['authorization_code'],
      response_types: ['code'],
      token_endpoint_auth_method: 'private_key_jwt',
      token_endpoint_auth_signing_alg: 'ES256',
      id_token_signed_response_alg: 'ES256',
    },
    clientAuthMethods: ['private_key_jwt'],
    enabledJWA: { clientAuthSigningAlgValues: ['ES256'], idTokenSigningAlgValues: ['ES256'] },
    jwks: { keys: ports.keys.privateJwks(`oidc-${realm}`) as never },
    cookies: {
      keys: [cookieKey],
      names: {
        session: providerCookie(realm),
        interaction: `${providerCookie(realm)}-step`,
        resume: `${providerCookie(realm)}-resume`,
      },
      long: { httpOnly: true, sameSite: 'lax', path },
      short: { httpOnly: true, sameSite: 'lax' },
    },
    scopes: ['openid'],
    claims: { openid: ['sub', 'acr', 'amr', 'auth_time'] },
    subjectTypes: ['public'],
    responseTypes: ['code'],
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: true, requirePushedAuthorizationRequests: true },
      userinfo: { enabled: false },
      claimsParameter: { enabled: false },
      rpInitiatedLogout: { enabled: false },
    },
    clockTolerance: CLOCK_TOLERANCE_SECONDS,
    ttl: {
      AccessToken: 5 * MINUTE,
      AuthorizationCode: MINUTE,
      Grant: 10 * MINUTE,
      IdToken: 5 * MINUTE,
      Interaction: 15 * MINUTE,
      PushedAuthorizationRequest: MINUTE,
      Session: 10 * MINUTE,
    },
    interactions: { policy, url: (_ctx, { uid }) => `${path}/sign-in/${uid}` },
    async findAccount(_ctx, accountId) {
      const account = await accountById(db, accountId)
      if (account?.realm !== realm || account.status !== 'active') return undefined
      return { accountId, claims: async () => ({ sub: accountId }) }
    },
    // Our own apps ask for nothing that a person would have to agree to.
    async loadExistingGrant(ctx) {
      const grant = new ctx.oidc.provider.Grant({
        accountId: ctx.oidc.session?.accountId as string,
        clientId: ctx.oidc.client?.clientId as string,
      })
      grant.addOIDCScope('openid')
      await grant.save()
      return grant
    },
    renderError(ctx, out) {
      const { html, policy: contentPolicy } = errorPage(languageOf(ctx.get('cookie')), {
        kind: out.error === 'server_error' ? 'broken' : 'expired',
        realm,
        mode: ports.mode,
      })
      ctx.type = 'html'
      ctx.set('content-security-policy', contentPolicy)
      ctx.body = html
    },
  }
  const provider = new Provider(issuerOf(ports.publicUrl, realm), configuration)
  provider.proxy = true
  provider.on('server_error', (_ctx, error) =>
    log.error({ act: `openid ${realm}`, error: errorCode(error) }, 'provider'),
  )
  return { realm, provider, clientKeys }
}
