import type { Sql } from '#platform/db.ts'
import type { Day, Instant, PersonNumber, Uuid, Words } from '#platform/schemas.ts'

export type DisputeState = 'opened' | 'taken-up' | 'answered' | 'withdrawn'

export interface NewDispute {
  personNumber: PersonNumber
  disputeId: Uuid
  callId: Uuid
  clientId: string
  agencyId: number
  said: string | null
  dueOn: Day
}

/** False when this check is disputed already. */
export async function insertDispute(sql: Sql, dispute: NewDispute, now: Date): Promise<boolean> {
  const { personNumber, disputeId, callId, clientId, agencyId, said, dueOn } = dispute
  const inserted = await sql`
    insert into verification.disputes (person_number, dispute_id, call_id, client_id, agency_id, said, opened_at, due_on,
      state)
    values (${personNumber}, ${disputeId}, ${callId}, ${clientId}, ${agencyId}, ${said}, ${now}, ${dueOn}, 'opened')
    on conflict (person_number, call_id) do nothing`
  return inserted.count === 1
}

export interface DisputeRow extends NewDispute {
  openedAt: Instant
  state: DisputeState
  outcome: 'lawful' | 'misuse' | null
  answer: string | null
  answeredAt: Instant | null
  organisation: Words
  system: Words
  checkedAt: Instant
  purposeVi: string | null
  purposeEn: string | null
}

const columns = (sql: Sql) => sql`
  d.person_number, d.dispute_id, d.call_id, d.client_id, d.agency_id, d.said, d.opened_at, d.due_on, d.state, d.outcome,
  d.answer, d.answered_at, jsonb_build_object('vi', a.name_vi, 'en', a.name_en) as organisation, c.system,
  c.at as checked_at, p.vi as purpose_vi, p.en as purpose_en`
const joined = (sql: Sql) => sql`
  verification.disputes d join verification.checks c using (person_number, call_id)
  join reference.agencies_v1 a on a.agency_id = d.agency_id
  left join audit.purposes p on p.code = c.purpose`

export async function selectDisputesOf(sql: Sql, person: PersonNumber, limit: number): Promise<DisputeRow[]> {
  return await sql<DisputeRow[]>`
    select ${columns(sql)} from ${joined(sql)} where d.person_number = ${person}
    order by d.opened_at desc, d.dispute_id desc limit ${limit}`
}

export async function selectDisputes(sql: Sql, isOpen: boolean, limit: number): Promise<DisputeRow[]> {
  return await sql<DisputeRow[]>`
    select ${columns(sql)} from ${joined(sql)}
    where (d.state in ('opened', 'taken-up')) = ${isOpen}
    order by case when ${isOpen} then d.due_on end, d.opened_at desc limit ${limit}`
}

export async function selectDispute(sql: Sql, disputeId: Uuid): Promise<DisputeRow | undefined> {
  const [row] = await sql<DisputeRow[]>`
    select ${columns(sql)} from ${joined(sql)} where d.dispute_id = ${disputeId}`
  return row
}

export interface Move {
  state: DisputeState
  outcome?: 'lawful' | 'misuse'
  answer?: string
  officerAccount?: Uuid
}

/** Moves it if it stands in one of these states; of two at the same moment one moves it. */
export async function moveDispute(
  sql: Sql,
  { personNumber, disputeId }: Pick<DisputeRow, 'personNumber' | 'disputeId'>,
  from: readonly DisputeState[],
  to: Move,
  now: Date,
): Promise<boolean> {
  const answered = to.state === 'answered'
  const moved = await sql`
    update verification.disputes
    set state = ${to.state}, outcome = ${to.outcome ?? null}, answer = ${to.answer ?? null},
      answered_at = ${answered ? now : null}, officer_account = coalesce(${to.officerAccount ?? null}::uuid, officer_account)
    where person_number = ${personNumber} and dispute_id = ${disputeId} and state = any(${from as string[]})`
  return moved.count === 1
}

export async function insertHold(
  sql: Sql,
  { personNumber, clientId, disputeId }: Pick<DisputeRow, 'personNumber' | 'clientId' | 'disputeId'>,
  now: Date,
): Promise<void> {
  await sql`
    insert into verification.holds (person_number, client_id, since, dispute_id)
    values (${personNumber}, ${clientId}, ${now}, ${disputeId})
    on conflict do nothing`
}
