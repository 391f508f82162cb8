import { randomBytes } from 'node:crypto'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runMigrations } from 'graphile-worker'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { backup } from './backup.ts'
import { type Address, connect, connectionString, type Database, type Sql } from './db.ts'
import { restore } from './restore.ts'

const folder = mkdtempSync(join(tmpdir(), 'dean06-backup-'))
const address = inject('database' as never) as Address & { superuser?: string }
const user = address.superuser ?? ''
const made: Database[] = []
const names: string[] = []
let source: Database

beforeAll(async () => {
  source = await migrated()
  await fill(source)
})

afterAll(async () => {
  for (const database of made) await database.end()
  const admin = connect({ address, database: 'url' in address ? '' : 'postgres', user, max: 1 })
  for (const name of names) await admin.unsafe(`drop database "${name}"`)
  await admin.end()
  rmSync(folder, { recursive: true })
})

/** A database of its own with a small register: what can make a restore hard is in it. */
async function migrated(): Promise<Database> {
  const name = `test_backup_${made.length}_${process.pid}_${Date.now()}`
  const admin = connect({ address, database: 'url' in address ? '' : 'postgres', user, max: 1 })
  await admin.unsafe(`create database "${name}"`)
  names.push(name)
  await admin.end()
  const database = connect({ address, database: name, user, max: 2 })
  made.push(database)
  await runMigrations({ connectionString: connectionString({ address, database: name, user }) })
  await database.unsafe(`
    create extension btree_gist;
    create schema platform;
    create table platform.migrations (name text primary key, hash text not null);
    insert into platform.migrations values ('20261121-1000-first', 'aa'), ('20261121-1010-second', 'bb');
    create table platform.installation (one boolean primary key default true, generation integer not null default 1);
    insert into platform.installation default values;
    create schema "register";
    create table register.people (
      person_number text collate "C" primary key,
      mother_number text references register.people (person_number),
      dwelling_id integer,
      name text not null,
      name_length integer generated always as (length(name)) stored,
      photo bytea, facts jsonb, born tstzrange, share double precision,
      "Odd name" text[]);
    create table register.dwellings (
      id integer generated always as identity primary key,
      head_number text references register.people (person_number));
    alter table register.people add foreign key (dwelling_id) references register.dwellings (id);
    create table register.stays (
      person_number text not null references register.people (person_number),
      during daterange not null,
      exclude using gist (person_number with =, during with &&));
    create table register.entries (at timestamptz not null, id integer not null, primary key (at, id)) partition by range (at);
    create table register.entries_rest partition of register.entries default;
    create table register.sessions (id text primary key, ends_at timestamptz);
    create materialized view register.counts as select count(*) as people from register.people;
    create sequence register.codes;`)
  return database
}

async function fill(sql: Database) {
  await sql.unsafe(`
    create table register.entries_2026_11 partition of register.entries
      for values from ('2026-11-01 00:00+00') to ('2026-12-01 00:00+00');
    insert into register.people (person_number, name, photo, facts, born, share, "Odd name")
      select lpad(n::text, 12, '0'), case when n % 7 = 0 then E'Đặng\\tThị\\nÁnh \\\\ ' || n else 'Nguyễn Văn ' || n end,
        decode(repeat(md5(n::text), 64), 'hex'), jsonb_build_object('n', n, 'ghi chú', E'dòng\\nmới'),
        tstzrange(timestamptz '1990-01-01 00:00:00.123456+07' + n * interval '1 day', null), 1.0 / n, array['a,b', null, '"']
      from generate_series(1, 2500) n;
    insert into register.dwellings (head_number) select person_number from register.people limit 10;
    update register.people set mother_number = '000000000002', dwelling_id = 1 where person_number > '000000000010';
    update register.people set name = '' where person_number = '000000000003';
    insert into register.stays select person_number, daterange('2026-01-01', '2026-01-05') from register.people;
    insert into register.entries select timestamptz '2026-10-20 00:00+00' + n * interval '6 hours', n from generate_series(1, 300) n;
    insert into register.sessions values ('open', now());
    refresh materialized view register.counts;
    select setval('register.codes', 4711);
    update platform.installation set generation = 3;
    select graphile_worker.add_job('sign', '{"document": "d1"}', 'signer', now() + interval '1 hour', 5, 'd1', -3, array['pdf']);
    select graphile_worker.add_job('sweep');
    update graphile_worker._private_jobs set attempts = 2, last_error = 'busy' where key = 'd1';
    update graphile_worker._private_jobs set locked_at = now(), locked_by = 'a worker that is gone' where key is null;`)
}

