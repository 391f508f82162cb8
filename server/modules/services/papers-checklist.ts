/** Papers a procedure knows, and which registers make them unnecessary. Resolution 66.7/2025/NQ-CP. Pure. */
import type { Bundle } from './bundle.ts'
import type { PaperView } from './form.contract.ts'
import { holds, type Scope } from './rules/expression.ts'

/** Each paper of the service: needed, or replaced by which register. */
export function papersOf(bundle: Bundle, scope: Scope): PaperView[] {
  return bundle.papers.map(({ code, name, neededWhen, replacedBy, bring }) => {
    const needed = holds(neededWhen, scope)
    return { code, name, needed, why: needed || !replacedBy ? bring : said(replacedBy) }
  })
}

function said(register: { vi: string; en: string }) {
  return { vi: `Đã có trong ${register.vi}`, en: `Held by: ${register.en}` }
}
