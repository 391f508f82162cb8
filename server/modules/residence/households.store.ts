import type { Sql } from '#platform/db.ts'
import type { Day, Instant, PersonNumber, Uuid } from '#platform/schemas.ts'
import type { ResidenceKind } from './residence-events.ts'

export interface Household {
  householdId: Uuid
  dwellingId: Uuid
  unitId: number
  fileNumber: string
  formedOn: Day
  dissolvedOn: Day | null
  recordedAt: Instant
}

export async function selectHousehold(sql: Sql, householdId: Uuid): Promise<Household | undefined> {
  const [row] = await sql<Household[]>`
    select household_id, dwelling_id, unit_id, file_number, formed_on, dissolved_on, recorded_at
    from residence.households where household_id = ${householdId}`
  return row
}

/** Households, locked until the call ends: joining, leaving and changing the head of one happen one by one. */
export async function lockHouseholds(sql: Sql, householdIds: readonly Uuid[]): Promise<Household[]> {
  return await sql<Household[]>`
    select household_id, dwelling_id, unit_id, file_number, formed_on, dissolved_on, recorded_at
    from residence.households
    where household_id = any(${householdIds as string[]}::uuid[])
    order by household_id
    for no key update`
}

/** Takes a file number for a new household. False when another has it, also one whose call has not ended yet. */
export async function claimHousehold(sql: Sql, household: Household): Promise<boolean> {
  const { householdId, dwellingId, unitId, fileNumber, formedOn, dissolvedOn, recordedAt } = household
  const claimed = await sql`
    insert into residence.households
      (household_id, dwelling_id, unit_id, file_number, formed_on, dissolved_on, recorded_at)
    values (${householdId}, ${dwellingId}, ${unitId}, ${fileNumber}, ${formedOn}, ${dissolvedOn}, ${recordedAt})
    on conflict (file_number) do nothing`
  return claimed.count === 1
}

/** The row as the event that formed the household says. */
export async function putHousehold(sql: Sql, household: Household): Promise<void> {
  const { householdId, dwellingId, unitId, fileNumber, formedOn, dissolvedOn, recordedAt } = household
  await sql`
    insert into residence.households
      (household_id, dwelling_id, unit_id, file_number, formed_on, dissolved_on, recorded_at)
    values (${householdId}, ${dwellingId}, ${unitId}, ${fileNumber}, ${formedOn}, ${dissolvedOn}, ${recordedAt})
    on conflict (household_id) do update set formed_on = excluded.formed_on, recorded_at = excluded.recorded_at`
}

export interface Occupancy {
  householdId: Uuid
  unitId: number
  permanent: number
  heads: number
  members: number
}

/** How many people households have now. */
export async function selectOccupancy(sql: Sql, householdIds: readonly Uuid[]): Promise<Occupancy[]> {
  return await sql<Occupancy[]>`
    select h.household_id, h.unit_id, p.permanent + t.temporary as members, p.permanent, p.heads + t.heads as heads
    from residence.households h,
      lateral (select count(*)::integer as permanent, count(*) filter (where relation_to_head = 'head')::integer as heads
        from residence.current_residences c where c.permanent_household_id = h.household_id) p,
      lateral (select count(*)::integer as temporary, count(*) filter (where temporary_relation = 'head')::integer as heads
        from residence.current_residences c where c.temporary_household_id = h.household_id) t
    where h.household_id = any(${householdIds as string[]}::uuid[])`
}

/** A household without members was dissolved when the last one left; one that has members is not dissolved. */
export async function keepDissolution(sql: Sql, householdIds: readonly Uuid[]): Promise<void> {
  await sql`
    update residence.households h
    set dissolved_on = case
      when exists (select 1 from residence.current_residences c where c.permanent_household_id = h.household_id)
        or exists (select 1 from residence.current_residences c where c.temporary_household_id = h.household_id) then null
      else (select max(m.valid_until) from residence.memberships m
        where m.household_id = h.household_id and m.superseded_at is null)
      end
    where h.household_id = any(${householdIds as string[]}::uuid[])`
}

