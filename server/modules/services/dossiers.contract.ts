/** Dossiers (hồ sơ) as their applicant sees them. Browser-safe. */
import { type Static, Type } from 'typebox'
import { PaymentAccount } from '#payments/contract'
import { endpoint } from '#platform/endpoint.ts'
import { problem } from '#platform/problem.ts'
import { Day, Instant, Nullable, PageOf, PageQuery, Uuid, Words } from '#platform/schemas.ts'
import { ServiceCode } from './catalogue.contract.ts'
import { AnswerSection, Answers, Attachment, Fee, Form, Member, PaperView } from './form.contract.ts'

/** `with`: { state, version } as they are now. */
export const dossierChanged = problem(409, 'services/dossier-changed', {
  vi: 'Hồ sơ vừa được người khác xử lý. Hãy tải lại để xem tình trạng mới nhất',
  en: 'Someone else has just acted on this dossier. Reload to see how it stands now',
})
/** `with`: { state }. */
export const actNotNow = problem(409, 'services/act-not-now', {
  vi: 'Hồ sơ đang ở tình trạng không làm được việc này',
  en: 'This cannot be done while the dossier is in its present state',
})
export const fieldNotMarked = problem(422, 'services/field-not-marked', {
  vi: 'Chỉ bổ sung được những mục mà cán bộ đã yêu cầu',
  en: 'Only the fields that the officer asked for can be supplemented',
})
export const trackingWrong = problem(404, 'services/tracking-wrong', {
  vi: 'Mã hồ sơ hoặc bốn số cuối điện thoại không đúng',
  en: 'The dossier code or the last four digits of the phone are not right',
})

/** Where a dossier stands; `states.ts` has the transitions and the national code of each. */
export const DossierState = Type.Union([
  Type.Literal('awaiting-approvals'),
  Type.Literal('submitted'),
  Type.Literal('accepted'),
  Type.Literal('processing'),
  Type.Literal('supplement-asked'),
  Type.Literal('payment-asked'),
  Type.Literal('proposed'),
  Type.Literal('approved'),
  Type.Literal('refused'),
  Type.Literal('rejected'),
  Type.Literal('returned'),
  Type.Literal('withdrawn'),
  Type.Literal('stopped'),
])
export type DossierState = Static<typeof DossierState>

/** What may be done to a dossier (thao tác). */
export const Act = Type.Union([
  Type.Literal('withdraw'),
  Type.Literal('supplement'),
  Type.Literal('record-approval'),
  Type.Literal('claim'),
  Type.Literal('hand-over'),
  Type.Literal('release'),
  Type.Literal('accept'),
  Type.Literal('reject'),
  Type.Literal('ask-supplement'),
  Type.Literal('record-payment'),
  Type.Literal('propose'),
  Type.Literal('send-back'),
  Type.Literal('sign'),
])
export type Act = Static<typeof Act>

/** What every service lets its office do beside the acts of its bundle. */
export const DeskAct = Type.Union([Act, Type.Literal('ask-opinion'), Type.Literal('apologise')])
export type DeskAct = Static<typeof DeskAct>

/** An act shown as a button: when it may not be done now, `why` says the reason. */
export const ActChoice = Type.Object({
  act: DeskAct,
  words: Words,
  allowed: Type.Boolean(),
  why: Nullable(Words),
})
export type ActChoice = Static<typeof ActChoice>

export const Channel = Type.Union([Type.Literal('online'), Type.Literal('counter'), Type.Literal('post')])

/** The deadline clock and how it was computed (hạn giải quyết). */
export const Clock = Type.Object({
  state: Type.Union([
    Type.Literal('not-started'),
    Type.Literal('runs'),
    Type.Literal('paused'),
    Type.Literal('ended'),
  ]),
  /** Why it stands still. */
  pausedFor: Nullable(Words),
  /** Accepted or answered by then: 8 working hours from a complete submission. */
  intakeDueAt: Nullable(Instant),
  acceptedAt: Nullable(Instant),
  /** The result is due then; moves with pauses. */
  dueAt: Nullable(Instant),
  dueOn: Nullable(Day),
  /** The office's own shorter term (định mức nội bộ); the citizen is promised `dueAt`. */
  normDueAt: Nullable(Instant),
  decidedAt: Nullable(Instant),
  overdue: Type.Boolean(),
  steps: Type.Array(Type.Object({ code: Type.String(), day: Nullable(Day), words: Words })),
})
export type Clock = Static<typeof Clock>

export const ApprovalState = Type.Union([
  Type.Literal('asked'),
  Type.Literal('at-counter'),
  Type.Literal('given'),
  Type.Literal('refused'),
  Type.Literal('expired'),
  Type.Literal('void'),
])
export type ApprovalState = Static<typeof ApprovalState>

