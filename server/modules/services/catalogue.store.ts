import type { Sql } from '#platform/db.ts'
import type { Day } from '#platform/schemas.ts'
import type { Bundle } from './bundle.ts'

export interface KeptVersion {
  serviceCode: string
  version: number
  digest: string
}

/** Bundles of the versions in force on a day, of each service the highest; what is filed most stands first. */
export async function selectInForce(sql: Sql, on: Day): Promise<KeptVersion[]> {
  return sql<KeptVersion[]>`
    select v.service_code, v.version, v.digest
    from (
      select distinct on (service_code) service_code, version, digest
      from services.service_versions
      where effective_from <= ${on} and (effective_until is null or effective_until > ${on})
      order by service_code, version desc
    ) v
    left join services.service_use u using (service_code)
    order by coalesce(u.filed, 0) desc, v.service_code`
}

/** Counts the dossiers of each service filed since a day. */
export async function countUse(sql: Sql, from: Day): Promise<void> {
  await sql`
    insert into services.service_use (service_code, filed, counted_from)
    select c.service_code, count(d.dossier_id), ${from}
    from (select distinct service_code from services.service_versions) c
    left join services.dossiers d on d.service_code = c.service_code and d.submitted_at >= ${from}
    group by c.service_code
    on conflict (service_code) do update set filed = excluded.filed, counted_from = excluded.counted_from`
}

export async function selectVersionInForce(
  sql: Sql,
  code: string,
  on: Day,
): Promise<KeptVersion | undefined> {
  const [row] = await sql<KeptVersion[]>`
    select service_code, version, digest from services.service_versions
    where service_code = ${code} and effective_from <= ${on} and (effective_until is null or effective_until > ${on})
    order by version desc limit 1`
  return row
}

export async function selectBundle(sql: Sql, code: string, version: number): Promise<Bundle | undefined> {
  const [row] = await sql<{ bundle: Bundle }[]>`
    select bundle from services.service_versions where service_code = ${code} and version = ${version}`
  return row?.bundle
}

/** What is published, by the digest of its content. */
export async function selectDigests(sql: Sql): Promise<Set<string>> {
  const rows = await sql<{ digest: string }[]>`select digest from services.service_versions`
  return new Set(rows.map(({ digest }) => digest))
}

/** Inserts a version; when it is there already, answers the digest it has. */
export async function insertVersion(
  sql: Sql,
  bundle: Bundle,
  digest: string,
  by: string,
  now: Date,
): Promise<{ inserted: boolean; digest: string }> {
  const inserted = await sql`
    insert into services.service_versions
      (service_code, version, effective_from, effective_until, digest, bundle, published_at, published_by)
    values (${bundle.code}, ${bundle.version}, ${bundle.effectiveFrom}, ${bundle.effectiveUntil}, ${digest},
      ${sql.json(bundle as never)}, ${now}, ${by})
    on conflict do nothing`
  if (inserted.count === 1) return { inserted: true, digest }
  const [row] = await sql<{ digest: string }[]>`
    select digest from services.service_versions where service_code = ${bundle.code} and version = ${bundle.version}`
  return { inserted: false, digest: row!.digest }
}
