/**
 * Checks of one person by relying parties (xác thực thông tin công dân). The words outside are those of CAMARA KYC
 * Match; what may be asked, by whom and on what ground is our policy. Decree 69/2024/NĐ-CP, amended 320/2026/NĐ-CP.
 */
import { type Static, Type } from 'typebox'
import { endpoint } from '#platform/endpoint.ts'
import { event } from '#platform/event.ts'
import { problem } from '#platform/problem.ts'
import {
  Day,
  Dong,
  Instant,
  Nullable,
  PageOf,
  PageQuery,
  PersonNumber,
  Uuid,
  Words,
} from '#platform/schemas.ts'
import { AskedFields } from '#privacy/contract'

export * from './disputes.contract.ts'

export const partyUnknown = problem(403, 'verification/party-unknown', {
  vi: 'Hệ thống này chưa được đăng ký, đã bị dừng hoặc chưa được duyệt',
  en: 'This system is not registered, is suspended or not approved',
})
export const throughProvider = problem(403, 'verification/through-provider', {
  vi: 'Tổ chức ngoài nhà nước phải hỏi qua tổ chức cung cấp dịch vụ xác thực được cấp phép',
  en: 'Organisations outside the State ask through a licensed authentication provider',
})
export const recipientNeeded = problem(422, 'verification/recipient-needed', {
  vi: 'Hãy nêu hệ thống nhận kết quả (forClientId) mà đơn vị của bạn đã nhận đại diện',
  en: 'Name the system that gets the answer (forClientId), one that your organisation has accepted',
})
export const purposeNotGranted = problem(403, 'verification/purpose-not-granted', {
  vi: 'Mục đích, việc hoặc trường dữ liệu này không có trong đăng ký của hệ thống',
  en: 'This purpose, act or field is not in the registration of the system',
})
export const keyNeeded = problem(422, 'verification/key-needed', {
  vi: 'Cần số định danh và ít nhất họ tên hoặc ngày sinh',
  en: 'The number and at least a name or a birth date are needed',
})
/** The same for someone who did not agree and for a number that is nobody's. */
export const consentNeeded = problem(403, 'verification/consent-needed', {
  vi: 'Cần sự đồng ý của người dân cho mục đích và dữ liệu này',
  en: 'The person’s consent for this purpose and these data is needed',
})
export const followingAlone = problem(422, 'verification/following-alone', {
  vi: 'Hãy xin riêng sự đồng ý cho việc theo dõi thay đổi (lifeEvents), không xin chung với dữ liệu khác',
  en: 'Ask for the consent to follow changes (lifeEvents) by itself, not together with other data',
})
export const overLimit = problem(429, 'verification/over-limit', {
  vi: 'Hệ thống đã dùng hết số lượt trong khoảng thời gian này',
  en: 'The system has used up its calls for this period',
})
export const probing = problem(429, 'verification/probing', {
  vi: 'Có quá nhiều lần không khớp. Việc kiểm tra tạm dừng và thanh tra đã được báo',
  en: 'Too many answers did not match. Checks are paused and the inspector was told',
})
export const checkUnknown = problem(404, 'verification/check-unknown', {
  vi: 'Không tìm thấy lượt xác thực này',
  en: 'This check was not found',
})

const Truth = Type.Union([Type.Literal('true'), Type.Literal('false'), Type.Literal('not_available')])
export type Truth = Static<typeof Truth>

/** Reply codes of a shared service; `not-found` also when the number exists but no other key field fits. */
export const replyCodes = ['matches', 'differs', 'not-found', 'locked-or-deceased'] as const
export type ReplyCode = (typeof replyCodes)[number]
const Code = Type.Unsafe<ReplyCode>(Type.Union(replyCodes.map((code) => Type.Literal(code))))

