import { useEffect, useRef } from 'react'
import { Icon } from '../Icon.tsx'
import '../Notice.css'
import { text, useCitation, useText, useWords } from '../text.ts'
import type { FieldFault } from './form-state.ts'

const words = text({
  title: {
    vi: (count: number) => `Còn ${count} mục cần sửa`,
    en: (count: number) => (count === 1 ? 'One field needs attention' : `${count} fields need attention`),
  },
})

/** What is wrong, above the form, each with a way to its field. Takes the focus when it appears. */
export function ErrorSummary({
  faults,
  labels,
}: {
  faults: readonly FieldFault[]
  labels: (field: string) => string
}) {
  const t = useText(words)
  const show = useWords()
  const cite = useCitation()
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    ref.current?.focus()
  }, [])
  return (
    <div className="notice notice-wrong" role="alert" tabIndex={-1} ref={ref}>
      <Icon name="warning" />
      <div className="stack stack-tight">
        <p className="strong">{t.title(faults.length)}</p>
        <ul>
          {faults.map(({ field, message, law }) => (
            <li key={`${field}-${message.vi}`}>
              <a
                href={`#field-${field}`}
                onClick={(event) => {
                  event.preventDefault()
                  goToField(field)
                }}
              >
                {labels(field)}: {show(message)}
              </a>
              {law ? <span className="muted small"> ({cite(law)})</span> : null}
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}

/** Moves to a field's first input. */
export function goToField(field: string) {
  const at = document.getElementById(`field-${field}`)
  at?.scrollIntoView({ block: 'center' })
  at?.querySelector<HTMLElement>('input, select, textarea')?.focus({ preventScroll: true })
}
