/**
 * What a system is registered as (đăng ký kết nối) and why that may be refused: the shapes that its engineers, the
 * administrators and the pages share. Decree 69/2024/NĐ-CP, amended 320/2026/NĐ-CP. Browser-safe.
 */
import { type Static, Type } from 'typebox'
import { problem } from '#platform/problem.ts'
import { Day, Instant, Nullable, Uuid, Words } from '#platform/schemas.ts'
import { AskedFields } from '#privacy/contract'
import {
  type CertificateNameKind,
  certificateNameKinds,
  certificateNameShapes,
} from './certificate-name-kinds.ts'

export const registrationUnknown = problem(404, 'authentication/registration-unknown', {
  vi: 'Tổ chức của bạn không có hệ thống này',
  en: 'Your organisation has no such system',
})
/** `flaws` names each field and what is wrong with it. */
export const registrationFlawed = problem(422, 'authentication/registration-flawed', {
  vi: 'Thông tin đăng ký chưa đúng. Hãy sửa những mục được nêu',
  en: 'The registration is not right yet. Please mend what is named',
})
export const requestPending = problem(409, 'authentication/request-pending', {
  vi: 'Đã có một đề nghị đang chờ quyết định',
  en: 'A request is waiting for its decision already',
})
export const requestDecided = problem(409, 'authentication/request-decided', {
  vi: 'Đề nghị này đã được quyết định',
  en: 'This request was decided already',
})
export const requestUnknown = problem(404, 'authentication/request-unknown', {
  vi: 'Không có đề nghị này',
  en: 'There is no such request',
})
export const securityLevelLow = problem(422, 'authentication/security-level-low', {
  vi: 'Hệ thống phải có cấp độ an toàn từ mức luật định mới được dùng dữ liệu thật',
  en: 'The system needs at least the security level that the law asks before it may use real data',
})
export const providerMissing = problem(422, 'authentication/provider-missing', {
  vi: 'Tổ chức cung cấp dịch vụ xác thực chưa nhận hệ thống này',
  en: 'The licensed provider has not accepted this system yet',
})
export const lastKey = problem(409, 'authentication/last-key', {
  vi: 'Đây là khóa cuối cùng. Hãy thêm khóa mới trước khi bỏ khóa này',
  en: 'This is the last key. Add a new one before removing it',
})

export const engineerUnknown = problem(422, 'authentication/engineer-unknown', {
  vi: 'Không có người nào với số định danh này',
  en: 'Nobody has this personal number',
})

/** What may be asked about people, beside signing them in. The names are also the scopes of a token. */
export const checkActs = ['verification.match', 'verification.attributes', 'population.changes'] as const
export type CheckAct = (typeof checkActs)[number]

/** Why a request may be refused: named, never free words alone. */
export const refusalReasons = {
  'purpose-unclear': {
    vi: 'Mục đích chưa rõ hoặc chưa phù hợp',
    en: 'The purpose is unclear or does not fit',
  },
  'legal-basis-missing': { vi: 'Căn cứ pháp lý chưa đủ', en: 'The legal basis is not sufficient' },
  'more-than-needed': { vi: 'Xin nhiều dữ liệu hơn cần thiết', en: 'Asks for more data than needed' },
  'security-level': {
    vi: 'Chưa chứng minh được cấp độ an toàn',
    en: 'The security level is not proved',
  },
  'agreement-missing': { vi: 'Chưa có văn bản thỏa thuận', en: 'The written agreement is missing' },
  'tests-missing': { vi: 'Chưa thử nghiệm đủ', en: 'Not tested enough in the sandbox' },
} as const satisfies Record<string, Words>
export const RefusalReason = Type.Unsafe<keyof typeof refusalReasons>(
  Type.Union(Object.keys(refusalReasons).map((reason) => Type.Literal(reason))),
)

export { type CertificateNameKind, certificateNameKinds, certificateNameShapes }

export const registrationText = (max: number) => Type.String({ minLength: 2, maxLength: max, pattern: '\\S' })
const Address = Type.String({ maxLength: 500 })
export const Named = Type.Object({ vi: registrationText(100), en: registrationText(100) })
const PurposeCode = Type.String({ pattern: '^partner/[a-z-]{2,40}$' })

export const Check = Type.Object({
  purpose: PurposeCode,
  /** By a law that allows it without asking, or with the person's consent each time. */
  basis: Type.Union([Type.Literal('law'), Type.Literal('consent')]),
  legalBasis: registrationText(300),
  acts: Type.Array(Type.Unsafe<CheckAct>(Type.Union(checkActs.map((act) => Type.Literal(act)))), {
    minItems: 1,
    maxItems: checkActs.length,
    uniqueItems: true,
  }),
  fields: AskedFields,
})
export type Check = Static<typeof Check>

