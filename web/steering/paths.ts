import type { RowsOf } from '@platform/server/steering'

/** Every page of the steering app by its address; the unit looked at is in it, so that a link shows the same. */
export const paths = {
  figures: (unitId?: number | null) => (unitId ? `/?unit=${unitId}` : '/'),
  funnel: (unitId?: number) => (unitId ? `/accounts?unit=${unitId}` : '/accounts'),
  rows: (rows: RowsOf, unitId?: number | null, state?: string) => {
    const query = new URLSearchParams({ rows })
    if (unitId) query.set('unit', String(unitId))
    if (state) query.set('state', state)
    return `/dossiers?${query}`
  },
}
