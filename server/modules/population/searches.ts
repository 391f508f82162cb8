/**
 * An officer's search for a person. It stands on a dossier or on a typed reason, finds only people of his territory,
 * enters each hit as read, and answers an id under which the found files open for some minutes.
 */
import { type Call, reads } from '#platform/call.ts'
import { uuidv7 } from '#platform/ids.ts'
import type { Uuid } from '#platform/schemas.ts'
import { tidy } from '#platform/vietnamese.ts'
import * as contract from './contract.ts'
import { maskNumber } from './number.ts'
import { peopleByNumbers } from './people.ts'
import { doubtOf, wordsOf } from './search-reasons.ts'
import { type Hit, MOST_CANDIDATES, type Step, waysOf } from './search-ways.ts'
import * as store from './searches.store.ts'
import { inTerritory, mayUseDossier, officerOf } from './territory.ts'

const MOST_ROWS = 50
const MINUTES = 15
const SHORTEST_REASON = 10
const foundFields = ['name', 'number', 'sex', 'bornOn', 'status']

/** Throws searchTooWide, reasonNeeded, outOfTerritory. */
export async function searchPeople(
  call: Call,
  asked: contract.NewPersonSearch,
): Promise<contract.PersonSearch> {
  const steps = waysOf(call, asked)
  const first = await steps[0]!()
  const because = await reasonFor(call, asked, first)
  const stranger = asked.number !== undefined || asked.personId !== undefined
  const { seen, beyond } = await seenBy(call, [async () => first, ...steps.slice(1)])
  if (stranger && seen.length < first.length && !because.dossierId) {
    for (const { personNumber } of first) reads(call, personNumber, [])
    throw contract.outOfTerritory()
  }
  const found = because.dossierId && stranger ? first : seen
  const hits = found.toSorted((a, b) => doubtOf(a.because) - doubtOf(b.because)).slice(0, MOST_ROWS)
  const search: store.Search = {
    searchId: uuidv7(),
    accountId: officerOf(call).accountId,
    ...because,
    personNumbers: hits.map(({ personNumber }) => personNumber),
    because: hits.map((hit) => hit.because.join(' ')),
    beyond: beyond || found.length > MOST_ROWS,
    endsAt: new Date(call.now.getTime() + MINUTES * 60_000).toISOString(),
  }
  await store.insertSearch(call.sql, search, call.now)
  return await shown(call, search)
}

/** The hits of the first step that found someone of the officer's territory. */
async function seenBy(call: Call, steps: readonly Step[]): Promise<{ seen: Hit[]; beyond: boolean }> {
  let beyond = false
  for (const step of steps) {
    const hits = await step()
    beyond ||= hits.length >= MOST_CANDIDATES
    const numbers = hits.map(({ personNumber }) => personNumber)
    const allowed = await inTerritory(call, numbers)
    const seen = hits.filter(({ personNumber }) => allowed.has(personNumber))
    if (seen.length > 0) return { seen, beyond }
  }
  return { seen: [], beyond }
}

/** The people of a search made some minutes ago, as they are now. Throws searchEnded. */
export async function readSearch(call: Call, searchId: Uuid): Promise<contract.PersonSearch> {
  return await shown(call, await liveSearch(call, searchId))
}

/** A search of this officer's own that has not ended; its reason becomes that of the call. Throws searchEnded. */
export async function liveSearch(call: Call, searchId: Uuid): Promise<store.Search> {
  const search = await store.selectSearch(call.sql, searchId, officerOf(call).accountId, call.now)
  if (!search) throw contract.searchEnded()
  call.entry.reason = search.reason
  call.entry.dossierId = search.dossierId
  return search
}

/** A dossier that is about whoever is searched, or a reason in the officer's own words, flagged in the log. */
async function reasonFor(
  call: Call,
  { dossierId, reason }: contract.NewPersonSearch,
  found: readonly Hit[],
): Promise<{ dossierId: Uuid | null; reason: string | null }> {
  if (
    dossierId !== undefined &&
    found.length === 1 &&
    (await mayUseDossier(call, dossierId, found[0]!.personNumber))
  ) {
    call.entry.dossierId = dossierId
    return { dossierId, reason: null }
  }
  const words = tidy(reason ?? '')
  if (words.length < SHORTEST_REASON) throw contract.reasonNeeded()
  call.entry.reason = words
  return { dossierId: null, reason: words }
}

async function shown(call: Call, search: store.Search): Promise<contract.PersonSearch> {
  for (const number of search.personNumbers) reads(call, number, foundFields)
  const people = await peopleByNumbers(call, search.personNumbers)
  const rows = search.personNumbers.flatMap((number, at) => {
    const person = people.get(number)
    if (!person) return []
    const because = (search.because[at] ?? '').split(' ')
    return [
      {
        personId: person.personId,
        maskedNumber: maskNumber(number),
        name: person.name,
        sex: person.sex,
        bornOn: person.bornOn,
        bornPrecision: person.bornPrecision,
        status: person.status,
        nameMatch: because.find((code) => code.startsWith('name-'))?.slice('name-'.length) ?? 'exact',
        because: wordsOf(because),
      },
    ]
  })
  return { searchId: search.searchId, rows, beyond: search.beyond, endsAt: search.endsAt }
}
