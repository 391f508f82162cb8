/** Answers as signed JWTs (ES256), for anyone to verify with the keys at `/verification/jwks`. */
import type { Ports } from '#ports/ports.ts'

export function issuerOf({ publicUrl }: Pick<Ports, 'publicUrl'>): string {
  return `${publicUrl}/api/verification`
}

/** RFC 7515 compact form. `typ` keeps a receipt from being taken for anything else. */
export async function signedToken(
  { keys }: Pick<Ports, 'keys'>,
  typ: 'verification-receipt+jwt' | 'verified-attributes+jwt',
  claims: object,
): Promise<string> {
  const kid = keys.publicKeys('verification')[0]?.kid
  const head = encoded({ alg: 'ES256', kid, typ })
  const signing = `${head}.${encoded(claims)}`
  const { bytes } = await keys.sign('verification', Buffer.from(signing), kid ? { kid } : {})
  return `${signing}.${bytes.toString('base64url')}`
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
