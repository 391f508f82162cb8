import type { Sql } from '#platform/db.ts'
import type { Day, Instant, PersonNumber, Uuid } from '#platform/schemas.ts'

/** Where someone is registered now, by the view that residence publishes. */
export interface HomeRow {
  personNumber: PersonNumber
  permanentUnitId: number | null
  permanentDwellingId: Uuid | null
  permanentHouseholdId: Uuid | null
  relationToHead: string | null
  temporaryUnitId: number | null
  temporaryDwellingId: Uuid | null
  temporaryHouseholdId: Uuid | null
  temporaryRelation: string | null
  temporaryFrom: Day | null
  temporaryUntil: Day | null
  version: number
  recordedAt: Instant
}

export async function selectHomes(sql: Sql, numbers: readonly PersonNumber[]): Promise<HomeRow[]> {
  return sql<HomeRow[]>`
    select person_number, permanent_unit_id, permanent_dwelling_id, permanent_household_id, relation_to_head,
      temporary_unit_id, temporary_dwelling_id, temporary_household_id, temporary_relation, temporary_from,
      temporary_until, version, recorded_at
    from residence.current_residences_v1
    where person_number = any(${numbers as string[]})`
}

/** Households at a dwelling, each with its head; those without one cannot be joined. */
export async function selectHouseholdsAt(
  sql: Sql,
  dwellingId: Uuid,
): Promise<{ householdId: Uuid; headNumber: PersonNumber }[]> {
  return sql<{ householdId: Uuid; headNumber: PersonNumber }[]>`
    select h.household_id, c.person_number as head_number
    from residence.households_v1 h
    join residence.current_residences_v1 c on c.permanent_household_id = h.household_id and c.relation_to_head = 'head'
    where h.dwelling_id = ${dwellingId}
    union
    select h.household_id, c.person_number as head_number
    from residence.households_v1 h
    join residence.current_residences_v1 c
      on c.temporary_household_id = h.household_id and c.temporary_relation = 'head'
    where h.dwelling_id = ${dwellingId}
    order by household_id
    limit 50`
}

export async function selectDwellingOf(sql: Sql, householdId: Uuid): Promise<Uuid | undefined> {
  const [row] = await sql<{ dwellingId: Uuid }[]>`
    select dwelling_id from residence.households_v1 where household_id = ${householdId}`
  return row?.dwellingId
}

/** The residence file (số hồ sơ cư trú) of a household that is not dissolved. */
export async function selectFileNumber(sql: Sql, householdId: Uuid): Promise<string | undefined> {
  const [row] = await sql<{ fileNumber: string }[]>`
    select file_number from residence.households_v1 where household_id = ${householdId}`
  return row?.fileNumber
}
