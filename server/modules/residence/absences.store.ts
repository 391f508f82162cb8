import type { Sql } from '#platform/db.ts'
import type { Day, Instant, PersonNumber, Uuid } from '#platform/schemas.ts'
import type { AbsenceRow, CurrentPlaceRow } from './presence-history.ts'

export type Absence = Pick<
  AbsenceRow,
  'personNumber' | 'id' | 'unitId' | 'ground' | 'fromOn' | 'untilOn' | 'destination' | 'late' | 'endedOn'
>

export async function insertAbsence(sql: Sql, row: AbsenceRow): Promise<void> {
  await sql`
    insert into residence.absences (person_number, id, unit_id, ground, from_on, until_on, destination, reason, consent,
      declared_at, late, dossier_id)
    values (${row.personNumber}, ${row.id}, ${row.unitId}, ${row.ground}, ${row.fromOn}, ${row.untilOn},
      ${row.destination}, ${row.reason}, ${row.consent}, ${row.declaredAt}, ${row.late}, ${row.dossierId})`
}

/** Brings end and annulment of a person's absences to what his events say. */
export async function keepAbsences(sql: Sql, rows: readonly AbsenceRow[]): Promise<void> {
  for (const { personNumber, id, endedOn, annulledAt } of rows) {
    await sql`
      update residence.absences set ended_on = ${endedOn}, annulled_at = ${annulledAt}
      where person_number = ${personNumber} and id = ${id}
        and (ended_on, annulled_at) is distinct from (${endedOn}::date, ${annulledAt}::timestamptz)`
  }
}

/** Absences that have not ended on a day, as known at an instant; the latest first. */
export async function selectAbsencesOn(
  sql: Sql,
  number: PersonNumber,
  day: Day,
  knownAt: Instant,
): Promise<Absence[]> {
  return await sql<Absence[]>`
    select person_number, id, unit_id, ground, from_on, until_on, destination, late, ended_on
    from residence.absences
    where person_number = ${number} and declared_at <= ${knownAt} and (annulled_at is null or annulled_at > ${knownAt})
      and (until_on is null or until_on >= ${day}) and (ended_on is null or ended_on > ${day})
    order by from_on desc, id limit 50`
}

export async function selectAbsence(sql: Sql, number: PersonNumber, id: Uuid): Promise<Absence | undefined> {
  const [row] = await sql<Absence[]>`
    select person_number, id, unit_id, ground, from_on, until_on, destination, late, ended_on
    from residence.absences
    where person_number = ${number} and id = ${id} and annulled_at is null and ended_on is null`
  return row
}

export async function selectPlacesInForce(sql: Sql, number: PersonNumber): Promise<CurrentPlaceRow[]> {
  return await sql<CurrentPlaceRow[]>`
    select person_number, id, unit_id, dwelling_id, place, valid_from, valid_until, recorded_at, superseded_at, event_id
    from residence.current_places
    where person_number = ${number} and superseded_at is null
    order by valid_from`
}

export async function selectPlaceAsOf(
  sql: Sql,
  number: PersonNumber,
  day: Day,
  knownAt: Instant,
): Promise<CurrentPlaceRow | undefined> {
  const [row] = await sql<CurrentPlaceRow[]>`
    select person_number, id, unit_id, dwelling_id, place, valid_from, valid_until, recorded_at, superseded_at, event_id
    from residence.current_places
    where person_number = ${number} and valid_from <= ${day} and (valid_until is null or valid_until > ${day})
      and recorded_at <= ${knownAt} and (superseded_at is null or superseded_at > ${knownAt})`
  return row
}

export async function supersedePlaces(
  sql: Sql,
  number: PersonNumber,
  ids: readonly Uuid[],
  at: Instant,
): Promise<void> {
  await sql`
    update residence.current_places set superseded_at = ${at}
    where person_number = ${number} and id = any(${ids as string[]}::uuid[])`
}

export async function insertPlaces(sql: Sql, rows: readonly CurrentPlaceRow[]): Promise<void> {
  await sql`
    insert into residence.current_places ${sql(
      rows.map((row) => ({
        person_number: row.personNumber,
        id: row.id,
        unit_id: row.unitId,
        dwelling_id: row.dwellingId,
        place: row.place,
        valid_from: row.validFrom,
        valid_until: row.validUntil,
        recorded_at: row.recordedAt,
        superseded_at: row.supersededAt,
        event_id: row.eventId,
      })),
    )}`
}
