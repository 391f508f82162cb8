import { type Expression, evaluate, holds } from '@platform/server/rules/expression.ts'
import { namesIn } from '@platform/server/rules/names.ts'
import type { DwellingAnswer, FormField, Prefilled } from '@platform/server/services'
import { CheckField, ChoiceField } from '../choices.tsx'
import { DateField } from '../DateField.tsx'
import { showInstant } from '../format.ts'
import { AmountField, LongTextField, PhoneField, SelectField, TextField } from '../inputs.tsx'
import { KnownField } from '../KnownField.tsx'
import { useLanguage } from '../language.ts'
import { Notice } from '../Notice.tsx'
import { text, useCitation, useText, useWords } from '../text.ts'
import { UnitPicker } from '../UnitPicker.tsx'
import { answerText, guests, listed, prefilledOf, whySaid } from './answer-text.ts'
import { type Answers, type FormGiven, isVerified, scopeOf } from './form-state.ts'
import {
  AttachmentsField,
  DwellingField,
  HouseholdField,
  MembersField,
  PaymentAccountField,
  PeopleField,
} from './rare-fields.tsx'

const words = text({
  filled: {
    vi: (source: string, at: string) => `Điền sẵn từ ${source} lúc ${at}; bạn sửa được`,
    en: (source: string, at: string) => `Filled in from ${source} at ${at}; you may change it`,
  },
  unverified: {
    vi: 'Chưa đọc được từ cơ sở dữ liệu. Bạn điền giúp, cơ quan sẽ kiểm tra sau',
    en: 'The register did not answer. Please fill it in; the agency will verify it later',
  },
  because: {
    vi: (condition: string) => `Hỏi vì ${condition}`,
    en: (condition: string) => `Asked because ${condition}`,
  },
  yes: { vi: 'Có', en: 'Yes' },
  no: { vi: 'Không', en: 'No' },
})

export interface FormFieldProps {
  field: FormField
  given: FormGiven
  answers: Answers
  onAnswer: (name: string, value: unknown) => void
  error?: string | undefined
  /** Where dwellings and households are looked up; without it an address is written. */
  draftId: string | null
}

/** One field of a service form, drawn by its kind: known values with their source, the rest to fill in. */
export function FormFieldView(props: FormFieldProps) {
  const { field, given, answers } = props
  const show = useWords()
  const language = useLanguage()
  const known = prefilledOf(given, field.name)
  if (field.kind === 'note') return <Notice>{show(field.label)}</Notice>
  if (known && isVerified(known)) {
    return (
      <KnownField
        label={show(field.label)}
        value={answerText(field, known.value, given, language)}
        provenance={{ source: known.source, at: known.readAt, verified: true }}
      />
    )
  }
  return (
    <div id={`field-${field.name}`}>
      <Ask {...props} known={known} value={answers[field.name]} />
    </div>
  )
}

