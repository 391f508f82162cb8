/** The catalogue of services (danh mục dịch vụ công), public. Browser-safe. */
import { type Static, Type } from 'typebox'
import { endpoint } from '#platform/endpoint.ts'
import { problem } from '#platform/problem.ts'
import { Day, Nullable, Words } from '#platform/schemas.ts'
import { Form } from './form.contract.ts'

export const serviceUnknown = problem(404, 'services/service-unknown', {
  vi: 'Không có dịch vụ công này, hoặc dịch vụ chưa được công bố',
  en: 'There is no such service, or it is not published',
})
export const bundleRefused = problem(422, 'services/bundle-refused', {
  vi: 'Gói dịch vụ chưa thể công bố. Hãy sửa các lỗi được liệt kê',
  en: 'The service cannot be published. Correct the errors listed',
})
export const versionTaken = problem(409, 'services/version-taken', {
  vi: 'Phiên bản này của dịch vụ đã được công bố với nội dung khác',
  en: 'This version of the service was already published with other content',
})

/** Code of a procedure (mã thủ tục hành chính), e.g. 1.004194. */
export const ServiceCode = Type.String({ pattern: '^[0-9]\\.[0-9]{6}$', title: 'ServiceCode' })

export const ServiceCard = Type.Object({
  code: ServiceCode,
  version: Type.Integer(),
  name: Words,
  summary: Words,
  /** How long it takes, in words. */
  term: Words,
  /** The citizen gets the answer at once, by rule. */
  atOnce: Type.Boolean(),
  /** What it deals with, to group the list: `residence`… */
  field: Type.String(),
})
export type ServiceCard = Static<typeof ServiceCard>

export const ServicePage = Type.Object({
  ...ServiceCard.properties,
  /** Where it differs from what is filed online. */
  termAtCounter: Nullable(Words),
  effectiveFrom: Day,
  effectiveUntil: Nullable(Day),
  authority: Words,
  legalBasis: Type.Array(Type.String()),
  whoMayApply: Words,
  steps: Type.Array(Words),
  papers: Type.Array(Type.Object({ code: Type.String(), name: Words, replacedBy: Nullable(Words) })),
  fee: Type.Object({ standardDong: Nullable(Type.Integer()), words: Words, law: Type.String() }),
  results: Type.Array(Words),
  refusalReasons: Type.Array(Type.Object({ code: Type.String(), words: Words, law: Type.String() })),
  form: Form,
})
export type ServicePage = Static<typeof ServicePage>

export const listServices = endpoint({
  method: 'GET',
  path: '/services/catalogue',
  summary: 'List the public services in force today',
  access: { public: true },
  // What an administrator publishes is in force for everybody within two seconds.
  cacheSeconds: 1,
  reply: Type.Object({ rows: Type.Array(ServiceCard) }),
})

export const readService = endpoint({
  method: 'GET',
  path: '/services/catalogue/:code',
  summary: 'Read one public service: law, papers, fee, term, form',
  access: { public: true },
  // What an administrator publishes is in force for everybody within two seconds.
  cacheSeconds: 1,
  params: Type.Object({ code: ServiceCode }),
  reply: ServicePage,
  problems: [serviceUnknown],
})

/** What a bundle has against it: where in the bundle, and what. */
export const BundleFault = Type.Object({ at: Type.String(), fault: Words })
export type BundleFault = Static<typeof BundleFault>

const administrator = {
  officer: { roles: ['administrator'], within: 'nation', purpose: 'services/publish' },
} as const

export const checkService = endpoint({
  method: 'POST',
  path: '/services/catalogue/check',
  summary: 'Check a bundle as publishing would, without publishing it',
  access: administrator,
  readOnly: true,
  bodyLimitBytes: 256 * 1024,
  body: Type.Object({ bundle: Type.Unknown() }),
  reply: Type.Object({ faults: Type.Array(BundleFault) }),
})

export const publishService = endpoint({
  method: 'POST',
  path: '/services/catalogue',
  summary: 'Publish a new version of a service; running dossiers keep theirs',
  access: administrator,
  bodyLimitBytes: 256 * 1024,
  body: Type.Object({ bundle: Type.Unknown() }),
  reply: Type.Object({ code: ServiceCode, version: Type.Integer(), published: Type.Boolean() }),
  problems: [bundleRefused, versionTaken],
})
