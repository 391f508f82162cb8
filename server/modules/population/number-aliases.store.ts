import type { Sql } from '#platform/db.ts'
import type { Day, PersonNumber, Uuid } from '#platform/schemas.ts'

/** A cancelled number now leads to the one in force, and so does everything that led to it. */
export async function cancelNumber(
  sql: Sql,
  cancelled: { from: PersonNumber; to: PersonNumber; on: Day; eventId: Uuid },
): Promise<void> {
  const { from, to, on, eventId } = cancelled
  await sql`update population.number_aliases set person_number = ${to} where person_number = ${from}`
  await sql`
    insert into population.number_aliases (alias, person_number, kind, ended_on, event_id)
    values (${from}, ${to}, 'cancelled', ${on}, ${eventId})`
  await sql`update population.person_ids set person_number = ${to} where person_number = ${from}`
  await sql`
    insert into population.contacts (person_number, phone, email, confirmed_on, recorded_at, event_id)
    select ${to}, phone, email, confirmed_on, recorded_at, event_id from population.contacts where person_number = ${from}`
  await sql`delete from population.contacts where person_number = ${from}`
}

/** The number in force first, then those it replaced. */
export async function selectNumbers(sql: Sql, number: PersonNumber): Promise<PersonNumber[]> {
  const rows = await sql<{ alias: PersonNumber }[]>`
    select alias from population.number_aliases
    where person_number = ${number} and kind in ('cancelled', 'merged')
    order by alias`
  return [number, ...rows.map(({ alias }) => alias)]
}

/** The cancelled numbers that lead to any of these. */
export async function selectCancelled(sql: Sql, numbers: readonly PersonNumber[]): Promise<PersonNumber[]> {
  const rows = await sql<{ alias: PersonNumber }[]>`
    select alias from population.number_aliases
    where person_number = any(${numbers as string[]}) and kind = 'cancelled'`
  return rows.map(({ alias }) => alias)
}

/** The numbers in force behind aliases; others are left out. */
export async function selectAliases(sql: Sql, given: readonly string[]): Promise<Map<string, PersonNumber>> {
  const rows = await sql<{ alias: string; personNumber: PersonNumber }[]>`
    select a.alias, coalesce(m.person_number, a.person_number) as person_number
    from population.number_aliases a
    left join population.number_aliases m on m.alias = a.person_number and m.kind = 'merged'
    where a.alias = any(${given as string[]})`
  return new Map(rows.map(({ alias, personNumber }) => [alias, personNumber]))
}

/** An old 9-digit number leads to a person from now on. False when it leads to somebody already. */
export async function insertOldNumber(
  sql: Sql,
  { alias, personNumber, eventId }: { alias: string; personNumber: PersonNumber; eventId: Uuid },
): Promise<boolean> {
  const inserted = await sql`
    insert into population.number_aliases (alias, person_number, kind, event_id)
    values (${alias}, ${personNumber}, 'old-9-digit', ${eventId})
    on conflict do nothing`
  return inserted.count === 1
}

/** What an event said of an old number, once it is annulled. */
export async function deleteOldNumber(sql: Sql, number: PersonNumber, eventId: Uuid): Promise<void> {
  await sql`
    delete from population.number_aliases
    where person_number = ${number} and event_id = ${eventId} and kind = 'old-9-digit'`
}
