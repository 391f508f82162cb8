/** Citizens dispute and complete their own data (đề nghị điều chỉnh thông tin dân cư). Browser-safe. */
import { type Static, Type } from 'typebox'
import { endpoint } from '#platform/endpoint.ts'
import { event } from '#platform/event.ts'
import { problem } from '#platform/problem.ts'
import { Day, Instant, Nullable, PageOf, PageQuery, UnitId, Uuid, Words } from '#platform/schemas.ts'
import { reasonUnknown } from './duplicates.contract.ts'
import { valueUnfit } from './quality.contract.ts'

export const proposalUnknown = problem(404, 'population/proposal-unknown', {
  vi: 'Không tìm thấy đề nghị này',
  en: 'This proposal was not found',
})
export const proposalMoved = problem(409, 'population/proposal-moved', {
  vi: 'Đề nghị này vừa thay đổi. Hãy xem lại',
  en: 'This proposal has just changed. Please look again',
})
export const proposalOpen = problem(409, 'population/proposal-open', {
  vi: 'Bạn đã có một đề nghị đang chờ cho thông tin này',
  en: 'You have a proposal for this field already that waits for an answer',
})
export const fieldNotProposable = problem(422, 'population/field-not-proposable', {
  vi: 'Thông tin này được thay đổi bằng một thủ tục khác',
  en: 'This changes by another procedure',
})
export const sameValue = problem(422, 'population/same-value', {
  vi: 'Giá trị bạn đề nghị đang là giá trị hiện có',
  en: 'The value you propose is what stands there already',
})
export const evidenceAskedBefore = problem(409, 'population/evidence-asked-before', {
  vi: 'Chỉ được yêu cầu bổ sung một lần. Hãy quyết định theo giấy tờ đã có',
  en: 'Evidence may be asked for once. Decide by what is there',
})
export const tooManyFiles = problem(409, 'population/too-many-files', {
  vi: 'Mỗi đề nghị đính kèm tối đa 5 tệp',
  en: 'A proposal holds at most 5 files',
})

export const ProposalState = Type.Union([
  Type.Literal('submitted'),
  Type.Literal('evidence-asked'),
  Type.Literal('accepted'),
  Type.Literal('refused'),
  Type.Literal('withdrawn'),
])
export type ProposalState = Static<typeof ProposalState>

export const Proposal = Type.Object({
  proposalId: Uuid,
  field: Type.String(),
  label: Words,
  valueNow: Nullable(Type.String()),
  value: Type.String(),
  /** Both as people read them. */
  shownNow: Nullable(Type.String()),
  shown: Type.String(),
  explanation: Type.String(),
  state: ProposalState,
  submittedAt: Instant,
  dueAt: Instant,
  office: Nullable(Type.String()),
  asked: Nullable(Type.String()),
  reason: Nullable(Words),
  note: Nullable(Type.String()),
  decidedAt: Nullable(Instant),
  decidedBy: Nullable(Type.String()),
  /** Days within which a refusal may be complained of, and to whom. */
  complaint: Nullable(Type.Object({ days: Type.Integer(), law: Type.String() })),
  files: Type.Array(Type.Object({ fileId: Uuid, contentType: Type.String(), sizeBytes: Type.Integer() })),
  steps: Type.Array(
    Type.Object({
      id: Uuid,
      at: Instant,
      act: Type.String(),
      by: Nullable(Type.String()),
      note: Nullable(Type.String()),
    }),
  ),
  version: Type.Integer(),
})
export type Proposal = Static<typeof Proposal>

/** A field that may be proposed, what stands there, and how a new value is given. */
export const ProposableField = Type.Object({
  field: Type.String(),
  label: Words,
  now: Nullable(Type.String()),
  kind: Type.Union([
    Type.Literal('text'),
    Type.Literal('day'),
    Type.Literal('choice'),
    Type.Literal('unit'),
    Type.Literal('phone'),
    Type.Literal('email'),
  ]),
  options: Type.Array(Type.Object({ code: Type.String(), words: Words })),
  /** A proposal for it waits for an answer. */
  open: Nullable(Uuid),
})
export type ProposableField = Static<typeof ProposableField>

const own = { citizen: { for: 'self', level: 2 } } as const
const desk = {
  officer: { roles: ['residence', 'data-steward'], within: 'territory', purpose: 'population/quality' },
} as const
const ById = Type.Object({ proposalId: Uuid })
const Version = { version: Type.Integer({ minimum: 1 }) }
const Text = Type.String({ minLength: 5, maxLength: 1000 })

const Happening = Type.Object({ proposalId: Uuid, outcome: Type.String() })
/** Something happened to a proposal of which the person is told: evidence asked, accepted, refused. */
export const proposalMovedOn = event('population.proposal-moved-on', Happening)

