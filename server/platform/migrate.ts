import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runMigrations } from 'graphile-worker'
import { APP_ROLE, type Database } from './db.ts'
import { WAKE } from './events.ts'

const MIGRATION_LOCK = 6_2022

export interface Migration {
  name: string
  sql: string
  hash: string
}

/** Every migration of the platform and the modules, in the order of their minute. */
export function allMigrations(): Migration[] {
  const root = join(dirname(fileURLToPath(import.meta.url)), '..')
  return globSync('{platform,modules/*}/migrations/*.sql', { cwd: root })
    .sort((a, b) => (basename(a) < basename(b) ? -1 : 1))
    .map((path) => {
      const sql = readFileSync(join(root, path), 'utf8')
      return { name: basename(path, '.sql'), sql, hash: createHash('sha256').update(sql).digest('hex') }
    })
}

/**
 * Brings the database forward, never back. Several programs may start together: one holds the lock, the
 * others wait. A migration that was edited after it ran is refused. Returns the names that ran.
 */
export async function migrate(owner: Database, ownerConnection: string): Promise<string[]> {
  await ensureRole(owner)
  const ran: string[] = []
  const lock = await owner.reserve()
  try {
    await lock`select pg_advisory_lock(${MIGRATION_LOCK})`
    await lock`create schema if not exists platform`
    await lock`create table if not exists platform.migrations (
      name text primary key, hash text not null, applied_at timestamptz not null default now())`
    const done = new Map(
      (await lock<{ name: string; hash: string }[]>`select name, hash from platform.migrations`).map(
        (row) => [row.name, row.hash],
      ),
    )
    await runMigrations({ connectionString: ownerConnection, logger: silent })
    for (const migration of allMigrations()) {
      const before = done.get(migration.name)
      if (before === migration.hash) continue
      if (before) throw new Error(`Migration ${migration.name} was changed after it ran; write a new one.`)
      await owner.begin(async (sql) => {
        await sql`insert into platform.migrations ${sql({ name: migration.name, hash: migration.hash })}`
        await sql.unsafe(migration.sql)
      })
      ran.push(migration.name)
    }
    if (ran.length > 0) await grantJobs(owner)
  } finally {
    await lock`select pg_advisory_unlock(${MIGRATION_LOCK})`.catch(() => {})
    lock.release()
  }
  return ran
}

/** The application's role owns nothing and may do only what migrations grant. */
async function ensureRole(owner: Database) {
  await owner`select 1 from pg_roles where rolname = ${APP_ROLE}`.then(async ([row]) => {
    if (!row) await owner.unsafe(`create role ${APP_ROLE} login`).catch(ignoreDuplicate)
  })
}

function ignoreDuplicate(error: { code?: string }) {
  if (error.code !== '42710' && error.code !== '23505') throw error
}

/** Jobs belong to graphile-worker's schema; the application may add, take and finish them. */
async function grantJobs(owner: Database) {
  await owner.unsafe(`
    grant usage on schema graphile_worker to ${APP_ROLE};
    grant select, insert, update, delete on all tables in schema graphile_worker to ${APP_ROLE};
    grant usage on all sequences in schema graphile_worker to ${APP_ROLE};
    grant execute on all functions in schema graphile_worker to ${APP_ROLE};
    -- Known beforehand: the first emitters would otherwise wait for each other to name this task.
    insert into graphile_worker._private_tasks (identifier) values ('${WAKE}') on conflict do nothing;
    do $$
    declare private record;
    begin
      for private in select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'graphile_worker' and c.relrowsecurity
          and not exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polname = 'application')
      loop
        execute format('create policy application on graphile_worker.%I to ${APP_ROLE} using (true) with check (true)',
          private.relname);
      end loop;
    end $$;`)
}

const silent = await import('graphile-worker').then(({ Logger }) => new Logger(() => () => {}))
