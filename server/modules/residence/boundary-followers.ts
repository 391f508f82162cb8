/**
 * What else follows a boundary change: rights of officers and queues of agencies belong to later modules, which
 * register here how they follow. No import goes down the list.
 */
import type { Call } from '#platform/call.ts'
import type { Day, Words } from '#platform/schemas.ts'

/** Units that ended on a day, and what became of each. */
export interface EndedUnits {
  effectiveOn: Day
  law: string
  /** By old unit: its only successor, or several that took parts of it, of which a person must choose. */
  successors: ReadonlyMap<number, readonly number[]>
}

export interface BoundaryFollower {
  name: string
  words: Words
  /**
   * Moves at most `limit` things that have a certain successor; answers how many it moved, fewer than the limit
   * when none is left. Safe to repeat. Called in a transaction of its own until nothing is left.
   */
  follow(call: Call, ended: EndedUnits, limit: number): Promise<number>
  /** How many things wait until a person has chosen. */
  waiting(call: Pick<Call, 'sql'>, ended: EndedUnits): Promise<number>
}

const followers: BoundaryFollower[] = []

export function registerBoundaryFollower(follower: BoundaryFollower): void {
  followers.push(follower)
}

export const boundaryFollowers = (): readonly BoundaryFollower[] => followers
