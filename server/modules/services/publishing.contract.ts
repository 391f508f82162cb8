/** Publishing services (công bố dịch vụ): versions, what differs between them, going back. Browser-safe. */
import { type Static, Type } from 'typebox'
import { endpoint } from '#platform/endpoint.ts'
import { problem } from '#platform/problem.ts'
import { Day, Instant, Nullable, Words } from '#platform/schemas.ts'
import { bundleRefused, ServiceCode, serviceUnknown } from './catalogue.contract.ts'

export const versionInForce = problem(409, 'services/version-in-force', {
  vi: 'Phiên bản này đang có hiệu lực, không cần quay lại',
  en: 'This version is in force already',
})

const administrator = {
  officer: { roles: ['administrator'], within: 'nation', purpose: 'services/publish' },
} as const

export const ServiceVersion = Type.Object({
  version: Type.Integer(),
  effectiveFrom: Day,
  effectiveUntil: Nullable(Day),
  publishedAt: Instant,
  /** Came with the program, or an officer published it. */
  byOfficer: Type.Boolean(),
  inForce: Type.Boolean(),
  /** Dossiers still open under it; they keep it. */
  openDossiers: Type.Integer(),
})
export type ServiceVersion = Static<typeof ServiceVersion>

export const PublishedService = Type.Object({
  code: ServiceCode,
  name: Words,
  field: Type.String(),
  version: Type.Integer(),
  versions: Type.Integer(),
  openDossiers: Type.Integer(),
  /** Of these, under a version that is not in force any more. */
  openUnderOlder: Type.Integer(),
  /** Which essential services it is: "06/QĐ-TTg · 12". */
  essential: Type.Array(Type.String()),
})
export type PublishedService = Static<typeof PublishedService>

export const listPublished = endpoint({
  method: 'GET',
  path: '/services/published',
  summary: 'Every service with its versions in number, and the places of the essential list that stand open',
  access: administrator,
  reply: Type.Object({
    rows: Type.Array(PublishedService),
    openPlaces: Type.Array(Type.String()),
  }),
})

export const readPublished = endpoint({
  method: 'GET',
  path: '/services/published/:code',
  summary: 'The versions of a service, and the bundle of one of them',
  access: administrator,
  params: Type.Object({ code: ServiceCode }),
  query: Type.Object({ version: Type.Optional(Type.Integer({ minimum: 1 })) }),
  reply: Type.Object({
    code: ServiceCode,
    name: Words,
    versions: Type.Array(ServiceVersion),
    /** The one asked for, else the one in force. */
    version: Type.Integer(),
    bundle: Type.Unknown(),
  }),
  problems: [serviceUnknown],
})

/** One place where two bundles differ; null where one has nothing. */
export const BundleChange = Type.Object({
  at: Type.String(),
  before: Nullable(Type.String()),
  after: Nullable(Type.String()),
})
export type BundleChange = Static<typeof BundleChange>

export const compareBundles = endpoint({
  method: 'POST',
  path: '/services/published/:code/compare',
  summary: 'What differs between a published version and another, or a bundle not published yet (first 300)',
  access: administrator,
  readOnly: true,
  bodyLimitBytes: 256 * 1024,
  params: Type.Object({ code: ServiceCode }),
  body: Type.Object({
    from: Type.Integer({ minimum: 1 }),
    to: Type.Union([
      Type.Object({ version: Type.Integer({ minimum: 1 }) }),
      Type.Object({ bundle: Type.Unknown() }),
    ]),
  }),
  reply: Type.Object({ changes: Type.Array(BundleChange), more: Type.Integer() }),
  problems: [serviceUnknown],
})

/** Content of an older version as the newest: nothing published is ever taken away. */
export const rollBackService = endpoint({
  method: 'POST',
  path: '/services/published/:code/roll-back',
  summary: 'Put the content of an older version into force again, as a new version',
  access: administrator,
  params: Type.Object({ code: ServiceCode }),
  body: Type.Object({ version: Type.Integer({ minimum: 1 }) }),
  reply: Type.Object({ code: ServiceCode, version: Type.Integer() }),
  problems: [serviceUnknown, versionInForce, bundleRefused],
})

/** A dossier that stays under its version, and why. */
export const KeptBack = Type.Object({ dossierCode: Type.String(), version: Type.Integer(), why: Words })
export type KeptBack = Static<typeof KeptBack>

/** Open dossiers go over only where nothing they rest on changes; the rest keep their version. */
export const migrateDossiers = endpoint({
  method: 'POST',
  path: '/services/published/:code/migrate',
  summary: 'Carry open dossiers over to the version in force, where it is safe (at most 200 a call)',
  access: administrator,
  params: Type.Object({ code: ServiceCode }),
  body: Type.Object({
    /** Only says what would happen. */
    try: Type.Boolean(),
    reason: Type.String({ minLength: 5, maxLength: 500 }),
  }),
  reply: Type.Object({ version: Type.Integer(), moved: Type.Integer(), kept: Type.Array(KeptBack) }),
  problems: [serviceUnknown],
})
