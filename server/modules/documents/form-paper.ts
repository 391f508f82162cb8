/**
 * Draws a declaration (tờ khai) as a PDF: filled in, to be read and signed, or empty, to be written by hand. Not a paper
 * that an office issues: no number, no seal, no code to check. Decree 30/2020/NĐ-CP for what stands at its head.
 */
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

export interface FormRow {
  label: string
  /** Null: to be written by hand. */
  text: string | null
  /** By hand: a box to tick for each of these, instead of lines. */
  choices?: string[]
  /** By hand: a box for each digit, instead of lines. */
  digits?: number
  /** By hand: so many lines, one when not said. */
  lines?: number
}

export interface FormPaper {
  title: string
  /** The form and where it comes from, as printed at the top right. */
  form: string
  /** The office; null when it is to be written by hand. */
  addressee: string | null
  /** Which office it is, in words. */
  addresseeHint: string
  sections: { title: string; rows: FormRow[] }[]
  signatures: string[]
  sandbox: boolean
  madeAt: Date
}

const LINE = TEXT_POINTS * 1.5
const SIGNATURE_SPACE = 100
const DIGIT_BOX = 17
/** A label that is longer has its writing line beneath. */
const LONGEST_BESIDE = WIDTH * 0.62

export async function drawForm(form: FormPaper): Promise<Buffer> {
  const { title, form: subject, madeAt } = form
  const sheet = newSheet({ title, author: form.addresseeHint, subject, madeAt })
  drawHead(sheet, form)
  let number = 0
  for (const { title: heading, rows } of form.sections) {
    ensureRoom(sheet, LINE * 3)
    sheet.doc.y += 6
    column(sheet, 'H2', heading, { face: 'bold' })
    sheet.doc.y += 2
    for (const row of rows) drawRow(sheet, row, ++number)
  }
  drawSignatures(sheet, form.signatures)
  drawFeet(sheet, form)
  sheet.root.end()
  return finished(sheet.doc)
}

function drawHead(sheet: Sheet, { form, title, addressee, addresseeHint }: FormPaper): void {
  const top = { x: PAGE.left, y: PAGE.top - 20, width: WIDTH }
  textAt(sheet, 'P', form, top, { face: 'italic', points: 10, align: 'right', lineGap: 0 })
  sheet.doc.y += 8
  column(sheet, 'P', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { face: 'bold', align: 'center' })
  column(sheet, 'P', 'Độc lập - Tự do - Hạnh phúc', { face: 'bold', align: 'center' })
  sheet.doc.y += 12
  column(sheet, 'H1', title, { face: 'bold', points: 14, align: 'center' })
  sheet.doc.y += 4
  column(sheet, 'P', `Kính gửi: ${addressee ?? '.'.repeat(60)}`, { align: 'center' })
  if (addressee === null) {
    column(sheet, 'P', `(${addresseeHint})`, { face: 'italic', points: 10, align: 'center' })
  }
}

function drawRow(sheet: Sheet, row: FormRow, number: number): void {
  ensureRoom(sheet, LINE * 2)
  const label = `${number}. ${row.label}:`
  if (row.text !== null) column(sheet, 'P', `${label} ${row.text}`)
  else if (row.choices) column(sheet, 'P', `${label} ${row.choices.map(tickBox).join('    ')}`)
  else writeByHand(sheet, label, row)
  sheet.doc.y += 3
}

/** Box and word stay together at the end of a line. */
const tickBox = (choice: string) => `[\u00a0\u00a0]\u00a0${choice.replaceAll(' ', '\u00a0')}`

function writeByHand(sheet: Sheet, label: string, { digits, lines = 1 }: FormRow): void {
  const { doc } = sheet
  const y = doc.y
  doc.font('regular').fontSize(TEXT_POINTS)
  const used = doc.widthOfString(label) + 6
  const room = digits ? WIDTH - digits * DIGIT_BOX : LONGEST_BESIDE
  const beside = used <= room
  column(sheet, 'P', label)
  if (digits) {
    const at = beside ? { x: PAGE.left + used, y: y - 1 } : { x: PAGE.left, y: doc.y }
    digitBoxes(sheet, at, digits)
    doc.y = at.y + DIGIT_BOX + 2
    return
  }
  if (beside) dottedLine(sheet, PAGE.left + used, y + TEXT_POINTS + 1)
  for (let line = beside ? 1 : 0; line < lines; line++) {
    ensureRoom(sheet, LINE)
    dottedLine(sheet, PAGE.left, doc.y + LINE * 0.8)
    doc.y += LINE
  }
}

function dottedLine(sheet: Sheet, x: number, y: number): void {
  decorate(sheet, (doc) => {
    doc
      .lineWidth(0.7)
      .dash(1, { space: 2.5 })
      .moveTo(x, y)
      .lineTo(PAGE.left + WIDTH, y)
      .stroke('#000')
  })
}

function digitBoxes(sheet: Sheet, { x, y }: { x: number; y: number }, digits: number): void {
  decorate(sheet, (doc) => {
    doc.lineWidth(0.6)
    for (let at = 0; at < digits; at++) doc.rect(x + at * DIGIT_BOX, y, DIGIT_BOX, DIGIT_BOX).stroke('#000')
  })
}

/** Side by side, with room to sign. */
function drawSignatures(sheet: Sheet, signatures: readonly string[]): void {
  ensureRoom(sheet, SIGNATURE_SPACE + LINE * 3)
  const top = sheet.doc.y + 14
  const width = WIDTH / Math.max(signatures.length, 2)
  const first = PAGE.left + WIDTH - width * signatures.length
  signatures.forEach((who, index) => {
    const box = { x: first + index * width + 3, width: width - 6 }
    const centre = { align: 'center', points: 10, lineGap: 0 } as const
    const day = '....., ngày .... tháng .... năm ......'
    const beneath = textAt(sheet, 'P', day, { ...box, y: top }, { ...centre, face: 'italic' })
    const named = textAt(
      sheet,
      'P',
      who.toUpperCase(),
      { ...box, y: beneath + 2 },
      { ...centre, face: 'bold' },
    )
    textAt(sheet, 'P', '(Ký, ghi rõ họ tên)', { ...box, y: named }, { ...centre, face: 'italic' })
  })
  sheet.doc.y = Math.min(top + SIGNATURE_SPACE, BOTTOM)
}

function drawFeet(sheet: Sheet, { sandbox }: FormPaper): void {
  const { doc } = sheet
  const { count } = doc.bufferedPageRange()
  for (let page = 0; page < count; page++) {
    doc.switchToPage(page)
    // Text beyond the margins would begin a new page.
    doc.page.margins.bottom = 0
    decorate(sheet, () => {
      const place = { width: WIDTH, align: 'center' } as const
      doc.font('regular').fontSize(8.5).fillColor('#000')
      doc.text(`Trang ${page + 1}/${count}`, PAGE.left, BOTTOM + 10, place)
      if (sandbox) doc.fillColor('#6b6b6b').text(SANDBOX_LINE, PAGE.left, BOTTOM + 22, place)
    })
  }
}

function column(sheet: Sheet, tag: string, text: string, style: Parameters<typeof textAt>[4] = {}): void {
  textAt(sheet, tag, text, { x: PAGE.left, y: sheet.doc.y, width: WIDTH }, style)
}