const registerHash = async (sql: Sql): Promise<string> => {
  const [row] = await sql.unsafe(
    `select md5(string_agg(p::text, '' order by person_number)) as hash from register.people p`,
  )
  return row?.hash ?? 'empty'
}

const afterLoad = async (sql: Sql) => {
  await sql`update platform.installation set generation = generation + 1`
}

function newFile(): string {
  return join(mkdtempSync(join(folder, 'file-')), 'register.backup')
}

async function everything(sql: Database) {
  const read = (query: string) => sql.unsafe(query)
  return {
    people: await registerHash(sql),
    stays: await read('select * from register.stays order by 1'),
    entries: await read(
      'select tableoid::regclass::text as place, count(*) from register.entries group by 1 order by 1',
    ),
    counts: await read('select * from register.counts'),
    keys: await read(
      `select conname, convalidated from pg_constraint where contype in ('f', 'x') and connamespace = 'register'::regnamespace order by 1`,
    ),
    jobs: await read(`select task_identifier, queue_name, run_at, attempts, max_attempts, last_error, key, priority, flags, locked_at
      from graphile_worker.jobs where key is not null`),
  }
}

test('a restored register is the same, with its sequences, partitions, views and waiting jobs', async () => {
  const file = newFile()
  const made = await backup(source, file, { registerHash })
  expect(made).toMatchObject({ tables: 6, rows: 2_500 + 10 + 2_500 + 300 + 1 + 1, jobs: 2 })

  const target = await migrated()
  const options = { registerHash, afterLoad, leaveOut: ['register.sessions'] }
  expect(await restore(target, file, options)).toEqual(made)
  expect(await everything(target)).toEqual(await everything(source))
  expect(await target`select nextval('register.codes')::integer as code`).toEqual([{ code: 4712 }])
  expect(await target`insert into register.dwellings default values returning id`).toEqual([{ id: 11 }])
  expect(await target`select count(*)::integer as open from register.sessions`).toEqual([{ open: 0 }])
  expect(await target`select generation from platform.installation`).toEqual([{ generation: 4 }])
  const jobs = await target`select task_identifier, locked_by from graphile_worker.jobs order by 1`
  expect(jobs).toEqual([
    { taskIdentifier: 'sign', lockedBy: null },
    { taskIdentifier: 'sweep', lockedBy: null },
  ])
})

test('a backup shows one instant, whatever is written meanwhile', async () => {
  const file = newFile()
  const made = await backup(source, file, {
    async registerHash(sql) {
      const hash = await registerHash(sql)
      await source`insert into register.people (person_number, name) values ('999999999999', 'Người đến sau')`
      return hash
    },
  })
  await source`delete from register.people where person_number = '999999999999'`
  expect(made.registerHash).toBe(await registerHash(source))
  expect(made.rows).toBe(5_312)
})

test('a database that holds people is left as it is', async () => {
  const file = newFile()
  await backup(source, file, { registerHash })
  const target = await migrated()
  await target`insert into register.people (person_number, name) values ('000000000001', 'Đã có')`
  await expect(restore(target, file, { registerHash })).rejects.toMatchObject({ code: 'target-not-empty' })
  expect(await target`select name from register.people`).toEqual([{ name: 'Đã có' }])
})

test('a backup of other migrations is refused', async () => {
  const file = newFile()
  await backup(source, file, { registerHash })
  const target = await migrated()
  await target`update platform.migrations set hash = 'cc' where name = '20261121-1010-second'`
  await expect(restore(target, file, { registerHash })).rejects.toMatchObject({
    code: 'other-migrations',
    message: expect.stringContaining('20261121-1010-second'),
  })
})

