import { type LookupAddress, type LookupOptions, lookup } from 'node:dns'
import { request } from 'node:https'
import { BlockList, isIP } from 'node:net'

const TIMEOUT_MS = 2500

/** Addresses that lead inside: this machine, private networks, links, clouds' metadata, special uses (RFC 6890). */
const inside = new BlockList()
for (const net of [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
]) {
  const [address = '', prefix] = net.split('/')
  inside.addSubnet(address, Number(prefix), 'ipv4')
}
const outsideV6 = new BlockList()
outsideV6.addSubnet('2000::', 3, 'ipv6')
for (const net of ['2001::/23', '2001:db8::/32', '2002::/16']) {
  const [address = '', prefix] = net.split('/')
  inside.addSubnet(address, Number(prefix), 'ipv6')
}

/** An address of the public internet; IPv4 written as IPv6 is none. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return !inside.check(address, 'ipv4')
  return family === 6 && outsideV6.check(address, 'ipv6') && !inside.check(address, 'ipv6')
}

/**
 * The only way out of the provider: a POST to a notification or logout address that registration checked. Nothing
 * else is ever fetched from an address a party gave (no jwks_uri, sector_identifier_uri or request_uri). https only,
 * to a public address, which is looked up once and then connected to, so that no name can lead inside; no redirect is
 * followed, no answer is read. In the sandbox one's own machine is reached too, without TLS.
 */
export function outsideFetch(mode: 'sandbox' | 'production') {
  return async (target: string | URL | Request, options: RequestInit = {}): Promise<Response> => {
    const url = new URL(String(target))
    if (options.method !== 'POST') throw new Error('nothing is fetched from relying parties')
    const { headers, body } = options
    if (mode === 'sandbox' && /^(localhost|127\.0\.0\.1)$/.test(url.hostname)) {
      url.protocol = 'http:'
      const signal = AbortSignal.timeout(TIMEOUT_MS)
      return await fetch(url, {
        method: 'POST',
        headers: headers ?? {},
        body: body ?? null,
        redirect: 'manual',
        signal,
      })
    }
    if (url.protocol !== 'https:') throw new Error('only https leaves')
    const literal = url.hostname.replace(/^\[|\]$/g, '')
    if (isIP(literal) && !isPublicAddress(literal)) throw new Error('only public addresses are reached')
    return await post(url, Object.fromEntries(new Headers(headers)), String(body ?? ''))
  }
}

function post(url: URL, headers: Record<string, string>, body: string): Promise<Response> {
  return new Promise((done, fail) => {
    const sent = request(
      url,
      { method: 'POST', headers, lookup: publicLookup as never, signal: AbortSignal.timeout(TIMEOUT_MS) },
      (answer) => {
        answer.destroy()
        done(new Response(null, { status: answer.statusCode ?? 502 }))
      },
    )
    sent.on('error', fail)
    sent.end(body)
  })
}

type Found = (error: Error | null, address?: string | LookupAddress[], family?: number) => void

/** Looks a name up as usual; one address that leads inside and the name is not used at all. */
export function publicLookup(name: string, options: LookupOptions, found: Found): void {
  lookup(name, { ...options, all: true }, (error, addresses) => {
    if (error) return found(error)
    if (!addresses.every(({ address }) => isPublicAddress(address)))
      return found(new Error('only public addresses are reached'))
    if (options.all) return found(null, addresses)
    found(null, addresses[0]?.address ?? '', addresses[0]?.family ?? 4)
  })
}
