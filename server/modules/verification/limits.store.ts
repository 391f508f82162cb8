import type { Sql } from '#platform/db.ts'
import type { Instant, Uuid, Words } from '#platform/schemas.ts'

/** Takes a block of calls of a window. False when it would go beyond the limit; of parallel takers none passes it. */
export async function takeBlock(
  sql: Sql,
  {
    key,
    minutes,
    windowStart,
    block,
    max,
  }: { key: string; minutes: number; windowStart: Date; block: number; max: number },
): Promise<boolean> {
  const taken = await sql`
    insert into verification.budgets (client_id, window_minutes, window_start, taken)
    values (${key}, ${minutes}, ${windowStart}, ${block})
    on conflict (client_id, window_minutes, window_start) do update set taken = budgets.taken + excluded.taken
      where budgets.taken + excluded.taken <= ${max}`
  return taken.count === 1
}

export async function deleteOldBudgets(sql: Sql, before: Date): Promise<void> {
  await sql`delete from verification.budgets where window_start < ${before}`
}

export interface NewFinding {
  findingId: Uuid
  kind: 'one-person' | 'many-people'
  clientId: string
  agencyId: number
  personId: Uuid | null
  foundAt: Date
  misses: number
}

/** One open finding of a kind about a system and person is enough. */
export async function insertFindingOnce(sql: Sql, finding: NewFinding): Promise<void> {
  const { findingId, kind, clientId, agencyId, personId, foundAt, misses } = finding
  await sql`
    insert into verification.findings (finding_id, kind, client_id, agency_id, person_id, found_at, misses)
    select ${findingId}, ${kind}, ${clientId}, ${agencyId}, ${personId}, ${foundAt}, ${misses}
    where not exists (
      select 1 from verification.findings
      where kind = ${kind} and client_id = ${clientId} and person_id is not distinct from ${personId}::uuid
        and closed_at is null)`
}

export interface FindingRow {
  findingId: Uuid
  kind: 'one-person' | 'many-people'
  clientId: string
  organisation: Words
  foundAt: Instant
  misses: number
  closedAt: Instant | null
  conclusion: string | null
}

export async function selectFindings(sql: Sql, limit: number): Promise<FindingRow[]> {
  return await sql<FindingRow[]>`
    select finding_id, f.kind, client_id, jsonb_build_object('vi', name_vi, 'en', name_en) as organisation, found_at,
      misses, closed_at, conclusion
    from verification.findings f join reference.agencies_v1 using (agency_id)
    order by closed_at is not null, found_at desc limit ${limit}`
}

export async function setFindingClosed(
  sql: Sql,
  findingId: Uuid,
  closed: { by: Uuid; conclusion: string; now: Date },
): Promise<boolean> {
  const changed = await sql`
    update verification.findings set closed_at = ${closed.now}, closed_by = ${closed.by}, conclusion = ${closed.conclusion}
    where finding_id = ${findingId} and closed_at is null`
  return changed.count === 1
}
