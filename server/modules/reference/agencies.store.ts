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

/** Ids of organisations that an administrator adds; below them are the files' own, above them the units' agencies. */
const FIRST_ORGANISATION = 10_000
const LAST_ORGANISATION = 99_999
const ORGANISATIONS_LOCK = 6_2026

/** The next free id, one caller at a time. */
export async function insertOrganisation(
  sql: Sql,
  { kind, name }: { kind: string; name: { vi: string; en: string } },
): Promise<number> {
  await sql`select pg_advisory_xact_lock(${ORGANISATIONS_LOCK})`
  const [row] = await sql<{ agencyId: number }[]>`
    insert into reference.agencies (agency_id, kind, level, name_vi, name_en, dossier_code, dossier_code_confirmed)
    select id, ${kind}, 'nation', ${name.vi}, ${name.en}, 'TC.' || id, false
    from (
      select coalesce(max(agency_id), ${FIRST_ORGANISATION - 1}) + 1 as id from reference.agencies
      where agency_id between ${FIRST_ORGANISATION} and ${LAST_ORGANISATION}) as next
    returning agency_id`
  if (!row) throw new Error('no organisation was inserted')
  return row.agencyId
}
