import { useEffect, useRef } from 'react'
import { Button } from '../Button.tsx'
import { FieldGroup, type FieldWords } from '../Field.tsx'
import { TextField } from '../inputs.tsx'
import { text, useText } from '../text.ts'

const words = text({
  name: { vi: 'Họ và tên', en: 'Full name' },
  number: { vi: 'Số định danh (12 chữ số)', en: 'Identification number (12 digits)' },
  person: { vi: (index: number) => `Người thứ ${index}`, en: (index: number) => `Person ${index}` },
  add: { vi: 'Thêm người', en: 'Add a person' },
  removeThat: {
    vi: (index: number) => `Bỏ người này: người thứ ${index}`,
    en: (index: number) => `Remove person ${index}`,
  },
  remove: { vi: 'Bỏ người này', en: 'Remove' },
})

const MANY = 20

interface Guest {
  name: string
  number: string
}

/** Other people by name and number, typed one after the other; compared with the register when it is sent. */
export function PeopleField({
  value,
  onChange,
  most = MANY,
  ...rest
}: FieldWords & {
  value: readonly Guest[]
  onChange: (value: Guest[]) => void
  most?: number | undefined
}) {
  const t = useText(words)
  const rows = value.length > 0 ? value : [{ name: '', number: '' }]
  const list = useRef<HTMLOListElement>(null)
  const toFocus = useRef<number | null>(null)
  useEffect(() => {
    const at = toFocus.current
    if (at === null) return
    toFocus.current = null
    list.current?.children[Math.min(at, rows.length - 1)]?.querySelector('input')?.focus()
  })
  /** Whoever works with the keyboard goes on where the row came or went. */
  const set = (next: Guest[], focusAt: number) => {
    toFocus.current = focusAt
    onChange(next)
  }
  const change = (index: number, part: Partial<Guest>) =>
    onChange(rows.map((row, at) => (at === index ? { ...row, ...part } : row)))
  return (
    <FieldGroup {...rest}>
      <ol className="stack" ref={list}>
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a guest has no identity but his place in the list.
          <li key={index}>
            <fieldset className="stack stack-tight guest">
              <legend className={most === 1 ? 'visually-hidden' : 'small muted'}>
                {t.person(index + 1)}
              </legend>
              <TextField
                label={t.name}
                value={row.name}
                maxLength={120}
                onChange={(name) => change(index, { name })}
              />
              <TextField
                label={t.number}
                short
                inputMode="numeric"
                maxLength={15}
                value={row.number}
                onChange={(typed) => change(index, { number: typed.replace(/\D/g, '') })}
              />
              {rows.length > 1 ? (
                <p>
                  <Button
                    look="quiet"
                    icon="close"
                    aria-label={t.removeThat(index + 1)}
                    onClick={() =>
                      set(
                        rows.filter((_, at) => at !== index),
                        index,
                      )
                    }
                  >
                    {t.remove}
                  </Button>
                </p>
              ) : null}
            </fieldset>
          </li>
        ))}
      </ol>
      {rows.length < most ? (
        <p>
          <Button icon="plus" onClick={() => set([...rows, { name: '', number: '' }], rows.length)}>
            {t.add}
          </Button>
        </p>
      ) : null}
    </FieldGroup>
  )
}
