/**
 * Administrative units (đơn vị hành chính) in memory. Pure: a unit is an identity with versions, a code means
 * something only on a day, and what became of an old unit is data. Resolution 202/2025/QH15, Decision
 * 19/2025/QĐ-TTg.
 */
import { addDays } from '#platform/day.ts'
import type { Day } from '#platform/schemas.ts'
import type { UnitConfidence, UnitKind, UnitLevel, UnitRelation } from './contract.ts'

export interface UnitVersion {
  unitId: number
  version: number
  code: string
  level: UnitLevel
  kind: UnitKind
  name: string
  parentId: number | null
  validFrom: Day | null
  validUntil: Day | null
  law: string | null
}

export interface Succession {
  oldUnitId: number
  newUnitId: number
  relation: UnitRelation
  confidence: UnitConfidence
  effectiveOn: Day
  law: string | null
}

export interface Units {
  /** Versions of each unit, oldest first. */
  versions: ReadonlyMap<number, readonly UnitVersion[]>
  byCode: ReadonlyMap<string, readonly UnitVersion[]>
  /** Versions by parent, in the order people read them; provinces under null. */
  byParent: ReadonlyMap<number | null, readonly UnitVersion[]>
  successions: ReadonlyMap<number, readonly Succession[]>
  /** The same by the unit that took them. */
  cameFrom: ReadonlyMap<number, readonly Succession[]>
}

/** A unit that an old address may belong to now. */
export interface Candidate {
  unitId: number
  relation: 'same' | UnitRelation
  /** `certain`: no choice; `likely`: the larger part went there; `choose`: a person must say. */
  confidence: UnitConfidence
}

const readingOrder = new Intl.Collator('vi', { numeric: true })
const kindWords: Record<UnitLevel, Partial<Record<UnitKind, string>>> = {
  province: { city: 'Thành phố', province: 'Tỉnh' },
  district: { city: 'Thành phố', 'urban-district': 'Quận', district: 'Huyện', town: 'Thị xã' },
  commune: { ward: 'Phường', commune: 'Xã', town: 'Thị trấn', 'special-zone': 'Đặc khu' },
}

export function indexUnits(versions: readonly UnitVersion[], successions: readonly Succession[]): Units {
  const byVersion = [...versions].sort((a, b) => a.unitId - b.unitId || a.version - b.version)
  const byParent = Map.groupBy(byVersion, ({ parentId }) => parentId)
  for (const children of byParent.values()) {
    children.sort((a, b) => readingOrder.compare(a.name, b.name) || a.unitId - b.unitId)
  }
  return {
    versions: Map.groupBy(byVersion, ({ unitId }) => unitId),
    byCode: Map.groupBy(byVersion, ({ level, code }) => `${level} ${code}`),
    byParent,
    successions: Map.groupBy(successions, ({ oldUnitId }) => oldUnitId),
    cameFrom: Map.groupBy(successions, ({ newUnitId }) => newUnitId),
  }
}

const holdsOn = (version: UnitVersion, on: Day) =>
  (version.validFrom === null || version.validFrom <= on) &&
  (version.validUntil === null || on < version.validUntil)

/** The unit as it was on a day; undefined when it did not exist then. */
export function unitById(units: Units, unitId: number, on: Day): UnitVersion | undefined {
  return units.versions.get(unitId)?.find((version) => holdsOn(version, on))
}

/** The unit that carried a code on a day: codes are given out again, so the day is part of the question. */
export function unitByCode(units: Units, code: string, level: UnitLevel, on: Day): UnitVersion | undefined {
  return units.byCode.get(`${level} ${code}`)?.find((version) => holdsOn(version, on))
}

/** Units right below a parent on a day, in Vietnamese alphabetical order; provinces when the parent is null. */
export function childrenOf(units: Units, parentId: number | null, on: Day): UnitVersion[] {
  return (units.byParent.get(parentId) ?? []).filter((version) => holdsOn(version, on))
}

/** From the parent up to the province; before 1 July 2025 a commune's parent is a district. */
export function ancestorsOf(units: Units, unitId: number, on: Day): UnitVersion[] {
  const above: UnitVersion[] = []
  let parentId = unitById(units, unitId, on)?.parentId ?? null
  while (parentId !== null) {
    const parent = unitById(units, parentId, on)
    if (!parent) break
    above.push(parent)
    parentId = parent.parentId
  }
  return above
}

/** Whether a unit is the other one or lies in it, on a day. */
export function isWithin(units: Units, unitId: number, territoryId: number, on: Day): boolean {
  return unitId === territoryId || ancestorsOf(units, unitId, on).some((unit) => unit.unitId === territoryId)
}

