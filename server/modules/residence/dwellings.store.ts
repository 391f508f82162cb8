import type { Sql } from '#platform/db.ts'
import type { Day, Instant, PersonNumber, Uuid } from '#platform/schemas.ts'

export interface Dwelling {
  dwellingId: Uuid
  unitId: number
  addressLine: string
  kind: string
  areaM2: string | null
  recordedAt: Instant
  closedOn: Day | null
}

export interface DwellingOwner {
  dwellingId: Uuid
  id: Uuid
  personNumber: PersonNumber | null
  organisation: string | null
  validFrom: Day
  validUntil: Day | null
  recordedAt: Instant
  supersededAt: Instant | null
  eventId: Uuid | null
}

export async function insertDwelling(sql: Sql, dwelling: Dwelling): Promise<void> {
  await sql`
    insert into residence.dwellings (dwelling_id, unit_id, address_line, kind, area_m2, recorded_at, closed_on)
    values (${dwelling.dwellingId}, ${dwelling.unitId}, ${dwelling.addressLine}, ${dwelling.kind},
      ${dwelling.areaM2}, ${dwelling.recordedAt}, ${dwelling.closedOn})`
}

export async function selectDwelling(sql: Sql, dwellingId: Uuid): Promise<Dwelling | undefined> {
  const [row] = await sql<Dwelling[]>`
    select dwelling_id, unit_id, address_line, kind, area_m2, recorded_at, closed_on
    from residence.dwellings where dwelling_id = ${dwellingId}`
  return row
}

/** A dwelling, kept from going into another unit until the call ends. */
export async function holdDwelling(sql: Sql, dwellingId: Uuid): Promise<Dwelling | undefined> {
  const [row] = await sql<Dwelling[]>`
    select dwelling_id, unit_id, address_line, kind, area_m2, recorded_at, closed_on
    from residence.dwellings where dwelling_id = ${dwellingId}
    for share`
  return row
}

export async function selectDwellings(sql: Sql, dwellingIds: readonly Uuid[]): Promise<Dwelling[]> {
  return await sql<Dwelling[]>`
    select dwelling_id, unit_id, address_line, kind, area_m2, recorded_at, closed_on
    from residence.dwellings where dwelling_id = any(${dwellingIds as string[]}::uuid[])`
}

/** By the last move until the day that was known at the instant; else where it was registered. */
export async function selectUnitOfDwelling(
  sql: Sql,
  dwellingId: Uuid,
  on: Day,
  knownAt: Instant,
): Promise<number | undefined> {
  const [row] = await sql<{ unitId: number }[]>`
    select coalesce(
      (select m.to_unit_id from residence.dwelling_moves m
        where m.dwelling_id = d.dwelling_id and m.effective_on <= ${on} and m.recorded_at <= ${knownAt}
          and (m.superseded_at is null or m.superseded_at > ${knownAt})
        order by m.effective_on desc limit 1),
      d.first_unit_id, d.unit_id) as unit_id
    from residence.dwellings d where d.dwelling_id = ${dwellingId}`
  return row?.unitId
}

/** A dwelling that is about to change, locked. */
export async function lockDwelling(sql: Sql, dwellingId: Uuid): Promise<Dwelling | undefined> {
  const [row] = await sql<Dwelling[]>`
    select dwelling_id, unit_id, address_line, kind, area_m2, recorded_at, closed_on
    from residence.dwellings where dwelling_id = ${dwellingId}
    for no key update`
  return row
}

export interface LineChange {
  dwellingId: Uuid
  effectiveOn: Day
  fromLine: string
  toLine: string
  evidence: Record<string, unknown>
  changedBy: string
  recordedAt: Instant
}

export async function changeLine(sql: Sql, change: LineChange): Promise<void> {
  const { dwellingId, effectiveOn, fromLine, toLine, evidence, changedBy, recordedAt } = change
  await sql`
    insert into residence.dwelling_lines (dwelling_id, effective_on, from_line, to_line, evidence, changed_by,
      recorded_at)
    values (${dwellingId}, ${effectiveOn}, ${fromLine}, ${toLine}, ${sql.json(evidence as never)}, ${changedBy},
      ${recordedAt})`
  await sql`update residence.dwellings set address_line = ${toLine} where dwelling_id = ${dwellingId}`
}

