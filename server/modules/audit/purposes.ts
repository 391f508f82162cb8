import { readFileSync } from 'node:fs'
import type { Sql } from '#platform/db.ts'

/** What data are used for, and the law that allows it (mục đích, căn cứ pháp lý). */
export interface Purpose {
  code: string
  vi: string
  en: string
  legalBasis: string
  effectiveFrom: string
}

export const purposes: readonly Purpose[] = JSON.parse(
  readFileSync(new URL('./data/purposes.json', import.meta.url), 'utf8'),
)

/** Loads the purposes of this version; safe to repeat. */
export async function loadPurposes(owner: Sql): Promise<void> {
  for (const { code, vi, en, legalBasis, effectiveFrom } of purposes) {
    await owner`
      insert into audit.purposes (code, vi, en, legal_basis, effective_from)
      values (${code}, ${vi}, ${en}, ${legalBasis}, ${effectiveFrom})
      on conflict (code) do update set vi = excluded.vi, en = excluded.en, legal_basis = excluded.legal_basis,
        effective_from = excluded.effective_from`
  }
}
