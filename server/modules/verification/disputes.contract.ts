/** "This was not me" and what looks like guessing: for the citizen and the inspector. Browser-safe. */
import { type Static, Type } from 'typebox'
import type { Access } from '#platform/endpoint.ts'
import { endpoint } from '#platform/endpoint.ts'
import { event } from '#platform/event.ts'
import { problem } from '#platform/problem.ts'
import { Day, Instant, Nullable, PersonNumber, Uuid, Words } from '#platform/schemas.ts'

export const alreadyDisputed = problem(409, 'verification/already-disputed', {
  vi: 'Bạn đã khiếu nại lượt xác thực này',
  en: 'You have disputed this check already',
})
export const disputeUnknown = problem(404, 'verification/dispute-unknown', {
  vi: 'Không tìm thấy khiếu nại này',
  en: 'This dispute was not found',
})
export const disputeMoved = problem(409, 'verification/dispute-moved', {
  vi: 'Khiếu nại đã chuyển sang trạng thái khác. Hãy tải lại trang',
  en: 'The dispute has moved on. Load the page again',
})
export const findingClosed = problem(409, 'verification/finding-closed', {
  vi: 'Phát hiện này đã được kết luận',
  en: 'This finding is closed already',
})

const State = Type.Union([
  /** The organisation is to explain. */
  Type.Literal('opened'),
  /** It did; the person says whether that is enough. */
  Type.Literal('explained'),
  Type.Literal('settled'),
  /** The inspector is to examine it. */
  Type.Literal('disputed'),
  Type.Literal('taken-up'),
  Type.Literal('answered'),
  Type.Literal('withdrawn'),
])
export type DisputeState = Static<typeof State>
const Outcome = Type.Union([Type.Literal('lawful'), Type.Literal('misuse')])

export const Dispute = Type.Object({
  disputeId: Uuid,
  organisation: Words,
  system: Words,
  /** A check (verification.…), authentication.sign-in or authentication.approval. */
  act: Type.String(),
  purpose: Nullable(Words),
  /** What the organisation wrote on the phone, for an approval. */
  message: Nullable(Type.String()),
  checkedAt: Instant,
  openedAt: Instant,
  /** By when whoever has it now must act. */
  dueOn: Day,
  overdue: Type.Boolean(),
  said: Nullable(Type.String()),
  state: State,
  explanation: Nullable(Type.String()),
  explainedAt: Nullable(Instant),
  outcome: Nullable(Outcome),
  answer: Nullable(Type.String()),
  answeredAt: Nullable(Instant),
})
export type Dispute = Static<typeof Dispute>

/** The same for the organisation, with what lets it find its own case; never who the person is. */
export const Report = Type.Object({
  ...Dispute.properties,
  verificationId: Nullable(Uuid),
  reference: Nullable(Type.String()),
})
export type Report = Static<typeof Report>

const self = { citizen: { for: 'self', level: 1, foreigners: true } } as const satisfies Access
const inspectors = {
  officer: { roles: ['inspector'], within: 'nation', purpose: 'verification/dispute' },
} as const satisfies Access
const engineers = {
  officer: { roles: ['partner'], within: 'own-agency', purpose: 'partner/manage' },
} as const satisfies Access
const ByDispute = Type.Object({ disputeId: Uuid })

export const openDispute = endpoint({
  method: 'POST',
  path: '/verification/mine/:callId/dispute',
  summary: 'This was not me: have a check examined',
  access: self,
  personal: true,
  params: Type.Object({ callId: Uuid }),
  body: Type.Object({ said: Nullable(Type.String({ maxLength: 1000 })) }),
  reply: Type.Object({ disputeId: Uuid, dueOn: Day }),
  problems: [alreadyDisputed],
})

export const listMyDisputes = endpoint({
  method: 'GET',
  path: '/verification/my-disputes',
  summary: 'My disputes and their answers (at most 100)',
  access: self,
  personal: true,
  reply: Type.Object({ rows: Type.Array(Dispute) }),
})

export const withdrawDispute = endpoint({
  method: 'POST',
  path: '/verification/my-disputes/:disputeId/withdraw',
  summary: 'Take a dispute back',
  access: self,
  personal: true,
  params: ByDispute,
  reply: Type.Object({ state: State }),
  problems: [disputeUnknown, disputeMoved],
})

