/** Accounts from application to first use (phễu kích hoạt). Browser-safe. */
import { type Static, Type } from 'typebox'
import { endpoint } from '#platform/endpoint.ts'
import { Instant, Nullable, UnitId } from '#platform/schemas.ts'

const Funnel = {
  submitted: Type.Integer(),
  approved: Type.Integer(),
  notified: Type.Integer(),
  activated: Type.Integer(),
  used: Type.Integer(),
}
export const FunnelRow = Type.Object({ unitId: UnitId, label: Type.String(), ...Funnel })
export type FunnelRow = Static<typeof FunnelRow>

/** Counted from the applications themselves: each row below adds up to the one above. */
export const readFunnel = endpoint({
  method: 'GET',
  path: '/accounts/funnel',
  summary: 'Accounts from application to first use, by unit',
  access: {
    officer: {
      roles: ['residence', 'steering', 'data-steward'],
      within: 'territory',
      purpose: 'steering/figures',
    },
  },
  query: Type.Object({ unitId: Type.Optional(UnitId) }),
  reply: Type.Object({
    asOf: Instant,
    unitId: Nullable(UnitId),
    label: Nullable(Type.String()),
    trail: Type.Array(Type.Object({ unitId: UnitId, label: Type.String() })),
    total: Type.Object(Funnel),
    units: Type.Array(FunnelRow),
  }),
})
