/** A fresh database and the whole app, for tests: one copy of a template for each test file. */
import { spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyRequest } from 'fastify'
import { expect, inject } from 'vitest'
import { noBiometrics, sandboxBiometrics } from '#ports/biometrics.ts'
import { noClientAuthorities } from '#ports/client-authorities.ts'
import { sandboxFaces } from '#ports/faces.ts'
import { noImmigration, type SandboxImmigration, sandboxImmigration } from '#ports/immigration-register.ts'
import { openFileKeys } from '#ports/keys-file.ts'
import { type InboxMessage, sandboxMessages } from '#ports/messages.ts'
import { networkPlaces } from '#ports/network-places.ts'
import { noRegisters } from '#ports/other-registers.ts'
import { noPaymentGateway, type SandboxGateway, sandboxGateway } from '#ports/payment-gateway.ts'
import { noPhoneOwners, sandboxPhoneOwners } from '#ports/phone-owners.ts'
import type { Ports } from '#ports/ports.ts'
import { type SandboxRegisters, sandboxRegisters } from '#ports/sandbox-registers.ts'
import { type App, type AppOptions, newApp, prepare } from '../app.ts'
import type { Actor, Call } from '../platform/call.ts'
import { newEntry } from '../platform/call.ts'
import {
  digestName,
  ensureDatabase,
  openPlace,
  type Place,
  placeByUrl,
  stringsOf,
} from '../platform/cluster.ts'
import { APP_ROLE, connect, type Database } from '../platform/db.ts'
import type { Endpoint } from '../platform/endpoint.ts'
import type { Server } from '../platform/http.ts'
import { uuidv7 } from '../platform/ids.ts'
import { settle } from '../platform/jobs.ts'
import { allMigrations, migrate } from '../platform/migrate.ts'
import { deriveSeal } from '../platform/seal.ts'

export interface Answer<Reply> {
  status: number
  body: Reply
  headers: Record<string, unknown>
  bytes: Buffer
}

export interface As {
  /** Calls an endpoint as the web would; throws the problem document when it is refused. */
  call<P, Q, B, R>(endpoint: Endpoint<P, Q, B, R>, input?: CallInput<P, Q, B>): Promise<R>
  /** The same, answering with status and headers whatever happens. */
  send<P, Q, B, R>(endpoint: Endpoint<P, Q, B, R>, input?: CallInput<P, Q, B>): Promise<Answer<R>>
}

export interface CallInput<P, Q, B> {
  params?: P
  query?: Q
  body?: B
  headers?: Record<string, string>
}

export interface Platform {
  app: App
  server: Server
  ports: Ports
  /** The application's connection. */
  sql: Database
  /** The owner's, for looking behind and for setting scenes. */
  owner: Database
  inbox(): readonly InboxMessage[]
  /** The sandbox's device and operators, to be told what to answer. */
  biometrics: ReturnType<typeof sandboxBiometrics>
  phoneOwners: ReturnType<typeof sandboxPhoneOwners>
  /** The sandbox's immigration register, to be told who lives here. */
  immigration: SandboxImmigration
  /** The sandbox's bank, to pay with and to let it tell. */
  bank: SandboxGateway
  otherRegisters: SandboxRegisters
  as(actor: Actor): As
  /** Runs listeners and due jobs until nothing is left. */
  settle(): Promise<void>
  /** A call of the program's own, in one transaction. */
  act<T>(work: (call: Call) => Promise<T>, options?: { actor?: Actor; now?: Date }): Promise<T>
  /** Sets the clock of calls. */
  at(instant: Date | string | null): void
  connectionStrings: { owner: string; app: string }
  /** Where its database and keys are, for a second program beside it. */
  place: Place
  keysFolder: string
  close(): Promise<void>
}

let open: { file: string; platform: Promise<Platform> } | undefined

/** The platform of this test file, on its own copy of the template database. */
export async function platform(): Promise<Platform> {
  const file = expect.getState().testPath ?? 'unknown'
  if (open?.file !== file) {
    const before = open
    open = { file, platform: makePlatform() }
    if (before) await (await before.platform).close().catch(() => {})
  }
  return open.platform
}

