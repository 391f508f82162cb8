/** Filing at the counter (nộp hồ sơ tại Bộ phận Một cửa): an officer fills in the form for who stands before him. Browser-safe. */
import { type Static, Type } from 'typebox'
import { endpoint, type Role } from '#platform/endpoint.ts'
import { problem } from '#platform/problem.ts'
import { Day, Instant, Nullable, PageOf, PageQuery, Uuid, Words } from '#platform/schemas.ts'
import { ServiceCode, serviceUnknown } from './catalogue.contract.ts'
import { DeskDossier, ownMatter } from './desk.contract.ts'
import { DossierState } from './dossiers.contract.ts'
import {
  answersWrong,
  Difference,
  Draft,
  DwellingChoice,
  draftChanged,
  draftExpired,
  draftSubmitted,
  formChanged,
  HouseholdChoice,
  homeUnsettled,
  notEligible,
  registerChanged,
  registerSilent,
  tooYoung,
  verifiedChanged,
} from './drafts.contract.ts'
import { Answers } from './form.contract.ts'

export const visitorUnknown = problem(404, 'services/visitor-unknown', {
  vi: 'Không tìm thấy người có số này. Hãy kiểm tra lại 12 chữ số trên thẻ căn cước',
  en: 'No person has this number. Check the 12 digits on the card',
})
export const cardUnreadable = problem(422, 'services/card-unreadable', {
  vi: 'Không đọc được. Hãy gõ 12 chữ số, 8 chữ số trong ứng dụng, hoặc quét lại mã QR trên thẻ căn cước',
  en: 'This cannot be read. Type the 12 digits, the 8 digits of the app, or scan the QR of the card again',
})
export const visitorCodeWrong = problem(422, 'services/visitor-code-wrong', {
  vi: 'Mã trong ứng dụng không đúng hoặc đã hết hạn. Mời người dân mở mã mới rồi đọc lại',
  en: 'The code of the app is wrong or has expired. Let the citizen open a new one and read it out',
})
export const cardDiffers = problem(409, 'services/card-differs', {
  vi: 'Thông tin trong mã QR không khớp với cơ sở dữ liệu. Hãy kiểm tra thẻ trước khi làm tiếp',
  en: 'What the QR says does not agree with the register. Check the card before going on',
})
export const visitorDead = problem(409, 'services/visitor-dead', {
  vi: 'Người có số này đã được đăng ký khai tử',
  en: 'The death of the person with this number is registered',
})
export const officeElsewhere = problem(422, 'services/office-elsewhere', {
  vi: 'Hồ sơ thuộc tỉnh, thành phố khác. Bộ phận Một cửa chỉ nhận hồ sơ trong tỉnh; người dân có thể nộp trực tuyến',
  en: 'The matter lies in another province. A counter takes files of its province; the citizen can file online',
})
export const cannotConfirm = problem(409, 'services/cannot-confirm-in-app', {
  vi: 'Người này chưa có tài khoản mức 2 đang hoạt động. Hãy để họ ký xác nhận tại quầy',
  en: 'This person has no active level-2 account. Let him sign at the desk',
})
export const paperHeld = problem(422, 'services/paper-held', {
  vi: 'Không được yêu cầu giấy tờ mà cơ sở dữ liệu đã có (Nghị quyết 66.7/2025/NQ-CP)',
  en: 'Papers that a register holds may not be asked for (Resolution 66.7/2025/NQ-CP)',
})

const atCounter = {
  officer: {
    roles: ['counter', 'case-officer', 'civil-status'] as readonly Role[],
    within: 'own-agency',
    purpose: 'services/counter',
  },
} as const
const ByDraft = Type.Object({ draftId: Uuid })

/** Who stands at the counter, as the register knows him. */
export const Visitor = Type.Object({
  personId: Uuid,
  name: Type.String(),
  bornOn: Day,
  sex: Type.String(),
  number: Type.String(),
  address: Nullable(Type.String()),
  /** He can confirm in his own app. */
  hasAccount: Type.Boolean(),
})
export type Visitor = Static<typeof Visitor>

export const CounterDraft = Type.Object({ draft: Draft, visitor: Visitor })
export type CounterDraft = Static<typeof CounterDraft>

/** Finds who stands at the counter by the number or by the text of the card's QR, and opens the form for him. */
export const openCounterDraft = endpoint({
  method: 'POST',
  path: '/services/counter/drafts',
  summary: 'Open the form of a service for a person at the counter, already filled in',
  access: atCounter,
  personal: true,
  body: Type.Object({
    code: ServiceCode,
    /** Twelve digits, what a scanner reads from the card, or the eight digits of the app. */
    card: Type.String({ minLength: 8, maxLength: 1000 }),
  }),
  reply: CounterDraft,
  problems: [
    serviceUnknown,
    visitorUnknown,
    visitorDead,
    visitorCodeWrong,
    cardUnreadable,
    cardDiffers,
    tooYoung,
    ownMatter,
  ],
})

