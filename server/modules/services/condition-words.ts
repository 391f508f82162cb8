/** When a field is asked (điều kiện hiện mục), in words: out of the rule itself, so that it never says anything else. */
import type { Words } from '#platform/schemas.ts'
import { factOf } from './facts.ts'
import type { FormField } from './form.contract.ts'
import { type Expression, isList, operatorOf } from './rules/expression.ts'

/** Of a bundle, or as pages get it with the words of code lists. */
type Form = { sections: readonly { fields: readonly (FormField & { codeList?: string })[] }[] }

const AND = { vi: ' và ', en: ' and ' }
const OR = { vi: ' hoặc ', en: ' or ' }

/**
 * `{ "$equals": [{ "$field": "mode" }, "join"] }` → “bạn chọn “Vào hộ đang ở đó” ở mục “Bạn sẽ””. Null when a part of
 * the rule has no words: publishing then asks for a reason in the field's own words.
 */
export function conditionWords(form: Form, rule: unknown): Words | null {
  return said(form, rule as Expression, true)
}

function said(form: Form, rule: Expression, holds: boolean): Words | null {
  const operator = rule === null ? null : operatorOf(rule)
  const argument = operator ? ((rule as Record<string, Expression>)[operator] ?? null) : null
  switch (operator) {
    case '$not':
      return said(form, argument, !holds)
    case '$all':
    case '$any':
      return joined(
        (argument as Expression[]).map((one) => said(form, one, holds)),
        (operator === '$all') === holds ? AND : OR,
      )
    case '$present':
      return present(form, argument, holds)
    case '$in':
      return isList(argument) ? choice(form, argument[0]!, argument[1] as Expression[], holds) : null
    case '$less': {
      const [least, fact] = argument as Expression[]
      return least === 0 ? known(fact!, holds) : null
    }
    case '$equals': {
      const [one, other] = argument as Expression[]
      return (
        choice(form, one!, [other!], holds) ??
        (typeof other === 'boolean' ? known(one!, other === holds) : differing(one!, other!, holds))
      )
    }
    default:
      return null
  }
}

/** “bạn chọn “A” hoặc “B” ở mục “…”” */
function choice(form: Form, asked: Expression, values: Expression[], holds: boolean): Words | null {
  const { field } = fieldIn(form, asked)
  if (!field) return null
  const labels = values.map((value) => answerWords(field, value))
  const chosen = joined(labels.map(quoted), OR)
  if (!chosen) return null
  const at = quoted(field.label)!
  return holds
    ? { vi: `bạn chọn ${chosen.vi} ở mục ${at.vi}`, en: `you choose ${chosen.en} at ${at.en}` }
    : { vi: `bạn không chọn ${chosen.vi} ở mục ${at.vi}`, en: `you do not choose ${chosen.en} at ${at.en}` }
}

function answerWords(field: FormField & { codeList?: string }, value: Expression): Words | null {
  if (field.kind === 'yes-no') return value === true ? { vi: 'Có', en: 'Yes' } : { vi: 'Không', en: 'No' }
  // Publishing looks at the bundle alone, where a code list has no words yet.
  const ofList = field.codeList ? { vi: String(value), en: String(value) } : null
  return field.choices?.find((one) => one.value === value)?.label ?? ofList
}

function present(form: Form, asked: Expression, holds: boolean): Words | null {
  const { field, part } = fieldIn(form, asked)
  if (!field) return known(asked, holds)
  const at = quoted(field.label)!
  const done: Words =
    part === 'newAddressLine'
      ? { vi: 'ghi địa chỉ mới ở mục', en: 'write a new address at' }
      : part === 'dwellingId'
        ? { vi: 'chọn chỗ ở có sẵn ở mục', en: 'choose a dwelling of the register at' }
        : { vi: 'điền mục', en: 'fill in' }
  return holds
    ? { vi: `bạn ${done.vi} ${at.vi}`, en: `you ${done.en} ${at.en}` }
    : { vi: `bạn không ${done.vi} ${at.vi}`, en: `you do not ${done.en} ${at.en}` }
}

/** What a register holds or not. */
function known(asked: Expression, holds: boolean): Words | null {
  const label = labelOf(asked)
  if (!label) return null
  return holds
    ? { vi: `cơ sở dữ liệu đã có ${label.vi}`, en: `the register holds ${label.en}` }
    : { vi: `cơ sở dữ liệu chưa có ${label.vi}`, en: `the register does not hold ${label.en}` }
}

function differing(one: Expression, other: Expression, holds: boolean): Words | null {
  const [mine, theirs] = [labelOf(one), labelOf(other)]
  if (!mine || !theirs) return null
  return holds
    ? { vi: `${mine.vi} giống ${theirs.vi}`, en: `${mine.en} and ${theirs.en} are the same` }
    : { vi: `${mine.vi} khác ${theirs.vi}`, en: `${mine.en} and ${theirs.en} differ` }
}

function labelOf(asked: Expression): Words | null {
  if (asked === null || operatorOf(asked) !== '$fact') return null
  return factOf(String((asked as { $fact: string }).$fact))?.label ?? null
}

function fieldIn(form: Form, asked: Expression) {
  if (asked === null || operatorOf(asked) !== '$field') return { field: undefined, part: undefined }
  const [name, part] = String((asked as { $field: string }).$field).split('.')
  const fields = form.sections.flatMap((section) => section.fields)
  return { field: fields.find((one) => one.name === name), part }
}

/** All of them in one sentence, each once; null when one of them has no words. */
function joined(parts: (Words | null)[], by: Words): Words | null {
  if (parts.some((part) => part === null)) return null
  const inOne = (language: 'vi' | 'en') => {
    const each = [...new Set(parts.map((part) => part![language]))]
    const last = each.pop() ?? ''
    return each.length > 0 ? `${each.join(', ')}${by[language]}${last}` : last
  }
  return { vi: inOne('vi'), en: inOne('en') }
}

function quoted(words: Words | null): Words | null {
  return words && { vi: `“${words.vi}”`, en: `“${words.en}”` }
}
