/** The kinds of paper this module brings, and those that bundles of services add at start. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Value } from 'typebox/value'
import { formats, pathsIn } from './fill.ts'
import { type Block, DocumentTemplate } from './templates.ts'

const kinds = new Map<string, DocumentTemplate>()

/** A template is wrong: the message says where. For authors of bundles. */
export class TemplateRefused extends Error {}

/**
 * Adds a kind of paper. The same kind and version may be added again only with the same content: papers issued
 * under a version must be reproducible. Throws TemplateRefused.
 */
export function registerTemplate(given: unknown): DocumentTemplate {
  const template = checkTemplate(given)
  const key = `${template.kind}@${template.version}`
  const known = kinds.get(key)
  if (known && JSON.stringify(known) !== JSON.stringify(template)) {
    throw new TemplateRefused(`${key} exists with other content: raise its version`)
  }
  kinds.set(key, template)
  return template
}

/** The template as data, checked: shape, formats, and that rows are named only inside tables and lists. */
export function checkTemplate(given: unknown): DocumentTemplate {
  const [first] = Value.Errors(DocumentTemplate, given)
  if (first) throw new TemplateRefused(`${first.instancePath || 'template'}: ${first.message}`)
  const template = given as DocumentTemplate
  for (const { text, inRow } of textsOf(template)) {
    for (const { path, format } of pathsIn(text)) {
      if (!formats[format]) throw new TemplateRefused(`{{${path}|${format}}}: no such format`)
      if (!inRow && /^(row\.|no$)/.test(path)) throw new TemplateRefused(`{{${path}}} stands outside a row`)
    }
    if (text.replace(/\{\{[^{}]*\}\}/g, '').match(/\{\{|\}\}/) || pathsIn(text).length !== marks(text)) {
      throw new TemplateRefused(`"${text.slice(0, 60)}": not {{path}} or {{path|format}}`)
    }
  }
  return template
}

function marks(text: string): number {
  return text.split('{{').length - 1
}

function textsOf(template: DocumentTemplate): { text: string; inRow: boolean }[] {
  const outer = [template.title, template.subtitle, template.addressee, ...(template.recipients ?? [])]
  return [
    ...outer.filter((text) => text !== undefined).map((text) => ({ text, inRow: false })),
    ...template.blocks.flatMap(textsOfBlock),
  ]
}

function textsOfBlock(block: Block): { text: string; inRow: boolean }[] {
  const plain = (texts: string[]) => texts.map((text) => ({ text, inRow: false }))
  switch (block.block) {
    case 'basis':
      return plain(block.items)
    case 'fields':
      return plain(block.rows.map((row) => row.value))
    case 'table':
      return block.columns.map(({ value }) => ({ text: value, inRow: true }))
    case 'list':
      return [{ text: block.text, inRow: true }]
    default:
      return plain([block.text])
  }
}

/** The template of a kind in a version; the newest when none is named. */
export function findTemplate(kind: string, version?: number): DocumentTemplate | undefined {
  if (version !== undefined) return kinds.get(`${kind}@${version}`)
  return [...kinds.values()]
    .filter((template) => template.kind === kind)
    .sort((a, b) => b.version - a.version)[0]
}

/** Kinds whose papers end with this happening. */
export function kindsEndedBy(happening: NonNullable<DocumentTemplate['endsWith']>): string[] {
  const ended = [...kinds.values()].filter((template) => template.endsWith === happening)
  return [...new Set(ended.map((template) => template.kind))]
}

const folder = join(import.meta.dirname, 'templates')
for (const file of readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .sort()) {
  registerTemplate(JSON.parse(readFileSync(join(folder, file), 'utf8')))
}
