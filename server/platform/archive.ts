import { closeSync, createReadStream, createWriteStream, existsSync, openSync, readSync } from 'node:fs'
import { open as openFile, rename, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { constants, createZstdCompress, createZstdDecompress } from 'node:zlib'
import { fault } from './fault.ts'
import { open, type Secret, seal, sealedMagic } from './sealed-stream.ts'

/**
 * One file of named entries: a tar (POSIX ustar) compressed with zstd, so that without this program
 * `tar --zstd -xf` still opens it. With a secret the whole is sealed, see `sealed-stream.ts`.
 */
export interface Entry {
  name: string
  bytes: Buffer
}

const block = 512
const zero = Buffer.alloc(block)
/** No entry is larger: tables are cut into parts, stored files are bounded. */
export const maxEntryBytes = 1 << 28

/** Writes the entries under another name and renames when all is on the disk. Refuses to replace a file. */
export async function writeArchive(
  file: string,
  entries: AsyncIterable<Entry>,
  secret?: Secret,
): Promise<void> {
  if (existsSync(file)) {
    throw fault(
      'file-exists',
      `Tệp ${file} đã có, không ghi đè.`,
      `The file ${file} exists; it is not overwritten.`,
    )
  }
  const unfinished = `${file}.part`
  const compress = createZstdCompress({
    params: { [constants.ZSTD_c_compressionLevel]: 3, [constants.ZSTD_c_checksumFlag]: 1 },
  })
  const closed = async function* (source: AsyncIterable<Buffer>) {
    yield* secret === undefined ? source : seal(source, secret)
  }
  try {
    await pipeline(tarOf(entries), compress, closed, createWriteStream(unfinished, { mode: 0o600 }))
    await flush(unfinished)
    await rename(unfinished, file)
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
}

/** Reads the entries in order. Throws `secret-needed`, `wrong-secret` or `archive-damaged`. */
export async function* readArchive(file: string, secret?: Secret): AsyncGenerator<Entry> {
  const sealed = startOf(file, sealedMagic.length).equals(sealedMagic)
  if (sealed && secret === undefined) {
    throw fault(
      'secret-needed',
      'Bản sao lưu được mã hóa: cần mật khẩu hoặc tệp khóa.',
      'The backup is encrypted: its passphrase or key file is needed.',
    )
  }
  const source = createReadStream(file, { highWaterMark: block * block })
  const opened = async function* (bytes: AsyncIterable<Buffer>) {
    yield* sealed && secret !== undefined ? open(bytes, secret) : bytes
  }
  const expand = createZstdDecompress()
  const piped = pipeline(source, opened, expand)
  piped.catch(() => {}) // looked at below, perhaps only after the reader has moved on
  try {
    yield* entriesOf(expand)
    await piped
  } catch (error) {
    // A reader that gives up leaves the pipe full: closed at both ends, it settles.
    source.destroy()
    expand.destroy()
    // What broke upstream says more than what the reader saw of it.
    throw await piped.then(
      () => reason(error),
      (cause) => (reason(cause) === cause ? cause : reason(error)),
    )
  } finally {
    source.destroy()
    expand.destroy()
    await piped.catch(() => {})
  }
}

async function* tarOf(entries: AsyncIterable<Entry>): AsyncGenerator<Buffer> {
  for await (const { name, bytes } of entries) {
    yield headerOf(name, bytes.length)
    yield bytes
    const rest = bytes.length % block
    if (rest > 0) yield zero.subarray(rest)
  }
  yield zero
  yield zero
}

async function* entriesOf(source: AsyncIterable<Buffer>): AsyncGenerator<Entry> {
  const { take, drain } = taker(source)
  for (;;) {
    const header = await take(block)
    if (header.equals(zero)) return drain() // the seal of the end is proved as well
    const { name, size } = readHeader(header)
    const bytes = await take(size)
    const rest = size % block
    if (rest > 0) await take(block - rest)
    yield { name, bytes }
  }
}

/** Takes exactly so many bytes of a stream at a time. */
function taker(source: AsyncIterable<Buffer>) {
  const chunks = source[Symbol.asyncIterator]()
  let held: Buffer = Buffer.alloc(0)
  const drain = async () => {
    while (!(await chunks.next()).done) held = zero
  }
  const take = async (length: number): Promise<Buffer> => {
    const parts = [held]
    let have = held.length
    while (have < length) {
      const { value, done } = await chunks.next()
      if (done) throw damaged()
      parts.push(value)
      have += value.length
    }
    const bytes = parts.length === 1 ? held : Buffer.concat(parts)
    held = bytes.subarray(length)
    return bytes.subarray(0, length)
  }
  return { take, drain }
}

function headerOf(name: string, size: number): Buffer {
  const { prefix, short } = splitName(name)
  if (size > maxEntryBytes) throw new Error(`The entry ${name} is too large for the archive: ${size} bytes`)
  const header = Buffer.alloc(block)
  header.write(short, 0, 100, 'utf8')
  header.write('0000600\0', 100)
  header.write('0000000\0', 108)
  header.write('0000000\0', 116)
  header.write(`${size.toString(8).padStart(11, '0')}\0`, 124)
  header.write('00000000000\0', 136)
  header.write('        ', 148)
  header.write('0', 156)
  header.write('ustar\x0000', 257)
  header.write(prefix, 345, 155, 'utf8')
  header.write(`${checksum(header).toString(8).padStart(6, '0')}\0 `, 148)
  return header
}

function readHeader(header: Buffer): { name: string; size: number } {
  const text = (start: number, length: number) =>
    header.toString('utf8', start, start + length).split('\0')[0] ?? ''
  const size = Number.parseInt(text(124, 12), 8)
  const unchecked = Buffer.from(header).fill(' ', 148, 156)
  const right = checksum(unchecked) === Number.parseInt(text(148, 8), 8)
  if (!right || !(size <= maxEntryBytes)) throw damaged()
  const prefix = text(345, 155)
  return { name: prefix ? `${prefix}/${text(0, 100)}` : text(0, 100), size }
}

function splitName(name: string): { prefix: string; short: string } {
  if (Buffer.byteLength(name) <= 100) return { prefix: '', short: name }
  for (let at = name.indexOf('/'); at > 0; at = name.indexOf('/', at + 1)) {
    const [prefix, short] = [name.slice(0, at), name.slice(at + 1)]
    if (Buffer.byteLength(prefix) <= 155 && Buffer.byteLength(short) <= 100) return { prefix, short }
  }
  throw new Error(`The name ${name} is too long for the archive`)
}

function checksum(header: Buffer): number {
  return header.reduce((sum, byte) => sum + byte, 0)
}

function startOf(file: string, length: number): Buffer {
  const start = Buffer.alloc(length)
  const handle = openSync(file, 'r')
  readSync(handle, start, 0, length, 0)
  closeSync(handle)
  return start
}

async function flush(file: string) {
  const handle = await openFile(file, 'r+')
  await handle.sync()
  await handle.close()
}

/** A refusal of ours, or of the file system; whatever else a decoder says means that the bytes are not right. */
function reason(error: unknown): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException
  return syscall || code === 'wrong-secret' || code === 'key-file-too-short' || code === 'archive-damaged'
    ? error
    : damaged()
}

function damaged() {
  return fault(
    'archive-damaged',
    'Bản sao lưu bị hỏng hoặc bị cắt ngắn.',
    'The backup is damaged or cut short.',
  )
}
