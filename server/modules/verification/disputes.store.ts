import type { Sql } from '#platform/db.ts'
import type { Day, Instant, PersonNumber, Uuid, Words } from '#platform/schemas.ts'
import type { DisputeState } from './disputes.contract.ts'

export interface NewDispute {
  personNumber: PersonNumber
  disputeId: Uuid
  /** The check, the request on the phone or the line of the account's history it is about. */
  callId: Uuid
  clientId: string
  agencyId: number
  act: string
  system: Words
  happenedAt: Date
  purpose: string | null
  message: string | null
  reference: string | null
  said: string | null
  dueOn: Day
}

/** False when this was reported already. */
export async function insertDispute(sql: Sql, dispute: NewDispute, now: Date): Promise<boolean> {
  const inserted = await sql`
    insert into verification.disputes (person_number, dispute_id, call_id, client_id, agency_id, act, system, happened_at,
      purpose, message, reference, said, opened_at, due_on, state)
    values (${dispute.personNumber}, ${dispute.disputeId}, ${dispute.callId}, ${dispute.clientId}, ${dispute.agencyId},
      ${dispute.act}, ${sql.json(dispute.system)}, ${dispute.happenedAt}, ${dispute.purpose}, ${dispute.message},
      ${dispute.reference}, ${dispute.said}, ${now}, ${dispute.dueOn}, 'opened')
    on conflict (person_number, call_id) do nothing`
  return inserted.count === 1
}

export interface DisputeRow extends Omit<NewDispute, 'happenedAt'> {
  happenedAt: Instant
  openedAt: Instant
  state: DisputeState
  explanation: string | null
  explainedAt: Instant | null
  outcome: 'lawful' | 'misuse' | null
  answer: string | null
  answeredAt: Instant | null
  organisation: Words
  purposeVi: string | null
  purposeEn: string | null
}

const columns = (sql: Sql) => sql`
  d.person_number, d.dispute_id, d.call_id, d.client_id, d.agency_id, d.act, d.system, d.happened_at, d.purpose, d.message,
  d.reference, d.said, d.opened_at, d.due_on, d.state, d.explanation, d.explained_at, d.outcome, d.answer, d.answered_at,
  jsonb_build_object('vi', a.name_vi, 'en', a.name_en) as organisation, p.vi as purpose_vi, p.en as purpose_en`
const joined = (sql: Sql) => sql`
  verification.disputes d join reference.agencies_v1 a on a.agency_id = d.agency_id
  left join audit.purposes p on p.code = d.purpose`

export async function selectDisputesOf(sql: Sql, person: PersonNumber, limit: number): Promise<DisputeRow[]> {
  return await sql<DisputeRow[]>`
    select ${columns(sql)} from ${joined(sql)} where d.person_number = ${person}
    order by d.opened_at desc, d.dispute_id desc limit ${limit}`
}

/** Open ones by their day, those that wait for the person last. */
export async function selectDisputes(sql: Sql, isOpen: boolean, limit: number): Promise<DisputeRow[]> {
  return await sql<DisputeRow[]>`
    select ${columns(sql)} from ${joined(sql)}
    where (d.state in ('opened', 'explained', 'disputed', 'taken-up')) = ${isOpen}
    order by case when ${isOpen} then d.state = 'explained' end, case when ${isOpen} then d.due_on end,
      d.opened_at desc limit ${limit}`
}

/** What people reported of the systems of an organisation: those it has to explain first, by their day. */
export async function selectReports(sql: Sql, agencyId: number, limit: number): Promise<DisputeRow[]> {
  return await sql<DisputeRow[]>`
    select ${columns(sql)} from ${joined(sql)} where d.agency_id = ${agencyId}
    order by d.state <> 'opened', case when d.state = 'opened' then d.due_on end, d.opened_at desc limit ${limit}`
}

/** What an organisation left unexplained beyond its day, some at a time. */
export async function selectUnexplained(sql: Sql, today: Day, limit: number): Promise<DisputeRow[]> {
  return await sql<DisputeRow[]>`
    select ${columns(sql)} from ${joined(sql)} where d.state = 'opened' and d.due_on < ${today}
    order by d.due_on, d.dispute_id limit ${limit}`
}

export async function selectDispute(sql: Sql, disputeId: Uuid): Promise<DisputeRow | undefined> {
  const [row] = await sql<DisputeRow[]>`
    select ${columns(sql)} from ${joined(sql)} where d.dispute_id = ${disputeId}`
  return row
}

export interface Move {
  state: DisputeState
  explanation?: string
  explainedBy?: Uuid
  outcome?: 'lawful' | 'misuse'
  answer?: string
  officerAccount?: Uuid
  /** The day by which whoever has it now must act; it stays when nobody new has it. */
  dueOn?: Day
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
  const explained = to.state === 'explained'
  const moved = await sql`
    update verification.disputes
    set state = ${to.state}, outcome = ${to.outcome ?? null}, answer = ${to.answer ?? null},
      answered_at = ${answered ? now : null}, officer_account = coalesce(${to.officerAccount ?? null}::uuid, officer_account),
      explanation = coalesce(${to.explanation ?? null}, explanation),
      explained_by = coalesce(${to.explainedBy ?? null}::uuid, explained_by),
      explained_at = case when ${explained} then ${now}::timestamptz else explained_at end,
      due_on = coalesce(${to.dueOn ?? null}::date, due_on)
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
