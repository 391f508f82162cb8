/**
 * Whose data an officer may open. Residence knows who lives where and services knows dossiers: both stand below
 * this module and register how to ask them.
 */
import type { Call, OfficerActor, Territory } from '#platform/call.ts'
import type { PersonNumber, Uuid } from '#platform/schemas.ts'

/** Of these people, those who are registered in the territory. */
export type TerritoryCheck = (
  call: Call,
  numbers: readonly PersonNumber[],
  territory: Territory,
) => Promise<ReadonlySet<PersonNumber>>

/** Whether the officer handles a dossier that is about the person. */
export type DossierCheck = (call: Call, dossierId: Uuid, number: PersonNumber) => Promise<boolean>

let territoryCheck: TerritoryCheck | undefined
let dossierCheck: DossierCheck | undefined

export function registerTerritoryCheck(check: TerritoryCheck): void {
  territoryCheck = check
}

export function registerDossierCheck(check: DossierCheck): void {
  dossierCheck = check
}

/** Of these people, those whom the officer may find and open by where they live. */
export async function inTerritory(
  call: Call,
  numbers: readonly PersonNumber[],
): Promise<ReadonlySet<PersonNumber>> {
  return await withinTerritory(call, numbers, officerOf(call).territory)
}

/** Of these people, those registered in a territory. */
export async function withinTerritory(
  call: Call,
  numbers: readonly PersonNumber[],
  territory: Territory,
): Promise<ReadonlySet<PersonNumber>> {
  if (territory.level === 'nation') return new Set(numbers)
  if (!territoryCheck) throw new Error('No module has said who lives where')
  return numbers.length === 0 ? new Set() : await territoryCheck(call, numbers, territory)
}

export async function mayUseDossier(call: Call, dossierId: Uuid, number: PersonNumber): Promise<boolean> {
  return dossierCheck !== undefined && (await dossierCheck(call, dossierId, number))
}

export function officerOf({ actor }: Call): OfficerActor {
  if (actor.kind !== 'officer') throw new Error('Only an officer has a territory')
  return actor
}
