/** Who is kin to whom, as far as the register knows. Families are walked level by level, never person by person. */
import type { Call } from '#platform/call.ts'
import type { PersonNumber } from '#platform/schemas.ts'
import * as contract from './contract.ts'
import * as store from './relations.store.ts'

/** Levels of direct ancestors that are looked at: more than any two living people need. */
const LEVELS_UP = 4

/** Ancestors of a person by level: parents first. Bounded by what the register can hold, 2ⁿ a level. */
export async function ancestorsOf(call: Pick<Call, 'sql'>, number: PersonNumber, levels: number) {
  const found: Set<PersonNumber>[] = []
  let level: PersonNumber[] = [number]
  for (let up = 0; up < levels && level.length > 0; up++) {
    const parents = await store.selectParents(call.sql, level)
    level = [...new Set(parents.map(({ otherNumber }) => otherNumber))]
    if (level.length > 0) found.push(new Set(level))
  }
  return found
}

/** Fathers and mothers of many people at once: pairs of child and parent. The caller enters what he reads. */
export async function parentPairs(call: Pick<Call, 'sql'>, numbers: readonly PersonNumber[]) {
  return store.selectParents(call.sql, numbers)
}

/**
 * Two people who may not marry: of one direct line, within three generations of common blood, or (once) adoptive
 * parent and child, parent and spouse of a child, step-parent and stepchild. Throws closeKin.
 * Law on Marriage and Family 52/2014/QH13, art. 3(17), 3(18), 5(2)(d); `generations` counts the common ancestor's
 * children as the second.
 */
export async function refuseCloseKin(
  call: Call,
  one: PersonNumber,
  other: PersonNumber,
  generations: number,
): Promise<void> {
  const [mine, theirs] = [await ancestorsOf(call, one, LEVELS_UP), await ancestorsOf(call, other, LEVELS_UP)]
  const line = mine.some((level) => level.has(other)) || theirs.some((level) => level.has(one))
  const near = (levels: readonly Set<PersonNumber>[]) => levels.slice(0, generations - 1)
  const shared = new Set(near(theirs).flatMap((level) => [...level]))
  const common = near(mine).some((level) => [...level].some((ancestor) => shared.has(ancestor)))
  if (line || common) throw contract.closeKin()
  const held = await store.selectRelationsInForce(call.sql, one)
  const adopted = held.some(
    ({ kind, otherNumber }) =>
      otherNumber === other && (kind === 'adoptive-parent' || kind === 'adopted-child'),
  )
  if (adopted || (await byMarriage(call, one, other)) || (await byMarriage(call, other, one))) {
    throw contract.closeKin()
  }
}

/** Whether one is, or was, married to a parent of the other. */
async function byMarriage(call: Call, one: PersonNumber, other: PersonNumber): Promise<boolean> {
  const parents = await store.selectParents(call.sql, [other])
  const spouses = await store.selectSpouses(
    call.sql,
    parents.map(({ otherNumber }) => otherNumber),
  )
  return spouses.includes(one)
}
