/**
 * Files (tệp tin): stored under a random id in the data folder, each encrypted with a key of its own, which is
 * itself closed by the storage key. A file is first stored, then kept by whatever refers to it; what nothing keeps
 * is swept after a day.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes, randomUUID } from 'node:crypto'
import { mkdir, open, readFile as readBytes, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Call } from './call.ts'
import type { Worker } from './jobs.ts'
import { problem } from './problem.ts'
import type { PersonNumber, Uuid } from './schemas.ts'

/** Largest file the store takes. Endpoints set lower limits of their own. */
export const MAX_FILE_BYTES = 20 * 1024 * 1024
/** How long a file may wait for something to keep it. */
export const UNKEPT_HOURS = 24

export const fileUnknown = problem(404, 'platform/file-unknown', {
  vi: 'Không tìm thấy tệp này. Có thể tệp đã hết hạn lưu tạm',
  en: 'This file was not found. It may have expired before it was used',
})
export const fileRefused = problem(422, 'platform/file-refused', {
  vi: 'Tệp không đúng loại. Hãy chọn tệp PDF, JPG hoặc PNG mở được',
  en: 'This is not a file we can read. Choose a PDF, JPG or PNG that opens',
})
export const fileTooLarge = problem(413, 'platform/file-too-large', {
  vi: 'Tệp quá lớn',
  en: 'The file is too large',
})

export interface FileMeta {
  kind: string
  contentType: string
  person?: PersonNumber
}

export interface StoredFile {
  id: Uuid
  sha256: Buffer
  sizeBytes: number
}

export interface FileContent {
  bytes: Buffer
  kind: string
  contentType: string
  sha256: Buffer
}

type Store = Pick<Call, 'sql' | 'now' | 'ports'>

const IV_BYTES = 12
const TAG_BYTES = 16

/** Stores a file; the row is part of the call's transaction. Nothing keeps it yet: see `keepFile`. */
export async function storeFile(call: Store, bytes: Buffer, meta: FileMeta): Promise<StoredFile> {
  if (bytes.length === 0) throw fileRefused()
  if (bytes.length > MAX_FILE_BYTES) throw fileTooLarge()
  const id = randomUUID()
  const { key, wrapped } = await call.ports.keys.newDataKey('storage')
  await writeDurably(call.ports.fileFolder, id, encrypt(id, bytes, key))
  const sha256 = createHash('sha256').update(bytes).digest()
  await call.sql`
    insert into platform.files (id, kind, content_type, size_bytes, sha256, wrapped_key, person_number, stored_at)
    values (${id}, ${meta.kind}, ${meta.contentType}, ${bytes.length}, ${sha256}, ${wrapped},
      ${meta.person ?? null}, ${call.now})`
  return { id, sha256, sizeBytes: bytes.length }
}

/** Says what refers to a file, e.g. `documents:<id>`, so that it stays. Throws fileUnknown. */
export async function keepFile(call: Store, id: Uuid, by: string): Promise<void> {
  const kept = await call.sql`
    update platform.files set kept_by = ${by} where id = ${id} and (kept_by is null or kept_by = ${by})`
  if (kept.count === 0) throw fileUnknown()
}

/** Nothing refers to this file any more: it is swept after a day. */
export async function releaseFile(call: Store, id: Uuid, by: string): Promise<void> {
  await call.sql`update platform.files set kept_by = null where id = ${id} and kept_by = ${by}`
}

/** A file's content, checked against its digest. Whether the caller may see it is the caller's question. */
export async function readFile(call: Store, id: Uuid): Promise<FileContent> {
  const [row] = await call.sql<{ kind: string; contentType: string; sha256: Buffer; wrappedKey: Buffer }[]>`
    select kind, content_type, sha256, wrapped_key from platform.files where id = ${id}`
  if (!row) throw fileUnknown()
  const key = await call.ports.keys.openDataKey('storage', row.wrappedKey)
  const bytes = decrypt(id, await readBytes(pathOf(call.ports.fileFolder, id)), key)
  const sha256 = createHash('sha256').update(bytes).digest()
  if (!sha256.equals(row.sha256)) throw new Error('A stored file is not what was stored')
  return { bytes, kind: row.kind, contentType: row.contentType, sha256 }
}

