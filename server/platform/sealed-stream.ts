import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto'
import { promisify } from 'node:util'
import { fault } from './fault.ts'

/**
 * A stream closed with AES-256-GCM in chunks, so that any size is sealed and opened in little memory (the STREAM
 * construction: the nonce is a random prefix, the chunk's number and a mark on the last one). A changed, moved,
 * missing or added chunk is refused. Layout: magic, 16 bytes salt, 7 bytes prefix, then chunks with their tags.
 */
export const sealedMagic = Buffer.from('dean06-sealed-1\n')

const chunkBytes = 1 << 20
const tagBytes = 16
const saltBytes = 16
const prefixBytes = 7
const headBytes = sealedMagic.length + saltBytes + prefixBytes

type Bytes = AsyncIterable<Buffer>

/** Closes a stream with a passphrase or the content of a key file. */
export async function* seal(source: Bytes, secret: string | Buffer): AsyncGenerator<Buffer> {
  const salt = randomBytes(saltBytes)
  const prefix = randomBytes(prefixBytes)
  const key = await deriveKey(secret, salt)
  yield Buffer.concat([sealedMagic, salt, prefix])
  let number = 0
  for await (const { bytes, last } of inChunks(source, chunkBytes)) {
    const cipher = createCipheriv('aes-256-gcm', key, nonce(prefix, number++, last))
    yield Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()])
  }
}

/** Opens what `seal` closed. Throws `wrong-secret` or `archive-damaged`; nothing unproved is ever yielded. */
export async function* open(source: Bytes, secret: string | Buffer): AsyncGenerator<Buffer> {
  const reader = inChunks(afterHead(source, headOf), chunkBytes + tagBytes)
  let key: Buffer | undefined
  let head = Buffer.alloc(0)
  let number = 0
  for await (const { bytes, last } of reader) {
    const prefix = head.subarray(sealedMagic.length + saltBytes)
    key ??= await deriveKey(secret, head.subarray(sealedMagic.length, sealedMagic.length + saltBytes))
    if (bytes.length < tagBytes) throw damaged()
    const decipher = createDecipheriv('aes-256-gcm', key, nonce(prefix, number, last))
    decipher.setAuthTag(bytes.subarray(bytes.length - tagBytes))
    try {
      yield Buffer.concat([decipher.update(bytes.subarray(0, bytes.length - tagBytes)), decipher.final()])
    } catch {
      throw number === 0 ? wrongSecret() : damaged()
    }
    number++
  }

  function headOf(bytes: Buffer) {
    if (!bytes.subarray(0, sealedMagic.length).equals(sealedMagic)) throw damaged()
    head = bytes
  }
}

/** Splits off the first bytes and hands on the rest. */
async function* afterHead(source: Bytes, take: (head: Buffer) => void): AsyncGenerator<Buffer> {
  let head = Buffer.alloc(0)
  let taken = false
  for await (const bytes of source) {
    if (taken) {
      yield bytes
      continue
    }
    head = Buffer.concat([head, bytes])
    if (head.length < headBytes) continue
    take(head.subarray(0, headBytes))
    taken = true
    yield head.subarray(headBytes)
  }
  if (!taken) throw damaged()
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
    for (; rest.length > size; rest = rest.subarray(size)) yield { bytes: rest.subarray(0, size), last: false }
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

function deriveKey(secret: string | Buffer, salt: Buffer): Promise<Buffer> {
  const work = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 }
  const derive = promisify<string | Buffer, Buffer, number, typeof work, Buffer>(scrypt)
  return derive(secret, salt, 32, work)
}

function wrongSecret() {
  return fault(
    'wrong-secret',
    'Mật khẩu hoặc tệp khóa của bản sao lưu không đúng.',
    'The passphrase or key file of the backup is not the right one.',
  )
}

function damaged() {
  return fault('archive-damaged', 'Bản sao lưu bị hỏng hoặc bị cắt ngắn.', 'The backup is damaged or cut short.')
}
