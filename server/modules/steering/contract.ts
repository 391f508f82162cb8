import { type Static, Type } from 'typebox'
import { endpoint } from '#platform/endpoint.ts'
import { Instant, Nullable, PageOf, PageQuery, UnitId, Uuid, Words } from '#platform/schemas.ts'
import { Holder, leaders, outsideTerritory, UnitRef } from './leaders.contract.ts'

export * from './feedback-figures.contract.ts'
export * from './index.contract.ts'
export { outsideTerritory } from './leaders.contract.ts'
export * from './offer-figures.contract.ts'

/** Figures of one unit over the last 365 days; shares are null when there is nothing to share. */
export const Figures = Type.Object({
  people: Type.Integer(),
  households: Type.Integer(),
  /** Living there temporarily. */
  temporary: Type.Integer(),
  received: Type.Integer(),
  online: Type.Integer(),
  open: Type.Integer(),
  overdue: Type.Integer(),
  paused: Type.Integer(),
  decided: Type.Integer(),
  decidedLate: Type.Integer(),
  /** Papers the procedures ask for, those nobody had to bring, those an earlier result stood for. */
  papersKnown: Type.Integer(),
  papersAvoided: Type.Integer(),
  papersReused: Type.Integer(),
  /** On time ÷ (decided + open and overdue), 0 to 1. Decision 766/QĐ-TTg, group 2. */
  onTimeShare: Nullable(Type.Number()),
  /** Online ÷ received, 0 to 1. Decision 766/QĐ-TTg, group 3. */
  onlineShare: Nullable(Type.Number()),
  /** Papers nobody had to bring ÷ papers known, 0 to 1. Decision 766/QĐ-TTg, group 5. */
  avoidedShare: Nullable(Type.Number()),
})
export type Figures = Static<typeof Figures>

export const Overview = Type.Object({
  asOf: Instant,
  /** Null is the nation. */
  unit: Nullable(UnitRef),
  /** From the top of what the leader may see down to the unit. */
  above: Type.Array(UnitRef),
  total: Figures,
  /** Dossiers of the last 365 days by state. */
  states: Type.Array(Type.Object({ state: Type.String(), words: Words, count: Type.Integer() })),
  units: Type.Array(Type.Object({ ...UnitRef.properties, ...Figures.properties })),
})
export type Overview = Static<typeof Overview>

/** A dossier behind a figure: what and where, and who holds it; never whose it is. */
export const FigureRow = Type.Object({
  dossierId: Uuid,
  code: Type.String(),
  service: Words,
  agency: Words,
  state: Type.String(),
  stateWords: Words,
  submittedAt: Instant,
  dueAt: Nullable(Instant),
  decidedAt: Nullable(Instant),
  overdue: Type.Boolean(),
  paused: Type.Boolean(),
  holder: Nullable(Holder),
})
export type FigureRow = Static<typeof FigureRow>

/** Which rows stand behind a figure. */
export const RowsOf = Type.Union([
  Type.Literal('received'),
  Type.Literal('online'),
  Type.Literal('open'),
  Type.Literal('overdue'),
  Type.Literal('paused'),
  Type.Literal('decided'),
  Type.Literal('decided-late'),
])
export type RowsOf = Static<typeof RowsOf>

export const readFigures = endpoint({
  method: 'GET',
  path: '/steering/figures',
  summary: 'Figures of a unit and of the units in it',
  access: leaders,
  query: Type.Object({ unitId: Type.Optional(UnitId) }),
  reply: Overview,
  problems: [outsideTerritory],
})

export const listFigureRows = endpoint({
  method: 'GET',
  path: '/steering/dossiers',
  summary: 'The dossiers behind a figure',
  access: leaders,
  query: Type.Object({
    ...PageQuery,
    unitId: Type.Optional(UnitId),
    rows: RowsOf,
    state: Type.Optional(Type.String({ maxLength: 40 })),
  }),
  reply: PageOf(FigureRow),
  problems: [outsideTerritory],
})
