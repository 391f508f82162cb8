/**
 * Relying parties registered by the engineers of organisations (đăng ký kết nối): sandbox at once, real people after an
 * administrator's approval. Decree 69/2024/NĐ-CP, amended 320/2026/NĐ-CP. Browser-safe.
 */
import { type Static, Type } from 'typebox'
import type { Access } from '#platform/endpoint.ts'
import { endpoint } from '#platform/endpoint.ts'
import { problem } from '#platform/problem.ts'
import { Day, Instant, Nullable, PersonNumber, Uuid, Words } from '#platform/schemas.ts'
import { AskedFields } from '#privacy/contract'
import { type CertificateNameKind, certificateNameKinds } from './certificate-name-kinds.ts'

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
const Reason = Type.Unsafe<keyof typeof refusalReasons>(
  Type.Union(Object.keys(refusalReasons).map((reason) => Type.Literal(reason))),
)

export { type CertificateNameKind, certificateNameKinds }

const text = (max: number) => Type.String({ minLength: 2, maxLength: max, pattern: '\\S' })
const Address = Type.String({ maxLength: 500 })
const Named = Type.Object({ vi: text(100), en: text(100) })
const PurposeCode = Type.String({ pattern: '^partner/[a-z-]{2,40}$' })

export const Check = Type.Object({
  purpose: PurposeCode,
  /** By a law that allows it without asking, or with the person's consent each time. */
  basis: Type.Union([Type.Literal('law'), Type.Literal('consent')]),
  legalBasis: text(300),
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
  legalBasis: Nullable(text(300)),
  needed: Type.Boolean(),
})
export type SignInScope = Static<typeof SignInScope>

export const Contact = Type.Object({
  name: text(100),
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
  reasons: Type.Array(Reason),
  note: Nullable(Type.String()),
})
export type RequestRow = Static<typeof RequestRow>

const Status = Type.Union([Type.Literal('sandbox'), Type.Literal('production'), Type.Literal('suspended')])

