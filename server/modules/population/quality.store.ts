import type { Sql } from '#platform/db.ts'
import type { Instant, PersonNumber } from '#platform/schemas.ts'

/** Keeps the open findings of a person to these rules; those that no longer hold are resolved. */
export async function keepFindings(
  sql: Sql,
  number: PersonNumber,
  rules: readonly string[],
  at: Instant,
): Promise<void> {
  await sql`
    update population.quality_findings set resolved_at = ${at}
    where person_number = ${number} and resolved_at is null and rule <> all(${rules as string[]})`
  if (rules.length === 0) return
  await sql`
    insert into population.quality_findings (person_number, rule, found_at)
    select ${number}, rule, ${at} from unnest(${rules as string[]}::text[]) as rule
    on conflict (person_number, rule) do update set resolved_at = null`
}
