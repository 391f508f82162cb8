import type { Sql } from '#platform/db.ts'
import type { PersonNumber } from '#platform/schemas.ts'
import type { NumberAlias, Person } from './people.store.ts'

/** Everything the register holds of one person beside relations and events. */
export interface FileRow extends Person {
  phone: string | null
  email: string | null
  aliases: Pick<NumberAlias, 'alias' | 'kind' | 'endedOn'>[]
  findings: string[]
}

/** A person's file in one query. */
export async function selectFile(sql: Sql, number: PersonNumber): Promise<FileRow | undefined> {
  const [row] = await sql<FileRow[]>`
    select p.person_number, p.person_id, p.version, p.status, p.name, p.name_folded, p.sex, p.born_on,
      p.born_precision, p.birth_unit_id, p.birth_registered_unit_id, p.home_town_unit_id, p.ethnic_group,
      p.religion, p.nationalities, p.blood_group, p.marital_status, p.died_on, p.other_name, p.valid_from,
      p.recorded_at, p.event_id, c.phone, c.email,
      array(select json_build_object('alias', a.alias, 'kind', a.kind, 'endedOn', a.ended_on)
        from population.number_aliases a where a.person_number = p.person_number order by a.alias) as aliases,
      array(select f.rule from population.quality_findings f
        where f.person_number = p.person_number and f.resolved_at is null order by f.rule) as findings
    from population.people p
    left join population.contacts c on c.person_number = p.person_number
    where p.person_number = ${number}`
  return row
}
