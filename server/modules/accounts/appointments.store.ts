import type { Sql } from '#platform/db.ts'
import type { Day, PersonNumber, Uuid } from '#platform/schemas.ts'

export interface Appointment {
  appointmentId: Uuid
  accountId: Uuid
  personNumber: PersonNumber
  agencyId: number
  position: string
  validFrom: Day
  validUntil: Day | null
}

/** What the seeder writes with COPY, in this order. */
export const appointmentColumns = [
  'appointment_id',
  'account_id',
  'person_number',
  'agency_id',
  'position',
  'valid_from',
  'valid_until',
  'recorded_at',
] as const

export async function insertAppointment(sql: Sql, appointment: Appointment, now: Date): Promise<void> {
  const { appointmentId, accountId, personNumber, agencyId, position, validFrom, validUntil } = appointment
  await sql`
    insert into accounts.appointments
      (appointment_id, account_id, person_number, agency_id, position, valid_from, valid_until, recorded_at)
    values (${appointmentId}, ${accountId}, ${personNumber}, ${agencyId}, ${position}, ${validFrom}, ${validUntil},
      ${now})`
}

export async function selectAppointments(sql: Sql, accountId: Uuid, on: Day): Promise<Appointment[]> {
  return await sql<Appointment[]>`
    select appointment_id, account_id, person_number, agency_id, position, valid_from, valid_until
    from accounts.appointments
    where account_id = ${accountId} and valid_from <= ${on} and (valid_until is null or valid_until > ${on})
    order by valid_from, appointment_id`
}

export interface Succeeding extends Appointment {
  succeeds: Uuid
}

/** Appointments in these agencies that reach into a day, locked. */
export async function lockAppointmentsIn(
  sql: Sql,
  agencyIds: readonly number[],
  on: Day,
  limit: number,
): Promise<Appointment[]> {
  return await sql<Appointment[]>`
    select appointment_id, account_id, person_number, agency_id, position, valid_from, valid_until
    from accounts.appointments
    where agency_id = any(${agencyIds as number[]}) and (valid_until is null or valid_until > ${on})
    order by agency_id, appointment_id limit ${limit}
    for no key update`
}

/** Appointments that reach into a day on which their agency is no more, locked; none that went on already. */
export async function selectStranded(sql: Sql, on: Day, limit: number): Promise<Appointment[]> {
  return await sql<Appointment[]>`
    select p.appointment_id, p.account_id, p.person_number, p.agency_id, p.position, p.valid_from, p.valid_until
    from accounts.appointments p
    join reference.agencies a on a.agency_id = p.agency_id and a.valid_until <= ${on}
    where p.valid_until is null or p.valid_until > ${on}
    order by p.agency_id, p.appointment_id limit ${limit}`
}

export async function countAppointmentsIn(sql: Sql, agencyIds: readonly number[], on: Day): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::integer as count from accounts.appointments
    where agency_id = any(${agencyIds as number[]}) and (valid_until is null or valid_until > ${on})`
  return row!.count
}

/** Ends appointments on a day, or at once when they began later, and lets others go on in their place. */
export async function succeedAppointments(
  sql: Sql,
  successors: readonly Succeeding[],
  on: Day,
  now: Date,
): Promise<void> {
  await sql`
    update accounts.appointments set valid_until = greatest(valid_from, ${on}::date)
    where appointment_id = any(${successors.map(({ succeeds }) => succeeds)}::uuid[])`
  await sql`
    insert into accounts.appointments ${sql(
      successors.map((one) => ({
        appointment_id: one.appointmentId,
        account_id: one.accountId,
        person_number: one.personNumber,
        agency_id: one.agencyId,
        position: one.position,
        valid_from: one.validFrom,
        valid_until: one.validUntil,
        recorded_at: now,
        succeeds: one.succeeds,
      })),
    )}`
}

/** By appointment: the one that went on in its place, and where. */
export async function selectSuccessors(
  sql: Sql,
  appointmentIds: readonly Uuid[],
): Promise<Map<Uuid, { appointmentId: Uuid; agencyId: number }>> {
  const rows = await sql<{ succeeds: Uuid; appointmentId: Uuid; agencyId: number }[]>`
    select succeeds, appointment_id, agency_id
    from accounts.appointments where succeeds = any(${appointmentIds as string[]}::uuid[])`
  return new Map(rows.map(({ succeeds, ...one }) => [succeeds, one]))
}

/** False when it has ended already. */
export async function setAppointmentEnd(
  sql: Sql,
  appointmentId: Uuid,
  validUntil: Day,
): Promise<Uuid | undefined> {
  const [row] = await sql<{ accountId: Uuid }[]>`
    update accounts.appointments set valid_until = ${validUntil}
    where appointment_id = ${appointmentId} and (valid_until is null or valid_until > ${validUntil})
    returning account_id`
  return row?.accountId
}

export async function selectPositionHeld(sql: Sql, position: string, on: Day): Promise<boolean> {
  const [row] = await sql`
    select 1 from accounts.appointments
    where position = ${position} and valid_from <= ${on} and (valid_until is null or valid_until > ${on}) limit 1`
  return row !== undefined
}

export interface OfficerRow {
  accountId: Uuid
  appointmentId: Uuid
  personNumber: PersonNumber
  personId: Uuid
  name: string
  position: string
}

/** Those who act for an agency on a day, whose account is in use. */
export async function selectOfficers(sql: Sql, agencyId: number, on: Day): Promise<OfficerRow[]> {
  return await sql<OfficerRow[]>`
    select a.account_id, ap.appointment_id, a.person_number, a.person_id, p.name, ap.position
    from accounts.appointments ap
    join accounts.accounts a using (account_id)
    join population.people_v1 p on p.person_number = a.person_number
    where ap.agency_id = ${agencyId} and a.status = 'active'
      and ap.valid_from <= ${on} and (ap.valid_until is null or ap.valid_until > ${on})
    order by p.name, ap.appointment_id`
}

/** Names and positions behind appointments, also ended ones. */
export async function selectHolders(sql: Sql, appointmentIds: readonly Uuid[]) {
  return await sql<{ appointmentId: Uuid; name: string; position: string }[]>`
    select ap.appointment_id, p.name, ap.position
    from accounts.appointments ap
    join population.people_v1 p on p.person_number = ap.person_number
    where ap.appointment_id = any(${appointmentIds as string[]})`
}

/** The registered name of a person; the account's holder as pages show him. */
export async function selectName(sql: Sql, personNumber: PersonNumber): Promise<string | undefined> {
  const [row] = await sql<{ name: string }[]>`
    select name from accounts.holders_v1 where person_number = ${personNumber}`
  return row?.name
}
