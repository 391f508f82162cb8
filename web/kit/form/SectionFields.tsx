import type { FormField } from '@platform/server/services'
import { Why } from '../Field.tsx'
import { showInstant } from '../format.ts'
import { Icon } from '../Icon.tsx'
import { KeyValueList } from '../KeyValueList.tsx'
import { useLanguage } from '../language.ts'
import { text, useCitation, useText, useWords } from '../text.ts'
import { answerText, prefilledOf, whySaid } from './answer-text.ts'
import { type FormFieldProps, FormFieldView } from './FormFieldView.tsx'
import { isVerified } from './form-state.ts'
import './SectionFields.css'

const words = text({
  known: {
    vi: (source: string, at: string) => `Lấy từ ${source} lúc ${at}. Bạn không phải điền.`,
    en: (source: string, at: string) => `From ${source}, read at ${at}. Nothing to fill in.`,
  },
  why: { vi: 'Vì sao cần các mục này?', en: 'Why are these needed?' },
})

interface SectionFieldsProps extends Omit<FormFieldProps, 'field' | 'error'> {
  fields: readonly FormField[]
  errorOf: (field: string) => string | undefined
}

/** The fields of a section. What the State knows stands together as a list with its source; the rest is asked. */
export function SectionFields({ fields, errorOf, ...rest }: SectionFieldsProps) {
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
    </div>
  )
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