export const listProposableFields = endpoint({
  method: 'GET',
  path: '/population/me/proposals/fields',
  summary: 'What of my data I may dispute or complete, and how',
  access: own,
  personal: true,
  reply: Type.Object({ rows: Type.Array(ProposableField) }),
})
export const listMyProposals = endpoint({
  method: 'GET',
  path: '/population/me/proposals',
  summary: 'What I proposed about my own data, the latest first',
  access: own,
  personal: true,
  reply: Type.Object({ rows: Type.Array(Proposal) }),
})
export const readMyProposal = endpoint({
  method: 'GET',
  path: '/population/me/proposals/:proposalId',
  summary: 'Read one of my proposals',
  access: own,
  personal: true,
  params: ById,
  reply: Proposal,
  problems: [proposalUnknown],
})
export const propose = endpoint({
  method: 'POST',
  path: '/population/me/proposals',
  summary: 'Say what is wrong or missing in my own data; the commune where I live decides',
  access: own,
  personal: true,
  body: Type.Object({
    field: Type.String({ maxLength: 40 }),
    value: Type.String({ minLength: 1, maxLength: 200 }),
    explanation: Text,
  }),
  reply: Proposal,
  problems: [fieldNotProposable, valueUnfit, sameValue, proposalOpen],
})
export const addProposalFile = endpoint({
  method: 'POST',
  path: '/population/me/proposals/:proposalId/files',
  summary: 'Add evidence: a PDF, JPG or PNG of at most 8 MB; at most 5 files',
  access: own,
  personal: true,
  params: ById,
  accepts: 'application/octet-stream',
  bodyLimitBytes: 8 * 1024 * 1024,
  reply: Proposal,
  problems: [proposalUnknown, proposalMoved, tooManyFiles],
})
export const answerProposal = endpoint({
  method: 'POST',
  path: '/population/me/proposals/:proposalId/answer',
  summary: 'Answer what the officer asked for; the clock goes on',
  access: own,
  personal: true,
  params: ById,
  body: Type.Object({ ...Version, text: Text }),
  reply: Proposal,
  problems: [proposalUnknown, proposalMoved],
})
export const withdrawProposal = endpoint({
  method: 'POST',
  path: '/population/me/proposals/:proposalId/withdraw',
  summary: 'Withdraw my proposal',
  access: own,
  personal: true,
  params: ById,
  body: Type.Object(Version),
  reply: Proposal,
  problems: [proposalUnknown, proposalMoved],
})

export const ProposalRow = Type.Object({
  proposalId: Uuid,
  personId: Uuid,
  name: Type.String(),
  label: Words,
  state: ProposalState,
  submittedAt: Instant,
  dueAt: Instant,
  overdue: Type.Boolean(),
  files: Type.Integer(),
})
export type ProposalRow = Static<typeof ProposalRow>

export const DeskProposal = Type.Object({
  ...Proposal.properties,
  personId: Uuid,
  name: Type.String(),
  bornOn: Day,
  maskedNumber: Type.String(),
  unitId: Nullable(UnitId),
  /** Where the person lives now, when it is another commune: it goes there at once. */
  livesIn: Nullable(Type.Object({ unitId: UnitId, label: Type.String() })),
  /** The value as it stands in the register today. */
  standsNow: Nullable(Type.String()),
  mayAsk: Type.Boolean(),
  reasons: Type.Array(Type.Object({ code: Type.String(), words: Words })),
})
export type DeskProposal = Static<typeof DeskProposal>

export const listProposals = endpoint({
  method: 'GET',
  path: '/population/proposals',
  summary: 'List proposals on the desk of one’s territory, the most urgent first',
  access: desk,
  personal: true,
  query: Type.Object({
    ...PageQuery,
    filter: Type.Optional(Type.Union([Type.Literal('open'), Type.Literal('asked'), Type.Literal('closed')])),
  }),
  reply: Type.Object({
    ...PageOf(ProposalRow).properties,
    counts: Type.Object({ open: Type.Integer(), asked: Type.Integer(), closed: Type.Integer() }),
  }),
})
export const readProposal = endpoint({
  method: 'GET',
  path: '/population/proposals/:proposalId',
  summary: 'Read a proposal with its evidence',
  access: desk,
  personal: true,
  params: ById,
  reply: DeskProposal,
  problems: [proposalUnknown],
})
export const readProposalFile = endpoint({
  method: 'GET',
  path: '/population/proposals/:proposalId/files/:fileId',
  summary: 'Open a file of evidence',
  access: desk,
  personal: true,
  params: Type.Object({ proposalId: Uuid, fileId: Uuid }),
  reply: Type.Any(),
  replyType: 'application/octet-stream',
  problems: [proposalUnknown],
})
export const decideProposal = endpoint({
  method: 'POST',
  path: '/population/proposals/:proposalId/decision',
  summary: 'Accept, as a correction with its provenance, or refuse with a listed reason',
  access: desk,
  personal: true,
  params: ById,
  body: Type.Object({
    ...Version,
    accept: Type.Boolean(),
    reason: Type.Optional(Type.String({ maxLength: 60 })),
    /** The paper it rests on, or the explanation the citizen reads. */
    note: Text,
  }),
  reply: DeskProposal,
  problems: [proposalUnknown, proposalMoved, reasonUnknown, valueUnfit],
})
export const askEvidence = endpoint({
  method: 'POST',
  path: '/population/proposals/:proposalId/evidence',
  summary: 'Ask the citizen once for more evidence; the clock stands meanwhile',
  access: desk,
  personal: true,
  params: ById,
  body: Type.Object({ ...Version, text: Text }),
  reply: DeskProposal,
  problems: [proposalUnknown, proposalMoved, evidenceAskedBefore],
})
export const forwardProposal = endpoint({
  method: 'POST',
  path: '/population/proposals/:proposalId/forward',
  summary: 'Hand a proposal to the commune where the person lives now',
  access: desk,
  personal: true,
  params: ById,
  body: Type.Object(Version),
  reply: Type.Object({ office: Type.String() }),
  problems: [proposalUnknown, proposalMoved],
})
