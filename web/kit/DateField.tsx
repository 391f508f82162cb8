import type { Day } from '@platform/server/platform/schemas.ts'
import { useRef, useState } from 'react'
import { Field, type FieldWords } from './Field.tsx'
import { readDay, showDay } from './format.ts'
import { Icon } from './Icon.tsx'
import { text, useText } from './text.ts'

const words = text({
  example: { vi: 'ngày/tháng/năm', en: 'dd/mm/yyyy' },
  hint: { vi: 'Ngày/tháng/năm, ví dụ 05/03/2026', en: 'Day/month/year, for example 05/03/2026' },
  notADay: {
    vi: 'Chưa đúng ngày. Hãy gõ ngày/tháng/năm, ví dụ 05/03/2026',
    en: 'This is not a day. Type day/month/year, for example 05/03/2026',
  },
  tooEarly: {
    vi: (day: string) => `Chọn từ ngày ${day} trở đi`,
    en: (day: string) => `Choose ${day} or later`,
  },
  tooLate: {
    vi: (day: string) => `Chọn đến ngày ${day} thôi`,
    en: (day: string) => `Choose ${day} at the latest`,
  },
  calendar: { vi: 'Mở lịch', en: 'Open calendar' },
})

interface DateFieldProps extends FieldWords {
  value: Day | null
  onChange: (value: Day | null) => void
  min?: Day | undefined
  max?: Day | undefined
  name?: string
}

/** A day, typed as dd/mm/yyyy or picked. What is not yet a day is null; it is said when one leaves the field. */
export function DateField({ value, onChange, min, max, name, hint, error, ...rest }: DateFieldProps) {
  const t = useText(words)
  const [typed, setTyped] = useState(showDay(value))
  const [left, setLeft] = useState(false)
  const native = useRef<HTMLInputElement>(null)
  const shown = value && readDay(typed) !== value ? showDay(value) : typed
  const wrong = outOfBounds(value, min, max, t) ?? (left && shown !== '' && !value ? t.notADay : null)
  return (
    <Field {...rest} hint={hint ?? t.hint} error={wrong ?? error}>
      {(labelled) => (
        <div className="with-button">
          <input
            {...labelled}
            className="input input-short"
            name={name}
            inputMode="numeric"
            autoComplete="off"
            placeholder={t.example}
            maxLength={10}
            value={shown}
            onBlur={() => setLeft(true)}
            onChange={({ target }) => {
              const next = withSlashes(target.value, shown)
              setTyped(next)
              onChange(readDay(next))
            }}
          />
          <input
            ref={native}
            className="date-native"
            type="date"
            tabIndex={-1}
            aria-hidden="true"
            value={value ?? ''}
            min={min}
            max={max}
            onChange={({ target }) => {
              setTyped(showDay(target.value))
              onChange(target.value || null)
            }}
          />
          <button
            type="button"
            className="button button-secondary"
            onClick={() => native.current?.showPicker()}
          >
            <Icon name="calendar" />
            <span className="visually-hidden">{t.calendar}</span>
          </button>
        </div>
      )}
    </Field>
  )
}

function outOfBounds(
  value: Day | null,
  min: Day | undefined,
  max: Day | undefined,
  t: { tooEarly: (day: string) => string; tooLate: (day: string) => string },
) {
  if (value && min && value < min) return t.tooEarly(showDay(min))
  return value && max && value > max ? t.tooLate(showDay(max)) : null
}

/** Eight digits are enough: the slashes come by themselves, and do not come back while one deletes. */
function withSlashes(typed: string, before: string): string {
  if (typed.length <= before.length || /[^\d/]/.test(typed)) return typed
  return typed.replace(/^(\d{2})(\d)/, '$1/$2').replace(/^(\d{2}\/\d{2})(\d)/, '$1/$2')
}
