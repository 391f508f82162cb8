/** The officer's desk (bàn làm việc của cán bộ): worklist, dossier, acts. Browser-safe. */
import { type Static, Type } from 'typebox'
import { alreadyPaid, nothingOwed } from '#payments/contract'
import { endpoint, type Role } from '#platform/endpoint.ts'
import { problem } from '#platform/problem.ts'
import { Day, Instant, Nullable, PageOf, PageQuery, Uuid, Words } from '#platform/schemas.ts'
import { Extension } from './apology-rows.contract.ts'
import { approvalDecided } from './approvals.contract.ts'
import { ServiceCode } from './catalogue.contract.ts'
import { actNotNow, Channel, DossierState, DossierView, dossierChanged, Reason } from './dossiers.contract.ts'
import { OpinionRow } from './opinion-rows.contract.ts'

export const opinionAwaited = problem(409, 'services/opinion-awaited', {
  vi: 'Hồ sơ còn chờ ý kiến của cơ quan khác. Hãy chờ trả lời, chờ hết hạn trả lời, hoặc rút câu hỏi',
  en: 'The opinion of another office is awaited. Wait for it or for its day, or take the question back',
})
/** `with`: { latestOn } when it is too late. */
export const apologyTwice = problem(409, 'services/apology-twice', {
  vi: 'Mỗi hồ sơ chỉ được xin lỗi và hẹn lại một lần (Nghị định 118/2025/NĐ-CP)',
  en: 'A new date may be named only once in a dossier (Decree 118/2025/NĐ-CP)',
})
export const heldByOther = problem(409, 'services/held-by-other', {
  vi: 'Hồ sơ đang do cán bộ khác thụ lý',
  en: 'Another officer is handling this dossier',
})
export const notHeld = problem(409, 'services/not-held', {
  vi: 'Bạn cần nhận thụ lý hồ sơ này trước',
  en: 'Take on this dossier first',
})
export const supplementTwice = problem(409, 'services/supplement-asked-before', {
  vi: 'Chỉ được yêu cầu bổ sung một lần cho mỗi hồ sơ (Nghị định 118/2025/NĐ-CP; Nghị quyết 66.7/2025/NQ-CP)',
  en: 'A supplement may be asked for only once in a dossier (Decree 118/2025/NĐ-CP; Resolution 66.7/2025/NQ-CP)',
})
export const sameHands = problem(403, 'services/same-hands', {
  vi: 'Người đề xuất không được tự ký quyết định của mình',
  en: 'Whoever proposed the decision may not sign it',
})
export const ownMatter = problem(403, 'services/own-matter', {
  vi: 'Cán bộ không được giải quyết hồ sơ của chính mình hoặc hồ sơ mình có ý kiến đồng ý',
  en: 'An officer may not handle a dossier of his own, or one that he approves as a party',
})
export const reasonUnknown = problem(422, 'services/reason-unknown', {
  vi: 'Lý do không có trong danh mục lý do của dịch vụ này',
  en: 'This reason is not in the list of reasons of the service',
})
export const reasonNeeded = problem(422, 'services/reason-needed', {
  vi: 'Hãy chọn ít nhất một lý do và viết giải thích cho công dân',
  en: 'Choose at least one reason and write an explanation for the citizen',
})
export const approvalsMissing = problem(409, 'services/approvals-missing', {
  vi: 'Hồ sơ còn chờ ý kiến đồng ý của những người liên quan',
  en: 'The dossier still waits for others to agree',
})
/** `with`: { problem } – what the register said. */
export const effectRefused = problem(409, 'services/effect-refused', {
  vi: 'Chưa ký được: cơ sở dữ liệu không nhận thay đổi này. Hãy xem lý do',
  en: 'This cannot be signed: the register does not accept the change. See the reason',
})
export const colleagueUnknown = problem(422, 'services/colleague-unknown', {
  vi: 'Cán bộ này không thuộc cơ quan của bạn hoặc không thụ lý hồ sơ',
  en: 'This officer is not of your agency or does not handle dossiers',
})

