/** Services offered before anybody asks, counted. Decree 224/2026/NĐ-CP. Browser-safe. */
import { type Static, Type } from 'typebox'
import { endpoint } from '#platform/endpoint.ts'
import { UnitId, Words } from '#platform/schemas.ts'
import { leaders, outsideTerritory } from './leaders.contract.ts'

export const OfferFigure = Type.Object({
  rule: Type.String(),
  title: Words,
  level: Type.Integer(),
  offered: Type.Integer(),
  filed: Type.Integer(),
  refused: Type.Integer(),
  /** Withdrawn because the fact changed, or the time was over. */
  ended: Type.Integer(),
})
export type OfferFigure = Static<typeof OfferFigure>

export const readOfferFigures = endpoint({
  method: 'GET',
  path: '/steering/offers',
  summary: 'How many were offered a service before they asked, and what became of it, the last 365 days',
  access: leaders,
  query: Type.Object({ unitId: Type.Optional(UnitId) }),
  reply: Type.Object({ rows: Type.Array(OfferFigure) }),
  problems: [outsideTerritory],
})
