import type { Sql } from '#platform/db.ts'
import type { Day, Instant, PersonNumber, Uuid } from '#platform/schemas.ts'

/** The unit under which the nation is counted; in a running sweep it holds those whom no commune answers for. */
export const NATION = 0
export const NOWHERE = 0

export interface Sweep {
  sweepId: Uuid
  onDay: Day
  rules: string[]
  doneUntil: string
  people: number
  startedAt: Instant
}

/** False when one runs. */
export async function insertSweep(
  sql: Sql,
  sweep: { sweepId: Uuid; onDay: Day; rules: readonly string[]; askedBy: string; startedAt: Date },
): Promise<boolean> {
  const inserted = await sql`
    insert into population.quality_sweeps (sweep_id, on_day, rules, asked_by, started_at)
    values (${sweep.sweepId}, ${sweep.onDay}, ${sweep.rules as string[]}, ${sweep.askedBy}, ${sweep.startedAt})
    on conflict do nothing`
  return inserted.count === 1
}

export async function selectRunning(sql: Sql): Promise<Sweep | undefined> {
  const [row] = await sql<Sweep[]>`
    select sweep_id, on_day, rules, done_until, people, started_at
    from population.quality_sweeps where finished_at is null`
  return row
}

/** The running sweep, locked: two workers never sweep the same people. */
export async function lockRunning(sql: Sql): Promise<Sweep | undefined> {
  const [row] = await sql<Sweep[]>`
    select sweep_id, on_day, rules, done_until, people, started_at
    from population.quality_sweeps where finished_at is null
    for update`
  return row
}

export async function selectLastFinished(sql: Sql): Promise<{ onDay: Day; finishedAt: Instant } | undefined> {
  const [row] = await sql<{ onDay: Day; finishedAt: Instant }[]>`
    select on_day, finished_at from population.quality_sweeps
    where finished_at is not null order by finished_at desc limit 1`
  return row
}

export async function selectNumbersAfter(sql: Sql, after: string, limit: number): Promise<PersonNumber[]> {
  const rows = await sql<{ personNumber: PersonNumber }[]>`
    select person_number from population.people where person_number > ${after}
    order by person_number limit ${limit}`
  return rows.map(({ personNumber }) => personNumber)
}

export async function moveSweep(sql: Sql, sweepId: Uuid, doneUntil: string, people: number): Promise<void> {
  await sql`
    update population.quality_sweeps set done_until = ${doneUntil}, people = people + ${people}
    where sweep_id = ${sweepId}`
}

/** Adds a chunk's counts to those of the sweep, number by number. */
export async function addCounts(
  sql: Sql,
  sweepId: Uuid,
  counts: ReadonlyMap<number, { checked: number[]; failed: number[] }>,
): Promise<void> {
  const rows = [...counts].map(([unitId, of]) => ({ unitId, ...of }))
  await sql`
    insert into population.quality_sweep_counts as c (sweep_id, unit_id, checked, failed)
    select ${sweepId}, r."unitId", r.checked, r.failed
    from jsonb_to_recordset(${sql.json(rows as never)}) as r("unitId" integer, checked integer[], failed integer[])
    on conflict (sweep_id, unit_id) do update
    set checked = (select array_agg(a + b order by i) from unnest(c.checked, excluded.checked) with ordinality as t(a, b, i)),
      failed = (select array_agg(a + b order by i) from unnest(c.failed, excluded.failed) with ordinality as t(a, b, i))`
}

export interface DelayCounts {
  unitId: number
  kind: string
  counts: number[]
}

export async function addDelays(sql: Sql, sweepId: Uuid, rows: readonly DelayCounts[]): Promise<void> {
  if (rows.length === 0) return
  await sql`
    insert into population.quality_sweep_delays as c (sweep_id, unit_id, kind, counts)
    select ${sweepId}, r."unitId", r.kind, r.counts
    from jsonb_to_recordset(${sql.json(rows as never)}) as r("unitId" integer, kind text, counts integer[])
    on conflict (sweep_id, unit_id, kind) do update
    set counts = (select array_agg(a + b order by i) from unnest(c.counts, excluded.counts) with ordinality as t(a, b, i))`
}