const Purpose = Type.String({ pattern: '^partner/[a-z-]{2,40}$' })
const ClientId = Type.String({ pattern: '^[\\w-]{1,100}$' })
const Name = Type.String({ minLength: 2, maxLength: 200 })
const key = {
  /** Personal number, or the old 9-digit one. */
  idDocument: Type.String({ pattern: '^([0-9]{9}|[0-9]{12})$' }),
  name: Type.Optional(Name),
  birthdate: Type.Optional(Day),
}
const asking = {
  purpose: Purpose,
  /** For a licensed provider: the system that gets the answer. */
  forClientId: Type.Optional(ClientId),
  /** The caller's own reference. Nothing about the person belongs here. */
  reference: Type.Optional(Type.String({ pattern: '^[\\w.:-]{1,64}$' })),
}

/** Number and at least one of name and birth date, so that a typing error does not tell of somebody else. */
export const NewMatch = Type.Object({
  ...asking,
  ...key,
  gender: Type.Optional(Type.Union([Type.Literal('MALE'), Type.Literal('FEMALE')])),
  phoneNumber: Type.Optional(Type.String({ pattern: '^\\+?[0-9]{8,15}$' })),
  email: Type.Optional(Type.String({ maxLength: 200 })),
  /** Code or name of the province and commune of permanent residence. */
  region: Type.Optional(Type.String({ maxLength: 100 })),
  locality: Type.Optional(Type.String({ maxLength: 100 })),
  /** A picture taken just now, base64; compared, never kept. */
  face: Type.Optional(Type.String({ maxLength: 400_000, pattern: '^[A-Za-z0-9+/]+={0,2}$' })),
})
export type NewMatch = Static<typeof NewMatch>

/** CAMARA KYC Match, version 0.2: a score only beside `false`, here in bands. */
export const Match = Type.Object({
  verificationId: Uuid,
  code: Code,
  at: Instant,
  idDocumentMatch: Truth,
  nameMatch: Type.Optional(Truth),
  nameMatchScore: Type.Optional(Type.Integer({ minimum: 0, maximum: 100 })),
  birthdateMatch: Type.Optional(Truth),
  genderMatch: Type.Optional(Truth),
  phoneNumberMatch: Type.Optional(Truth),
  emailMatch: Type.Optional(Truth),
  regionMatch: Type.Optional(Truth),
  localityMatch: Type.Optional(Truth),
  faceMatch: Type.Optional(Truth),
  faceEngine: Type.Optional(Type.String()),
  /** JWT (ES256) that the check was made, by whom, for what and with which code. No data in it. */
  receipt: Type.String(),
  sandbox: Type.Boolean(),
})
export type Match = Static<typeof Match>

export const matchPerson = endpoint({
  method: 'POST',
  path: '/verification/match',
  summary: 'Say yes or no to what a person declared, field by field',
  access: { relyingParty: { scope: 'verification.match' } },
  personal: true,
  bodyLimitBytes: 512 * 1024,
  body: NewMatch,
  reply: Match,
  problems: [
    partyUnknown,
    throughProvider,
    recipientNeeded,
    purposeNotGranted,
    keyNeeded,
    consentNeeded,
    overLimit,
    probing,
  ],
})

export const NewAttributes = Type.Object({ ...asking, ...key, fields: AskedFields })
export type NewAttributes = Static<typeof NewAttributes>

export const readAttributes = endpoint({
  method: 'POST',
  path: '/verification/attributes',
  summary: 'Hand over consented data as a signed JWT that names source, time and level',
  access: { relyingParty: { scope: 'verification.attributes' } },
  personal: true,
  body: NewAttributes,
  reply: Type.Object({
    verificationId: Uuid,
    code: Code,
    at: Instant,
    /** JWT (ES256), null unless the code is `matches`. Verify with the keys at `/verification/jwks`. */
    attributes: Nullable(Type.String()),
    sandbox: Type.Boolean(),
  }),
  problems: [
    partyUnknown,
    throughProvider,
    recipientNeeded,
    purposeNotGranted,
    keyNeeded,
    consentNeeded,
    overLimit,
    probing,
  ],
})

