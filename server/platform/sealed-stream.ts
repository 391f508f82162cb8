import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { fault } from './fault.ts'

/**
 * A stream closed with AES-256-GCM in chunks, so that any size is sealed and opened in little memory (the STREAM
 * construction: the nonce is a random prefix, the chunk's number and a mark on the last one). A changed, moved,
 * missing or added chunk is refused. Layout: magic, 16 bytes salt, 16 bytes that tell the right secret, 7 bytes prefix,
 * then chunks with their tags.
 */
export const sealedMagic = Buffer.from('dean06-sealed-1\n')

const chunkBytes = 1 << 20
const tagBytes = 16
const saltBytes = 16
const checkBytes = 16
const prefixBytes = 7
const keyBytes = 32
export const shortestKeyFile = 32

type Bytes = AsyncIterable<Buffer>

/** A passphrase a person can remember, or the random content of a key file. */
export type Secret = string | Buffer

/** Closes a stream. Throws `key-file-too-short`. */
export async function* seal(source: Bytes, secret: Secret): AsyncGenerator<Buffer> {
  const salt = randomBytes(saltBytes)
  const prefix = randomBytes(prefixBytes)
  const { key, check } = await deriveKeys(secret, salt)
  yield Buffer.concat([sealedMagic, salt, check, prefix])
  let number = 0
  for await (const { bytes, last } of inChunks(source, chunkBytes)) {
    const cipher = createCipheriv('aes-256-gcm', key, nonce(prefix, number++, last))
    yield Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()])
  }
}

/** Opens what `seal` closed. Throws `wrong-secret` or `archive-damaged`; nothing unproved is ever yielded. */
export async function* open(source: Bytes, secret: Secret): AsyncGenerator<Buffer> {
  const { head, rest } = await splitHead(source, [sealedMagic.length, saltBytes, checkBytes, prefixBytes])
  const [magic, salt, check, prefix] = head as [Buffer, Buffer, Buffer, Buffer]
  if (!magic.equals(sealedMagic)) throw damaged()
  const keys = await deriveKeys(secret, salt)
  if (!timingSafeEqual(keys.check, check)) throw wrongSecret()
  let number = 0
  for await (const { bytes, last } of inChunks(rest, chunkBytes + tagBytes)) {
    if (bytes.length < tagBytes) throw damaged()
    const decipher = createDecipheriv('aes-256-gcm', keys.key, nonce(prefix, number++, last))
    decipher.setAuthTag(bytes.subarray(bytes.length - tagBytes))
    try {
      yield Buffer.concat([decipher.update(bytes.subarray(0, bytes.length - tagBytes)), decipher.final()])
    } catch {
      throw damaged()
    }
  }
}

/** The first bytes in parts of these lengths, and the stream that goes on after them. */
async function splitHead(source: Bytes, lengths: number[]): Promise<{ head: Buffer[]; rest: Bytes }> {
  const chunks = source[Symbol.asyncIterator]()
  const wanted = lengths.reduce((sum, length) => sum + length, 0)
  let start: Buffer = Buffer.alloc(0)
  while (start.length < wanted) {
    const { value, done } = await chunks.next()
    if (done) throw damaged()
    start = Buffer.concat([start, value])
  }
  const head: Buffer[] = []
  for (const length of lengths) {
    head.push(start.subarray(0, length))
    start = start.subarray(length)
  }
  const rest = async function* () {
    yield start
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value
  }
  return { head, rest: rest() }
}

/** Chunks of one size; only the last may be smaller, and there always is a last one. */
async function* inChunks(source: Bytes, size: number): AsyncGenerator<{ bytes: Buffer; last: boolean }> {
  let held: Buffer[] = []
  let length = 0
  for await (const bytes of source) {
    held.push(bytes)
    length += bytes.length
    if (length <= size) continue
    let rest = Buffer.concat(held)
    for (; rest.length > size; rest = rest.subarray(size))
      yield { bytes: rest.subarray(0, size), last: false }
    held = [rest]
    length = rest.length
  }
  yield { bytes: Buffer.concat(held), last: true }
}

function nonce(prefix: Buffer, number: number, last: boolean): Buffer {
  const bytes = Buffer.alloc(12)
  prefix.copy(bytes)
  bytes.writeUInt32BE(number, prefixBytes)
  bytes.writeUInt8(last ? 1 : 0, 11)
  return bytes
}

/** A passphrase is stretched, so that guessing costs; a key file is random enough already. */
async function deriveKeys(secret: Secret, salt: Buffer): Promise<{ key: Buffer; check: Buffer }> {
  const bytes = typeof secret === 'string' ? await stretch(secret, salt) : expand(secret, salt)
  return { key: bytes.subarray(0, keyBytes), check: bytes.subarray(keyBytes) }
}

function stretch(passphrase: string, salt: Buffer): Promise<Buffer> {
  const work = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 }
  const derive = promisify<string, Buffer, number, typeof work, Buffer>(scrypt)
  return derive(passphrase.normalize('NFC'), salt, keyBytes + checkBytes, work)
}

function expand(keyFile: Buffer, salt: Buffer): Buffer {
  if (keyFile.length < shortestKeyFile) {
    throw fault(
      'key-file-too-short',
      `Tệp khóa phải có ít nhất ${shortestKeyFile} byte ngẫu nhiên.`,
      `A key file needs at least ${shortestKeyFile} random bytes.`,
    )
  }
  return Buffer.from(hkdfSync('sha256', keyFile, salt, 'dean06 sealed stream', keyBytes + checkBytes))
}

function wrongSecret() {
  return fault(
    'wrong-secret',
    'Mật khẩu hoặc tệp khóa của bản sao lưu không đúng.',
    'The passphrase or key file of the backup is not the right one.',
  )
}

function damaged() {
  return fault(
    'archive-damaged',
    'Bản sao lưu bị hỏng hoặc bị cắt ngắn.',
    'The backup is damaged or cut short.',
  )
}
