import { CheckField, ChoiceField } from '../../kit/choices.tsx'
import { DateField } from '../../kit/DateField.tsx'
import { SelectField, TextField } from '../../kit/inputs.tsx'
import { Stack } from '../../kit/Layout.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { useCodeOptions } from '../residence/code-options.ts'
import { today } from '../residence/today.ts'
import type { ActField, ActName } from './acts-to-record.ts'

const words = text({
  numberHint: { vi: '12 số; hoặc 9 số của chứng minh nhân dân cũ', en: '12 digits, or 9 of an old paper' },
})

/** Instead of a value: what stands there is taken away. */
const REMOVED = '-'

/** What was given so far, by field. */
export type Given = Record<string, string>

interface ActFieldsProps {
  fields: readonly ActField[]
  given: Given
  onChange: (given: Given) => void
}

/** What an act asks, drawn from its description. */
export function ActFields({ fields, given, onChange }: ActFieldsProps) {
  const t = useText(words)
  const show = useWords()
  const countries = useCodeOptions('nationalities')
  return fields.map((field) => {
    const value = given[field.name] ?? ''
    const set = (next: string) => onChange({ ...given, [field.name]: next })
    const label = show(field.words)
    if (field.kind === 'day') {
      return (
        <DateField
          key={field.name}
          label={label}
          value={value || null}
          max={today()}
          onChange={(next) => set(next ?? '')}
        />
      )
    }
    if (field.kind === 'choice') {
      const options = field.options.map((one) => ({ value: one.value, label: show(one.words) }))
      return <ChoiceField key={field.name} label={label} value={value} onChange={set} options={options} />
    }
    if (field.kind === 'country') {
      return <SelectField key={field.name} label={label} value={value} onChange={set} options={countries} />
    }
    const digits = field.kind === 'number' || field.kind === 'phone'
    const typed = (
      <TextField
        key={field.name}
        label={label}
        hint={field.kind === 'number' ? t.numberHint : undefined}
        value={value}
        maxLength={digits ? 12 : 200}
        {...(digits ? { inputMode: 'numeric' as const, short: true } : {})}
        onChange={(next) => set(digits ? next.replace(/\D/g, '') : next)}
      />
    )
    if (!field.removal) return typed
    return (
      <Stack key={field.name}>
        {value === REMOVED ? null : typed}
        <CheckField
          label={show(field.removal)}
          value={value === REMOVED}
          onChange={(removed) => set(removed ? REMOVED : '')}
        />
      </Stack>
    )
  })
}

const isGiven = (value: string) => value !== ''
const fits: Record<ActField['kind'], (value: string) => boolean> = {
  number: (value) => /^(\d{9}|\d{12})$/.test(value),
  phone: (value) => /^0\d{9,10}$/.test(value),
  text: (value) => value.length >= 3,
  day: isGiven,
  country: isGiven,
  choice: isGiven,
}

/** The body of the act, or null while something is missing. `a.0` is the first of a list; `?` may be left out. */
export function complete(act: ActName, fields: readonly ActField[], given: Given): object | null {
  const body: Record<string, unknown> = { act }
  for (const { name, kind } of fields) {
    const value = (given[name] ?? '').trim()
    if (!value && name.endsWith('?')) continue
    if (value !== REMOVED && !fits[kind](value)) return null
    const [list, place] = name.replace('?', '').split('.') as [string, string | undefined]
    body[list] =
      value === REMOVED
        ? ''
        : place === undefined
          ? value
          : [...((body[list] as string[] | undefined) ?? []), value]
  }
  return body
}
