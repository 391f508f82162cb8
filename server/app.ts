import * as audit from '#audit'
import { loadReference } from '#reference'
import type { Address, Database } from '#platform/db.ts'
import { fileJobs } from '#platform/files.ts'
import { newFastify, type Server } from '#platform/http.ts'
import { newWorker, type RunningWorker, startWorker, type Worker } from '#platform/jobs.ts'
import { startLive } from '#platform/live.ts'
import { routes as platformRoutes } from '#platform/routes.ts'
import type { Ports } from '#ports/ports.ts'
import { routes as auditRoutes } from './modules/audit/routes.ts'
import { jobs as documentsJobs } from './modules/documents/jobs.ts'
import { routes as documentsRoutes } from './modules/documents/routes.ts'
import { routes as referenceRoutes } from './modules/reference/routes.ts'

/**
 * The modules in order: one may know those above it, never those below. This list is the architecture; the test
 * beside it reads the imports.
 */
export const modules = [
  'reference',
  'audit',
  'population',
  'privacy',
  'residence',
  'card',
  'registers',
  'accounts',
  'authentication',
  'exchange',
  'documents',
  'payments',
  'services',
  'verification',
  'benefits',
  'notifications',
  'steering',
  'assistant',
] as const

export interface AppOptions {
  db: Database
  ports: Ports
  trustProxy?: boolean
  tls?: { key: Buffer; cert: Buffer } | undefined
  metricsToken?: string | undefined
  clock?: () => Date
}

export interface App {
  server: Server
  worker: Worker
  startWorker(connectionString: string): Promise<RunningWorker>
  close(): Promise<void>
}

/** Puts the program together: the platform, then every module once, in order. */
export async function newApp(options: AppOptions): Promise<App> {
  const { db, ports } = options
  const live = await startLive(db)
  const server: Server = {
    fastify: newFastify({ trustProxy: options.trustProxy ?? false, tls: options.tls }),
    db,
    ports,
    audit: audit.auditLog(db),
    live,
    endpoints: [],
    identify: async () => ({ kind: 'anonymous' }),
    clock: options.clock ?? (() => new Date()),
  }
  const worker = newWorker()
  referenceRoutes(server)
  auditRoutes(server)
  documentsRoutes(server)
  documentsJobs(worker)
  fileJobs(worker)
  platformRoutes(server, worker)
  return {
    server,
    worker,
    startWorker: (connectionString) => startWorker(server, worker, connectionString),
    async close() {
      await live.close()
      await server.fastify.close()
      await server.audit.close()
    },
  }
}

/** Brings the law, the units and the catalogue of this version into a migrated database. Safe to repeat. */
export async function prepare(owner: Database, mode: Ports['mode']): Promise<void> {
  await loadReference(owner, mode)
  await audit.loadPurposes(owner)
}

export type { Address }
