import type { Sql } from '#platform/db.ts'
import type { Instant, PersonNumber, Uuid, Words } from '#platform/schemas.ts'
import type { LinkState } from './dossiers.contract.ts'

/** A dossier that follows from another, and what became of it. */
export interface LinkRow {
  personNumber: PersonNumber
  dossierId: Uuid
  linkId: string
  serviceCode: string | null
  state: LinkState
  linkedDossier: Uuid | null
  problem: Words | null
  at: Instant
}

export async function insertLinks(sql: Sql, links: readonly LinkRow[]): Promise<void> {
  if (links.length === 0) return
  await sql`
    insert into services.dossier_links ${sql(
      links.map((one) => ({
        person_number: one.personNumber,
        dossier_id: one.dossierId,
        link_id: one.linkId,
        service_code: one.serviceCode,
        state: one.state,
        linked_dossier: one.linkedDossier,
        problem: null,
        at: one.at,
      })),
    )}`
}

export async function selectLinks(
  sql: Sql,
  { personNumber, dossierId }: Pick<LinkRow, 'personNumber' | 'dossierId'>,
): Promise<LinkRow[]> {
  return sql<LinkRow[]>`
    select person_number, dossier_id, link_id, service_code, state, linked_dossier, problem, at
    from services.dossier_links where person_number = ${personNumber} and dossier_id = ${dossierId}
    order by link_id`
}

/** Moves a link that still waits, or that failed before; another call that did so first makes this one do nothing. */
export async function moveLink(sql: Sql, link: LinkRow): Promise<boolean> {
  const moved = await sql`
    update services.dossier_links
    set state = ${link.state}, linked_dossier = ${link.linkedDossier}, at = ${link.at},
      problem = ${link.problem === null ? null : sql.json(link.problem as never)}
    where person_number = ${link.personNumber} and dossier_id = ${link.dossierId} and link_id = ${link.linkId}
      and state in ('waiting', 'failed')`
  return moved.count === 1
}
