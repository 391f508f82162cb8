import type { Sql } from '#platform/db.ts'
import type { Day } from '#platform/schemas.ts'
import type { LawParameter } from './contract.ts'

/** The value in force on a day: a province's own before the nation's, the newest first. */
export async function selectLawParameter(
  sql: Sql,
  key: string,
  on: Day,
  unitIds: readonly number[],
): Promise<LawParameter | undefined> {
  const [row] = await sql<LawParameter[]>`
    select key, unit_id, effective_from, effective_until, value, citation, confirmed, note
    from reference.law_parameters
    where key = ${key} and effective_from <= ${on} and (effective_until is null or ${on} < effective_until)
      and (unit_id is null or unit_id = any(${sql.array([...unitIds], 23)}::integer[]))
    order by (unit_id is null), effective_from desc
    limit 1`
  return row
}

export interface LawDocument {
  document: string
  titleVi: string
  titleEn: string
  issuedOn: Day | null
  inForceOn: Day | null
  endedOn: Day | null
}

export async function selectLawDocument(sql: Sql, document: string): Promise<LawDocument | undefined> {
  const [row] = await sql<LawDocument[]>`
    select document, title_vi, title_en, issued_on, in_force_on, ended_on
    from reference.law_documents where document = ${document}`
  return row
}