/** One person's agreement (ý kiến đồng ý) within a dossier. */
export const ApprovalRow = Type.Object({
  approvalId: Uuid,
  /** The name; shortened when it is shown to the applicant and is not of his own household. */
  name: Type.String(),
  capacities: Type.Array(Words),
  law: Type.Array(Type.String()),
  state: ApprovalState,
  stateWords: Words,
  askedAt: Instant,
  expiresAt: Nullable(Instant),
  decidedAt: Nullable(Instant),
  /** `app`, `paper`, or `self` when the applicant himself holds the capacity. */
  by: Nullable(Type.String()),
  reason: Nullable(Type.String()),
})
export type ApprovalRow = Static<typeof ApprovalRow>

/** One line of what was done, append-only. */
export const Step = Type.Object({
  at: Instant,
  act: Type.String(),
  words: Words,
  from: Nullable(DossierState),
  to: DossierState,
  by: Words,
  /** The officer's name, for officers alone. */
  who: Nullable(Type.String()),
  /** Whom a substitute acted for. */
  onBehalfOf: Nullable(Words),
  note: Nullable(Type.String()),
  /** Each step is chained to the one before; null for steps of before there was a chain. */
  proof: Nullable(
    Type.Object({
      /** SHA-256 over the digest of the step before and this step. */
      digest: Type.String(),
      /** The entry of its call in the transparency log. */
      entryId: Nullable(Uuid),
      /** The chain is as it was written. */
      intact: Type.Boolean(),
    }),
  ),
})
export type Step = Static<typeof Step>

export const Reason = Type.Object({ code: Type.String(), words: Words, law: Type.String() })
export type Reason = Static<typeof Reason>

export const Decision = Type.Object({
  outcome: Type.Union([Type.Literal('approved'), Type.Literal('refused'), Type.Literal('rejected')]),
  reasons: Type.Array(Reason),
  text: Nullable(Type.String()),
  decidedAt: Instant,
  by: Words,
  /** The right of complaint (quyền khiếu nại), for a refusal. */
  complaint: Nullable(Words),
})
export type Decision = Static<typeof Decision>

export const Supplement = Type.Object({
  askedAt: Instant,
  fields: Type.Array(Type.String()),
  text: Type.String(),
  answerBy: Instant,
  answeredAt: Nullable(Instant),
  /** The citizen's words with his answer. */
  answer: Nullable(Type.String()),
})
export type Supplement = Static<typeof Supplement>

/** A paper issued in the dossier. The citizen opens it among his documents, the officer at `readDeskPdf`. */
export const DossierDocument = Type.Object({
  documentId: Uuid,
  kind: Type.String(),
  name: Words,
  number: Type.String(),
  /** `pending-signature`, `signed`, `failed`, `revoked`. */
  state: Type.String(),
  issuedOn: Day,
})
export type DossierDocument = Static<typeof DossierDocument>

/** How a dossier that follows from this one stands (liên thông). */
export const LinkState = Type.Union([
  Type.Literal('waiting'),
  Type.Literal('filed'),
  Type.Literal('failed'),
  Type.Literal('dropped'),
  Type.Literal('unconnected'),
  /** Told to the register of another agency. */
  Type.Literal('acknowledged'),
  Type.Literal('done'),
  Type.Literal('refused'),
  Type.Literal('parked'),
  Type.Literal('withdrawn'),
])
export type LinkState = Static<typeof LinkState>

export const DossierLink = Type.Object({
  words: Words,
  law: Type.String(),
  state: LinkState,
  stateWords: Words,
  /** The dossier that was filed. */
  dossierId: Nullable(Uuid),
  /** Why it could not be filed. */
  problem: Nullable(Words),
  at: Instant,
})
export type DossierLink = Static<typeof DossierLink>

export const DossierView = Type.Object({
  dossierId: Uuid,
  code: Type.String(),
  service: Type.Object({ code: ServiceCode, version: Type.Integer(), name: Words }),
  agency: Words,
  /** Grows with each act; send back the one you saw. */
  version: Type.Integer(),
  state: DossierState,
  stateWords: Words,
  /** Code 1–10 used with the national portal. */
  nationalCode: Type.Integer(),
  channel: Channel,
  /** Who filed it for the applicant in the app, and by what right. */
  representedBy: Nullable(Type.Object({ name: Type.String(), basis: Words })),
  submittedAt: Instant,
  clock: Clock,
  fee: Fee,
  /** What to expect next, in a sentence. */
  next: Words,
  sections: Type.Array(AnswerSection),
  papers: Type.Array(PaperView),
  attachments: Type.Array(Attachment),
  approvals: Type.Array(ApprovalRow),
  supplement: Nullable(Supplement),
  decision: Nullable(Decision),
  steps: Type.Array(Step),
  documents: Type.Array(DossierDocument),
  /** Dossiers of other services that follow from the same form. */
  links: Type.Array(DossierLink),
  /** What the law does by itself after an approval. */
  automatic: Type.Array(Words),
  acts: Type.Array(ActChoice),
})
export type DossierView = Static<typeof DossierView>

