/** What people say of offices, in figures: complaints open and overdue, how content they are. Browser-safe. */
import { type Static, Type } from 'typebox'
import { CaseKind, CaseState } from '#feedback/contract'
import { endpoint } from '#platform/endpoint.ts'
import { Instant, Nullable, PageOf, PageQuery, UnitId, Uuid, Words } from '#platform/schemas.ts'
import { leaders, outsideTerritory, UnitRef } from './leaders.contract.ts'

const Cases = {
  open: Type.Integer(),
  overdue: Type.Integer(),
  answered: Type.Integer(),
  answeredLate: Type.Integer(),
  /** The office was not right. */
  founded: Type.Integer(),
}
const Marks = {
  ratings: Type.Integer(),
  /** Content or very content. */
  content: Type.Integer(),
}

export const FeedbackFigures = Type.Object({
  asOf: Instant,
  unit: Nullable(UnitRef),
  above: Type.Array(UnitRef),
  total: Type.Object({
    ...Cases,
    ...Marks,
    /** How many gave 1, 2, 3 and 4. */
    marks: Type.Array(Type.Integer()),
  }),
  kinds: Type.Array(Type.Object({ kind: CaseKind, ...Cases })),
  services: Type.Array(Type.Object({ serviceCode: Type.String(), service: Words, ...Marks })),
  units: Type.Array(Type.Object({ ...UnitRef.properties, ...Cases, ...Marks })),
})
export type FeedbackFigures = Static<typeof FeedbackFigures>

export const readFeedbackFigures = endpoint({
  method: 'GET',
  path: '/steering/feedback',
  summary:
    'Feedback and complaints of a unit and the units in it, and how content people are, the last 365 days',
  access: leaders,
  query: Type.Object({ unitId: Type.Optional(UnitId) }),
  reply: FeedbackFigures,
  problems: [outsideTerritory],
})

export const CaseRows = Type.Union([
  Type.Literal('open'),
  Type.Literal('overdue'),
  Type.Literal('answered'),
  Type.Literal('answered-late'),
  Type.Literal('founded'),
])
export type CaseRows = Static<typeof CaseRows>

/** A case behind a figure: never who said what. */
export const CaseFigureRow = Type.Object({
  caseId: Uuid,
  kind: CaseKind,
  agency: Words,
  code: Nullable(Type.String()),
  state: CaseState,
  sentAt: Instant,
  dueAt: Instant,
  answeredAt: Nullable(Instant),
  overdue: Type.Boolean(),
  founded: Type.Boolean(),
})
export type CaseFigureRow = Static<typeof CaseFigureRow>

export const listFeedbackRows = endpoint({
  method: 'GET',
  path: '/steering/feedback/cases',
  summary: 'The cases behind a figure of feedback',
  access: leaders,
  query: Type.Object({
    ...PageQuery,
    unitId: Type.Optional(UnitId),
    rows: CaseRows,
    kind: Type.Optional(CaseKind),
  }),
  reply: PageOf(CaseFigureRow),
  problems: [outsideTerritory],
})
