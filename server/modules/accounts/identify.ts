import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Actor, RelyingPartyActor } from '#platform/call.ts'
import type { Database } from '#platform/db.ts'
import { APP_HEADER, type AppName, apps, crossSite } from './contract.ts'
import { cookieName } from './session-cookie.ts'
import { type LiveSession, type Sessions, startSessions } from './sessions.ts'

export interface IdentifierParts {
  db: Database
  publicUrl: string
  metricsToken: string | undefined
  clock(): Date
}

/** Who calls; carries the live sessions of this process. */
export interface Identify {
  (request: FastifyRequest): Promise<Actor>
  sessions: Sessions
  /** How the token of a relying party is read: put here by `authentication`, whose provider gives it. */
  tokens: { read?: (request: FastifyRequest) => Promise<RelyingPartyActor | undefined> }
  /** The session a request belongs to, with what its pages show. */
  sessionOf(request: FastifyRequest): Promise<LiveSession | undefined>
}

const ANONYMOUS: Actor = Object.freeze({ kind: 'anonymous' })
const OPERATOR: Actor = Object.freeze({ kind: 'operator' })

/**
 * Says who calls. A web app's call names its app in a header that no other site can send; a link or an event stream
 * may name it in the query, for reading only. Throws crossSite when the browser says that the call comes from
 * another site.
 */
export async function identifier(parts: IdentifierParts): Promise<Identify> {
  const sessions = await startSessions(parts.db)
  const tokens: Identify['tokens'] = {}
  const origin = new URL(parts.publicUrl).origin
  const operatorToken = parts.metricsToken ? digest(parts.metricsToken) : null

  async function sessionOf(request: FastifyRequest): Promise<LiveSession | undefined> {
    const app = appOf(request)
    if (!app) return undefined
    const token = cookieOf(request.headers.cookie, cookieName(app))
    if (!token) return undefined
    if (comesFromElsewhere(request, origin)) throw crossSite()
    const session = await sessions.find(token, parts.clock())
    return session?.app === app ? session : undefined
  }

  async function identify(request: FastifyRequest): Promise<Actor> {
    const { authorization } = request.headers
    const party = authorization ? await tokens.read?.(request) : undefined
    if (party) return party
    if (authorization?.startsWith('Bearer ')) {
      const given = digest(authorization.slice(7))
      return operatorToken && timingSafeEqual(given, operatorToken) ? OPERATOR : ANONYMOUS
    }
    return (await sessionOf(request))?.holder.actor ?? ANONYMOUS
  }
  return Object.assign(identify, { sessions, sessionOf, tokens })
}

function appOf(request: FastifyRequest): AppName | undefined {
  const named = request.headers[APP_HEADER]
  const wanted = named ?? (reads(request) ? (request.query as { app?: unknown } | undefined)?.app : undefined)
  return apps.find((app) => app === wanted)
}

function reads({ method }: FastifyRequest): boolean {
  return method === 'GET' || method === 'HEAD'
}

function comesFromElsewhere(request: FastifyRequest, origin: string): boolean {
  const site = request.headers['sec-fetch-site']
  // A link in a letter may open a document: a top-level navigation that only reads.
  const followed = reads(request) && request.headers['sec-fetch-mode'] === 'navigate'
  if (site !== undefined && site !== 'same-origin' && site !== 'none' && !followed) return true
  const from = request.headers.origin
  return from !== undefined && from !== origin && !isSameHost(from, request.headers.host)
}

function isSameHost(origin: string, host: string | undefined): boolean {
  return host !== undefined && (origin === `https://${host}` || origin === `http://${host}`)
}

/** Value of one cookie, or nothing. */
export function cookieOf(header: string | undefined, name: string): string | undefined {
  for (const part of header?.split(';') ?? []) {
    const at = part.indexOf('=')
    if (part.slice(0, at).trim() === name) return part.slice(at + 1).trim() || undefined
  }
  return undefined
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
