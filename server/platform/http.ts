import { createHmac } from 'node:crypto'
import { type FastifyInstance, type FastifyReply, type FastifyRequest, fastify } from 'fastify'
import type { Ports } from '#ports/ports.ts'
import { refusal } from './access.ts'
import { type Actor, type Call, type Entry, newEntry } from './call.ts'
import { checkOf, serializerOf } from './compiled-schemas.ts'
import type { AnyEndpoint, Endpoint, FileReply } from './endpoint.ts'
import { answerError, invalidInput } from './http-errors.ts'
import { claim, digestOf, keep } from './idempotency.ts'
import { tellSubjects } from './live.ts'
import { requests } from './metrics.ts'
import { isProblem, problem } from './problem.ts'
import { RateLimits } from './rate-limits.ts'
import type { Server } from './server.ts'
import { unentangled } from './unentangled.ts'

export type { AuditLog, Server } from './server.ts'

export interface Input<Params, Query, Body> {
  params: Params
  query: Query
  body: Body
}

export const tooManyCalls = problem(429, 'platform/too-many-calls', {
  vi: 'Bạn thao tác quá nhanh. Vui lòng đợi một phút rồi thử lại',
  en: 'Too many requests. Please wait a minute and try again',
})

const DEFAULT_BODY_BYTES = 64 * 1024
const limits = new RateLimits()

/** TLS of our own; certificates of clients are asked for and compared with those registered, by who needs them. */
export interface Tls {
  key: Buffer
  cert: Buffer
  clientCertificates?: boolean
}

/** A Fastify server that validates strictly, answers RFC 9457 and never logs a request itself. */
export function newFastify(options: { trustProxy?: boolean; tls?: Tls | undefined }) {
  const app = fastify({
    logger: false,
    bodyLimit: DEFAULT_BODY_BYTES,
    trustProxy: options.trustProxy ?? false,
    requestTimeout: 60_000,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
    ...(options.tls ? { https: tlsOptions(options.tls) } : {}),
  }) as unknown as FastifyInstance
  // JSON only, and files where an endpoint takes them: text is the wrong content type, not wrong input.
  app.removeContentTypeParser('text/plain')
  app.setValidatorCompiler(({ schema, httpPart }) => checkOf(schema as object, httpPart))
  app.setSerializerCompiler(({ schema }) => serializerOf(schema as object))
  app.setErrorHandler((error, request, reply) => answerError(error, request, reply))
  app.setNotFoundHandler((request, reply) =>
    answerError(Object.assign(new Error(), { statusCode: 404 }), request, reply),
  )
  app.addHook('onSend', async (_request, reply, payload) => {
    reply.header('x-content-type-options', 'nosniff')
    reply.header('referrer-policy', 'same-origin')
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
    return payload
  })
  return app
}

/**
 * Serves an endpoint: who calls, may he, is the input right, then one call in one transaction. The audit entry is
 * committed with the change, or by group commit before a read's answer leaves. A refused call that is about
 * personal data is entered too. `before` runs ahead of the transaction and holds no connection, for what must last
 * whether or not the call does (a limit that is counted); the handler gets what it answers.
 */
