import { type Call, changes } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import type { Role } from '#platform/endpoint.ts'
import { uuidv7 } from '#platform/ids.ts'
import type { Day, Uuid, Words } from '#platform/schemas.ts'
import { positions } from '#reference'
import { selectAccount } from './accounts.store.ts'
import { note } from './accounts.ts'
import * as store from './appointments.store.ts'
import * as contract from './contract.ts'
import { deleteSessions } from './sessions.store.ts'

export interface NewAppointment {
  accountId: Uuid
  agencyId: number
  /** Data of `reference`, e.g. `commune-police-officer`. */
  position: string
  from?: Day
  until?: Day | null
}

/** Appoints an officer to a position in an agency (bổ nhiệm). Throws accountUnknown. */
export async function appoint(call: Call, wanted: NewAppointment): Promise<Uuid> {
  const account = await selectAccount(call.sql, wanted.accountId)
  if (account?.realm !== 'officer') throw contract.accountUnknown()
  changes(call, account.personNumber, ['appointment'])
  const appointmentId = uuidv7(call.now.getTime())
  const { accountId, agencyId, position, from = dayOf(call.now), until = null } = wanted
  const { personNumber } = account
  const appointment = {
    appointmentId,
    accountId,
    personNumber,
    agencyId,
    position,
    validFrom: from,
    validUntil: until,
  }
  await store.insertAppointment(call.sql, appointment, call.now)
  await note(call, accountId, 'appointed', { position })
  return appointmentId
}

/** Ends an appointment today; the officer's sessions end with it. */
export async function endAppointment(call: Call, appointmentId: Uuid): Promise<void> {
  const accountId = await store.setAppointmentEnd(call.sql, appointmentId, dayOf(call.now))
  if (!accountId) return
  const account = await selectAccount(call.sql, accountId)
  if (account) changes(call, account.personNumber, ['appointment'])
  await deleteSessions(call.sql, accountId)
  await note(call, accountId, 'appointment-ended')
}

export interface Officer {
  accountId: Uuid
  appointmentId: Uuid
  personId: Uuid
  name: string
  position: string
}

/** Who acts for an agency today, with a role where one is named; by name. */
export async function officersOf(call: Call, agencyId: number, role?: Role): Promise<Officer[]> {
  const rows = await store.selectOfficers(call.sql, agencyId, dayOf(call.now))
  const known = role ? await positions(call.sql) : []
  const holding = new Set(
    known.filter(({ roles }) => role && roles.includes(role)).map(({ position }) => position),
  )
  return rows
    .filter(({ position }) => !role || holding.has(position))
    .map(({ personNumber: _, ...officer }) => officer)
}

/** Whether anybody holds a position today, anywhere. */
export async function isPositionHeld(call: Call, position: string): Promise<boolean> {
  return await store.selectPositionHeld(call.sql, position, dayOf(call.now))
}

/** What a position is called (chức vụ). */
export async function positionTitle(call: Pick<Call, 'sql'>, position: string): Promise<Words | null> {
  const found = (await positions(call.sql)).find((one) => one.position === position)
  return found ? { vi: found.nameVi, en: found.nameEn } : null
}

/** Who holds what by appointment: name and title, as colleagues and leaders see it. */
export async function holdersOf(
  call: Pick<Call, 'sql'>,
  appointmentIds: readonly Uuid[],
): Promise<Map<Uuid, { name: string; position: Words | null }>> {
  const unique = [...new Set(appointmentIds)]
  if (unique.length === 0) return new Map()
  const [rows, known] = [await store.selectHolders(call.sql, unique), await positions(call.sql)]
  return new Map(
    rows.map(({ appointmentId, name, position }) => {
      const title = known.find((row) => row.position === position)
      return [appointmentId, { name, position: title ? { vi: title.nameVi, en: title.nameEn } : null }]
    }),
  )
}
