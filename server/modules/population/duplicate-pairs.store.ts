import type { Sql } from '#platform/db.ts'
import type { Instant, PersonNumber, Uuid } from '#platform/schemas.ts'
import type { ComparedField, PairVerdict } from './duplicates-score.ts'

export type PairState = 'open' | 'merging' | 'merged' | 'not-the-same' | 'gone'

export interface PairRow {
  pairId: Uuid
  firstNumber: PersonNumber
  secondNumber: PersonNumber
  firstUnitId: number | null
  secondUnitId: number | null
  verdict: PairVerdict
  score: number
  fields: ComparedField[]
  state: PairState
  foundAt: Instant
  decidedAt: Instant | null
  decidedName: string | null
  reason: string | null
  note: string | null
  version: number
}

export interface NewPair {
  pairId: Uuid
  firstNumber: PersonNumber
  secondNumber: PersonNumber
  firstUnitId: number | null
  secondUnitId: number | null
  verdict: PairVerdict
  score: number
  fields: readonly ComparedField[]
  foundBy: string
}

/**
 * Takes the pairs of these people, in the one order in which pairs are taken and kept: two that look at the same people
 * at once wait for one another, and neither for ever.
 */
async function lockPairs(sql: Sql, numbers: readonly PersonNumber[]): Promise<void> {
  await sql`
    select 1 from population.duplicate_pairs
    where first_number = any(${numbers as string[]}) or second_number = any(${numbers as string[]})
    order by first_number, second_number
    for no key update`
}

/** Keeps pairs that were found of these people; what was decided of a pair stays decided. */
export async function upsertPairs(
  sql: Sql,
  numbers: readonly PersonNumber[],
  pairs: readonly NewPair[],
  at: Date,
): Promise<void> {
  await lockPairs(sql, numbers)
  if (pairs.length === 0) return
  await sql`
    insert into population.duplicate_pairs as d (pair_id, first_number, second_number, first_unit_id, second_unit_id,
      verdict, score, fields, found_by, found_at)
    select "pairId", "firstNumber", "secondNumber", "firstUnitId", "secondUnitId", verdict, score, fields, "foundBy", ${at}
    from jsonb_to_recordset(${sql.json(pairs as never)}) as p("pairId" uuid, "firstNumber" text, "secondNumber" text,
      "firstUnitId" integer, "secondUnitId" integer, verdict text, score real, fields jsonb, "foundBy" text)
    order by "firstNumber" collate "C", "secondNumber" collate "C"
    on conflict (first_number, second_number) do update
    set verdict = excluded.verdict, score = excluded.score, fields = excluded.fields,
      first_unit_id = excluded.first_unit_id, second_unit_id = excluded.second_unit_id, version = d.version + 1,
      state = 'open', found_at = case d.state when 'gone' then excluded.found_at else d.found_at end
    where d.state in ('open', 'gone') and (d.state = 'gone' or d.fields is distinct from excluded.fields
      or d.first_unit_id is distinct from excluded.first_unit_id
      or d.second_unit_id is distinct from excluded.second_unit_id)`
}

/** Open pairs of these people that are none any more: a correction told the two apart. */
export async function closeGone(
  sql: Sql,
  numbers: readonly PersonNumber[],
  still: readonly { firstNumber: PersonNumber; secondNumber: PersonNumber }[],
  at: Date,
): Promise<void> {
  await lockPairs(sql, numbers)
  await sql`
    update population.duplicate_pairs set state = 'gone', decided_at = ${at}, version = version + 1
    where state = 'open'
      and (first_number = any(${numbers as string[]}) or second_number = any(${numbers as string[]}))
      and (first_number, second_number) not in (
        select * from unnest(${still.map((one) => one.firstNumber)}::text[],
          ${still.map((one) => one.secondNumber)}::text[]))`
}

export async function selectPair(sql: Sql, pairId: Uuid): Promise<PairRow | undefined> {
  const [row] = await sql<PairRow[]>`
    select pair_id, first_number, second_number, first_unit_id, second_unit_id, verdict, score, fields, state, found_at,
      decided_at, decided_name, reason, note, version
    from population.duplicate_pairs where pair_id = ${pairId}`
  return row
}

/** A page of pairs either of whose people a unit answers for; null is the nation. */
export async function selectPairs(
  sql: Sql,
  asked: { units: readonly number[] | null; state: PairState; after: Uuid | null; limit: number },
): Promise<PairRow[]> {
  const { units, state, after, limit } = asked
  const within = units
    ? sql`and (first_unit_id = any(${units as number[]}) or second_unit_id = any(${units as number[]}))`
    : sql``
  return await sql<PairRow[]>`
    select pair_id, first_number, second_number, first_unit_id, second_unit_id, verdict, score, fields, state, found_at,
      decided_at, decided_name, reason, note, version
    from population.duplicate_pairs
    where state = ${state} ${within}
      and (${after}::uuid is null or (score, pair_id) < (
        select score, pair_id from population.duplicate_pairs where pair_id = ${after}))
    order by score desc, pair_id desc
    limit ${limit}`
}

export async function countPairs(
  sql: Sql,
  units: readonly number[] | null,
): Promise<{ state: PairState; count: number }[]> {
  return await sql<{ state: PairState; count: number }[]>`
    select state, count(*)::integer as count from population.duplicate_pairs
    ${units ? sql`where first_unit_id = any(${units as number[]}) or second_unit_id = any(${units as number[]})` : sql``}
    group by state`
}

/** Moves a pair on; false when it moved meanwhile. */
export async function movePair(
  sql: Sql,
  pairId: Uuid,
  version: number,
  to: { state: PairState; at: Date; by: string; name: string; reason: string | null; note: string | null },
): Promise<boolean> {
  const moved = await sql`
    update population.duplicate_pairs
    set state = ${to.state}, decided_at = ${to.at}, decided_by = ${to.by}, decided_name = ${to.name},
      reason = ${to.reason}, note = ${to.note}, version = version + 1
    where pair_id = ${pairId} and version = ${version} and state in ('open', 'merging', 'merged')`
  return moved.count === 1
}

export async function selectMergeOfPair(sql: Sql, pairId: Uuid): Promise<Uuid | null> {
  const [row] = await sql<{ mergeId: Uuid }[]>`
    select merge_id from population.merges where pair_id = ${pairId} order by proposed_at desc limit 1`
  return row?.mergeId ?? null
}

/** A pair follows the merge that stands on it. */
export async function setPairState(
  sql: Sql,
  pairId: Uuid,
  state: PairState,
  { by, name, at }: { by: string; name: string; at: Date },
): Promise<void> {
  await sql`
    update population.duplicate_pairs
    set state = ${state}, decided_at = ${at}, decided_by = ${by}, decided_name = ${name}, version = version + 1
    where pair_id = ${pairId}`
}
