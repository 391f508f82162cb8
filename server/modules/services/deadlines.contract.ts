/** What leaders see of deadlines (theo dõi hạn giải quyết): what was raised to them, what will be late tomorrow. Browser-safe. */
import { type Static, Type } from 'typebox'
import { endpoint } from '#platform/endpoint.ts'
import { Day, Instant, Nullable, PageOf, PageQuery, Uuid, Words } from '#platform/schemas.ts'
import { DossierState } from './dossiers.contract.ts'

const access = {
  officer: { roles: ['signing-leader', 'steering'], within: 'own-agency', purpose: 'steering/figures' },
} as const

/** A dossier as those above an office see it: no applicant, no answers. */
const Followed = {
  dossierId: Uuid,
  code: Type.String(),
  service: Words,
  office: Words,
  /** It is of my own office: I may open it. */
  own: Type.Boolean(),
  state: DossierState,
  stateWords: Words,
  dueAt: Instant,
  holder: Nullable(Type.String()),
}

export const RaisedTo = Type.Union([
  Type.Literal('office'),
  Type.Literal('commune-chair'),
  Type.Literal('province'),
])
export type RaisedTo = Static<typeof RaisedTo>

export const EscalatedDossier = Type.Object({ ...Followed, raisedTo: RaisedTo, raisedAt: Instant })
export type EscalatedDossier = Static<typeof EscalatedDossier>

export const DueTomorrow = Type.Object(Followed)
export type DueTomorrow = Static<typeof DueTomorrow>

export const Forecast = Type.Object({
  /** The next working day; what is due by its end and not decided is late after it. */
  day: Day,
  total: Type.Integer(),
  /** Overdue dossiers that were raised to my office and still are. */
  escalated: Type.Integer(),
  /** Offices below mine as well, most first. */
  offices: Type.Array(
    Type.Object({
      agencyId: Type.Integer(),
      office: Words,
      count: Type.Integer(),
      overdue: Type.Integer(),
      officers: Type.Array(Type.Object({ name: Nullable(Type.String()), count: Type.Integer() })),
    }),
  ),
})
export type Forecast = Static<typeof Forecast>

export const listEscalated = endpoint({
  method: 'GET',
  path: '/services/desk/escalated',
  summary: 'Overdue dossiers that were raised to my office, the longest overdue first',
  access,
  query: Type.Object(PageQuery),
  reply: PageOf(EscalatedDossier),
})

export const readForecast = endpoint({
  method: 'GET',
  path: '/services/desk/forecast',
  summary: 'What will be overdue after the next working day, by office and officer',
  access,
  reply: Forecast,
})

export const listDueTomorrow = endpoint({
  method: 'GET',
  path: '/services/desk/forecast/dossiers',
  summary: 'The dossiers that will be overdue after the next working day',
  access,
  query: Type.Object({ ...PageQuery, agencyId: Type.Optional(Type.Integer()) }),
  reply: PageOf(DueTomorrow),
})
