import type { PaymentAccount } from '@platform/server/payments'
import type { Scope } from '@platform/server/rules/expression.ts'
import {
  type FieldFault,
  faultsOf,
  isShown,
  shownFields,
  suggestions,
  visibleAnswers,
} from '@platform/server/rules/form.ts'
import type { Draft, Form, FormField, Member, Prefilled } from '@platform/server/services'

export type { FieldFault } from '@platform/server/rules/form.ts'
export type Answers = Record<string, unknown>

/** A form as it came from the server, to be drawn: a draft, or the marked fields of a dossier. */
export interface FormGiven {
  form: Form
  members: readonly Member[]
  /** One's own payment accounts used before. */
  accounts: readonly PaymentAccount[]
  /** Texts for answers that are ids: a dwelling's address, a household's head. */
  shown: Record<string, { vi: string; en: string }>
  scope: { facts: Record<string, unknown>; params: Record<string, unknown>; today: string }
  prefilled: readonly Prefilled[]
}

/** What the rules look at: what was answered, and before it what registers filled in and verified. */
export function scopeOf({ scope, prefilled }: FormGiven, answers: Answers): Scope {
  const known = Object.fromEntries(prefilled.filter(isVerified).map(({ field, value }) => [field, value]))
  const local = new Date(Date.now() + 7 * 3_600_000)
  const minutes = local.getUTCHours() * 60 + local.getUTCMinutes()
  return { ...scope, answers: { ...answers, ...known }, minutes }
}

export function isVerified({ state }: Prefilled): boolean {
  return state === 'verified'
}

/** The answers to send: of fields that are shown, without what registers verified. */
export function answersToSend(given: FormGiven, answers: Answers): Answers {
  const verified = new Set(given.prefilled.filter(isVerified).map(({ field }) => field))
  const visible = visibleAnswers(given.form, scopeOf(given, answers))
  return Object.fromEntries(Object.entries(visible).filter(([name]) => !verified.has(name)))
}

/** Answers to fields of kind `document`: what is attached for them. */
export function documentAnswers({ form, attachments }: Pick<Draft, 'form' | 'attachments'>): Answers {
  const fields = form.sections.flatMap((section) => section.fields).filter(({ kind }) => kind === 'document')
  return Object.fromEntries(
    fields.map(({ name }) => {
      const ids = attachments.filter(({ slot }) => slot === name).map(({ attachmentId }) => attachmentId)
      return [name, ids.length > 0 ? ids : undefined]
    }),
  )
}

/** The answers with what the form suggests for fields nobody has touched yet. */
export function withSuggestions(given: FormGiven, answers: Answers, touched: ReadonlySet<string>): Answers {
  const found = suggestions(given.form, scopeOf(given, answers))
  const fresh = Object.entries(found).filter(([name]) => !touched.has(name))
  return fresh.length > 0 ? { ...answers, ...Object.fromEntries(fresh) } : answers
}

/** What is wrong, of these fields or of the whole form. */
export function faultsNow(given: FormGiven, answers: Answers, only?: ReadonlySet<string>): FieldFault[] {
  const faults = faultsOf(given.form, scopeOf(given, answers))
  return only ? faults.filter(({ field }) => only.has(field)) : faults
}

/** Sections that have a field to show. */
export function sectionsNow(given: FormGiven, answers: Answers) {
  const scope = scopeOf(given, answers)
  const here = (field: FormField) => isShown(field, scope) && !isMissingInRegister(given, field)
  return given.form.sections
    .map((section) => ({ ...section, fields: section.fields.filter(here) }))
    .filter(({ fields }) => fields.length > 0)
}

export type SectionNow = ReturnType<typeof sectionsNow>[number]

/** The steps of a wizard, each with its sections; what is only ticked comes last, beside the button that sends. */
export interface FormSteps {
  steps: SectionNow[][]
  atTheEnd: SectionNow[]
}

/** A section where nothing is asked is no step of its own: it stands with the one before. */
export function stepsNow(given: FormGiven, answers: Answers): FormSteps {
  const sections = sectionsNow(given, answers)
  const last = sections.findLastIndex(({ fields }) =>
    fields.some(({ kind }) => kind !== 'consent' && kind !== 'note'),
  )
  const steps: SectionNow[][] = []
  for (const section of sections.slice(0, last + 1)) {
    const before = steps.at(-1)
    if (before && !asksSomething(given, section)) before.push(section)
    else steps.push([section])
  }
  return { steps, atTheEnd: sections.slice(last + 1) }
}

function asksSomething({ prefilled }: FormGiven, { fields }: SectionNow): boolean {
  const verified = new Set(prefilled.filter(isVerified).map(({ field }) => field))
  return fields.some(({ name, kind }) => kind !== 'note' && !verified.has(name))
}

/** What only a register fills is not asked when the register answered and holds nothing. */
function isMissingInRegister({ prefilled }: FormGiven, { name, registerOnly }: FormField): boolean {
  return registerOnly === true && !prefilled.some(({ field }) => field === name)
}

export function shownNow(given: FormGiven, answers: Answers): FormField[] {
  return shownFields(given.form, scopeOf(given, answers))
}
