/** A key pair made here, in the browser: the private half is shown once and never leaves by itself. */
export interface MadeKey {
  publicJwk: { kty: 'EC'; crv: 'P-256'; x: string; y: string }
  /** JWK of the private key, as text to keep. */
  privateText: string
}

export async function makeKey(): Promise<MadeKey> {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
    'sign',
    'verify',
  ])
  const { x = '', y = '' } = await crypto.subtle.exportKey('jwk', pair.publicKey)
  const secret = await crypto.subtle.exportKey('jwk', pair.privateKey)
  const publicJwk = { kty: 'EC', crv: 'P-256', x, y } as const
  const kid = await thumbprint(publicJwk)
  const { d } = secret
  return {
    publicJwk,
    privateText: JSON.stringify({ ...publicJwk, d, kid, alg: 'ES256', use: 'sig' }, null, 2),
  }
}

/** RFC 7638. */
async function thumbprint({ crv, kty, x, y }: MadeKey['publicJwk']): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify({ crv, kty, x, y }))
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return btoa(String.fromCharCode(...digest))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '')
}

/** What was pasted as a key: a public JWK, a JWKS with one key, or a certificate; null when it is neither. */
export function readKey(
  typed: string,
): { jwk: MadeKey['publicJwk'] & { kid?: string } } | { certificate: string } | null {
  if (typed.includes('BEGIN CERTIFICATE')) return { certificate: typed.trim() }
  try {
    const given = JSON.parse(typed) as { keys?: unknown[] } & Record<string, unknown>
    const jwk = (given.keys?.[0] ?? given) as Record<string, unknown>
    const { kty, crv, x, y, kid } = jwk
    if (kty !== 'EC' || crv !== 'P-256' || typeof x !== 'string' || typeof y !== 'string' || 'd' in jwk)
      return null
    return { jwk: { kty, crv, x, y, ...(typeof kid === 'string' ? { kid } : {}) } }
  } catch {
    return null
  }
}