export const readCounterDraft = endpoint({
  method: 'GET',
  path: '/services/counter/drafts/:draftId',
  summary: 'Read a form that I fill in at the counter',
  access: atCounter,
  personal: true,
  params: ByDraft,
  reply: CounterDraft,
  problems: [draftExpired, draftSubmitted],
})

export const saveCounterDraft = endpoint({
  method: 'PUT',
  path: '/services/counter/drafts/:draftId',
  summary: 'Save a form that I fill in at the counter',
  access: atCounter,
  personal: true,
  params: ByDraft,
  body: Type.Object({ revision: Type.Integer(), serviceVersion: Type.Integer(), answers: Answers }),
  reply: Draft,
  problems: [draftExpired, draftSubmitted, draftChanged, formChanged, verifiedChanged, answersWrong],
})

export const refreshCounterDraft = endpoint({
  method: 'POST',
  path: '/services/counter/drafts/:draftId/refresh',
  summary: 'Read the registers again for a form at the counter',
  access: atCounter,
  personal: true,
  params: ByDraft,
  reply: Type.Object({ draft: Draft, differences: Type.Array(Difference) }),
  problems: [draftExpired, draftSubmitted],
})

export const findCounterDwellings = endpoint({
  method: 'GET',
  path: '/services/counter/drafts/:draftId/dwellings',
  summary: 'Find a dwelling in a commune by its address, for a form at the counter',
  access: atCounter,
  params: ByDraft,
  query: Type.Object({ unitId: Type.Integer(), text: Type.String({ minLength: 1, maxLength: 100 }) }),
  reply: Type.Object({ rows: Type.Array(DwellingChoice) }),
})

export const listCounterHouseholds = endpoint({
  method: 'GET',
  path: '/services/counter/drafts/:draftId/dwellings/:dwellingId/households',
  summary: 'Households at a dwelling that one may ask to join, for a form at the counter',
  access: atCounter,
  personal: true,
  params: Type.Object({ draftId: Uuid, dwellingId: Uuid }),
  reply: Type.Object({ rows: Type.Array(HouseholdChoice) }),
})

/**
 * Files for the citizen, who confirms: in his app, where it waits for him, or by his signature at the desk, which is
 * recorded. When nothing else is waited for, it is accepted at once and the receipt says when the result is due.
 */
export const submitCounterDraft = endpoint({
  method: 'POST',
  path: '/services/counter/drafts/:draftId/submit',
  summary: 'File for the person at the counter',
  access: atCounter,
  personal: true,
  params: ByDraft,
  body: Type.Object({
    revision: Type.Integer(),
    serviceVersion: Type.Integer(),
    confirmation: Type.Union([
      Type.Object({ kind: Type.Literal('app') }),
      Type.Object({
        kind: Type.Literal('signature'),
        /** What was signed and how the signer was identified. */
        evidence: Type.String({ minLength: 3, maxLength: 500 }),
      }),
    ]),
    /** Codes of papers the visitor is asked to bring. Those that a register holds are refused. */
    asksFor: Type.Optional(Type.Array(Type.String({ maxLength: 60 }), { maxItems: 40 })),
  }),
  reply: DeskDossier,
  problems: [
    draftExpired,
    draftSubmitted,
    draftChanged,
    formChanged,
    verifiedChanged,
    registerChanged,
    answersWrong,
    homeUnsettled,
    registerSilent,
    notEligible,
    tooYoung,
    ownMatter,
    officeElsewhere,
    cannotConfirm,
    paperHeld,
  ],
})

export const CounterFiling = Type.Object({
  dossierId: Uuid,
  code: Type.String(),
  serviceCode: ServiceCode,
  service: Words,
  applicant: Type.String(),
  agency: Words,
  state: DossierState,
  stateWords: Words,
  submittedAt: Instant,
  dueAt: Nullable(Instant),
})
export type CounterFiling = Static<typeof CounterFiling>

export const listCounterFilings = endpoint({
  method: 'GET',
  path: '/services/counter/filings',
  summary: 'What my office filed at its counter on a day, newest first, with the exact count',
  access: atCounter,
  personal: true,
  query: Type.Object({ ...PageQuery, day: Type.Optional(Day) }),
  reply: Type.Object({ ...PageOf(CounterFiling).properties, count: Type.Integer() }),
})
