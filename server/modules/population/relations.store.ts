import type { Sql } from '#platform/db.ts'
import type { Day, Instant, PersonNumber, Uuid } from '#platform/schemas.ts'
import type { RelationRow } from './relations.ts'

export async function selectRelationsInForce(sql: Sql, number: PersonNumber): Promise<RelationRow[]> {
  return await sql<RelationRow[]>`
    select person_number, id, kind, other_number, valid_from, valid_until, recorded_at, superseded_at, event_id
    from population.relations
    where person_number = ${number} and superseded_at is null
    order by valid_from, id`
}

/** Relations that held on a day, as known at an instant. */
export async function selectRelationsAsOf(
  sql: Sql,
  number: PersonNumber,
  day: Day,
  knownAt: Instant,
): Promise<RelationRow[]> {
  return await sql<RelationRow[]>`
    select person_number, id, kind, other_number, valid_from, valid_until, recorded_at, superseded_at, event_id
    from population.relations
    where person_number = any(array[${number}]::text[] || array(
        select alias from population.number_aliases where person_number = ${number} and kind = 'cancelled'))
      and valid_from <= ${day} and (valid_until is null or valid_until > ${day})
      and recorded_at <= ${knownAt} and (superseded_at is null or superseded_at > ${knownAt})
    order by valid_from, other_number`
}

export async function insertRelations(sql: Sql, rows: readonly RelationRow[]): Promise<void> {
  await sql`
    insert into population.relations ${sql(
      rows.map((row) => ({
        person_number: row.personNumber,
        id: row.id,
        kind: row.kind,
        other_number: row.otherNumber,
        valid_from: row.validFrom,
        valid_until: row.validUntil,
        recorded_at: row.recordedAt,
        superseded_at: row.supersededAt,
        event_id: row.eventId,
      })),
    )}`
}

export async function supersedeRelations(
  sql: Sql,
  number: PersonNumber,
  ids: readonly Uuid[],
  at: Instant,
): Promise<void> {
  await sql`
    update population.relations set superseded_at = ${at}
    where person_number = ${number} and id = any(${ids as string[]}::uuid[])`
}

/** The other side of a relation that follows from `number`'s events. */
export async function supersedeMirror(
  sql: Sql,
  side: { person: PersonNumber; kind: string; other: PersonNumber; validFrom: Day; validUntil: Day | null },
  at: Instant,
): Promise<void> {
  await sql`
    update population.relations set superseded_at = ${at}
    where person_number = ${side.person} and kind = ${side.kind} and other_number = ${side.other}
      and valid_from = ${side.validFrom} and valid_until is not distinct from ${side.validUntil}::date
      and superseded_at is null`
}

/** Fathers and mothers of people: pairs of child and parent, as we know them now. */
export async function selectParents(
  sql: Sql,
  numbers: readonly PersonNumber[],
): Promise<{ personNumber: PersonNumber; otherNumber: PersonNumber }[]> {
  if (numbers.length === 0) return []
  return await sql<{ personNumber: PersonNumber; otherNumber: PersonNumber }[]>`
    select person_number, other_number
    from population.relations
    where person_number = any(${numbers as string[]}) and kind in ('father', 'mother') and superseded_at is null`
}

/** Spouses that people have or had, as we know them now. */
export async function selectSpouses(sql: Sql, numbers: readonly PersonNumber[]): Promise<PersonNumber[]> {
  if (numbers.length === 0) return []
  const rows = await sql<{ otherNumber: PersonNumber }[]>`
    select other_number from population.relations
    where person_number = any(${numbers as string[]}) and kind = 'spouse' and superseded_at is null`
  return rows.map(({ otherNumber }) => otherNumber)
}
