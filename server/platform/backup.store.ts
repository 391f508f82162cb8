import type { Sql } from './db.ts'

/** Tables of ours: not the system's, not an extension's, not those of graphile-worker, whose jobs go by its API. */
export interface TableShape {
  name: string
  /** Quoted, as SQL wants it. */
  quoted: string
  columns: string[]
  partitioned: boolean
}

export interface Partition {
  quoted: string
  parent: string
  bound: string
}

export interface SequenceState {
  quoted: string
  lastValue: string
  isCalled: boolean
}

/** A foreign key or an exclusion: what is costly to check row by row, and cheap for a whole table. */
export interface Constraint {
  table: string
  name: string
  definition: string
}

export interface QueuedJob {
  identifier: string
  payload: unknown
  queue_name: string | null
  run_at: string
  max_attempts: number
  attempts: number
  last_error: string | null
  job_key: string | null
  priority: number
  flags: string[] | null
}

/** Values are written the same by every server and client. */
export async function fixFormats(sql: Sql): Promise<void> {
  await sql.unsafe(`
    set local datestyle to 'iso, ymd'; set local intervalstyle to 'postgres'; set local timezone to 'UTC';
    set local extra_float_digits to 3; set local bytea_output to 'hex'; set local search_path to pg_catalog, public;
    set local row_security to off; set local statement_timeout to 0;
    set local idle_in_transaction_session_timeout to 0`)
}

const ours = `
  n.nspname not like 'pg\\_%' and n.nspname not in ('information_schema', 'graphile_worker')
  and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')`

export async function findMigrations(sql: Sql): Promise<{ name: string; hash: string }[]> {
  return sql.unsafe('select name, hash from platform.migrations order by name collate "C"')
}

/** Whole tables by name; a partitioned one stands for its partitions. The list of migrations is compared, not moved. */
export async function findTables(sql: Sql): Promise<TableShape[]> {
  const rows = await sql.unsafe(`
    select n.nspname || '.' || c.relname as name,
           format('%I.%I', n.nspname, c.relname) as quoted,
           c.relkind = 'p' as partitioned,
           array(select format('%I', a.attname) from pg_attribute a
                 where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                 order by a.attname collate "C") as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition and ${ours}
      and (n.nspname, c.relname) <> ('platform', 'migrations')
    order by 1`)
  return rows.map(({ name, quoted, columns, partitioned }) => ({ name, quoted, columns, partitioned }))
}

/** Parents before their children. */
export async function findPartitions(sql: Sql): Promise<Partition[]> {
  const rows = await sql.unsafe(`
    with recursive tree as (
      select c.oid, 0 as depth from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'p' and not c.relispartition and ${ours}
      union all
      select i.inhrelid, tree.depth + 1 from tree join pg_inherits i on i.inhparent = tree.oid)
    select format('%I.%I', n.nspname, c.relname) as quoted, i.inhparent::regclass::text as parent,
           pg_get_expr(c.relpartbound, c.oid)
           || case when c.relkind = 'p' then ' partition by ' || pg_get_partkeydef(c.oid) else '' end as bound
    from tree join pg_class c on c.oid = tree.oid join pg_namespace n on n.oid = c.relnamespace
    join pg_inherits i on i.inhrelid = c.oid
    where tree.depth > 0
    order by tree.depth, 1`)
  return rows.map(({ quoted, parent, bound }) => ({ quoted, parent, bound }))
}

export async function makePartition(sql: Sql, { quoted, parent, bound }: Partition): Promise<void> {
  await sql.unsafe(`create table ${quoted} partition of ${parent} ${bound}`)
}

export async function findSequences(sql: Sql): Promise<SequenceState[]> {
  const names = await sql.unsafe(`
    select format('%I.%I', n.nspname, c.relname) as quoted
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'S' and ${ours} order by 1`)
  const states: SequenceState[] = []
  for (const { quoted } of names) {
    const [row] = await sql.unsafe(`select last_value::text as value, is_called as called from ${quoted}`)
    states.push({ quoted, lastValue: row?.value, isCalled: row?.called })
  }
  return states
}

export async function setSequence(sql: Sql, { quoted, lastValue, isCalled }: SequenceState): Promise<void> {
  await sql.unsafe('select setval($1::regclass, $2::bigint, $3::boolean)', [quoted, lastValue, isCalled])
}

export async function findConstraints(sql: Sql): Promise<Constraint[]> {
  const rows = await sql.unsafe(`
    select format('%I.%I', n.nspname, c.relname) as table, format('%I', k.conname) as name,
           pg_get_constraintdef(k.oid) as definition
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    where k.contype in ('f', 'x') and k.conparentid = 0 and ${ours}
    order by k.contype = 'f', 1, 2`)
  return rows.map(({ table, name, definition }) => ({ table, name, definition }))
}

