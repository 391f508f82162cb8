/** Papers attached to a form (tệp đính kèm): sent up first, checked, ordered, removed, opened. Browser-safe. */
import { Type } from 'typebox'
import { endpoint, type Role } from '#platform/endpoint.ts'
import { problem } from '#platform/problem.ts'
import { Uuid } from '#platform/schemas.ts'
import { draftExpired, draftSubmitted } from './drafts.contract.ts'
import { Attachment } from './form.contract.ts'

export const paperNotAsked = problem(422, 'services/paper-not-asked', {
  vi: 'Thủ tục này không hỏi giấy tờ đó: dữ liệu đã có, bạn không phải gửi',
  en: 'This paper is not asked for: a register holds it, there is nothing to send',
})
export const tooManyAttachments = problem(409, 'services/too-many-attachments', {
  vi: 'Mỗi giấy tờ tối đa 10 tệp, mỗi hồ sơ tối đa 30 tệp. Hãy gộp các trang vào một tệp PDF',
  en: 'At most 10 files a paper and 30 a request. Put the pages into one PDF',
})
export const fileNotUsable = problem(422, 'services/file-not-usable', {
  vi: 'Tệp này chưa dùng được',
  en: 'This file cannot be used',
})
export const attachmentUnknown = problem(404, 'services/attachment-unknown', {
  vi: 'Không còn tệp này trong hồ sơ. Hãy tải lại trang',
  en: 'This file is no longer part of the request. Please reload the page',
})

/** Largest file. */
export const MOST_BYTES = 10 * 1024 * 1024

/** What is attached to a form, by paper or field, in order. */
export const Attachments = Type.Object({ attachments: Type.Array(Attachment) })

const self = { citizen: { for: 'self-or-represented', byMandate: true, level: 2 } } as const
const counter = {
  officer: {
    roles: ['counter', 'case-officer', 'civil-status'] as readonly Role[],
    within: 'own-agency',
    purpose: 'services/counter',
  },
} as const
const desk = {
  officer: {
    roles: ['counter', 'case-officer', 'signing-leader'] as readonly Role[],
    within: 'own-agency',
    purpose: 'services/handle',
  },
} as const

const Slot = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9-]{0,60}$' })
const BySlot = Type.Object({ draftId: Uuid, slot: Slot })
const ByAttachment = Type.Object({ draftId: Uuid, attachmentId: Uuid })
const OfDossier = Type.Object({ dossierId: Uuid, attachmentId: Uuid })
const gone = [draftExpired, draftSubmitted, attachmentUnknown]
const file = { reply: Type.Any(), replyType: 'application/octet-stream' }
const Order = Type.Object({ attachmentIds: Type.Array(Uuid, { minItems: 1, maxItems: 10 }) })

export const addAttachment = endpoint({
  method: 'POST',
  path: '/services/drafts/:draftId/papers/:slot',
  summary: 'Attach a paper to my draft: a PDF, JPG or PNG of at most 10 MB, checked at once',
  access: self,
  personal: true,
  accepts: 'application/octet-stream',
  bodyLimitBytes: MOST_BYTES,
  params: BySlot,
  reply: Attachments,
  problems: [draftExpired, draftSubmitted, paperNotAsked, tooManyAttachments, fileNotUsable],
})
export const orderAttachments = endpoint({
  method: 'PUT',
  path: '/services/drafts/:draftId/papers/:slot',
  summary: 'Put the files of one paper of my draft into order',
  access: self,
  personal: true,
  params: BySlot,
  body: Order,
  reply: Attachments,
  problems: gone,
})
export const removeAttachment = endpoint({
  method: 'DELETE',
  path: '/services/drafts/:draftId/attachments/:attachmentId',
  summary: 'Remove a file from my draft',
  access: self,
  personal: true,
  params: ByAttachment,
  reply: Attachments,
  problems: gone,
})
export const readAttachment = endpoint({
  method: 'GET',
  path: '/services/drafts/:draftId/attachments/:attachmentId',
  summary: 'Open a file of my draft',
  access: self,
  personal: true,
  params: ByAttachment,
  ...file,
  problems: gone,
})

/** At a counter the officer scans the paper that lies before him (số hóa giấy tờ). */
export const addCounterAttachment = endpoint({
  method: 'POST',
  path: '/services/counter/drafts/:draftId/papers/:slot',
  summary:
    'Digitise a paper at the counter: a PDF, JPG or PNG of at most 10 MB, not yet compared with the original',
  access: counter,
  personal: true,
  accepts: 'application/octet-stream',
  bodyLimitBytes: MOST_BYTES,
  params: BySlot,
  reply: Attachments,
  problems: [draftExpired, draftSubmitted, paperNotAsked, tooManyAttachments, fileNotUsable],
})
/** The officer answers himself for what he saw (đối chiếu với bản chính); a file added later is not compared yet. */
export const compareCounterAttachments = endpoint({
  method: 'PUT',
  path: '/services/counter/drafts/:draftId/papers/:slot/compared',
  summary: 'Say that I compared the files of one paper with the original, or that I did not',
  access: counter,
  personal: true,
  params: BySlot,
  body: Type.Object({ compared: Type.Boolean() }),
  reply: Attachments,
  problems: gone,
})
export const orderCounterAttachments = endpoint({
  method: 'PUT',
  path: '/services/counter/drafts/:draftId/papers/:slot',
  summary: 'Put the files of one paper at the counter into order',
  access: counter,
  personal: true,
  params: BySlot,
  body: Order,
  reply: Attachments,
  problems: gone,
})
export const removeCounterAttachment = endpoint({
  method: 'DELETE',
  path: '/services/counter/drafts/:draftId/attachments/:attachmentId',
  summary: 'Remove a file from a form at the counter',
  access: counter,
  personal: true,
  params: ByAttachment,
  reply: Attachments,
  problems: gone,
})
export const readCounterAttachment = endpoint({
  method: 'GET',
  path: '/services/counter/drafts/:draftId/attachments/:attachmentId',
  summary: 'Open a file of a form at the counter',
  access: counter,
  personal: true,
  params: ByAttachment,
  ...file,
  problems: gone,
})

export const readMyAttachment = endpoint({
  method: 'GET',
  path: '/services/dossiers/:dossierId/attachments/:attachmentId',
  summary: 'Open a file that I sent with my request',
  access: self,
  personal: true,
  params: OfDossier,
  ...file,
  problems: [attachmentUnknown],
})
export const readDeskAttachment = endpoint({
  method: 'GET',
  path: '/services/desk/dossiers/:dossierId/attachments/:attachmentId',
  summary: 'Open a file of a dossier of my office',
  access: desk,
  personal: true,
  params: OfDossier,
  ...file,
  problems: [attachmentUnknown],
})
