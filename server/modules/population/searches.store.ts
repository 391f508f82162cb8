import type { Sql } from '#platform/db.ts'
import type { Day, PersonNumber, Uuid } from '#platform/schemas.ts'
import type { Person } from './people.store.ts'

export interface Search {
  searchId: Uuid
  accountId: Uuid
  reason: string | null
  dossierId: Uuid | null
  personNumbers: PersonNumber[]
  beyond: boolean
  endsAt: string
}

type Found = Pick<
  Person,
  'personNumber' | 'personId' | 'name' | 'nameFolded' | 'sex' | 'bornOn' | 'bornPrecision' | 'status'
>

/** People of exactly this folded name born within a year. */
export async function selectByNameAndYear(
  sql: Sql,
  nameFolded: string,
  year: number,
  limit: number,
): Promise<Found[]> {
  return await sql<Found[]>`
    select person_number, person_id, name, name_folded, sex, born_on, born_precision, status
    from population.people
    where name_folded = ${nameFolded} and born_on >= make_date(${year}, 1, 1) and born_on < make_date(${year} + 1, 1, 1)
    order by born_on, person_number
    limit ${limit}`
}

/** People born on a day, or in the month or year of it when that is all we know. */
export async function selectByBirthday(sql: Sql, bornOn: Day, limit: number): Promise<Found[]> {
  return await sql<Found[]>`
    select person_number, person_id, name, name_folded, sex, born_on, born_precision, status
    from population.people
    where born_on = ${bornOn}
      or (born_on = date_trunc('month', ${bornOn}::date)::date and born_precision = 'M')
      or (born_on = date_trunc('year', ${bornOn}::date)::date and born_precision = 'Y')
    order by name_folded, person_number
    limit ${limit}`
}

/** As `selectByBirthday`, of exactly this folded name: by the index, however many were born that day. */
export async function selectByNameAndBirthday(
  sql: Sql,
  nameFolded: string,
  bornOn: Day,
  limit: number,
): Promise<Found[]> {
  return await sql<Found[]>`
    select person_number, person_id, name, name_folded, sex, born_on, born_precision, status
    from population.people
    where name_folded = ${nameFolded}
      and (born_on = ${bornOn}
        or (born_on = date_trunc('month', ${bornOn}::date)::date and born_precision = 'M')
        or (born_on = date_trunc('year', ${bornOn}::date)::date and born_precision = 'Y'))
    order by person_number
    limit ${limit}`
}

export async function insertSearch(sql: Sql, search: Search, madeAt: Date): Promise<void> {
  await sql`
    insert into population.searches (search_id, account_id, reason, dossier_id, person_numbers, beyond, made_at, ends_at)
    values (${search.searchId}, ${search.accountId}, ${search.reason}, ${search.dossierId},
      ${search.personNumbers}, ${search.beyond}, ${madeAt}, ${search.endsAt})`
}

/** A search of this officer that has not ended. */
export async function selectSearch(
  sql: Sql,
  searchId: Uuid,
  accountId: Uuid,
  now: Date,
): Promise<Search | undefined> {
  const [row] = await sql<Search[]>`
    select search_id, account_id, reason, dossier_id, person_numbers, beyond, ends_at
    from population.searches
    where search_id = ${searchId} and account_id = ${accountId} and ends_at > ${now}`
  return row
}

export async function deleteEndedSearches(sql: Sql, now: Date): Promise<void> {
  await sql`delete from population.searches where ends_at <= ${now}`
}
