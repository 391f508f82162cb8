/**
 * Acting on a dossier at the desk: it is held, the officer saw its latest version, and may do this now. Two at once, and
 * the second is told.
 */
import { notFound } from '#platform/access.ts'
import { type Call, type OfficerActor, reads } from '#platform/call.ts'
import type { Uuid } from '#platform/schemas.ts'
import { ofFilingCounter, refusalOf } from './acts.ts'
import { currentApprovals } from './approvals.ts'
import type { Bundle } from './bundle.ts'
import { bundleOf } from './catalogue.ts'
import * as contract from './contract.ts'
import { DOSSIER_FIELDS } from './dossier-view.ts'
import type { DeskAct } from './dossiers.contract.ts'
import type { Dossier } from './dossiers.store.ts'
import * as store from './dossiers.store.ts'
import { standsInFor } from './standing-in.ts'

/** A dossier of the officer's own agency; any other is not found, and the attempt stands in the log. */
export async function deskDossier(call: Call, dossierId: Uuid, hold = false): Promise<Dossier> {
  const found = hold
    ? await store.lockDossier(call.sql, dossierId)
    : await store.selectDossier(call.sql, dossierId)
  if (!found) throw notFound()
  call.entry.dossierId = dossierId
  for (const { number } of found.people) reads(call, number, DOSSIER_FIELDS)
  const { agencyId } = call.actor as OfficerActor
  if (found.agencyId !== agencyId && found.filedBy?.agencyId !== agencyId) throw notFound()
  return found
}

export interface Acting {
  dossier: Dossier
  bundle: Bundle
  officer: OfficerActor
}

export async function toAct(call: Call, dossierId: Uuid, version: number, act: DeskAct): Promise<Acting> {
  const dossier = await deskDossier(call, dossierId, true)
  const officer = call.actor as OfficerActor
  if (dossier.agencyId !== officer.agencyId && !ofFilingCounter.has(act)) throw notFound()
  const bundle = await bundleOf(call, dossier.serviceCode, dossier.serviceVersion)
  const { state } = dossier
  if (dossier.version !== version)
    throw contract.dossierChanged({ with: { state, version: dossier.version } })
  const approvals = await currentApprovals(call, dossier)
  const refused = refusalOf(
    act,
    bundle,
    dossier,
    approvals,
    { role: 'officer', officer, standsInFor: await standsInFor(call) },
    call.now,
  )
  if (refused) throw refused({ with: { state } })
  return { dossier, bundle, officer }
}
