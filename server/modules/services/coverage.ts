/** How much of each service's form comes filled in, and which papers registers make unnecessary. Pure. */
import type { Bundle } from './bundle.ts'
import { fieldsOf } from './rules/form.ts'

export interface Coverage {
  code: string
  name: string
  /** Which kind of office decides it. */
  office: string
  /** Fields that hold something and are shown whatever else was answered. */
  fields: number
  /** Of these, filled in by a register or by what the person once said of himself. */
  prefilled: number
  /** Required, and begun with nothing: what has to be typed or chosen at the least, without the declaration. */
  typed: number
  /** Required fields about people and households: who they are, where they live. */
  personal: number
  /** Of these, prefilled. */
  personalPrefilled: number
  papers: number
  /** Papers that a register replaces, always or under a condition. */
  avoided: number
}

const noData = new Set(['consent', 'note'])
/** Fields about people and households whom registers know, by what they are called in every bundle. */
const aboutPeople =
  /^(name|bornOn|sex|number|nationality|phone|homeAddress|permanentAddress|temporaryAddress|fileNumber|head[A-Z].*|relationToHead|(mother|father|spouse|own[A-Z]\w*)(Name|BornOn|Sex|Ethnic|Nationality|Number|Address))$/

export function coverageOf(bundle: Bundle): Coverage {
  const filled = new Set(bundle.prefill.map(({ field }) => field))
  const fields = fieldsOf(bundle.form).filter(({ kind, when }) => !noData.has(kind) && when === undefined)
  const typed = fields.filter(
    ({ name, required, suggested }) => required === true && suggested === undefined && !filled.has(name),
  )
  const personal = fields.filter(({ name, required }) => required === true && aboutPeople.test(name))
  return {
    code: bundle.code,
    name: bundle.name.vi,
    office: `${bundle.authority.agencyKind}${bundle.authority.unconfirmed ? ' (?)' : ''}`,
    fields: fields.length,
    prefilled: fields.filter(({ name }) => filled.has(name)).length,
    typed: typed.length,
    personal: personal.length,
    personalPrefilled: personal.filter(({ name }) => filled.has(name)).length,
    papers: bundle.papers.length,
    avoided: bundle.papers.filter(({ replacedBy, neededWhen }) => replacedBy && neededWhen !== true).length,
  }
}

/** The table of docs/services.md. */
export function coverageTable(bundles: readonly Bundle[]): string {
  const rows = bundles
    .map(coverageOf)
    .map((one) => [
      one.code,
      one.name,
      one.office,
      one.fields,
      one.prefilled,
      one.typed,
      one.papers,
      one.avoided,
    ])
  const head = ['code', 'service', 'decided by', 'fields', 'prefilled', 'typed at least', 'papers', 'avoided']
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