const handlers: readonly Role[] = ['counter', 'case-officer', 'signing-leader']
const officer = (roles: readonly Role[], freshFactor = false) =>
  ({
    officer: {
      roles,
      within: 'own-agency',
      purpose: 'services/handle',
      ...(freshFactor ? { freshFactor } : {}),
    },
  }) as { officer: { roles: readonly Role[]; within: 'own-agency'; purpose: string; freshFactor?: true } }

const ByDossier = Type.Object({ dossierId: Uuid })
const version = Type.Integer()
const Text = Type.String({ minLength: 3, maxLength: 2000 })

export const WorklistFilter = Type.Union([
  Type.Literal('mine'),
  Type.Literal('open'),
  Type.Literal('new'),
  Type.Literal('due-today'),
  Type.Literal('at-risk'),
  Type.Literal('overdue'),
  Type.Literal('paused'),
  Type.Literal('supplement'),
  Type.Literal('awaiting-approvals'),
  Type.Literal('to-sign'),
  Type.Literal('closed'),
])
export type WorklistFilter = Static<typeof WorklistFilter>

export const WorklistRow = Type.Object({
  dossierId: Uuid,
  code: Type.String(),
  serviceCode: ServiceCode,
  service: Words,
  applicant: Type.Object({ name: Type.String(), bornYear: Type.Integer() }),
  state: DossierState,
  stateWords: Words,
  version,
  submittedAt: Instant,
  acceptedAt: Nullable(Instant),
  /** The next thing due: the answer at intake, or the result. */
  dueAt: Nullable(Instant),
  overdue: Type.Boolean(),
  /** Most of its term is over (sắp đến hạn): `one-stop.warnings` says from when. */
  atRisk: Type.Boolean(),
  paused: Type.Boolean(),
  holder: Nullable(Type.Object({ appointmentId: Uuid, name: Type.String(), mine: Type.Boolean() })),
  proposed: Nullable(Type.Union([Type.Literal('approved'), Type.Literal('refused')])),
})
export type WorklistRow = Static<typeof WorklistRow>

/** Exact, one number for each filter. */
export const WorklistCounts = Type.Object({
  mine: Type.Integer(),
  open: Type.Integer(),
  new: Type.Integer(),
  'due-today': Type.Integer(),
  'at-risk': Type.Integer(),
  overdue: Type.Integer(),
  paused: Type.Integer(),
  supplement: Type.Integer(),
  'awaiting-approvals': Type.Integer(),
  'to-sign': Type.Integer(),
})
export type WorklistCounts = Static<typeof WorklistCounts>

/** The officer sees what the applicant sees, the people concerned in full, and what he may do. */
export const DeskDossier = Type.Object({
  ...DossierView.properties,
  applicant: Type.Object({
    personId: Uuid,
    name: Type.String(),
    bornOn: Day,
    sex: Type.String(),
    number: Type.String(),
    phone: Nullable(Type.String()),
    email: Nullable(Type.String()),
  }),
  holder: Nullable(Type.Object({ appointmentId: Uuid, name: Type.String(), mine: Type.Boolean() })),
  proposal: Nullable(
    Type.Object({
      outcome: Type.Union([Type.Literal('approved'), Type.Literal('refused')]),
      reasons: Type.Array(Reason),
      text: Nullable(Type.String()),
      at: Instant,
      by: Type.String(),
      mine: Type.Boolean(),
      /** Why the leader sent it back, the last time. */
      sentBack: Nullable(Type.String()),
    }),
  ),
  /** To choose from: reasons of refusal, and fields that may be marked for a supplement. */
  refusalReasons: Type.Array(Reason),
  fieldsToMark: Type.Array(Type.Object({ field: Type.String(), label: Words })),
  /** Other offices that were asked, and what they said. */
  opinions: Type.Array(OpinionRow),
  /** The one new date that was named, with the letter of apology. */
  extension: Nullable(Extension),
  /** What the approval will change in the registers, in words. */
  effects: Type.Array(Words),
})
export type DeskDossier = Static<typeof DeskDossier>

