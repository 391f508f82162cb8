/**
 * A boundary law (nghị quyết sắp xếp đơn vị hành chính) as data: units that begin, units that go into others, units
 * that change name, kind, code or parent, all on one day. Pure. A unit keeps its identity while its territory is the
 * same; so what is merged or divided ends, and what comes of it is new.
 */
import { type Static, Type } from 'typebox'
import { addDays } from '#platform/day.ts'
import { Day, UnitId } from '#platform/schemas.ts'
import { UnitKind, UnitLevel, UnitRelation } from './contract.ts'
import type { Succession, UnitVersion } from './units.ts'

const Code = Type.String({ pattern: '^[0-9]{2}([0-9]{3})?$' })
const Name = Type.String({ minLength: 1, maxLength: 60, pattern: '^[^,"]+$' })
/** A unit by its id, or one that begins with this law by its key. */
const UnitOrKey = Type.Union([UnitId, Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$' })])

export const BoundaryLaw = Type.Object({
  effectiveOn: Day,
  /** Number and symbol of the resolution. */
  law: Type.String({ minLength: 3, maxLength: 60, pattern: '^[^,"]+$' }),
  begins: Type.Array(
    Type.Object({
      key: Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$' }),
      /** Given when the law is entered; ids are never given out again. */
      unitId: Type.Optional(UnitId),
      code: Code,
      level: UnitLevel,
      kind: UnitKind,
      name: Name,
      parent: Type.Union([UnitOrKey, Type.Null()]),
    }),
    { maxItems: 5000 },
  ),
  /** `merged`: all of it goes there; `larger-part` and `part`: it is divided, and an address needs a choice. */
  goes: Type.Array(Type.Object({ from: UnitId, to: UnitOrKey, relation: UnitRelation }), {
    maxItems: 20_000,
  }),
  changes: Type.Array(
    Type.Object({
      unitId: UnitId,
      code: Type.Optional(Code),
      kind: Type.Optional(UnitKind),
      name: Type.Optional(Name),
      parent: Type.Optional(UnitOrKey),
    }),
    { maxItems: 5000 },
  ),
})
export type BoundaryLaw = Static<typeof BoundaryLaw>

export interface Country {
  versions: UnitVersion[]
  successions: Succession[]
}

/** New units take the next free number above this one. */
export const FIRST_NEW_UNIT = 20_000

/** A law that does not fit the country as it stands on the eve of its day; says why. */
export class BoundaryLawUnfit extends Error {}

const confidenceOf = { merged: 'certain', 'larger-part': 'likely', part: 'choose' } as const

/** Gives an id to every unit that begins. */
export function withIds(law: BoundaryLaw, { versions }: Country): BoundaryLaw {
  let last = Math.max(FIRST_NEW_UNIT, ...versions.map(({ unitId }) => unitId))
  return { ...law, begins: law.begins.map((unit) => ({ ...unit, unitId: unit.unitId ?? ++last })) }
}

/** The country after a law. Throws BoundaryLawUnfit. */
export function enact({ versions, successions }: Country, law: BoundaryLaw): Country {
  const { effectiveOn } = law
  const keys = new Map(law.begins.map(({ key, unitId }) => [key, unitId!]))
  const idOf = (unit: number | string) => {
    const id = typeof unit === 'number' ? unit : keys.get(unit)
    if (id === undefined) throw new BoundaryLawUnfit(`No unit begins with the key ${unit}`)
    return id
  }
  const standing = new Map(
    versions
      .filter(({ validFrom, validUntil }) => validUntil === null && (validFrom ?? '') < effectiveOn)
      .map((version) => [version.unitId, version]),
  )
  const ended = new Map(Map.groupBy(law.goes, ({ from }) => from))
  const after = new Map(versions.map((version) => [version, version]))
  const added: UnitVersion[] = []
  const end = (unitId: number) => {
    const version = standing.get(unitId)
    if (!version)
      throw new BoundaryLawUnfit(`The unit ${unitId} does not stand on ${addDays(effectiveOn, -1)}`)
    after.set(version, { ...version, validUntil: effectiveOn })
    return version
  }
  for (const [from, parts] of ended) {
    const { level } = end(from)
    const whole = parts.length === 1 && parts[0]!.relation === 'merged'
    const divided = parts.length > 1 && parts.every(({ relation }) => relation !== 'merged')
    if (!whole && !divided) throw new BoundaryLawUnfit(`The unit ${from} is either merged whole or divided`)
    if (parts.some(({ to }) => levelOf(law, idOf(to)) !== level)) {
      throw new BoundaryLawUnfit(`The unit ${from} goes into a unit of its own level`)
    }
  }
  for (const { unitId, code, level, kind, name, parent } of law.begins) {
    const parentId = parent === null ? null : idOf(parent)
    added.push({
      ...fresh(effectiveOn, law.law),
      unitId: unitId!,
      version: 1,
      code,
      level,
      kind,
      name,
      parentId,
    })
  }
  const change = (unitId: number, to: Partial<UnitVersion>) => {
    const before = end(unitId)
    added.push({ ...before, ...to, ...fresh(effectiveOn, law.law), version: before.version + 1 })
  }
  const changed = new Set<number>()
  for (const { unitId, parent, ...to } of law.changes) {
    if (ended.has(unitId)) throw new BoundaryLawUnfit(`The unit ${unitId} ends and cannot change`)
    changed.add(unitId)
    change(unitId, { ...to, ...(parent === undefined ? {} : { parentId: idOf(parent) }) })
  }
  // Communes of a province that went whole into another follow it.
  for (const [unitId, { parentId }] of standing) {
    const parts = parentId === null ? undefined : ended.get(parentId)
    if (!parts || ended.has(unitId) || changed.has(unitId)) continue
    if (parts.length > 1) throw new BoundaryLawUnfit(`The unit ${unitId} needs a new parent`)
    change(unitId, { parentId: idOf(parts[0]!.to) })
  }
  return {
    versions: [...after.values(), ...added].sort((a, b) => a.unitId - b.unitId || a.version - b.version),
    successions: [
      ...successions,
      ...law.goes.map(({ from, to, relation }) => ({
        oldUnitId: from,
        newUnitId: idOf(to),
        relation,
        confidence: confidenceOf[relation],
        effectiveOn,
        law: law.law,
      })),
    ],
  }
}

const fresh = (validFrom: string, law: string) => ({ validFrom, validUntil: null, law })

function levelOf(law: BoundaryLaw, unitId: number) {
  const begun = law.begins.find((unit) => unit.unitId === unitId)
  if (!begun)
    throw new BoundaryLawUnfit(`The unit ${unitId} takes in others: its territory changes, it begins anew`)
  return begun.level
}

/** The laws one after the other by their days; one that the files carry already is passed over. */
export function enactAll(country: Country, laws: readonly BoundaryLaw[]): Country {
  return [...laws]
    .sort((a, b) => (a.effectiveOn < b.effectiveOn ? -1 : 1))
    .reduce((before, law) => (isCarried(before, law) ? before : enact(before, law)), country)
}

function isCarried({ versions, successions }: Country, law: BoundaryLaw): boolean {
  const [first] = law.goes
  if (first) return successions.some(({ oldUnitId }) => oldUnitId === first.from)
  const [change] = law.changes
  return versions.some(
    ({ unitId, validFrom, law: by }) =>
      unitId === change?.unitId && validFrom === law.effectiveOn && by === law.law,
  )
}
