/** Searching by where people are registered: `residence` stands below this module and registers how to ask it. */
import type { Call } from '#platform/call.ts'
import type { PersonNumber } from '#platform/schemas.ts'
import type { Found } from './searches.store.ts'

export interface PlaceSearch {
  /** People registered in a commune of today whose folded name is this one. */
  named(call: Call, unitId: number, nameFolded: string, limit: number): Promise<Found[]>
  /** People registered in a commune of today who were born in a year, by their numbers. */
  bornIn(call: Call, unitId: number, year: number, limit: number): Promise<Found[]>
  /** Members of the household with this residence file number. */
  inFile(call: Call, fileNumber: string): Promise<Found[]>
  /** People registered at the dwellings of a commune whose address begins its words like this. */
  atAddress(call: Call, unitId: number, line: string, limit: number): Promise<Found[]>
  /** Numbers of the people registered in a commune, in their order, after one of them. */
  listed(call: Call, unitId: number, after: PersonNumber, limit: number): Promise<PersonNumber[]>
  /** How many people are registered in a commune. */
  counted(call: Call, unitId: number): Promise<number>
}

let registered: PlaceSearch | undefined

export function registerPlaceSearch(search: PlaceSearch): void {
  registered = search
}

export function placeSearch(): PlaceSearch {
  if (!registered) throw new Error('No module has said who lives where')
  return registered
}
