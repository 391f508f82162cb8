import type { Sql } from '#platform/db.ts'
import type { Day, Instant, PersonNumber, Uuid } from '#platform/schemas.ts'

export interface BoundaryAct {
  actId: Uuid
  effectiveOn: Day
  law: string
  orderedAt: Instant
  orderedBy: string
  dwellings: number
  atUnitId: number
  moved: number
  people: number
  followed: Record<string, number>
  finishedAt: Instant | null
}

export interface BoundaryStep {
  oldUnitId: number
  newUnitId: number
  confidence: 'certain' | 'likely' | 'choose'
}

const columns = (sql: Sql) => sql`
  act_id, effective_on, law, ordered_at, ordered_by, dwellings, at_unit_id, moved, people, followed, finished_at`

/** False when the changes of that day were ordered before. */
export async function insertAct(
  sql: Sql,
  act: Pick<BoundaryAct, 'actId' | 'effectiveOn' | 'law' | 'orderedAt' | 'orderedBy' | 'dwellings'>,
): Promise<boolean> {
  const { actId, effectiveOn, law, orderedAt, orderedBy, dwellings } = act
  const inserted = await sql`
    insert into residence.boundary_acts (act_id, effective_on, law, ordered_at, ordered_by, dwellings)
    values (${actId}, ${effectiveOn}, ${law}, ${orderedAt}, ${orderedBy}, ${dwellings})
    on conflict (effective_on) do nothing`
  return inserted.count === 1
}

export async function insertSteps(sql: Sql, actId: Uuid, steps: readonly BoundaryStep[]): Promise<void> {
  await sql`
    insert into residence.boundary_steps (act_id, old_unit_id, new_unit_id, confidence)
    select ${actId}, "oldUnitId", "newUnitId", confidence
    from jsonb_to_recordset(${sql.json(steps as never)})
      as step ("oldUnitId" integer, "newUnitId" integer, confidence text)`
}

