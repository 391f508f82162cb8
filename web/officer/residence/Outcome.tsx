import type { DeskOutcome, Standing } from '@platform/server/residence'
import { KeyValueList } from '../../kit/KeyValueList.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { text, useText, useWords } from '../../kit/text.ts'

import './Residence.css'

const words = text({
  nothing: { vi: 'không có', en: 'none' },
  permanent: { vi: 'Nơi thường trú', en: 'Permanent residence' },
  temporary: { vi: 'Nơi tạm trú', en: 'Temporary residence' },
  household: { vi: 'Hộ', en: 'Household' },
  currentPlace: { vi: 'Nơi ở hiện tại', en: 'Current place' },
  absence: { vi: 'Tạm vắng', en: 'Absence' },
  before: { vi: (value: string) => `Trước đó: ${value}`, en: (value: string) => `Before: ${value}` },
  same: { vi: 'Không có gì thay đổi', en: 'Nothing changes' },
})

const fields = ['permanent', 'temporary', 'household', 'currentPlace', 'absence'] as const

/** Where everybody stands before and after an act, and what else follows from it. */
export function Outcome({ outcome }: { outcome: DeskOutcome }) {
  const t = useText(words)
  const show = useWords()
  return (
    <div className="stack outcome" aria-live="polite">
      {outcome.people.map(({ personId, name, before, after }) => {
        const changed = fields.filter((field) => before[field] !== after[field])
        return (
          <section key={personId} className="stack stack-tight">
            <h3>{name}</h3>
            {changed.length === 0 ? (
              <p className="muted">{t.same}</p>
            ) : (
              <KeyValueList
                items={changed.map((field: keyof Standing) => ({
                  key: t[field],
                  value: after[field] ?? t.nothing,
                  note: t.before(before[field] ?? t.nothing),
                }))}
              />
            )}
          </section>
        )
      })}
      {outcome.warnings.map((warning) => (
        <Notice key={warning.en} look="wait">
          {show(warning)}
        </Notice>
      ))}
    </div>
  )
}
