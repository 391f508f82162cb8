import type { Sql } from '#platform/db.ts'
import type { Day } from '#platform/schemas.ts'
import type { RuleCount } from './quality-index.ts'

export async function selectDay(
  sql: Sql,
  units: readonly number[],
  day: Day,
): Promise<(RuleCount & { unitId: number })[]> {
  return await sql<(RuleCount & { unitId: number })[]>`
    select unit_id, rule, checked, failed from population.quality_daily
    where unit_id = any(${units as number[]}) and on_day = ${day}`
}

export async function selectHistory(
  sql: Sql,
  unitId: number,
  since: Day,
): Promise<(RuleCount & { onDay: Day })[]> {
  return await sql<(RuleCount & { onDay: Day })[]>`
    select on_day, rule, checked, failed from population.quality_daily
    where unit_id = ${unitId} and on_day >= ${since}
    order by on_day`
}

export async function selectDelays(
  sql: Sql,
  unitId: number,
  day: Day,
): Promise<{ kind: string; counts: number[] }[]> {
  return await sql<{ kind: string; counts: number[] }[]>`
    select kind, counts::integer[] as counts from population.quality_delays
    where unit_id = ${unitId} and on_day = ${day}
    order by kind`
}