const Narrowed = {
  service: Type.Optional(ServiceCode),
  channel: Type.Optional(Channel),
  /** Whose: an appointment of my agency, or those that nobody has taken on. */
  holder: Type.Optional(Type.Union([Type.Literal('nobody'), Uuid])),
}

export const listWorklist = endpoint({
  method: 'GET',
  path: '/services/desk/dossiers',
  summary: 'The worklist of my office, most urgent first',
  access: officer(handlers),
  personal: true,
  query: Type.Object({
    ...PageQuery,
    filter: WorklistFilter,
    ...Narrowed,
    /** With this, each answer carries exact counts as well. */
    counts: Type.Optional(Type.Boolean()),
  }),
  reply: Type.Object({ ...PageOf(WorklistRow).properties, counts: Nullable(WorklistCounts) }),
})

export const countWorklist = endpoint({
  method: 'GET',
  path: '/services/desk/counts',
  summary: 'How many dossiers stand in each list of my office',
  access: officer(handlers),
  query: Type.Object(Narrowed),
  reply: WorklistCounts,
})

export const listColleagues = endpoint({
  method: 'GET',
  path: '/services/desk/colleagues',
  summary: 'Officers of my agency to whom a dossier can be handed over',
  access: officer(handlers),
  reply: Type.Object({
    rows: Type.Array(Type.Object({ appointmentId: Uuid, name: Type.String(), position: Words })),
  }),
})

export const readDeskDossier = endpoint({
  method: 'GET',
  path: '/services/desk/dossiers/:dossierId',
  summary: 'Read a dossier of my office',
  access: officer(handlers),
  personal: true,
  params: ByDossier,
  reply: DeskDossier,
})

export const readDeskPdf = endpoint({
  method: 'GET',
  path: '/services/desk/dossiers/:dossierId/documents/:documentId/pdf',
  summary: 'Read a paper of a dossier of my office, as signed PDF',
  access: officer(handlers),
  personal: true,
  params: Type.Object({ dossierId: Uuid, documentId: Uuid }),
  reply: Type.Any(),
  replyType: 'application/pdf',
})

export const claimDossier = endpoint({
  method: 'POST',
  path: '/services/desk/dossiers/:dossierId/claim',
  summary: 'Take on a dossier',
  access: officer(['counter', 'case-officer']),
  personal: true,
  params: ByDossier,
  body: Type.Object({ version }),
  reply: DeskDossier,
  problems: [dossierChanged, actNotNow, heldByOther, ownMatter],
})

export const releaseDossier = endpoint({
  method: 'POST',
  path: '/services/desk/dossiers/:dossierId/release',
  summary: 'Put a dossier back for others to take on',
  access: officer(['counter', 'case-officer']),
  personal: true,
  params: ByDossier,
  body: Type.Object({ version }),
  reply: DeskDossier,
  problems: [dossierChanged, actNotNow, notHeld],
})

export const handOverDossier = endpoint({
  method: 'POST',
  path: '/services/desk/dossiers/:dossierId/hand-over',
  summary: 'Hand a dossier over to a colleague',
  access: officer(handlers),
  personal: true,
  params: ByDossier,
  body: Type.Object({ version, appointmentId: Uuid, note: Type.Optional(Type.String({ maxLength: 500 })) }),
  reply: DeskDossier,
  problems: [dossierChanged, actNotNow, heldByOther, colleagueUnknown],
})

/** Accepts: the statutory clock starts, the receipt CT04 is issued. Takes on the dossier when nobody has. */
export const acceptDossier = endpoint({
  method: 'POST',
  path: '/services/desk/dossiers/:dossierId/accept',
  summary: 'Accept a submitted dossier',
  access: officer(['counter', 'case-officer']),
  personal: true,
  params: ByDossier,
  body: Type.Object({ version }),
  reply: DeskDossier,
  problems: [dossierChanged, actNotNow, heldByOther, approvalsMissing, ownMatter],
})