export function serve<P, Q, B, R, T = undefined>(
  server: Server,
  endpoint: Endpoint<P, Q, B, R>,
  handler: (call: Call, input: Input<P, Q, B>, prepared: T) => Promise<R | FileReply>,
  before?: (call: Call, input: Input<P, Q, B>) => Promise<T>,
): void {
  server.endpoints.push(endpoint)
  const act = actOf(endpoint)
  const { params, query, body, reply: replySchema } = endpoint.schema
  const accepts = endpoint.accepts
  if (accepts && !server.fastify.hasContentTypeParser(accepts)) {
    server.fastify.addContentTypeParser(accepts, { parseAs: 'buffer' }, (_request, bytes, done) =>
      done(null, bytes),
    )
  }
  server.fastify.route({
    method: endpoint.method,
    url: `/api${endpoint.path}`,
    bodyLimit: endpoint.bodyLimitBytes ?? DEFAULT_BODY_BYTES,
    schema: {
      ...(params ? { params } : {}),
      ...(query ? { querystring: query } : {}),
      ...(body && !accepts ? { body } : {}),
      ...(endpoint.replyType ? {} : { response: { 200: replySchema } }),
    },
    attachValidation: true,
    handler: async (request, reply) => {
      const started = performance.now()
      try {
        const setCookie = (line: string) => void reply.header('set-cookie', line)
        const answer = await answerCall(server, endpoint, act, { handler, before, setCookie }, request)
        sendAnswer(reply, endpoint, answer)
      } catch (error) {
        await answerError(error, request, reply, { server, act })
      } finally {
        requests.observe({ act, status: reply.statusCode }, (performance.now() - started) / 1000)
      }
      return reply
    },
  })
}

async function answerCall<P, Q, B, R, T>(
  server: Server,
  endpoint: Endpoint<P, Q, B, R>,
  act: string,
  {
    handler: prepared,
    before,
    setCookie,
  }: {
    handler: (call: Call, input: Input<P, Q, B>, prepared: T) => Promise<R | FileReply>
    before: ((call: Call, input: Input<P, Q, B>) => Promise<T>) | undefined
    setCookie: NonNullable<Call['setCookie']>
  },
  request: FastifyRequest,
): Promise<R | FileReply> {
  const now = server.clock()
  if (endpoint.callsPerMinute && !limits.allow(`${act} ${request.ip}`, endpoint.callsPerMinute, now)) {
    throw tooManyCalls()
  }
  let actor = await server.identify(request)
  const purpose = actor.kind === 'officer' ? (endpoint.access.officer?.purpose ?? null) : null
  const entry = newEntry(act, now, purpose)
  try {
    if (actor.kind === 'citizen') actor = await server.represent(request, actor)
    const refused = refusal(endpoint, actor, now)
    if (refused) throw refused
    if (request.validationError) throw invalidInput(request.validationError)
    const input = { params: request.params, query: request.query, body: request.body } as Input<P, Q, B>
    if (endpoint.personal) entry.requestDigest = digest(server.ports, act, request)
    const outside = { sql: server.db, actor, now, ports: server.ports, entry }
    const known = (await before?.(outside, input)) as T
    const handler = (call: Call, given: Input<P, Q, B>) => prepared(call, given, known)
    if (endpoint.readOnly) {
      const answer = await handler(outside, input)
      await finish(server, endpoint, actor, entry, answer)
      return answer
    }
    return await write(server, endpoint, act, handler, { actor, now, entry, input, request, setCookie })
  } catch (error) {
    if (endpoint.personal) await enterRefusal(server, actor, entry, error)
    throw error
  }
}

interface Write<P, Q, B> {
  actor: Actor
  now: Date
  entry: Entry
  input: Input<P, Q, B>
  request: FastifyRequest
  setCookie: NonNullable<Call['setCookie']>
}

async function write<P, Q, B, R>(
  server: Server,
  endpoint: Endpoint<P, Q, B, R>,
  act: string,
  handler: (call: Call, input: Input<P, Q, B>) => Promise<R | FileReply>,
  { actor, now, entry, input, request, setCookie }: Write<P, Q, B>,
): Promise<R | FileReply> {
  const key = request.headers['idempotency-key']
  const kept =
    typeof key === 'string' && actor.kind !== 'anonymous'
      ? { actor: actorKey(actor), act, key: key.slice(0, 200), bodyDigest: bodyDigest(input) }
      : null
  const answer = await unentangled(server.db, async (sql) => {
    if (kept) {
      const before = await claim(sql, server.ports, kept)
      if (before !== null) {
        entry.outcome = 'replayed'
        if (endpoint.personal) await server.audit.write(sql, actor, entry)
        return before as R
      }
    }
    const fresh = await handler({ sql, actor, now, ports: server.ports, entry, setCookie }, input)
    if (kept && !endpoint.replyType) await keep(sql, server.ports, kept, fresh)
    if (endpoint.personal || entry.subjects.size > 0) {
      entry.answerDigest = answerDigest(server.ports, endpoint, fresh)
      await server.audit.write(sql, actor, entry)
    }
    return fresh
  })
  tellSubjects(server.live, actor, entry)
  return answer as R | FileReply
}

