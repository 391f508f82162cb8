import type { Sql } from '#platform/db.ts'
import type { Day, PersonNumber } from '#platform/schemas.ts'

/** People who have a guardian and were born on a day or before, by number. */
export async function selectWardsBornBefore(
  sql: Sql,
  day: Day,
  after: PersonNumber | '',
  limit: number,
): Promise<PersonNumber[]> {
  const rows = await sql<{ personNumber: PersonNumber }[]>`
    select distinct r.person_number
    from population.relations r
    join population.people p on p.person_number = r.person_number
    where r.kind = 'guardian' and r.superseded_at is null and r.valid_until is null
      and p.born_on <= ${day} and p.status = 'alive' and r.person_number > ${after}
    order by r.person_number
    limit ${limit}`
  return rows.map(({ personNumber }) => personNumber)
}
