/** From application to first use (phễu kích hoạt): exact figures by unit, counted from the applications themselves. */
import type { Call } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import { outOfTerritory } from '#population/contract'
import {
  ancestorsOf,
  childrenOf,
  descendantCommunes,
  isWithin,
  type Units,
  unitById,
  unitLabel,
  units,
} from '#reference'
import { officer } from './desk-applications.ts'
import { countFunnel, type FunnelCount } from './holders.store.ts'

type Steps = Omit<FunnelCount, 'unitId'>
const nothing = (): Steps => ({ submitted: 0, approved: 0, notified: 0, activated: 0, used: 0 })

/** A unit of one's territory, the nation when none is named there; each row below is part of the total. */
export async function readFunnel(call: Call, asked: number | undefined) {
  const { territory } = officer(call)
  const on = dayOf(call.now)
  const all = await units(call)
  const unitId = asked ?? (territory.level === 'nation' ? null : territory.unitId)
  if (unitId !== null && territory.level !== 'nation' && !isWithin(all, unitId, territory.unitId, on))
    throw outOfTerritory()
  const counts = await countFunnel(call.sql, unitId === null ? null : desksOf(all, unitId, on))
  const below = childrenOf(all, unitId, on)
  const owner = new Map(
    below.flatMap((unit) => desksOf(all, unit.unitId, on).map((desk) => [desk, unit.unitId] as const)),
  )
  const sums = new Map(below.map((unit) => [unit.unitId, nothing()]))
  const total = nothing()
  let own: Steps | null = null
  for (const { unitId: desk, ...steps } of counts) {
    add(total, steps)
    const sum = sums.get(owner.get(desk) ?? -1)
    if (sum) add(sum, steps)
    else if (desk === unitId && below.length > 0) own = steps
  }
  const label = (id: number) => {
    const unit = unitById(all, id, on)
    return unit ? unitLabel(unit) : String(id)
  }
  return {
    asOf: call.now.toISOString(),
    unitId,
    label: unitId === null ? null : label(unitId),
    trail: unitId === null ? [] : trailOf(all, unitId, territory, on),
    total,
    units: [
      ...(own && unitId !== null
        ? [{ unitId, label: `${label(unitId)} (người nước ngoài · foreigners)`, ...own }]
        : []),
      ...below.map((unit) => ({
        unitId: unit.unitId,
        label: unitLabel(unit),
        ...(sums.get(unit.unitId) ?? nothing()),
      })),
    ],
  }
}

function add(sum: Steps, steps: Steps): void {
  for (const step of Object.keys(sum) as (keyof Steps)[]) sum[step] += steps[step]
}

/** The desks of a unit: its own, where a province serves foreigners, and those of its communes. */
function desksOf(all: Units, unitId: number, on: string): number[] {
  return unitById(all, unitId, on)?.level === 'commune'
    ? [unitId]
    : [unitId, ...descendantCommunes(all, unitId, on)]
}

function trailOf(all: Units, unitId: number, territory: { level: string; unitId: number }, on: string) {
  return ancestorsOf(all, unitId, on)
    .filter((unit) => territory.level === 'nation' || isWithin(all, unit.unitId, territory.unitId, on))
    .map((unit) => ({ unitId: unit.unitId, label: unitLabel(unit) }))
    .reverse()
}
