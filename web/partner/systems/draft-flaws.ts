import type { ProblemError } from '../../kit/problem-error.ts'
import { text, useText, useWords } from '../../kit/text.ts'
import { type Draft, FOLLOW, SIGN_IN } from './registration-form.ts'

const words = text({
  name: { vi: 'Hãy ghi tên bằng cả hai thứ tiếng', en: 'Give the name in both languages' },
  contact: { vi: 'Hãy ghi bộ phận và thư điện tử', en: 'Give the office and its e-mail' },
  sector: { vi: 'Hãy ghi tên miền', en: 'Give the domain' },
  acts: { vi: 'Hãy chọn ít nhất một việc', en: 'Choose at least one' },
  purpose: {
    vi: 'Hãy chọn mục đích và ghi căn cứ pháp lý',
    en: 'Choose the purpose and give its legal basis',
  },
  checks: { vi: 'Hãy chọn ít nhất một loại dữ liệu', en: 'Choose at least one kind of data' },
})

/** What is missing before anything is sent, and what the server found wrong, by field. */
export function useFlaws(draft: Draft, tried: boolean, problem: ProblemError | null, isProvider: boolean) {
  const t = useText(words)
  const show = useWords()
  const asks = draft.acts.some((act) => act !== SIGN_IN && act !== FOLLOW)
  const missing: Record<string, string | null> = {
    names: draft.nameVi.trim().length < 2 || draft.nameEn.trim().length < 2 ? t.name : null,
    contact: draft.contactName.trim().length < 2 || !/\S+@\S+/.test(draft.email) ? t.contact : null,
    sector: draft.sector.trim() === '' ? t.sector : null,
    acts: draft.acts.length === 0 && !isProvider ? t.acts : null,
    purpose:
      draft.acts.length > 0 && (draft.purpose === '' || draft.legalBasis.trim().length < 2)
        ? t.purpose
        : null,
    checks: asks && draft.fields.length === 0 ? t.checks : null,
  }
  const said = (problem?.body['flaws'] ?? []) as { field: string; words: { vi: string; en: string } }[]
  return {
    complete: Object.values(missing).every((one) => one === null),
    flaw: (field: string): string | null => {
      const found = said.find((one) => one.field === field)
      return (tried ? missing[field] : null) ?? (found ? show(found.words) : null)
    },
  }
}
