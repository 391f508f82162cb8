import type { TLSSocket } from 'node:tls'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { inRequest, newRequest } from './one-request.ts'
import type { RealmProvider } from './provider.ts'

/** What clients may keep a while: keys are added before they are used, so an hour is safe. */
const CACHED = new Map([
  ['/.well-known/openid-configuration', 'public, max-age=3600'],
  ['/jwks', 'public, max-age=3600'],
])

/** A browser coming back from the sign-in pages. */
const RESUME = /^\/auth\/[^/]+$/

/** Requests this process works on at once; more are told to wait, so that those under way are answered in time. */
const REQUESTS_MAX = 200

/**
 * Puts the OpenID provider of a realm under `/id/<realm>/`. It reads requests and bodies itself. Whatever proxies
 * stand before us, it is told the public address: its links and cookies follow from that alone.
 */
export function mountProvider(scope: FastifyInstance, mounted: RealmProvider, publicUrl: string) {
  const { host, protocol } = new URL(publicUrl)
  const { realm } = mounted
  let served = mounted.provider
  let handle = served.callback()
  const prefix = `/id/${realm}`
  let underWay = 0
  scope.register(async (inner) => {
    inner.removeAllContentTypeParsers()
    inner.addContentTypeParser('*', (_request, _payload, done) => done(null))
    inner.route({
      method: ['GET', 'POST', 'OPTIONS'],
      url: `${prefix}/*`,
      handler(request, reply) {
        const { raw } = request
        reply.hijack()
        raw.headers.host = host
        raw.headers['x-forwarded-proto'] = protocol.slice(0, -1)
        delete raw.headers['x-forwarded-host']
        const url = raw.url ?? prefix
        // The provider learns from the original path where it is mounted.
        Object.assign(raw, { originalUrl: url, url: url.slice(prefix.length) || '/' })
        const cached = CACHED.get((raw.url as string).split('?')[0] as string)
        reply.raw.setHeader('cache-control', request.method === 'GET' && cached ? cached : 'no-store')
        reply.raw.setHeader('x-content-type-options', 'nosniff')
        reply.raw.setHeader('referrer-policy', 'same-origin')
        const path = (raw.url as string).split('?')[0] as string
        if (underWay >= REQUESTS_MAX) return tooMany(reply.raw)
        underWay += 1
        reply.raw.once('close', () => {
          underWay -= 1
        })
        const one = newRequest({
          together: true,
          resuming: RESUME.test(path),
          certificate: certificateOf(request),
        })
        // Another one since its keys changed.
        if (served !== mounted.provider) {
          served = mounted.provider
          handle = served.callback()
        }
        void inRequest(one, () => handle(raw, reply.raw))
      },
    })
  })
}

function tooMany(raw: FastifyReply['raw']) {
  raw.writeHead(429, { 'retry-after': '1', 'content-type': 'application/json' })
  raw.end('{"error":"temporarily_unavailable","error_description":"too many requests at once"}')
}

/**
 * The certificate a client proved itself with: of our own TLS, or as a proxy that we trust hands it on (RFC 9440). A
 * header of anybody else's is not looked at.
 */
export function certificateOf(request: FastifyRequest): string | undefined {
  const socket = request.raw.socket as Partial<TLSSocket>
  const own = socket.getPeerCertificate?.()?.raw
  if (own) return pem(own.toString('base64'))
  // Fastify lists addresses only when it was told to trust the proxy before it.
  const handed = request.ips ? request.headers['client-cert'] : undefined
  const base64 = typeof handed === 'string' ? /^:([A-Za-z0-9+/=]+):$/.exec(handed)?.[1] : undefined
  return base64 ? pem(base64) : undefined
}

function pem(base64: string): string {
  return `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`
}
