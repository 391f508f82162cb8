import type { Prefilled } from './contract.ts'
import type { DraftRow } from './drafts.store.ts'

/** What is inside a draft, once opened. */
export interface DraftContent {
  answers: Record<string, unknown>
  prefilled: Prefilled[]
  /** The form's version before this one, when it was replaced. */
  migratedFrom: number | null
}

export type OpenedDraft = Omit<DraftRow, 'content'> & DraftContent
