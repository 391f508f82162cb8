/**
 * Acting for somebody else (đại diện, ủy quyền): parents and guardians by law, others by a mandate that both agreed
 * to. Civil Code 91/2015/QH13, art. 134–143, 562–569.
 */
import { type Static, Type } from 'typebox'
import { endpoint } from '#platform/endpoint.ts'
import { event } from '#platform/event.ts'
import { problem } from '#platform/problem.ts'
import { Day, Instant, Nullable, PersonNumber, Uuid, Words } from '#platform/schemas.ts'

/** A call names in this header the public id of whom the caller acts for. */
export const FOR_HEADER = 'dean06-for'

export const cannotRepresent = problem(403, 'accounts/cannot-represent', {
  vi: 'Bạn không có quyền làm thay người này, hoặc quyền đó đã hết',
  en: 'You may not act for this person, or no longer',
})
export const mandateNotCovering = problem(403, 'accounts/mandate-not-covering', {
  vi: 'Giấy ủy quyền của bạn không gồm dịch vụ này',
  en: 'Your mandate does not cover this service',
})
export const mandateUsedUp = problem(409, 'accounts/mandate-used-up', {
  vi: 'Giấy ủy quyền đã dùng hết số lần cho phép',
  en: 'The mandate was used as often as it allows',
})
export const mandatePartnerUnknown = problem(404, 'accounts/mandate-partner-unknown', {
  vi: 'Không tìm thấy người hoặc tổ chức có số và tên này đang dùng tài khoản (cá nhân: mức độ 2). Hãy kiểm tra lại',
  en: 'Nobody with this number and name uses an account (of a person: level 2). Please check both',
})
export const mandateTermWrong = problem(422, 'accounts/mandate-term-wrong', {
  vi: 'Thời hạn ủy quyền không đúng',
  en: 'The term of the mandate is not right',
})
export const mandateServiceUnknown = problem(422, 'accounts/mandate-service-unknown', {
  vi: 'Có dịch vụ không còn trong danh mục. Hãy chọn lại',
  en: 'A service is not in the catalogue any more. Please choose again',
})
export const mandateUnknown = problem(404, 'accounts/mandate-unknown', {
  vi: 'Không có giấy ủy quyền này',
  en: 'There is no such mandate',
})
export const mandateNotNow = problem(409, 'accounts/mandate-not-now', {
  vi: 'Giấy ủy quyền đã được trả lời hoặc đã chấm dứt',
  en: 'The mandate was answered or ended already',
})
export const tooManyMandates = problem(409, 'accounts/too-many-mandates', {
  vi: 'Bạn đang có quá nhiều giấy ủy quyền. Hãy chấm dứt bớt trước khi lập thêm',
  en: 'You have too many mandates. End some before making more',
})
export const tooManyProposals = problem(429, 'accounts/too-many-proposals', {
  vi: 'Bạn đã thử quá nhiều lần. Vui lòng đợi một giờ rồi thử lại',
  en: 'Too many tries. Please wait an hour and try again',
})

/** What others hear of a mandate. Nobody's name. */
const MandateFact = Type.Object({
  mandateId: Uuid,
  /** Who is to be told. */
  told: PersonNumber,
  what: Type.Union([
    Type.Literal('proposed'),
    Type.Literal('agreed'),
    Type.Literal('refused'),
    Type.Literal('ended'),
  ]),
})
export const mandateMoved = event('accounts.mandate-moved', MandateFact)

const Basis = Type.Union([Type.Literal('parent'), Type.Literal('guardian'), Type.Literal('mandate')])

/** The service of a mandate that lets its holder sign in at other systems in the principal's place. */
export const SIGN_IN = 'sign-in'
export const signInWords: Words = {
  vi: 'Đăng nhập thay ở cổng dịch vụ, ngân hàng và hệ thống khác',
  en: 'Sign in in my place at portals, banks and other systems',
}

/** Somebody the caller may act for. */
export const Represented = Type.Object({
  personId: Uuid,
  name: Type.String(),
  basis: Basis,
  basisWords: Words,
  /** Codes; null is everything a parent or guardian may do. */
  services: Nullable(Type.Array(Type.String())),
  until: Nullable(Day),
  /** The organisation that holds the mandate, when the caller acts by it. */
  organisation: Nullable(Type.String()),
})
export type Represented = Static<typeof Represented>

