import { ManyField } from '../../kit/choices.tsx'
import { SelectField, TextField } from '../../kit/inputs.tsx'
import { Stack } from '../../kit/Layout.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { type Draft, noTerms, type Options, type ScopeTerms } from './registration-form.ts'

const words = text({
  lead: {
    vi: 'Với mỗi loại dữ liệu, hãy nói để làm gì và theo căn cứ nào. Người dân thấy đúng những lời này khi được hỏi.',
    en: 'Say of each kind of data what it is for and by which right. People see these very words when they are asked.',
  },
  purpose: { vi: 'Để làm gì', en: 'Purpose' },
  same: { vi: 'Như mục đích chung ở trên', en: 'As for the whole system above' },
  legalBasis: { vi: 'Căn cứ pháp lý', en: 'Legal basis' },
  legalHint: { vi: 'Để trống thì theo căn cứ chung', en: 'Left empty, the one above counts' },
  optional: { vi: 'Bắt buộc hay không', en: 'Needed or not' },
  mayLeave: {
    vi: 'Người dân có thể không cho mà vẫn đăng nhập được',
    en: 'The person may leave it out and still sign in',
  },
})

interface Props {
  draft: Draft
  change: (part: Partial<Draft>) => void
  options: Options
}

/** Purpose and legal basis of each kind of data asked for at sign-in. */
export function ScopeTermsFields({ draft, change, options }: Props) {
  const t = useText(words)
  const show = useWords()
  const asked = options.scopes.filter(({ scope }) => scope !== 'openid' && draft.scopes.includes(scope))
  if (asked.length === 0) return null
  const set = (scope: string, part: Partial<ScopeTerms>) =>
    change({ terms: { ...draft.terms, [scope]: { ...noTerms, ...draft.terms[scope], ...part } } })
  return (
    <Stack>
      <p>{t.lead}</p>
      {asked.map(({ scope, words: said }) => {
        const own = draft.terms[scope] ?? noTerms
        return (
          <fieldset key={scope} className="scope-terms">
            <legend>{show(said)}</legend>
            <Stack>
              <SelectField
                label={t.purpose}
                none={t.same}
                value={own.purpose}
                onChange={(purpose) => {
                  const known = options.purposes.find(({ code }) => code === purpose)
                  set(scope, { purpose, legalBasis: known?.legalBasis ?? '' })
                }}
                options={options.purposes.map(({ code, words: name }) => ({
                  value: code,
                  label: show(name),
                }))}
              />
              <TextField
                label={t.legalBasis}
                hint={t.legalHint}
                value={own.legalBasis}
                maxLength={300}
                onChange={(legalBasis) => set(scope, { legalBasis })}
              />
              <ManyField
                label={t.optional}
                value={own.needed ? [] : ['optional']}
                onChange={(chosen) => set(scope, { needed: chosen.length === 0 })}
                options={[{ value: 'optional', label: t.mayLeave }]}
              />
            </Stack>
          </fieldset>
        )
      })}
    </Stack>
  )
}
