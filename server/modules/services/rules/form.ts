/**
 * How a form behaves: which fields are shown, which must be filled, what is wrong. The page asks while typing, the
 * server when it submits: one code, one answer. Browser-safe.
 */
import type { Words } from '#platform/schemas.ts'
import { fold } from '#platform/vietnamese.ts'
import type { FormCheck, FormField, FormSection } from '#services/contract'
import { type Expression, evaluate, holds, isPresent, type Scope } from './expression.ts'

export interface FormRules {
  sections: readonly FormSection[]
  checks: readonly FormCheck[]
}

export interface FieldFault {
  field: string
  message: Words
  law?: string
}

/** Every field of a form, in order. */
export function fieldsOf({ sections }: Pick<FormRules, 'sections'>): FormField[] {
  return sections.flatMap(({ fields }) => fields)
}

/** Whether a field is shown, given the answers so far. */
export function isShown(field: FormField, scope: Scope): boolean {
  return field.when === undefined || holds(field.when, scope)
}

export function isRequired(field: FormField, scope: Scope): boolean {
  return field.required === true || (field.required !== undefined && holds(field.required, scope))
}

/** The fields shown, given the answers so far. */
export function shownFields(form: Pick<FormRules, 'sections'>, scope: Scope): FormField[] {
  return fieldsOf(form).filter((field) => isShown(field, scope))
}

/**
 * Answers without those of fields that are not shown. A field hidden by an answer that is itself hidden goes too:
 * repeated until nothing changes.
 */
export function visibleAnswers(form: Pick<FormRules, 'sections'>, scope: Scope): Record<string, unknown> {
  let answers: Record<string, unknown> = { ...scope.answers }
  for (let round = 0; round < 10; round++) {
    const names = new Set(
      shownFields(form, { ...scope, answers })
        .filter(({ kind }) => kind !== 'note')
        .map(({ name }) => name),
    )
    const kept = Object.fromEntries(
      Object.entries(answers).filter(([name, value]) => names.has(name) && isPresent(value)),
    )
    if (Object.keys(kept).length === Object.keys(answers).length) return kept
    answers = kept
  }
  return answers
}

/** Values that fields begin with, where nothing was answered yet. */
export function suggestions(form: Pick<FormRules, 'sections'>, scope: Scope): Record<string, unknown> {
  const found: Record<string, unknown> = {}
  for (const field of shownFields(form, scope)) {
    if (field.suggested === undefined || isPresent(scope.answers[field.name])) continue
    const value = evaluate(field.suggested as Expression, {
      ...scope,
      answers: { ...scope.answers, ...found },
    })
    if (isPresent(value)) found[field.name] = value
  }
  return found
}

/** What is wrong with the answers: missing, out of range, a check that does not hold. Empty when nothing is. */
export function faultsOf(form: FormRules, scope: Scope): FieldFault[] {
  const faults: FieldFault[] = []
  const shown = shownFields(form, scope)
  for (const field of shown) {
    const value = scope.answers[field.name]
    const message = faultOf(field, value, scope)
    if (message) faults.push({ field: field.name, message })
  }
  const names = new Set(shown.map(({ name }) => name))
  for (const check of form.checks) {
    if (names.has(check.field) && !holds(check.holds, scope)) faults.push(faultFrom(check))
  }
  return faults
}

/** A condition that does not hold, as a fault at its field. */
export function faultFrom({ field, message, law }: FormCheck): FieldFault {
  return { field, message, ...(law ? { law } : {}) }
}

function faultOf(field: FormField, value: unknown, scope: Scope): Words | null {
  if (field.kind === 'note') return null
  if (!isPresent(value) || (field.kind === 'consent' && value !== true)) {
    if (!isRequired(field, scope)) return null
    return field.kind === 'consent'
      ? { vi: 'Bạn cần đánh dấu vào ô này', en: 'You need to tick this box' }
      : { vi: 'Mục này chưa điền', en: 'This is not filled in yet' }
  }
  if (field.kind === 'choice' && field.choices && !field.choices.some((choice) => choice.value === value)) {
    return { vi: 'Hãy chọn một trong các mục có sẵn', en: 'Choose one of the options' }
  }
  if (field.kind === 'dwelling' && !isWhere(value)) {
    return {
      vi: 'Hãy chọn tỉnh, xã rồi chọn hoặc ghi địa chỉ chỗ ở',
      en: 'Choose province and commune, then pick or write the address',
    }
  }
  if (field.kind === 'unit' && !isPresent((value as Record<string, unknown>).unitId)) {
    return { vi: 'Hãy chọn tỉnh rồi chọn xã, phường', en: 'Choose province, then commune' }
  }
  if (field.kind === 'payment-account') return accountFault(field, value, scope)
  if (field.most !== undefined && Array.isArray(value) && value.length > field.most) {
    return { vi: `Chọn nhiều nhất ${field.most} người`, en: `Name at most ${field.most}` }
  }
  if (field.kind === 'day') return dayFault(field, value, scope)
  if (field.maxLength !== undefined && typeof value === 'string' && value.length > field.maxLength) {
    return { vi: `Tối đa ${field.maxLength} ký tự`, en: `At most ${field.maxLength} characters` }
  }
  return null
}

function isWhere(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const { unitId, dwellingId, newAddressLine } = value as Record<string, unknown>
  return isPresent(unitId) && isPresent(dwellingId) !== isPresent(newAddressLine)
}

/** Bank, number and holder; in the name the field says, compared without marks as banks write names. */
function accountFault({ choices, holder: named }: FormField, value: unknown, scope: Scope): Words | null {
  const { bank, number, holder } = value as Record<string, unknown>
  if (!isPresent(bank) || !isPresent(number) || !isPresent(holder)) {
    return {
      vi: 'Hãy chọn ngân hàng, ghi số tài khoản và tên chủ tài khoản',
      en: 'Choose the bank, and give the account number and its holder',
    }
  }
  if (choices && !choices.some((choice) => choice.value === bank)) {
    return { vi: 'Hãy chọn một ngân hàng trong danh sách', en: 'Choose a bank of the list' }
  }
  if (!/^[0-9]{6,19}$/.test(String(number))) {
    return { vi: 'Số tài khoản gồm 6 đến 19 chữ số', en: 'An account number has 6 to 19 digits' }
  }
  const name = evaluate((named ?? null) as Expression, scope)
  if (typeof name === 'string' && fold(name) !== fold(String(holder))) {
    return {
      vi: `Chủ tài khoản phải là ${name}. Ghi đúng tên như ngân hàng ghi, viết không dấu cũng được`,
      en: `The account must be in the name of ${name}, with or without marks, as the bank writes it`,
    }
  }
  return null
}

function dayFault(field: FormField, value: unknown, scope: Scope): Words | null {
  const earliest = field.earliest === undefined ? null : evaluate(field.earliest as Expression, scope)
  const latest = field.latest === undefined ? null : evaluate(field.latest as Expression, scope)
  if (typeof earliest === 'string' && String(value) < earliest) {
    return { vi: `Sớm nhất là ngày ${spoken(earliest)}`, en: `Not before ${spoken(earliest)}` }
  }
  if (typeof latest === 'string' && String(value) > latest) {
    return { vi: `Muộn nhất là ngày ${spoken(latest)}`, en: `Not after ${spoken(latest)}` }
  }
  return null
}

function spoken(day: string): string {
  return day.split('-').reverse().join('/')
}
