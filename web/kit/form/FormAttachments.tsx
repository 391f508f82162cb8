import type { Attachment, Draft } from '@platform/server/services'
import { type ReactNode, useMemo } from 'react'
import { AttachingContext, type AttachmentCalls } from './attaching.ts'

interface FormAttachmentsProps {
  calls: AttachmentCalls
  draft: Pick<Draft, 'draftId' | 'attachments'>
  onAttached: (attachments: Attachment[]) => void
  children: ReactNode
}

/** Fields and papers inside take files, kept with this draft. */
export function FormAttachments({
  calls,
  draft: { draftId, attachments },
  onAttached,
  children,
}: FormAttachmentsProps) {
  const attaching = useMemo(
    () => ({ calls, draftId, attachments, onAttached }),
    [calls, draftId, attachments, onAttached],
  )
  return <AttachingContext value={attaching}>{children}</AttachingContext>
}
