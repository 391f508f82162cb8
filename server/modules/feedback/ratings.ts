/** How content people are (mức độ hài lòng): four marks, once for each dossier that has ended. Decision 766/QĐ-TTg. */
import { type Call, type CitizenActor, changes, reads } from '#platform/call.ts'
import { poke } from '#platform/live.ts'
import type { Uuid } from '#platform/schemas.ts'
import { myDossier } from '#services'
import * as contract from './contract.ts'

export async function readMyRating(call: Call, dossierId: Uuid) {
  const { number } = call.actor as CitizenActor
  reads(call, number, ['feedback'])
  const [row] = await call.sql<{ mark: number; comment: string | null }[]>`
    select mark, comment from feedback.ratings where person_number = ${number} and dossier_id = ${dossierId}`
  return row ?? { mark: null, comment: null }
}

/** Throws notEnded, ratedBefore. */
export async function rateDossier(call: Call, dossierId: Uuid, given: { mark: number; comment?: string }) {
  const { personNumber, agencyId, unitId, closedAt } = await myDossier(call, dossierId)
  if (closedAt === null) throw contract.notEnded()
  const { mark, comment = null } = given
  changes(call, personNumber, ['feedback'])
  const rows = await call.sql`
    insert into feedback.ratings (person_number, dossier_id, agency_id, unit_id, mark, comment, at)
    values (${personNumber}, ${dossierId}, ${agencyId}, ${unitId}, ${mark}, ${comment}, ${call.now})
    on conflict do nothing
    returning 1`
  if (rows.length === 0) throw contract.ratedBefore()
  await poke(call, ['figures'], 'feedback')
  return { mark, comment }
}
