import {
  addCounterAttachment,
  orderCounterAttachments,
  readCounterAttachment,
  removeCounterAttachment,
} from '@platform/server/services'
import type { AttachmentCalls } from '../../kit/form/attaching.ts'

/** Papers scanned at a counter go up with the form that is filled in there. */
export const counterAttachments: AttachmentCalls = {
  add: addCounterAttachment,
  order: orderCounterAttachments,
  remove: removeCounterAttachment,
  read: readCounterAttachment,
}
