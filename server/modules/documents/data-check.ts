/** Whether a template's texts can all be filled from some data, found out before anything is recorded. */
import { applies, at, type Data, fill, TemplateMismatch } from './fill.ts'
import type { Block, DocumentTemplate } from './templates.ts'

/** Throws TemplateMismatch, naming the field, never its value. */
export function checkData(template: DocumentTemplate, data: Data): void {
  const outer = [template.title, template.subtitle, template.addressee, ...(template.recipients ?? [])]
  for (const text of outer) if (text !== undefined) fill(text, data)
  for (const block of template.blocks) if (applies(block, data)) checkBlock(block, data)
}

function checkBlock(block: Block, data: Data): void {
  switch (block.block) {
    case 'basis':
      for (const item of block.items) fill(item, data)
      break
    case 'fields':
      for (const row of block.rows) if (applies(row, data)) fill(row.value, data)
      break
    case 'table':
    case 'list': {
      const texts = block.block === 'list' ? [block.text] : block.columns.map(({ value }) => value)
      const rows = at(data, block.rows) ?? []
      if (!Array.isArray(rows)) throw new TemplateMismatch(`${block.rows} is not a list of rows`)
      rows.forEach((row, i) => {
        for (const text of texts) fill(text, { ...data, row, no: i + 1 })
      })
      break
    }
    default:
      fill(block.text, data)
  }
}
