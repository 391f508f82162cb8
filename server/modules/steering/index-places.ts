/** Whose score a place counts for: units of today, and what went into them by boundary changes. */
import type { Day } from '#platform/schemas.ts'
import { childrenOf, mapOldAddress, predecessorsOf, type Units, unitById } from '#reference'
import type { Scope } from './figures.ts'
import { communesOf } from './figures.ts'
import type { Places } from './index-facts.store.ts'

/** Stands for the unit itself, where nothing is told apart below it. */
export const WHOLE = 0

/** The units just below, none below a commune. */
export function unitsBelow({ units, unitId, on }: Scope) {
  const bottom = unitId !== null && unitById(units, unitId, on)?.level === 'commune'
  return bottom ? [] : childrenOf(units, unitId, on)
}

/**
 * Each commune of today and each that went into it, with the unit it counts for. A divided commune counts where the
 * larger part went: once, never twice.
 */
export function placesOf(scope: Scope, apart: boolean): Places {
  const { units, unitId, on } = scope
  const owners = new Map<number, number>()
  const below = apart ? unitsBelow(scope) : []
  for (const { unitId: child } of below)
    for (const commune of communesOf(units, child, on)) owners.set(commune, child)
  if (below.length === 0) {
    const communes = unitId === null ? nationCommunes(units, on) : communesOf(units, unitId, on)
    for (const commune of communes) owners.set(commune, WHOLE)
  }
  const today = [...owners.keys()]
  for (const old of predecessorsOf(units, today, on)) {
    const heir = mapOldAddress(units, old, on)[0]?.unitId
    const owner = heir === undefined ? undefined : owners.get(heir)
    if (owner !== undefined && !owners.has(old)) owners.set(old, owner)
  }
  return { units: [...owners.keys()], owners: [...owners.values()] }
}

function nationCommunes(units: Units, on: Day): number[] {
  return childrenOf(units, null, on).flatMap((province) => communesOf(units, province.unitId, on))
}
