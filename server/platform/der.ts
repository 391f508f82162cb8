/**
 * DER, the byte form of certificates and signatures (ITU-T X.690): a writer of the few types they use and a
 * strict, bounded reader. No cryptography here; that is `node:crypto`.
 */
const MAX_DEPTH = 24
const MAX_NODES = 4_000

export const tag = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  utf8: 0x0c,
  printable: 0x13,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const

function encodeLength(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length])
  const bytes: number[] = []
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256)
  return Buffer.from([0x80 | bytes.length, ...bytes])
}

export function encode(tagByte: number, ...contents: Uint8Array[]): Buffer {
  const length = contents.reduce((sum, part) => sum + part.length, 0)
  return Buffer.concat([Buffer.from([tagByte]), encodeLength(length), ...contents])
}

export const sequence = (...items: Uint8Array[]) => encode(tag.sequence, ...items)
export const octetString = (bytes: Uint8Array) => encode(tag.octetString, bytes)
export const bitString = (bytes: Uint8Array, unusedBits = 0) =>
  encode(tag.bitString, Buffer.from([unusedBits]), bytes)
export const utf8 = (text: string) => encode(tag.utf8, Buffer.from(text, 'utf8'))
export const printable = (text: string) => encode(tag.printable, Buffer.from(text, 'ascii'))
export const nothing = () => encode(tag.null)
export const boolean = (value: boolean) => encode(tag.boolean, Buffer.from([value ? 0xff : 0]))

/** SET OF: DER wants its elements in byte order. */
export const setOf = (...items: Uint8Array[]) =>
  encode(tag.set, ...[...items].sort((a, b) => Buffer.compare(a, b)))

/** [n] EXPLICIT, or IMPLICIT of a constructed type. */
export const context = (n: number, ...items: Uint8Array[]) => encode(0xa0 | n, ...items)

/** [n] IMPLICIT of a primitive type. */
export const contextPrimitive = (n: number, bytes: Uint8Array) => encode(0x80 | n, bytes)

/** A non-negative INTEGER from its big-endian bytes. */
export function integer(value: number | Uint8Array): Buffer {
  let bytes = typeof value === 'number' ? Buffer.from([value]) : Buffer.from(value)
  while (bytes.length > 1 && bytes[0] === 0) bytes = bytes.subarray(1)
  return encode(tag.integer, (bytes[0] ?? 0) & 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes)
}

export function oid(dotted: string): Buffer {
  const [first, second, ...rest] = dotted.split('.').map(Number) as [number, number, ...number[]]
  const bytes: number[] = []
  for (const arc of [first * 40 + second, ...rest]) {
    const base128 = [arc & 0x7f]
    for (let more = Math.floor(arc / 128); more > 0; more = Math.floor(more / 128)) {
      base128.unshift((more & 0x7f) | 0x80)
    }
    bytes.push(...base128)
  }
  return encode(tag.oid, Buffer.from(bytes))
}

/** UTCTime until 2049, GeneralizedTime after (RFC 5280, 4.1.2.5). Whole seconds. */
export function time(instant: Date): Buffer {
  const digits = instant.toISOString().replace(/[-:T]/g, '').slice(0, 14)
  const late = instant.getUTCFullYear() >= 2050
  return encode(late ? tag.generalizedTime : tag.utcTime, Buffer.from(`${late ? digits : digits.slice(2)}Z`))
}

export interface DerNode {
  tag: number
  /** Header and content as they stood. */
  raw: Buffer
  content: Buffer
}

/** Thrown for bytes that are not DER, or that go beyond the limits. */
export class NotDer extends Error {}

function readAt(bytes: Buffer, at: number): DerNode {
  const tagByte = bytes[at]
  const first = bytes[at + 1]
  if (tagByte === undefined || first === undefined || (tagByte & 0x1f) === 0x1f) throw new NotDer('tag')
  let length = first
  let head = 2
  if (first & 0x80) {
    const count = first & 0x7f
    if (count === 0 || count > 4 || at + 2 + count > bytes.length) throw new NotDer('length')
    length = bytes.readUIntBE(at + 2, count)
    head += count
    if (length < 0x80 || (count > 1 && bytes[at + 2] === 0)) throw new NotDer('length not minimal')
  }
  if (at + head + length > bytes.length) throw new NotDer('truncated')
  const raw = bytes.subarray(at, at + head + length)
  return { tag: tagByte, raw, content: raw.subarray(head) }
}

/** The one value that these bytes are; trailing bytes are allowed only as zero padding when asked. */
export function decode(bytes: Uint8Array, { zeroPadded = false } = {}): DerNode {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const node = readAt(buffer, 0)
  const rest = buffer.subarray(node.raw.length)
  if (rest.length > 0 && !(zeroPadded && rest.every((byte) => byte === 0))) throw new NotDer('trailing bytes')
  checkTree(node, 0, { left: MAX_NODES })
  return node
}

function checkTree(node: DerNode, depth: number, budget: { left: number }): void {
  if (depth > MAX_DEPTH || --budget.left < 0) throw new NotDer('too large')
  if (node.tag & 0x20) for (const child of children(node)) checkTree(child, depth + 1, budget)
}

/** The values inside a constructed one. */
export function children(node: DerNode): DerNode[] {
  const found: DerNode[] = []
  for (let at = 0; at < node.content.length; ) {
    const child = readAt(node.content, at)
    found.push(child)
    at += child.raw.length
  }
  return found
}

/** The values inside a node of that type; exactly that many, when a count is given. */
export function inside(node: DerNode | undefined, tagByte: number, count?: number): DerNode[] {
  if (node?.tag !== tagByte) throw new NotDer('another type')
  const found = children(node)
  if (count !== undefined && found.length !== count) throw new NotDer('another number of parts')
  return found
}

export function readOid(node: DerNode | undefined): string {
  if (node?.tag !== tag.oid || node.content.length === 0) throw new NotDer('not an object identifier')
  const arcs: number[] = []
  let arc = 0
  for (const byte of node.content) {
    arc = arc * 128 + (byte & 0x7f)
    if (arc > Number.MAX_SAFE_INTEGER) throw new NotDer('object identifier too large')
    if ((byte & 0x80) === 0) {
      arcs.push(arc)
      arc = 0
    }
  }
  const first = arcs.shift() ?? 0
  const top = Math.min(2, Math.floor(first / 40))
  return [top, first - top * 40, ...arcs].join('.')
}

export function readTime(node: DerNode | undefined): Date {
  const text = node?.content.toString('latin1') ?? ''
  const full = node?.tag === tag.utcTime ? `${Number(text.slice(0, 2)) >= 50 ? '19' : '20'}${text}` : text
  const match = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(full)
  if (!match) throw new NotDer('not a time')
  const [, year, month, day, hour, minute, second] = match
  return new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
}
