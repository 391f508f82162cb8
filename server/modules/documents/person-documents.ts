/** Papers of a person, for the officer who may open his file: which there are, not what they say. */
import type { Call } from '#platform/call.ts'
import type { Uuid } from '#platform/schemas.ts'
import { openFile, type Why } from '#population'
import type { PersonDocument } from './contract.ts'
import { documentsOfPerson } from './documents.store.ts'
import { documentStates } from './register-dependents.ts'
import { nameOf } from './wallet.ts'

const MOST = 50

/** The newest first. Throws personUnknown, outOfTerritory, reasonNeeded, searchEnded. */
export async function listPersonDocuments(
  call: Call,
  personId: Uuid,
  why: Why,
): Promise<{ rows: PersonDocument[] }> {
  const number = await openFile(call, personId, why, ['documents'])
  const found = await documentsOfPerson(call.sql, number, { after: null, limit: MOST, kind: null })
  return {
    rows: found.map((one) => ({
      id: one.id,
      title: nameOf(one),
      number: one.number,
      issuedOn: one.issuedOn,
      state: documentStates[one.state],
    })),
  }
}