/** Two networks that no other test comes from. */
const TEST_NETWORKS =
  '233.252.0.0/25,Hà Nội,21.03,105.85\n233.252.0.128/25,Thành phố Hồ Chí Minh,10.78,106.7\n'

/** Another platform beside the file's own, e.g. to start a program twice or in production mode. */
export async function makePlatform(options: { mode?: Ports['mode'] } = {}): Promise<Platform> {
  const place = await copyOfTemplate()
  const { owner, app: db } = openPlace(place, 4)
  const connectionStrings = stringsOf(place)
  const keysFolder = mkdtempSync(join(tmpdir(), 'dean06-keys-'))
  const keys = openFileKeys(keysFolder, 'sandbox')
  const messages = sandboxMessages()
  const biometrics = sandboxBiometrics()
  const phoneOwners = sandboxPhoneOwners()
  const immigration = sandboxImmigration()
  const bank = sandboxGateway(join(mkdtempSync(join(tmpdir(), 'dean06-bank-')), 'bank.jsonl'))
  const otherRegisters = sandboxRegisters(mkdtempSync(join(tmpdir(), 'dean06-registers-')))
  const ports: Ports = {
    keys,
    seal: await deriveSeal(keys),
    messages,
    faces: sandboxFaces(),
    biometrics: options.mode === 'production' ? noBiometrics : biometrics,
    phoneOwners: options.mode === 'production' ? noPhoneOwners : phoneOwners,
    immigration: options.mode === 'production' ? noImmigration : immigration,
    otherRegisters: options.mode === 'production' ? noRegisters : otherRegisters,
    clientAuthorities: noClientAuthorities,
    networkPlaces: networkPlaces(TEST_NETWORKS),
    payments: options.mode === 'production' ? noPaymentGateway : bank,
    fileFolder: mkdtempSync(join(tmpdir(), 'dean06-files-')),
    publicUrl: 'http://localhost:6006',
    mode: options.mode ?? 'sandbox',
  }
  let now: Date | null = null
  const app = await newApp({ db, ports, clock: () => now ?? new Date() })
  const { server } = app
  const actors = new Map<string, Actor>()
  const identify = server.identify
  server.identify = Object.assign(async (request: FastifyRequest) => {
    const name = request.headers['test-actor']
    return (typeof name === 'string' && actors.get(name)) || identify(request)
  }, identify)
  return {
    app,
    server,
    ports,
    sql: db,
    owner,
    connectionStrings,
    place,
    keysFolder,
    inbox: messages.inbox,
    biometrics,
    phoneOwners,
    immigration,
    bank,
    otherRegisters,
    as(actor) {
      const name = uuidv7()
      actors.set(name, actor)
      return callsAs(server, name)
    },
    settle: () => settle(server, app.worker, connectionStrings.app),
    act: (work, { actor, now: at } = {}) =>
      db.begin(async (sql) => {
        const instant = at ?? now ?? new Date()
        const entry = newEntry('test', instant)
        const call: Call = {
          sql,
          actor: actor ?? { kind: 'system', name: 'test' },
          now: instant,
          ports,
          entry,
        }
        return work(call)
      }) as Promise<Awaited<ReturnType<typeof work>>>,
    at(instant) {
      now = instant === null ? null : new Date(instant)
    },
    async close() {
      await app.close()
      await db.end({ timeout: 1 })
      await owner.end({ timeout: 1 })
    },
  }
}

/** A second program in this process, on the same database and with the same keys; its statements can be heard. */
export async function programBeside(
  { place, ports }: Pick<Platform, 'place' | 'ports'>,
  onStatement?: (text: string) => void,
  options: Pick<AppOptions, 'tls' | 'trustProxy'> = {},
): Promise<App> {
  const db = connect({ ...place.app, max: 8, ...(onStatement ? { onStatement } : {}) })
  const app = await newApp({ ...options, db, ports })
  return {
    ...app,
    async close() {
      await app.close()
      await db.end({ timeout: 1 })
    },
  }
}

export interface ChildProgram {
  url: string
  /** kill −9. */
  kill(): Promise<void>
}

