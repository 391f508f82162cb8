import type { Call, OfficerActor } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import type { Day } from '#platform/schemas.ts'
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
import { stateWords } from '#services'
import type { Figures, Overview } from './contract.ts'
import { outsideTerritory } from './contract.ts'
import * as store from './figures.store.ts'

/** Figures look back this far. */
export const WINDOW_DAYS = 365

/** What a leader looks at: the communes under a unit, null for the whole nation. */
export interface Scope {
  unitId: number | null
  communes: readonly number[] | null
  since: Date
  on: Day
  units: Units
}

/** The unit asked for, or the leader's own territory. Throws outsideTerritory. */
export async function scopeOf(call: Call, leader: OfficerActor, asked: number | undefined): Promise<Scope> {
  const all = await units(call)
  const on = dayOf(call.now)
  const { territory } = leader
  const unitId = asked ?? (territory.level === 'nation' ? null : territory.unitId)
  if (unitId !== null && !unitById(all, unitId, on)) throw outsideTerritory()
  if (territory.level !== 'nation' && (unitId === null || !isWithin(all, unitId, territory.unitId, on))) {
    throw outsideTerritory()
  }
  const communes = unitId === null ? null : communesOf(all, unitId, on)
  return { unitId, communes, since: new Date(call.now.getTime() - WINDOW_DAYS * 86_400_000), on, units: all }
}

/** Figures of a unit and of each unit in it. */
export async function figures(
  call: Call,
  leader: OfficerActor,
  asked: number | undefined,
): Promise<Overview> {
  const scope = await scopeOf(call, leader, asked)
  const { units: all, on, unitId } = scope
  const [people, dossiers] = await Promise.all([
    store.peopleByUnit(call.sql, scope.communes),
    store.dossiersByUnit(call.sql, scope.communes, scope.since),
  ])
  const children =
    unitId !== null && unitById(all, unitId, on)?.level === 'commune' ? [] : childrenOf(all, unitId, on)
  const childOf = childOfCommune(all, children, on)
  const sums = new Map<number, Sum>(children.map((child) => [child.unitId, emptySum()]))
  const total = emptySum()
  const states = new Map<string, number>()
  for (const row of people) for (const sum of [total, sums.get(childOf(row.unitId))]) if (sum) add(sum, row)
  for (const row of dossiers) {
    states.set(row.state, (states.get(row.state) ?? 0) + row.received)
    for (const sum of [total, sums.get(childOf(row.unitId))]) if (sum) add(sum, row)
  }
  return {
    asOf: call.now.toISOString(),
    unit: unitId === null ? null : reference(all, unitId, on),
    above: aboveOf(all, unitId, leader, on),
    total: shares(total),
    states: [...states].map(([state, count]) => ({ state, words: stateWords(state), count })),
    units: children.map((child) => ({
      ...reference(all, child.unitId, on),
      ...shares(sums.get(child.unitId) ?? emptySum()),
    })),
  }
}

type Sum = Omit<Figures, 'onTimeShare' | 'onlineShare' | 'avoidedShare'>

function emptySum(): Sum {
  return {
    people: 0,
    households: 0,
    temporary: 0,
    received: 0,
    online: 0,
    open: 0,
    overdue: 0,
    paused: 0,
    decided: 0,
    decidedLate: 0,
    papersKnown: 0,
    papersAvoided: 0,
    papersReused: 0,
  }
}

function add(sum: Sum, row: Partial<Sum>) {
  for (const key of Object.keys(sum) as (keyof Sum)[]) sum[key] += row[key] ?? 0
}

/** An open overdue dossier counts against the on-time share, as in Decision 766/QĐ-TTg. */
function shares(sum: Sum): Figures {
  const measured = sum.decided + sum.overdue
  return {
    ...sum,
    onTimeShare: measured > 0 ? (sum.decided - sum.decidedLate) / measured : null,
    onlineShare: sum.received > 0 ? sum.online / sum.received : null,
    avoidedShare: sum.papersKnown > 0 ? sum.papersAvoided / sum.papersKnown : null,
  }
}

/** The communes of a unit, itself when it is one. */
export function communesOf(all: Units, unitId: number, on: Day): number[] {
  return unitById(all, unitId, on)?.level === 'commune' ? [unitId] : descendantCommunes(all, unitId, on)
}

/** Which of the children a commune belongs to. */
function childOfCommune(all: Units, children: readonly { unitId: number }[], on: Day) {
  const owner = new Map<number, number>()
  for (const { unitId } of children)
    for (const commune of communesOf(all, unitId, on)) owner.set(commune, unitId)
  return (commune: number) => owner.get(commune) ?? -1
}

export function reference(all: Units, unitId: number, on: Day) {
  const unit = unitById(all, unitId, on)
  return { unitId, label: unit ? unitLabel(unit) : String(unitId), level: unit?.level ?? 'commune' }
}

export function aboveOf(all: Units, unitId: number | null, { territory }: OfficerActor, on: Day) {
  if (unitId === null) return []
  return ancestorsOf(all, unitId, on)
    .filter((unit) => territory.level === 'nation' || isWithin(all, unit.unitId, territory.unitId, on))
    .map((unit) => reference(all, unit.unitId, on))
    .reverse()
}
