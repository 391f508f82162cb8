/**
 * Signs a PDF and checks a signed one: PAdES B-B (ETSI EN 319 142-1), one signature that covers the whole file.
 * The renderer leaves a hole for the signature; filling it changes no other byte.
 */
import { createHash, type X509Certificate } from 'node:crypto'
import { NotDer } from '#platform/der.ts'
import { type CmsReport, type CmsSigner, isTrusted, signCms, verifyCms } from './cms.ts'

/** Room for the signature, its certificates and a timestamp token. */
export const SIGNATURE_BYTES = 8_192
/** A stand-in of fixed width, overwritten when the positions are known. */
export const RANGE_PLACEHOLDER = '**********'

/** The rendered PDF with its hole filled. Throws when the renderer left none, or the signature does not fit. */
export async function signPdf(rendered: Buffer, signer: CmsSigner): Promise<Buffer> {
  const bytes = Buffer.from(rendered)
  const range = bytes.indexOf(`/ByteRange [0 /${RANGE_PLACEHOLDER}`)
  const rangeEnd = bytes.indexOf(']', range)
  const hole = bytes.indexOf(`<${'0'.repeat(SIGNATURE_BYTES * 2)}>`, rangeEnd, 'latin1')
  if (range < 0 || rangeEnd < 0 || hole < 0) throw new Error('The PDF has no place for a signature')
  const after = hole + SIGNATURE_BYTES * 2 + 2
  const text = `/ByteRange [0 ${hole} ${after} ${bytes.length - after}`
  bytes.write(text.padEnd(rangeEnd - range, ' '), range, 'latin1')
  const cms = await signCms(digestAround(bytes, hole, after), signer)
  if (cms.length > SIGNATURE_BYTES) throw new Error('The signature is larger than its place')
  bytes.write(cms.toString('hex'), hole + 1, 'latin1')
  return bytes
}

/**
 * - `valid`: intact, whole, by a signer of ours
 * - `altered`: the signed bytes were changed
 * - `appended`: the signed part is intact, but something was added after signing
 * - `untrusted`: intact, but not signed by a signer we know
 * - `unsigned`: no signature found
 */
export type Verdict = 'valid' | 'altered' | 'appended' | 'untrusted' | 'unsigned'

export interface PdfReport {
  verdict: Verdict
  /** Common name in the signer's certificate. */
  signer?: string
  /** As stated by the signer; without a timestamp authority nobody else vouches for it. */
  signedAt?: Date
}

/** Checks a PDF's bytes alone, offline. Never throws on bad input; whoever calls it bounds the size. */
export function verifySignedPdf(bytes: Buffer, roots: X509Certificate[]): PdfReport {
  const place = findSignature(bytes)
  if (place === 'none') return { verdict: 'unsigned' }
  if (place === 'malformed') return { verdict: 'altered' }
  const { hole, after, end, alone } = place
  const hex = bytes.toString('latin1', hole + 1, after - 1)
  const signedAt = statedTime(bytes.toString('latin1', 0, end))
  let report: CmsReport
  try {
    report = verifyCms(Buffer.from(hex, 'hex'), digestAround(bytes.subarray(0, end), hole, after))
  } catch (error) {
    if (error instanceof NotDer) return { verdict: 'altered' }
    throw error
  }
  const signer = /^CN=(.*)$/m.exec(report.signer.subject)?.[1]
  const said = { ...(signer ? { signer } : {}), ...(signedAt ? { signedAt } : {}) }
  if (!report.intact || !signedAt) return { verdict: 'altered', ...said }
  if (!isTrusted(report, roots, signedAt)) return { verdict: 'untrusted', ...said }
  return { verdict: end === bytes.length && alone ? 'valid' : 'appended', ...said }
}

interface Place {
  hole: number
  after: number
  /** Where the signed part ends: the file's length, unless something was appended. */
  end: number
  /** No other byte range in the file. */
  alone: boolean
}

/**
 * The first signature's place. The hole must hold exactly one hexadecimal string, so nothing can hide in the
 * bytes that no signature covers (signature wrapping, CVE-2018-16042 and its kin).
 */
function findSignature(bytes: Buffer): Place | 'none' | 'malformed' {
  const text = bytes.toString('latin1')
  const ranges = [...text.matchAll(/\/ByteRange\s*\[([^\]]{0,200})\]/g)]
  const first = ranges[0]
  if (!first) return 'none'
  const numbers = (first[1] ?? '').trim().split(/\s+/)
  if (numbers.length !== 4 || !numbers.every((number) => /^\d{1,10}$/.test(number))) return 'malformed'
  const [start, hole, after, rest] = numbers.map(Number) as [number, number, number, number]
  const end = after + rest
  const fits = start === 0 && hole < after && end <= bytes.length && first.index < hole
  if (!fits || !/^<(?:[0-9a-fA-F]{2})+>$/.test(text.slice(hole, after))) return 'malformed'
  return { hole, after, end, alone: ranges.length === 1 }
}

function digestAround(bytes: Buffer, hole: number, after: number): Buffer {
  return createHash('sha256').update(bytes.subarray(0, hole)).update(bytes.subarray(after)).digest()
}

/** `/M` of the signature dictionary, which our renderer writes in UTC. */
function statedTime(text: string): Date | undefined {
  const dictionary =
    /\/Type \/Sig\b[\s\S]{0,40000}?\/M \(D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:Z|\+00'00'?)\)/.exec(text)
  if (!dictionary) return undefined
  const [, year, month, day, hour, minute, second] = dictionary
  const stated = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return Number.isNaN(stated.getTime()) ? undefined : stated
}