/** A web process of its own on the same database and with the same keys. */
export async function childProgram({
  place,
  keysFolder,
}: Pick<Platform, 'place' | 'keysFolder'>): Promise<ChildProgram> {
  const file = join(import.meta.dirname, 'child-program.ts')
  const child = spawn(process.execPath, [file, JSON.stringify({ app: place.app, keysFolder })], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  const url = await new Promise<string>((done, fail) => {
    child.stdout.on('data', (text) => {
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(String(text))
      if (found) done(found[0])
    })
    child.once('exit', (code) => fail(new Error(`the process ended with ${code}`)))
  })
  return {
    url,
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

function callsAs(server: Server, actorName: string): As {
  async function send<P, Q, B, R>(endpoint: Endpoint<P, Q, B, R>, input: CallInput<P, Q, B> = {}) {
    const query = new URLSearchParams(
      Object.entries(input.query ?? {}).filter(([, value]) => value !== undefined) as [string, string][],
    )
    const body = input.body as unknown
    const answer = await server.fastify.inject({
      method: endpoint.method,
      url: `/api${pathOf(endpoint.path, input.params)}${query.size > 0 ? `?${query}` : ''}`,
      headers: {
        'test-actor': actorName,
        ...(body === undefined ? {} : { 'content-type': endpoint.accepts ?? 'application/json' }),
        ...input.headers,
      },
      ...(body === undefined ? {} : { payload: Buffer.isBuffer(body) ? body : JSON.stringify(body) }),
    })
    const json = String(answer.headers['content-type'] ?? '').includes('json')
    return {
      status: answer.statusCode,
      headers: answer.headers,
      bytes: answer.rawPayload,
      body: (json ? answer.json() : null) as R,
    }
  }
  return {
    send,
    async call(endpoint, input) {
      const answer = await send(endpoint, input)
      if (answer.status !== 200) throw answer.body
      return answer.body
    },
  }
}

/** Fills `:name` parts of a path. */
export function pathOf(path: string, params: unknown): string {
  return path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String((params as Record<string, unknown>)[name])),
  )
}

/** PostgreSQL of this run, given by the global set-up. */
type TestDatabase = { socketFolder: string; port: number; superuser: string } | { url: string }

const testDatabase = () => inject('database' as never) as TestDatabase

const TEMPLATE_LOCK = 6_2023

/** A new database copied from the template, which is made once for each state of migrations and data. */
async function copyOfTemplate(): Promise<Place> {
  const given = testDatabase()
  const name = `test_${uuidv7().replaceAll('-', '')}`
  const template = `template_${digestName(allMigrations().map(({ hash }) => hash))}_${process.env['TEST_RUN'] ?? process.ppid}`
  const superuser = 'superuser' in given ? given.superuser : ''
  const admin = connect({
    address: given,
    database: 'url' in given ? '' : 'postgres',
    user: superuser,
    max: 1,
  })
  try {
    await admin`select pg_advisory_lock(${TEMPLATE_LOCK})`
    const [exists] = await admin`select 1 from pg_database where datname = ${template}`
    if (!exists) await makeTemplate(admin, template)
    await admin.unsafe(`create database "${name}" template "${template}"`)
  } finally {
    await admin.end()
  }
  return placeOf(given, name)
}

async function placeOf(given: TestDatabase, database: string): Promise<Place> {
  if ('url' in given) return placeByUrl(given.url, undefined, database)
  return ensureDatabase({ address: given, superuser: given.superuser }, database)
}

async function makeTemplate(admin: Database, template: string) {
  const given = testDatabase()
  const making = `${template}_making`
  await admin.unsafe(`drop database if exists "${making}" with (force)`)
  if ('url' in given) await admin.unsafe(`create database "${making}"`)
  const place = await placeOf(given, making)
  const { owner, app } = openPlace(place, 1)
  await migrate(owner, stringsOf(place).owner)
  await prepare(owner, 'sandbox')
  await owner.end()
  await app.end()
  await admin.unsafe(`alter database "${making}" rename to "${template}"`)
}

export { APP_ROLE }
