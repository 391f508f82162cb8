import {
  type Attachment,
  addAttachment,
  orderAttachments,
  readAttachment,
  removeAttachment,
} from '@platform/server/services'
import { createContext, useContext } from 'react'

/** Where a form's papers go up: one's own draft, or one at a counter. */
export interface AttachmentCalls {
  add: typeof addAttachment
  order: typeof orderAttachments
  remove: typeof removeAttachment
  read: typeof readAttachment
}

export const ownAttachments: AttachmentCalls = {
  add: addAttachment,
  order: orderAttachments,
  remove: removeAttachment,
  read: readAttachment,
}

export interface Attaching {
  calls: AttachmentCalls
  draftId: string
  attachments: readonly Attachment[]
  onAttached: (attachments: Attachment[]) => void
}

export const AttachingContext = createContext<Attaching | null>(null)

/** None where a form takes no files. */
export function useAttaching(): Attaching | null {
  return useContext(AttachingContext)
}
