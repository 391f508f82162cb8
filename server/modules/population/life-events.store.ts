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

/** All events of people, in the order in which they were recorded. */
export async function selectLifeEvents(sql: Sql, numbers: readonly PersonNumber[]): Promise<LifeEvent[]> {
  return await sql<LifeEvent[]>`
    select person_number, id, kind, effective_on, recorded_at, agency_id, legal_basis, evidence, actor, dossier_id,
      caused_by, annuls, payload
    from population.life_events
    where person_number = any(${numbers as string[]})
    order by recorded_at, id`
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