/** The day of the last change of a dwelling's address; undefined when it never changed. */
export async function selectLastLineChange(sql: Sql, dwellingId: Uuid): Promise<Day | undefined> {
  const [row] = await sql<{ effectiveOn: Day }[]>`
    select effective_on from residence.dwelling_lines
    where dwelling_id = ${dwellingId} order by effective_on desc limit 1`
  return row?.effectiveOn
}

/** House number and street as they were on a day: what the next change after it replaced, or else what stands now. */
export async function selectLineOn(sql: Sql, dwellingId: Uuid, on: Day): Promise<string | undefined> {
  const [row] = await sql<{ line: string }[]>`
    select coalesce(
      (select l.from_line from residence.dwelling_lines l
        where l.dwelling_id = d.dwelling_id and l.effective_on > ${on}
        order by l.effective_on limit 1),
      d.address_line) as line
    from residence.dwellings d where d.dwelling_id = ${dwellingId}`
  return row?.line
}

/** Closed from a day on; open again when null. */
export async function setClosed(sql: Sql, dwellingId: Uuid, on: Day | null): Promise<void> {
  await sql`update residence.dwellings set closed_on = ${on} where dwelling_id = ${dwellingId}`
}

/**
 * Open dwellings of a commune after a place in the list; when words are given, those whose address has words that
 * begin like them, in their order, marks or not: "6 ngo 22" finds "Số 6, ngõ 22".
 */
export async function selectDwellingsIn(
  sql: Sql,
  asked: { unitId: number; line: string; after: Uuid; limit: number },
): Promise<Pick<Dwelling, 'dwellingId' | 'unitId' | 'addressLine'>[]> {
  const { unitId, line, after, limit } = asked
  return await sql<Pick<Dwelling, 'dwellingId' | 'unitId' | 'addressLine'>[]>`
    select dwelling_id, unit_id, address_line
    from residence.dwellings
    where unit_id = ${unitId} and closed_on is null
      and (address_line collate "C", dwelling_id) > (
        select coalesce(max(address_line), '') collate "C", ${after}::uuid
        from residence.dwellings where dwelling_id = ${after})
      and address_key like '%' || replace(rtrim(residence.address_key(${line})), ' ', '% ') || '%'
    order by address_line collate "C", dwelling_id
    limit ${limit}`
}

/** Owners on a day, as we know it now. */
export async function selectOwners(sql: Sql, dwellingId: Uuid, on: Day): Promise<DwellingOwner[]> {
  return await sql<DwellingOwner[]>`
    select dwelling_id, id, person_number, organisation, valid_from, valid_until, recorded_at, superseded_at, event_id
    from residence.dwelling_owners
    where dwelling_id = ${dwellingId} and superseded_at is null
      and valid_from <= ${on} and (valid_until is null or valid_until > ${on})
    order by valid_from, id`
}

export async function selectDwellingsOwnedBy(sql: Sql, number: PersonNumber, on: Day): Promise<Uuid[]> {
  const rows = await sql<{ dwellingId: Uuid }[]>`
    select dwelling_id from residence.dwelling_owners
    where person_number = ${number} and superseded_at is null
      and valid_from <= ${on} and (valid_until is null or valid_until > ${on})
    order by dwelling_id`
  return rows.map(({ dwellingId }) => dwellingId)
}

export async function insertOwners(sql: Sql, owners: readonly DwellingOwner[]): Promise<void> {
  await sql`
    insert into residence.dwelling_owners ${sql(
      owners.map((owner) => ({
        dwelling_id: owner.dwellingId,
        id: owner.id,
        person_number: owner.personNumber,
        organisation: owner.organisation,
        valid_from: owner.validFrom,
        valid_until: owner.validUntil,
        recorded_at: owner.recordedAt,
        superseded_at: owner.supersededAt,
        event_id: owner.eventId,
      })),
    )}`
}

export async function supersedeOwners(
  sql: Sql,
  dwellingId: Uuid,
  ids: readonly Uuid[],
  at: Instant,
): Promise<void> {
  await sql`
    update residence.dwelling_owners set superseded_at = ${at}
    where dwelling_id = ${dwellingId} and id = any(${ids as string[]}::uuid[])`
}
