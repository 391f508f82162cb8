/**
 * A picture from a phone made ready to go: turned upright, no larger than a page needs, without what the camera wrote
 * into it; and whether one can probably read it.
 */

/** The longer side of what is sent: an A4 page at some 220 dots an inch. */
const LONGEST = 2600
/** A JPEG or PNG that is no larger goes as it is. */
const SMALL_BYTES = 1024 * 1024
const LOOKED_AT = 480

export type PhotoDoubt = 'dark' | 'blurred' | null

export interface ReadyPhoto {
  file: Blob
  doubt: PhotoDoubt
}

/** What cannot be drawn here goes as it is: the server says what is wrong with it. */
export async function readyPhoto(file: File): Promise<ReadyPhoto> {
  if (!file.type.startsWith('image/')) return { file, doubt: null }
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => null)
  if (!picture) return { file, doubt: null }
  try {
    const doubt = doubtOf(picture)
    const goesAsItIs = file.size <= SMALL_BYTES && /jpeg|png/.test(file.type)
    return { file: goesAsItIs ? file : await smaller(picture, file), doubt }
  } finally {
    picture.close()
  }
}

async function smaller(picture: ImageBitmap, file: File): Promise<Blob> {
  const canvas = drawn(picture, LONGEST)
  const made = await new Promise<Blob | null>((done) => canvas?.toBlob(done, 'image/jpeg', 0.85))
  return made ?? file
}

function drawn(picture: ImageBitmap, longest: number): HTMLCanvasElement | null {
  const scale = Math.min(1, longest / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(picture.width * scale))
  canvas.height = Math.max(1, Math.round(picture.height * scale))
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) return null
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(picture, 0, 0, canvas.width, canvas.height)
  return canvas
}

/** Letters are sharp edges: where brightness hardly changes from one point to the next there are none to read. */
function doubtOf(picture: ImageBitmap): PhotoDoubt {
  const canvas = drawn(picture, LOOKED_AT)
  const data = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height)
  if (!data) return null
  let sum = 0
  let sharpest = 0
  let before = 0
  for (let at = 0; at < data.data.length; at += 4) {
    const bright = 0.3 * data.data[at]! + 0.59 * data.data[at + 1]! + 0.11 * data.data[at + 2]!
    sum += bright
    const column = (at / 4) % data.width
    if (column > 0) sharpest = Math.max(sharpest, Math.abs(bright - before))
    before = bright
  }
  if (sum / (data.data.length / 4) < 50) return 'dark'
  return sharpest < 25 ? 'blurred' : null
}
