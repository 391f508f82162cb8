/**
 * The order in which everything that changes where people live takes its locks: the dwelling, the people in the order
 * of their numbers, then every household that anyone leaves or enters in the order of their ids. Kept, two calls wait
 * for each other and never stand in each other's way.
 */
import type { Call } from '#platform/call.ts'
import type { PersonNumber, Uuid } from '#platform/schemas.ts'
import { lockHouseholds } from './households.store.ts'
import { selectCurrent } from './residences.store.ts'

/** Locks the households of people, who are locked, and others beside them. */
export async function lockHouseholdsOf(
  { sql }: Pick<Call, 'sql'>,
  numbers: readonly PersonNumber[],
  others: readonly Uuid[] = [],
): Promise<void> {
  const held = await selectCurrent(sql, numbers)
  const own = held.flatMap((row) => [row.permanentHouseholdId, row.temporaryHouseholdId])
  const ids = [...new Set([...others, ...own.filter((id) => id !== null)])]
  if (ids.length > 0) await lockHouseholds(sql, ids)
}
