/** Signed results (kết quả giải quyết) as data and as PDF, and the public page that says whether a paper is genuine. */
import { type Static, Type } from 'typebox'
import { endpoint } from '#platform/endpoint.ts'
import { event } from '#platform/event.ts'
import { problem } from '#platform/problem.ts'
import { Day, Instant, Nullable, PageOf, PageQuery, Uuid, Words } from '#platform/schemas.ts'
import {
  outOfTerritory,
  personUnknown,
  reasonNeeded,
  registerOfficers,
  searchEnded,
} from '#population/contract'

/** Waiting for its signature, signed, not to be made (a template's fault), or no longer good. */
export const DocumentState = Type.Union([
  Type.Literal('pending-signature'),
  Type.Literal('signed'),
  Type.Literal('failed'),
  Type.Literal('revoked'),
])
export type DocumentState = Static<typeof DocumentState>

export const DocumentRow = Type.Object({
  id: Uuid,
  kind: Type.String(),
  name: Words,
  /** Số và ký hiệu, e.g. "128/XN-CT". */
  number: Type.String(),
  state: DocumentState,
  agency: Type.String(),
  issuedOn: Day,
  validUntil: Nullable(Day),
  /** Past its last day. */
  expired: Type.Boolean(),
  dossierId: Nullable(Uuid),
  signedAt: Nullable(Instant),
  revokedAt: Nullable(Instant),
})
export type DocumentRow = Static<typeof DocumentRow>

export const DocumentDetail = Type.Object({
  ...DocumentRow.properties,
  /** Printed on the paper; opens the public page. */
  code: Type.String(),
  verifyUrl: Type.String(),
  /** The QR code of that address, to show on a screen: modules a side, and the dark ones as an SVG path. */
  verifyQr: Type.Object({ side: Type.Integer(), path: Type.String() }),
  signer: Nullable(Type.Object({ position: Type.String(), name: Type.String() })),
  revokeReason: Nullable(Type.String()),
  /** The result as data. */
  data: Type.Record(Type.String(), Type.Unknown()),
})
export type DocumentDetail = Static<typeof DocumentDetail>

/** What anybody may learn who holds a paper: is it genuine, whose initials, from whom, until when. */
export const Verification = Type.Object({
  verdict: Type.Union([
    Type.Literal('genuine'),
    Type.Literal('expired'),
    Type.Literal('revoked'),
    Type.Literal('pending'),
    Type.Literal('unknown'),
  ]),
  document: Nullable(
    Type.Object({
      name: Words,
      number: Type.String(),
      /** Initials of the holder's name and the last three digits of his number. */
      holder: Type.String(),
      agency: Type.String(),
      signer: Nullable(Type.String()),
      issuedOn: Day,
      validUntil: Nullable(Day),
      signedAt: Nullable(Instant),
      revokedAt: Nullable(Instant),
    }),
  ),
})
export type Verification = Static<typeof Verification>

/**
 * What the bytes of a file say: `altered` after signing, something `appended` to it, signed by a stranger
 * (`untrusted`), not signed at all, or `unchanged` since we signed it.
 */
export const FileVerification = Type.Object({
  file: Type.Union([
    Type.Literal('unchanged'),
    Type.Literal('altered'),
    Type.Literal('appended'),
    Type.Literal('untrusted'),
    Type.Literal('unsigned'),
  ]),
  signer: Nullable(Type.String()),
  signedAt: Nullable(Instant),
  ...Verification.properties,
})
export type FileVerification = Static<typeof FileVerification>

export const documentUnknown = problem(404, 'documents/document-unknown', {
  vi: 'Không tìm thấy giấy tờ này',
  en: 'This document was not found',
})
export const noLongerKept = problem(410, 'documents/no-longer-kept', {
  vi: 'Giấy tờ này đã hết thời hạn lưu trữ. Bạn có thể xin cấp bản sao trích lục',
  en: 'The time of keeping of this paper is over. You may ask for a copy of the register',
})
export const notSignedYet = problem(409, 'documents/not-signed-yet', {
  vi: 'Giấy tờ đang được ký số, vui lòng đợi vài giây rồi mở lại',
  en: 'The document is being signed. Please wait a few seconds and open it again',
})
export const notPdf = problem(422, 'documents/not-a-pdf', {
  vi: 'Đây không phải tệp PDF. Hãy chọn tệp PDF của giấy tờ cần kiểm tra',
  en: 'This is not a PDF file. Choose the PDF of the document you want to check',
})

