/**
 * A PDF that someone sends: whether it is whole, how many pages it has, whether it is locked, does something by itself,
 * or was added to after it was signed. Read without running anything in it. ISO 32000-1. Pure.
 */
import { inflateSync } from 'node:zlib'

export interface PdfFile {
  pages: number
  locked: boolean
  /** Scripts, programs to start, files inside: a paper needs none of them. */
  acts: boolean
  /** Signed by someone; `appended` when bytes were added that no signature covers. Whether by whom it says is not asked. */
  signature: 'none' | 'present' | 'appended'
}

/** Object streams inflate to at most so much, all together: a small file does not fill the memory. */
const MOST_INFLATED = 32 * 1024 * 1024
const MOST_STREAMS = 2000

/** Undefined when it is cut short. */
export function readPdf(bytes: Buffer): PdfFile | undefined {
  const text = bytes.toString('latin1')
  if (!text.slice(-2048).includes('%%EOF') || !text.includes('startxref')) return undefined
  const all = `${withoutStreams(text)}\n${objectsInStreams(bytes, text)}`
  return {
    pages: all.match(/\/Type\s*\/Page(?![A-Za-z])/g)?.length ?? 0,
    locked: /\/Encrypt\s+\d+\s+\d+\s+R|\/Encrypt\s*<</.test(all),
    acts: /\/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData)(?![A-Za-z])/.test(all),
    signature: signatureOf(all, bytes.length),
  }
}

/** What stands in streams is pictures and fonts: letters there mean nothing. */
function withoutStreams(text: string): string {
  const parts: string[] = []
  for (let at = 0; ; ) {
    const begin = text.indexOf('stream', at)
    if (begin < 0) return parts.concat(text.slice(at)).join('')
    const end = text.indexOf('endstream', begin + 6)
    parts.push(text.slice(at, begin))
    if (end < 0) return parts.join('')
    at = end + 9
  }
}

/** Since PDF 1.5 objects may stand packed in streams of their own. */
function objectsInStreams(bytes: Buffer, text: string): string {
  const found: string[] = []
  let room = MOST_INFLATED
  const streams = text.matchAll(/\/Type\s*\/ObjStm[\s\S]{0,400}?>>\s*stream(\r\n|\n|\r)/g)
  for (const stream of streams) {
    if (room <= 0 || found.length >= MOST_STREAMS) break
    const begin = stream.index + stream[0].length
    const end = text.indexOf('endstream', begin)
    if (end < 0) break
    try {
      const inflated = inflateSync(bytes.subarray(begin, end), { maxOutputLength: room })
      room -= inflated.length
      found.push(inflated.toString('latin1'))
    } catch {
      // Not packed in the usual way, or more than there is room for: what it holds stays unread.
      room -= end - begin
    }
  }
  return found.join('\n')
}

function signatureOf(all: string, length: number): PdfFile['signature'] {
  const ranges = [...all.matchAll(/\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g)]
  if (ranges.length === 0) return 'none'
  const furthest = Math.max(...ranges.map(([, , , from, count]) => Number(from) + Number(count)))
  // A line end after %%EOF is no addition.
  return furthest >= length - 2 ? 'present' : 'appended'
}