export const SignInScope = Type.Object({
  scope: Type.String({ maxLength: 40 }),
  purpose: PurposeCode,
  legalBasis: Nullable(registrationText(300)),
  needed: Type.Boolean(),
})
export type SignInScope = Static<typeof SignInScope>

export const Contact = Type.Object({
  name: registrationText(100),
  email: Type.String({ format: 'email', maxLength: 200 }),
  phone: Nullable(Type.String({ pattern: '^[0-9+ ]{8,20}$' })),
})

export type Contact = Static<typeof Contact>

/** What an engineer fills in. */
export const NewRegistration = Type.Object({
  names: Named,
  contact: Contact,
  /** Host name of the organisation's service; its systems see one pseudonym of a person. */
  sector: Type.String({ maxLength: 200 }),
  securityLevel: Type.Integer({ minimum: 1, maximum: 5 }),
  providerAgencyId: Nullable(Type.Integer({ minimum: 1 })),
  redirectUris: Type.Array(Address, { maxItems: 20 }),
  postLogoutUris: Type.Array(Address, { maxItems: 20 }),
  logoutUri: Nullable(Address),
  ciba: Nullable(Type.Union([Type.Literal('poll'), Type.Literal('ping')])),
  notifyUri: Nullable(Address),
  scopes: Type.Array(SignInScope, { maxItems: 20 }),
  checks: Type.Array(Check, { maxItems: 10 }),
})
export type NewRegistration = Static<typeof NewRegistration>

/** What a system proves itself with: a public key as JWK (P-256), a certificate in PEM, or the name in one. */
export const GivenKey = Type.Union([
  Type.Object({
    jwk: Type.Object(
      {
        kty: Type.Literal('EC'),
        crv: Type.Literal('P-256'),
        x: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }),
        y: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }),
        kid: Type.Optional(Type.String({ pattern: '^[\\w.-]{1,100}$' })),
      },
      { additionalProperties: false },
    ),
  }),
  Type.Object({ certificate: Type.String({ maxLength: 10_000 }) }),
  /** No key: an authority on the operator's list issued the certificate; this is the name in it. RFC 8705, 2.1. */
  Type.Object({
    certificateName: Type.Object({
      kind: Type.Unsafe<CertificateNameKind>(
        Type.Union(certificateNameKinds.map((kind) => Type.Literal(kind))),
      ),
      value: Type.String({ minLength: 3, maxLength: 300, pattern: '^\\S(.*\\S)?$' }),
    }),
  }),
])
export type GivenKey = Static<typeof GivenKey>

export const ShownKey = Type.Object({
  kid: Type.String(),
  /** Last day of a certificate; a bare key has none. */
  endsAt: Nullable(Instant),
})

export const RequestRow = Type.Object({
  requestId: Uuid,
  clientId: Type.String(),
  kind: Type.Union([Type.Literal('production'), Type.Literal('widening')]),
  names: Words,
  organisation: Words,
  askedAt: Instant,
  dueOn: Day,
  overdue: Type.Boolean(),
  decision: Nullable(
    Type.Union([Type.Literal('approved'), Type.Literal('refused'), Type.Literal('withdrawn')]),
  ),
  decidedAt: Nullable(Instant),
  reasons: Type.Array(RefusalReason),
  note: Nullable(Type.String()),
})
export type RequestRow = Static<typeof RequestRow>

export const PartyStatus = Type.Union([
  Type.Literal('sandbox'),
  Type.Literal('production'),
  Type.Literal('suspended'),
])

export const RegistrationRow = Type.Object({
  clientId: Type.String(),
  names: Words,
  organisation: Words,
  status: PartyStatus,
  /** The request that waits, if any. */
  waiting: Type.Boolean(),
  changedAt: Instant,
})
export type RegistrationRow = Static<typeof RegistrationRow>

export const Registration = Type.Object({
  ...NewRegistration.properties,
  clientId: Type.String(),
  organisation: Words,
  provider: Nullable(Words),
  providerAcceptedAt: Nullable(Instant),
  status: PartyStatus,
  proof: Type.Union([Type.Literal('key'), Type.Literal('certificate'), Type.Literal('authority')]),
  keys: Type.Array(ShownKey),
  plainCodeUntil: Nullable(Day),
  registeredAt: Instant,
  changedAt: Instant,
  /** Newest first, at most 20. */
  requests: Type.Array(RequestRow),
  /** Where the engineer's program finds the provider. */
  issuer: Type.String(),
})
export type Registration = Static<typeof Registration>

export const ByClientId = Type.Object({ clientId: Type.String({ pattern: '^[\\w-]{1,100}$' }) })
