import type { Sql } from '#platform/db.ts'
import type { Instant, PersonNumber, Uuid } from '#platform/schemas.ts'
import type { LifeEvent } from './life-event.ts'
import type { Moved } from './renumbering.ts'

export type MergeState = 'proposed' | 'declined' | 'merged' | 'undo-proposed' | 'undone'

/** What of the record that gives way holds for the person from now on. */
export interface Takes {
  fields: string[]
}

/** Who proposed to undo a merge, why, and which events recorded since go with the record that comes back. */
export interface Undo {
  by: Uuid
  name: string
  at: Instant
  note: string
  moves: Uuid[]
}

export interface Merge {
  mergeId: Uuid
  pairId: Uuid
  keptNumber: PersonNumber
  goneNumber: PersonNumber
  takes: Takes
  reason: string
  note: string
  state: MergeState
  proposedBy: Uuid
  proposedName: string
  proposedAt: Instant
  decidedBy: Uuid | null
  decidedName: string | null
  decidedAt: Instant | null
  undo: Undo | null
  eventId: Uuid | null
  moved: Moved | null
  version: number
}

/** False when a merge of this number stands already. */
export async function insertMerge(
  sql: Sql,
  merge: Pick<Merge, 'mergeId' | 'pairId' | 'keptNumber' | 'goneNumber' | 'takes' | 'reason' | 'note'> & {
    proposedBy: Uuid
    proposedName: string
  },
  at: Date,
): Promise<boolean> {
  const inserted = await sql`
    insert into population.merges (merge_id, pair_id, kept_number, gone_number, takes, reason, note, state, proposed_by,
      proposed_name, proposed_at)
    values (${merge.mergeId}, ${merge.pairId}, ${merge.keptNumber}, ${merge.goneNumber},
      ${sql.json(merge.takes as never)}, ${merge.reason}, ${merge.note}, 'proposed', ${merge.proposedBy},
      ${merge.proposedName}, ${at})
    on conflict do nothing`
  return inserted.count === 1
}

/** Locked, so that of two who decide one does. */
export async function lockMerge(sql: Sql, mergeId: Uuid): Promise<Merge | undefined> {
  const [row] = await sql<Merge[]>`
    select merge_id, pair_id, kept_number, gone_number, takes, reason, note, state, proposed_by, proposed_name,
      proposed_at, decided_by, decided_name, decided_at, undo, event_id, moved, version
    from population.merges where merge_id = ${mergeId} for update`
  return row
}

export async function updateMerge(
  sql: Sql,
  mergeId: Uuid,
  to: {
    state: MergeState
    decided?: { by: Uuid; name: string; at: Date }
    undo?: Undo | null
    eventId?: Uuid
    moved?: Moved
  },
): Promise<void> {
  const { decided, undo, eventId, moved } = to
  await sql`
    update population.merges
    set state = ${to.state}, version = version + 1,
      decided_by = coalesce(${decided?.by ?? null}, decided_by),
      decided_name = coalesce(${decided?.name ?? null}, decided_name),
      decided_at = coalesce(${decided?.at ?? null}, decided_at),
      undo = case when ${undo === undefined} then undo else ${undo ? sql.json(undo as never) : null}::jsonb end,
      event_id = coalesce(${eventId ?? null}, event_id),
      moved = coalesce(${moved ? sql.json(moved as never) : null}::jsonb, moved)
    where merge_id = ${mergeId}`
}

export async function insertMergedAlias(
  sql: Sql,
  alias: { from: PersonNumber; to: PersonNumber; on: string; eventId: Uuid },
): Promise<void> {
  await sql`
    insert into population.number_aliases (alias, person_number, kind, ended_on, event_id)
    values (${alias.from}, ${alias.to}, 'merged', ${alias.on}, ${alias.eventId})`
}

export async function deleteMergedAlias(sql: Sql, from: PersonNumber): Promise<void> {
  await sql`delete from population.number_aliases where alias = ${from} and kind = 'merged'`
}

/** Whether other records gave way to this one, or this number stands for others that were cancelled. */
export async function hasEarlierNumbers(sql: Sql, number: PersonNumber): Promise<boolean> {
  const [row] = await sql`
    select 1 from population.number_aliases where person_number = ${number} and kind in ('cancelled', 'merged') limit 1`
  return row !== undefined
}

/** Events that followed from this one, directly or through others, and were not annulled since. */
export async function selectCaused(sql: Sql, eventId: Uuid): Promise<LifeEvent[]> {
  return await sql<LifeEvent[]>`
    with recursive caused as (
      select e.* from population.life_events e where e.caused_by = ${eventId}
      union
      select e.* from caused c join population.life_events e on e.caused_by = c.id
    )
    select c.person_number, c.id, c.kind, c.effective_on, c.recorded_at, c.agency_id, c.legal_basis, c.evidence, c.actor,
      c.dossier_id, c.caused_by, c.annuls, c.payload
    from caused c
    where c.kind <> 'annulment' and not exists (
      select 1 from population.life_events a where a.person_number = c.person_number and a.annuls = c.id)
    order by c.recorded_at, c.id`
}

export async function selectMerge(sql: Sql, mergeId: Uuid): Promise<Merge | undefined> {
  const [row] = await sql<Merge[]>`
    select merge_id, pair_id, kept_number, gone_number, takes, reason, note, state, proposed_by, proposed_name,
      proposed_at, decided_by, decided_name, decided_at, undo, event_id, moved, version
    from population.merges where merge_id = ${mergeId}`
  return row
}

/** The events that an act of a merge recorded: its first, and those that followed. */
export async function selectRecordedBy(
  sql: Sql,
  eventId: Uuid,
  mergeId: Uuid,
): Promise<Pick<LifeEvent, 'personNumber' | 'kind' | 'effectiveOn'>[]> {
  return await sql<Pick<LifeEvent, 'personNumber' | 'kind' | 'effectiveOn'>[]>`
    with recursive caused as (
      select e.* from population.life_events e where e.id = ${eventId}
      union
      select e.* from caused c join population.life_events e on e.caused_by = c.id
    )
    select c.person_number, c.kind, c.effective_on from caused c
    where c.evidence is null or c.evidence->>'merge' = ${mergeId}
    order by c.recorded_at, c.id
    limit 200`
}
