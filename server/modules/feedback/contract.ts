/** Feedback (phản ánh, kiến nghị), complaints, and how content people are. Browser-safe. */
import { type Static, Type } from 'typebox'
import { endpoint, type Role } from '#platform/endpoint.ts'
import { event } from '#platform/event.ts'
import { problem } from '#platform/problem.ts'
import { Instant, Nullable, PageOf, PageQuery, PersonNumber, UnitId, Uuid, Words } from '#platform/schemas.ts'

export const caseUnknown = problem(404, 'feedback/case-unknown', {
  vi: 'Không tìm thấy phản ánh này',
  en: 'There is no such case',
})
/** `with`: { state, version }. */
export const caseChanged = problem(409, 'feedback/case-changed', {
  vi: 'Phản ánh vừa được người khác xử lý. Hãy tải lại',
  en: 'Someone else has just acted on this case. Reload',
})
export const notNow = problem(409, 'feedback/not-now', {
  vi: 'Lúc này không làm được việc đó với phản ánh này',
  en: 'This cannot be done with the case now',
})
export const saidBefore = problem(409, 'feedback/said-before', {
  vi: 'Bạn đã gửi điều này rồi. Hãy xem trong danh sách phản ánh của bạn',
  en: 'You have said this already. See the list of your cases',
})
export const nothingToComplain = problem(409, 'feedback/nothing-to-complain', {
  vi: 'Chỉ khiếu nại được khi hồ sơ bị từ chối hoặc không được tiếp nhận, trong thời hạn khiếu nại',
  en: 'Only a refusal can be complained about, within the term for complaints',
})
export const paperNeeded = problem(422, 'feedback/paper-needed', {
  vi: 'Giấy tờ này thủ tục có yêu cầu, Nhà nước chưa có dữ liệu thay thế',
  en: 'The procedure does ask for this paper; no data stand for it yet',
})
export const notEnded = problem(409, 'feedback/not-ended', {
  vi: 'Hồ sơ chưa kết thúc nên chưa đánh giá được',
  en: 'The dossier has not ended, so it cannot be rated yet',
})
export const ratedBefore = problem(409, 'feedback/rated-before', {
  vi: 'Bạn đã đánh giá hồ sơ này',
  en: 'You have rated this dossier already',
})
export const leaderAnswers = problem(403, 'feedback/leader-answers', {
  vi: 'Việc này do người đứng đầu cơ quan trả lời',
  en: 'This is answered by the head of the office',
})
export const agencyUnknown = problem(422, 'feedback/agency-unknown', {
  vi: 'Không có cơ quan này',
  en: 'There is no such office',
})

export const CaseKind = Type.Union([
  Type.Literal('comment'),
  Type.Literal('proposal'),
  Type.Literal('paper-asked'),
  Type.Literal('complaint'),
])
export type CaseKind = Static<typeof CaseKind>
export const CaseState = Type.Union([
  Type.Literal('sent'),
  Type.Literal('taken-up'),
  Type.Literal('answered'),
  Type.Literal('withdrawn'),
])
export type CaseState = Static<typeof CaseState>
const Outcome = Type.Union([Type.Literal('founded'), Type.Literal('unfounded')])

export const CaseRow = Type.Object({
  caseId: Uuid,
  kind: CaseKind,
  agency: Words,
  subject: Type.String(),
  code: Nullable(Type.String()),
  state: CaseState,
  sentAt: Instant,
  dueAt: Instant,
  overdue: Type.Boolean(),
  answeredAt: Nullable(Instant),
  outcome: Nullable(Outcome),
})
export type CaseRow = Static<typeof CaseRow>

export const CaseDetail = Type.Object({
  ...CaseRow.properties,
  dossierId: Nullable(Uuid),
  said: Type.String(),
  mayPublish: Type.Boolean(),
  version: Type.Integer(),
  answer: Nullable(Type.String()),
  published: Nullable(Type.String()),
  /** The refusal was cancelled, the dossier is looked at anew. */
  reopened: Type.Boolean(),
  steps: Type.Array(
    Type.Object({ at: Instant, act: Type.String(), agency: Nullable(Words), note: Nullable(Type.String()) }),
  ),
})
export type CaseDetail = Static<typeof CaseDetail>

/** The office sees who says it; a complaint cannot be judged without knowing whose it is. */
export const DeskCase = Type.Object({
  ...CaseDetail.properties,
  sender: Type.Object({ name: Type.String(), phone: Nullable(Type.String()) }),
  /** Only the head of the office answers. */
  leaderOnly: Type.Boolean(),
})
export type DeskCase = Static<typeof DeskCase>

const mine = { citizen: { for: 'self-or-represented', level: 2 } } as const
const Said = Type.String({ minLength: 10, maxLength: 4000 })
const Subject = Type.String({ minLength: 3, maxLength: 200 })

export const sendCase = endpoint({
  method: 'POST',
  path: '/feedback/cases',
  summary: 'Say something of an office, or of a dossier of mine',
  access: mine,
  personal: true,
  body: Type.Object({
    kind: CaseKind,
    /** Of mine; a complaint and a paper asked for always belong to one. */
    dossierId: Type.Optional(Uuid),
    /** Of whom, when of no dossier: the police or the committee of a commune. */
    unitId: Type.Optional(UnitId),
    agencyKind: Type.Optional(
      Type.Union([Type.Literal('commune-police'), Type.Literal('commune-committee')]),
    ),
    /** The code of the paper asked for, or what it is about. */
    subject: Subject,
    said: Said,
    /** The answer may be published, without anybody's data. */
    mayPublish: Type.Boolean(),
  }),
  reply: CaseDetail,
  problems: [saidBefore, nothingToComplain, paperNeeded, agencyUnknown],
})

