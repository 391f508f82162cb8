/** Approvals (ý kiến đồng ý): what other people are asked to agree to, in their own app. Browser-safe. */
import { type Static, Type } from 'typebox'
import { endpoint } from '#platform/endpoint.ts'
import { problem } from '#platform/problem.ts'
import { Instant, Nullable, Uuid, Words } from '#platform/schemas.ts'
import { ApprovalState } from './dossiers.contract.ts'

export const approvalDecided = problem(409, 'services/approval-decided', {
  vi: 'Bạn đã trả lời đề nghị này rồi',
  en: 'You have already answered this request',
})
export const approvalExpired = problem(410, 'services/approval-expired', {
  vi: 'Đề nghị này đã hết hạn hoặc không còn cần trả lời',
  en: 'This request has expired or no longer needs an answer',
})
export const shownDiffers = problem(409, 'services/approval-content-changed', {
  vi: 'Nội dung đề nghị đã thay đổi. Hãy đọc lại trước khi trả lời',
  en: 'What you are asked has changed. Read it again before you answer',
})

export const ApprovalAsked = Type.Object({
  approvalId: Uuid,
  service: Words,
  dossierCode: Type.String(),
  /** Who asks. */
  applicant: Type.String(),
  capacities: Type.Array(Words),
  state: ApprovalState,
  askedAt: Instant,
  expiresAt: Nullable(Instant),
  decidedAt: Nullable(Instant),
})
export type ApprovalAsked = Static<typeof ApprovalAsked>

export const ApprovalView = Type.Object({
  ...ApprovalAsked.properties,
  /** One sentence: who asks you for what, in which capacity. */
  sentence: Words,
  /** Exactly what is asked, line by line. */
  lines: Type.Array(Type.Object({ label: Words, text: Words })),
  /** SHA-256 of what is shown; send it back with the answer. */
  hash: Type.String(),
  law: Type.Array(Type.String()),
  /** What follows when one agrees. */
  consequence: Words,
})
export type ApprovalView = Static<typeof ApprovalView>

const self = { citizen: { for: 'self', level: 2 } } as const

export const listMyApprovals = endpoint({
  method: 'GET',
  path: '/services/approvals',
  summary: 'What I am asked to agree to: waiting ones first, then those answered (at most 100)',
  access: self,
  personal: true,
  query: Type.Object({ waiting: Type.Optional(Type.Boolean()) }),
  reply: Type.Object({ rows: Type.Array(ApprovalAsked) }),
})

export const readApproval = endpoint({
  method: 'GET',
  path: '/services/approvals/:approvalId',
  summary: 'Read what I am asked to agree to',
  access: self,
  personal: true,
  params: Type.Object({ approvalId: Uuid }),
  reply: ApprovalView,
})

export const decideApproval = endpoint({
  method: 'POST',
  path: '/services/approvals/:approvalId/decide',
  summary: 'Agree or refuse',
  access: self,
  personal: true,
  params: Type.Object({ approvalId: Uuid }),
  body: Type.Object({
    hash: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    decision: Type.Union([Type.Literal('approve'), Type.Literal('refuse')]),
    reason: Type.Optional(Type.String({ maxLength: 500 })),
  }),
  reply: Type.Object({ approvalId: Uuid, state: ApprovalState, decidedAt: Nullable(Instant) }),
  problems: [approvalDecided, approvalExpired, shownDiffers],
})
