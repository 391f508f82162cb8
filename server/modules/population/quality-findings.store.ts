import type { Sql } from '#platform/db.ts'
import type { PersonNumber, Uuid } from '#platform/schemas.ts'

/** A rule that a person breaks, as it goes into the register of findings. */
export interface Broken {
  personNumber: PersonNumber
  rule: string
  fingerprint: string
  unitId: number | null
  complex: boolean
}

export interface Terms {
  verifyDueAt: Date
  dueAt: Date
  complexDueAt: Date
}

interface Touched {
  personNumber: PersonNumber
  findingId: Uuid
}

/**
 * Settles the open findings of people that are right now: as fixed, or, when they arose within this very call,
 * without a trace. Answers those fixed.
 */
export async function closeRighted(
  sql: Sql,
  numbers: readonly PersonNumber[],
  broken: readonly Broken[],
  now: Date,
): Promise<Touched[]> {
  const people = broken.map(({ personNumber }) => personNumber)
  const rules = broken.map(({ rule }) => rule)
  await sql`
    with passing as (
      delete from population.quality_findings f
      where f.person_number = any(${numbers as string[]}) and f.resolved_at is null and f.found_at = ${now}
        and f.version = 1 and (f.person_number, f.rule) not in (select * from unnest(${people}::text[], ${rules}::text[]))
      returning person_number, finding_id)
    delete from population.quality_finding_steps s using passing p
    where s.person_number = p.person_number and s.finding_id = p.finding_id`
  return await sql<Touched[]>`
    update population.quality_findings f
    set state = 'fixed', resolved_at = ${now}, version = version + 1
    where f.person_number = any(${numbers as string[]}) and f.resolved_at is null
      and (f.person_number, f.rule) not in (select * from unnest(${people}::text[], ${rules}::text[]))
    returning person_number, finding_id`
}

/**
 * Opens what is found: new, or again after it was fixed, or after the data changed since it was explained. What stands
 * open stays as it is. Answers those opened, and whether for the first time.
 */
export async function openBroken(
  sql: Sql,
  broken: readonly Broken[],
  terms: Terms,
  now: Date,
): Promise<(Touched & { first: boolean })[]> {
  return await sql<(Touched & { first: boolean })[]>`
    insert into population.quality_findings as f
      (person_number, rule, found_at, unit_id, fingerprint, verify_due_at, due_at)
    select b.person_number, b.rule, ${now}, b.unit_id, b.fingerprint, ${terms.verifyDueAt},
      case b.complex when 1 then ${terms.complexDueAt}::timestamptz else ${terms.dueAt}::timestamptz end
    from unnest(${broken.map(({ personNumber }) => personNumber)}::text[], ${broken.map(({ rule }) => rule)}::text[],
      ${broken.map(({ fingerprint }) => fingerprint)}::text[], ${broken.map(({ unitId }) => unitId)}::integer[],
      ${broken.map(({ complex }) => (complex ? 1 : 0))}::integer[]) as b(person_number, rule, fingerprint, unit_id, complex)
    on conflict (person_number, rule) do update
    set state = 'open', resolved_at = null, found_at = excluded.found_at, unit_id = excluded.unit_id,
      fingerprint = excluded.fingerprint, verify_due_at = excluded.verify_due_at, due_at = excluded.due_at,
      assigned_to = null, assigned_name = null, reason = null, note = null, version = f.version + 1
    where f.resolved_at is not null and (f.state = 'fixed' or f.fingerprint is distinct from excluded.fingerprint)
    returning person_number, finding_id, version = 1 as first`
}

/** Open findings follow the person to the commune where he lives now; answers those that moved. */
export async function moveOpen(
  sql: Sql,
  units: readonly { personNumber: PersonNumber; unitId: number | null }[],
): Promise<Touched[]> {
  if (units.length === 0) return []
  return await sql<Touched[]>`
    update population.quality_findings f set unit_id = u.unit_id
    from unnest(${units.map(({ personNumber }) => personNumber)}::text[],
      ${units.map(({ unitId }) => unitId)}::integer[]) as u(person_number, unit_id)
    where f.person_number = u.person_number and f.resolved_at is null and f.unit_id is distinct from u.unit_id
    returning f.person_number, f.finding_id`
}

export interface Step extends Touched {
  id: Uuid
  act: string
  actor: string
  actorName: string | null
  reason: string | null
  note: string | null
}

export async function insertSteps(sql: Sql, steps: readonly Step[], at: Date): Promise<void> {
  if (steps.length === 0) return
  const rows = steps.map((step) => ({
    person_number: step.personNumber,
    finding_id: step.findingId,
    id: step.id,
    at,
    act: step.act,
    actor: step.actor,
    actor_name: step.actorName,
    reason: step.reason,
    note: step.note,
  }))
  for (let i = 0; i < rows.length; i += 1000) {
    await sql`insert into population.quality_finding_steps ${sql(rows.slice(i, i + 1000))}`
  }
}

export async function selectBirthUnits(
  sql: Sql,
  numbers: readonly PersonNumber[],
): Promise<{ personNumber: PersonNumber; unitId: number }[]> {
  return await sql<{ personNumber: PersonNumber; unitId: number }[]>`
    select person_number, birth_registered_unit_id as unit_id from population.people
    where person_number = any(${numbers as string[]}) and birth_registered_unit_id is not null`
}
