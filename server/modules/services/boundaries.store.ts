import type { Sql } from '#platform/db.ts'
import type { PersonNumber, Uuid } from '#platform/schemas.ts'
import type { DossierState } from './dossiers.contract.ts'

/** From an agency that ended to one that may have taken its work. */
export interface Readdressing {
  from: number
  to: number
  toUnitId: number
  certain: boolean
}

export interface Moving {
  personNumber: PersonNumber
  dossierId: Uuid
  state: DossierState
  agencyId: number
  holderAppointment: Uuid | null
  toAgencyId: number
  toUnitId: number
}

const columnsOf = (pairs: readonly Readdressing[]) => ({
  from: pairs.map(({ from }) => from),
  to: pairs.map(({ to }) => to),
  units: pairs.map(({ toUnitId }) => toUnitId),
})

/** Dossiers, open and closed, of agencies that have one successor, locked. */
export async function lockCertain(
  sql: Sql,
  pairs: readonly Readdressing[],
  limit: number,
): Promise<Moving[]> {
  const { from, to, units } = columnsOf(pairs)
  return await sql<Moving[]>`
    select d.person_number, d.dossier_id, d.state, d.agency_id, d.holder_appointment, p.to_agency_id, p.to_unit_id
    from unnest(${from}::integer[], ${to}::integer[], ${units}::integer[]) as p (from_agency_id, to_agency_id, to_unit_id)
    join services.dossiers d on d.agency_id = p.from_agency_id
    order by d.dossier_id
    limit ${limit}
    for update of d`
}

/**
 * Dossiers of divided agencies that are about a dwelling, or else the applicant's home, of which somebody has said in
 * which of the parts it lies, locked.
 */
export async function lockSettled(
  sql: Sql,
  pairs: readonly Readdressing[],
  limit: number,
): Promise<Moving[]> {
  const { from, to, units } = columnsOf(pairs)
  return await sql<Moving[]>`
    select d.person_number, d.dossier_id, d.state, d.agency_id, d.holder_appointment, p.to_agency_id, p.to_unit_id
    from unnest(${from}::integer[], ${to}::integer[], ${units}::integer[]) as p (from_agency_id, to_agency_id, to_unit_id)
    join services.dossiers d on d.agency_id = p.from_agency_id
    left join residence.dwellings_v1 w on w.dwelling_id = (d.answers #>> '{place,dwellingId}')::uuid
    left join residence.current_residences_v1 c on c.person_number = d.person_number and w.dwelling_id is null
    where p.to_unit_id = coalesce(w.unit_id, case when c.temporary_unit_id = p.to_unit_id then c.temporary_unit_id
      else c.permanent_unit_id end)
    order by d.dossier_id
    limit ${limit}
    for update of d`
}

export async function countOpenAt(sql: Sql, agencyIds: readonly number[]): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::integer as count from services.dossiers
    where agency_id = any(${agencyIds as number[]}) and closed_at is null`
  return row!.count
}

/** Puts a dossier into another agency's queue; its clock goes on as it was. */
export async function readdress(
  sql: Sql,
  moved: {
    personNumber: PersonNumber
    dossierId: Uuid
    agencyId: number
    unitId: number
    holder: Uuid | null
  },
): Promise<void> {
  await sql`
    update services.dossiers
    set agency_id = ${moved.agencyId}, unit_id = ${moved.unitId}, holder_appointment = ${moved.holder},
      holder_account = case when ${moved.holder}::uuid is null then null else holder_account end,
      version = version + 1
    where person_number = ${moved.personNumber} and dossier_id = ${moved.dossierId}`
}

/** Open dossiers of agencies, the oldest first. */
export async function selectStranded(
  sql: Sql,
  agencyIds: readonly number[],
  limit: number,
): Promise<
  {
    personNumber: PersonNumber
    dossierId: Uuid
    code: string
    serviceCode: string
    serviceVersion: number
    agencyId: number
    submittedAt: string
  }[]
> {
  return await sql`
    select person_number, dossier_id, code, service_code, service_version, agency_id, submitted_at
    from services.dossiers
    where agency_id = any(${agencyIds as number[]}) and closed_at is null
    order by submitted_at, dossier_id limit ${limit}`
}
