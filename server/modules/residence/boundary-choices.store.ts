import type { Sql } from '#platform/db.ts'
import type { Day, Instant, Uuid } from '#platform/schemas.ts'
import type { Moving } from './boundary-acts.store.ts'

export interface Choice {
  choiceId: Uuid
  actId: Uuid
  oldUnitId: number
  newUnitId: number
  streetKey: string | null
  dwellingId: Uuid | null
  reason: string
  chosenBy: string
  chosenAt: Instant
}

export async function insertChoice(sql: Sql, choice: Choice): Promise<void> {
  const { choiceId, actId, oldUnitId, newUnitId, streetKey, dwellingId, reason, chosenBy, chosenAt } = choice
  await sql`
    insert into residence.boundary_choices (choice_id, act_id, old_unit_id, new_unit_id, street_key, dwelling_id,
      reason, chosen_by, chosen_at)
    values (${choiceId}, ${actId}, ${oldUnitId}, ${newUnitId}, ${streetKey}, ${dwellingId}, ${reason}, ${chosenBy},
      ${chosenAt})`
}

/** Every choice that was made for an act, in the order in which they were made. */
export async function selectChoices(sql: Sql, actId: Uuid): Promise<Choice[]> {
  return await sql<Choice[]>`
    select choice_id, act_id, old_unit_id, new_unit_id, street_key, dwelling_id, reason, chosen_by, chosen_at
    from residence.boundary_choices where act_id = ${actId}
    order by chosen_at, choice_id`
}

export async function selectLastChoiceAt(sql: Sql, actId: Uuid): Promise<Instant | null> {
  const [row] = await sql<{ last: Instant | null }[]>`
    select max(chosen_at) as last from residence.boundary_choices where act_id = ${actId}`
  return row?.last ?? null
}

export async function selectChoice(sql: Sql, choiceId: Uuid): Promise<Choice | undefined> {
  const [row] = await sql<Choice[]>`
    select choice_id, act_id, old_unit_id, new_unit_id, street_key, dwelling_id, reason, chosen_by, chosen_at
    from residence.boundary_choices where choice_id = ${choiceId}`
  return row
}

/** Dwellings of a street or hamlet, as it was called when the choice was made, that lie in a unit that ended; locked. */
export async function lockStreet(
  sql: Sql,
  { oldUnitId, newUnitId, streetKey, chosenAt }: Choice,
  limit: number,
): Promise<Moving[]> {
  return await sql<Moving[]>`
    select d.dwelling_id, d.unit_id as old_unit_id, ${newUnitId}::integer as new_unit_id
    from residence.dwellings d
    where d.unit_id = ${oldUnitId} and residence.street_key(coalesce(
      (select l.from_line from residence.dwelling_lines l
        where l.dwelling_id = d.dwelling_id and l.recorded_at > ${chosenAt}
        order by l.effective_on limit 1),
      d.address_line)) = ${streetKey}
    order by d.dwelling_id
    limit ${limit}
    for no key update`
}

/**
 * A dwelling of a unit that ended, locked: it still lies there, or what was chosen for it on the day is the last
 * thing that moved it.
 */
export async function lockChosen(
  sql: Sql,
  dwellingId: Uuid,
  oldUnitId: number,
  effectiveOn: Day,
): Promise<{ unitId: number } | undefined> {
  const [row] = await sql<{ unitId: number }[]>`
    select d.unit_id
    from residence.dwellings d
    where d.dwelling_id = ${dwellingId} and (
      d.unit_id = ${oldUnitId}
      or (
        exists (
          select 1 from residence.dwelling_moves m
          where m.dwelling_id = d.dwelling_id and m.effective_on = ${effectiveOn} and m.from_unit_id = ${oldUnitId}
            and m.choice_id is not null and m.superseded_at is null and m.to_unit_id = d.unit_id)
        and not exists (
          select 1 from residence.dwelling_moves m
          where m.dwelling_id = d.dwelling_id and m.effective_on > ${effectiveOn} and m.superseded_at is null)))
    for no key update`
  return row
}

/** How many dwellings still lie in each of these units. */
export async function countByUnit(sql: Sql, unitIds: readonly number[]): Promise<Map<number, number>> {
  const rows = await sql<{ unitId: number; count: number }[]>`
    select unit_id, count(*)::integer as count
    from residence.dwellings where unit_id = any(${unitIds as number[]})
    group by unit_id`
  return new Map(rows.map(({ unitId, count }) => [unitId, count]))
}

export interface Street {
  streetKey: string
  street: string
  dwellings: number
}

export async function selectStreets(sql: Sql, unitId: number): Promise<Street[]> {
  return await sql<Street[]>`
    select residence.street_key(address_line) as street_key, min(residence.street_of(address_line)) as street,
      count(*)::integer as dwellings
    from residence.dwellings where unit_id = ${unitId}
    group by 1 order by min(residence.street_of(address_line)) collate "vi-VN-x-icu"
    limit 500`
}

export async function selectWaitingDwellings(
  sql: Sql,
  asked: { unitId: number; street: string | null; after: Uuid; limit: number },
): Promise<{ dwellingId: Uuid; addressLine: string }[]> {
  const { unitId, street, after, limit } = asked
  return await sql<{ dwellingId: Uuid; addressLine: string }[]>`
    select dwelling_id, address_line
    from residence.dwellings
    where unit_id = ${unitId} and (${street}::text is null or residence.street_key(address_line) = ${street})
      and (address_line collate "C", dwelling_id) > (
        coalesce((select b.address_line from residence.dwellings b where b.dwelling_id = ${after}), '') collate "C",
        ${after}::uuid)
    order by address_line collate "C", dwelling_id
    limit ${limit}`
}
