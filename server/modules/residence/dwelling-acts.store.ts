import type { Sql } from '#platform/db.ts'
import type { Day, Instant, Uuid } from '#platform/schemas.ts'
import type { DwellingOwner } from './dwellings.store.ts'

export interface DwellingActRow {
  dwellingId: Uuid
  id: Uuid
  act: 'owners' | 'closing' | 'reopening'
  ground: string | null
  effectiveOn: Day
  evidence: { paper: string; reason: string }
  doneBy: string
  recordedAt: Instant
}

export async function insertDwellingAct(sql: Sql, row: DwellingActRow): Promise<void> {
  await sql`
    insert into residence.dwelling_acts (dwelling_id, id, act, ground, effective_on, evidence, done_by, recorded_at)
    values (${row.dwellingId}, ${row.id}, ${row.act}, ${row.ground}, ${row.effectiveOn}, ${sql.json(row.evidence)},
      ${row.doneBy}, ${row.recordedAt})`
}

export async function selectDwellingActs(
  sql: Sql,
  dwellingId: Uuid,
  limit: number,
): Promise<DwellingActRow[]> {
  return await sql<DwellingActRow[]>`
    select dwelling_id, id, act, ground, effective_on, evidence, done_by, recorded_at
    from residence.dwelling_acts where dwelling_id = ${dwellingId} order by recorded_at desc, id desc limit ${limit}`
}

/** Owners now and before, as we know them now: the latest first. */
export async function selectAllOwners(sql: Sql, dwellingId: Uuid, limit: number): Promise<DwellingOwner[]> {
  return await sql<DwellingOwner[]>`
    select dwelling_id, id, person_number, organisation, valid_from, valid_until, recorded_at, superseded_at, event_id
    from residence.dwelling_owners
    where dwelling_id = ${dwellingId} and superseded_at is null and (valid_until is null or valid_until > valid_from)
    order by valid_until desc nulls first, valid_from desc, id limit ${limit}`
}

/** The last day from which somebody is owner; undefined when nobody ever was. */
export async function selectLastOwned(sql: Sql, dwellingId: Uuid): Promise<Day | undefined> {
  const [row] = await sql<{ day: Day | null }[]>`
    select max(valid_from) as day from residence.dwelling_owners
    where dwelling_id = ${dwellingId} and superseded_at is null and (valid_until is null or valid_until > valid_from)`
  return row?.day ?? undefined
}

/** Households with members on a day. */
export async function selectHouseholdsAt(
  sql: Sql,
  dwellingId: Uuid,
  on: Day,
): Promise<{ householdId: Uuid; fileNumber: string; members: number }[]> {
  return await sql`
    select h.household_id, h.file_number, count(distinct m.person_number)::integer as members
    from residence.households h
    join residence.memberships m on m.household_id = h.household_id and m.superseded_at is null
      and m.valid_from <= ${on} and (m.valid_until is null or m.valid_until > ${on})
    where h.dwelling_id = ${dwellingId}
    group by h.household_id, h.file_number order by h.file_number`
}

/** Whether somebody is registered at a dwelling, or lives there without, on a day or later. */
export async function isInhabitedFrom(
  sql: Sql,
  { dwellingId, unitId }: { dwellingId: Uuid; unitId: number },
  on: Day,
): Promise<boolean> {
  const [row] = await sql`
    select 1 where exists (
        select 1 from residence.residences
        where dwelling_id = ${dwellingId} and superseded_at is null and (valid_until is null or valid_until > ${on}))
      or exists (
        select 1 from residence.current_places
        where unit_id = ${unitId} and dwelling_id = ${dwellingId} and superseded_at is null
          and (valid_until is null or valid_until > ${on}))`
  return row !== undefined
}
