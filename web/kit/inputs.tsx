import type { ClipboardEvent, HTMLInputAutoCompleteAttribute } from 'react'
import { Field, type FieldWords } from './Field.tsx'
import { showNumber } from './format.ts'
import { Icon } from './Icon.tsx'
import { text, useText } from './text.ts'

interface Of<T> extends FieldWords {
  value: T
  onChange: (value: T) => void
  name?: string
  disabled?: boolean
}

interface TextFieldProps extends Of<string> {
  autoComplete?: HTMLInputAutoCompleteAttribute
  inputMode?: 'text' | 'numeric' | 'tel' | 'email' | 'search'
  type?: 'text' | 'email' | 'search' | 'password'
  maxLength?: number
  placeholder?: string
  short?: boolean
}

export function TextField({
  value,
  onChange,
  name,
  disabled,
  short,
  autoComplete,
  inputMode,
  type,
  maxLength,
  placeholder,
  ...words
}: TextFieldProps) {
  return (
    <Field {...words}>
      {(labelled) => (
        <input
          {...labelled}
          className={short ? 'input input-short' : 'input'}
          type={type ?? 'text'}
          name={name}
          value={value}
          disabled={disabled}
          autoComplete={autoComplete ?? 'off'}
          inputMode={inputMode}
          maxLength={maxLength}
          placeholder={placeholder}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </Field>
  )
}

export function LongTextField({
  value,
  onChange,
  name,
  disabled,
  maxLength = 1000,
  tall,
  ...words
}: Of<string> & { maxLength?: number /** For texts of many lines. */; tall?: boolean }) {
  return (
    <Field {...words}>
      {(labelled) => (
        <textarea
          {...labelled}
          className={tall ? 'input input-tall' : 'input'}
          spellCheck={!tall}
          name={name}
          value={value}
          disabled={disabled}
          maxLength={maxLength}
          onPaste={(event) => pasteAtOnce(event, maxLength, onChange)}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </Field>
  )
}

/** Characters from which a browser takes seconds to type in what was pasted, line by line. */
const LONG_PASTE = 5000

/** A long text that is pasted stands there at once. */
function pasteAtOnce(
  event: ClipboardEvent<HTMLTextAreaElement>,
  maxLength: number,
  onChange: (value: string) => void,
): void {
  const pasted = event.clipboardData.getData('text/plain')
  if (pasted.length < LONG_PASTE) return
  event.preventDefault()
  const area = event.currentTarget
  const { selectionStart, selectionEnd, value } = area
  const room = maxLength - (value.length - (selectionEnd - selectionStart))
  area.setRangeText(pasted.slice(0, Math.max(0, room)), selectionStart, selectionEnd, 'end')
  onChange(area.value)
}

/** A Vietnamese phone number; what is typed with spaces, dots or +84 becomes 0912345678. */
export function PhoneField({ value, onChange, ...rest }: Of<string>) {
  return (
    <TextField
      {...rest}
      short
      inputMode="tel"
      autoComplete="tel-national"
      maxLength={16}
      value={value}
      onChange={(typed) => onChange(typed.replace(/[\s.-]/g, '').replace(/^\+84/, '0'))}
    />
  )
}

/** A sum or a count, its thousands set apart while one types. */
export function AmountField({ value, onChange, ...rest }: Of<number | null>) {
  return (
    <TextField
      {...rest}
      short
      inputMode="numeric"
      maxLength={19}
      value={value === null ? '' : showNumber(value)}
      onChange={(typed) => {
        const digits = typed.replace(/\D/g, '').slice(0, 15)
        onChange(digits === '' ? null : Number(digits))
      }}
    />
  )
}

/** A number of things or days. */
export function NumberField({
  value,
  onChange,
  min,
  max,
  name,
  disabled,
  ...words
}: Of<number | null> & { min?: number; max?: number }) {
  return (
    <Field {...words}>
      {(labelled) => (
        <input
          {...labelled}
          className="input input-number"
          type="number"
          inputMode="numeric"
          name={name}
          value={value ?? ''}
          disabled={disabled}
          min={min}
          max={max}
          onChange={({ target }) => onChange(target.value === '' ? null : target.valueAsNumber)}
        />
      )}
    </Field>
  )
}

const selectWords = text({ choose: { vi: '– Chọn –', en: '– Choose –' } })

export interface Option {
  value: string
  label: string
  hint?: string | undefined
  /** Why it cannot be chosen. */
  notNow?: string | undefined
}

/** One of many, from a list. For up to six use ChoiceField, where all are seen at once. */
export function SelectField({
  value,
  onChange,
  options,
  name,
  disabled,
  none,
  ...words
}: Of<string> & {
  options: readonly Option[]
  /** What choosing nothing means, where it means something: `Every state`. */
  none?: string
}) {
  const t = useText(selectWords)
  return (
    <Field {...words}>
      {(labelled) => (
        <select
          {...labelled}
          className="input"
          name={name}
          value={value}
          disabled={disabled}
          onChange={({ target }) => onChange(target.value)}
        >
          <option value="">{none ?? t.choose}</option>
          {options.map((option) => (
            <option key={option.value} value={option.value} disabled={Boolean(option.notNow)}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

const searchWords = text({ search: { vi: 'Tìm', en: 'Search' } })

/** A search box; matching without marks is the caller's, with `fold` of `@platform/server/platform/vietnamese`. */
export function SearchField({
  value,
  onChange,
  label,
}: {
  value: string
  onChange: (value: string) => void
  label?: string
}) {
  const t = useText(searchWords)
  return (
    <TextField
      type="search"
      inputMode="search"
      label={
        <>
          <Icon name="search" /> {label ?? t.search}
        </>
      }
      value={value}
      onChange={onChange}
    />
  )
}
