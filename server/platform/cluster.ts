import { createHash } from 'node:crypto'
import {
  type Address,
  APP_ROLE,
  type ConnectOptions,
  connect,
  connectionString,
  type Database,
  OWNER_ROLE,
} from './db.ts'

/** A database of ours on a server: who owns it, who works in it, and both as other drivers want them. */
export interface Place {
  owner: ConnectOptions
  app: ConnectOptions
}

export interface Cluster {
  address: Address
  /** Login that may make roles and databases on our own server; a URL brings its own. */
  superuser: string
  ownerUrl?: string | undefined
}

/** Makes the two roles and the database when they are missing. On a server by URL the database is the URL's own. */
export async function ensureDatabase(cluster: Cluster, database: string): Promise<Place> {
  if ('url' in cluster.address) return placeByUrl(cluster.address.url, cluster.ownerUrl, '')
  const { address, superuser } = cluster
  const sql = connect({ address, database: 'postgres', user: superuser, max: 1 })
  try {
    await sql.unsafe(`do $$ begin
      if not exists (select 1 from pg_roles where rolname = '${OWNER_ROLE}') then
        create role ${OWNER_ROLE} login createdb createrole; end if;
      if not exists (select 1 from pg_roles where rolname = '${APP_ROLE}') then
        create role ${APP_ROLE} login; end if;
    exception when duplicate_object or unique_violation then null; end $$`)
    const [exists] = await sql`select 1 from pg_database where datname = ${database}`
    if (!exists) await sql.unsafe(`create database "${database}" owner ${OWNER_ROLE}`)
  } finally {
    await sql.end()
  }
  return {
    owner: { address, database, user: OWNER_ROLE },
    app: { address, database, user: APP_ROLE },
  }
}

/** One login may serve as owner and, with the lesser role taken at connection, as application. */
export function placeByUrl(url: string, ownerUrl: string | undefined, database: string): Place {
  const owner = { address: { url: ownerUrl ?? url }, database, user: '' }
  const app = { address: { url }, database, user: '', ...(ownerUrl ? {} : { role: APP_ROLE }) }
  return { owner, app }
}

export function openPlace({ owner, app }: Place, appConnections = 16): { owner: Database; app: Database } {
  return { owner: connect({ ...owner, max: 3 }), app: connect({ ...app, max: appConnections }) }
}

export function stringsOf({ owner, app }: Place): { owner: string; app: string } {
  return { owner: connectionString(owner), app: connectionString(app) }
}

/** A short name for a set of migrations and data, so that a test template is made once for each. */
export function digestName(parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 12)
}