/** As `keepDissolution`, for every household, after a load. */
export async function keepAllDissolutions(sql: Sql): Promise<void> {
  await sql`
    update residence.households h
    set dissolved_on = left_by.last_day
    from (
      select m.household_id, max(m.valid_until) as last_day
      from residence.memberships m
      where m.superseded_at is null
      group by m.household_id
    ) left_by
    where left_by.household_id = h.household_id
      and not exists (select 1 from residence.current_residences c where c.permanent_household_id = h.household_id)
      and not exists (select 1 from residence.current_residences c where c.temporary_household_id = h.household_id)`
}

export interface Member {
  personNumber: PersonNumber
  kind: ResidenceKind
  relationToHead: string
  validFrom: Day
  validUntil: Day | null
}

/** Memberships in force of a household, of now and of before. */
export async function selectMemberships(sql: Sql, householdId: Uuid): Promise<Member[]> {
  return await sql<Member[]>`
    select person_number, kind, relation_to_head, valid_from, valid_until
    from residence.memberships
    where household_id = ${householdId} and superseded_at is null
    order by relation_to_head <> 'head', valid_from, person_number`
}

/** Households that stand at a dwelling, one left out; at most 50. */
export async function selectSharing(
  sql: Sql,
  dwellingId: Uuid,
  except: Uuid,
): Promise<Pick<Household, 'householdId' | 'fileNumber'>[]> {
  return await sql<Pick<Household, 'householdId' | 'fileNumber'>[]>`
    select household_id, file_number
    from residence.households
    where dwelling_id = ${dwellingId} and household_id <> ${except} and dissolved_on is null
    order by file_number limit 50`
}

/** Who was in a household on a day, as known at an instant, the head first. */
export async function selectMembersAsOf(
  sql: Sql,
  householdId: Uuid,
  day: Day,
  knownAt: Instant,
): Promise<Member[]> {
  return await sql<Member[]>`
    select person_number, kind, relation_to_head, valid_from, valid_until
    from residence.memberships
    where household_id = ${householdId} and valid_from <= ${day} and (valid_until is null or valid_until > ${day})
      and recorded_at <= ${knownAt} and (superseded_at is null or superseded_at > ${knownAt})
    order by relation_to_head <> 'head', valid_from, person_number`
}

/** Who is in a household by current state. */
export async function selectCurrentMembers(
  sql: Sql,
  householdId: Uuid,
): Promise<Omit<Member, 'validFrom' | 'validUntil'>[]> {
  return await sql<Omit<Member, 'validFrom' | 'validUntil'>[]>`
    select person_number, 'permanent' as kind, relation_to_head
    from residence.current_residences where permanent_household_id = ${householdId}
    union all
    select person_number, 'temporary' as kind, temporary_relation as relation_to_head
    from residence.current_residences where temporary_household_id = ${householdId}`
}

export interface HouseholdListRow {
  householdId: Uuid
  fileNumber: string
  addressLine: string
  headNumber: PersonNumber | null
  members: number
}

/** Households of a commune that have members, by their id; without a head only when asked so. */
export async function selectHouseholdsIn(
  sql: Sql,
  asked: { unitId: number; withoutHead: boolean; after: Uuid; limit: number },
): Promise<HouseholdListRow[]> {
  const { unitId, withoutHead, after, limit } = asked
  return await sql<HouseholdListRow[]>`
    select h.household_id, h.file_number, d.address_line, m.head_number, m.members
    from residence.households h
    join residence.dwellings d on d.dwelling_id = h.dwelling_id,
      lateral (
        select count(*)::integer as members, min(person_number) filter (where head) as head_number
        from (
          select person_number, relation_to_head = 'head' as head
          from residence.current_residences c where c.permanent_household_id = h.household_id
          union all
          select person_number, temporary_relation = 'head'
          from residence.current_residences c where c.temporary_household_id = h.household_id
        ) member
      ) m
    where h.unit_id = ${unitId} and h.dissolved_on is null and h.household_id > ${after}
      and m.members > 0 and (not ${withoutHead} or m.head_number is null)
    order by h.household_id
    limit ${limit}`
}
