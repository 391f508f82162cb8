import type { Sql } from '#platform/db.ts'
import type { Day, PersonNumber, Uuid } from '#platform/schemas.ts'

export interface TestPersonRow {
  kind: 'adult' | 'without-account' | 'child' | 'dead' | 'foreigner'
  personNumber: PersonNumber
  personId: Uuid
  name: string
  bornOn: Day
  sex: 'male' | 'female'
}

/** A few of each kind, always the same ones: the lowest numbers. */
export async function selectTestPeople(sql: Sql): Promise<TestPersonRow[]> {
  return await sql<TestPersonRow[]>`
    (select 'adult' as kind, person_number, person_id, name, born_on, sex from population.people_v1 p
      where status = 'alive' and born_on < current_date - interval '18 years'
        and exists (select 1 from accounts.accounts_v1 a
          where a.person_number = p.person_number and a.realm = 'citizen' and a.status = 'active' and a.level = 2)
      order by person_number limit 5)
    union all
    (select 'without-account', person_number, person_id, name, born_on, sex from population.people_v1 p
      where status = 'alive' and born_on < current_date - interval '18 years'
        and not exists (select 1 from accounts.accounts_v1 a
          where a.person_number = p.person_number and a.realm = 'citizen')
      order by person_number limit 1)
    union all
    (select 'child', person_number, person_id, name, born_on, sex from population.people_v1
      where status = 'alive' and born_on > current_date - interval '10 years' order by person_number limit 1)
    union all
    (select 'dead', person_number, person_id, name, born_on, sex from population.people_v1
      where status = 'dead' order by person_number limit 1)
    union all
    (select 'foreigner', person_number, person_id, name, born_on, sex from accounts.holders_v1 h
      where h.foreigner and exists (select 1 from accounts.accounts_v1 a
        where a.person_number = h.person_number and a.realm = 'citizen' and a.status = 'active')
      order by person_number limit 2)`
}
