import type { Sql } from '#platform/db.ts'
import type { Day } from '#platform/schemas.ts'
import type { LawParameter } from './contract.ts'

/** Every limit, term, age and fee there ever was; the newest first. */
export async function selectAllLawParameters(sql: Sql): Promise<LawParameter[]> {
  return await sql<LawParameter[]>`
    select key, unit_id, effective_from, effective_until, value, citation, confirmed, note
    from reference.law_parameters
    order by key, effective_from desc`
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
