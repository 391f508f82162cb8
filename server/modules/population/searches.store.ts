import type { Sql } from '#platform/db.ts'
import type { Day, PersonNumber, Uuid } from '#platform/schemas.ts'
import type { Person } from './people.store.ts'

export interface Search {
  searchId: Uuid
  accountId: Uuid
  reason: string | null
  dossierId: Uuid | null
  personNumbers: PersonNumber[]
  /** Why each was found: codes, joined by spaces, in the order of the people. */
  because: string[]
  beyond: boolean
  endsAt: string
}

export type Found = Pick<
  Person,
  'personNumber' | 'personId' | 'name' | 'nameFolded' | 'sex' | 'bornOn' | 'bornPrecision' | 'status'
>

/** People of these folded names born within a year: one short step into the index for each name. */
export async function selectByNamesAndYear(
  sql: Sql,
  names: readonly string[],
  year: number,
  limit: number,
): Promise<Found[]> {
  return await sql<Found[]>`
    select person_number, person_id, name, name_folded, sex, born_on, born_precision, status
    from population.people
    where name_folded = any(${names as string[]})
      and born_on >= make_date(${year}, 1, 1) and born_on < make_date(${year} + 1, 1, 1)
    limit ${limit}`
}

/** People of these folded names born on a day, or in the month or year of it when that is all we know. */
export async function selectByNamesAndBirthday(
  sql: Sql,
  names: readonly string[],
  bornOn: Day,
  limit: number,
): Promise<Found[]> {
  return await sql<Found[]>`
    select person_number, person_id, name, name_folded, sex, born_on, born_precision, status
    from population.people
    where name_folded = any(${names as string[]})
      and (born_on = ${bornOn}
        or (born_on = date_trunc('month', ${bornOn}::date)::date and born_precision = 'M')
        or (born_on = date_trunc('year', ${bornOn}::date)::date and born_precision = 'Y'))
    limit ${limit}`
}

/** People of these folded names born on this very day: one short step into the index for each name. */
export async function selectByNamesOnDay(
  sql: Sql,
  names: readonly string[],
  bornOn: Day,
  limit: number,
): Promise<Found[]> {
  return await sql<Found[]>`
    select person_number, person_id, name, name_folded, sex, born_on, born_precision, status
    from population.people
    where name_folded = any(${names as string[]}) and born_on = ${bornOn}
    limit ${limit}`
}

/** Folded names of people born on a day, from the index alone. */
export async function selectNamesOfDay(sql: Sql, bornOn: Day, limit: number): Promise<string[]> {
  const rows = await sql<{ nameFolded: string }[]>`
    select distinct name_folded
    from (select name_folded from population.people where born_on = ${bornOn} limit ${limit}) born`
  return rows.map(({ nameFolded }) => nameFolded)
}

export async function selectByPhone(sql: Sql, phone: string, limit: number): Promise<PersonNumber[]> {
  const rows = await sql<{ personNumber: PersonNumber }[]>`
    select person_number from population.contacts where phone collate "C" = ${phone} order by person_number limit ${limit}`
  return rows.map(({ personNumber }) => personNumber)
}

export async function insertSearch(sql: Sql, search: Search, madeAt: Date): Promise<void> {
  await sql`
    insert into population.searches (search_id, account_id, reason, dossier_id, person_numbers, because, beyond, made_at, ends_at)
    values (${search.searchId}, ${search.accountId}, ${search.reason}, ${search.dossierId},
      ${search.personNumbers}, ${search.because}, ${search.beyond}, ${madeAt}, ${search.endsAt})`
}

/** A search of this officer that has not ended. */
export async function selectSearch(
  sql: Sql,
  searchId: Uuid,
  accountId: Uuid,
  now: Date,
): Promise<Search | undefined> {
  const [row] = await sql<Search[]>`
    select search_id, account_id, reason, dossier_id, person_numbers, because, beyond, ends_at
    from population.searches
    where search_id = ${searchId} and account_id = ${accountId} and ends_at > ${now}`
  return row
}

export async function deleteEndedSearches(sql: Sql, now: Date): Promise<void> {
  await sql`delete from population.searches where ends_at <= ${now}`
}
