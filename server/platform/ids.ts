import { randomFillSync } from 'node:crypto'

/** Two hexadecimal digits of every byte. */
const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
const pool = Buffer.alloc(4096)
let used = pool.length
let lastMs = 0
let counter = 0

/** A UUIDv7 (RFC 9562): ordered by time within a process, unique without asking the database. */
export function uuidv7(now = Date.now()): string {
  if (used + 10 > pool.length) {
    randomFillSync(pool)
    used = 0
  }
  const random = pool.subarray(used, used + 10)
  used += 10
  if (now > lastMs) {
    lastMs = now
    counter = random.readUInt16BE(0) & 0x7ff
  } else if (++counter > 0xfff) {
    lastMs += 1
    counter = 0
  }
  return formatUuid7(lastMs, counter, random)
}

/** Lays out time, 12 bits and 62 random bits as a UUIDv7 text. */
export function formatUuid7(ms: number, twelveBits: number, random: Uint8Array): string {
  const time = ms.toString(16).padStart(12, '0')
  const a = hex[0x70 | ((twelveBits >> 8) & 0xf)]! + hex[twelveBits & 0xff]!
  const b = hex[0x80 | ((random[2] ?? 0) & 0x3f)]!
  let tail = ''
  for (let i = 3; i < 10; i++) tail += hex[random[i] ?? 0]
  return `${time.slice(0, 8)}-${time.slice(8)}-${a}-${b}${tail.slice(0, 2)}-${tail.slice(2)}`
}
