import { useId } from 'react'
import { FieldGroup, type FieldWords, Why } from './Field.tsx'
import { Icon } from './Icon.tsx'
import type { Option } from './inputs.tsx'

interface ChoiceFieldProps extends FieldWords {
  value: string
  onChange: (value: string) => void
  options: readonly Option[]
  /** Side by side, for short words: what a list shows, how to search. */
  inRow?: boolean
}

/** One of a few, all seen at once (radio buttons). */
export function ChoiceField({ value, onChange, options, inRow, ...words }: ChoiceFieldProps) {
  const name = useId()
  return (
    <FieldGroup {...words}>
      <div className={inRow ? 'choices choices-in-row' : 'choices'}>
        {options.map((option) => (
          <label className="choice" key={option.value}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={value === option.value}
              disabled={Boolean(option.notNow)}
              onChange={() => onChange(option.value)}
            />
            <OptionWords option={option} />
          </label>
        ))}
      </div>
    </FieldGroup>
  )
}

interface ManyFieldProps extends FieldWords {
  value: readonly string[]
  onChange: (value: string[]) => void
  options: readonly Option[]
  inRow?: boolean
}

/** Any of several (check boxes): who comes along, what is asked for. */
export function ManyField({ value, onChange, options, inRow, ...words }: ManyFieldProps) {
  return (
    <FieldGroup {...words}>
      <div className={inRow ? 'choices choices-in-row' : 'choices'}>
        {options.map((option) => (
          <label className="choice" key={option.value}>
            <input
              type="checkbox"
              value={option.value}
              checked={value.includes(option.value)}
              disabled={Boolean(option.notNow)}
              onChange={({ target }) =>
                onChange(
                  target.checked ? [...value, option.value] : value.filter((one) => one !== option.value),
                )
              }
            />
            <OptionWords option={option} />
          </label>
        ))}
      </div>
    </FieldGroup>
  )
}

function OptionWords({ option }: { option: Option }) {
  return (
    <span>
      {option.label}
      {option.hint ? <span className="choice-hint">{option.hint}</span> : null}
      {option.notNow ? <span className="choice-hint">{option.notNow}</span> : null}
    </span>
  )
}

interface CheckFieldProps extends FieldWords {
  value: boolean
  onChange: (value: boolean) => void
}

/** Yes or no. */
export function CheckField({ value, onChange, label, hint, error, why }: CheckFieldProps) {
  const id = useId()
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ')
  return (
    <div className={error ? 'field field-wrong' : 'field'}>
      {error ? (
        <p className="field-error" id={`${id}-error`}>
          <Icon name="warning" /> {error}
        </p>
      ) : null}
      <label className="choice check">
        <input
          type="checkbox"
          checked={value}
          aria-describedby={described || undefined}
          aria-invalid={error ? true : undefined}
          onChange={({ target }) => onChange(target.checked)}
        />
        <span>{label}</span>
      </label>
      {hint ? (
        <p className="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      <Why words={why} />
    </div>
  )
}
