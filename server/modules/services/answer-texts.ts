/** Answers as people read them, on screen and on paper: ids and codes become words. */

import type { PaymentAccount } from '#payments/contract'
import type { Call } from '#platform/call.ts'
import { dayOf, isDay } from '#platform/day.ts'
import type { Words } from '#platform/schemas.ts'
import { addressLine, units } from '#reference'
import type { Bundle } from './bundle.ts'
import { formOf } from './catalogue.ts'
import type { AnswerSection, FormField, Prefilled } from './contract.ts'
import type { Matter } from './facts.ts'
import { membersByIds } from './family.ts'
import { isCommune, placeIn } from './matter.ts'
import { dwellingAddress, householdHead, shortName, unitLine } from './registers.ts'
import { at, isPresent } from './rules/expression.ts'

/** For whom a text is: an applicant sees no stranger's full name. */
export type Reader = 'applicant' | 'officer'

const same = (text: string): Words => ({ vi: text, en: text })

/** Texts of the answers that are ids: where, which household, who moves. */
export async function shownTexts(
  call: Call,
  bundle: Bundle,
  { applicant, answers }: Pick<Matter, 'applicant' | 'answers'>,
  reader: Reader,
): Promise<Record<string, Words>> {
  const shown: Record<string, Words> = {}
  const form = await formOf(call, bundle)
  for (const field of form.sections.flatMap(({ fields }) => fields)) {
    const text = await textOfId(call, field, { applicant, answers }, reader)
    if (text !== null) shown[field.name] = same(text)
  }
  return shown
}

async function textOfId(
  call: Call,
  field: FormField,
  { applicant, answers }: Pick<Matter, 'applicant' | 'answers'>,
  reader: Reader,
): Promise<string | null> {
  const { name, kind, among } = field
  if (kind === 'payment-account') return isPresent(answers[name]) ? textOf(field, answers[name]).vi : null
  if (kind === 'dwelling') return placeText(call, answers, name)
  if (kind === 'unit') return unitText(call, answers[name])
  if (kind === 'household' && typeof answers[name] === 'string' && answers[name] !== '') {
    const head = await householdHead(call, answers[name])
    if (!head) return null
    return reader === 'officer' ? head.name : `Hộ của ${shortName(head.name)}`
  }
  if (kind === 'members' && Array.isArray(answers[name])) {
    const people = await membersByIds(call, applicant, answers[name] as string[], among)
    return people.map((member) => member.name).join(', ') || null
  }
  return null
}

/** A commune picked, down to the province: as it is called today. */
async function unitText(call: Pick<Call, 'sql' | 'ports' | 'now'>, value: unknown): Promise<string | null> {
  const unitId = at(value, 'unitId')
  return typeof unitId === 'number' ? unitLine(call, unitId, dayOf(call.now)) : null
}

/** The address of the dwelling picked or written, down to the province. */
export async function placeText(
  call: Pick<Call, 'sql' | 'ports' | 'now'>,
  answers: Readonly<Record<string, unknown>>,
  field = 'place',
): Promise<string | null> {
  const place = placeIn(answers, field)
  if (!place) return null
  if (place.dwellingId) return dwellingAddress(call, place.dwellingId)
  const today = dayOf(call.now)
  if (!place.newAddressLine || !(await isCommune(call, place.unitId, today))) return place.newAddressLine
  return addressLine(await units(call), place.unitId, place.newAddressLine, today)
}

export interface Readable {
  answers: Readonly<Record<string, unknown>>
  provenance: readonly Prefilled[]
  shown: Readonly<Record<string, Words>>
}

/** The filled form in sections and lines; only of the fields that the reader may read. */
export async function answerSections(
  call: Call,
  bundle: Bundle,
  { answers, provenance, shown }: Readable,
  mayRead: (field: string) => boolean,
  marked: readonly string[] = [],
): Promise<AnswerSection[]> {
  const { sections } = await formOf(call, bundle)
  const from = new Map(provenance.map((line) => [line.field, line]))
  return sections
    .map(({ id, title, fields }) => ({
      id,
      title,
      rows: fields
        .filter(({ name, kind }) => kind !== 'note' && isPresent(answers[name]) && mayRead(name))
        .map((field) => {
          const source = from.get(field.name)
          return {
            field: field.name,
            label: field.label,
            kind: field.kind,
            text: shown[field.name] ?? textOf(field, answers[field.name]),
            source: source && source.state !== 'unverified' ? source.source : null,
            readAt: source?.readAt ?? null,
            verified: source ? source.state === 'verified' : null,
            marked: marked.includes(field.name),
          }
        }),
    }))
    .filter(({ rows }) => rows.length > 0)
}

/** A plain value in words. Pure. */
export function textOf(
  { kind, choices, unit }: Pick<FormField, 'kind' | 'choices' | 'unit'>,
  value: unknown,
): Words {
  if (kind === 'choice')
    return choices?.find((choice) => choice.value === value)?.label ?? same(String(value))
  if (kind === 'yes-no' || kind === 'consent') {
    return value === true ? { vi: 'Có', en: 'Yes' } : { vi: 'Không', en: 'No' }
  }
  if (kind === 'amount') {
    const count = Number(value).toLocaleString('vi-VN')
    return { vi: `${count} ${unit?.vi ?? ''}`.trim(), en: `${count} ${unit?.en ?? ''}`.trim() }
  }
  // A register's day in a field of plain text is read as a day too.
  if (kind === 'day' || isDay(String(value))) return same(String(value).split('-').reverse().join('/'))
  if (kind === 'payment-account') {
    const { bank, number, holder } = value as Partial<PaymentAccount>
    const { label } = choices?.find((choice) => choice.value === bank) ?? {}
    return same([label?.vi ?? bank, number, holder].filter(Boolean).join(', '))
  }
  if (kind === 'document') return countOfFiles((value as string[]).length)
  if (kind === 'people') {
    return same(
      (value as { name: string; number: string }[])
        .map(({ name, number }) => `${name} (${number})`)
        .join(', '),
    )
  }
  return same(String(value))
}

const countOfFiles = (files: number): Words => ({
  vi: `${files} tệp đính kèm`,
  en: files === 1 ? '1 file attached' : `${files} files attached`,
})