test('a restore that does not give the same register is undone, folders included', async () => {
  const file = newFile()
  const from = mkdtempSync(join(folder, 'from-'))
  writeFileSync(join(from, 'c0ffee'), 'a file')
  await backup(source, file, { registerHash, folders: { files: from } })
  const target = await migrated()
  const place = mkdtempSync(join(folder, 'place-'))
  const differing = async (sql: Sql) => `${await registerHash(sql)} but not quite`
  const wrong = { registerHash: differing, folders: { files: join(place, 'files') } }
  await expect(restore(target, file, wrong)).rejects.toMatchObject({ code: 'register-differs' })
  expect(await target`select count(*)::integer as people from register.people`).toEqual([{ people: 0 }])
  const [keys] =
    await target`select count(*)::integer as keys from pg_constraint where contype in ('f', 'x') and conparentid = 0
    and connamespace = 'register'::regnamespace`
  expect(keys).toEqual({ keys: 5 })
  expect(readdirSync(place)).toEqual([])
})

test('stored files come back byte for byte, and never replace others', async () => {
  const [from, to] = [mkdtempSync(join(folder, 'from-')), mkdtempSync(join(folder, 'to-'))]
  mkdirSync(join(from, 'ab'))
  writeFileSync(join(from, 'ab', 'c0ffee'), Buffer.from([0, 1, 2, 255]))
  writeFileSync(join(from, 'empty'), '')
  const file = newFile()
  expect(await backup(source, file, { registerHash, folders: { files: from } })).toMatchObject({ files: 2 })
  const target = await migrated()
  const options = { registerHash, folders: { files: to } }

  writeFileSync(join(to, 'other'), 'of somebody else')
  await expect(restore(target, file, options)).rejects.toMatchObject({ code: 'folder-not-empty' })
  expect(readdirSync(to)).toEqual(['other'])

  rmSync(join(to, 'other'))
  await restore(target, file, options)
  expect(readFileSync(join(to, 'ab', 'c0ffee'))).toEqual(Buffer.from([0, 1, 2, 255]))
  expect(readFileSync(join(to, 'empty'), 'utf8')).toBe('')
})

test('an encrypted backup opens with its secret alone', async () => {
  const file = newFile()
  const keyFile = randomBytes(32)
  await backup(source, file, { registerHash, secret: keyFile })
  expect(readFileSync(file).includes('Nguyễn Văn')).toBe(false)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  const target = await migrated()
  await expect(restore(target, file, { registerHash })).rejects.toMatchObject({ code: 'secret-needed' })
  await expect(restore(target, file, { registerHash, secret: randomBytes(32) })).rejects.toMatchObject({
    code: 'wrong-secret',
  })
  await restore(target, file, { registerHash, secret: keyFile })
  expect(await registerHash(target)).toBe(await registerHash(source))
})

test.each(['cut short', 'changed in the middle'])('a backup that was %s changes nothing', async (damage) => {
  const file = newFile()
  await backup(source, file, { registerHash })
  const { size } = statSync(file)
  if (damage === 'cut short') truncateSync(file, size >> 1)
  else {
    const bytes = readFileSync(file)
    bytes[size >> 1]! ^= 1
    writeFileSync(file, bytes)
  }
  const target = await migrated()
  await expect(restore(target, file, { registerHash })).rejects.toMatchObject({ code: 'archive-damaged' })
  expect(await target`select count(*)::integer as people from register.people`).toEqual([{ people: 0 }])
})

test('a backup never replaces a file, and one that fails leaves none', async () => {
  const file = newFile()
  writeFileSync(file, 'yesterday')
  await expect(backup(source, file, { registerHash })).rejects.toMatchObject({ code: 'file-exists' })
  expect(readFileSync(file, 'utf8')).toBe('yesterday')
  const missing = join(folder, 'no-such-folder', 'register.backup')
  await expect(backup(source, missing, { registerHash })).rejects.toMatchObject({ code: 'ENOENT' })
  // The connection that was reading the tables is fit for use again.
  expect(await Promise.all([source`select 1 as one`, source`select 2 as two`])).toEqual([
    [{ one: 1 }],
    [{ two: 2 }],
  ])
})
