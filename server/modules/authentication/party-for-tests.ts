import { calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT } from 'jose'
import * as openid from 'openid-client'
import type { Platform } from '#testing'
import { newHolder } from '#testing/holders.ts'
import { type Browser, browser, codeFor } from './browser-for-tests.ts'
import { aRelyingParty } from './parties-for-tests.ts'
import { saveRelyingParty } from './relying-parties.ts'
import type { RelyingParty } from './relying-party.ts'

export const issuer = 'http://localhost:6006/id/citizen'

export interface Relying {
  party: RelyingParty
  privateKey: openid.CryptoKey
  kid: string
  config: openid.Configuration
  /** Proofs of possession with a key of its own; a party of the plain flow has none. */
  dpop: openid.DPoPHandle | undefined
}

/** A relying party as its own engineers would write it, with a library that is not ours, over real HTTP. */
export async function relying(
  platform: Platform,
  base: string | (() => string),
  change: Partial<RelyingParty> = {},
): Promise<Relying> {
  const made = await aRelyingParty(change)
  await platform.act((call) => saveRelyingParty(call, made.party))
  const config = await openid.discovery(
    new URL(issuer),
    made.party.clientId,
    { id_token_signed_response_alg: 'ES256', userinfo_signed_response_alg: 'ES256' },
    openid.PrivateKeyJwt({ key: made.privateKey, kid: made.kid }),
    {
      [openid.customFetch]: (url, options) =>
        fetch(
          url.replace('http://localhost:6006', typeof base === 'string' ? base : base()),
          options as RequestInit,
        ),
      execute: [openid.allowInsecureRequests, openid.enableNonRepudiationChecks],
    },
  )
  const fapi = made.party.profile === 'fapi2'
  const dpop = fapi
    ? openid.getDPoPHandle(config, await generateKeyPair('ES256', { extractable: true }))
    : undefined
  return { ...made, config, dpop }
}

export interface Begun {
  verifier: string
  nonce: string
  state: string
  url: URL
}

/** Asks for a sign-in: by a pushed request, or plainly where the party may. */
export async function begin(
  { config, party, dpop }: Relying,
  more: Record<string, string> = {},
): Promise<Begun> {
  const verifier = openid.randomPKCECodeVerifier()
  const nonce = openid.randomNonce()
  const state = openid.randomState()
  const request = {
    redirect_uri: party.redirectUris[0] as string,
    scope: 'openid profile',
    state,
    nonce,
    code_challenge: await openid.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...more,
  }
  const url =
    party.profile === 'fapi2'
      ? await openid.buildAuthorizationUrlWithPAR(config, request, dpop ? { DPoP: dpop } : {})
      : openid.buildAuthorizationUrl(config, request)
  return { verifier, nonce, state, url }
}

const away = /^https:\/\/bank\.example\//

/** A person signs in at a party; returns where he stands then: the consent page, or back at the party. */
export async function signPages(
  platform: Platform,
  someone: Browser,
  lan: { personNumber: string; phone: string },
  { url }: Begun,
): Promise<string> {
  const page = await someone.follow(url.pathname + url.search, away)
  if (!page.url.includes('/sign-in/')) return page.url
  await someone.form(page.url, { name: lan.personNumber, password: 'dean06-sandbox' })
  const second = await someone.form(`${page.url}/code`, { code: codeFor(platform, lan.phone) })
  return (await someone.follow(String(second.headers.location), away)).url
}

/** The same to the end: he agrees to what is needed and to what is named. */
export async function goThrough(
  platform: Platform,
  someone: Browser,
  lan: { personNumber: string; phone: string },
  begun: Begun,
  also: readonly string[] = [],
): Promise<URL> {
  const at = await signPages(platform, someone, lan, begun)
  if (!at.includes('/consent/')) return new URL(at)
  const agreed = await someone.form(at, {
    decision: 'agree',
    ...Object.fromEntries(also.map((scope) => [scope, 'yes'])),
  })
  return new URL((await someone.follow(String(agreed.headers.location), away)).url)
}

export const redeem = ({ config, dpop }: Relying, callback: URL, { verifier, nonce, state }: Begun) =>
  openid.authorizationCodeGrant(
    config,
    callback,
    { pkceCodeVerifier: verifier, expectedNonce: nonce, expectedState: state, idTokenExpected: true },
    undefined,
    dpop ? { DPoP: dpop } : {},
  )

/** Someone new signs in at a party, to the end. */
export async function signedIn(
  platform: Platform,
  at: Relying,
  more: Record<string, string> = {},
  also: readonly string[] = [],
) {
  const lan = await newHolder(platform)
  const someone = browser(platform)
  const begun = await begin(at, more)
  const callback = await goThrough(platform, someone, lan, begun, also)
  const tokens = await redeem(at, callback, begun)
  return { lan, someone, begun, callback, tokens }
}

/** What a party proves itself with (private_key_jwt), to be sent by hand. */
export async function assertionOf(
  { party, privateKey, kid }: Relying,
  claims: Record<string, unknown> = {},
  header: Record<string, unknown> = {},
): Promise<Record<string, string>> {
  const now = Math.floor(Date.now() / 1000)
  const { clientId } = party
  const assertion = await new SignJWT({
    iss: clientId,
    sub: clientId,
    aud: issuer,
    jti: crypto.randomUUID(),
    iat: now,
    exp: now + 60,
    ...claims,
  })
    .setProtectedHeader({ alg: 'ES256', kid, ...header })
    .sign(privateKey)
  return {
    client_id: clientId,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
  }
}

/** A key of possession and proofs made with it (DPoP, RFC 9449), to be sent by hand. */
export async function possession() {
  const { privateKey, publicKey } = await generateKeyPair('ES256')
  const jwk = await exportJWK(publicKey)
  return {
    thumbprint: await calculateJwkThumbprint(jwk),
    proof: (claims: Record<string, unknown> = {}, header: Record<string, unknown> = {}) =>
      new SignJWT({
        jti: crypto.randomUUID(),
        htm: 'POST',
        htu: `${issuer}/token`,
        iat: Math.floor(Date.now() / 1000),
        ...claims,
      })
        .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk, ...header })
        .sign(privateKey),
  }
}

/** A POST to an endpoint of the provider, by hand. */
export async function post(
  url: string,
  form: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: Record<string, string> }> {
  const answer = await fetch(url, { method: 'POST', body: new URLSearchParams(form), headers })
  const text = await answer.text()
  return { status: answer.status, body: text.startsWith('{') ? JSON.parse(text) : {} }
}
