/**
 * A picture that someone sends (ảnh chụp, bản quét): how large it is, whether it is whole, and the same picture without
 * what the camera wrote into it (place, device, thumbnail). JPEG (ITU T.81, Exif 2.32) and PNG (ISO/IEC 15948). Pure.
 */

export interface ImageFile {
  width: number
  height: number
  /** The picture without metadata; how it must be turned is kept. */
  bytes: Buffer
}

/** Undefined when it is cut short or not what its first bytes say. */
export function readImage(bytes: Buffer, contentType: string): ImageFile | undefined {
  try {
    return contentType === 'image/png' ? readPng(bytes) : readJpeg(bytes)
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

const marker = {
  app0: 0xe0,
  app1: 0xe1,
  app2: 0xe2,
  app14: 0xee,
  app15: 0xef,
  comment: 0xfe,
  scan: 0xda,
  end: 0xd9,
}
/** Start-of-frame markers say the size: C0 to CF but for tables (C4), extensions (C8) and arithmetic (CC). */
const isFrame = (code: number) => code >= 0xc0 && code <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(code)

function readJpeg(bytes: Buffer): ImageFile | undefined {
  const kept: Buffer[] = [bytes.subarray(0, 2)]
  let size: { width: number; height: number } | undefined
  let turned = 1
  for (let at = 2; at < bytes.length; ) {
    if (bytes.readUInt8(at) !== 0xff) return undefined
    const code = bytes.readUInt8(at + 1)
    if (code === 0xff) {
      at += 1
      continue
    }
    if (code === marker.scan) {
      const end = bytes.lastIndexOf(Buffer.from([0xff, marker.end]))
      if (!size || end < at) return undefined
      kept.splice(1, 0, ...(turned > 1 ? [orientationOnly(turned)] : []))
      return { ...upright(size, turned), bytes: Buffer.concat([...kept, bytes.subarray(at, end + 2)]) }
    }
    const length = bytes.readUInt16BE(at + 2)
    if (length < 2 || at + 2 + length > bytes.length) return undefined
    const segment = bytes.subarray(at, at + 2 + length)
    if (isFrame(code)) size = { height: segment.readUInt16BE(5), width: segment.readUInt16BE(7) }
    if (code === marker.app1) turned = orientationIn(segment) ?? turned
    if (isPartOfPicture(code)) kept.push(segment)
    at += 2 + length
  }
  return undefined
}

/** JFIF, colour profile and Adobe's colour transform belong to the picture; other notes are the camera's. */
function isPartOfPicture(code: number): boolean {
  if (code === marker.comment) return false
  if (code < marker.app0 || code > marker.app15) return true
  return code === marker.app0 || code === marker.app2 || code === marker.app14
}

const EXIF = Buffer.from('Exif\0\0')
const ORIENTATION = 0x0112

function orientationIn(segment: Buffer): number | undefined {
  if (!segment.subarray(4, 10).equals(EXIF)) return undefined
  const tiff = segment.subarray(10)
  const little = tiff.toString('latin1', 0, 2) === 'II'
  const short = (at: number) => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const first = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4)
  for (let entry = 0; entry < Math.min(short(first), 200); entry++) {
    const at = first + 2 + entry * 12
    const value = short(at) === ORIENTATION ? short(at + 8) : 0
    if (value >= 1 && value <= 8) return value
  }
  return undefined
}

/** An Exif segment that says nothing but how to turn the picture. */
function orientationOnly(turned: number): Buffer {
  const tiff = Buffer.alloc(26)
  tiff.write('MM')
  tiff.writeUInt16BE(42, 2)
  tiff.writeUInt32BE(8, 4)
  tiff.writeUInt16BE(1, 8)
  tiff.writeUInt16BE(ORIENTATION, 10)
  tiff.writeUInt16BE(3, 12)
  tiff.writeUInt32BE(1, 14)
  tiff.writeUInt16BE(turned, 18)
  const head = Buffer.from([0xff, marker.app1, 0, 2 + EXIF.length + tiff.length])
  return Buffer.concat([head, EXIF, tiff])
}

function upright({ width, height }: { width: number; height: number }, turned: number) {
  return turned >= 5 ? { width: height, height: width } : { width, height }
}

/** Chunks that are only about the picture; texts, times and Exif are left out. */
const ofPicture = new Set(
  'IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB bKGD pHYs cICP acTL fcTL fdAT'.split(' '),
)

function readPng(bytes: Buffer): ImageFile | undefined {
  const kept: Buffer[] = [bytes.subarray(0, 8)]
  const width = bytes.readUInt32BE(16)
  const height = bytes.readUInt32BE(20)
  for (let at = 8; at < bytes.length; ) {
    const end = at + 12 + bytes.readUInt32BE(at)
    const name = bytes.toString('latin1', at + 4, at + 8)
    if (end > bytes.length) return undefined
    if (ofPicture.has(name)) kept.push(bytes.subarray(at, end))
    if (name === 'IEND') return { width, height, bytes: Buffer.concat(kept) }
    at = end
  }
  return undefined
}