const DocumentSaid = Type.Object({ id: Uuid, kind: Type.String(), dossierId: Nullable(Uuid) })
/** The PDF is signed and can be opened. */
export const documentSigned = event('documents.signed', DocumentSaid)
/** The PDF could not be made from its data. */
export const signingFailed = event('documents.signing-failed', DocumentSaid)
/** The paper is no longer good. */
export const documentRevoked = event('documents.revoked', DocumentSaid)

export const listMyDocuments = endpoint({
  method: 'GET',
  path: '/documents/mine',
  summary: 'My documents, newest first',
  access: { citizen: { for: 'self-or-represented', level: 2 } },
  personal: true,
  query: Type.Object({ ...PageQuery, kind: Type.Optional(Type.String({ maxLength: 40 })) }),
  reply: PageOf(DocumentRow),
})

export const readMyDocument = endpoint({
  method: 'GET',
  path: '/documents/mine/:id',
  summary: 'One of my documents, as data',
  access: { citizen: { for: 'self-or-represented', level: 2 } },
  personal: true,
  params: Type.Object({ id: Uuid }),
  reply: DocumentDetail,
  problems: [documentUnknown],
})

export const readMyPdf = endpoint({
  method: 'GET',
  path: '/documents/mine/:id/pdf',
  summary: 'One of my documents, as signed PDF',
  access: { citizen: { for: 'self-or-represented', level: 2 } },
  personal: true,
  params: Type.Object({ id: Uuid }),
  reply: Type.Any(),
  replyType: 'application/pdf',
  problems: [documentUnknown, notSignedYet],
})

/** The code as printed, with or without hyphens, in either case. */
export const verifyCode = endpoint({
  method: 'GET',
  path: '/documents/verify/:code',
  summary: 'Is the paper with this code genuine?',
  access: { public: true },
  params: Type.Object({ code: Type.String({ minLength: 16, maxLength: 24, pattern: '^[0-9A-Za-z-]+$' }) }),
  reply: Verification,
  callsPerMinute: 30,
})

/** Largest PDF that can be verified, in bytes. */
export const MAX_VERIFY_BYTES = 5 * 1024 * 1024

export const verifyFile = endpoint({
  method: 'POST',
  path: '/documents/verify',
  summary: 'Is this PDF genuine and unchanged?',
  access: { public: true },
  readOnly: true,
  accepts: 'application/pdf',
  body: Type.Any(),
  bodyLimitBytes: MAX_VERIFY_BYTES,
  callsPerMinute: 10,
  reply: FileVerification,
  problems: [notPdf],
})

/** The authorities that our signers descend from, for people who check papers with tools of their own. */
export const listAuthorities = endpoint({
  method: 'GET',
  path: '/documents/authorities',
  summary: 'Certificates of the authorities behind our signatures',
  access: { public: true },
  reply: Type.Object({
    rows: Type.Array(Type.Object({ subject: Type.String(), validUntil: Instant, pem: Type.String() })),
  }),
})

export const PersonDocument = Type.Object({
  id: Uuid,
  title: Words,
  number: Type.String(),
  issuedOn: Day,
  state: Words,
})
export type PersonDocument = Static<typeof PersonDocument>

export const listPersonDocuments = endpoint({
  method: 'GET',
  path: '/documents/people/:personId',
  summary: 'List the newest fifty papers of a person in one’s territory: number, day and state',
  access: { officer: { roles: registerOfficers, within: 'territory', purpose: 'population/look-up' } },
  personal: true,
  params: Type.Object({ personId: Uuid }),
  query: Type.Object({ dossierId: Type.Optional(Uuid), searchId: Type.Optional(Uuid) }),
  reply: Type.Object({ rows: Type.Array(PersonDocument) }),
  problems: [personUnknown, outOfTerritory, reasonNeeded, searchEnded],
})
