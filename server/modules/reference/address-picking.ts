/** Picking an address one level at a time, so that no page ever loads the whole tree. */
import type { Call } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import type { Day } from '#platform/schemas.ts'
import { fold } from '#platform/vietnamese.ts'
import { type UnitDetail, type UnitFound, type UnitRow, type UnitSuccessor, unitUnknown } from './contract.ts'
import { units } from './in-memory.ts'
import { selectFormerNames, selectVersionsByName } from './units.store.ts'
import {
  ancestorsOf,
  childrenOf,
  mapOldAddress,
  type Units,
  type UnitVersion,
  unitById,
  unitLabel,
  unitName,
} from './units.ts'

/** What lies right below a unit on a day, provinces when there is none. Throws unitUnknown. */
export async function listUnitsBelow(call: Call, parentId: number | null, on: Day = dayOf(call.now)) {
  const all = await units(call)
  const parent = parentId === null ? null : unitById(all, parentId, on)
  if (parent === undefined) throw unitUnknown()
  return { on, parent: parent && toRow(parent), rows: childrenOf(all, parentId, on).map(toRow) }
}

/** Throws unitUnknown. */
export async function readUnitDetail(
  call: Call,
  unitId: number,
  on: Day = dayOf(call.now),
): Promise<UnitDetail> {
  const all = await units(call)
  const unit = unitById(all, unitId, on)
  if (!unit) throw unitUnknown()
  const { name, validFrom, validUntil, law } = unit
  const above = ancestorsOf(all, unitId, on).map(toRow)
  return { ...toRow(unit), name, fullName: unitName(all, unitId, on), above, validFrom, validUntil, law }
}

/** What an old unit became by a day: itself when it still stands. Throws unitUnknown for an id that never was. */
export async function listSuccessors(call: Call, unitId: number, on: Day = dayOf(call.now)) {
  const all = await units(call)
  if (!all.versions.has(unitId)) throw unitUnknown()
  const rows = mapOldAddress(all, unitId, on).map(
    ({ unitId: id, relation, confidence }): UnitSuccessor => ({
      unit: toRow(unitById(all, id, on)!),
      fullName: unitName(all, id, on),
      relation,
      confidence,
    }),
  )
  return { on, rows }
}

/** Units that have or had a name, or took in a commune that had it; marks may be left out. */
export async function unitsNamed(call: Call, name: string): Promise<UnitFound[]> {
  const all = await units(call)
  const folded = fold(name)
  const versions = (await selectVersionsByName(call.sql, folded)).map(
    ({ unitId, version }) => all.versions.get(unitId)![version - 1]!,
  )
  const former = await selectFormerNames(call.sql, folded)
  return [
    ...versions.map((version) => toFound(all, version, null)),
    ...former.map(({ unitId, formerName }) => toFound(all, all.versions.get(unitId)![0]!, formerName)),
  ]
}

function toFound(all: Units, version: UnitVersion, formerName: string | null): UnitFound {
  const { unitId, validFrom, validUntil } = version
  const fullName = unitName(all, unitId, validFrom ?? FIRST_DAY)
  return { unit: toRow(version), fullName, formerName, validFrom, validUntil }
}

/** Any day before the first dated change stands for "before our records". */
const FIRST_DAY = '1976-07-02'

function toRow(unit: UnitVersion): UnitRow {
  const { unitId, code, level, kind } = unit
  return { id: unitId, code, level, kind, label: unitLabel(unit) }
}
