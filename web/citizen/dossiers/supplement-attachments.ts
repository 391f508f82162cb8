import {
  addSupplementPaper,
  orderSupplementPapers,
  readSupplementPaper,
  removeSupplementPaper,
} from '@platform/server/services'
import { call, upload, urlOf } from '../../kit/call.ts'
import type { AttachmentCalls } from '../../kit/form/attaching.ts'

/** New scans wait with the dossier until the supplement is sent. */
export const supplementAttachments = (dossierId: string): AttachmentCalls => ({
  add: (slot, file, onShare) =>
    upload(
      addSupplementPaper,
      { params: { dossierId, slot }, file, idempotencyKey: crypto.randomUUID() },
      onShare,
    ),
  order: (slot, attachmentIds) =>
    call(orderSupplementPapers, { params: { dossierId, slot }, body: { attachmentIds } }),
  remove: (attachmentId) => call(removeSupplementPaper, { params: { dossierId, attachmentId } }),
  hrefOf: (attachmentId) => urlOf(readSupplementPaper, { params: { dossierId, attachmentId } }),
})
