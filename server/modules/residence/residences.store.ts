import type { Sql } from '#platform/db.ts'
import type { Day, Instant, PersonNumber, Uuid } from '#platform/schemas.ts'
import type { ResidenceKind } from './residence-events.ts'
import type { CurrentResidence, MembershipRow, ResidenceRow } from './residence-history.ts'

export async function selectResidencesInForce(sql: Sql, number: PersonNumber): Promise<ResidenceRow[]> {
  return await sql<ResidenceRow[]>`
    select person_number, id, kind, dwelling_id, unit_id, valid_from, valid_until, recorded_at, superseded_at, event_id
    from residence.residences
    where person_number = ${number} and superseded_at is null
    order by valid_from, kind`
}

export async function selectMembershipsInForce(sql: Sql, number: PersonNumber): Promise<MembershipRow[]> {
  return await sql<MembershipRow[]>`
    select person_number, id, household_id, kind, relation_to_head, valid_from, valid_until, recorded_at,
      superseded_at, event_id
    from residence.memberships
    where person_number = ${number} and superseded_at is null
    order by valid_from, kind`
}

/** Where a person lived on a day, as known at an instant. */
export async function selectResidencesAsOf(
  sql: Sql,
  number: PersonNumber,
  day: Day,
  knownAt: Instant,
): Promise<ResidenceRow[]> {
  return await sql<ResidenceRow[]>`
    select person_number, id, kind, dwelling_id, unit_id, valid_from, valid_until, recorded_at, superseded_at, event_id
    from residence.residences
    where person_number = ${number} and valid_from <= ${day} and (valid_until is null or valid_until > ${day})
      and recorded_at <= ${knownAt} and (superseded_at is null or superseded_at > ${knownAt})
    order by kind`
}

export async function selectMembershipsAsOf(
  sql: Sql,
  number: PersonNumber,
  day: Day,
  knownAt: Instant,
): Promise<MembershipRow[]> {
  return await sql<MembershipRow[]>`
    select person_number, id, household_id, kind, relation_to_head, valid_from, valid_until, recorded_at,
      superseded_at, event_id
    from residence.memberships
    where person_number = ${number} and valid_from <= ${day} and (valid_until is null or valid_until > ${day})
      and recorded_at <= ${knownAt} and (superseded_at is null or superseded_at > ${knownAt})
    order by kind`
}

export async function supersedeResidences(
  sql: Sql,
  number: PersonNumber,
  ids: readonly Uuid[],
  at: Instant,
): Promise<void> {
  await sql`
    update residence.residences set superseded_at = ${at}
    where person_number = ${number} and id = any(${ids as string[]}::uuid[])`
}

export async function supersedeMemberships(
  sql: Sql,
  number: PersonNumber,
  ids: readonly Uuid[],
  at: Instant,
): Promise<void> {
  await sql`
    update residence.memberships set superseded_at = ${at}
    where person_number = ${number} and id = any(${ids as string[]}::uuid[])`
}

export async function insertResidences(sql: Sql, rows: readonly ResidenceRow[]): Promise<void> {
  await sql`
    insert into residence.residences ${sql(
      rows.map((row) => ({
        person_number: row.personNumber,
        id: row.id,
        kind: row.kind,
        dwelling_id: row.dwellingId,
        unit_id: row.unitId,
        valid_from: row.validFrom,
        valid_until: row.validUntil,
        recorded_at: row.recordedAt,
        superseded_at: row.supersededAt,
        event_id: row.eventId,
      })),
    )}`
}

export async function insertMemberships(sql: Sql, rows: readonly MembershipRow[]): Promise<void> {
  await sql`
    insert into residence.memberships ${sql(
      rows.map((row) => ({
        person_number: row.personNumber,
        id: row.id,
        household_id: row.householdId,
        kind: row.kind,
        relation_to_head: row.relationToHead,
        valid_from: row.validFrom,
        valid_until: row.validUntil,
        recorded_at: row.recordedAt,
        superseded_at: row.supersededAt,
        event_id: row.eventId,
      })),
    )}`
}

export async function selectCurrent(sql: Sql, numbers: readonly PersonNumber[]): Promise<CurrentResidence[]> {
  return await sql<CurrentResidence[]>`
    select person_number, permanent_unit_id, permanent_dwelling_id, permanent_household_id, relation_to_head,
      temporary_unit_id, temporary_dwelling_id, temporary_household_id, temporary_relation, temporary_from,
      temporary_until, version, recorded_at
    from residence.current_residences
    where person_number = any(${numbers as string[]})`
}

