import { type ReactNode, useId } from 'react'
import './Field.css'
import { Icon } from './Icon.tsx'
import { text, useText } from './text.ts'

const words = text({ optional: { vi: 'không bắt buộc', en: 'optional' } })

export interface FieldWords {
  label: ReactNode
  hint?: ReactNode
  /** What is wrong and how to put it right. */
  error?: string | null | undefined
  optional?: boolean
  /** Why this is asked; opens on demand. */
  why?: string | undefined
}

/** What an input takes so that label, hint and error belong to it. */
export interface Labelled {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
}

/** A label above an input, the hint between them, the error right at it. */
export function Field({
  label,
  hint,
  error,
  optional,
  why,
  children,
}: FieldWords & { children: (labelled: Labelled) => ReactNode }) {
  const id = useId()
  const t = useText(words)
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ')
  return (
    <div className={error ? 'field field-wrong' : 'field'}>
      <label className="field-label" htmlFor={id}>
        {label} {optional ? <span className="field-optional">({t.optional})</span> : null}
      </label>
      {hint ? (
        <p className="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      <Why words={why} />
      <FieldError id={`${id}-error`} words={error} />
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': error ? true : undefined })}
    </div>
  )
}

interface FieldGroupProps extends FieldWords {
  children: ReactNode
}

/** Several inputs under one question: choices, parts of an address. */
export function FieldGroup({ label, hint, error, optional, why, children }: FieldGroupProps) {
  const id = useId()
  const t = useText(words)
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ')
  return (
    <fieldset className={error ? 'field field-wrong' : 'field'} aria-describedby={described || undefined}>
      <legend className="field-label">
        {label} {optional ? <span className="field-optional">({t.optional})</span> : null}
      </legend>
      {hint ? (
        <p className="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      <Why words={why} />
      <FieldError id={`${id}-error`} words={error} />
      {children}
    </fieldset>
  )
}

function FieldError({ id, words: said }: { id: string; words: string | null | undefined }) {
  return said ? (
    <p className="field-error" id={id}>
      <Icon name="warning" /> {said}
    </p>
  ) : null
}

const whyWords = text({ why: { vi: 'Vì sao hỏi điều này?', en: 'Why is this asked?' } })

/** Opens on demand. */
export function Why({ words: said, question }: { words: string | undefined; question?: string }) {
  const t = useText(whyWords)
  return said ? (
    <details className="more small">
      <summary>{question ?? t.why}</summary>
      <p>{said}</p>
    </details>
  ) : null
}
