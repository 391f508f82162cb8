import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyReply } from 'fastify'
import { notFound } from './platform/access.ts'
import type { Server } from './platform/http.ts'

const dist = fileURLToPath(new URL('../web/dist', import.meta.url))
const apps = ['citizen', 'officer', 'partner', 'steering'] as const

/** What a page of ours may load: its own scripts and styles, nothing inline, nothing from elsewhere. */
const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "object-src 'self'",
  "frame-src 'self' blob:",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/**
 * Serves the built web apps: hashed assets for a year, pages fresh, every path of an app answered by its page. Whoever
 * comes to no page at all is told so by a page; a program that asks is answered by a problem.
 */
export async function serveWeb({ fastify }: Server): Promise<void> {
  if (existsSync(join(dist, 'portal'))) {
    await fastify.register(fastifyStatic, {
      root: join(dist, 'portal'),
      prefix: '/',
      preCompressed: true,
      wildcard: false,
      index: false,
      cacheControl: false,
      setHeaders,
    })
    fastify.get('/', (_request, reply) => page(reply, 'portal'))
    fastify.get('/verify', (_request, reply) => page(reply, 'portal'))
    fastify.get('/verify/*', (_request, reply) => page(reply, 'portal'))
    fastify.get('/queue/*', (_request, reply) => page(reply, 'portal'))
    fastify.get('/status', (_request, reply) => page(reply, 'portal'))
    fastify.get('/*', (request, reply) => {
      if (!request.headers.accept?.includes('text/html') || request.url.startsWith('/api/')) throw notFound()
      return page(reply.code(404), 'portal')
    })
  }
  for (const app of apps.filter((name) => existsSync(join(dist, name)))) {
    await fastify.register(fastifyStatic, {
      root: join(dist, app),
      prefix: `/${app}/`,
      preCompressed: true,
      wildcard: false,
      index: false,
      cacheControl: false,
      decorateReply: !fastify.hasReplyDecorator('sendFile'),
      setHeaders,
    })
    fastify.get(`/${app}`, (_request, reply) => page(reply, app))
    fastify.get(`/${app}/*`, (request, reply) => {
      if (request.url.startsWith(`/${app}/assets/`)) throw notFound()
      return page(reply, app)
    })
  }
}

function page(reply: FastifyReply, app: string) {
  return reply.sendFile('index.html', join(dist, app), { cacheControl: false })
}

function setHeaders(reply: FastifyReply, path: string) {
  if (/\/assets\//.test(path)) {
    reply.header('cache-control', 'public, max-age=31536000, immutable')
    return
  }
  reply.header('cache-control', 'no-cache')
  reply.header('content-security-policy', pagePolicy)
  reply.header('x-frame-options', 'DENY')
  reply.header('permissions-policy', 'camera=(self), geolocation=(), microphone=()')
}
