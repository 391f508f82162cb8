/** Who lives in an officer's territory, and which communes lie in it. */
import type { Call, Territory } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import type { Day, PersonNumber } from '#platform/schemas.ts'
import { presenceKey } from '#population'
import { descendantCommunes, isWithin, units } from '#reference'
import { selectPresentIn, selectRegisteredIn } from './residences.store.ts'

/** Of these people, those registered in the territory, permanently or for a time. */
export async function registeredIn(
  call: Pick<Call, 'sql' | 'ports' | 'now'>,
  numbers: readonly PersonNumber[],
  territory: Territory,
): Promise<ReadonlySet<PersonNumber>> {
  if (territory.level === 'nation') return new Set(numbers)
  const communes = descendantCommunes(await units(call), territory.unitId, dayOf(call.now))
  return new Set(await selectRegisteredIn(call.sql, numbers, communes))
}

/**
 * Of these people, each on a day, those registered in the territory on that day, the day they left it included, as
 * `presenceKey` writes them.
 */
export async function presentIn(
  call: Pick<Call, 'sql' | 'ports' | 'now'>,
  asked: readonly { personNumber: PersonNumber; on: Day }[],
  territory: Territory,
): Promise<ReadonlySet<string>> {
  const communes = descendantCommunes(await units(call), territory.unitId, dayOf(call.now))
  const found = asked.length === 0 ? [] : await selectPresentIn(call.sql, asked, communes)
  return new Set(found.map(({ personNumber, on }) => presenceKey(personNumber, on)))
}

/** Whether a person is registered in the territory. */
export async function inTerritory(
  call: Pick<Call, 'sql' | 'ports' | 'now'>,
  number: PersonNumber,
  territory: Territory,
): Promise<boolean> {
  return (await registeredIn(call, [number], territory)).has(number)
}

/** Whether a unit of today lies in the territory. */
export async function unitInTerritory(
  call: Pick<Call, 'sql' | 'ports' | 'now'>,
  unitId: number,
  territory: Territory,
): Promise<boolean> {
  if (territory.level === 'nation') return true
  return isWithin(await units(call), unitId, territory.unitId, dayOf(call.now))
}