async function finish(server: Server, endpoint: AnyEndpoint, actor: Actor, entry: Entry, answer: unknown) {
  if (!endpoint.personal && entry.subjects.size === 0) return
  if (entry.subjects.size > 0) entry.answerDigest = answerDigest(server.ports, endpoint, answer)
  await server.audit.append(actor, entry)
}

/** A refused or failed call is entered in a transaction of its own: the attempt stands even when the call does not. */
async function enterRefusal(server: Server, actor: Actor, entry: Entry, error: unknown) {
  entry.outcome = isProblem(error) ? 'refused' : 'failed'
  entry.problem = isProblem(error) ? error.type : null
  await server.audit.append(actor, entry)
}

/** A certificate nobody vouches for is let through to whoever compares it; without one everything else works. */
function tlsOptions({ key, cert, clientCertificates = false }: Tls) {
  return { key, cert, requestCert: clientCertificates, rejectUnauthorized: false }
}

function sendAnswer(reply: FastifyReply, endpoint: AnyEndpoint, answer: unknown) {
  if (!endpoint.replyType) {
    if (endpoint.cacheSeconds) sendCacheable(reply, endpoint.cacheSeconds, answer)
    else reply.send(answer ?? null)
    return
  }
  const file = answer as FileReply
  reply
    .header('content-type', file.contentType ?? endpoint.replyType)
    .header('content-disposition', `inline; filename="${file.fileName.replace(/[^\w.-]/g, '_')}"`)
    .header('content-security-policy', "default-src 'none'; sandbox")
    .send(Buffer.from(file.bytes))
}

/** A public answer with its ETag; whoever holds the same answer already gets 304 and no body. */
function sendCacheable(reply: FastifyReply, cacheSeconds: number, answer: unknown) {
  const body = reply.serialize(answer) as string
  const etag = `"${digestOf(body).toString('base64url').slice(0, 22)}"`
  reply.header('cache-control', `public, max-age=${cacheSeconds}`).header('etag', etag)
  if (reply.request.headers['if-none-match']?.includes(etag)) reply.code(304).send()
  else
    reply
      .type('application/json; charset=utf-8')
      .serializer((text: string) => text)
      .send(body)
}

export function actOf(endpoint: AnyEndpoint): string {
  return `${endpoint.method} ${endpoint.path}`
}

export function actorKey(actor: Actor): string {
  if (actor.kind === 'citizen' && actor.representative)
    return `citizen:${actor.accountId}:for:${actor.personId}`
  if (actor.kind === 'citizen' || actor.kind === 'officer') return `${actor.kind}:${actor.accountId}`
  return actor.kind === 'relying-party' ? `relying-party:${actor.clientId}` : actor.kind
}

function bodyDigest({ params, query, body }: Input<unknown, unknown, unknown>): Buffer {
  return digestOf(
    JSON.stringify([params ?? null, query ?? null]),
    Buffer.isBuffer(body) ? body : JSON.stringify(body ?? null),
  )
}

function digest(ports: Ports, act: string, request: FastifyRequest): Buffer {
  const body = Buffer.isBuffer(request.body) ? request.body : JSON.stringify(request.body ?? null)
  return createHmac('sha256', ports.seal.digestKey).update(act).update(request.url).update(body).digest()
}

function answerDigest(ports: Ports, endpoint: AnyEndpoint, answer: unknown): Buffer {
  const bytes = endpoint.replyType ? (answer as FileReply).bytes : JSON.stringify(answer ?? null)
  return createHmac('sha256', ports.seal.digestKey).update(bytes).digest()
}
