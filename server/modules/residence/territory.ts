/** Who lives in an officer's territory, and which communes lie in it. */
import type { Call, Territory } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import type { Day, PersonNumber } from '#platform/schemas.ts'
import { presenceKey } from '#population'
import { descendantCommunes, isWithin, mapOldAddress, predecessorsOf, units } from '#reference'
import { selectPresentIn, selectRegisteredIn } from './residences.store.ts'

/** Of these people, those registered in the territory, permanently or for a time. */
export async function registeredIn(
  call: Pick<Call, 'sql' | 'ports' | 'now'>,
  numbers: readonly PersonNumber[],
  territory: Territory,
): Promise<ReadonlySet<PersonNumber>> {
  if (territory.level === 'nation') return new Set(numbers)
  return new Set(await selectRegisteredIn(call.sql, numbers, await communesOf(call, territory)))
}

/**
 * Communes of a territory, and those of before that went into them: whoever is registered where a boundary change is
 * not applied yet, or waits for a choice, is served by each commune that may be his.
 */
export async function communesOf(
  call: Pick<Call, 'sql' | 'ports' | 'now'>,
  { unitId }: Territory,
): Promise<number[]> {
  const [all, today] = [await units(call), dayOf(call.now)]
  const communes = descendantCommunes(all, unitId, today)
  return [...communes, ...predecessorsOf(all, communes, today)]
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
  const communes = await communesOf(call, territory)
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

/** Whether a unit of today, or one of those that an ended unit became, lies in the territory. */
export async function unitInTerritory(
  call: Pick<Call, 'sql' | 'ports' | 'now'>,
  unitId: number,
  territory: Territory,
): Promise<boolean> {
  if (territory.level === 'nation') return true
  const [all, today] = [await units(call), dayOf(call.now)]
  return mapOldAddress(all, unitId, today).some((one) => isWithin(all, one.unitId, territory.unitId, today))
}
