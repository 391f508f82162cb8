import {
  type Attachment,
  addAttachment,
  orderAttachments,
  readAttachment,
  removeAttachment,
} from '@platform/server/services'
import { createContext, useContext } from 'react'
import { call, upload, urlOf } from '../call.ts'

type Reply = Promise<{ attachments: Attachment[] }>

/** Where a form's papers go up: one's own draft, or one at a counter. */
export interface AttachmentCalls {
  add: (slot: string, file: Blob, onShare: (share: number) => void) => Reply
  order: (slot: string, attachmentIds: string[]) => Reply
  remove: (attachmentId: string) => Reply
  hrefOf: (attachmentId: string) => string
  /** At a counter: the officer says whether he compared the files of this paper with the original. */
  compare?: (slot: string, compared: boolean) => Reply
}

export const ownAttachments = (draftId: string): AttachmentCalls => ({
  add: (slot, file, onShare) =>
    upload(addAttachment, { params: { draftId, slot }, file, idempotencyKey: crypto.randomUUID() }, onShare),
  order: (slot, attachmentIds) =>
    call(orderAttachments, { params: { draftId, slot }, body: { attachmentIds } }),
  remove: (attachmentId) => call(removeAttachment, { params: { draftId, attachmentId } }),
  hrefOf: (attachmentId) => urlOf(readAttachment, { params: { draftId, attachmentId } }),
})

export interface Attaching {
  calls: AttachmentCalls
  attachments: readonly Attachment[]
  onAttached: (attachments: Attachment[]) => void
}

export const AttachingContext = createContext<Attaching | null>(null)

/** None where a form takes no files. */
export function useAttaching(): Attaching | null {
  return useContext(AttachingContext)
}
