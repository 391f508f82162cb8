/** An officer opens the file of a person: in his territory, for a dossier or from a search with a reason. */
import { type Call, reads } from '#platform/call.ts'
import type { PersonNumber, Uuid } from '#platform/schemas.ts'
import * as contract from './contract.ts'
import { maskNumber } from './number.ts'
import { numberOf } from './people.ts'
import { fileFields, personFile } from './person-file.ts'
import { relativesOf } from './relatives.ts'
import { liveSearch } from './searches.ts'
import { inTerritory, mayUseDossier } from './territory.ts'
import { timelineOf } from './timeline.ts'

/** What an officer opens a file by: a dossier he handles, or a search of his own with a reason. */
export interface Why {
  dossierId?: Uuid
  searchId?: Uuid
}

/** Throws personUnknown, outOfTerritory, reasonNeeded, searchEnded. */
export async function readPerson(call: Call, personId: Uuid, why: Why) {
  const number = await openFile(call, personId, why, [...fileFields, 'relatives'])
  const file = await personFile(call, number)
  const relatives = await relativesOf(call, number)
  return {
    ...file,
    relatives: relatives.map(({ personNumber, ...row }) => ({
      ...row,
      maskedNumber: maskNumber(personNumber),
    })),
  }
}

export async function readPersonTimeline(call: Call, personId: Uuid, why: Why) {
  const number = await openFile(call, personId, why, ['life-events'])
  return { rows: await timelineOf(call, number) }
}

/**
 * The number behind the id, entered as read, when this officer may open the file. Throws personUnknown,
 * outOfTerritory, reasonNeeded, searchEnded.
 */
export async function openFile(
  call: Call,
  personId: Uuid,
  { dossierId, searchId }: Why,
  fields: readonly string[],
): Promise<PersonNumber> {
  const number = await numberOf(call, personId)
  if (dossierId !== undefined && (await mayUseDossier(call, dossierId, number))) {
    call.entry.dossierId = dossierId
    reads(call, number, fields)
    return number
  }
  reads(call, number, [])
  const allowed = await inTerritory(call, [number])
  if (!allowed.has(number)) throw contract.outOfTerritory()
  if (searchId === undefined) throw contract.reasonNeeded()
  const search = await liveSearch(call, searchId)
  if (!search.personNumbers.includes(number)) throw contract.reasonNeeded()
  reads(call, number, fields)
  return number
}
