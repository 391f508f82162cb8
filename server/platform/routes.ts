import { notAllowed, signInNeeded } from './access.ts'
import * as contract from './contract.ts'
import type { Server } from './http.ts'
import { serve } from './http.ts'
import type { Worker } from './jobs.ts'
import { retryParked } from './listeners.ts'
import { topicsOf } from './live.ts'
import { metrics } from './metrics.ts'
import { openApi } from './openapi.ts'

const BEAT_MS = 25_000
const OPEN_PAGES_MAX = 5_000

/** What the program says of itself: health, metrics, errors, the API document, and the live channel. */
export function routes(server: Server, worker: Worker) {
  health(server)
  operators(server, worker)
  live(server)
  server.fastify.get('/api/openapi.json', () => openApi(server.endpoints, server.ports.publicUrl))
}

function health({ fastify, db }: Server) {
  fastify.get('/health/live', async () => ({ status: 'live' }))
  fastify.get('/health/ready', async (_request, reply) => {
    try {
      await db`select 1 from platform.installation`
      return { status: 'ready' }
    } catch {
      reply.code(503)
      return { status: 'not-ready' }
    }
  })
}

function operators(server: Server, worker: Worker) {
  server.fastify.get('/metrics', async (request, reply) => {
    const actor = await server.identify(request)
    if (actor.kind !== 'operator') throw actor.kind === 'anonymous' ? signInNeeded() : notAllowed()
    reply.type(metrics.contentType)
    return metrics.metrics()
  })
  serve(server, contract.readInstallation, async ({ ports }) => ({ mode: ports.mode }))
  serve(server, contract.listServiceErrors, async ({ sql }) => ({
    errors: await sql<contract.ServiceError[]>`
      select fingerprint, act, kind, place, count, first_at, last_at, last_request
      from platform.service_errors order by last_at desc limit 200`,
    parked: await sql<contract.ParkedEvent[]>`
      select listener, event_id, name, attempts, error, parked_at
      from platform.parked_events order by parked_at desc limit 200`,
  }))
  serve(server, contract.forgetServiceError, async ({ sql }, { params }) => {
    const gone = await sql`delete from platform.service_errors where fingerprint = ${params.fingerprint}`
    return { forgotten: gone.count > 0 }
  })
  serve(server, contract.retryParkedEvent, async (_call, { params }) => {
    const listener = worker.listeners.find(({ name }) => name === params.listener)
    if (!listener) throw contract.parkedUnknown()
    return { through: await retryParked(server, listener, params.eventId) }
  })
}

/** Server-sent events: open pages hear that something changed, never what. */
function live(server: Server) {
  let open = 0
  server.fastify.get('/api/live', async (request, reply) => {
    const actor = await server.identify(request)
    const topics = topicsOf(actor)
    if (topics.length === 0) throw signInNeeded()
    if (open >= OPEN_PAGES_MAX) {
      reply.code(503).send()
      return reply
    }
    open += 1
    reply.hijack()
    const stream = reply.raw
    stream.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    })
    stream.write('retry: 2000\n\n')
    const unsubscribe = server.live.subscribe(topics, (poke) => {
      stream.write(`data: ${JSON.stringify({ topic: poke.topic.split(':')[0], what: poke.what })}\n\n`)
    })
    const beat = setInterval(() => stream.write(': beat\n\n'), BEAT_MS)
    server.live.track(stream)
    stream.on('close', () => {
      open -= 1
      clearInterval(beat)
      unsubscribe()
      server.live.untrack(stream)
    })
    return reply
  })
}
