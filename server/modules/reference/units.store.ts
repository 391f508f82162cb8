import type { Sql } from '#platform/db.ts'
import type { Succession, UnitVersion } from './units.ts'

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

/** Communes of before 2025 by the beginning of their folded name, at most 50. */
export async function selectFormerNames(sql: Sql, folded: string): Promise<FormerName[]> {
  const beginning = `${folded.replace(/[\\%_]/g, '\\$&')}%`
  return await sql<FormerName[]>`
    select unit_id, former_code, former_name
    from reference.former_names
    where former_name_folded like ${beginning}
    order by former_name_folded, unit_id
    limit 50`
}