export const rejectDossier = endpoint({
  method: 'POST',
  path: '/services/desk/dossiers/:dossierId/reject',
  summary: 'Refuse to accept a dossier, with a reason from the list',
  access: officer(['counter', 'case-officer']),
  personal: true,
  params: ByDossier,
  body: Type.Object({ version, reasons: Type.Array(Type.String(), { maxItems: 10 }), text: Text }),
  reply: DeskDossier,
  problems: [dossierChanged, actNotNow, heldByOther, reasonUnknown, reasonNeeded, ownMatter],
})

/** Once in the life of a dossier; the clock stands until the citizen answers. */
export const askSupplement = endpoint({
  method: 'POST',
  path: '/services/desk/dossiers/:dossierId/ask-supplement',
  summary: 'Ask the citizen to supplement the marked fields, once',
  access: officer(['counter', 'case-officer']),
  personal: true,
  params: ByDossier,
  body: Type.Object({
    version,
    fields: Type.Array(Type.String(), { minItems: 1, maxItems: 50 }),
    text: Text,
  }),
  reply: DeskDossier,
  problems: [dossierChanged, actNotNow, heldByOther, supplementTwice, ownMatter],
})

/** A paper signature of someone without an active account, seen at the counter. */
export const recordPaperApproval = endpoint({
  method: 'POST',
  path: '/services/desk/dossiers/:dossierId/approvals/:approvalId/record',
  summary: 'Record an approval given on paper at the counter',
  access: officer(['counter', 'case-officer']),
  personal: true,
  params: Type.Object({ dossierId: Uuid, approvalId: Uuid }),
  body: Type.Object({
    version,
    decision: Type.Union([Type.Literal('approve'), Type.Literal('refuse')]),
    signedOn: Day,
    /** What was seen: which paper, how the signer was identified. */
    evidence: Text,
  }),
  reply: DeskDossier,
  problems: [dossierChanged, actNotNow, approvalDecided, ownMatter],
})

export const proposeDecision = endpoint({
  method: 'POST',
  path: '/services/desk/dossiers/:dossierId/propose',
  summary: 'Propose a decision to the signing leader',
  access: officer(['case-officer']),
  personal: true,
  params: ByDossier,
  body: Type.Object({
    version,
    outcome: Type.Union([Type.Literal('approved'), Type.Literal('refused')]),
    reasons: Type.Array(Type.String(), { maxItems: 10 }),
    text: Type.Optional(Type.String({ maxLength: 2000 })),
  }),
  reply: DeskDossier,
  problems: [dossierChanged, actNotNow, heldByOther, reasonUnknown, reasonNeeded, ownMatter],
})

export const sendBackProposal = endpoint({
  method: 'POST',
  path: '/services/desk/dossiers/:dossierId/send-back',
  summary: 'Send a proposal back to the case officer with a reason',
  access: officer(['signing-leader']),
  personal: true,
  params: ByDossier,
  body: Type.Object({ version, reason: Text }),
  reply: DeskDossier,
  problems: [dossierChanged, actNotNow],
})

/** Signs the proposed decision: the registers change and the result is issued in the same transaction. */
export const signDecision = endpoint({
  method: 'POST',
  path: '/services/desk/dossiers/:dossierId/sign',
  summary: 'Sign the proposed decision',
  access: officer(['signing-leader'], true),
  personal: true,
  params: ByDossier,
  body: Type.Object({ version }),
  reply: DeskDossier,
  problems: [dossierChanged, actNotNow, sameHands, ownMatter, approvalsMissing, effectRefused],
})

/** A fee paid at the counter, where one is due. */
export const recordPayment = endpoint({
  method: 'POST',
  path: '/services/desk/dossiers/:dossierId/record-payment',
  summary: 'Record the receipt of a fee paid at the counter',
  access: officer(['counter', 'case-officer']),
  personal: true,
  params: ByDossier,
  body: Type.Object({ version, receiptNumber: Type.String({ minLength: 3, maxLength: 60 }) }),
  reply: DeskDossier,
  problems: [dossierChanged, actNotNow, ownMatter, alreadyPaid, nothingOwed],
})
