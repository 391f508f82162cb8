/** What `population` asks when an officer searches by commune, household or address. */
import { dayOf } from '#platform/day.ts'
import { type PlaceSearch, sexCenturyCode } from '#population'
import { unitById, units } from '#reference'
import { notACommune } from './contract.ts'
import { selectDwellingsIn } from './dwellings.store.ts'
import * as store from './place-search.store.ts'

/** Dwellings of an address that are looked at, and people of a household. */
const MOST_DWELLINGS = 20
const MOST_MEMBERS = 200
const NO_ONE = '00000000-0000-0000-0000-000000000000'

export const placeSearch: PlaceSearch = {
  async named(call, unitId, nameFolded, limit) {
    await knownCommune(call, unitId)
    return await store.selectNamedIn(call.sql, unitId, nameFolded, limit)
  },
  async bornIn(call, unitId, year, limit) {
    await knownCommune(call, unitId)
    const digits = String(year % 100).padStart(2, '0')
    if (year < 1900) return []
    const centuries = [sexCenturyCode('male', year), sexCenturyCode('female', year)]
    return await store.selectBornIn(call.sql, unitId, { digits, centuries }, limit)
  },
  async inFile(call, fileNumber) {
    return await store.selectInFile(call.sql, fileNumber, MOST_MEMBERS)
  },
  async atAddress(call, unitId, line, limit) {
    await knownCommune(call, unitId)
    const found = await selectDwellingsIn(call.sql, { unitId, line, after: NO_ONE, limit: MOST_DWELLINGS })
    const ids = found.map(({ dwellingId }) => dwellingId)
    return ids.length === 0 ? [] : await store.selectAtDwellings(call.sql, ids, limit)
  },
  async listed(call, unitId, after, limit) {
    await knownCommune(call, unitId)
    return await store.selectListed(call.sql, unitId, after, limit)
  },
  async counted(call, unitId) {
    await knownCommune(call, unitId)
    return await store.countListed(call.sql, unitId)
  },
}

/** Throws notACommune. */
async function knownCommune(call: Parameters<PlaceSearch['inFile']>[0], unitId: number): Promise<void> {
  const unit = unitById(await units(call), unitId, dayOf(call.now))
  if (unit?.level !== 'commune') throw notACommune()
}
