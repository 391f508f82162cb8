/**
 * Draws an official paper (văn bản hành chính) as a PDF with a place for its signature, laid out by Decree
 * 30/2020/NĐ-CP, Appendix I: agency at left, national title block at right, number, place and date, title, body,
 * recipients at left and signature at right. No browser engine.
 */
import { longDay, shortDay } from '#platform/number-words.ts'
import type { Day } from '#platform/schemas.ts'
import { drawBlocks } from './blocks.ts'
import { type Data, fill } from './fill.ts'
import { drawQr } from './qr.ts'
import {
  BOTTOM,
  decorate,
  ensureRoom,
  finished,
  newSheet,
  PAGE,
  SANDBOX_LINE,
  type Sheet,
  TEXT_POINTS,
  textAt,
  WIDTH,
} from './sheet.ts'
import { drawSignature, SIGNATURE_WIDTH, type Signed, signatureHeight } from './signature-block.ts'

export interface Paper extends Signed {
  data: Data
  /** Số: the running number with its symbol, e.g. "128/XN-CAX". */
  number: string
  issuedOn: Day
  validUntil?: Day
  /** Printed and in the QR, with the public page about this paper. A book that nobody looks up by code has none. */
  code?: string
  verifyUrl?: string
  /** Says on the paper that it is a trial without legal value. */
  sandbox: boolean
}

/** The unsigned PDF. Throws TemplateMismatch when the data does not fit the template. */
export async function drawPaper(paper: Paper): Promise<Buffer> {
  const { template, data } = paper
  const title = fill(template.title, data)
  const sheet = newSheet({
    title: `${title} ${paper.number}`,
    author: paper.issuer.agency,
    subject: template.name.vi,
    madeAt: paper.signedAt,
  })
  drawHead(sheet, paper)
  drawTitle(sheet, paper, title)
  drawBlocks(sheet, template.blocks, data)
  drawEnd(sheet, paper)
  drawFeet(sheet, paper)
  sheet.root.end()
  return finished(sheet.doc)
}

const LEFT_COLUMN = WIDTH * 0.42
const RIGHT_COLUMN = { x: PAGE.left + WIDTH * 0.42, width: WIDTH * 0.58 }

function drawHead(sheet: Sheet, { template, issuer, number, issuedOn }: Paper): void {
  const { doc } = sheet
  if (template.form) {
    const box = { x: PAGE.left + WIDTH * 0.3, y: PAGE.top - 20, width: WIDTH * 0.7 }
    textAt(sheet, 'P', template.form, box, { face: 'italic', points: 8.5, align: 'right', lineGap: 0 })
  }
  const top = PAGE.top + 4
  const center = { align: 'center', points: 12, lineGap: 0 } as const
  const left = (y: number) => ({ x: PAGE.left - 18, y, width: LEFT_COLUMN + 14 })
  const right = (y: number) => ({ ...RIGHT_COLUMN, y })

  let leftY = top
  if (issuer.superior) leftY = textAt(sheet, 'P', issuer.superior.toUpperCase(), left(leftY), center)
  leftY = textAt(sheet, 'P', issuer.agency.toUpperCase(), left(leftY), { ...center, face: 'bold' })
  leftY = rule(sheet, PAGE.left - 18 + (LEFT_COLUMN + 14) / 2, leftY + 2, 60)
  leftY = textAt(sheet, 'P', `Số: ${number}`, left(leftY + 6), { ...center, points: TEXT_POINTS })

  const nation = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'
  let rightY = textAt(sheet, 'P', nation, right(top), { ...center, face: 'bold' })
  const motto = 'Độc lập - Tự do - Hạnh phúc'
  rightY = textAt(sheet, 'P', motto, right(rightY), { ...center, face: 'bold', points: TEXT_POINTS })
  doc.font('bold').fontSize(TEXT_POINTS)
  rightY = rule(sheet, RIGHT_COLUMN.x + RIGHT_COLUMN.width / 2, rightY + 2, doc.widthOfString(motto))
  const place = `${issuer.place}, ${longDay(issuedOn)}`
  rightY = textAt(sheet, 'P', place, right(rightY + 6), { ...center, face: 'italic', points: TEXT_POINTS })
  doc.y = Math.max(leftY, rightY) + 16
}

/** A thin line centred beneath a text; answers the y beneath it. */
function rule(sheet: Sheet, middle: number, y: number, width: number): number {
  decorate(sheet, (doc) => {
    doc
      .lineWidth(0.7)
      .moveTo(middle - width / 2, y)
      .lineTo(middle + width / 2, y)
      .stroke('#000')
  })
  return y
}

