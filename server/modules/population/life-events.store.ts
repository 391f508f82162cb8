import type { Sql } from '#platform/db.ts'
import type { Instant, PersonNumber, Uuid } from '#platform/schemas.ts'
import type { LifeEvent } from './life-event.ts'

export async function insertLifeEvent(sql: Sql, event: LifeEvent): Promise<void> {
  await sql`
    insert into population.life_events (person_number, id, kind, effective_on, recorded_at, agency_id, legal_basis,
      evidence, actor, dossier_id, caused_by, annuls, payload)
    values (${event.personNumber}, ${event.id}, ${event.kind}, ${event.effectiveOn}, ${event.recordedAt},
      ${event.agencyId}, ${event.legalBasis}, ${event.evidence ? sql.json(event.evidence as never) : null},
      ${event.actor}, ${event.dossierId}, ${event.causedBy}, ${event.annuls}, ${sql.json(event.payload as never)})`
}

/**
 * All events of people, in the order in which they were recorded. Those recorded under a number that was cancelled
 * since are the person's too: they answer with the number in force.
 */
export async function selectLifeEvents(sql: Sql, numbers: readonly PersonNumber[]): Promise<LifeEvent[]> {
  return await sql<LifeEvent[]>`
    with asked as materialized (
      select coalesce(a.person_number, n.number) as person_number, n.number as recorded_under
      from unnest(${numbers as string[]}::text[]) n(number)
      left join population.number_aliases a on a.alias = n.number and a.kind = 'cancelled'
      union
      select person_number, alias from population.number_aliases
      where person_number = any(${numbers as string[]}) and kind = 'cancelled'
    )
    select n.person_number, e.id, e.kind, e.effective_on, e.recorded_at,
      e.agency_id, e.legal_basis, e.evidence, e.actor, e.dossier_id, e.caused_by, e.annuls, e.payload
    from asked n
    join population.life_events e on e.person_number = n.recorded_under
    order by e.recorded_at, e.id`
}

/** When something was last recorded about any of these people; null when never. */
export async function selectLastRecorded(
  sql: Sql,
  numbers: readonly PersonNumber[],
): Promise<Instant | null> {
  const [row] = await sql<{ last: Instant | null }[]>`
    select max(recorded_at) as last from population.life_events where person_number = any(${numbers as string[]})`
  return row?.last ?? null
}

export async function isAnnulled(sql: Sql, number: PersonNumber, id: Uuid): Promise<boolean> {
  const [row] = await sql`
    select 1 from population.life_events where person_number = ${number} and annuls = ${id}`
  return row !== undefined
}
