/**
 * What publishing refuses (kiểm tra gói dịch vụ): a state one cannot leave, an act nobody may do, a field nobody can
 * read, a text missing in one language, a register attribute, fact, limit, finder or effect that does not exist, a
 * rule that does not compile, a worked example that comes out differently. Pure.
 */
import { Locale } from 'typebox/system'
import { Value } from 'typebox/value'
import type { Words } from '#platform/schemas.ts'
import { registerOf } from '#ports/other-registers.ts'
import { approversOf } from './approvers.ts'
import { attributeOf } from './attributes.ts'
import { Bundle, BY_AUTHORITY } from './bundle.ts'
import type { BundleFault } from './catalogue.contract.ts'
import { concernedOf } from './concerned.ts'
import { conditionWords } from './condition-words.ts'
import { effectOf } from './effects.ts'
import { exampleFaults } from './examples.ts'
import { factOf } from './facts.ts'
import { isAskedForNothing } from './field-reasons.ts'
import { TELL_REGISTER, tellingFaults } from './other-register-effects.ts'
import { fieldsOf } from './rules/form.ts'
import { answersCheck } from './rules/form-schema.ts'
import { faultsIn, type Names } from './rules/names.ts'
import { workflowFaults } from './workflow-check.ts'

/** Everything against a bundle; empty when it may be published. */
export function bundleFaults(given: unknown): BundleFault[] {
  const shape = [...Value.Errors(Bundle, given)]
  if (shape.length > 0) {
    return shape
      .slice(0, 100)
      .map((error) => fault(error.instancePath || '/', Locale.vi_VN(error), error.message))
  }
  const bundle = given as Bundle
  const faults = [
    ...blankTexts(bundle, ''),
    ...schemaFaults(bundle),
    ...fieldFaults(bundle),
    ...namesUnknown(bundle),
    ...tellings(bundle),
    ...ruleFaults(bundle),
    ...workflowFaults(bundle),
  ]
  return faults.length > 0 ? faults : exampleFaults(bundle)
}

const fault = (at: string, vi: string, en: string): BundleFault => ({ at, fault: { vi, en } })
const noField = (at: string, name: string) => fault(at, `không có trường ${name}`, `no field ${name}`)

const at = (where: string, faults: readonly Words[]): BundleFault[] =>
  faults.map((what) => ({ at: where, fault: what }))

/** Words whose text is only spaces: the schema sees that both languages are there, not that they say something. */
function blankTexts(value: unknown, at: string): BundleFault[] {
  if (value === null || typeof value !== 'object') return []
  const { vi, en } = value as { vi?: unknown; en?: unknown }
  const own =
    typeof vi === 'string' && typeof en === 'string'
      ? [vi.trim() === '' && 'vi', en.trim() === '' && 'en'].flatMap((language) =>
          language
            ? [fault(`${at}/${language}`, 'thiếu lời ở ngôn ngữ này', 'the text is missing in this language')]
            : [],
        )
      : []
  return [...own, ...Object.entries(value).flatMap(([key, part]) => blankTexts(part, `${at}/${key}`))]
}

function schemaFaults({ form }: Bundle): BundleFault[] {
  try {
    answersCheck(form)
  } catch (error) {
    const why = (error as Error).message.slice(0, 200)
    return [
      fault('/form/schema', `không phải JSON Schema 2020-12: ${why}`, `not a JSON Schema 2020-12: ${why}`),
    ]
  }
  const names = new Set(Object.keys((form.schema.properties ?? {}) as object))
  const fields = fieldsOf(form).filter(({ kind }) => kind !== 'note')
  return [
    ...(form.schema.additionalProperties === false
      ? []
      : [
          fault(
            '/form/schema',
            'phải từ chối thuộc tính ngoài danh sách',
            'must refuse additional properties',
          ),
        ]),
    ...fields
      .filter(({ name }) => !names.has(name))
      .map(({ name }) =>
        fault('/form/schema/properties', `trường ${name} chưa có schema`, `field ${name} has no schema`),
      ),
    ...[...names]
      .filter((name) => !fields.some((field) => field.name === name))
      .map((name) =>
        fault(`/form/schema/properties/${name}`, 'không trường nào hỏi giá trị này', 'no field asks for it'),
      ),
  ]
}

