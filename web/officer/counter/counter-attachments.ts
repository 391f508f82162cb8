import {
  addCounterAttachment,
  compareCounterAttachments,
  orderCounterAttachments,
  readCounterAttachment,
  removeCounterAttachment,
} from '@platform/server/services'
import { call, upload, urlOf } from '../../kit/call.ts'
import type { AttachmentCalls } from '../../kit/form/attaching.ts'

/** Papers scanned at a counter go up with the form that is filled in there. */
export const counterAttachments = (draftId: string): AttachmentCalls => ({
  add: (slot, file, onShare) =>
    upload(
      addCounterAttachment,
      { params: { draftId, slot }, file, idempotencyKey: crypto.randomUUID() },
      onShare,
    ),
  order: (slot, attachmentIds) =>
    call(orderCounterAttachments, { params: { draftId, slot }, body: { attachmentIds } }),
  remove: (attachmentId) => call(removeCounterAttachment, { params: { draftId, attachmentId } }),
  hrefOf: (attachmentId) => urlOf(readCounterAttachment, { params: { draftId, attachmentId } }),
  compare: (slot, compared) =>
    call(compareCounterAttachments, { params: { draftId, slot }, body: { compared } }),
})