/** The answer is the same whether or not there is such a person. */
export const askForConsent = endpoint({
  method: 'POST',
  path: '/verification/consent-requests',
  summary: 'Ask a person, in his own app, to agree',
  access: { relyingParty: { scope: 'verification.match' } },
  personal: true,
  body: Type.Object({ ...asking, ...key, fields: AskedFields }),
  reply: Type.Object({ requestId: Uuid, expiresAt: Instant }),
  problems: [
    partyUnknown,
    throughProvider,
    recipientNeeded,
    purposeNotGranted,
    keyNeeded,
    overLimit,
    probing,
  ],
})

export const readConsentRequest = endpoint({
  method: 'GET',
  path: '/verification/consent-requests/:requestId',
  summary: 'What the person answered',
  access: { relyingParty: { scope: 'verification.match' } },
  params: Type.Object({ requestId: Uuid }),
  query: Type.Object({ forClientId: Type.Optional(ClientId) }),
  reply: Type.Object({
    state: Type.Union([
      Type.Literal('pending'),
      Type.Literal('given'),
      Type.Literal('refused'),
      Type.Literal('expired'),
    ]),
  }),
  problems: [partyUnknown, throughProvider, recipientNeeded, checkUnknown],
})

export const readKeys = endpoint({
  method: 'GET',
  path: '/verification/jwks',
  summary: 'Public keys of receipts and attributes (JWKS)',
  access: { public: true },
  cacheSeconds: 3600,
  reply: Type.Object({ keys: Type.Array(Type.Record(Type.String(), Type.Unknown())) }),
})

/** One check as the person sees it. */
export const MyCheck = Type.Object({
  callId: Uuid,
  at: Instant,
  organisation: Words,
  system: Words,
  through: Nullable(Words),
  purpose: Nullable(Words),
  legalBasis: Nullable(Type.String()),
  act: Type.String(),
  code: Code,
  fields: Type.Array(Words),
  byConsent: Type.Boolean(),
  disputed: Type.Boolean(),
})
export type MyCheck = Static<typeof MyCheck>

export const listMyChecks = endpoint({
  method: 'GET',
  path: '/verification/mine',
  summary: 'Which organisations had my data checked, newest first',
  access: { citizen: { for: 'self', level: 1, foreigners: true } },
  personal: true,
  query: Type.Object(PageQuery),
  reply: PageOf(MyCheck),
})

/** Told once a day for each system. */
export const personChecked = event(
  'verification.person-checked',
  Type.Object({
    callId: Uuid,
    personNumber: PersonNumber,
    organisation: Words,
    purpose: Words,
    code: Type.String(),
  }),
)

export const UsageDay = Type.Object({
  day: Day,
  act: Type.String(),
  /** Reply code, or the problem it was refused with; at the provider OAuth's word, or `ok`. */
  code: Type.String(),
  count: Type.Integer(),
  priceDong: Dong,
})
export type UsageDay = Static<typeof UsageDay>

export const readUsage = endpoint({
  method: 'GET',
  path: '/verification/usage/:clientId',
  summary: 'Calls of the last 30 days by day and code, and what they cost. Nothing about people',
  access: {
    officer: { roles: ['partner', 'administrator'], within: 'own-agency', purpose: 'partner/manage' },
  },
  params: Type.Object({ clientId: ClientId }),
  reply: Type.Object({ rows: Type.Array(UsageDay), totalDong: Dong }),
})

/** Made-up people of the sandbox to try with; in production this answers an empty list. */
export const TestPerson = Type.Object({
  what: Words,
  idDocument: Type.String(),
  name: Type.String(),
  birthdate: Day,
  gender: Type.String(),
  face: Type.String(),
})
export const listTestPeople = endpoint({
  method: 'GET',
  path: '/verification/test-people',
  summary: 'People of the sandbox to try with (at most 10)',
  access: {
    officer: { roles: ['partner', 'administrator'], within: 'own-agency', purpose: 'partner/manage' },
  },
  personal: true,
  reply: Type.Object({ rows: Type.Array(TestPerson) }),
})
