/** Draws the blocks of a template, one after the other. */
import { applies, at, type Data, fill, TemplateMismatch } from './fill.ts'
import { BOTTOM, decorate, ensureRoom, PAGE, type Sheet, TEXT_POINTS, textAt, WIDTH } from './sheet.ts'
import type { Block } from './templates.ts'

const INDENT = 28
const GAP = 4
const CELL = { padding: 4, points: 11.5 }
const LINE = TEXT_POINTS * 1.3
const MAX_ROWS = 500
/** The writer's types do not know the scope yet. */
const HEAD_CELL: object = { scope: 'Column' }

export function drawBlocks(sheet: Sheet, blocks: readonly Block[], data: Data): void {
  for (const block of blocks) {
    if (!applies(block, data)) continue
    drawBlock(sheet, block, data)
    sheet.doc.y += GAP
  }
}

function drawBlock(sheet: Sheet, block: Block, data: Data): void {
  switch (block.block) {
    case 'heading':
      ensureRoom(sheet, LINE * 3)
      column(sheet, 'H2', fill(block.text, data), { face: 'bold' })
      break
    case 'paragraph':
      column(sheet, 'P', fill(block.text, data), {
        face: block.bold ? 'bold' : 'regular',
        align: block.align ?? 'justify',
        indent: block.align === 'center' ? 0 : INDENT,
      })
      break
    case 'basis':
      for (const item of block.items) {
        column(sheet, 'P', fill(item, data), { face: 'italic', align: 'justify', indent: INDENT })
      }
      break
    case 'note':
      column(sheet, 'Note', fill(block.text, data), { face: 'italic', points: 11, align: 'justify' })
      break
    case 'fields':
      drawFields(sheet, block, data)
      break
    case 'list':
      rowsAt(block.rows, data).forEach((row, i) => {
        const text = `${i + 1}. ${fill(block.text, { ...data, row, no: i + 1 })}`
        column(sheet, 'P', text, { align: 'justify', indent: INDENT })
      })
      break
    case 'table':
      drawTable(sheet, block, data)
  }
}

function column(sheet: Sheet, tag: string, text: string, style: Parameters<typeof textAt>[4]): void {
  textAt(sheet, tag, text, { x: PAGE.left, y: sheet.doc.y, width: WIDTH }, style)
}

function rowsAt(path: string, data: Data): unknown[] {
  const rows = at(data, path) ?? []
  if (!Array.isArray(rows) || rows.length > MAX_ROWS)
    throw new TemplateMismatch(`${path} is not a list of rows`)
  return rows
}

/** "1. Nhãn: giá trị", the value in bold, as on the printed forms. */
function drawFields(sheet: Sheet, block: Extract<Block, { block: 'fields' }>, data: Data): void {
  const { doc, root } = sheet
  const shown = block.rows.filter((row) => applies(row, data))
  shown.forEach((row, i) => {
    const label = `${block.numbered ? `${i + 1}. ` : ''}${row.label}: `
    const value = fill(row.value, data)
    ensureRoom(sheet, LINE)
    root.add(
      doc.struct('P', {}, () => {
        doc.font('regular').fontSize(TEXT_POINTS)
        doc.text(label, PAGE.left, doc.y, { width: WIDTH, lineGap: 1.5, continued: value !== '' })
        if (value !== '') doc.font('bold').text(value, { lineGap: 1.5 })
      }),
    )
    doc.y += 1
  })
}

type Table = Extract<Block, { block: 'table' }>
interface Cell {
  text: string
  x: number
  width: number
  align: 'left' | 'center' | 'right'
}

/** Bordered rows; the head is repeated on every page, a row is never cut in two. */
function drawTable(sheet: Sheet, block: Table, data: Data): void {
  const { doc, root } = sheet
  const total = block.columns.reduce((sum, { width }) => sum + width, 0)
  const cells = (texts: string[]): Cell[] => {
    let x = PAGE.left
    return block.columns.map((column, i) => {
      const width = (column.width / total) * WIDTH
      const cell = { text: texts[i] ?? '', x, width, align: column.align ?? 'left' }
      x += width
      return cell
    })
  }
  const table = doc.struct('Table')
  root.add(table)
  const head = cells(block.columns.map((column) => column.title)).map((cell) => ({
    ...cell,
    align: 'center' as const,
  }))
  const rows = rowsAt(block.rows, data).map((row, i) =>
    cells(block.columns.map((column) => fill(column.value, { ...data, row, no: i + 1 }))),
  )
  const headHeight = rowHeight(sheet, head, 'bold')
  ensureRoom(sheet, headHeight + (rows[0] ? rowHeight(sheet, rows[0], 'regular') : 0))
  drawRow(sheet, table, head, 'TH', headHeight)
  for (const row of rows) {
    const height = rowHeight(sheet, row, 'regular')
    if (doc.y + height > BOTTOM) {
      doc.addPage()
      drawRow(sheet, table, head, 'TH', headHeight)
    }
    drawRow(sheet, table, row, 'TD', height)
  }
  table.end()
  doc.y += GAP
}

function rowHeight(sheet: Sheet, cells: Cell[], face: 'regular' | 'bold'): number {
  const { doc } = sheet
  doc.font(face).fontSize(CELL.points)
  const heights = cells.map((cell) => doc.heightOfString(cell.text, { width: cell.width - 2 * CELL.padding }))
  return Math.max(...heights) + 2 * CELL.padding
}

function drawRow(
  sheet: Sheet,
  table: PDFKit.PDFStructureElement,
  cells: Cell[],
  tag: 'TH' | 'TD',
  height: number,
): void {
  const { doc } = sheet
  const y = doc.y
  decorate(sheet, () => {
    doc.lineWidth(0.6).strokeColor('#000')
    for (const cell of cells) doc.rect(cell.x, y, cell.width, height).stroke()
  })
  const row = doc.struct('TR')
  table.add(row)
  for (const cell of cells) {
    doc.font(tag === 'TH' ? 'bold' : 'regular').fontSize(CELL.points)
    row.add(
      doc.struct(tag, tag === 'TH' ? HEAD_CELL : {}, () => {
        doc.text(cell.text, cell.x + CELL.padding, y + CELL.padding, {
          width: cell.width - 2 * CELL.padding,
          align: cell.align,
        })
      }),
    )
  }
  row.end()
  doc.x = PAGE.left
  doc.y = y + height
}
