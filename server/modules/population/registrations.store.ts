import type { Sql } from '#platform/db.ts'
import type { Day, Instant, PersonNumber, Uuid } from '#platform/schemas.ts'
import type { Book } from './registrations.contract.ts'

export interface StoredRegistration {
  unitId: number
  book: Book
  year: number
  number: number
  personNumber: PersonNumber
  otherNumber: PersonNumber | null
  eventId: Uuid | null
  effectiveOn: Day
  registeredOn: Day
  dossierId: Uuid | null
  recordedAt: Instant
}

interface Shelf {
  unitId: number
  book: Book
  year: number
}

export async function nextNumber(sql: Sql, { unitId, book, year }: Shelf): Promise<number> {
  const [row] = await sql<{ last: number }[]>`
    insert into population.registration_numbers (unit_id, book, year, last) values (${unitId}, ${book}, ${year}, 1)
    on conflict (unit_id, book, year) do update set last = registration_numbers.last + 1
    returning last`
  return row!.last
}

export async function insertRegistration(sql: Sql, one: StoredRegistration): Promise<void> {
  await sql`
    insert into population.registrations (unit_id, book, year, number, person_number, other_number, event_id,
      effective_on, registered_on, dossier_id, recorded_at)
    values (${one.unitId}, ${one.book}, ${one.year}, ${one.number}, ${one.personNumber}, ${one.otherNumber},
      ${one.eventId}, ${one.effectiveOn}, ${one.registeredOn}, ${one.dossierId}, ${one.recordedAt})`
}

/** A page of a book, the last number first; `before` is the last of the page before. */
export async function selectRegistrations(
  sql: Sql,
  { unitId, book, year, before, limit }: Shelf & { before: number | null; limit: number },
): Promise<(StoredRegistration & { annulled: boolean })[]> {
  return sql`
    select r.unit_id, r.book, r.year, r.number, r.person_number, r.other_number, r.event_id, r.effective_on,
      r.registered_on, r.dossier_id, r.recorded_at,
      exists (select 1 from population.life_events a
        where a.annuls = r.event_id and (a.person_number = r.person_number or a.person_number = (
          select n.person_number from population.number_aliases n where n.alias = r.person_number))) as annulled
    from population.registrations r
    where r.unit_id = ${unitId} and r.book = ${book} and r.year = ${year}
      and (${before}::integer is null or r.number < ${before})
    order by r.number desc
    limit ${limit}`
}

/** How many each book of a commune holds in a year. A number is taken once, so the last of each is the count. */
export async function countRegistrations(
  sql: Sql,
  unitId: number,
  year: number,
): Promise<Record<Book, number>> {
  const rows = await sql<{ book: Book; count: number }[]>`
    select book, count(*)::integer as count from population.registrations
    where unit_id = ${unitId} and year = ${year} group by book`
  const counts = { birth: 0, death: 0, marriage: 0, details: 0, 'marital-status': 0 }
  for (const { book, count } of rows) counts[book] = count
  return counts
}

export async function selectRegistrationsOf(
  sql: Sql,
  numbers: readonly PersonNumber[],
  book: Book,
): Promise<StoredRegistration[]> {
  return sql<StoredRegistration[]>`
    select unit_id, book, year, number, person_number, other_number, event_id, effective_on, registered_on, dossier_id,
      recorded_at
    from population.registrations
    where (person_number = any(${numbers as string[]}) or other_number = any(${numbers as string[]})) and book = ${book}
    order by registered_on desc, number desc
    limit 20`
}
