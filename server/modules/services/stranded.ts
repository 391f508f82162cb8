/** What a boundary change left in the queue of a divided agency, taken over by one of those that took its area. */
import { type Call, changes, type OfficerActor, reads } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import { poke } from '#platform/live.ts'
import type { Uuid } from '#platform/schemas.ts'
import { agencyById, predecessorsOf, unitIdOfAgency, units } from '#reference'
import * as store from './boundaries.store.ts'
import { bundleOf } from './catalogue.ts'
import { lockDossier } from './dossiers.store.ts'
import { recordStep } from './steps.ts'
import * as contract from './stranded.contract.ts'

export async function listStranded(call: Call): Promise<{ rows: contract.StrandedDossier[] }> {
  const found = await store.selectStranded(call.sql, await formerAgencies(call), MOST)
  const rows: contract.StrandedDossier[] = []
  for (const { personNumber, serviceCode, serviceVersion, agencyId, ...dossier } of found) {
    reads(call, personNumber, ['dossier'])
    const { name: service } = await bundleOf(call, serviceCode, serviceVersion)
    const agency = await agencyById(call.sql, agencyId)
    rows.push({ ...dossier, service, formerAgency: { vi: agency?.nameVi ?? '', en: agency?.nameEn ?? '' } })
  }
  return { rows }
}

const MOST = 100

/** Agencies of the officer's kind whose unit went, whole or in part, into his. */
async function formerAgencies(call: Call): Promise<number[]> {
  const { agencyId } = call.actor as OfficerActor
  const unitId = unitIdOfAgency(agencyId)
  if (unitId === null) return []
  const before = predecessorsOf(await units(call), [unitId], dayOf(call.now))
  return before.map((one) => agencyId - unitId + one)
}

/** Throws notStranded. The clock of the dossier goes on as it was. */
export async function takeStranded(call: Call, dossierId: Uuid, reason: string): Promise<{ taken: true }> {
  const { agencyId } = call.actor as OfficerActor
  const dossier = await lockDossier(call.sql, dossierId)
  if (!dossier || dossier.closedAt || !(await formerAgencies(call)).includes(dossier.agencyId)) {
    throw contract.notStranded()
  }
  const { personNumber, state } = dossier
  call.entry.dossierId = dossierId
  changes(call, personNumber, ['dossier:boundary-change'])
  const unitId = unitIdOfAgency(agencyId) ?? dossier.unitId
  await store.readdress(call.sql, { personNumber, dossierId, agencyId, unitId, holder: null })
  await recordStep(call, dossier, { act: 'boundary-change', from: state, to: state, note: reason })
  await poke(call, [`agency:${agencyId}`, 'figures'], 'dossiers')
  return { taken: true }
}
