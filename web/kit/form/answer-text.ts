import type { PaymentAccount } from '@platform/server/payments'
import { isDay } from '@platform/server/platform/day.ts'
import type { FormField, Prefilled } from '@platform/server/services'
import { showDay, showNumber, showPersonNumber, showPhone } from '../format.ts'
import type { Language } from '../language.ts'
import type { FormGiven } from './form-state.ts'

const yesNo = { vi: ['Có', 'Không'], en: ['Yes', 'No'] } as const

const fileCount = {
  vi: (files: number) => `${files} tệp đính kèm`,
  en: (files: number) => (files === 1 ? '1 file attached' : `${files} files attached`),
}

/** An answer as people read it. Empty when there is none. */
export function answerText(field: FormField, value: unknown, given: FormGiven, language: Language): string {
  if (value === undefined || value === null || value === '') return ''
  const shown = given.shown[field.name] ?? (typeof value === 'string' ? given.shown[value] : undefined)
  switch (field.kind) {
    case 'day':
      return showDay(String(value))
    case 'amount':
      return [showNumber(Number(value)), field.unit?.[language]].filter(Boolean).join(' ')
    case 'number':
      return showPersonNumber(String(value))
    case 'phone':
      return showPhone(String(value))
    case 'yes-no':
    case 'consent':
      return yesNo[language][value === true ? 0 : 1]
    case 'choice': {
      const chosen = field.choices?.find((choice) => choice.value === value)
      return chosen ? chosen.label[language] : String(value)
    }
    case 'members':
      return listed(value)
        .map((id) => given.members.find(({ personId }) => personId === id)?.name ?? '')
        .filter(Boolean)
        .join(', ')
    case 'people':
      return guests(value)
        .map(({ name, number }) => `${name} (${showPersonNumber(number)})`)
        .join(', ')
    case 'payment-account': {
      const { bank, number, holder } = value as Partial<PaymentAccount>
      const named = field.choices?.find((choice) => choice.value === bank)?.label[language]
      return [named ?? bank, number, holder].filter(Boolean).join(', ')
    }
    case 'document':
      return fileCount[language](listed(value).length)
    case 'unit':
    case 'dwelling':
      return dwellingText(value, given.shown[field.name], language)
    case 'household':
      return shown?.[language] ?? ''
    default:
      // A register's day in a field of plain text is read as a day too.
      return shown?.[language] ?? (isDay(String(value)) ? showDay(String(value)) : String(value))
  }
}

function dwellingText(
  value: unknown,
  shown: { vi: string; en: string } | undefined,
  language: Language,
): string {
  if (shown) return shown[language] || shown.vi
  if (typeof value === 'string') return value
  return String((value as { newAddressLine?: string }).newAddressLine ?? '')
}

const askedWhen = {
  vi: (condition: string) => `Chỉ hỏi khi ${condition}.`,
  en: (condition: string) => `Asked only when ${condition}.`,
}

/** What a field is asked for, with the law, and when it is asked. */
export function whySaid(
  { why }: FormField,
  show: (words: { vi: string; en: string }) => string,
  cite: (law: string) => string,
): string | undefined {
  if (!why) return undefined
  const condition = why.asked ? show({ vi: askedWhen.vi(why.asked.vi), en: askedWhen.en(why.asked.en) }) : ''
  return `${condition} ${show(why)} (${cite(why.law)}).`.trimStart()
}

/** What a field is called in a sentence. */
export function listText(labels: readonly string[]): string {
  return labels.map((label) => `“${label}”`).join(', ')
}

/** Whom a field lets one choose. */
export function membersFor({ among = 'household' }: FormField, { members }: FormGiven) {
  return members.filter((member) => member.among.includes(among))
}

/** Other people named in an answer. */
export function guests(value: unknown): { name: string; number: string }[] {
  return Array.isArray(value) ? (value as { name: string; number: string }[]) : []
}

export function listed(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : []
}

/** What a register filled in for a field, if it did. */
export function prefilledOf(given: FormGiven, field: string): Prefilled | undefined {
  return given.prefilled.find((one) => one.field === field)
}
