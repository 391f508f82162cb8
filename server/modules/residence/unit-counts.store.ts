import type { Sql } from '#platform/db.ts'

export interface CountChange {
  unitId: number
  people: number
  temporary: number
  households: number
}

/** Adds to the counts of communes. Each connection has a row of its own, so that writers do not wait for each other. */
export async function addCounts(sql: Sql, change: CountChange): Promise<void> {
  await sql`
    insert into residence.unit_counts (unit_id, shard, people, temporary, households)
    values (${change.unitId}, pg_backend_pid() % 64, ${change.people}, ${change.temporary}, ${change.households})
    on conflict (unit_id, shard) do update
    set people = unit_counts.people + excluded.people, temporary = unit_counts.temporary + excluded.temporary,
      households = unit_counts.households + excluded.households`
}

export interface UnitCounts {
  unitId: number
  people: number
  temporary: number
  households: number
}

export async function selectCounts(sql: Sql, unitIds: readonly number[]): Promise<UnitCounts[]> {
  return await sql<UnitCounts[]>`
    select unit_id, sum(people)::integer as people, sum(temporary)::integer as temporary,
      sum(households)::integer as households
    from residence.unit_counts
    where unit_id = any(${unitIds as number[]})
    group by unit_id`
}

/** Counts everything anew, after a load: one row a commune. Run by the owner, when nobody writes. */
export async function recountUnits(sql: Sql): Promise<void> {
  await sql`truncate residence.unit_counts`
  await sql`
    insert into residence.unit_counts (unit_id, shard, people, temporary, households)
    select unit_id, 0, sum(people), sum(temporary), sum(households)
    from (
      select permanent_unit_id as unit_id, count(*) as people, 0 as temporary,
        0 as households
      from residence.current_residences where permanent_unit_id is not null group by 1
      union all
      select temporary_unit_id, 0, count(*), 0
      from residence.current_residences where temporary_unit_id is not null group by 1
      union all
      select h.unit_id, 0, 0, count(*)
      from residence.households h
      where exists (
        select 1 from residence.current_residences c where c.permanent_household_id = h.household_id)
      group by 1
    ) counted
    group by unit_id`
}
