import { AsyncLocalStorage } from 'node:async_hooks'
import pLimit from 'p-limit'
import postgres from 'postgres'

/** A tagged-template SQL client: the pool, or the transaction of a call. */
// biome-ignore lint/complexity/noBannedTypes: postgres.js types its custom parsers so.
export type Sql = postgres.ISql<{}>
// biome-ignore lint/complexity/noBannedTypes: as above.
export type Database = postgres.Sql<{}>

/** Where PostgreSQL is: a Unix socket folder of our own server, or a URL. */
export type Address = { socketFolder: string; port: number } | { url: string }

export interface ConnectOptions {
  address: Address
  database: string
  user: string
  /** Take this role after connecting, when one login serves owner and application. */
  role?: string
  max?: number
  /** Hears the text of every statement: how tests and benchmarks count them. */
  onStatement?: (text: string) => void
}

export const OWNER_ROLE = 'dean06_owner'
export const APP_ROLE = 'dean06_app'

const toIso = (text: string) => new Date(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')).toISOString()

/** Columns arrive in camelCase; `date` stays text, `bigint` becomes number, `timestamptz` ISO 8601 in UTC. */
const types = {
  day: { to: 1082, from: [1082], serialize: String, parse: (text: string) => text },
  bigint: { to: 20, from: [20], serialize: String, parse: Number },
  instant: {
    to: 1184,
    from: [1184],
    serialize: (value: Date | string) => (value instanceof Date ? value.toISOString() : value),
    parse: toIso,
  },
}

export function connect({ address, database, user, role, max = 10, onStatement }: ConnectOptions): Database {
  const shared = {
    database,
    max,
    onnotice: () => {},
    transform: { column: postgres.camel.column, undefined: null },
    types,
    ...(onStatement ? { debug: (_connection: number, text: string) => onStatement(text) } : {}),
    connection: { application_name: 'dean06', ...(role ? { role } : {}) },
  }
  const sql =
    'url' in address
      ? postgres(address.url, { ...shared, ...(database ? { database } : {}) })
      : postgres({ ...shared, host: address.socketFolder, port: address.port, user })
  return keepingSpare(sql as unknown as Database, max)
}

/**
 * Keeps some connections of a pool for single statements, so that what a call reads or counts beside its own
 * transaction never waits for transactions that themselves wait for it: with as many of those as connections, all
 * would wait for ever. A transaction in a transaction is refused, for the same reason.
 */
function keepingSpare(sql: Database, max: number): Database {
  const turn = pLimit(Math.max(1, max - Math.ceil(max / 4)))
  const begin = sql.begin as (...parts: unknown[]) => Promise<unknown>
  const inTurn = async (...parts: unknown[]) => {
    if (open.getStore()?.open) throw new Error('A transaction within a transaction: use the sql of the call')
    const transaction = { open: true }
    const work = () => open.run(transaction, () => begin(...parts))
    return await turn(work).finally(() => {
      transaction.open = false
    })
  }
  return Object.assign(sql, { begin: inTurn })
}

const open = new AsyncLocalStorage<{ open: boolean }>()

/** The same place in the form that other drivers understand. */
export function connectionString(options: ConnectOptions): string {
  const { address, database, user, role } = options
  const suffix = role ? `options=${encodeURIComponent(`-c role=${role}`)}` : ''
  if ('url' in address) {
    const url = new URL(address.url)
    if (database) url.pathname = `/${database}`
    if (role) url.searchParams.set('options', `-c role=${role}`)
    return url.toString()
  }
  const host = encodeURIComponent(address.socketFolder)
  return `postgres://${user}@/${database}?host=${host}&port=${address.port}${suffix ? `&${suffix}` : ''}`
}

export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  return (
    error instanceof postgres.PostgresError &&
    (error.code === '23505' || error.code === '23P01') &&
    (constraint === undefined || error.constraint_name === constraint)
  )
}
