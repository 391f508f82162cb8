/** Which commune answers for a person's data: that of his residence, else of his birth registration. */
import type { Call } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import type { PersonNumber } from '#platform/schemas.ts'
import { descendantCommunes, mapOldAddress, type Units, unitById, units } from '#reference'
import { selectBirthUnits } from './quality-findings.store.ts'
import { officerOf } from './territory.ts'

/** Residence tells in which commune people are registered, permanently or else for a time. */
export type HomesOf = (
  call: Pick<Call, 'sql'>,
  numbers: readonly PersonNumber[],
) => Promise<ReadonlyMap<PersonNumber, number>>

let homesOf: HomesOf | undefined

export function registerHomes(homes: HomesOf): void {
  homesOf = homes
}

/** The unit of today that answers for each of these people; those of whom no place is known are left out. */
export async function responsibleUnits(
  call: Pick<Call, 'sql' | 'ports' | 'now'>,
  numbers: readonly PersonNumber[],
): Promise<Map<PersonNumber, number>> {
  if (numbers.length === 0) return new Map()
  const homes = homesOf ? await homesOf(call, numbers) : new Map<PersonNumber, number>()
  const found = new Map(homes)
  const homeless = numbers.filter((number) => !found.has(number))
  if (homeless.length === 0) return found
  const all = await units(call)
  const today = dayOf(call.now)
  for (const { personNumber, unitId } of await selectBirthUnits(call.sql, homeless)) {
    const unit = ofToday(all, unitId, today)
    if (unit !== undefined) found.set(personNumber, unit)
  }
  return found
}

function ofToday(all: Units, unitId: number, today: string): number | undefined {
  return unitById(all, unitId, today) ? unitId : mapOldAddress(all, unitId, today)[0]?.unitId
}

/** The units an officer answers for; null is the nation. */
export async function unitsOfOfficer(call: Call): Promise<number[] | null> {
  const { territory } = officerOf(call)
  if (territory.level === 'nation') return null
  const communes = descendantCommunes(await units(call), territory.unitId, dayOf(call.now))
  return [...new Set([territory.unitId, ...communes])]
}