function Ask({
  field,
  given,
  answers,
  onAnswer,
  error,
  draftId,
  known,
  value,
}: FormFieldProps & { known: Prefilled | undefined; value: unknown }) {
  const t = useText(words)
  const show = useWords()
  const cite = useCitation()
  const scope = scopeOf(given, answers)
  const required = field.required === true || (field.required !== undefined && holds(field.required, scope))
  // Once another value stands there, the register filled in nothing of it.
  const isChanged = known?.state === 'suggested' && typeof value === 'string' && value !== known.value
  const hints = [because(field, t, show), show(field.hint), isChanged ? '' : provenance(known, t, show)]
    .filter(Boolean)
    .join('. ')
  const common = {
    label: show(field.label),
    ...(hints ? { hint: hints } : {}),
    error: error ?? null,
    optional: !required && !['consent', 'members', 'household', 'people'].includes(field.kind),
    name: field.name,
    why: whySaid(field, show, cite),
  }
  const say = (next: unknown) => onAnswer(field.name, next)
  const limits = field.maxLength === undefined ? {} : { maxLength: field.maxLength }
  switch (field.kind) {
    case 'long-text':
      return <LongTextField {...common} {...limits} value={asText(value)} onChange={say} />
    case 'amount':
      return (
        <AmountField
          {...common}
          label={[common.label, field.unit ? `(${show(field.unit)})` : ''].filter(Boolean).join(' ')}
          value={typeof value === 'number' ? value : null}
          onChange={(amount) => say(amount ?? undefined)}
        />
      )
    case 'phone':
      return <PhoneField {...common} value={asText(value)} onChange={say} />
    case 'email':
      return (
        <TextField
          {...common}
          {...limits}
          type="email"
          inputMode="email"
          autoComplete="email"
          value={asText(value)}
          onChange={say}
        />
      )
    case 'day':
      return (
        <DateField
          {...common}
          value={typeof value === 'string' && value !== '' ? value : null}
          min={dayIn(field.earliest, scope)}
          max={dayIn(field.latest, scope)}
          onChange={(day) => say(day ?? undefined)}
        />
      )
    case 'choice': {
      const options = (field.choices ?? []).map((choice) => ({
        value: choice.value,
        label: show(choice.label),
      }))
      const Choice = options.length > 6 ? SelectField : ChoiceField
      return <Choice {...common} options={options} value={asText(value)} onChange={say} />
    }
    case 'yes-no':
      return (
        <ChoiceField
          {...common}
          options={[
            { value: 'yes', label: t.yes },
            { value: 'no', label: t.no },
          ]}
          value={value === true ? 'yes' : value === false ? 'no' : ''}
          onChange={(next) => say(next === 'yes')}
        />
      )
    case 'consent':
      return <CheckField {...common} value={value === true} onChange={say} />
    case 'members':
      return <MembersField {...common} field={field} given={given} value={listed(value)} onChange={say} />
    case 'people':
      return <PeopleField {...common} value={guests(value)} onChange={say} most={field.most} />
    case 'unit': {
      const { provinceId = null, unitId = null } = (value ?? {}) as Partial<DwellingAnswer>
      return (
        <UnitPicker
          {...common}
          value={unitId}
          provinceId={provinceId}
          onChange={(unit, province) =>
            say(
              province === null
                ? undefined
                : { provinceId: province, ...(unit === null ? {} : { unitId: unit }) },
            )
          }
        />
      )
    }
    case 'payment-account':
      return (
        <PaymentAccountField
          {...common}
          value={value}
          onChange={say}
          banks={field.choices ?? []}
          accounts={given.accounts}
        />
      )
    case 'document':
      return <AttachmentsField {...common} slot={field.name} />
    case 'dwelling':
      return <DwellingField {...common} value={value} onChange={say} draftId={draftId} />
    case 'household':
      return (
        <HouseholdField
          {...common}
          value={asText(value)}
          onChange={say}
          draftId={draftId}
          dwelling={answers[field.of ?? '']}
          required={required}
        />
      )
    default:
      return <TextField {...common} {...limits} value={asText(value)} onChange={say} />
  }
}

/** A question that follows from another answer says from which. */
function because(
  { when, why }: FormField,
  t: { because: (condition: string) => string },
  show: (words: { vi: string; en: string }) => string,
): string {
  return why?.asked && namesIn(when).fields.size > 0 ? t.because(show(why.asked)) : ''
}

function provenance(
  known: Prefilled | undefined,
  t: { filled: (source: string, at: string) => string; unverified: string },
  show: (words: { vi: string; en: string }) => string,
): string {
  if (!known || known.state === 'verified') return ''
  return known.state === 'unverified' ? t.unverified : t.filled(show(known.source), showInstant(known.readAt))
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function dayIn(rule: unknown, scope: ReturnType<typeof scopeOf>): string | undefined {
  const day = rule === undefined ? null : evaluate(rule as Expression, scope)
  return typeof day === 'string' ? day : undefined
}