function fieldFaults(bundle: Bundle): BundleFault[] {
  const { form, prefill, approvalText, approvals } = bundle
  const fields = fieldsOf(form)
  const names = fields.map(({ name }) => name)
  const known = new Set(names)
  const faults: BundleFault[] = []
  for (const name of known) {
    if (names.filter((one) => one === name).length > 1)
      faults.push(fault(`/form/${name}`, 'trường xuất hiện hai lần', 'the field stands twice'))
  }
  for (const field of form.sections.flatMap((section) => section.fields)) {
    const at = `/form/${field.name}`
    if (field.kind === 'choice' && !field.choices && !field.codeList)
      faults.push(fault(at, 'câu chọn không có lựa chọn nào', 'a choice of nothing'))
    if ((field.kind === 'payment-account') !== (field.holder !== undefined))
      faults.push(
        fault(
          at,
          'chỉ tài khoản nhận tiền mới có `holder`, và phải có',
          'a payment account, and nothing else, needs `holder`',
        ),
      )
    if (isAskedForNothing(bundle, field))
      faults.push(
        fault(
          at,
          'câu trả lời không dùng vào việc gì: nêu lý do hỏi, hoặc đừng hỏi',
          'nothing is done with the answer: say why it is asked, or do not ask',
        ),
      )
    if (field.when !== undefined && !field.reason && !conditionWords(form, field.when))
      faults.push(
        fault(
          at,
          '`when` chưa diễn được bằng lời: nêu ở `reason` vì sao chỉ hỏi một số người',
          '`when` has no words: say in `reason` why it is asked of some only',
        ),
      )
    const of = fields.find(({ name }) => name === field.of)
    if (field.kind === 'household' && of?.kind !== 'dwelling')
      faults.push(fault(at, '`of` phải là một trường chỗ ở', '`of` must name a dwelling field'))
  }
  for (const { field } of form.checks) if (!known.has(field)) faults.push(noField('/form/checks', field))
  for (const { field, attribute, state, of } of prefill) {
    const at = `/prefill/${field}`
    const picks = fields.find(({ name }) => name === of)
    if (of && (picks?.kind !== 'members' || picks.most !== 1)) {
      faults.push(fault(at, `${of} không chọn đúng một người`, `${of} does not pick one person`))
    }
    if (!known.has(field)) faults.push(fault(at, 'không có trường này', 'no such field'))
    const found = attributeOf(attribute)
    if (!found)
      faults.push(
        fault(at, `không có mục ${attribute} trong sổ đăng ký nào`, `no register attribute ${attribute}`),
      )
    else if (state === 'verified' && !found.verified)
      faults.push(
        fault(
          at,
          `${attribute} chưa được cơ quan giữ sổ xác nhận`,
          `${attribute} is not verified by its register`,
        ),
      )
  }
  for (const field of approvalText?.fields ?? []) {
    if (!known.has(field)) faults.push(noField('/approvalText', field))
  }
  if (approvals.length > 0 && !approvalText)
    faults.push(fault('/approvalText', 'người đồng ý không được xem gì', 'approvers are shown nothing'))
  return faults
}

function namesUnknown({ facts, effects, approvals, concerned = [] }: Bundle): BundleFault[] {
  return [
    ...concerned
      .filter((key) => !concernedOf(key))
      .map((key) => fault('/concerned', `không có cách tìm người ${key}`, `no finder of people ${key}`)),
    ...facts
      .filter((key) => !factOf(key))
      .map((key) => fault('/facts', `không có dữ kiện ${key}`, `no fact ${key}`)),
    ...effects
      .filter(({ command }) => !effectOf(command))
      .map(({ command }) => fault('/effects', `không có hiệu lực ${command}`, `no effect ${command}`)),
    ...approvals
      .filter(({ people }) => !approversOf(people))
      .map(({ people }) =>
        fault('/approvals', `không có cách tìm người đồng ý ${people}`, `no finder of approvers ${people}`),
      ),
  ]
}

