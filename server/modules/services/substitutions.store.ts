import type { Sql } from '#platform/db.ts'
import type { Day, Uuid } from '#platform/schemas.ts'

export interface SubstitutionRow {
  substitutionId: Uuid
  agencyId: number
  /** Appointments. */
  absent: Uuid
  substitute: Uuid
  fromOn: Day
  untilOn: Day
  reason: string | null
  namedBy: Uuid
}

const columns = (sql: Sql) =>
  sql`substitution_id, agency_id, absent, substitute, from_on, until_on, reason, named_by`

export async function insertSubstitution(sql: Sql, row: SubstitutionRow, now: Date): Promise<void> {
  await sql`
    insert into services.substitutions (substitution_id, agency_id, absent, substitute, from_on, until_on, reason, named_by,
      named_at)
    values (${row.substitutionId}, ${row.agencyId}, ${row.absent}, ${row.substitute}, ${row.fromOn}, ${row.untilOn},
      ${row.reason}, ${row.namedBy}, ${now})`
}

/** Those of an office that hold on a day or later, locked out against others being named meanwhile. */
export async function lockSubstitutions(sql: Sql, agencyId: number, from: Day): Promise<SubstitutionRow[]> {
  await sql`select pg_advisory_xact_lock(hashtext('services.substitutions'), ${agencyId})`
  return selectSubstitutions(sql, agencyId, from)
}

/** At most 200, the first first. */
export async function selectSubstitutions(sql: Sql, agencyId: number, from: Day): Promise<SubstitutionRow[]> {
  return sql<SubstitutionRow[]>`
    select ${columns(sql)} from services.substitutions
    where agency_id = ${agencyId} and until_on >= ${from} and ended_at is null
    order by from_on, substitution_id limit 200`
}

/** Ends one of an office; false when there is none. */
export async function endSubstitution(sql: Sql, substitutionId: Uuid, now: Date): Promise<void> {
  await sql`
    update services.substitutions set ended_at = ${now} where substitution_id = ${substitutionId} and ended_at is null`
}

/** Whom an officer stands in for on a day. */
export async function selectStoodInFor(sql: Sql, substitute: Uuid, on: Day): Promise<Uuid[]> {
  const rows = await sql<{ absent: Uuid }[]>`
    select absent from services.substitutions
    where substitute = ${substitute} and from_on <= ${on} and until_on >= ${on} and ended_at is null
    order by absent`
  return rows.map(({ absent }) => absent)
}
