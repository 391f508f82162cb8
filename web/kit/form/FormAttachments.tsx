import type { Attachment } from '@platform/server/services'
import { type ReactNode, useMemo } from 'react'
import { AttachingContext, type AttachmentCalls } from './attaching.ts'

interface FormAttachmentsProps {
  /** The same calls each time, or everything below is drawn anew. */
  calls: AttachmentCalls
  attachments: readonly Attachment[]
  onAttached: (attachments: Attachment[]) => void
  children: ReactNode
}

/** Fields and papers inside take files. */
export function FormAttachments({ calls, attachments, onAttached, children }: FormAttachmentsProps) {
  const attaching = useMemo(() => ({ calls, attachments, onAttached }), [calls, attachments, onAttached])
  return <AttachingContext value={attaching}>{children}</AttachingContext>
}
