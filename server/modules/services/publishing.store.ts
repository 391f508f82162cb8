import type { Sql } from '#platform/db.ts'
import type { Day } from '#platform/schemas.ts'
import type { ServiceVersion } from './publishing.contract.ts'

export interface PublishedRow {
  serviceCode: string
  /** In force, else the latest. */
  version: number
  versions: number
  openDossiers: number
  openUnderOlder: number
}

export async function selectPublished(sql: Sql, on: Day): Promise<PublishedRow[]> {
  return sql<PublishedRow[]>`
    with shown as (
      select distinct on (service_code) service_code, version,
        count(*) over (partition by service_code)::int as versions
      from services.service_versions
      order by service_code,
        (effective_from <= ${on} and (effective_until is null or effective_until > ${on})) desc, version desc
    ), open as (
      select service_code, service_version, count(*)::int as dossiers
      from services.dossiers where closed_at is null group by service_code, service_version
    )
    select s.service_code, s.version, s.versions, coalesce(sum(o.dossiers), 0)::int as open_dossiers,
      coalesce(sum(o.dossiers) filter (where o.service_version < s.version), 0)::int as open_under_older
    from shown s left join open o on o.service_code = s.service_code
    group by s.service_code, s.version, s.versions
    order by s.service_code`
}

/** Newest first. */
export async function selectVersions(sql: Sql, code: string, on: Day): Promise<ServiceVersion[]> {
  return sql<ServiceVersion[]>`
    select v.version, v.effective_from, v.effective_until, v.published_at,
      v.published_by <> 'catalogue' as by_officer,
      v.version = (
        select max(f.version) from services.service_versions f
        where f.service_code = ${code} and f.effective_from <= ${on}
          and (f.effective_until is null or f.effective_until > ${on})
      ) is true as in_force,
      (select count(*)::int from services.dossiers d
        where d.service_code = ${code} and d.service_version = v.version and d.closed_at is null) as open_dossiers
    from services.service_versions v
    where v.service_code = ${code}
    order by v.version desc`
}

export async function selectLatest(sql: Sql, code: string): Promise<number> {
  const [row] = await sql<{ version: number | null }[]>`
    select max(version) as version from services.service_versions where service_code = ${code}`
  return row?.version ?? 0
}

/** Open dossiers under older versions, oldest first. */
export async function selectOpenUnder(
  sql: Sql,
  code: string,
  version: number,
  limit: number,
): Promise<{ dossierId: string }[]> {
  return sql<{ dossierId: string }[]>`
    select dossier_id from services.dossiers
    where service_code = ${code} and service_version < ${version} and closed_at is null
    order by submitted_at, dossier_id limit ${limit}`
}
