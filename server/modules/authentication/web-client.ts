import * as openid from 'openid-client'
import { factorsOfAmr } from '#accounts'
import { type AppName, type Factor, realmOf } from '#accounts/contract'
import type { Server } from '#platform/http.ts'
import { insideFetch } from './inside-fetch.ts'
import { callbackOf, issuerOf, type RealmProvider } from './provider.ts'

/** What is remembered between sending someone to the provider and his coming back, closed in a cookie. */
export interface Flow {
  state: string
  nonce: string
  verifier: string
  returnTo: string
}

/** What the provider proved of whoever came back. */
export interface SignedIn {
  accountId: string
  /** What he proved, and when. */
  factors: readonly Factor[]
}

export interface WebClient {
  begin(returnTo: string, language: string): Promise<{ flow: Flow; to: string }>
  finish(search: string, flow: Flow): Promise<SignedIn>
}

/**
 * A web app of ours as an OpenID client, server side: code flow, PKCE S256, pushed request, private_key_jwt. No
 * token reaches the browser, and none is kept once the session is open.
 */
export function webClient(server: Server, app: AppName, { clientKeys }: RealmProvider): WebClient {
  const { publicUrl } = server.ports
  const redirectUri = callbackOf(publicUrl, app)
  let configuring: Promise<openid.Configuration> | undefined

  async function configure(): Promise<openid.Configuration> {
    const key = clientKeys.get(app)
    if (!key) throw new Error(`no client ${app} in this realm`)
    return await openid.discovery(
      new URL(issuerOf(publicUrl, realmOf(app))),
      app,
      { id_token_signed_response_alg: 'ES256' },
      openid.PrivateKeyJwt({ key: key.privateKey as openid.CryptoKey, kid: key.publicJwk.kid }),
      {
        [openid.customFetch]: insideFetch(server.fastify, publicUrl),
        execute: [
          openid.enableNonRepudiationChecks,
          ...(publicUrl.startsWith('http:') ? [openid.allowInsecureRequests] : []),
        ],
      },
    )
  }

  function configuration(): Promise<openid.Configuration> {
    configuring ??= configure().catch((error) => {
      configuring = undefined
      throw error
    })
    return configuring
  }

  return {
    async begin(returnTo, language) {
      const config = await configuration()
      const verifier = openid.randomPKCECodeVerifier()
      const flow = { state: openid.randomState(), nonce: openid.randomNonce(), verifier, returnTo }
      const to = await openid.buildAuthorizationUrlWithPAR(config, {
        redirect_uri: redirectUri,
        scope: 'openid',
        state: flow.state,
        nonce: flow.nonce,
        code_challenge: await openid.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        // Each app asks for a sign-in of its own: whoever sits down later at the same machine gets nothing.
        prompt: 'login',
        ui_locales: language,
      })
      return { flow, to: to.href }
    },
    async finish(search, flow) {
      const tokens = await openid.authorizationCodeGrant(
        await configuration(),
        new URL(`${redirectUri}${search}`),
        {
          pkceCodeVerifier: flow.verifier,
          expectedState: flow.state,
          expectedNonce: flow.nonce,
          idTokenExpected: true,
        },
      )
      const claims = tokens.claims()
      if (!claims) throw new Error('the provider answered without an ID token')
      const at = new Date(Number(claims.auth_time ?? claims.iat) * 1000).toISOString()
      return { accountId: claims.sub, factors: factorsOfAmr((claims.amr ?? []) as string[], at) }
    },
  }
}
