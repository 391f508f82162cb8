/** Papers as people send them: a scan, a photo with what the camera wrote into it, a PDF. */
import { crc32, deflateSync } from 'node:zlib'
import PdfDocument from 'pdfkit'

/** A scan in PNG that is full of letters, as far as its size says. */
export function scan(width = 800, height = 1000): Buffer {
  const row = 1 + width
  const raw = Buffer.alloc(row * height)
  for (let at = 0; at < raw.length; at++) raw[at] = at % row === 0 ? 0 : (at * 2654435761) >>> 24
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 0, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('tEXt', Buffer.from('Author\0Nguyen Van A')),
    chunk('IDAT', deflateSync(raw)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

/** A photo in JPEG: where it was taken, and that it must be turned. Its lines are no picture, only as long as one. */
export function photo(width = 1200, height = 900): Buffer {
  const exif = Buffer.alloc(60)
  exif.write('Exif\0\0MM', 0, 'latin1')
  exif.writeUInt16BE(42, 8)
  exif.writeUInt32BE(8, 10)
  exif.writeUInt16BE(1, 14)
  exif.writeUInt16BE(0x0112, 16)
  exif.writeUInt16BE(3, 18)
  exif.writeUInt32BE(1, 20)
  exif.writeUInt16BE(6, 24)
  exif.write('GPS 21.0285 105.8542', 32, 'latin1')
  const frame = Buffer.from([8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 17, 0])
  const lines = Buffer.alloc(60_000, 0x55)
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe1, exif),
    segment(0xc0, frame),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    lines,
    Buffer.from([0xff, 0xd9]),
  ])
}

function segment(code: number, data: Buffer): Buffer {
  const length = data.length + 2
  return Buffer.concat([Buffer.from([0xff, code, length >> 8, length & 255]), data])
}

export async function pdf(
  pages: number,
  options: PDFKit.PDFDocumentOptions = {},
  draw?: (document: PDFKit.PDFDocument) => void,
): Promise<Buffer> {
  const document = new PdfDocument(options)
  const parts: Buffer[] = []
  document.on('data', (part: Buffer) => parts.push(part))
  const ended = new Promise((done) => document.on('end', done))
  for (let page = 1; page < pages; page++) document.addPage()
  draw?.(document)
  document.end()
  await ended
  return Buffer.concat(parts)
}
