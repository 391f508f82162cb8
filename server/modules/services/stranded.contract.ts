/** Dossiers of a divided agency that nobody could place: an agency that took a part of its area takes them over. */
import { type Static, Type } from 'typebox'
import { endpoint } from '#platform/endpoint.ts'
import { problem } from '#platform/problem.ts'
import { Instant, Uuid, Words } from '#platform/schemas.ts'

export const notStranded = problem(404, 'services/not-stranded', {
  vi: 'Hồ sơ này không còn chờ, hoặc cơ quan của bạn không nhận phần nào của cơ quan cũ',
  en: 'This dossier waits no more, or your agency took no part of the former one',
})

const access = {
  officer: {
    roles: ['counter', 'case-officer', 'signing-leader'],
    within: 'own-agency',
    purpose: 'services/handle',
  },
} as const

export const StrandedDossier = Type.Object({
  dossierId: Uuid,
  code: Type.String(),
  service: Words,
  submittedAt: Instant,
  formerAgency: Words,
})
export type StrandedDossier = Static<typeof StrandedDossier>

/** At most 100, the oldest first. */
export const listStranded = endpoint({
  method: 'GET',
  path: '/services/desk/stranded',
  summary: 'List dossiers of former agencies of which one’s own took a part',
  access,
  personal: true,
  reply: Type.Object({ rows: Type.Array(StrandedDossier) }),
})

export const takeStranded = endpoint({
  method: 'POST',
  path: '/services/desk/stranded/:dossierId/take',
  summary: 'Take a dossier of a former agency over into the queue of one’s own',
  access,
  personal: true,
  params: Type.Object({ dossierId: Uuid }),
  body: Type.Object({ reason: Type.String({ minLength: 10, maxLength: 500 }) }),
  reply: Type.Object({ taken: Type.Boolean() }),
  problems: [notStranded],
})
