/**
 * Why each field is asked (vì sao hỏi): worked out from what the bundle does with the answer, so that it can never say
 * something else than what happens. Personal Data Protection Law 91/2025/QH15: data are asked for a named purpose only.
 */
import type { Words } from '#platform/schemas.ts'
import { attributeOf } from './attributes.ts'
import type { Bundle } from './bundle.ts'
import type { FieldReason, FormField } from './form.contract.ts'
import { fieldsOf } from './rules/form.ts'
import { namesIn } from './rules/names.ts'

/** More reasons than these nobody reads. */
const MOST = 3

type BundleField = Bundle['form']['sections'][number]['fields'][number]

/** What a follow-up question is for when nothing else looks at its answer. */
const CLEARER: Words = {
  vi: 'cơ quan hiểu rõ điều bạn đã chọn khi giải quyết',
  en: 'so that the office understands what you chose when it decides',
}

/** What the page says at a field. The law is the condition's own where one looks at the answer. */
export function reasonFor(bundle: Bundle, field: BundleField): FieldReason | null {
  if (field.kind === 'note') return null
  const uses = usesOf(bundle, field)
  const said = field.reason ? [field.reason] : uses.length > 0 ? uses.slice(0, MOST) : known(bundle, field)
  const words = said.length > 0 ? said : [field.when === undefined ? purposeOf(bundle) : CLEARER]
  const law = lawOf(bundle, field.name) ?? bundle.legalBasis[0]!
  return { vi: sentence(words, 'vi'), en: sentence(words, 'en'), law }
}

/** A field that nothing looks at and whose reason is not said may not be asked: data nobody needs. */
export function isAskedForNothing(bundle: Bundle, field: BundleField): boolean {
  return (
    field.kind !== 'note' &&
    field.reason === undefined &&
    field.when === undefined &&
    usesOf(bundle, field).length === 0 &&
    known(bundle, field).length === 0
  )
}

/** What is done with the answer. */
function usesOf(bundle: Bundle, { name, kind }: BundleField): Words[] {
  const { authority, approvals, approvalText, eligibility, effects, fee, form, papers, results } = bundle
  const { elsewhere } = bundle.workflow
  const looksAt = (...rules: unknown[]) => rules.some((rule) => namesIn(rule).fields.has(name))
  const judged = [...eligibility, ...form.checks].some((one) => one.field === name || looksAt(one.holds))
  const paper = papers.find((one) => looksAt(one.neededWhen))
  const printed = results.find(({ on, data, person }) => on === 'approved' && looksAt(data, person))
  const link = (bundle.links ?? []).find((one) => looksAt(one.when, one.answers))
  const others = fieldsOf(form).filter((one) => one.name !== name) as FormField[]
  const agreed = approvalText?.fields.includes(name) || approvals.some((one) => looksAt(one.when))
  return [
    looksAt(authority.unitId) && {
      vi: 'biết cơ quan nào giải quyết',
      en: 'to know which office deals with it',
    },
    judged && { vi: 'xét điều kiện theo quy định', en: 'to check the conditions of the law' },
    elsewhere &&
      looksAt(elsewhere.data, elsewhere.about) && {
        vi: `chuyển cho ${elsewhere.authority.vi} giải quyết`,
        en: `passed on to the ${lower(elsewhere.authority.en)}, who decides`,
      },
    ...effects
      .filter(({ when, each, input }) => looksAt(when, each, input))
      .map(({ words }) => ({ vi: `thực hiện kết quả: ${lower(words.vi)}`, en: `to ${lower(words.en)}` })),
    link && { vi: lower(link.words.vi), en: lower(link.words.en) },
    printed && {
      vi: `ghi vào kết quả: ${lower(printed.name.vi)}`,
      en: `printed on the ${lower(printed.name.en)}`,
    },
    looksAt(
      fee.due?.code,
      ...Object.values(fee.premium ?? {}),
      ...(fee.instead ?? []).map((one) => one.when),
    ) && {
      vi: 'tính số tiền bạn phải nộp',
      en: 'to work out what you have to pay',
    },
    agreed && {
      vi: 'những người phải đồng ý biết mình đồng ý điều gì',
      en: 'so that those who must agree know to what',
    },
    paper && {
      vi: `biết có cần ${lower(paper.name.vi)} hay không`,
      en: `to know whether you need: ${lower(paper.name.en)}`,
    },
    others.some((one) => looksAt(one.when, one.required, one.suggested, one.earliest, one.latest)) && {
      vi: 'chỉ hỏi bạn những mục cần cho trường hợp của bạn',
      en: 'to ask only what your case needs',
    },
    ...ofKind(kind),
  ].filter((one) => one !== false && one !== undefined && one !== null)
}

function ofKind(kind: FormField['kind']): Words[] {
  if (kind === 'phone' || kind === 'email')
    return [{ vi: 'liên hệ và báo kết quả cho bạn', en: 'to reach you and tell you the result' }]
  if (kind === 'members' || kind === 'people')
    return [{ vi: 'biết hồ sơ liên quan đến ai', en: 'to know whom it is about' }]
  if (kind === 'consent')
    return [{ vi: 'bạn chịu trách nhiệm về điều mình khai', en: 'you answer for what you declare' }]
  return []
}

/** What a register fills in needs no paper to prove it. */
function known({ prefill }: Bundle, { name }: BundleField): Words[] {
  const line = prefill.find(({ field }) => field === name)
  const source = line && attributeOf(line.attribute)?.source
  if (!source) return []
  return line.state === 'verified'
    ? [
        {
          vi: 'nhận đúng người, đúng việc; dữ liệu đã có nên bạn không phải nộp giấy tờ chứng minh',
          en: 'to know for sure whom and what it is about; as the data are there, you bring no paper to prove it',
        },
      ]
    : [{ vi: 'bạn không phải gõ lại điều đã khai', en: 'so that you need not type it again' }]
}

const purposeOf = ({ purpose }: Bundle): Words => ({ vi: lower(purpose.vi), en: lower(purpose.en) })

function lawOf({ eligibility, form }: Bundle, name: string): string | undefined {
  const checks = [...eligibility, ...form.checks]
  const own = checks.find(({ field, law }) => law && field === name)
  return (own ?? checks.find(({ law, holds }) => law && namesIn(holds).fields.has(name)))?.law
}

/** Said once each, the first with a capital. */
function sentence(words: readonly Words[], language: 'vi' | 'en'): string {
  const parts = [...new Set(words.map((one) => one[language]))]
  const text = parts.join('; ')
  const said = language === 'vi' && !/^(bạn|cơ quan|trường|ghi)/i.test(text) ? `Để ${text}` : text
  return said[0]!.toUpperCase() + said.slice(1)
}

/** `Giấy khai sinh` → `giấy khai sinh`; abbreviations stay. */
function lower(text: string): string {
  return /^.[A-ZĐ]/u.test(text) ? text : text[0]!.toLowerCase() + text.slice(1)
}
