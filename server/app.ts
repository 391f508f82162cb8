import { identifier, representation } from '#accounts'
import * as audit from '#audit'
import { closeProviders } from '#authentication'
import { compressAnswers } from '#platform/compressed-answers.ts'
import { connectionsOf } from '#platform/connections.ts'
import type { Database } from '#platform/db.ts'
import { fileJobs } from '#platform/files.ts'
import { newFastify, type Server, type Tls } from '#platform/http.ts'
import { newWorker, type RunningWorker, startWorker, type Worker } from '#platform/jobs.ts'
import { startLive, tellSubjects } from '#platform/live.ts'
import { routes as platformRoutes } from '#platform/routes.ts'
import { platformJobs } from '#platform/upkeep.ts'
import type { Ports } from '#ports/ports.ts'
import { loadReference, REFERENCE_TOPIC, reloadReference, units, workingCalendar } from '#reference'
import { loadCatalogue } from '#services'
import { jobs as accountsJobs } from './modules/accounts/jobs.ts'
import { routes as accountsRoutes } from './modules/accounts/routes.ts'
import { routes as auditRoutes } from './modules/audit/routes.ts'
import { jobs as authenticationJobs } from './modules/authentication/jobs.ts'
import { routes as authenticationRoutes } from './modules/authentication/routes.ts'
import { jobs as documentsJobs } from './modules/documents/jobs.ts'
import { routes as documentsRoutes } from './modules/documents/routes.ts'
import { routes as feedbackRoutes } from './modules/feedback/routes.ts'
import { jobs as notificationsJobs } from './modules/notifications/jobs.ts'
import { routes as notificationsRoutes } from './modules/notifications/routes.ts'
import { jobs as paymentsJobs } from './modules/payments/jobs.ts'
import { routes as paymentsRoutes } from './modules/payments/routes.ts'
import { jobs as populationJobs } from './modules/population/jobs.ts'
import { routes as populationRoutes } from './modules/population/routes.ts'
import { jobs as privacyJobs } from './modules/privacy/jobs.ts'
import { routes as privacyRoutes } from './modules/privacy/routes.ts'
import { routes as referenceRoutes } from './modules/reference/routes.ts'
import { jobs as residenceJobs } from './modules/residence/jobs.ts'
import { routes as residenceRoutes } from './modules/residence/routes.ts'
import { jobs as servicesJobs } from './modules/services/jobs.ts'
import { routes as servicesRoutes } from './modules/services/routes.ts'
import { routes as steeringRoutes } from './modules/steering/routes.ts'
import { jobs as verificationJobs } from './modules/verification/jobs.ts'
import { routes as verificationRoutes } from './modules/verification/routes.ts'

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
  'feedback',
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
  tls?: Tls | undefined
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
  const clock = options.clock ?? (() => new Date())
  const live = await startLive(db, clock)
  live.subscribe([REFERENCE_TOPIC], () => reloadReference(ports))
  const identify = await identifier({
    db,
    publicUrl: ports.publicUrl,
    metricsToken: options.metricsToken,
    clock,
  })
  const fastify = newFastify({ trustProxy: options.trustProxy ?? false, tls: options.tls })
  await compressAnswers(fastify)
  const server: Server = {
    fastify,
    db,
    ports,
    audit: audit.auditLog(db, (actor, entry) => tellSubjects(live, actor, entry)),
    live,
    endpoints: [],
    identify,
    represent: representation({ sql: db, ports, clock }),
    clock,
  }
  const endConnections = connectionsOf(server.fastify.server)
  const worker = newWorker()
  referenceRoutes(server)
  auditRoutes(server)
  populationRoutes(server)
  populationJobs(worker)
  privacyRoutes(server)
  privacyJobs(worker)
  residenceRoutes(server)
  residenceJobs(worker)
  accountsRoutes(server)
  authenticationRoutes(server)
  documentsRoutes(server)
  paymentsRoutes(server)
  servicesRoutes(server)
  feedbackRoutes(server)
  verificationRoutes(server)
  notificationsRoutes(server)
  servicesJobs(worker)
  verificationJobs(worker)
  notificationsJobs(worker)
  steeringRoutes(server)
  platformRoutes(server, worker)
  platformJobs(worker)
  accountsJobs(worker)
  authenticationJobs(worker)
  documentsJobs(worker)
  paymentsJobs(worker)
  fileJobs(worker)
  return {
    server,
    worker,
    startWorker: (connectionString) => startWorker(server, worker, connectionString),
    async close() {
      endConnections()
      await live.close()
      await identify.sessions.close()
      await closeProviders(server)
      await server.fastify.close()
      await server.audit.close()
    },
  }
}

/** Reads what every call needs into memory, so that the first one does not wait for it. */
export async function warm({ server }: App): Promise<void> {
  const call = { sql: server.db, ports: server.ports }
  await Promise.all([units(call), workingCalendar(call)])
}

/** Brings the law, the units and the catalogue of this version into a migrated database. Safe to repeat. */
export async function prepare(owner: Database, mode: Ports['mode']): Promise<void> {
  await loadReference(owner, mode)
  await audit.loadPurposes(owner)
  await loadCatalogue(owner)
}