export interface RecordedEvent {
  personNumber: PersonNumber
  kind: string
  effectiveOn: Day
  recordedAt: Instant
}

/** What was recorded about these people since a day; a correction and an annulment say nothing about speed. */
export async function selectRecordedSince(
  sql: Sql,
  numbers: readonly PersonNumber[],
  since: Day,
): Promise<RecordedEvent[]> {
  return await sql<RecordedEvent[]>`
    select person_number, kind, effective_on, recorded_at from population.life_events
    where person_number between ${numbers[0]!} and ${numbers.at(-1)!} and recorded_at >= ${since}
      and kind not in ('annulment', 'details-correction')`
}

export async function selectCountedUnits(sql: Sql, sweepId: Uuid): Promise<number[]> {
  const rows = await sql<{ unitId: number }[]>`
    select unit_id from population.quality_sweep_counts where sweep_id = ${sweepId}
    union select unit_id from population.quality_sweep_delays where sweep_id = ${sweepId}`
  return rows.map(({ unitId }) => unitId)
}

/** The index of the sweep's day, of every unit that `sums` adds a commune to. A second sweep of a day replaces it. */
export async function writeDay(
  sql: Sql,
  { sweepId, onDay }: Pick<Sweep, 'sweepId' | 'onDay'>,
  rules: readonly string[],
  sums: readonly { unitId: number; to: number }[],
): Promise<void> {
  const from = sums.map(({ unitId }) => unitId)
  const to = sums.map((sum) => sum.to)
  await sql`delete from population.quality_daily where on_day = ${onDay}`
  await sql`delete from population.quality_delays where on_day = ${onDay}`
  await sql`
    insert into population.quality_daily (unit_id, on_day, rule, checked, failed)
    select s.to_unit, ${onDay}, r.rule, sum(c.checked[r.place]), sum(c.failed[r.place])
    from unnest(${from}::integer[], ${to}::integer[]) as s(unit_id, to_unit)
    join population.quality_sweep_counts c on c.sweep_id = ${sweepId} and c.unit_id = s.unit_id
    cross join unnest(${rules as string[]}::text[]) with ordinality as r(rule, place)
    group by s.to_unit, r.rule
    having sum(c.checked[r.place]) > 0`
  await sql`
    insert into population.quality_delays (unit_id, on_day, kind, counts)
    select to_unit, ${onDay}, kind, array_agg(total order by place)
    from (
      select s.to_unit, c.kind, n.place, sum(n.count) as total
      from unnest(${from}::integer[], ${to}::integer[]) as s(unit_id, to_unit)
      join population.quality_sweep_delays c on c.sweep_id = ${sweepId} and c.unit_id = s.unit_id
      cross join unnest(c.counts) with ordinality as n(count, place)
      group by 1, 2, 3
    ) summed
    group by to_unit, kind`
}

export async function forgetSweep(sql: Sql, sweepId: Uuid, now: Date): Promise<void> {
  await sql`delete from population.quality_sweep_counts where sweep_id = ${sweepId}`
  await sql`delete from population.quality_sweep_delays where sweep_id = ${sweepId}`
  await sql`update population.quality_sweeps set finished_at = ${now} where sweep_id = ${sweepId}`
}

export async function resetSweep(
  sql: Sql,
  sweepId: Uuid,
  rules: readonly string[],
  onDay: Day,
): Promise<void> {
  await sql`delete from population.quality_sweep_counts where sweep_id = ${sweepId}`
  await sql`delete from population.quality_sweep_delays where sweep_id = ${sweepId}`
  await sql`
    update population.quality_sweeps set rules = ${rules as string[]}, on_day = ${onDay}, done_until = '', people = 0
    where sweep_id = ${sweepId}`
}

/** Days of communes beyond their time; those of provinces and the nation stay. */
export async function deleteOldDays(sql: Sql, today: Day, days: number): Promise<void> {
  await sql`
    delete from population.quality_daily d where d.on_day < ${today}::date - ${days}::integer
      and d.unit_id in (select unit_id from reference.unit_versions where level = 'commune')`
  await sql`
    delete from population.quality_delays d where d.on_day < ${today}::date - ${days}::integer
      and d.unit_id in (select unit_id from reference.unit_versions where level = 'commune')`
}
