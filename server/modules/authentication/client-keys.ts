import type { webcrypto } from 'node:crypto'
import { createECDH, createHash } from 'node:crypto'
import type { AppName } from '#accounts/contract'
import type { Keys } from '#ports/keys.ts'

const SIZE = 32

export interface ClientKey {
  privateKey: webcrypto.CryptoKey
  publicJwk: { kty: string; crv: string; x: string; y: string; kid: string; alg: string; use: string }
}

/**
 * The key with which a web app of ours proves itself at the provider (private_key_jwt), derived from the keys port:
 * the same in every process, stored nowhere, new when the secret is rotated.
 */
export async function clientKey(keys: Keys, app: AppName): Promise<ClientKey> {
  const { bytes } = await keys.mac('cookie', `openid client ${app}`)
  const curve = createECDH('prime256v1')
  curve.setPrivateKey(bytes)
  const point = curve.getPublicKey()
  const [x, y] = [1, 1 + SIZE].map((at) => point.subarray(at, at + SIZE).toString('base64url')) as [
    string,
    string,
  ]
  const jwk = { kty: 'EC', crv: 'P-256', x, y }
  const kid = createHash('sha256')
    .update(JSON.stringify({ crv: jwk.crv, kty: jwk.kty, x, y }))
    .digest('base64url')
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' }
  const secret = { ...jwk, d: bytes.toString('base64url') }
  const privateKey = await crypto.subtle.importKey('jwk', secret, algorithm, false, ['sign'])
  return { privateKey, publicJwk: { ...jwk, kid, alg: 'ES256', use: 'sig' } }
}
