import { createHash, type Hash } from 'node:crypto'
import { type Entry, readArchive } from './archive.ts'
import { type ArrivingFolders, arrivingFolders } from './arriving-folders.ts'
import * as store from './backup.store.ts'
import { type BackupOptions, type BackupReport, type Header, type Manifest, reportOf } from './backup.ts'
import { type CopyInto, copyInto, countLines, sha256 } from './copy-stream.ts'
import type { Database, Sql } from './db.ts'
import { fault } from './fault.ts'

export interface RestoreOptions extends BackupOptions {
  /** Tables that are left empty, e.g. sessions that ended since. */
  leaveOut?: string[]
  /** Runs in the same transaction when all is loaded, before the register's hash is compared. */
  afterLoad?(sql: Sql): Promise<void>
}

/**
 * Loads a backup into a migrated database that holds no people, in one transaction: all of it, or nothing. The rows,
 * their count, every constraint and the register's hash are proved before it commits. Throws `target-not-empty`,
 * `folder-not-empty`, `other-migrations`, `archive-damaged`, `register-differs`, and what `readArchive` throws.
 */
export async function restore(owner: Database, file: string, options: RestoreOptions): Promise<BackupReport> {
  const arriving = arrivingFolders(options.folders ?? {})
  await arriving.requireEmpty()
  try {
    return (await owner.begin(async (sql) => {
      await store.fixFormats(sql)
      const report = await load(sql, readArchive(file, options.secret), arriving, options)
      await arriving.settle() // the last step before the commit
      return report
    })) as BackupReport
  } catch (error) {
    await arriving.undo()
    throw error
  }
}

async function load(
  sql: Sql,
  entries: AsyncGenerator<Entry>,
  arriving: ArrivingFolders,
  options: RestoreOptions,
): Promise<BackupReport> {
  const first = await entries.next()
  if (first.done || first.value.name !== 'header.json') throw damaged('header.json')
  const header = JSON.parse(first.value.bytes.toString()) as Header
  await requireFit(sql, header)
  const constraints = await prepareTarget(sql, header)

  const manifest = await loadEntries(sql, header, entries, arriving, options.leaveOut ?? [])
  await store.updateStatistics(sql, header.tables)
  await store.addConstraints(sql, constraints)
  for (const sequence of header.sequences) await store.setSequence(sql, sequence)
  if (await store.hasJobs(sql)) await store.replaceJobs(sql, header.jobs)
  await store.refreshViews(sql)
  await requireCounts(sql, header, manifest, options.leaveOut ?? [])
  await options.afterLoad?.(sql)
  const hash = await options.registerHash(sql)
  if (hash !== header.registerHash) throw registerDiffers(header.registerHash, hash)
  return reportOf(header, manifest)
}

/** Loads tables and files as they come, and proves them against the manifest at the end. */
async function loadEntries(
  sql: Sql,
  header: Header,
  entries: AsyncGenerator<Entry>,
  arriving: ArrivingFolders,
  leaveOut: string[],
): Promise<Manifest> {
  const loading = tableLoader(sql, header, leaveOut)
  const files: Manifest['files'] = {}
  let manifest: Manifest | undefined
  try {
    for await (const { name, bytes } of entries) {
      const [kind, of, ...path] = name.split('/')
      if (kind === 'tables' && of) await loading.take(of, bytes)
      else if (kind === 'folders' && of) {
        files[name] = sha256(bytes)
        await arriving.take(of, path, bytes)
      } else if (name === 'manifest.json') manifest = JSON.parse(bytes.toString()) as Manifest
    }
    if (!manifest) throw damaged('manifest.json')
    requireSame(manifest.tables, await loading.end())
    requireSame(manifest.files, files)
    return manifest
  } catch (error) {
    await loading.abandon()
    throw error
  }
}

/** The same migrations, and nobody in it yet. */
async function requireFit(sql: Sql, header: Header) {
  if (header.format !== 1) throw otherMigrations(`format ${header.format}`)
  const here = await store.findMigrations(sql)
  const there = new Map(header.migrations.map(({ name, hash }) => [name, hash]))
  for (const { name, hash } of here) {
    if (there.get(name) !== hash) throw otherMigrations(name)
    there.delete(name)
  }
  for (const name of there.keys()) throw otherMigrations(name)
  const tables = await store.findTables(sql)
  if (JSON.stringify(tables) !== JSON.stringify(header.tables)) throw otherMigrations('tables')
  const held = await store.findPeopleIn(sql, tables)
  if (held) throw notEmpty(held)
}