export const reportSignIn = endpoint({
  method: 'POST',
  path: '/verification/sign-ins/:eventId/report',
  summary: 'This was not me: a sign-in elsewhere that stands in my account’s history',
  access: self,
  personal: true,
  params: Type.Object({ eventId: Uuid }),
  body: Type.Object({ said: Nullable(Type.String({ maxLength: 1000 })) }),
  reply: Type.Object({ disputeId: Uuid, dueOn: Day }),
  problems: [alreadyDisputed],
})

export const settleDispute = endpoint({
  method: 'POST',
  path: '/verification/my-disputes/:disputeId/settle',
  summary: 'The organisation’s explanation is enough',
  access: self,
  personal: true,
  params: ByDispute,
  reply: Type.Object({ state: State }),
  problems: [disputeUnknown, disputeMoved],
})

export const contestDispute = endpoint({
  method: 'POST',
  path: '/verification/my-disputes/:disputeId/contest',
  summary: 'The explanation is not enough: let the inspector examine it',
  access: self,
  personal: true,
  params: ByDispute,
  reply: Type.Object({ dueOn: Day }),
  problems: [disputeUnknown, disputeMoved],
})

/** What people say of the organisation's systems; not who they are. */
export const listReports = endpoint({
  method: 'GET',
  path: '/verification/reports',
  summary: 'What people report of my organisation’s systems, those to explain first (at most 100)',
  access: engineers,
  reply: Type.Object({ rows: Type.Array(Report) }),
})

export const explainReport = endpoint({
  method: 'POST',
  path: '/verification/reports/:disputeId/explain',
  summary: 'Explain to the person what it was',
  access: engineers,
  personal: true,
  params: ByDispute,
  body: Type.Object({ explanation: Type.String({ minLength: 10, maxLength: 2000 }) }),
  reply: Type.Object({ state: State }),
  problems: [disputeUnknown, disputeMoved],
})

export const reportExplained = event(
  'verification.report-explained',
  Type.Object({ disputeId: Uuid, personNumber: PersonNumber, organisation: Words }),
)

/** The inspector reads what was asked and answered, not the person's data. */
export const listDisputes = endpoint({
  method: 'GET',
  path: '/verification/disputes',
  summary: 'Disputes, those due first (at most 100)',
  access: inspectors,
  query: Type.Object({ state: Type.Optional(Type.Union([Type.Literal('open'), Type.Literal('answered')])) }),
  reply: Type.Object({ rows: Type.Array(Dispute) }),
})

export const takeUpDispute = endpoint({
  method: 'POST',
  path: '/verification/disputes/:disputeId/take-up',
  summary: 'Begin to examine a dispute',
  access: inspectors,
  personal: true,
  params: ByDispute,
  reply: Type.Object({ state: State }),
  problems: [disputeUnknown, disputeMoved],
})

/** Misuse ends the consents the system holds of this person and bars it from asking about him again. */
export const answerDispute = endpoint({
  method: 'POST',
  path: '/verification/disputes/:disputeId/answer',
  summary: 'Answer the person: lawful, or a misuse',
  access: inspectors,
  personal: true,
  params: ByDispute,
  body: Type.Object({ outcome: Outcome, answer: Type.String({ minLength: 10, maxLength: 2000 }) }),
  reply: Type.Object({ state: State }),
  problems: [disputeUnknown, disputeMoved],
})

export const disputeAnswered = event(
  'verification.dispute-answered',
  Type.Object({ disputeId: Uuid, personNumber: PersonNumber, outcome: Outcome, organisation: Words }),
)

export const Finding = Type.Object({
  findingId: Uuid,
  kind: Type.Union([Type.Literal('one-person'), Type.Literal('many-people')]),
  organisation: Words,
  clientId: Type.String(),
  foundAt: Instant,
  misses: Type.Integer(),
  closedAt: Nullable(Instant),
  conclusion: Nullable(Type.String()),
})
export type Finding = Static<typeof Finding>

export const listFindings = endpoint({
  method: 'GET',
  path: '/verification/findings',
  summary: 'What looks like guessing, newest first (at most 100)',
  access: inspectors,
  reply: Type.Object({ rows: Type.Array(Finding) }),
})

export const closeFinding = endpoint({
  method: 'POST',
  path: '/verification/findings/:findingId/close',
  summary: 'Conclude a finding',
  access: inspectors,
  params: Type.Object({ findingId: Uuid }),
  body: Type.Object({ conclusion: Type.String({ minLength: 10, maxLength: 1000 }) }),
  reply: Type.Object({ closedAt: Instant }),
  problems: [findingClosed],
})
