/**
 * The only way out of the provider: a POST to a notification or logout address that registration checked. Nothing
 * else is ever fetched from an address a party gave (no jwks_uri, sector_identifier_uri or request_uri). https and
 * public addresses only, checked at the connection itself (`dispatcher`), so that no name can lead inside; no
 * redirect is followed. In the sandbox one's own machine is reached too, without TLS.
 */
export function outsideFetch(mode: 'sandbox' | 'production') {
  return async (target: string | URL | Request, options: RequestInit = {}): Promise<Response> => {
    const url = new URL(String(target))
    if (options.method !== 'POST') throw new Error('nothing is fetched from relying parties')
    const own = /^(localhost|127\.0\.0\.1)$/.test(url.hostname) && mode === 'sandbox'
    if (own) url.protocol = 'http:'
    if (url.protocol !== 'https:' && !own) throw new Error('only https leaves')
    const { dispatcher, ...plain } = options as RequestInit & { dispatcher?: unknown }
    if (!own && !dispatcher) throw new Error('addresses cannot be checked by this runtime')
    return await fetch(url, { ...(own ? plain : options), redirect: 'manual' })
  }
}
