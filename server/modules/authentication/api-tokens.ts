/**
 * Tokens of relying parties at our own API: a JWT of our provider (RFC 9068) that whoever calls proves to hold, by a
 * DPoP proof made for this very request (RFC 9449) or by the certificate of the connection (RFC 8705).
 */
import { createHash, verify, type webcrypto, X509Certificate } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { calculateJwkThumbprint, decodeProtectedHeader, importJWK, type JWTPayload, jwtVerify } from 'jose'
import type { RelyingPartyActor } from '#platform/call.ts'
import type { Server } from '#platform/http.ts'
import { problem } from '#platform/problem.ts'
import { certificateOf } from './mount.ts'
import type { PartyClients } from './party-clients.ts'
import { apiAudience, issuerOf } from './provider.ts'
import { CLOCK_TOLERANCE_SECONDS, hashOf } from './provider-adapter.ts'
import { writeStates } from './provider-states.store.ts'

export const tokenInvalid = problem(401, 'authentication/token-invalid', {
  vi: 'Mã truy cập không đúng, đã hết hạn hoặc không phải của bên gọi',
  en: 'The access token is wrong, expired, or not held by the caller',
})

/** A proof is accepted this long after it was made, and remembered as long. */
const PROOF_SECONDS = 60
const KEPT_MAX = 5_000

interface ReadToken {
  clientId: string
  scopes: string[]
  expiresAt: number
  cnf: { jkt?: string; 'x5t#S256'?: string }
}

/** Says whose token a request carries. Throws tokenInvalid; undefined when it carries none of ours. */
export function apiTokens(server: Server, parties: PartyClients) {
  const { db, ports } = server
  const { publicUrl } = ports
  const expected = { iss: issuerOf(publicUrl, 'citizen'), aud: apiAudience(publicUrl) }
  /** Tokens whose signature was checked before: a caller sends the same one for minutes. */
  const kept = new Map<string, ReadToken>()
  const proofKeys = new Map<string, webcrypto.CryptoKey>()

  function tokenOf(jwt: string, now: number): ReadToken {
    const digest = hashOf(jwt).toString('base64url')
    const before = kept.get(digest)
    if (before) {
      if (before.expiresAt > now) return before
      kept.delete(digest)
      throw tokenInvalid()
    }
    const claims = verified(jwt)
    if (claims.iss !== expected.iss || claims.aud !== expected.aud || (claims.exp ?? 0) <= now)
      throw tokenInvalid()
    const {
      client_id: clientId,
      scope = '',
      cnf = {},
    } = claims as JWTPayload & {
      client_id?: string
      scope?: string
      cnf?: ReadToken['cnf']
    }
    if (!clientId || (!cnf.jkt && !cnf['x5t#S256'])) throw tokenInvalid()
    const token = { clientId, scopes: scope.split(' '), expiresAt: claims.exp as number, cnf }
    if (kept.size >= KEPT_MAX) kept.delete(kept.keys().next().value as string)
    kept.set(digest, token)
    return token
  }

  /** The claims of an access token that our provider signed. */
  function verified(jwt: string): JWTPayload {
    const [head = '', body = '', signature = '', more] = jwt.split('.')
    const { alg, kid, typ } = readPart(head)
    const known = ports.keys.publicKeys('oidc-citizen').find((key) => key.kid === kid)
    if (!known || alg !== 'ES256' || typ !== 'at+jwt' || more !== undefined) throw tokenInvalid()
    const signed = verify(
      'sha256',
      Buffer.from(`${head}.${body}`),
      { key: known.key, dsaEncoding: 'ieee-p1363' },
      Buffer.from(signature, 'base64url'),
    )
    if (!signed) throw tokenInvalid()
    return readPart(body)
  }

  /** A proof for this method, address and token, made just now by the holder of the key, and not used before. */
  async function checkProof(request: FastifyRequest, jwt: string, jkt: string, now: number): Promise<void> {
    const { dpop: proof } = request.headers
    if (typeof proof !== 'string' || proof.length > 4_000) throw tokenInvalid()
    const { jwk } = decodeProtectedHeader(proof)
    if (!jwk || 'd' in jwk || (await calculateJwkThumbprint(jwk)) !== jkt) throw tokenInvalid()
    const { payload } = await jwtVerify(proof, await proofKey(jkt, jwk), {
      algorithms: ['ES256'],
      typ: 'dpop+jwt',
      currentDate: new Date(now * 1000),
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
    })
    const { jti, htm, htu, iat = 0, ath } = payload as JWTPayload & Record<'htm' | 'htu' | 'ath', string>
    const fits =
      typeof jti === 'string' &&
      jti.length <= 200 &&
      htm === request.method &&
      withoutQuery(htu) === withoutQuery(`${publicUrl}${request.url}`) &&
      ath === createHash('sha256').update(jwt).digest('base64url') &&
      Math.abs(now - iat) <= PROOF_SECONDS
    if (!fits) throw tokenInvalid()
    const proofShown = {
      kind: 'dpop' as const,
      idHash: hashOf(JSON.stringify(['api', jkt, jti])),
      expiresAt: new Date((iat + 2 * PROOF_SECONDS + CLOCK_TOLERANCE_SECONDS) * 1000),
    }
    const written = await writeStates(db, { realm: 'citizen', states: [], proofs: [proofShown] })
    if (written.size !== 1) throw tokenInvalid()
  }

  async function proofKey(jkt: string, jwk: object): Promise<webcrypto.CryptoKey> {
    const before = proofKeys.get(jkt)
    if (before) return before
    const key = (await importJWK(jwk, 'ES256')) as webcrypto.CryptoKey
    if (proofKeys.size >= KEPT_MAX) proofKeys.delete(proofKeys.keys().next().value as string)
    proofKeys.set(jkt, key)
    return key
  }

  return async (request: FastifyRequest): Promise<RelyingPartyActor | undefined> => {
    const [scheme, jwt = '', more] = (request.headers.authorization ?? '').split(' ')
    if (jwt.split('.').length !== 3) return undefined
    if (more !== undefined || jwt.length > 8_000) throw tokenInvalid()
    const now = Math.floor(server.clock().getTime() / 1000)
    try {
      const token = tokenOf(jwt, now)
      const { jkt, 'x5t#S256': thumbprint } = token.cnf
      if (jkt) {
        if (scheme?.toLowerCase() !== 'dpop') throw tokenInvalid()
        await checkProof(request, jwt, jkt, now)
      } else if (thumbprint !== certificateThumbprint(request)) throw tokenInvalid()
      // Asked anew at each call: a party that was suspended is served no longer, whatever its token says.
      const party = await parties.party(token.clientId)
      if (!party) throw tokenInvalid()
      const scopes = token.scopes.filter((scope) => party.apiScopes.includes(scope))
      return { kind: 'relying-party', clientId: party.clientId, agencyId: party.agencyId, scopes }
    } catch (error) {
      // Whatever does not fit is one answer; a database that is away is not the caller's fault.
      if (error instanceof Error && /^(JW|JOSE|SyntaxError)/.test(error.name)) throw tokenInvalid()
      throw error
    }
  }
}

function certificateThumbprint(request: FastifyRequest): string | undefined {
  const pem = certificateOf(request)
  return pem && createHash('sha256').update(new X509Certificate(pem).raw).digest('base64url')
}

function readPart(text: string): JWTPayload & { alg?: string; kid?: string; typ?: string } {
  return JSON.parse(Buffer.from(text, 'base64url').toString())
}

function withoutQuery(address: unknown): string | undefined {
  return typeof address === 'string' ? address.split(/[?#]/)[0] : undefined
}
