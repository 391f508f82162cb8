import { readMe } from '@platform/server/accounts'
import { type Overview, readFigures } from '@platform/server/steering'
import type { Crumb } from '../../kit/Page.tsx'
import { useRead } from '../../kit/queries.ts'
import { useFilter } from '../../kit/router.tsx'
import { text, useText } from '../../kit/text.ts'
import { paths } from '../paths.ts'

const words = text({ nation: { vi: 'Toàn quốc', en: 'Viet Nam' } })

/** The unit in the address; undefined is the leader's own territory. */
export function useUnitAsked(): number | undefined {
  const [unit] = useFilter('unit')
  return /^[1-9]\d{0,8}$/.test(unit) ? Number(unit) : undefined
}

/** Figures of the unit in the address; the last ones stay on screen until the next are there. */
export function useOverview() {
  const unitId = useUnitAsked()
  return useRead(readFigures, { query: unitId ? { unitId } : {} }, { keepLast: true })
}

/** What the unit is called, and the way up to the top of what the leader may see. */
export function useTrail(
  overview: Pick<Overview, 'unit' | 'above'> | undefined,
  pathOf: (unitId?: number) => string = paths.figures,
): { label: string; crumbs: Crumb[] } {
  const t = useText(words)
  const me = useRead(readMe, {})
  if (!overview?.unit) return { label: overview ? t.nation : '', crumbs: [] }
  const seesNation = me.data?.actingAs?.territory.level === 'nation'
  return {
    label: overview.unit.label,
    crumbs: [
      ...(seesNation ? [{ label: t.nation, to: pathOf() }] : []),
      ...overview.above.map(({ unitId, label }) => ({ label, to: pathOf(unitId) })),
    ],
  }
}