/** How many dwellings lie in any of these units. */
export async function countDwellings(sql: Sql, unitIds: readonly number[]): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::integer as count from residence.dwellings where unit_id = any(${unitIds as number[]})`
  return row!.count
}

/** The latest first. */
export async function selectActs(sql: Sql): Promise<BoundaryAct[]> {
  return await sql<BoundaryAct[]>`
    select ${columns(sql)} from residence.boundary_acts order by effective_on desc limit 100`
}

export async function selectAct(sql: Sql, actId: Uuid): Promise<BoundaryAct | undefined> {
  const [row] = await sql<BoundaryAct[]>`
    select ${columns(sql)} from residence.boundary_acts where act_id = ${actId}`
  return row
}

/** An act, locked: whoever works on it works alone. */
export async function lockAct(sql: Sql, actId: Uuid): Promise<BoundaryAct | undefined> {
  const [row] = await sql<BoundaryAct[]>`
    select ${columns(sql)} from residence.boundary_acts where act_id = ${actId} for no key update`
  return row
}

/** Acts that are not finished, in the order of their days. */
export async function selectUnfinished(sql: Sql): Promise<Uuid[]> {
  const rows = await sql<{ actId: Uuid }[]>`
    select act_id from residence.boundary_acts where finished_at is null order by effective_on`
  return rows.map(({ actId }) => actId)
}

/** An act is not finished while dwellings lie in a unit that ended and has one successor, e.g. after a load. */
export async function reopenActs(sql: Sql): Promise<void> {
  await sql`
    update residence.boundary_acts a set finished_at = null, at_unit_id = 0
    where a.finished_at is not null and exists (
      select 1 from residence.boundary_steps s
      where s.act_id = a.act_id and s.confidence = 'certain'
        and exists (select 1 from residence.dwellings d where d.unit_id = s.old_unit_id))`
}

export async function selectSteps(sql: Sql, actId: Uuid): Promise<BoundaryStep[]> {
  return await sql<BoundaryStep[]>`
    select old_unit_id, new_unit_id, confidence
    from residence.boundary_steps where act_id = ${actId}
    order by old_unit_id, confidence, new_unit_id`
}

export interface Moving {
  dwellingId: Uuid
  oldUnitId: number
  newUnitId: number
}

/** Dwellings that have only one place to go, locked; from a unit on, in the order of the units. */
export async function lockCertain(
  sql: Sql,
  actId: Uuid,
  fromUnitId: number,
  limit: number,
): Promise<Moving[]> {
  return await sql<Moving[]>`
    with found as (
      select d.dwelling_id, s.old_unit_id, s.new_unit_id
      from residence.boundary_steps s
      join residence.dwellings d on d.unit_id = s.old_unit_id
      where s.act_id = ${actId} and s.confidence = 'certain' and s.old_unit_id >= ${fromUnitId}
      order by s.old_unit_id
      limit ${limit})
    select d.dwelling_id, d.unit_id as old_unit_id, f.new_unit_id
    from residence.dwellings d join found f using (dwelling_id)
    where d.unit_id = f.old_unit_id
    order by d.dwelling_id
    for no key update of d`
}

/** Who is registered at any of these dwellings now, in the order of their numbers. */
export async function selectRegisteredAt(sql: Sql, dwellingIds: readonly Uuid[]): Promise<PersonNumber[]> {
  const ids = dwellingIds as string[]
  const rows = await sql<{ personNumber: PersonNumber }[]>`
    select c.person_number
    from residence.current_residences c
    where c.person_number in (
        select r.person_number from residence.residences r
        where r.dwelling_id = any(${ids}::uuid[]) and r.superseded_at is null)
      and (c.permanent_dwelling_id = any(${ids}::uuid[]) or c.temporary_dwelling_id = any(${ids}::uuid[]))
    order by c.person_number`
  return rows.map(({ personNumber }) => personNumber)
}

export interface Move {
  actId: Uuid
  effectiveOn: Day
  recordedAt: Instant
  choiceId: Uuid | null
}

/**
 * Moves dwellings that are locked, and with them their households, their people's current residence and the counts
 * of both units. The rows of residences stay: they say where people were registered.
 */
export async function moveDwellings(sql: Sql, moving: readonly Moving[], move: Move): Promise<void> {
  const ids = moving.map(({ dwellingId }) => dwellingId)
  await moveCounts(
    sql,
    ids,
    moving.map(({ newUnitId }) => newUnitId),
  )
  await writeMoves(sql, moving, move)
  await followDwellings(sql, ids)
}

/** A move that says something else of the same day is superseded. */
export async function writeMoves(sql: Sql, moving: readonly Moving[], move: Move): Promise<void> {
  const ids = moving.map(({ dwellingId }) => dwellingId)
  const from = moving.map(({ oldUnitId }) => oldUnitId)
  const to = moving.map(({ newUnitId }) => newUnitId)
  const { actId, effectiveOn, recordedAt, choiceId } = move
  await sql`
    update residence.dwelling_moves set superseded_at = ${recordedAt}
    where dwelling_id = any(${ids}::uuid[]) and effective_on = ${effectiveOn} and superseded_at is null`
  await sql`
    insert into residence.dwelling_moves (dwelling_id, effective_on, from_unit_id, to_unit_id, act_id, choice_id,
      recorded_at)
    select dwelling_id, ${effectiveOn}, from_unit_id, to_unit_id, ${actId}, ${choiceId}, ${recordedAt}
    from unnest(${ids}::uuid[], ${from}::integer[], ${to}::integer[]) as moved (dwelling_id, from_unit_id, to_unit_id)`
  await sql`
    update residence.dwellings d set first_unit_id = coalesce(d.first_unit_id, d.unit_id), unit_id = moved.to_unit_id
    from unnest(${ids}::uuid[], ${to}::integer[]) as moved (dwelling_id, to_unit_id)
    where d.dwelling_id = moved.dwelling_id`
}

/** Households and current residences lie where their dwelling lies. All of them when no dwelling is named. */
export async function followDwellings(sql: Sql, dwellingIds?: readonly Uuid[]): Promise<void> {
  const ids = (dwellingIds ?? null) as string[] | null
  await sql`
    update residence.households h set unit_id = d.unit_id
    from residence.dwellings d
    where d.dwelling_id = h.dwelling_id and d.unit_id <> h.unit_id
      and (${ids === null} or h.dwelling_id = any(${ids ?? []}::uuid[]))`
  const people = ids && (await selectRegisteredAt(sql, ids))
  await sql`
    update residence.current_residences c
    set permanent_unit_id = coalesce(
        (select d.unit_id from residence.dwellings d where d.dwelling_id = c.permanent_dwelling_id),
        c.permanent_unit_id),
      temporary_unit_id = coalesce(
        (select d.unit_id from residence.dwellings d where d.dwelling_id = c.temporary_dwelling_id),
        c.temporary_unit_id)
    where (${people === null} or c.person_number = any(${people ?? []}))
      and exists (
        select 1 from residence.dwellings d
        where (d.dwelling_id = c.permanent_dwelling_id and d.unit_id <> c.permanent_unit_id)
          or (d.dwelling_id = c.temporary_dwelling_id and d.unit_id <> c.temporary_unit_id))`
}

/** What is counted at these dwellings leaves the units they lie in and enters the others. */
async function moveCounts(sql: Sql, ids: readonly Uuid[], targets: readonly number[]): Promise<void> {
  const people = await selectRegisteredAt(sql, ids)
  await sql`
    with moved as (
      select d.dwelling_id, d.unit_id as from_unit_id, m.to_unit_id
      from unnest(${ids as string[]}::uuid[], ${targets as number[]}::integer[]) as m (dwelling_id, to_unit_id)
      join residence.dwellings d using (dwelling_id)),
    counted as (
      select m.dwelling_id, 1 as people, 0 as temporary, 0 as households
      from residence.current_residences c join moved m on m.dwelling_id = c.permanent_dwelling_id
      where c.person_number = any(${people})
      union all
      select m.dwelling_id, 0, 1, 0
      from residence.current_residences c join moved m on m.dwelling_id = c.temporary_dwelling_id
      where c.person_number = any(${people})
      union all
      select m.dwelling_id, 0, 0, 1
      from residence.households h join moved m using (dwelling_id)
      where exists (
        select 1 from residence.current_residences c where c.permanent_household_id = h.household_id)),
    changed as (
      select from_unit_id as unit_id, -people as people, -temporary as temporary, -households as households
      from counted join moved using (dwelling_id)
      union all
      select to_unit_id, people, temporary, households from counted join moved using (dwelling_id))
    insert into residence.unit_counts (unit_id, shard, people, temporary, households)
    select unit_id, pg_backend_pid() % 64, sum(people), sum(temporary), sum(households)
    from changed group by unit_id order by unit_id
    on conflict (unit_id, shard) do update
    set people = unit_counts.people + excluded.people, temporary = unit_counts.temporary + excluded.temporary,
      households = unit_counts.households + excluded.households`
}

export async function noteMoved(
  sql: Sql,
  actId: Uuid,
  done: { atUnitId: number; moved: number; people: number },
): Promise<void> {
  await sql`
    update residence.boundary_acts
    set at_unit_id = ${done.atUnitId}, moved = moved + ${done.moved}, people = people + ${done.people}
    where act_id = ${actId}`
}

export async function noteFollowed(sql: Sql, actId: Uuid, name: string, count: number): Promise<void> {
  await sql`
    update residence.boundary_acts
    set followed = followed || jsonb_build_object(${name}::text, coalesce((followed ->> ${name})::integer, 0) + ${count}::integer)
    where act_id = ${actId}`
}

export async function finishAct(sql: Sql, actId: Uuid, at: Date): Promise<void> {
  await sql`update residence.boundary_acts set finished_at = ${at} where act_id = ${actId}`
}
