import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { type Entry, writeArchive } from './archive.ts'
import * as store from './backup.store.ts'
import { copyFrom, countLines, sha256 } from './copy-stream.ts'
import type { Database, Sql } from './db.ts'
import type { Secret } from './sealed-stream.ts'

export interface BackupOptions {
  /** One figure for all that the registers say, computed before and after; a restore that differs is undone. */
  registerHash(sql: Sql): Promise<string>
  /** Folders kept with the database, by the name under which the archive knows them: stored files, keys. */
  folders?: Record<string, string>
  /** Passphrase, or the content of a key file. Without it anyone who has the file can read it. */
  secret?: Secret
}

export interface BackupReport {
  tables: number
  rows: number
  jobs: number
  files: number
  registerHash: string
  madeAt: string
}

/** What the archive begins with: all that must fit before anything is loaded. */
export interface Header {
  format: 1
  madeAt: string
  migrations: { name: string; hash: string }[]
  tables: store.TableShape[]
  partitions: store.Partition[]
  sequences: store.SequenceState[]
  jobs: store.QueuedJob[]
  folders: string[]
  registerHash: string
}

/** What it ends with: all that is known only when it has been written. */
export interface Manifest {
  tables: Record<string, { rows: number; sha256: string }>
  files: Record<string, string>
}

const partBytes = 4 << 20

/**
 * Writes everything into one file, as of one instant, while the program goes on working (bản sao lưu). No other
 * tool is needed, and the file fits every PostgreSQL from 16 to 18. Throws `file-exists`.
 */
export async function backup(owner: Database, file: string, options: BackupOptions): Promise<BackupReport> {
  return owner.begin('isolation level repeatable read read only', async (sql) => {
    await store.fixFormats(sql)
    const header = await headerOf(sql, options)
    const manifest: Manifest = { tables: {}, files: {} }
    await writeArchive(file, entriesOf(sql, header, manifest, options.folders ?? {}), options.secret)
    return reportOf(header, manifest)
  }) as Promise<BackupReport>
}

async function headerOf(sql: Sql, { registerHash, folders }: BackupOptions): Promise<Header> {
  return {
    format: 1,
    madeAt: new Date().toISOString(),
    migrations: await store.findMigrations(sql),
    tables: await store.findTables(sql),
    partitions: await store.findPartitions(sql),
    sequences: await store.findSequences(sql),
    jobs: (await store.hasJobs(sql)) ? await store.findJobs(sql) : [],
    folders: Object.keys(folders ?? {}),
    registerHash: await registerHash(sql),
  }
}

async function* entriesOf(
  sql: Sql,
  header: Header,
  manifest: Manifest,
  folders: Record<string, string>,
): AsyncGenerator<Entry> {
  yield { name: 'header.json', bytes: jsonBytes(header) }
  for (const table of header.tables) {
    const digest = createHash('sha256')
    let rows = 0
    let part = 0
    for await (const bytes of inParts(copyFrom(sql, store.copyOut(table)))) {
      digest.update(bytes)
      rows += countLines(bytes)
      yield { name: `tables/${table.name}/${String(++part).padStart(6, '0')}.copy`, bytes }
    }
    manifest.tables[table.name] = { rows, sha256: digest.digest('hex') }
  }
  // After the tables: a file that a row of the snapshot refers to is there by now, and stays.
  for (const [folder, path] of Object.entries(folders)) {
    for (const name of await filesBelow(path)) {
      const bytes = await readIfThere(join(path, name))
      if (!bytes) continue // swept meanwhile: no row of the snapshot kept it
      const entry = `folders/${folder}/${name.split(sep).join('/')}`
      manifest.files[entry] = sha256(bytes)
      yield { name: entry, bytes }
    }
  }
  yield { name: 'manifest.json', bytes: jsonBytes(manifest) }
}

export function reportOf(header: Header, manifest: Manifest): BackupReport {
  return {
    tables: header.tables.length,
    rows: Object.values(manifest.tables).reduce((sum, { rows }) => sum + rows, 0),
    jobs: header.jobs.length,
    files: Object.keys(manifest.files).length,
    registerHash: header.registerHash,
    madeAt: header.madeAt,
  }
}

async function* inParts(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer[] = []
  let length = 0
  for await (const bytes of source) {
    held.push(bytes)
    length += bytes.length
    if (length < partBytes) continue
    yield Buffer.concat(held)
    held = []
    length = 0
  }
  if (length > 0) yield Buffer.concat(held)
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(ignoreMissing)
  return (entries ?? [])
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort()
}

async function readIfThere(file: string): Promise<Buffer | undefined> {
  return readFile(file).catch(ignoreMissing)
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}

function jsonBytes(value: unknown): Buffer {
  return Buffer.from(`${JSON.stringify(value, null, 1)}\n`)
}
