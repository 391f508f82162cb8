/** Endpoints of the program itself: what is broken, what waits, and the live channel. */
import { type Static, Type } from 'typebox'
import { endpoint } from './endpoint.ts'
import { problem } from './problem.ts'
import { Instant, Nullable, Uuid } from './schemas.ts'

export const parkedUnknown = problem(404, 'platform/parked-event-unknown', {
  vi: 'Sự kiện này không còn chờ xử lý',
  en: 'This event is no longer waiting',
})

/** An unexpected error, grouped; what it was about is not kept. */
export const ServiceError = Type.Object({
  fingerprint: Type.String(),
  act: Type.String(),
  kind: Type.String(),
  place: Type.String(),
  count: Type.Integer(),
  firstAt: Instant,
  lastAt: Instant,
  lastRequest: Nullable(Type.String()),
})
export type ServiceError = Static<typeof ServiceError>

/** An event that a listener could not handle; later ones of the same person wait behind it. */
export const ParkedEvent = Type.Object({
  listener: Type.String(),
  eventId: Uuid,
  name: Type.String(),
  attempts: Type.Integer(),
  error: Nullable(Type.String()),
  parkedAt: Instant,
})
export type ParkedEvent = Static<typeof ParkedEvent>

/** In a sandbox all people are made up and codes are shown; pages say so. */
export const readInstallation = endpoint({
  method: 'GET',
  path: '/platform/installation',
  summary: 'Whether this installation is a sandbox',
  access: { public: true },
  cacheSeconds: 300,
  reply: Type.Object({ mode: Type.Union([Type.Literal('sandbox'), Type.Literal('production')]) }),
})

const administrators = {
  officer: { roles: ['administrator'], within: 'nation', purpose: 'platform/operate' },
} as const

export const listServiceErrors = endpoint({
  method: 'GET',
  path: '/platform/service-errors',
  summary: 'Unexpected errors, grouped, newest first (at most 200)',
  access: administrators,
  reply: Type.Object({ errors: Type.Array(ServiceError), parked: Type.Array(ParkedEvent) }),
})

export const forgetServiceError = endpoint({
  method: 'DELETE',
  path: '/platform/service-errors/:fingerprint',
  summary: 'Forget an error that was mended',
  access: administrators,
  params: Type.Object({ fingerprint: Type.String({ pattern: '^[0-9a-f]{16}$' }) }),
  reply: Type.Object({ forgotten: Type.Boolean() }),
})

export const retryParkedEvent = endpoint({
  method: 'POST',
  path: '/platform/parked-events/:listener/:eventId/retry',
  summary: 'Try a parked event again, and those behind it',
  access: administrators,
  params: Type.Object({ listener: Type.String({ maxLength: 100 }), eventId: Uuid }),
  reply: Type.Object({ through: Type.Integer() }),
  problems: [parkedUnknown],
})