export async function dropConstraints(sql: Sql, constraints: Constraint[]): Promise<void> {
  for (const { table, name } of constraints) await sql.unsafe(`alter table ${table} drop constraint ${name}`)
}

/** Adding a constraint again checks every row of the table. */
export async function addConstraints(sql: Sql, constraints: Constraint[]): Promise<void> {
  for (const { table, name, definition } of constraints) {
    await sql.unsafe(`alter table ${table} add constraint ${name} ${definition}`)
  }
}

/** The first table that holds rows of people, if any does. */
export async function findPeopleIn(sql: Sql, tables: TableShape[]): Promise<string | undefined> {
  for (const { quoted, columns, name } of tables) {
    if (!columns.includes('person_number')) continue
    const [row] = await sql.unsafe(`select exists (select from ${quoted}) as some`)
    if (row?.some) return name
  }
  return undefined
}

export async function emptyTables(sql: Sql, tables: TableShape[]): Promise<void> {
  if (tables.length > 0) await sql.unsafe(`truncate ${tables.map(({ quoted }) => quoted).join(', ')}`)
}

export function copyOut({ quoted, columns }: TableShape): string {
  return `copy (select ${columns.join(', ')} from ${quoted}) to stdout`
}

export function copyIn({ quoted, columns }: TableShape): string {
  return `copy ${quoted} (${columns.join(', ')}) from stdin`
}

export async function countRows(sql: Sql, quoted: string): Promise<number> {
  const [row] = await sql.unsafe(`select count(*)::text as count from ${quoted}`)
  return Number(row?.count)
}

export async function hasJobs(sql: Sql): Promise<boolean> {
  const [row] = await sql.unsafe(`select to_regclass('graphile_worker._private_jobs') is not null as there`)
  return row?.there
}

/** Work that waits, or was under way: after a restore it is due again. */
export async function findJobs(sql: Sql): Promise<QueuedJob[]> {
  const rows = await sql.unsafe(`
    select jsonb_build_object(
      'identifier', t.identifier, 'payload', j.payload, 'queue_name', q.queue_name, 'run_at', j.run_at,
      'max_attempts', j.max_attempts, 'attempts', j.attempts, 'last_error', j.last_error, 'job_key', j.key,
      'priority', j.priority, 'flags', (select jsonb_agg(flag) from jsonb_object_keys(j.flags) flag)) as job
    from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id
    left join graphile_worker._private_job_queues q on q.id = j.job_queue_id
    order by j.id`)
  return rows.map(({ job }) => job)
}

export async function replaceJobs(sql: Sql, jobs: QueuedJob[]): Promise<void> {
  await sql.unsafe('delete from graphile_worker._private_jobs')
  for (let at = 0; at < jobs.length; at += 1000) await addJobs(sql, jobs.slice(at, at + 1000))
}

async function addJobs(sql: Sql, jobs: QueuedJob[]) {
  const added = await sql.unsafe(
    `select (graphile_worker.add_job(
        g.identifier, g.payload, g.queue_name, g.run_at, g.max_attempts, g.job_key, g.priority, g.flags)).id::text as id,
      g.attempts, g.last_error as error
    from jsonb_to_recordset($1::text::jsonb) as g (identifier text, payload json, queue_name text, run_at timestamptz,
      max_attempts integer, attempts integer, last_error text, job_key text, priority integer, flags text[])`,
    [JSON.stringify(jobs)],
  )
  const tried = added.filter(({ attempts }) => attempts > 0)
  if (tried.length === 0) return
  await sql.unsafe(
    `update graphile_worker._private_jobs j set attempts = g.attempts, last_error = g.error
     from jsonb_to_recordset($1::text::jsonb) as g (id bigint, attempts integer, error text) where j.id = g.id`,
    [JSON.stringify(tried)],
  )
}

export async function refreshViews(sql: Sql): Promise<void> {
  const views = await sql.unsafe(`
    select format('%I.%I', n.nspname, c.relname) as quoted
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'm' and ${ours} order by c.oid`)
  for (const { quoted } of views) await sql.unsafe(`refresh materialized view ${quoted}`)
}

/** Without statistics the checks of foreign keys, and the first queries, would be planned blindly. */
export async function updateStatistics(sql: Sql, tables: TableShape[]): Promise<void> {
  for (const { quoted } of tables) await sql.unsafe(`analyze ${quoted}`)
}
