/** Searching by where people are registered: `residence` stands below this module and registers how to ask it. */
import type { Call } from '#platform/call.ts'
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
}

let registered: PlaceSearch | undefined

export function registerPlaceSearch(search: PlaceSearch): void {
  registered = search
}

export function placeSearch(): PlaceSearch {
  if (!registered) throw new Error('No module has said who lives where')
  return registered
}
