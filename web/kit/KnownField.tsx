import type { ReactNode } from 'react'
import { showInstant } from './format.ts'
import { Icon } from './Icon.tsx'
import { text, useText, useWords } from './text.ts'
import './Field.css'

const words = text({
  from: {
    vi: (source: string, at: string) => `Từ ${source}${at ? ` – lúc ${at}` : ''}`,
    en: (source: string, at: string) => `From ${source}${at ? ` – at ${at}` : ''}`,
  },
  unverified: {
    vi: 'Chưa kiểm tra được, cơ quan sẽ kiểm tra sau',
    en: 'Not verified yet; the agency will verify it',
  },
})

/** Where a value comes from: the register, when it was read, whether it is verified. */
export interface Provenance {
  source: { vi: string; en: string }
  at: string | null
  verified: boolean
}

/** What the State knows already and so never asks again: shown with its source, not to be typed. */
export function KnownField({
  label,
  value,
  provenance,
}: {
  label: ReactNode
  value: ReactNode
  provenance?: Provenance | null
}) {
  const t = useText(words)
  const show = useWords()
  return (
    <div className="field">
      <p className="field-label">{label}</p>
      <div className="known">
        <Icon name={provenance?.verified === false ? 'warning' : 'lock'} />
        <p className="known-value">{value || '–'}</p>
        {provenance ? (
          <p className="known-source">
            {t.from(show(provenance.source), showInstant(provenance.at))}
            {provenance.verified ? null : `. ${t.unverified}`}
          </p>
        ) : null}
      </div>
    </div>
  )
}
