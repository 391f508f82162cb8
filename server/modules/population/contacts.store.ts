import type { Sql } from '#platform/db.ts'
import type { Day, Instant, PersonNumber, Uuid } from '#platform/schemas.ts'

export interface ContactsRow {
  personNumber: PersonNumber
  phone: string | null
  email: string | null
  confirmedOn: Day | null
  recordedAt: Instant
  eventId: Uuid
}

export async function upsertContacts(sql: Sql, row: ContactsRow): Promise<void> {
  const { personNumber, phone, email, confirmedOn, recordedAt, eventId } = row
  await sql`
    insert into population.contacts (person_number, phone, email, confirmed_on, recorded_at, event_id)
    values (${personNumber}, ${phone}, ${email}, ${confirmedOn}, ${recordedAt}, ${eventId})
    on conflict (person_number) do update
    set phone = excluded.phone, email = excluded.email, confirmed_on = excluded.confirmed_on,
      recorded_at = excluded.recorded_at, event_id = excluded.event_id`
}

export async function deleteContacts(sql: Sql, number: PersonNumber): Promise<void> {
  await sql`delete from population.contacts where person_number = ${number} and event_id is not null`
}
