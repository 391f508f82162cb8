import type { FormField } from '@platform/server/services'
import { useEffect, useRef, useState } from 'react'
import { Why } from '../Field.tsx'
import { showInstant } from '../format.ts'
import { Icon } from '../Icon.tsx'
import { KeyValueList } from '../KeyValueList.tsx'
import { useLanguage } from '../language.ts'
import { text, useCitation, useText, useWords } from '../text.ts'
import { answerText, listText, prefilledOf, whySaid } from './answer-text.ts'
import { type FormFieldProps, FormFieldView } from './FormFieldView.tsx'
import { isVerified } from './form-state.ts'
import './SectionFields.css'

const words = text({
  known: {
    vi: (source: string, at: string) => `Lấy từ ${source} lúc ${at}. Bạn không phải điền.`,
    en: (source: string, at: string) => `From ${source}, read at ${at}. Nothing to fill in.`,
  },
  come: {
    vi: (labels: string) => `Vừa hỏi thêm: ${labels}.`,
    en: (labels: string) => `Asked now as well: ${labels}.`,
  },
  filled: {
    vi: (labels: string) => `Đã tự điền: ${labels}.`,
    en: (labels: string) => `Filled in by itself: ${labels}.`,
  },
  gone: {
    vi: (label: string, asked: string) => `Không hỏi ${label} nữa${asked ? `: chỉ hỏi khi ${asked}` : ''}.`,
    en: (label: string, asked: string) =>
      `${label} is not asked any more${asked ? `: only when ${asked}` : ''}.`,
  },
  why: { vi: 'Vì sao cần các mục này?', en: 'Why are these needed?' },
})

interface SectionFieldsProps extends Omit<FormFieldProps, 'field' | 'error'> {
  fields: readonly FormField[]
  errorOf: (field: string) => string | undefined
}

/** The fields of a section. What the State knows stands together as a list with its source; the rest is asked. */
export function SectionFields({ fields, errorOf, ...rest }: SectionFieldsProps) {
  const changed = useComingAndGoing(fields, (field) => sourceOf(rest, field) !== null)
  return (
    <div className="stack stack-loose">
      {runsOf(fields, (field) => sourceOf(rest, field)).map((run) =>
        run.source === null ? (
          run.fields.map((field) => (
            <FormFieldView key={field.name} field={field} error={errorOf(field.name)} {...rest} />
          ))
        ) : (
          <KnownFields key={run.fields[0]?.name} fields={run.fields} given={rest.given} />
        ),
      )}
      <p className="muted coming-and-going" role="status">
        {changed}
      </p>
    </div>
  )
}

/** What an answer brought up or took away, and why, in words that a screen reader says as well. */
function useComingAndGoing(fields: readonly FormField[], isKnown: (field: FormField) => boolean): string {
  const t = useText(words)
  const show = useWords()
  const before = useRef(fields)
  const [changed, setChanged] = useState<{ come: FormField[]; gone: FormField[] }>({ come: [], gone: [] })
  useEffect(() => {
    const missingIn = (those: readonly FormField[], these: readonly FormField[]) =>
      these.filter(({ name, kind }) => kind !== 'note' && !those.some((one) => one.name === name))
    const come = missingIn(before.current, fields)
    const gone = missingIn(fields, before.current)
    before.current = fields
    if (come.length + gone.length > 0) setChanged({ come, gone })
  }, [fields])
  const labels = (some: FormField[]) => listText(some.map(({ label }) => show(label)))
  const here = changed.come.filter(({ name }) => fields.some((one) => one.name === name))
  const away = changed.gone.filter(({ name }) => !fields.some((one) => one.name === name))
  const asks = here.filter((field) => !isKnown(field))
  const filled = here.filter(isKnown)
  const asked = away[0]?.why?.asked
  return [
    asks.length > 0 ? t.come(labels(asks)) : '',
    filled.length > 0 ? t.filled(labels(filled)) : '',
    away.length > 0 ? t.gone(labels(away), asked ? show(asked) : '') : '',
  ]
    .filter(Boolean)
    .join(' ')
}

function KnownFields({ fields, given }: Pick<FormFieldProps, 'given'> & { fields: readonly FormField[] }) {
  const t = useText(words)
  const show = useWords()
  const cite = useCitation()
  const language = useLanguage()
  const first = prefilledOf(given, fields[0]?.name ?? '')
  return (
    <div className="known-fields">
      <KeyValueList
        items={fields.map((field) => ({
          key: show(field.label),
          value: answerText(field, prefilledOf(given, field.name)?.value, given, language),
        }))}
      />
      <p className="known-fields-source">
        <Icon name="lock" /> {t.known(show(first?.source), showInstant(first?.readAt))}
      </p>
      <Why words={whySaid(fields[0]!, show, cite)} question={t.why} />
    </div>
  )
}

function sourceOf({ given }: Pick<FormFieldProps, 'given'>, field: FormField): string | null {
  const known = prefilledOf(given, field.name)
  return known && isVerified(known) ? known.source.vi : null
}

interface Run {
  source: string | null
  fields: FormField[]
}

/** Neighbours that come from the same register, together. */
function runsOf(fields: readonly FormField[], sourceFor: (field: FormField) => string | null): Run[] {
  const runs: Run[] = []
  for (const field of fields) {
    const source = sourceFor(field)
    const last = runs.at(-1)
    if (last && last.source === source) last.fields.push(field)
    else runs.push({ source, fields: [field] })
  }
  return runs
}
