import { createPublicKey, X509Certificate } from 'node:crypto'
import { calculateJwkThumbprint } from 'jose'
import type { Words } from '#platform/schemas.ts'
import { type GivenKey, registrationFlawed } from './registration-shapes.contract.ts'
import type { RelyingPartyKey } from './relying-party.ts'

/**
 * The key an engineer gives, as the provider keeps it: public, on P-256, named by its thumbprint (RFC 7638) unless he
 * names it; or a certificate that is in force today. Throws registrationFlawed.
 */
export async function keyFrom(
  given: Exclude<GivenKey, { certificateName: unknown }>,
  now: Date,
): Promise<RelyingPartyKey> {
  return 'jwk' in given ? await keyFromJwk(given.jwk) : await keyFromCertificate(given.certificate, now)
}

async function keyFromJwk(jwk: Extract<GivenKey, { jwk: unknown }>['jwk']): Promise<RelyingPartyKey> {
  const { kty, crv, x, y } = jwk
  try {
    createPublicKey({ key: { kty, crv, x, y }, format: 'jwk' })
  } catch {
    throw flawedKey({
      vi: 'không phải khóa công khai trên đường cong P-256',
      en: 'is no public key on P-256',
    })
  }
  const kid = jwk.kid ?? (await calculateJwkThumbprint({ kty, crv, x, y }))
  return { kty, crv, x, y, kid, use: 'sig', alg: 'ES256' }
}

async function keyFromCertificate(pem: string, now: Date): Promise<RelyingPartyKey> {
  let certificate: X509Certificate
  try {
    certificate = new X509Certificate(pem)
  } catch {
    throw flawedKey({
      vi: 'không đọc được chứng thư (cần dạng PEM)',
      en: 'cannot be read as a certificate (PEM)',
    })
  }
  if (now < certificate.validFromDate || now >= certificate.validToDate)
    throw flawedKey({
      vi: 'chứng thư chưa hoặc không còn hiệu lực',
      en: 'is a certificate that is not in force',
    })
  const jwk = certificate.publicKey.export({ format: 'jwk' }) as RelyingPartyKey
  if (jwk.kty !== 'EC' && jwk.kty !== 'RSA')
    throw flawedKey({ vi: 'phải là khóa EC hoặc RSA', en: 'must hold an EC or RSA key' })
  const kid = await calculateJwkThumbprint(jwk as never)
  return { ...jwk, kid, use: 'sig', x5c: [certificate.raw.toString('base64')] }
}

/** When the certificate of a key ends; null for a bare key. */
export function keyEnd({ x5c }: RelyingPartyKey): string | null {
  const first = x5c?.[0]
  return first ? new X509Certificate(Buffer.from(first, 'base64')).validToDate.toISOString() : null
}

export function flawedKey(words: Words) {
  return registrationFlawed({ with: { flaws: [{ field: 'key', words }] } })
}
