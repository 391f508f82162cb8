/** What is attached to a form, to look at. */
import type { Call } from '#platform/call.ts'
import type { Uuid } from '#platform/schemas.ts'
import { agencyById } from '#reference'
import type { AttachmentRow } from './attachments.store.ts'
import * as store from './attachments.store.ts'
import type { Bundle } from './bundle.ts'
import type { Attachment } from './contract.ts'
import { fieldsOf } from './rules/form.ts'

/** What waits with a draft, as its page shows it. */
export async function attachmentsOfDraft(call: Call, draftId: Uuid): Promise<Attachment[]> {
  return viewAttachments(call, await store.selectOfDraft(call.sql, draftId))
}

export async function attachmentsOfDossier(call: Call, dossierId: Uuid): Promise<Attachment[]> {
  return viewAttachments(call, await store.selectOfDossier(call.sql, dossierId))
}

/** Answers to fields of kind `document`: what is attached for them, in order. Nobody else's word counts. */
export function documentAnswers(
  bundle: Bundle,
  attached: readonly Pick<Attachment, 'slot' | 'attachmentId'>[],
) {
  const fields = fieldsOf(bundle.form).filter(({ kind }) => kind === 'document')
  return Object.fromEntries(
    fields.map(({ name }) => {
      const ids = attached.filter(({ slot }) => slot === name).map(({ attachmentId }) => attachmentId)
      return [name, ids.length > 0 ? ids : undefined]
    }),
  )
}

/** As pages show them. */
export async function viewAttachments(call: Call, rows: readonly AttachmentRow[]): Promise<Attachment[]> {
  const views: Attachment[] = []
  for (const row of rows) {
    const { attachmentId, slot, contentType, sizeBytes, pages, signature, addedAt, replacedAt, digitised } =
      row
    const agency = digitised ? await agencyById(call.sql, digitised.agencyId) : undefined
    views.push({
      attachmentId,
      slot,
      contentType,
      sizeBytes,
      pages,
      signature,
      addedAt,
      replacedAt,
      digitised: digitised && {
        agency: { vi: agency?.nameVi ?? '', en: agency?.nameEn ?? '' },
        compared: digitised.comparison !== null,
      },
    })
  }
  return views
}
