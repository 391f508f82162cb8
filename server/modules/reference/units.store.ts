import type { Sql } from '#platform/db.ts'
import type { Succession, UnitVersion } from './units.ts'

export interface FormerName {
  unitId: number
  formerCode: string
  formerName: string
}

export async function selectUnitVersions(sql: Sql): Promise<UnitVersion[]> {
  return await sql<UnitVersion[]>`
    select unit_id, version, code, level, kind, name, parent_id, valid_from, valid_until, law
    from reference.unit_versions`
}

export async function selectSuccessions(sql: Sql): Promise<Succession[]> {
  return await sql<Succession[]>`
    select old_unit_id, new_unit_id, relation, confidence, effective_on, law
    from reference.unit_successions`
}

export interface FormerName {
  unitId: number
  formerCode: string
  formerName: string
}

/** Versions of units by the beginning of their folded name, those of today first, at most 50. */
export async function selectVersionsByName(
  sql: Sql,
  folded: string,
): Promise<{ unitId: number; version: number }[]> {
  return await sql<{ unitId: number; version: number }[]>`
    select unit_id, version
    from reference.unit_versions
    where name_folded like ${beginningWith(folded)}
    order by (valid_until is not null), length(name_folded), unit_id
    limit 50`
}

/** Communes of before 2025 by the beginning of their folded name, at most 50. */
export async function selectFormerNames(sql: Sql, folded: string): Promise<FormerName[]> {
  return await sql<FormerName[]>`
    select unit_id, former_code, former_name
    from reference.former_names
    where former_name_folded like ${beginningWith(folded)}
    order by length(former_name_folded), unit_id
    limit 50`
}

const beginningWith = (folded: string) => `${folded.replace(/[\\%_]/g, '\\$&')}%`
