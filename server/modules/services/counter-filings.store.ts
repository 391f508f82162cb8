import type { Sql } from '#platform/db.ts'
import type { Instant, PersonNumber, Uuid } from '#platform/schemas.ts'
import type { DossierState } from './contract.ts'

interface When {
  agencyId: number
  from: Date
  until: Date
}

export interface Filed {
  personNumber: PersonNumber
  dossierId: Uuid
  code: string
  serviceCode: string
  serviceVersion: number
  agencyId: number
  state: DossierState
  submittedAt: Instant
  dueAt: Instant | null
  name: string
}

/** Dossiers filed at the counters of an agency in a time, newest first; `after` is the last of the page before. */
export async function selectFiled(
  sql: Sql,
  { agencyId, from, until, after, limit }: When & { after: Uuid | null; limit: number },
): Promise<Filed[]> {
  return sql<Filed[]>`
    select d.person_number, d.dossier_id, d.code, d.service_code, d.service_version, d.agency_id, d.state,
      d.submitted_at, d.due_at, p.name
    from services.dossiers d
    join population.people_v1 p using (person_number)
    where d.filed_by is not null and (d.filed_by->>'agencyId')::integer = ${agencyId}
      and d.submitted_at >= ${from} and d.submitted_at < ${until}
      and (${after}::uuid is null or d.dossier_id < ${after})
    order by d.dossier_id desc
    limit ${limit}`
}

export async function countFiled(sql: Sql, { agencyId, from, until }: When): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::integer as count from services.dossiers
    where filed_by is not null and (filed_by->>'agencyId')::integer = ${agencyId}
      and submitted_at >= ${from} and submitted_at < ${until}`
  return row!.count
}