/** What registers of other agencies are told must be what they take. */
function tellings(bundle: Bundle): BundleFault[] {
  const { effects, refusalReasons } = bundle
  const { elsewhere } = bundle.workflow
  const told = effects.filter(({ command }) => command === TELL_REGISTER).map(({ input }) => input as Telling)
  return [
    ...told.flatMap(({ register, act, data }) =>
      at(`/effects/${TELL_REGISTER}`, tellingFaults(register, act, data)),
    ),
    ...at(
      '/workflow/elsewhere',
      elsewhere ? tellingFaults(elsewhere.register, elsewhere.act, elsewhere.data) : [],
    ),
    ...payingFaults(bundle),
    ...(elsewhere && !refusalReasons.some(({ code }) => code === BY_AUTHORITY)
      ? [
          fault(
            '/refusalReasons',
            `dịch vụ do nơi khác quyết định cần lý do ${BY_AUTHORITY}`,
            `a service decided elsewhere needs the reason ${BY_AUTHORITY}`,
          ),
        ]
      : []),
  ]
}

/** A register may be told that a sum is paid only by a service that collects that very sum. */
function payingFaults({ fee: { due }, workflow: { elsewhere } }: Bundle): BundleFault[] {
  const act = elsewhere && registerOf(elsewhere.register)?.acts.find((one) => one.act === elsewhere.act)
  const pays = act?.pays && (elsewhere?.data as Record<string, unknown> | undefined)?.[act.pays]
  if (due && !registerOf(due.register)?.dues)
    return [fault('/fee/due', `không nợ gì ở ${due.register}`, `nothing is owed to ${due.register}`)]
  const isSame = due?.register === elsewhere?.register && JSON.stringify(due?.code) === JSON.stringify(pays)
  return (pays || due) && !isSame
    ? [
        fault(
          '/fee/due',
          'khoản thu phải đúng là khoản báo cho sổ đăng ký đã nộp',
          'what is collected must be what the register is told is paid',
        ),
      ]
    : []
}

interface Telling {
  register: unknown
  act: unknown
  data: unknown
}

function ruleFaults(bundle: Bundle): BundleFault[] {
  const { form, eligibility, approvals, papers, workflow, effects, results, authority } = bundle
  const names: Names = {
    fields: new Set(fieldsOf(form).map(({ name }) => name)),
    facts: new Set(bundle.facts),
    params: new Set(Object.keys(bundle.params)),
  }
  const check = (where: string, rule: unknown, inItem = false) =>
    rule === undefined ? [] : at(where, faultsIn(inItem ? { $map: [[], rule as never] } : rule, names))
  return [
    ...form.sections.flatMap(({ fields }) =>
      fields.flatMap(({ name, when, required, earliest, latest, suggested, holder }) =>
        [when, required, earliest, latest, suggested, holder].flatMap((rule) => check(`/form/${name}`, rule)),
      ),
    ),
    ...form.checks.flatMap(({ id, holds }) => check(`/form/checks/${id}`, holds)),
    ...eligibility.flatMap(({ id, holds }) => check(`/eligibility/${id}`, holds)),
    ...eligibility.flatMap(({ id, field }) =>
      names.fields.has(field) ? [] : [noField(`/eligibility/${id}`, field)],
    ),
    ...approvals.flatMap(({ capacity, when, oneIsEnough }) => [
      ...check(`/approvals/${capacity}`, when),
      ...check(`/approvals/${capacity}`, oneIsEnough?.when),
    ]),
    ...papers.flatMap(({ code, neededWhen }) => check(`/papers/${code}`, neededWhen)),
    ...check('/workflow/straightThrough', workflow.straightThrough ?? undefined),
    ...check('/authority/unitId', authority.unitId),
    ...check('/workflow/elsewhere', workflow.elsewhere?.about),
    ...check('/workflow/elsewhere', workflow.elsewhere?.data),
    ...effects.flatMap(({ command, when, each, input }) => [
      ...check(`/effects/${command}`, when),
      ...check(`/effects/${command}`, each),
      ...check(`/effects/${command}`, input, each !== undefined),
    ]),
    ...results.flatMap(({ on, data, person, alsoFor }) =>
      [data, person, alsoFor].flatMap((rule) => check(`/results/${on}`, rule, true)),
    ),
    ...(bundle.fee.instead ?? []).flatMap(({ when }) => check('/fee', when)),
    ...check('/fee/due', bundle.fee.due?.code),
    ...Object.values(bundle.fee.premium ?? {}).flatMap((rule) => check('/fee/premium', rule)),
    ...(bundle.links ?? []).flatMap(({ id, when, answers }) => [
      ...check(`/links/${id}`, when),
      ...check(`/links/${id}`, answers, true),
    ]),
  ]
}
