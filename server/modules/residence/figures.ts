/** How many people and households are registered where, from counts kept with every event. */
import type { Call } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import { childrenOf, descendantCommunes, unitById, unitLabel, units } from '#reference'
import { unitUnknown } from '#reference/contract'
import { selectCounts } from './unit-counts.store.ts'

export interface Counts {
  people: number
  temporary: number
  households: number
}

/** Counts of a unit and of each unit right below it; of the nation and its provinces when no unit is named. */
export async function readFigures(call: Call, unitId: number | null) {
  const all = await units(call)
  const today = dayOf(call.now)
  if (unitId !== null && !unitById(all, unitId, today)) throw unitUnknown()
  const below = childrenOf(all, unitId, today)
  const communes = new Map(below.map((unit) => [unit.unitId, descendantCommunes(all, unit.unitId, today)]))
  const own = below.length === 0 && unitId !== null ? [unitId] : []
  const counted = await selectCounts(call.sql, [...own, ...[...communes.values()].flat()])
  const byUnit = new Map(counted.map((row) => [row.unitId, row]))
  const sum = (ids: readonly number[]) =>
    ids.reduce<Counts>(
      (total, id) => {
        const row = byUnit.get(id)
        return {
          people: total.people + (row?.people ?? 0),
          temporary: total.temporary + (row?.temporary ?? 0),
          households: total.households + (row?.households ?? 0),
        }
      },
      { people: 0, temporary: 0, households: 0 },
    )
  return {
    at: call.now.toISOString(),
    unitId,
    ...sum([...byUnit.keys()]),
    rows: below.map((unit) => ({
      unitId: unit.unitId,
      label: unitLabel(unit),
      ...sum(communes.get(unit.unitId) ?? []),
    })),
  }
}
