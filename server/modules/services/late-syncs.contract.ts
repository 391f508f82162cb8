/**
 * What other agencies have not taken in time (chậm đồng bộ, Decree 63/2024/NĐ-CP: within ten minutes), as the office of the
 * dossier and its leaders see it: keys and times, nobody's data. Browser-safe.
 */
import { type Static, Type } from 'typebox'
import { endpoint } from '#platform/endpoint.ts'
import { Instant, Nullable, PageOf, PageQuery, Uuid, Words } from '#platform/schemas.ts'

export const LateSync = Type.Object({
  requestId: Uuid,
  dossierId: Uuid,
  code: Type.String(),
  service: Words,
  office: Words,
  /** It is of my own office: I may open it. */
  own: Type.Boolean(),
  /** What is to be done by whom: “Cấp thẻ (Bảo hiểm xã hội)”. */
  what: Words,
  requestState: Type.Union([Type.Literal('waiting'), Type.Literal('parked')]),
  requestStateWords: Words,
  attempts: Type.Integer(),
  dueAt: Instant,
  raisedAt: Instant,
  holder: Nullable(Type.String()),
})
export type LateSync = Static<typeof LateSync>

export const listLateSyncs = endpoint({
  method: 'GET',
  path: '/services/desk/late-syncs',
  summary: 'What other agencies have not taken in time, of my office; for leaders of the offices below too',
  access: {
    officer: {
      roles: ['counter', 'case-officer', 'signing-leader', 'steering'],
      within: 'own-agency',
      purpose: 'steering/figures',
    },
  },
  query: Type.Object(PageQuery),
  reply: Type.Object({ ...PageOf(LateSync).properties, total: Type.Integer() }),
})
