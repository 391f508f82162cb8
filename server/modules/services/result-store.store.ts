import type { Sql } from '#platform/db.ts'
import type { PersonNumber, Uuid } from '#platform/schemas.ts'
import type { Dossier } from './dossiers.store.ts'

export async function replaceUses(
  sql: Sql,
  { personNumber, dossierId }: Pick<Dossier, 'personNumber' | 'dossierId'>,
  uses: readonly { code: string; id: Uuid }[],
  at: string,
): Promise<void> {
  await sql`
    delete from services.result_uses where person_number = ${personNumber} and dossier_id = ${dossierId}`
  if (uses.length === 0) return
  await sql`
    insert into services.result_uses (person_number, dossier_id, paper, document_id, at)
    select ${personNumber}, ${dossierId}, *, ${at}
    from unnest(${uses.map(({ code }) => code)}::text[], ${uses.map(({ id }) => id)}::uuid[])`
}

export interface Reuse {
  dossiers: number
  papersAvoided: number
  papersReused: number
  results: { documentId: Uuid; times: number }[]
}

export async function selectReuse(sql: Sql, number: PersonNumber): Promise<Reuse> {
  const [sums] = await sql<Omit<Reuse, 'results'>[]>`
    select count(*)::integer as dossiers, coalesce(sum(papers_avoided), 0)::integer as papers_avoided,
      coalesce(sum(papers_reused), 0)::integer as papers_reused
    from services.dossiers where person_number = ${number}`
  const results = await sql<Reuse['results']>`
    select document_id, count(*)::integer as times from services.result_uses
    where person_number = ${number} group by document_id order by times desc, document_id limit 200`
  return { ...sums!, results: [...results] }
}
