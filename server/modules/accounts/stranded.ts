/** Officers of agencies that a boundary change divided. */
import { type Call, changes, reads } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import { uuidv7 } from '#platform/ids.ts'
import type { Uuid } from '#platform/schemas.ts'
import { agencyById, mapOldAddress, unitIdOfAgency, units } from '#reference'
import { note } from './accounts.ts'
import * as store from './appointments.store.ts'
import { positionTitle } from './appointments.ts'
import { deleteSessions } from './sessions.store.ts'
import * as contract from './stranded.contract.ts'

const MOST = 200

export async function listStrandedAppointments(call: Call) {
  const today = dayOf(call.now)
  const rows = []
  for (const one of await store.selectStranded(call.sql, today, MOST)) {
    reads(call, one.personNumber, ['name', 'appointment'])
    const agency = await agencyById(call.sql, one.agencyId)
    const candidates = []
    for (const agencyId of await candidatesOf(call, one.agencyId)) {
      const found = await agencyById(call.sql, agencyId)
      if (found) candidates.push({ agencyId, name: { vi: found.nameVi, en: found.nameEn } })
    }
    rows.push({
      appointmentId: one.appointmentId,
      name: (await store.selectName(call.sql, one.personNumber)) ?? '',
      title: (await positionTitle(call, one.position)) ?? { vi: one.position, en: one.position },
      agency: { vi: agency?.nameVi ?? '', en: agency?.nameEn ?? '' },
      candidates,
    })
  }
  return { rows }
}

/** Agencies of the same kind in the units of today that took a part of this one's. */
async function candidatesOf(call: Call, agencyId: number): Promise<number[]> {
  const unitId = unitIdOfAgency(agencyId)
  if (unitId === null) return []
  const became = mapOldAddress(await units(call), unitId, dayOf(call.now))
  return became.map((one) => agencyId - unitId + one.unitId)
}

/** Throws notStranded. The officer goes on in the same position from today. */
export async function settleAppointment(call: Call, appointmentId: Uuid, agencyId: number) {
  const today = dayOf(call.now)
  const stranded = (await store.selectStranded(call.sql, today, MOST)).find(
    (one) => one.appointmentId === appointmentId,
  )
  if (!stranded || !(await candidatesOf(call, stranded.agencyId)).includes(agencyId)) {
    throw contract.notStranded()
  }
  const successor = {
    ...stranded,
    appointmentId: uuidv7(call.now.getTime()),
    agencyId,
    validFrom: today,
    succeeds: appointmentId,
  }
  await store.succeedAppointments(call.sql, [successor], today, call.now)
  changes(call, stranded.personNumber, ['appointment'])
  await note(call, stranded.accountId, 'appointed', { position: stranded.position })
  await deleteSessions(call.sql, stranded.accountId)
  return { appointmentId: successor.appointmentId }
}
