/**
 * An officer's search for a person. It stands on a dossier or on a typed reason, finds only people of his territory,
 * enters each hit as read, and answers an id under which the found files open for some minutes.
 */
import { type Call, reads } from '#platform/call.ts'
import { uuidv7 } from '#platform/ids.ts'
import type { PersonNumber, Uuid } from '#platform/schemas.ts'
import { fold, tidy } from '#platform/vietnamese.ts'
import * as contract from './contract.ts'
import { compareNames, type NameMatch, nameMatches } from './names.ts'
import { maskNumber } from './number.ts'
import { numberOf, peopleByNumbers, resolveNumber } from './people.ts'
import * as store from './searches.store.ts'
import { inTerritory, mayUseDossier, officerOf } from './territory.ts'

const MOST_ROWS = 50
/** Looked at before the territory is asked for; a name and a year of birth seldom have more in the whole nation. */
const MOST_CANDIDATES = 2000
const MINUTES = 15
const SHORTEST_REASON = 10
const foundFields = ['name', 'number', 'sex', 'bornOn', 'status']

/** Throws searchTooWide, reasonNeeded, outOfTerritory. */
export async function searchPeople(
  call: Call,
  asked: contract.NewPersonSearch,
): Promise<contract.PersonSearch> {
  const found = await candidates(call, asked)
  const because = await reasonFor(call, asked, found)
  const allowed = await inTerritory(call, found)
  const stranger = asked.number !== undefined || asked.personId !== undefined
  if (stranger && found.some((number) => !allowed.has(number)) && !because.dossierId) {
    for (const number of found) reads(call, number, [])
    throw contract.outOfTerritory()
  }
  const numbers = because.dossierId && stranger ? found : found.filter((number) => allowed.has(number))
  const search: store.Search = {
    searchId: uuidv7(),
    accountId: officerOf(call).accountId,
    ...because,
    personNumbers: numbers.slice(0, MOST_ROWS),
    beyond: numbers.length > MOST_ROWS || found.length === MOST_CANDIDATES,
    endsAt: new Date(call.now.getTime() + MINUTES * 60_000).toISOString(),
  }
  await store.insertSearch(call.sql, search, call.now)
  return await shown(call, search, asked.name)
}

/** The people of a search made some minutes ago, as they are now. Throws searchEnded. */
export async function readSearch(call: Call, searchId: Uuid): Promise<contract.PersonSearch> {
  return await shown(call, await liveSearch(call, searchId), undefined)
}

/** A search of this officer's own that has not ended; its reason becomes that of the call. Throws searchEnded. */
export async function liveSearch(call: Call, searchId: Uuid): Promise<store.Search> {
  const search = await store.selectSearch(call.sql, searchId, officerOf(call).accountId, call.now)
  if (!search) throw contract.searchEnded()
  call.entry.reason = search.reason
  call.entry.dossierId = search.dossierId
  return search
}

async function candidates(call: Call, asked: contract.NewPersonSearch): Promise<PersonNumber[]> {
  if (asked.personId !== undefined) return [await numberOf(call, asked.personId)]
  if (asked.number !== undefined) {
    const number = await resolveNumber(call, asked.number)
    return number === undefined ? [] : [number]
  }
  const { name, bornOn, bornInYear } = asked
  if (name === undefined) throw contract.searchTooWide()
  const typed = tidy(name)
  const folded = fold(typed)
  if (bornOn !== undefined) {
    const exact = await store.selectByNameAndBirthday(call.sql, folded, bornOn, MOST_CANDIDATES)
    if (exact.length > 0) return closest(typed, exact)
    const born = await store.selectByBirthday(call.sql, bornOn, MOST_CANDIDATES)
    return closest(
      typed,
      born.filter((one) => compareNames(typed, one.name) !== 'different'),
    )
  }
  if (bornInYear === undefined) throw contract.searchTooWide()
  return closest(typed, await store.selectByNameAndYear(call.sql, folded, bornInYear, MOST_CANDIDATES))
}

/** The closest spelling first. */
function closest(
  typed: string,
  found: readonly { personNumber: PersonNumber; name: string }[],
): PersonNumber[] {
  const rank = (name: string) => nameMatches.indexOf(compareNames(typed, name))
  return found.toSorted((a, b) => rank(a.name) - rank(b.name)).map(({ personNumber }) => personNumber)
}

/** A dossier that is about whoever is searched, or a reason in the officer's own words, flagged in the log. */
async function reasonFor(
  call: Call,
  { dossierId, reason }: contract.NewPersonSearch,
  found: readonly PersonNumber[],
): Promise<{ dossierId: Uuid | null; reason: string | null }> {
  if (dossierId !== undefined && found.length === 1 && (await mayUseDossier(call, dossierId, found[0]!))) {
    call.entry.dossierId = dossierId
    return { dossierId, reason: null }
  }
  const words = tidy(reason ?? '')
  if (words.length < SHORTEST_REASON) throw contract.reasonNeeded()
  call.entry.reason = words
  return { dossierId: null, reason: words }
}

async function shown(
  call: Call,
  search: store.Search,
  typed: string | undefined,
): Promise<contract.PersonSearch> {
  for (const number of search.personNumbers) reads(call, number, foundFields)
  const people = await peopleByNumbers(call, search.personNumbers)
  const rows = search.personNumbers.flatMap((number) => {
    const person = people.get(number)
    if (!person) return []
    const nameMatch: NameMatch = typed === undefined ? 'exact' : compareNames(typed, person.name)
    return [
      {
        personId: person.personId,
        maskedNumber: maskNumber(number),
        name: person.name,
        sex: person.sex,
        bornOn: person.bornOn,
        bornPrecision: person.bornPrecision,
        status: person.status,
        nameMatch,
      },
    ]
  })
  return { searchId: search.searchId, rows, beyond: search.beyond, endsAt: search.endsAt }
}
