import { findDwellings, listHouseholdChoices } from '@platform/server/services'
import { createContext, useContext } from 'react'

/** Where a form looks up dwellings and households: of one's own draft, or of one at a counter. */
export interface Lookups {
  dwellings: typeof findDwellings
  households: typeof listHouseholdChoices
}

export const LookupsContext = createContext<Lookups>({
  dwellings: findDwellings,
  households: listHouseholdChoices,
})

export function useLookups(): Lookups {
  return useContext(LookupsContext)
}
