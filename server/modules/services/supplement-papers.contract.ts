/** New scans of papers that an officer asked for in a supplement (bổ sung giấy tờ). Browser-safe. */
import { Type } from 'typebox'
import { endpoint } from '#platform/endpoint.ts'
import { problem } from '#platform/problem.ts'
import { Uuid } from '#platform/schemas.ts'
import {
  Attachments,
  attachmentUnknown,
  fileNotUsable,
  MOST_BYTES,
  tooManyAttachments,
} from './attachments.contract.ts'
import { actNotNow } from './dossiers.contract.ts'

export const paperNotMarked = problem(422, 'services/paper-not-marked', {
  vi: 'Cán bộ không yêu cầu gửi lại giấy tờ này. Chỉ gửi những giấy tờ được yêu cầu bổ sung',
  en: 'The officer did not ask for this paper again. Send only what was asked for',
})

const self = { citizen: { for: 'self-or-represented', byMandate: true, level: 2 } } as const
const BySlot = Type.Object({
  dossierId: Uuid,
  slot: Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9-]{0,60}$' }),
})
const ByAttachment = Type.Object({ dossierId: Uuid, attachmentId: Uuid })

export const addSupplementPaper = endpoint({
  method: 'POST',
  path: '/services/dossiers/:dossierId/supplement/papers/:slot',
  summary:
    'Attach a new scan that the officer asked for: a PDF, JPG or PNG of at most 10 MB, checked at once',
  access: self,
  personal: true,
  accepts: 'application/octet-stream',
  bodyLimitBytes: MOST_BYTES,
  params: BySlot,
  reply: Attachments,
  problems: [actNotNow, paperNotMarked, tooManyAttachments, fileNotUsable],
})
export const orderSupplementPapers = endpoint({
  method: 'PUT',
  path: '/services/dossiers/:dossierId/supplement/papers/:slot',
  summary: 'Put the new scans of one paper into order',
  access: self,
  personal: true,
  params: BySlot,
  body: Type.Object({ attachmentIds: Type.Array(Uuid, { minItems: 1, maxItems: 10 }) }),
  reply: Attachments,
  problems: [actNotNow, attachmentUnknown],
})
export const removeSupplementPaper = endpoint({
  method: 'DELETE',
  path: '/services/dossiers/:dossierId/supplement/attachments/:attachmentId',
  summary: 'Remove a new scan before the supplement is sent',
  access: self,
  personal: true,
  params: ByAttachment,
  reply: Attachments,
  problems: [actNotNow],
})
export const readSupplementPaper = endpoint({
  method: 'GET',
  path: '/services/dossiers/:dossierId/supplement/attachments/:attachmentId',
  summary: 'Open a new scan before the supplement is sent',
  access: self,
  personal: true,
  params: ByAttachment,
  reply: Type.Any(),
  replyType: 'application/octet-stream',
  problems: [actNotNow, attachmentUnknown],
})
