import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Ports } from '#ports/ports.ts'
import type { Actor, CitizenActor, Entry } from './call.ts'
import type { Database, Sql } from './db.ts'
import type { AnyEndpoint } from './endpoint.ts'
import type { Live } from './live.ts'

/** Where audit entries go: within a write's transaction, or by group commit for a read. */
export interface AuditLog {
  write(sql: Sql, actor: Actor, entry: Entry): Promise<void>
  append(actor: Actor, entry: Entry): Promise<void>
  close(): Promise<void>
}

/** One running program: what modules register their routes on. */
export interface Server {
  fastify: FastifyInstance
  db: Database
  ports: Ports
  audit: AuditLog
  live: Live
  endpoints: AnyEndpoint[]
  /** Who calls; registered by `accounts`. */
  identify(request: FastifyRequest): Promise<Actor>
  /** The citizen for whom he says that he acts, when he may; registered by `accounts`. Throws what refuses it. */
  represent(request: FastifyRequest, actor: CitizenActor): Promise<CitizenActor>
  /** The clock of calls; tests set it. */
  clock(): Date
}