export const MandateRow = Type.Object({
  mandateId: Uuid,
  /** Which side the caller is on. */
  side: Type.Union([Type.Literal('principal'), Type.Literal('agent')]),
  otherName: Type.String(),
  services: Type.Array(Type.Object({ code: Type.String(), name: Words })),
  validFrom: Day,
  validUntil: Day,
  usesMax: Nullable(Type.Integer()),
  uses: Type.Integer(),
  state: Type.Union([
    Type.Literal('proposed'),
    Type.Literal('in-force'),
    Type.Literal('refused'),
    Type.Literal('withdrawn'),
    Type.Literal('ended'),
    Type.Literal('expired'),
  ]),
  /** The caller has to answer. */
  waitsForYou: Type.Boolean(),
  reason: Nullable(Type.String()),
  proposedAt: Instant,
  endedAt: Nullable(Instant),
})
export type MandateRow = Static<typeof MandateRow>

const self = { citizen: { for: 'self', level: 2 } } as const
/** Letting another act for oneself is as weighty as a signature: a factor just confirmed. */
const selfSure = { citizen: { for: 'self', level: 2, authenticationLevel: 2, freshFactor: true } } as const

export const listRepresented = endpoint({
  method: 'GET',
  path: '/accounts/me/represented',
  summary: 'Whom I may act for: my minor children, my wards, and those who gave me a mandate',
  access: self,
  personal: true,
  reply: Type.Object({ rows: Type.Array(Represented) }),
})

export const listMyMandates = endpoint({
  method: 'GET',
  path: '/accounts/me/mandates',
  summary: 'Mandates I gave and hold, newest first (at most 100)',
  access: self,
  personal: true,
  reply: Type.Object({ rows: Type.Array(MandateRow) }),
})

export const NewMandate = Type.Object({
  /** `principal`: I let the other act for me; `agent`: I ask to act for him. */
  side: Type.Union([Type.Literal('principal'), Type.Literal('agent')]),
  /** A personal number, or the code of an organisation that has an account. */
  otherNumber: Type.String({ pattern: '^[0-9]{12}$|^[0-9]{10}(-[0-9]{3})?$' }),
  otherName: Type.String({ minLength: 2, maxLength: 200 }),
  services: Type.Array(Type.String({ minLength: 1, maxLength: 20 }), { minItems: 1, maxItems: 20 }),
  validFrom: Day,
  /** The last day; a year after the first when it is left out. Civil Code 91/2015/QH13, art. 563. */
  validUntil: Type.Optional(Day),
  usesMax: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
})
export type NewMandate = Static<typeof NewMandate>

export const proposeMandate = endpoint({
  method: 'POST',
  path: '/accounts/me/mandates',
  summary: 'Give a mandate, or ask for one; it holds when the other agrees',
  access: selfSure,
  personal: true,
  body: NewMandate,
  reply: MandateRow,
  problems: [
    mandatePartnerUnknown,
    mandateTermWrong,
    mandateServiceUnknown,
    tooManyMandates,
    tooManyProposals,
  ],
})

const ById = Type.Object({ mandateId: Uuid })

export const answerMandate = endpoint({
  method: 'POST',
  path: '/accounts/me/mandates/:mandateId/answer',
  summary: 'Agree to a mandate that was proposed to me, or refuse it',
  access: selfSure,
  personal: true,
  params: ById,
  body: Type.Object({ agree: Type.Boolean(), reason: Type.Optional(Type.String({ maxLength: 500 })) }),
  reply: MandateRow,
  problems: [mandateUnknown, mandateNotNow],
})

/** Either side, at any time. Civil Code 91/2015/QH13, art. 569. */
export const endMandate = endpoint({
  method: 'POST',
  path: '/accounts/me/mandates/:mandateId/end',
  summary: 'End a mandate at once, or take back my proposal',
  access: self,
  personal: true,
  params: ById,
  body: Type.Object({ reason: Type.Optional(Type.String({ maxLength: 500 })) }),
  reply: MandateRow,
  problems: [mandateUnknown, mandateNotNow],
})