export const RegistrationRow = Type.Object({
  clientId: Type.String(),
  names: Words,
  organisation: Words,
  status: Status,
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
  status: Status,
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

const engineers = {
  officer: { roles: ['partner'], within: 'own-agency', purpose: 'partner/manage' },
} as const satisfies Access
const administrators = {
  officer: { roles: ['administrator'], within: 'nation', purpose: 'partner/manage' },
} as const satisfies Access
const ByClient = Type.Object({ clientId: Type.String({ pattern: '^[\\w-]{1,100}$' }) })
const flawed = [registrationUnknown, registrationFlawed]

export const readRegistrationOptions = endpoint({
  method: 'GET',
  path: '/authentication/registration-options',
  summary: 'What one may choose from when registering a system',
  access: engineers,
  reply: Type.Object({
    /** A State body asks for itself; others name a provider; a provider asks for others. */
    kind: Type.Union([Type.Literal('state'), Type.Literal('licensed-provider'), Type.Literal('business')]),
    organisation: Words,
    purposes: Type.Array(Type.Object({ code: Type.String(), words: Words, legalBasis: Type.String() })),
    scopes: Type.Array(Type.Object({ scope: Type.String(), words: Words })),
    providers: Type.Array(Type.Object({ agencyId: Type.Integer(), name: Words })),
    securityLevelMin: Type.Integer(),
    decisionDays: Type.Integer(),
    wideningWorkingDays: Type.Integer(),
    /** Certificates of authorities are accepted here. */
    authorities: Type.Boolean(),
  }),
})

export const listRegistrations = endpoint({
  method: 'GET',
  path: '/authentication/registrations',
  summary: 'Systems of my organisation (at most 100)',
  access: engineers,
  reply: Type.Object({ rows: Type.Array(RegistrationRow) }),
})

export const register = endpoint({
  method: 'POST',
  path: '/authentication/registrations',
  summary: 'Register a system; it works in the sandbox at once',
  access: engineers,
  body: Type.Object({ ...NewRegistration.properties, key: GivenKey }),
  reply: Type.Object({ clientId: Type.String() }),
  problems: [registrationFlawed],
})

export const readRegistration = endpoint({
  method: 'GET',
  path: '/authentication/registrations/:clientId',
  summary: 'A system of my organisation',
  access: {
    officer: { roles: ['partner', 'administrator'], within: 'own-agency', purpose: 'partner/manage' },
  },
  params: ByClient,
  reply: Registration,
  problems: [registrationUnknown],
})

/** In the sandbox at once. Approved systems ask for the change, and go on as approved until it is decided. */
export const changeRegistration = endpoint({
  method: 'PUT',
  path: '/authentication/registrations/:clientId',
  summary: 'Change a system, or ask to widen an approved one',
  access: engineers,
  params: ByClient,
  body: NewRegistration,
  reply: Type.Object({ requestId: Nullable(Uuid) }),
  problems: [...flawed, requestPending, securityLevelLow],
})

export const addKey = endpoint({
  method: 'POST',
  path: '/authentication/registrations/:clientId/keys',
  summary: 'Add a public key or certificate; the old ones stay until removed',
  access: engineers,
  params: ByClient,
  body: GivenKey,
  reply: ShownKey,
  problems: flawed,
})

export const removeKey = endpoint({
  method: 'DELETE',
  path: '/authentication/registrations/:clientId/keys/:kid',
  summary: 'Remove a key at once',
  access: engineers,
  params: Type.Object({ ...ByClient.properties, kid: Type.String({ pattern: '^[\\w.-]{1,100}$' }) }),
  reply: Type.Object({ left: Type.Integer() }),
  problems: [registrationUnknown, lastKey],
})

export const requestProduction = endpoint({
  method: 'POST',
  path: '/authentication/registrations/:clientId/production-requests',
  summary: 'Ask for approval to work with real people',
  access: engineers,
  params: ByClient,
  reply: Type.Object({ requestId: Uuid, dueOn: Day }),
  problems: [...flawed, requestPending, securityLevelLow, providerMissing],
})

export const listSponsored = endpoint({
  method: 'GET',
  path: '/authentication/sponsored-registrations',
  summary: 'Systems of others that named my organisation as their provider (at most 100)',
  access: engineers,
  reply: Type.Object({
    rows: Type.Array(Type.Object({ ...RegistrationRow.properties, acceptedAt: Nullable(Instant) })),
  }),
})

export const acceptSponsored = endpoint({
  method: 'POST',
  path: '/authentication/sponsored-registrations/:clientId/accept',
  summary: 'Accept to ask for this system as its licensed provider',
  access: engineers,
  params: ByClient,
  reply: Type.Object({ acceptedAt: Instant }),
  problems: [registrationUnknown],
})

export const listProductionRequests = endpoint({
  method: 'GET',
  path: '/authentication/production-requests',
  summary: 'Requests of organisations, those due first (at most 100)',
  access: administrators,
  query: Type.Object({ state: Type.Optional(Type.Union([Type.Literal('open'), Type.Literal('decided')])) }),
  reply: Type.Object({ rows: Type.Array(RequestRow) }),
})

export const readProductionRequest = endpoint({
  method: 'GET',
  path: '/authentication/production-requests/:requestId',
  summary: 'What is asked for, beside what is in force',
  access: administrators,
  params: Type.Object({ requestId: Uuid }),
  reply: Type.Object({
    request: RequestRow,
    wanted: NewRegistration,
    now: Registration,
    /** Words of the purposes that are named, by code. */
    purposes: Type.Record(Type.String(), Words),
  }),
  problems: [requestUnknown],
})

export const decideProductionRequest = endpoint({
  method: 'POST',
  path: '/authentication/production-requests/:requestId/decide',
  summary: 'Approve, or refuse with reasons',
  access: administrators,
  params: Type.Object({ requestId: Uuid }),
  body: Type.Object({
    decision: Type.Union([Type.Literal('approved'), Type.Literal('refused')]),
    reasons: Type.Array(Reason, { maxItems: 6, uniqueItems: true }),
    note: Nullable(Type.String({ maxLength: 1000 })),
  }),
  reply: Type.Object({ decidedAt: Instant }),
  problems: [requestUnknown, requestDecided, registrationFlawed],
})

export const listRelyingParties = endpoint({
  method: 'GET',
  path: '/authentication/relying-parties',
  summary: 'All registered systems, newest change first (at most 200)',
  access: administrators,
  reply: Type.Object({ rows: Type.Array(RegistrationRow) }),
})

/** At once, in every process: its tokens are refused from the next call on. */
export const suspendRelyingParty = endpoint({
  method: 'POST',
  path: '/authentication/relying-parties/:clientId/suspend',
  summary: 'Stop serving a system at once',
  access: administrators,
  params: ByClient,
  body: Type.Object({ reason: text(500) }),
  reply: Type.Object({ status: Status }),
  problems: [registrationUnknown],
})

export const resumeRelyingParty = endpoint({
  method: 'POST',
  path: '/authentication/relying-parties/:clientId/resume',
  summary: 'Serve a suspended system again',
  access: administrators,
  params: ByClient,
  body: Type.Object({ reason: text(500) }),
  reply: Type.Object({ status: Status }),
  problems: [registrationUnknown],
})

/** The one way out of FAPI 2.0: dated, by an administrator, ending by itself; null ends it today. */
export const setPlainCode = endpoint({
  method: 'POST',
  path: '/authentication/relying-parties/:clientId/plain-code',
  summary: 'Allow the plain code flow until a day, or end that exception',
  access: administrators,
  params: ByClient,
  body: Type.Object({ until: Nullable(Day), reason: text(500) }),
  reply: Type.Object({ plainCodeUntil: Nullable(Day) }),
  problems: [registrationUnknown, registrationFlawed],
})

const PartnerKind = Type.Union([Type.Literal('business'), Type.Literal('licensed-provider')])

export const listOrganisations = endpoint({
  method: 'GET',
  path: '/authentication/organisations',
  summary: 'Organisations outside the State that may connect (at most 200)',
  access: administrators,
  reply: Type.Object({
    rows: Type.Array(Type.Object({ agencyId: Type.Integer(), kind: PartnerKind, name: Words })),
  }),
})

export const registerOrganisation = endpoint({
  method: 'POST',
  path: '/authentication/organisations',
  summary: 'Enter an organisation with which an agreement was made',
  access: administrators,
  body: Type.Object({ kind: PartnerKind, name: Named }),
  reply: Type.Object({ agencyId: Type.Integer() }),
})

/** The activation code of a new account is answered once; nobody can read it again. */
export const addEngineer = endpoint({
  method: 'POST',
  path: '/authentication/organisations/:agencyId/engineers',
  summary: 'Appoint an engineer of an organisation',
  access: administrators,
  personal: true,
  params: Type.Object({ agencyId: Type.Integer({ minimum: 1 }) }),
  body: Type.Object({
    personNumber: PersonNumber,
    phone: Type.String({ pattern: '^0[0-9]{9}$' }),
  }),
  reply: Type.Object({ activationCode: Nullable(Type.String()) }),
  problems: [registrationUnknown, engineerUnknown],
})
