/**
 * Consents (sự đồng ý cho xử lý dữ liệu cá nhân): who may use which data of mine, for what, until when, and how I take
 * it back. Law 91/2025/QH15; Decree 356/2025/NĐ-CP. Browser-safe.
 */
import { type Static, Type } from 'typebox'
import { endpoint } from '#platform/endpoint.ts'
import { event } from '#platform/event.ts'
import { problem } from '#platform/problem.ts'
import { Instant, Nullable, PersonNumber, Uuid, Words } from '#platform/schemas.ts'
import { ConsentFieldName } from './fields.contract.ts'

export * from './fields.contract.ts'

export const consentUnknown = problem(404, 'privacy/consent-unknown', {
  vi: 'Không tìm thấy sự đồng ý này trong danh sách của bạn',
  en: 'This consent is not among yours',
})
export const consentEnded = problem(409, 'privacy/consent-ended', {
  vi: 'Sự đồng ý này đã hết hiệu lực trước đó',
  en: 'This consent had ended before',
})
export const requestEnded = problem(409, 'privacy/request-ended', {
  vi: 'Đề nghị này đã được trả lời hoặc đã hết hạn',
  en: 'This request was answered already or has expired',
})

/** `used-up`: it allowed a number of uses and all were made. */
export const consentStates = ['in-force', 'used-up', 'withdrawn', 'replaced', 'expired'] as const
export type ConsentState = (typeof consentStates)[number]

/** One consent as its giver sees it. */
export const Consent = Type.Object({
  consentId: Uuid,
  /** `data`: for checks and handed-over data; `sign-in`: given while signing in with a system. */
  kind: Type.Union([Type.Literal('data'), Type.Literal('sign-in')]),
  organisation: Words,
  system: Words,
  /** The licensed authentication provider through which it asks. */
  through: Nullable(Words),
  purpose: Nullable(Words),
  legalBasis: Nullable(Type.String()),
  fields: Type.Array(Words),
  givenAt: Instant,
  validUntil: Instant,
  endedAt: Nullable(Instant),
  usesMax: Nullable(Type.Integer()),
  uses: Type.Integer(),
  state: Type.Unsafe<ConsentState>(Type.Union(consentStates.map((state) => Type.Literal(state)))),
})
export type Consent = Static<typeof Consent>

/** The receipt of a consent (biên nhận): what was shown, word for word, and how it was given. */
export const ConsentReceipt = Type.Object({
  ...Consent.properties,
  text: Words,
  /** Digest of the text that was shown. */
  textId: Type.String(),
  givenHow: Type.Union([Type.Literal('app'), Type.Literal('desk')]),
  accountLevel: Nullable(Type.Integer()),
  authenticationLevel: Nullable(Type.Integer()),
})
export type ConsentReceipt = Static<typeof ConsentReceipt>

/** Somebody asks me to agree. */
export const ConsentRequest = Type.Object({
  requestId: Uuid,
  organisation: Words,
  system: Words,
  through: Nullable(Words),
  purpose: Nullable(Words),
  legalBasis: Nullable(Type.String()),
  fields: Type.Array(Words),
  text: Words,
  askedAt: Instant,
  expiresAt: Instant,
})
export type ConsentRequest = Static<typeof ConsentRequest>

export const AboutConsent = Type.Object({
  consentId: Uuid,
  personNumber: PersonNumber,
  recipientId: Type.String(),
  purpose: Type.String(),
})
/** About whom, who asks, what for: never the data. */
export const AboutRequest = Type.Object({
  requestId: Uuid,
  personNumber: PersonNumber,
  organisation: Words,
  purpose: Words,
})
export const consentAsked = event('privacy.consent-asked', AboutRequest)
export const consentGiven = event('privacy.consent-given', AboutConsent)
export const consentWithdrawn = event('privacy.consent-withdrawn', AboutConsent)

const self = { citizen: { for: 'self', level: 1, foreigners: true } } as const

/** In force first, then the ended ones; at most 100 of each kind. */
export const listMyConsents = endpoint({
  method: 'GET',
  path: '/privacy/consents',
  summary: 'Who may use my data, and for what (at most 200)',
  access: self,
  personal: true,
  reply: Type.Object({ rows: Type.Array(Consent) }),
})

export const readMyConsent = endpoint({
  method: 'GET',
  path: '/privacy/consents/:consentId',
  summary: 'The receipt of a consent of mine',
  access: self,
  personal: true,
  params: Type.Object({ consentId: Uuid }),
  reply: ConsentReceipt,
  problems: [consentUnknown],
})

/** Takes effect before the answer leaves: tokens that stand on it are gone, checks that need it are refused. */
export const withdrawConsent = endpoint({
  method: 'POST',
  path: '/privacy/consents/:consentId/withdraw',
  summary: 'Take a consent back, at once',
  access: self,
  personal: true,
  params: Type.Object({ consentId: Uuid }),
  reply: Type.Object({ withdrawnAt: Instant }),
  problems: [consentUnknown, consentEnded],
})

export const listMyConsentRequests = endpoint({
  method: 'GET',
  path: '/privacy/consent-requests',
  summary: 'Who asks me to agree (at most 50)',
  access: self,
  personal: true,
  reply: Type.Object({ rows: Type.Array(ConsentRequest) }),
})

export const answerConsentRequest = endpoint({
  method: 'POST',
  path: '/privacy/consent-requests/:requestId/answer',
  summary: 'Agree, or refuse',
  access: { citizen: { for: 'self', level: 2, foreigners: true } },
  personal: true,
  params: Type.Object({ requestId: Uuid }),
  body: Type.Object({ answer: Type.Union([Type.Literal('given'), Type.Literal('refused')]) }),
  reply: Type.Object({ consentId: Nullable(Uuid) }),
  problems: [consentUnknown, requestEnded],
})

/** For contracts of modules that ask. */
export const AskedFields = Type.Array(ConsentFieldName, { minItems: 1, maxItems: 12, uniqueItems: true })