export const DossierRow = Type.Object({
  dossierId: Uuid,
  code: Type.String(),
  serviceCode: ServiceCode,
  name: Words,
  state: DossierState,
  stateWords: Words,
  submittedAt: Instant,
  dueAt: Nullable(Instant),
  /** The citizen has something to do: a supplement. */
  waitsForYou: Type.Boolean(),
})
export type DossierRow = Static<typeof DossierRow>

const self = { citizen: { for: 'self-or-represented', byMandate: true, level: 2 } } as const
const ByDossier = Type.Object({ dossierId: Uuid })

export const listMyDossiers = endpoint({
  method: 'GET',
  path: '/services/dossiers',
  summary: 'My dossiers, newest first',
  access: self,
  personal: true,
  query: Type.Object(PageQuery),
  reply: PageOf(DossierRow),
})

export const readMyDossier = endpoint({
  method: 'GET',
  path: '/services/dossiers/:dossierId',
  summary: 'Read my dossier',
  access: self,
  personal: true,
  params: ByDossier,
  reply: DossierView,
})

export const withdrawDossier = endpoint({
  method: 'POST',
  path: '/services/dossiers/:dossierId/withdraw',
  summary: 'Withdraw my dossier before it is decided',
  access: self,
  personal: true,
  params: ByDossier,
  body: Type.Object({ version: Type.Integer(), reason: Type.Optional(Type.String({ maxLength: 500 })) }),
  reply: DossierView,
  problems: [dossierChanged, actNotNow],
})

/** What the page needs to ask for the marked fields again. */
export const readSupplement = endpoint({
  method: 'GET',
  path: '/services/dossiers/:dossierId/supplement',
  summary: 'The fields to supplement in my dossier',
  access: self,
  personal: true,
  params: ByDossier,
  reply: Type.Object({
    version: Type.Integer(),
    supplement: Supplement,
    form: Form,
    answers: Answers,
    /** Marked papers that are no fields of the form. */
    papers: Type.Array(PaperView),
    /** New scans so far. */
    attachments: Type.Array(Attachment),
    members: Type.Array(Member),
    /** Accounts that the applicant had money paid to, where the form asks for one. */
    accounts: Type.Array(PaymentAccount),
    shown: Type.Record(Type.String(), Words),
    scope: Type.Object({
      facts: Type.Record(Type.String(), Type.Unknown()),
      params: Type.Record(Type.String(), Type.Unknown()),
      today: Day,
    }),
  }),
  problems: [actNotNow],
})

export const supplementDossier = endpoint({
  method: 'POST',
  path: '/services/dossiers/:dossierId/supplement',
  summary: 'Send the supplement that was asked for',
  access: self,
  personal: true,
  params: ByDossier,
  body: Type.Object({
    version: Type.Integer(),
    /** Only the marked fields. */
    answers: Answers,
    text: Type.Optional(Type.String({ maxLength: 1000 })),
  }),
  reply: DossierView,
  problems: [dossierChanged, actNotNow, fieldNotMarked],
})

/** Where a dossier stands, for whoever holds its code and a second factor; nobody's name, nothing else. */
export const trackDossier = endpoint({
  method: 'POST',
  path: '/services/track',
  summary: 'Track a dossier by its code and the last four digits of the phone given in it',
  access: { public: true },
  personal: true,
  readOnly: true,
  callsPerMinute: 10,
  body: Type.Object({
    code: Type.String({ minLength: 8, maxLength: 60 }),
    phoneEnding: Type.String({ pattern: '^[0-9]{4}$' }),
  }),
  reply: Type.Object({
    code: Type.String(),
    name: Words,
    agency: Words,
    state: DossierState,
    stateWords: Words,
    submittedAt: Instant,
    dueAt: Nullable(Instant),
    steps: Type.Array(Type.Object({ at: Instant, words: Words })),
  }),
  problems: [trackingWrong],
})

/** Papers I was spared, and how often each result of mine stood for one. */
export const readMyReuse = endpoint({
  method: 'GET',
  path: '/services/reuse',
  summary: 'How many papers I did not have to bring, and which results were reused',
  access: { citizen: { for: 'self-or-represented', level: 2 } },
  personal: true,
  reply: Type.Object({
    dossiers: Type.Integer(),
    papersAvoided: Type.Integer(),
    papersReused: Type.Integer(),
    results: Type.Array(Type.Object({ documentId: Uuid, times: Type.Integer() })),
  }),
})