export async function upsertCurrent(sql: Sql, current: CurrentResidence): Promise<void> {
  const row = {
    person_number: current.personNumber,
    permanent_unit_id: current.permanentUnitId,
    permanent_dwelling_id: current.permanentDwellingId,
    permanent_household_id: current.permanentHouseholdId,
    relation_to_head: current.relationToHead,
    temporary_unit_id: current.temporaryUnitId,
    temporary_dwelling_id: current.temporaryDwellingId,
    temporary_household_id: current.temporaryHouseholdId,
    temporary_relation: current.temporaryRelation,
    temporary_from: current.temporaryFrom,
    temporary_until: current.temporaryUntil,
    version: current.version,
    recorded_at: current.recordedAt,
  }
  const { person_number: _, ...changed } = row
  const updated = await sql`
    update residence.current_residences set ${sql(changed)} where person_number = ${current.personNumber}`
  if (updated.count === 0) await sql`insert into residence.current_residences ${sql(row)}`
}

/** Of these people, those registered, permanently or for a time, in any of the communes. */
export async function selectRegisteredIn(
  sql: Sql,
  numbers: readonly PersonNumber[],
  unitIds: readonly number[],
): Promise<PersonNumber[]> {
  const rows = await sql<{ personNumber: PersonNumber }[]>`
    select person_number
    from residence.current_residences
    where person_number = any(${numbers as string[]})
      and (permanent_unit_id = any(${unitIds as number[]}) or temporary_unit_id = any(${unitIds as number[]}))
    union
    select person_number
    from residence.current_places
    where person_number = any(${numbers as string[]}) and superseded_at is null and valid_until is null
      and unit_id = any(${unitIds as number[]})`
  return rows.map(({ personNumber }) => personNumber)
}

/** Of these people, each on a day, those registered in any of these communes then; the day they left counts. */
export async function selectPresentIn(
  sql: Sql,
  asked: readonly { personNumber: PersonNumber; on: Day }[],
  unitIds: readonly number[],
): Promise<{ personNumber: PersonNumber; on: Day }[]> {
  const numbers = asked.map(({ personNumber }) => personNumber)
  const days = asked.map(({ on }) => on)
  return await sql<{ personNumber: PersonNumber; on: Day }[]>`
    select distinct asked.person_number, asked.day as on
    from unnest(${numbers}::text[], ${days}::date[]) asked (person_number, day)
    join residence.residences r on r.person_number = asked.person_number collate "C"
    where r.superseded_at is null and r.unit_id = any(${unitIds as number[]})
      and r.valid_from <= asked.day and (r.valid_until is null or r.valid_until >= asked.day)`
}

/** People of a commune by number, after one of them. */
export async function selectResidents(
  sql: Sql,
  asked: { unitId: number; kind: ResidenceKind; after: PersonNumber; limit: number },
): Promise<CurrentResidence[]> {
  const { unitId, kind, after, limit } = asked
  if (kind === 'permanent') {
    return await sql<CurrentResidence[]>`
      select person_number, permanent_household_id, relation_to_head, temporary_household_id, temporary_relation,
        temporary_until
      from residence.current_residences
      where permanent_unit_id = ${unitId} and person_number > ${after}
      order by person_number limit ${limit}`
  }
  return await sql<CurrentResidence[]>`
    select person_number, permanent_household_id, relation_to_head, temporary_household_id, temporary_relation,
      temporary_until
    from residence.current_residences
    where temporary_unit_id = ${unitId} and person_number > ${after}
    order by person_number limit ${limit}`
}

/** Temporary residences of a commune that end until a day, the soonest first, after one of them. */
export async function selectEnding(
  sql: Sql,
  asked: { unitId: number; from: Day; until: Day; after: PersonNumber; limit: number },
): Promise<CurrentResidence[]> {
  const { unitId, from, until, after, limit } = asked
  return await sql<CurrentResidence[]>`
    select person_number, temporary_household_id, temporary_dwelling_id, temporary_until
    from residence.current_residences
    where temporary_unit_id = ${unitId} and temporary_until between ${from} and ${until}
      and (temporary_until, person_number) > (
        coalesce((select temporary_until from residence.current_residences where person_number = ${after}), ${from}),
        ${after})
    order by temporary_until, person_number
    limit ${limit}`
}

/** People whose temporary residence ended before a day and is not closed yet. */
export async function selectOverdueTerms(
  sql: Sql,
  today: Day,
  limit: number,
): Promise<{ personNumber: PersonNumber; temporaryUntil: Day }[]> {
  return await sql<{ personNumber: PersonNumber; temporaryUntil: Day }[]>`
    select person_number, temporary_until
    from residence.current_residences
    where temporary_until < ${today}
    order by temporary_until, person_number
    limit ${limit}`
}

/** The commune in which each of these people lives, permanently or else for a time. */
export async function selectHomes(
  sql: Sql,
  numbers: readonly PersonNumber[],
): Promise<{ personNumber: PersonNumber; unitId: number }[]> {
  return await sql<{ personNumber: PersonNumber; unitId: number }[]>`
    select person_number, coalesce(permanent_unit_id, temporary_unit_id) as unit_id
    from residence.current_residences
    where person_number = any(${numbers as string[]})
      and coalesce(permanent_unit_id, temporary_unit_id) is not null`
}
