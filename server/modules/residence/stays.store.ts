import type { Sql } from '#platform/db.ts'
import type { Day, Instant, PersonNumber, Uuid } from '#platform/schemas.ts'
import type { LifeEvent } from '#population'

export interface StayPayload {
  unitId: number
  dwellingId?: Uuid
  place: string
  leavesOn: Day
  reason?: string
  declaredBy: PersonNumber
  late: boolean
}

export async function insertStay(sql: Sql, event: LifeEvent<StayPayload>): Promise<void> {
  const { payload } = event
  await sql`
    insert into residence.stays (person_number, id, unit_id, dwelling_id, place, arrives_on, leaves_on, reason,
      declared_by, declared_at, late, dossier_id)
    values (${event.personNumber}, ${event.id}, ${payload.unitId}, ${payload.dwellingId ?? null}, ${payload.place},
      ${event.effectiveOn}, ${payload.leavesOn}, ${payload.reason ?? null}, ${payload.declaredBy},
      ${event.recordedAt}, ${payload.late}, ${event.dossierId})`
}

/** A stay keeps the number under which it was declared, so it is looked for under each that the person had. */
export async function annulStay(
  sql: Sql,
  numbers: readonly PersonNumber[],
  id: Uuid,
  at: Instant,
): Promise<void> {
  await sql`
    update residence.stays set annulled_at = ${at} where person_number = any(${numbers as string[]}) and id = ${id}`
}

export interface Stay {
  personNumber: PersonNumber
  id: Uuid
  unitId: number
  dwellingId: Uuid | null
  place: string
  arrivesOn: Day
  leavesOn: Day
  late: boolean
}

/** Stays of a person that have not been over since a day, the latest first. */
export async function selectStaysSince(
  sql: Sql,
  numbers: readonly PersonNumber[],
  day: Day,
): Promise<Stay[]> {
  return await sql<Stay[]>`
    select person_number, id, unit_id, dwelling_id, place, arrives_on, leaves_on, late
    from residence.stays
    where person_number = any(${numbers as string[]}) and leaves_on > ${day} and annulled_at is null
    order by arrives_on desc, id
    limit 100`
}
