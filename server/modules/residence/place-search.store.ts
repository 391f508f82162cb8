/** Finding people by where they are registered: joins of the current residences with the people `population` shows. */
import type { Sql } from '#platform/db.ts'
import type { PersonNumber } from '#platform/schemas.ts'
import type { PlaceSearch } from '#population'

/** One found by where he is registered. */
export type FoundHere = Awaited<ReturnType<PlaceSearch['inFile']>>[number]

/** People of a folded name registered in a commune. */
export async function selectNamedIn(
  sql: Sql,
  unitId: number,
  nameFolded: string,
  limit: number,
): Promise<FoundHere[]> {
  return await sql<FoundHere[]>`
    select p.person_number, p.person_id, p.name, p.name_folded, p.sex, p.born_on, p.born_precision, p.status
    from (
      select person_number from residence.current_residences where permanent_unit_id = ${unitId}
      union
      select person_number from residence.current_residences where temporary_unit_id = ${unitId}
    ) here
    join population.people_v1 p using (person_number)
    where p.name_folded = ${nameFolded}
    limit ${limit}`
}

/** People registered in a commune whose number says this year of birth: digits 5 and 6, the century in digit 4. */
export async function selectBornIn(
  sql: Sql,
  unitId: number,
  { digits, centuries }: { digits: string; centuries: readonly string[] },
  limit: number,
): Promise<FoundHere[]> {
  return await sql<FoundHere[]>`
    select p.person_number, p.person_id, p.name, p.name_folded, p.sex, p.born_on, p.born_precision, p.status
    from (
      select person_number from residence.current_residences where permanent_unit_id = ${unitId}
      union
      select person_number from residence.current_residences where temporary_unit_id = ${unitId}
    ) here
    join population.people_v1 p using (person_number)
    where substr(here.person_number, 5, 2) = ${digits}
      and substr(here.person_number, 4, 1) = any(${centuries as string[]})
    limit ${limit}`
}

/** Members now of the household with a residence file number. */
export async function selectInFile(sql: Sql, fileNumber: string, limit: number): Promise<FoundHere[]> {
  return await sql<FoundHere[]>`
    select p.person_number, p.person_id, p.name, p.name_folded, p.sex, p.born_on, p.born_precision, p.status
    from residence.households h
    join residence.current_residences c
      on c.permanent_household_id = h.household_id or c.temporary_household_id = h.household_id
    join population.people_v1 p on p.person_number = c.person_number
    where h.file_number = ${fileNumber}
    order by p.born_on
    limit ${limit}`
}

/** People registered now at dwellings. */
export async function selectAtDwellings(
  sql: Sql,
  dwellingIds: readonly string[],
  limit: number,
): Promise<FoundHere[]> {
  return await sql<FoundHere[]>`
    select p.person_number, p.person_id, p.name, p.name_folded, p.sex, p.born_on, p.born_precision, p.status
    from residence.households h
    join residence.current_residences c
      on c.permanent_household_id = h.household_id or c.temporary_household_id = h.household_id
    join population.people_v1 p on p.person_number = c.person_number
    where h.dwelling_id = any(${dwellingIds as string[]}::uuid[]) and h.dissolved_on is null
    limit ${limit}`
}

/** Numbers of the people registered in a commune, permanently or for a time, after one of them. */
export async function selectListed(
  sql: Sql,
  unitId: number,
  after: PersonNumber,
  limit: number,
): Promise<PersonNumber[]> {
  const rows = await sql<{ personNumber: PersonNumber }[]>`
    select person_number from (
      select person_number from residence.current_residences
      where permanent_unit_id = ${unitId} and person_number > ${after}
      union
      select person_number from residence.current_residences
      where temporary_unit_id = ${unitId} and person_number > ${after}
    ) here
    order by person_number
    limit ${limit}`
  return rows.map(({ personNumber }) => personNumber)
}

export async function countListed(sql: Sql, unitId: number): Promise<number> {
  const [row] = await sql<{ people: number }[]>`
    select count(*)::integer as people from (
      select person_number from residence.current_residences where permanent_unit_id = ${unitId}
      union
      select person_number from residence.current_residences where temporary_unit_id = ${unitId}
    ) here`
  return row!.people
}