/** The communes of a unit on a day, the unit itself when it is a commune. */
export function descendantCommunes(units: Units, unitId: number, on: Day): number[] {
  const unit = unitById(units, unitId, on)
  if (!unit) return []
  if (unit.level === 'commune') return [unitId]
  return childrenOf(units, unitId, on).flatMap((child) => descendantCommunes(units, child.unitId, on))
}

/** Kind and name, as people write it: `Phường Ba Đình`. */
export function unitLabel({ level, kind, name }: Pick<UnitVersion, 'level' | 'kind' | 'name'>): string {
  return `${kindWords[level][kind]} ${name}`
}

/**
 * Full name up to the province, as people wrote it on that day: `Phường Ba Đình, Thành phố Hà Nội`. Asked
 * for a day on which the unit did not exist, it answers the name of the nearest day on which it did.
 */
export function unitName(units: Units, unitId: number, on: Day): string {
  const day = nearestDay(units, unitId, on)
  const unit = unitById(units, unitId, day)
  if (!unit) throw new Error(`No administrative unit has the id ${unitId}`)
  return [unit, ...ancestorsOf(units, unitId, day)].map(unitLabel).join(', ')
}

/** One line of an address: street or hamlet as written, then the units. */
export function addressLine(units: Units, unitId: number, line: string, on: Day): string {
  const name = unitName(units, unitId, on)
  return line.trim() ? `${line.trim()}, ${name}` : name
}

function nearestDay(units: Units, unitId: number, on: Day): Day {
  const versions = units.versions.get(unitId) ?? []
  const [first, last] = [versions[0], versions.at(-1)]
  if (first?.validFrom && on < first.validFrom) return first.validFrom
  if (last?.validUntil && on >= last.validUntil) return addDays(last.validUntil, -1)
  return on
}

/**
 * Which units of a day an old unit became: one certain answer, or candidates of which a person chooses, the
 * likelier first. A district answers the communes that its communes became.
 */
export function mapOldAddress(units: Units, oldUnitId: number, on: Day): Candidate[] {
  if (unitById(units, oldUnitId, on)) {
    return [{ unitId: oldUnitId, relation: 'same', confidence: 'certain' }]
  }
  const found = new Map<number, Candidate>()
  for (const step of stepsForward(units, oldUnitId, on)) {
    for (const candidate of mapOldAddress(units, step.unitId, on)) {
      const joined = candidate.relation === 'same' ? { ...step } : weakest(step, candidate)
      const before = found.get(joined.unitId)
      if (!before || rank[joined.confidence] < rank[before.confidence]) found.set(joined.unitId, joined)
    }
  }
  const order = [...found.values()].sort(
    (a, b) => rank[a.confidence] - rank[b.confidence] || a.unitId - b.unitId,
  )
  const alone = order.length === 1 && order[0]!.relation !== 'larger-part'
  return alone
    ? order
    : order.map((it) => (it.confidence === 'certain' ? { ...it, confidence: 'choose' } : it))
}

/** Units that went, whole or in part, into any of these until a day, and what went into those before. */
export function predecessorsOf(units: Units, unitIds: readonly number[], on: Day): number[] {
  const found = new Set<number>()
  let next = [...unitIds]
  while (next.length > 0) {
    const before = next.flatMap((unitId) => units.cameFrom.get(unitId) ?? [])
    next = before
      .filter(({ oldUnitId, effectiveOn }) => effectiveOn <= on && !found.has(oldUnitId))
      .map(({ oldUnitId }) => oldUnitId)
    for (const unitId of next) found.add(unitId)
  }
  return [...found]
}

const rank: Record<UnitConfidence, number> = { certain: 0, likely: 1, choose: 2 }

const weakest = (step: Candidate, next: Candidate): Candidate =>
  rank[next.confidence] >= rank[step.confidence]
    ? next
    : { unitId: next.unitId, relation: step.relation, confidence: step.confidence }

function stepsForward(units: Units, oldUnitId: number, on: Day): Candidate[] {
  const direct = (units.successions.get(oldUnitId) ?? []).filter(({ effectiveOn }) => effectiveOn <= on)
  const last = units.versions.get(oldUnitId)?.at(-1)
  const ended = last?.validUntil
  const inside = last?.level === 'district' && ended ? childrenOf(units, oldUnitId, addDays(ended, -1)) : []
  return [
    ...direct.map(({ newUnitId, relation, confidence }) => ({ unitId: newUnitId, relation, confidence })),
    ...inside.flatMap(({ unitId }) =>
      mapOldAddress(units, unitId, on).map((it) =>
        it.relation === 'same' ? { ...it, relation: 'part' as const } : it,
      ),
    ),
  ]
}
