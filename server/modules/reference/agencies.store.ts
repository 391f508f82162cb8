import type { Sql } from '#platform/db.ts'
import type { Role } from '#platform/endpoint.ts'
import type { Agency } from './contract.ts'

const columns = (sql: Sql) => sql`
  agency_id, kind, level, unit_id, parent_id, name_vi, name_en, electronic_code, dossier_code,
  dossier_code_confirmed, valid_until`

export async function selectAgency(sql: Sql, agencyId: number): Promise<Agency | undefined> {
  const [row] = await sql<
    Agency[]
  >`select ${columns(sql)} from reference.agencies where agency_id = ${agencyId}`
  return row
}

export async function selectAgenciesOfUnit(sql: Sql, unitId: number): Promise<Agency[]> {
  return await sql<Agency[]>`
    select ${columns(sql)} from reference.agencies where unit_id = ${unitId} order by agency_id`
}

/** At most 100, by id. */
export async function selectAgenciesOfKind(sql: Sql, kind: string): Promise<Agency[]> {
  return await sql<Agency[]>`
    select ${columns(sql)} from reference.agencies where kind = ${kind} order by agency_id limit 100`
}

export interface Position {
  position: string
  nameVi: string
  nameEn: string
  roles: Role[]
  agencyKinds: string[]
}

export async function selectPositions(sql: Sql): Promise<Position[]> {
  return await sql<Position[]>`
    select position, name_vi, name_en, roles, agency_kinds from reference.positions order by place`
}
