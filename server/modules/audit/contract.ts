import { type Static, Type } from 'typebox'
import { endpoint } from '#platform/endpoint.ts'
import { problem } from '#platform/problem.ts'
import { Instant, Nullable, PageOf, PageQuery, Uuid, Words } from '#platform/schemas.ts'

const Outcome = Type.Union([
  Type.Literal('done'),
  Type.Literal('refused'),
  Type.Literal('failed'),
  Type.Literal('replayed'),
])

/**
 * Who did it, as the citizen may know it: the citizen himself, an office and its position, an organisation and the
 * licensed provider through which it asked, or the program.
 */
export const AccessBy = Type.Object({
  kind: Type.String(),
  own: Type.Boolean(),
  /** A parent, guardian or mandate holder who acted for the citizen. */
  representative: Type.Boolean(),
  /** The organisation in whose name it was done. */
  organisation: Nullable(Type.String()),
  agency: Nullable(Words),
  through: Nullable(Words),
  position: Nullable(Words),
})

/** One line of "who looked at my data" (ai đã xem dữ liệu của tôi). */
export const Access = Type.Object({
  id: Uuid,
  at: Instant,
  by: AccessBy,
  act: Type.String(),
  purpose: Nullable(Words),
  legalBasis: Nullable(Type.String()),
  dossierId: Nullable(Uuid),
  reason: Nullable(Type.String()),
  outcome: Outcome,
  action: Type.Union([Type.Literal('read'), Type.Literal('change')]),
  fields: Type.Array(Type.String()),
})
export type Access = Static<typeof Access>

/** One line of the inspector's list; subjects stay hidden, only their number is told. */
export const InspectedEntry = Type.Object({
  id: Uuid,
  at: Instant,
  by: AccessBy,
  act: Type.String(),
  purpose: Nullable(Words),
  legalBasis: Nullable(Type.String()),
  dossierId: Nullable(Uuid),
  reason: Nullable(Type.String()),
  outcome: Outcome,
  problem: Nullable(Type.String()),
  subjectCount: Type.Integer(),
})
export type InspectedEntry = Static<typeof InspectedEntry>

export const pageKeyWrong = problem(400, 'audit/page-key-wrong', {
  vi: 'Trang danh sách này không còn đúng. Hãy mở lại từ đầu',
  en: 'This page of the list is no longer right. Open it again from the beginning',
})

export const listAccesses = endpoint({
  method: 'GET',
  path: '/audit/mine',
  summary: 'Who read or changed my data',
  access: { citizen: { for: 'self-or-represented', level: 1, foreigners: true } },
  personal: true,
  query: Type.Object({
    ...PageQuery,
    /** Also what the citizen did himself. */
    own: Type.Optional(Type.Boolean()),
  }),
  reply: PageOf(Access),
  problems: [pageKeyWrong],
})

export const listEntries = endpoint({
  method: 'GET',
  path: '/audit/entries',
  summary: 'The log, for the inspector',
  access: { officer: { roles: ['inspector'], within: 'nation', purpose: 'audit/inspect' } },
  query: Type.Object({
    ...PageQuery,
    kind: Type.Optional(
      Type.Union([Type.Literal('all'), Type.Literal('refused'), Type.Literal('without-dossier')]),
    ),
  }),
  reply: PageOf(InspectedEntry),
  problems: [pageKeyWrong],
})