function drawTitle(sheet: Sheet, { template, data }: Paper, title: string): void {
  const { doc } = sheet
  const full = (y: number) => ({ x: PAGE.left, y, width: WIDTH })
  textAt(sheet, 'H1', title, full(doc.y), { face: 'bold', points: 14, align: 'center' })
  if (template.subtitle) {
    textAt(sheet, 'P', fill(template.subtitle, data), full(doc.y), { face: 'bold', align: 'center' })
  }
  doc.y += 8
  if (template.addressee) {
    textAt(sheet, 'P', `Kính gửi: ${fill(template.addressee, data)}`, full(doc.y), { align: 'center' })
    doc.y += 8
  }
}

const QR_SIDE = 70
const SMALL_LINE = 13
const VALIDITY_LINE = 18

/** Validity, recipients and QR at left; signature at right. Kept together on one page. */
function drawEnd(sheet: Sheet, paper: Paper): void {
  const { doc } = sheet
  ensureRoom(sheet, endHeight(sheet, paper))
  if (paper.validUntil) {
    const text = `Giấy này có giá trị đến hết ngày ${shortDay(paper.validUntil)}.`
    textAt(sheet, 'P', text, { x: PAGE.left, y: doc.y, width: WIDTH }, { indent: 28 })
  }
  const top = doc.y + 10
  drawSignature(sheet, paper, top)
  const signatureBottom = doc.y
  drawVerification(sheet, paper, top)
  doc.y = Math.max(doc.y, signatureBottom)
}

/** Validity line, then signature or recipients with QR, whichever is taller. */
function endHeight(sheet: Sheet, paper: Paper): number {
  const { recipients = [] } = paper.template
  const verification = (recipients.length > 0 ? (recipients.length + 1) * SMALL_LINE + 9 : 0) + QR_SIDE
  return (paper.validUntil ? VALIDITY_LINE : 0) + 10 + Math.max(signatureHeight(sheet, paper), verification)
}

function drawVerification(sheet: Sheet, paper: Paper, top: number): void {
  const { template, data } = paper
  const width = WIDTH - SIGNATURE_WIDTH - 16
  let y = top
  const small = { points: 11, lineGap: 0 } as const
  if (template.recipients) {
    y = textAt(
      sheet,
      'P',
      'Nơi nhận:',
      { x: PAGE.left, y, width },
      { ...small, face: 'bold-italic', points: 12 },
    )
    for (const recipient of template.recipients) {
      y = textAt(sheet, 'P', `- ${fill(recipient, data)}`, { x: PAGE.left, y, width }, small)
    }
    y += 8
  }
  const { doc, root } = sheet
  const { code, verifyUrl } = paper
  if (code === undefined || verifyUrl === undefined) return
  root.add(
    doc.struct('Figure', { alt: `Mã QR để kiểm tra giấy này tại ${verifyUrl}` }, () => {
      drawQr(doc, verifyUrl, { x: PAGE.left, y, side: QR_SIDE })
    }),
  )
  const beside = { x: PAGE.left + QR_SIDE + 8, width: width - QR_SIDE - 8 }
  let textY = textAt(sheet, 'P', 'Mã kiểm tra', { ...beside, y }, { points: 9, lineGap: 0 })
  textY = textAt(sheet, 'P', code, { ...beside, y: textY }, { points: 10, face: 'bold', lineGap: 1 })
  const advice = 'Quét mã hoặc mở trang kiểm tra giấy tờ để biết giấy này là thật và còn giá trị.'
  textY = textAt(sheet, 'P', advice, { ...beside, y: textY + 2 }, { points: 8.5, lineGap: 0 })
  doc.y = Math.max(y + QR_SIDE, textY)
}

/** Page numbers from the second page on, centred at the top; the sandbox says so on every page. */
function drawFeet(sheet: Sheet, paper: Paper): void {
  const { doc } = sheet
  const { count } = doc.bufferedPageRange()
  for (let page = 0; page < count; page++) {
    doc.switchToPage(page)
    // Text beyond the margins would begin a new page.
    doc.page.margins.bottom = 0
    decorate(sheet, () => {
      doc.font('regular').fillColor('#000')
      if (page > 0) {
        doc
          .fontSize(TEXT_POINTS)
          .text(String(page + 1), PAGE.left, PAGE.top - 24, { width: WIDTH, align: 'center' })
      }
      if (paper.sandbox) {
        doc.fontSize(8.5).fillColor('#6b6b6b')
        doc.text(SANDBOX_LINE, PAGE.left, BOTTOM + 22, { width: WIDTH, align: 'center' })
      }
    })
  }
}
