import type { Sql } from '#platform/db.ts'
import type { Day, Instant, PersonNumber, Uuid } from '#platform/schemas.ts'
import type { FindingFilter, FindingState } from './quality.contract.ts'

export interface FindingRow {
  personNumber: PersonNumber
  personId: Uuid
  name: string
  bornOn: Day
  bornPrecision: string
  findingId: Uuid
  rule: string
  unitId: number | null
  state: FindingState
  foundAt: Instant
  verifyDueAt: Instant | null
  dueAt: Instant | null
  resolvedAt: Instant | null
  assignedTo: Uuid | null
  assignedName: string | null
  reason: string | null
  note: string | null
  version: number
}

export interface Asked {
  /** Null is the nation. */
  units: readonly number[] | null
  filter: FindingFilter
  /** Rules to show; null is all. */
  rules: readonly string[] | null
  mine: Uuid
  now: Date
  after: Uuid | null
  limit: number
}

/** A page of findings: those not settled by their term, the settled ones the latest first. */
export async function selectFindings(sql: Sql, asked: Asked): Promise<FindingRow[]> {
  const { units, rules, after, limit, filter, mine, now } = asked
  const closed = filter === 'closed'
  const page = closed
    ? sql`and (${after}::uuid is null or (f.resolved_at, f.finding_id) < (
        select resolved_at, finding_id from population.quality_findings where finding_id = ${after}))
        order by f.resolved_at desc, f.finding_id desc`
    : sql`and (${after}::uuid is null or (f.due_at, f.finding_id) > (
        select due_at, finding_id from population.quality_findings where finding_id = ${after}))
        order by f.due_at, f.finding_id`
  return await sql<FindingRow[]>`
    select f.person_number, p.person_id, p.name, p.born_on, p.born_precision, f.finding_id, f.rule, f.unit_id, f.state, f.found_at,
      f.verify_due_at, f.due_at, f.resolved_at, f.assigned_to, f.assigned_name, f.reason, f.note, f.version
    from population.quality_findings f
    join population.people p using (person_number)
    where ${closed ? sql`f.resolved_at is not null` : sql`f.resolved_at is null`}
      ${units ? sql`and f.unit_id = any(${units as number[]})` : sql``}
      ${rules ? sql`and f.rule = any(${rules as string[]})` : sql``}
      ${filter === 'mine' ? sql`and f.assigned_to = ${mine}` : sql``}
      ${filter === 'verifying' ? sql`and f.state = 'verifying'` : sql``}
      ${filter === 'overdue' ? sql`and case f.state when 'open' then f.verify_due_at else f.due_at end < ${now}` : sql``}
      ${page}
    limit ${limit}`
}

export interface RuleCounts {
  rule: string
  open: number
  mine: number
  verifying: number
  overdue: number
}

export async function countOpen(
  sql: Sql,
  units: readonly number[] | null,
  mine: Uuid,
  now: Date,
): Promise<RuleCounts[]> {
  return await sql<RuleCounts[]>`
    select rule, count(*)::integer as open, count(*) filter (where assigned_to = ${mine})::integer as mine,
      count(*) filter (where state = 'verifying')::integer as verifying,
      count(*) filter (where case state when 'open' then verify_due_at else due_at end < ${now})::integer as overdue
    from population.quality_findings
    where resolved_at is null ${units ? sql`and unit_id = any(${units as number[]})` : sql``}
    group by rule
    order by 2 desc, 1`
}

export async function countSettled(sql: Sql, units: readonly number[] | null): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::integer as count from population.quality_findings
    where resolved_at is not null ${units ? sql`and unit_id = any(${units as number[]})` : sql``}`
  return row?.count ?? 0
}

/** The finding with its person; undefined when there is none. */
export async function selectFinding(sql: Sql, findingId: Uuid): Promise<FindingRow | undefined> {
  const [row] = await sql<FindingRow[]>`
    select f.person_number, p.person_id, p.name, p.born_on, p.born_precision, f.finding_id, f.rule, f.unit_id, f.state, f.found_at,
      f.verify_due_at, f.due_at, f.resolved_at, f.assigned_to, f.assigned_name, f.reason, f.note, f.version
    from population.quality_findings f
    join population.people p using (person_number)
    where f.finding_id = ${findingId}`
  return row
}

/** Whoever takes it on verifies it; false when it has moved on. */
export async function takeFinding(
  sql: Sql,
  findingId: Uuid,
  version: number,
  by: { appointmentId: Uuid; name: string },
): Promise<boolean> {
  const taken = await sql`
    update population.quality_findings
    set state = 'verifying', assigned_to = ${by.appointmentId}, assigned_name = ${by.name}, version = version + 1
    where finding_id = ${findingId} and version = ${version} and resolved_at is null`
  return taken.count === 1
}

export async function settleFinding(
  sql: Sql,
  findingId: Uuid,
  version: number,
  as: { state: 'explained' | 'not-an-error'; reason: string; note: string; at: Date },
): Promise<boolean> {
  const settled = await sql`
    update population.quality_findings
    set state = ${as.state}, reason = ${as.reason}, note = ${as.note}, resolved_at = ${as.at}, version = version + 1
    where finding_id = ${findingId} and version = ${version} and resolved_at is null`
  return settled.count === 1
}

export interface StepRow {
  id: Uuid
  at: Instant
  act: string
  actorName: string | null
  reason: string | null
  note: string | null
}

/** What was done about a finding, oldest first. */
export async function selectSteps(sql: Sql, number: PersonNumber, findingId: Uuid): Promise<StepRow[]> {
  return await sql<StepRow[]>`
    select id, at, act, actor_name, reason, note from population.quality_finding_steps
    where person_number = ${number} and finding_id = ${findingId}
    order by at, id
    limit 200`
}

/** The rules that a person breaks, not settled yet. */
export async function selectOpenRules(sql: Sql, number: PersonNumber): Promise<string[]> {
  const rows = await sql<{ rule: string }[]>`
    select rule from population.quality_findings where person_number = ${number} and resolved_at is null order by rule`
  return rows.map(({ rule }) => rule)
}
