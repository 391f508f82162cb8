/** A sheet of A4 with its fonts, its margins (Decree 30/2020/NĐ-CP, Appendix I) and its tagged structure. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { create, type Font } from 'fontkit'
import PDFDocument from 'pdfkit'

const POINTS_PER_MM = 72 / 25.4
const mm = (length: number) => length * POINTS_PER_MM

export const PAGE = {
  width: mm(210),
  height: mm(297),
  top: mm(20),
  bottom: mm(20),
  left: mm(30),
  right: mm(15),
}
export const WIDTH = PAGE.width - PAGE.left - PAGE.right
export const BOTTOM = PAGE.height - PAGE.bottom
export const TEXT_POINTS = 13
/** At the foot of everything that a sandbox prints. */
export const SANDBOX_LINE = 'BẢN THỬ NGHIỆM (SANDBOX) – dữ liệu tổng hợp, không có giá trị pháp lý'

export type Face = 'regular' | 'bold' | 'italic' | 'bold-italic'

const files: Record<Face, string> = {
  regular: '400Regular/Tinos_400Regular.ttf',
  bold: '700Bold/Tinos_700Bold.ttf',
  italic: '400Regular_Italic/Tinos_400Regular_Italic.ttf',
  'bold-italic': '700Bold_Italic/Tinos_700Bold_Italic.ttf',
}
const faces = new Map<Face, Font>()

/**
 * Tinos, the open face with the widths of Times New Roman and all Vietnamese letters. Parsed once for all papers:
 * parsing is four fifths of the time of the first one.
 */
function face(name: Face): string {
  let font = faces.get(name)
  if (!font) {
    const parsed = create(
      readFileSync(createRequire(import.meta.url).resolve(`@expo-google-fonts/tinos/${files[name]}`)),
    )
    nameGlyphs(parsed)
    font = Object.create(parsed, { layout: { value: (text: string) => parsed.layout(text, PLAIN) } }) as Font
    faces.set(name, font)
  }
  // The writer takes a parsed font too; its types do not say so.
  return font as unknown as string
}

/**
 * Makes every letter known by its code before a subset asks for it as a mere part of another (the O of Ô): otherwise
 * later papers could be neither searched nor read out at that letter.
 */
function nameGlyphs(parsed: Font): void {
  for (const code of parsed.characterSet) {
    if (code < 0x250 || (code >= 0x1e00 && code < 0x2100)) parsed.glyphForCodePoint(code)
  }
}

/** Composed Vietnamese letters are single glyphs: no rule of shaping is needed, and leaving them out halves the time. */
const PLAIN = Object.fromEntries(
  ['ccmp', 'locl', 'rlig', 'mark', 'mkmk', 'calt', 'clig', 'liga', 'rclt', 'curs', 'kern'].map((rule) => [
    rule,
    false,
  ]),
)

export interface Sheet {
  doc: PDFKit.PDFDocument
  root: PDFKit.PDFStructureElement
}

export interface SheetInfo {
  title: string
  author: string
  subject: string
  madeAt: Date
}

export function newSheet(info: SheetInfo): Sheet {
  const doc = new PDFDocument({
    size: [PAGE.width, PAGE.height],
    margins: { top: PAGE.top, bottom: PAGE.bottom, left: PAGE.left, right: PAGE.right },
    pdfVersion: '1.7',
    lang: 'vi-VN',
    tagged: true,
    displayTitle: true,
    bufferPages: true,
    font: face('regular'),
    info: {
      Title: info.title,
      Author: info.author,
      Subject: info.subject,
      Creator: 'dean06',
      Producer: 'dean06',
      CreationDate: info.madeAt,
      ModDate: info.madeAt,
    },
  })
  for (const name of Object.keys(files) as Face[]) doc.registerFont(name, face(name))
  doc.font('regular').fontSize(TEXT_POINTS)
  const root = doc.struct('Document')
  doc.addStructure(root)
  return { doc, root }
}

export interface TextStyle {
  face?: Face
  points?: number
  align?: 'left' | 'center' | 'right' | 'justify'
  indent?: number
  lineGap?: number
}

/** Text in a column, tagged; answers the y beneath it. */
export function textAt(
  sheet: Sheet,
  tag: string,
  text: string,
  box: { x: number; y: number; width: number },
  style: TextStyle = {},
): number {
  const { doc, root } = sheet
  doc.font(style.face ?? 'regular').fontSize(style.points ?? TEXT_POINTS)
  root.add(
    doc.struct(tag, {}, () => {
      doc.text(text, box.x, box.y, {
        width: box.width,
        align: style.align ?? 'left',
        indent: style.indent ?? 0,
        lineGap: style.lineGap ?? 1.5,
      })
    }),
  )
  return doc.y
}

/** What is drawn for the eye only and read out by no screen reader: rules, borders, page numbers. */
export function decorate(sheet: Sheet, draw: (doc: PDFKit.PDFDocument) => void): void {
  const { doc } = sheet
  const { x, y } = doc
  doc.save()
  doc.markContent('Artifact', { type: 'Layout' })
  draw(doc)
  doc.endMarkedContent()
  doc.restore()
  doc.x = x
  doc.y = y
}

/** Begins a new page when less than this is left. */
export function ensureRoom(sheet: Sheet, height: number): void {
  if (sheet.doc.y + height > BOTTOM) sheet.doc.addPage()
}

export function finished(doc: PDFKit.PDFDocument): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = []
    doc.on('data', (part: Buffer) => parts.push(part))
    doc.on('end', () => resolve(Buffer.concat(parts)))
    doc.on('error', reject)
    doc.end()
  })
}
