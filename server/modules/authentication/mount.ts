import type { FastifyInstance } from 'fastify'
import type { RealmProvider } from './provider.ts'

/** What clients may keep a while: keys are added before they are used, so an hour is safe. */
const CACHED = new Map([
  ['/.well-known/openid-configuration', 'public, max-age=3600'],
  ['/jwks', 'public, max-age=3600'],
])

/**
 * Puts the OpenID provider of a realm under `/id/<realm>/`. It reads requests and bodies itself. Whatever proxies
 * stand before us, it is told the public address: its links and cookies follow from that alone.
 */
export function mountProvider(scope: FastifyInstance, { realm, provider }: RealmProvider, publicUrl: string) {
  const { host, protocol } = new URL(publicUrl)
  const handle = provider.callback()
  const prefix = `/id/${realm}`
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
        void handle(raw, reply.raw)
      },
    })
  })
}
