/** Population asks whether an officer may open someone's file because he handles a dossier about him. */

import type { OfficerActor } from '#platform/call.ts'
import { registerDossierCheck } from '#population'
import { currentApprovals } from './approvals.ts'
import { selectDossier } from './dossiers.store.ts'

registerDossierCheck(async (call, dossierId, number) => {
  const dossier = await selectDossier(call.sql, dossierId)
  const { agencyId } = call.actor as OfficerActor
  if (!dossier || dossier.agencyId !== agencyId || dossier.closedAt) return false
  if (dossier.people.some((one) => one.number === number)) return true
  const approvals = await currentApprovals(call, dossier)
  return approvals.some(({ approverNumber }) => approverNumber === number)
})
