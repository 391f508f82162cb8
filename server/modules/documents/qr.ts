/** Draws a QR code as filled squares, runs joined to bars: sharp at every size and a few hundred bytes. */
import QRCode from 'qrcode'

const QUIET_MODULES = 2

export function drawQr(
  doc: PDFKit.PDFDocument,
  text: string,
  place: { x: number; y: number; side: number },
): void {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' })
  const unit = place.side / (modules.size + 2 * QUIET_MODULES)
  const x0 = place.x + QUIET_MODULES * unit
  const y0 = place.y + QUIET_MODULES * unit
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; ) {
      let length = 0
      while (column + length < modules.size && modules.get(row, column + length)) length++
      if (length > 0) doc.rect(x0 + column * unit, y0 + row * unit, length * unit, unit)
      column += length || 1
    }
  }
  doc.fill('#000')
}

/** A QR code as an SVG path of one unit a module, quiet zone included. */
export function qrPath(text: string): { side: number; path: string } {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' })
  const bars: string[] = []
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; ) {
      let length = 0
      while (column + length < modules.size && modules.get(row, column + length)) length++
      if (length > 0) bars.push(`M${column + QUIET_MODULES} ${row + QUIET_MODULES}h${length}v1h-${length}z`)
      column += length || 1
    }
  }
  return { side: modules.size + 2 * QUIET_MODULES, path: bars.join('') }
}