/** Makes the partitions that time has made on the other side, and lifts foreign keys and exclusions until every table is loaded. */
async function prepareTarget(sql: Sql, header: Header): Promise<store.Constraint[]> {
  const constraints = await store.findConstraints(sql)
  await store.dropConstraints(sql, constraints)
  await store.emptyTables(sql, header.tables)
  const here = new Set((await store.findPartitions(sql)).map(({ parent, bound }) => `${parent} ${bound}`))
  for (const partition of header.partitions) {
    if (!here.has(`${partition.parent} ${partition.bound}`)) await store.makePartition(sql, partition)
  }
  return constraints
}

async function requireCounts(sql: Sql, header: Header, manifest: Manifest, leaveOut: string[]) {
  for (const { name, quoted } of header.tables) {
    const wanted = leaveOut.includes(name) ? 0 : manifest.tables[name]?.rows
    if ((await store.countRows(sql, quoted)) !== wanted) throw damaged(name)
  }
}

function requireSame(wanted: Record<string, unknown>, found: Record<string, unknown>) {
  for (const name of new Set([...Object.keys(wanted), ...Object.keys(found)])) {
    if (JSON.stringify(wanted[name]) !== JSON.stringify(found[name])) throw damaged(name)
  }
}

/** Feeds the parts of each table, in the order of the archive, to one COPY at a time. */
function tableLoader(sql: Sql, header: Header, leaveOut: string[]) {
  const tables = new Map(header.tables.map((table) => [table.name, table]))
  const found: Manifest['tables'] = {}
  for (const name of tables.keys()) found[name] = { rows: 0, sha256: sha256('') }
  let current: { name: string; copy: CopyInto | undefined; digest: Hash; rows: number } | undefined

  async function finish() {
    if (!current) return
    const { name, copy, digest, rows } = current
    await copy?.end().catch((error) => refuse(name, error))
    found[name] = { rows, sha256: digest.digest('hex') }
    current = undefined
  }

  return {
    async take(name: string, bytes: Buffer) {
      if (current?.name !== name) {
        await finish()
        const table = tables.get(name)
        if (!table) throw damaged(name)
        const copy = leaveOut.includes(name) ? undefined : await copyInto(sql, store.copyIn(table))
        current = { name, copy, digest: createHash('sha256'), rows: 0 }
      }
      current.digest.update(bytes)
      current.rows += countLines(bytes)
      await current.copy?.write(bytes).catch((error) => refuse(name, error))
    },
    async end() {
      await finish()
      return found
    },
    abandon: async () => current?.copy?.abandon(),
  }
}

/** Rows that the database does not take were not written so: the archive was changed. */
function refuse(table: string, error: { code?: string }): never {
  throw /^(22|23|25P02)/.test(error.code ?? '') ? damaged(table) : error
}

function notEmpty(table: string) {
  return fault(
    'target-not-empty',
    `Cơ sở dữ liệu đã có người (bảng ${table}). Chỉ khôi phục vào cơ sở dữ liệu trống.`,
    `The database already holds people (table ${table}). A backup is restored into an empty one only.`,
  )
}

function otherMigrations(where: string) {
  return fault(
    'other-migrations',
    `Bản sao lưu thuộc phiên bản khác của chương trình (${where}). Hãy khôi phục bằng đúng phiên bản đó rồi nâng cấp.`,
    `The backup is of another version of the program (${where}). Restore with that version, then upgrade.`,
  )
}

function damaged(where: string) {
  return fault(
    'archive-damaged',
    `Bản sao lưu bị hỏng ở ${where}. Chưa có gì được thay đổi.`,
    `The backup is damaged at ${where}. Nothing was changed.`,
  )
}

function registerDiffers(wanted: string, found: string) {
  return fault(
    'register-differs',
    `Sổ bộ khôi phục (${found}) khác bản gốc (${wanted}). Chưa có gì được thay đổi.`,
    `The restored register (${found}) differs from the original (${wanted}). Nothing was changed.`,
  )
}