export const listMyCases = endpoint({
  method: 'GET',
  path: '/feedback/cases',
  summary: 'What I said, and what became of it',
  access: mine,
  personal: true,
  query: Type.Object(PageQuery),
  reply: PageOf(CaseRow),
})

const ByCase = Type.Object({ caseId: Uuid })
const version = Type.Integer()

export const readMyCase = endpoint({
  method: 'GET',
  path: '/feedback/cases/:caseId',
  summary: 'One of my cases',
  access: mine,
  personal: true,
  params: ByCase,
  reply: CaseDetail,
  problems: [caseUnknown],
})

export const withdrawCase = endpoint({
  method: 'POST',
  path: '/feedback/cases/:caseId/withdraw',
  summary: 'Withdraw a case before it is answered',
  access: mine,
  personal: true,
  params: ByCase,
  body: Type.Object({ version }),
  reply: CaseDetail,
  problems: [caseUnknown, caseChanged, notNow],
})

/** 1 not content, 2 ordinary, 3 content, 4 very content (không hài lòng, bình thường, hài lòng, rất hài lòng). */
export const Mark = Type.Integer({ minimum: 1, maximum: 4 })

export const readMyRating = endpoint({
  method: 'GET',
  path: '/feedback/dossiers/:dossierId/rating',
  summary: 'How I rated a dossier of mine',
  access: mine,
  personal: true,
  params: Type.Object({ dossierId: Uuid }),
  reply: Type.Object({ mark: Nullable(Mark), comment: Nullable(Type.String()) }),
})

export const rateDossier = endpoint({
  method: 'POST',
  path: '/feedback/dossiers/:dossierId/rating',
  summary: 'Rate a dossier of mine that has ended, once',
  access: mine,
  personal: true,
  params: Type.Object({ dossierId: Uuid }),
  body: Type.Object({ mark: Mark, comment: Type.Optional(Type.String({ maxLength: 1000 })) }),
  reply: Type.Object({ mark: Nullable(Mark), comment: Nullable(Type.String()) }),
  problems: [notEnded, ratedBefore],
})

export const listPublished = endpoint({
  method: 'GET',
  path: '/feedback/published',
  summary: 'Answers that everybody may read',
  access: { public: true },
  query: Type.Object(PageQuery),
  reply: PageOf(
    Type.Object({ caseId: Uuid, kind: CaseKind, agency: Words, text: Type.String(), answeredAt: Instant }),
  ),
  callsPerMinute: 120,
})

const roles: readonly Role[] = ['counter', 'case-officer', 'signing-leader']
const office = { officer: { roles, within: 'own-agency' as const, purpose: 'feedback/handle' } }

export const listDeskCases = endpoint({
  method: 'GET',
  path: '/feedback/desk/cases',
  summary: 'Cases of my office: those open by their due date, or those answered',
  access: office,
  personal: true,
  query: Type.Object({ ...PageQuery, list: Type.Union([Type.Literal('open'), Type.Literal('answered')]) }),
  reply: PageOf(CaseRow),
})

export const countDeskCases = endpoint({
  method: 'GET',
  path: '/feedback/desk/counts',
  summary: 'How many cases of my office are open, and overdue',
  access: office,
  reply: Type.Object({ open: Type.Integer(), overdue: Type.Integer() }),
})

export const readDeskCase = endpoint({
  method: 'GET',
  path: '/feedback/desk/cases/:caseId',
  summary: 'A case of my office',
  access: office,
  personal: true,
  params: ByCase,
  reply: DeskCase,
  problems: [caseUnknown],
})

export const takeUpCase = endpoint({
  method: 'POST',
  path: '/feedback/desk/cases/:caseId/take-up',
  summary: 'Take up a case',
  access: office,
  personal: true,
  params: ByCase,
  body: Type.Object({ version }),
  reply: DeskCase,
  problems: [caseUnknown, caseChanged, notNow],
})

/** Once: what is not the office's goes to whose it is; a complaint stays with whom the law names. */
export const transferCase = endpoint({
  method: 'POST',
  path: '/feedback/desk/cases/:caseId/transfer',
  summary: 'Pass a case on to the office whose matter it is, once',
  access: office,
  personal: true,
  params: ByCase,
  body: Type.Object({
    version,
    unitId: UnitId,
    agencyKind: Type.Union([Type.Literal('commune-police'), Type.Literal('commune-committee')]),
    reason: Type.String({ minLength: 10, maxLength: 500 }),
  }),
  reply: Type.Object({ caseId: Uuid }),
  problems: [caseUnknown, caseChanged, notNow, agencyUnknown],
})

export const answerCase = endpoint({
  method: 'POST',
  path: '/feedback/desk/cases/:caseId/answer',
  summary: 'Answer a case; complaints and papers asked for are answered by the head of the office',
  access: office,
  personal: true,
  params: ByCase,
  body: Type.Object({
    version,
    outcome: Outcome,
    answer: Said,
    /** Question and answer for everybody, without anybody's data; only where the sender allowed it. */
    published: Type.Optional(Type.String({ minLength: 20, maxLength: 2000 })),
  }),
  reply: DeskCase,
  problems: [caseUnknown, caseChanged, notNow, leaderAnswers],
})

export const caseAnswered = event(
  'feedback.case-answered',
  Type.Object({ caseId: Uuid, personNumber: PersonNumber, kind: CaseKind, agency: Words }),
)
