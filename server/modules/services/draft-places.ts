/** Choosing where in a form: only for whoever has the form open. */
import { notFound } from '#platform/access.ts'
import type { Call } from '#platform/call.ts'
import type { Uuid } from '#platform/schemas.ts'
import { selectDraft } from './drafts.store.ts'
import { holderOf } from './drafts.ts'
import { findDwellings, householdChoices } from './registers.ts'

export async function draftDwellings(call: Call, draftId: Uuid, asked: { unitId: number; text: string }) {
  await mustHaveDraft(call, draftId)
  return findDwellings(call, asked)
}

export async function draftHouseholds(call: Call, draftId: Uuid, dwellingId: Uuid) {
  await mustHaveDraft(call, draftId)
  return householdChoices(call, dwellingId)
}

async function mustHaveDraft(call: Call, draftId: Uuid): Promise<void> {
  const draft = await selectDraft(call.sql, holderOf(call), draftId)
  if (!draft || draft.dossierId) throw notFound()
}