const beginnings: { type: string; bytes: Buffer }[] = [
  { type: 'application/pdf', bytes: Buffer.from('%PDF-') },
  { type: 'image/jpeg', bytes: Buffer.from([0xff, 0xd8, 0xff]) },
  { type: 'image/png', bytes: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) },
]

/** The type that a file's first bytes show, whatever it was called; none when it is not one we take. */
export function typeOfFile(bytes: Uint8Array): string | undefined {
  return beginnings.find(({ bytes: begin }) => begin.equals(bytes.subarray(0, begin.length)))?.type
}

/** Throws fileRefused unless the content is of the stated type. */
export function checkFileType(bytes: Uint8Array, contentType: string): void {
  if (typeOfFile(bytes) !== contentType) throw fileRefused()
}

/**
 * Removes files that nothing has kept for a day, and what a rolled-back call left on the disk. A file whose row goes
 * now leaves the disk at the next sweep, when its removal has surely been committed.
 */
export async function sweepFiles(call: Store): Promise<{ rows: number; files: number }> {
  const before = new Date(call.now.getTime() - UNKEPT_HOURS * 3_600_000)
  const files = await sweepDisk(call, before)
  const { count } = await call.sql`delete from platform.files where kept_by is null and stored_at < ${before}`
  return { rows: count, files }
}

async function sweepDisk(call: Store, before: Date): Promise<number> {
  let removed = 0
  const root = call.ports.fileFolder
  for (const folder of await readdir(root).catch(absent)) {
    const names = await readdir(join(root, folder)).catch(absent)
    const ids = names.filter((name) => /^[0-9a-f-]{36}$/.test(name))
    const known = new Set(
      (await call.sql<{ id: string }[]>`select id from platform.files where id = any(${ids}::uuid[])`).map(
        ({ id }) => id,
      ),
    )
    for (const name of names.filter((candidate) => !known.has(candidate))) {
      const path = join(root, folder, name)
      const found = await stat(path).catch(() => undefined)
      if (!found || found.mtime >= before) continue
      await rm(path, { force: true })
      removed++
    }
  }
  return removed
}

function absent(error: NodeJS.ErrnoException): string[] {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return []
  throw error
}

function pathOf(root: string, id: Uuid): string {
  return join(root, id.slice(0, 2), id)
}

/** On the disk before the call commits: a row never points to a file that a crash took. */
async function writeDurably(root: string, id: Uuid, bytes: Buffer): Promise<void> {
  const path = pathOf(root, id)
  await mkdir(join(path, '..'), { recursive: true, mode: 0o700 })
  const draft = `${path}.draft`
  const handle = await open(draft, 'wx', 0o600)
  try {
    await handle.writeFile(bytes)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(draft, path)
}

function encrypt(id: Uuid, bytes: Buffer, key: Buffer): Buffer {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(id))
  const closed = Buffer.concat([cipher.update(bytes), cipher.final()])
  return Buffer.concat([iv, closed, cipher.getAuthTag()])
}

function decrypt(id: Uuid, bytes: Buffer, key: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES), {
    authTagLength: TAG_BYTES,
  })
  decipher.setAAD(Buffer.from(id)).setAuthTag(bytes.subarray(bytes.length - TAG_BYTES))
  return Buffer.concat([
    decipher.update(bytes.subarray(IV_BYTES, bytes.length - TAG_BYTES)),
    decipher.final(),
  ])
}

/** Sweeps once a night. */
export function fileJobs(worker: Worker) {
  worker.daily('platform.sweep-files', '02:50', async (call) => {
    await sweepFiles(call)
  })
}
