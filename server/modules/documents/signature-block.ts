/** The signature of a paper: position, the mark of the digital signature, name; and the field that holds it. */
import { dayOf } from '#platform/day.ts'
import { shortDay } from '#platform/number-words.ts'
import { RANGE_PLACEHOLDER, SIGNATURE_BYTES } from './pades.ts'
import { decorate, PAGE, type Sheet, TEXT_POINTS, textAt, WIDTH } from './sheet.ts'
import type { DocumentTemplate } from './templates.ts'

export const SIGNATURE_WIDTH = 220
const MARK = { inset: 6, padding: 7, points: 9.5 }
const MARK_TEXT_WIDTH = SIGNATURE_WIDTH - 2 * (MARK.inset + MARK.padding)
const GAP = 6

export interface Issuer {
  /** Cơ quan chủ quản, e.g. "Công an tỉnh Lào Cai". */
  superior?: string
  /** Cơ quan ban hành, e.g. "Công an xã Bát Xát". */
  agency: string
  /** Địa danh before the date, e.g. "Bát Xát". */
  place: string
}

export interface OfficialSigner {
  /** Chức vụ, e.g. "Trưởng Công an xã". */
  position: string
  name: string
  /** E.g. "KT. TRƯỞNG CÔNG AN XÃ" when a deputy signs. */
  onBehalf?: string
}

/** What a signature says. */
export interface Signed {
  template: DocumentTemplate
  issuer: Issuer
  /** None for a paper that the system issues by itself, such as a receipt at night. */
  signer?: OfficialSigner
  signedAt: Date
}

/** Room that `drawSignature` will take. */
export function signatureHeight(sheet: Sheet, paper: Signed): number {
  const { signer } = paper
  sheet.doc.font('bold').fontSize(TEXT_POINTS)
  const bold = [signer?.onBehalf, titleOf(paper), signer?.name]
    .filter((text) => text !== undefined)
    .reduce((sum, text) => sum + sheet.doc.heightOfString(text, { width: SIGNATURE_WIDTH, lineGap: 0 }), 0)
  return bold + markHeight(sheet, paper) + 2 * GAP
}

export function drawSignature(sheet: Sheet, paper: Signed, top: number): void {
  const { signer } = paper
  const x = PAGE.left + WIDTH - SIGNATURE_WIDTH
  const width = SIGNATURE_WIDTH
  const style = { align: 'center', lineGap: 0, face: 'bold' } as const
  let y = top
  if (signer?.onBehalf) y = textAt(sheet, 'P', signer.onBehalf, { x, y, width }, style)
  y = textAt(sheet, 'P', titleOf(paper), { x, y, width }, style) + GAP
  y = drawMark(sheet, paper, { x: x + MARK.inset, y, width: width - 2 * MARK.inset }) + GAP
  if (signer) y = textAt(sheet, 'P', signer.name, { x, y, width }, style)
  sheet.doc.y = y
}

function titleOf({ template, signer, issuer }: Signed): string {
  return (signer ? (template.signatureTitle ?? signer.position) : issuer.agency).toUpperCase()
}

function markLines({ signer, issuer, signedAt }: Signed): string[] {
  return [
    signer ? `Người ký: ${signer.name}` : 'Ký số tự động bởi hệ thống',
    `Cơ quan: ${issuer.agency}`,
    `Thời gian ký: ${signingTime(signedAt)}`,
  ]
}

function markHeight(sheet: Sheet, paper: Signed): number {
  sheet.doc.font('regular').fontSize(MARK.points)
  const height = (line: string) => sheet.doc.heightOfString(line, { width: MARK_TEXT_WIDTH, lineGap: 0.5 })
  return markLines(paper).reduce((sum, line) => sum + height(line), 2 * MARK.padding)
}

/** The framed mark; answers the y beneath it. */
function drawMark(sheet: Sheet, paper: Signed, place: { x: number; y: number; width: number }): number {
  const box = { ...place, height: markHeight(sheet, paper) }
  decorate(sheet, (doc) => {
    doc.lineWidth(0.9).roundedRect(box.x, box.y, box.width, box.height, 3).stroke('#c8102e')
  })
  sheet.doc.fillColor('#a50d25')
  let y = box.y + MARK.padding
  for (const line of markLines(paper)) {
    const at = { x: box.x + MARK.padding, y, width: MARK_TEXT_WIDTH }
    y = textAt(sheet, 'P', line, at, { points: MARK.points, lineGap: 0.5 })
  }
  sheet.doc.fillColor('#000')
  placeSignature(sheet, paper, box)
  return box.y + box.height
}

/** 21-11-2026 16:41:05 +07:00, as Decree 30/2020/NĐ-CP wants beside a digital signature. */
function signingTime(instant: Date): string {
  const local = new Date(instant.getTime() + 7 * 3_600_000).toISOString()
  return `${shortDay(dayOf(instant)).replaceAll('/', '-')} ${local.slice(11, 19)} +07:00`
}

/** The signature field lies over the drawn box, so that a reader who clicks it sees the signature. */
function placeSignature(
  sheet: Sheet,
  paper: Signed,
  box: { x: number; y: number; width: number; height: number },
): void {
  const { doc } = sheet
  const page = doc.page as unknown as { dictionary: unknown; annotations: unknown[]; height: number }
  const catalog = (doc as unknown as { _root: { data: Catalog } })._root.data
  const rect = [box.x, page.height - box.y - box.height, box.x + box.width, page.height - box.y]
  const appearance = doc.ref({ Type: 'XObject', Subtype: 'Form', BBox: [0, 0, box.width, box.height] })
  const signature = doc.ref({
    Type: 'Sig',
    Filter: 'Adobe.PPKLite',
    SubFilter: 'ETSI.CAdES.detached',
    ByteRange: [0, RANGE_PLACEHOLDER, RANGE_PLACEHOLDER, RANGE_PLACEHOLDER],
    M: paper.signedAt,
    Name: pdfText(paper.signer?.name ?? paper.issuer.agency),
    Location: pdfText(paper.issuer.place),
    Reason: pdfText(paper.template.name.vi),
    Contents: Buffer.alloc(SIGNATURE_BYTES),
  })
  const widget = doc.ref({
    Type: 'Annot',
    Subtype: 'Widget',
    FT: 'Sig',
    T: pdfText('Signature1'),
    TU: pdfText('Chữ ký số'),
    F: 132,
    Rect: rect,
    P: page.dictionary,
    V: signature,
    AP: { N: appearance },
  })
  doc.font('regular').initForm()
  Object.assign(catalog.AcroForm.data, { SigFlags: 3, NeedAppearances: false, Fields: [widget] })
  page.annotations.push(widget)
  appearance.end('')
  signature.end('')
  widget.end('')
}

interface Catalog {
  AcroForm: { data: Record<string, unknown> }
}

/** The drawing library takes a String object for text and a plain string for a name. */
function pdfText(text: string): unknown {
  return Object(text)
}
