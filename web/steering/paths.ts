import type { CaseRows, Measure, RowsOf } from '@platform/server/steering'

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
  feedback: (unitId?: number | null) => withQuery('/feedback', { unit: unitId, search: '' }),
  feedbackRows: (rows: CaseRows, unitId?: number | null, kind = '') =>
    withQuery('/feedback/cases', { unit: unitId, rows, kind, search: '' }),
  index: ({ unitId, search = '' }: { unitId?: number | null | undefined; search?: string } = {}) =>
    withQuery('/service-index', { unit: unitId, search }),
  indexRows: ({
    measure,
    unitId,
    search = '',
  }: {
    measure?: Measure
    unitId?: number | undefined
    search?: string
  }) => withQuery('/service-index/rows', { unit: unitId, measure, search }),
}

function withQuery(
  path: string,
  { search, ...rest }: { search: string } & Record<string, string | number | null | undefined>,
): string {
  const query = new URLSearchParams(search)
  for (const [name, value] of Object.entries(rest)) if (value) query.set(name, String(value))
  return query.size > 0 ? `${path}?${query}` : path
}
