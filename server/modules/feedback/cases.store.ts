import type { Sql } from '#platform/db.ts'
import type { PersonNumber, Uuid } from '#platform/schemas.ts'
import type { CaseKind, CaseState } from './contract.ts'

export interface Case {
  personNumber: PersonNumber
  caseId: Uuid
  kind: CaseKind
  agencyId: number
  firstAgencyId: number
  unitId: number
  dossierId: Uuid | null
  code: string | null
  subject: string
  said: string
  mayPublish: boolean
  state: CaseState
  version: number
  sentAt: string
  dueAt: string
  takenUpAt: string | null
  answeredAt: string | null
  answeredBy: Uuid | null
  outcome: 'founded' | 'unfounded' | null
  answer: string | null
  published: string | null
  transfers: number
  /** The refusal was cancelled, its dossier is looked at anew. */
  reopened: boolean
}

const columns = (sql: Sql) => sql`
  person_number, case_id, kind, agency_id, first_agency_id, unit_id, dossier_id, code, subject, said, may_publish, state,
  version, sent_at, due_at, taken_up_at, answered_at, answered_by, outcome, answer, published, transfers, reopened`

/** False when the same was said before. */
export async function insertCase(sql: Sql, one: Case): Promise<boolean> {
  const rows = await sql`
    insert into feedback.cases (person_number, case_id, kind, agency_id, first_agency_id, unit_id, dossier_id, code,
      subject, said, may_publish, state, version, sent_at, due_at)
    values (${one.personNumber}, ${one.caseId}, ${one.kind}, ${one.agencyId}, ${one.firstAgencyId}, ${one.unitId},
      ${one.dossierId}, ${one.code}, ${one.subject}, ${one.said}, ${one.mayPublish}, 'sent', 1, ${one.sentAt},
      ${one.dueAt})
    on conflict do nothing
    returning 1`
  return rows.length === 1
}

export async function updateCase(sql: Sql, one: Case): Promise<void> {
  await sql`
    update feedback.cases
    set agency_id = ${one.agencyId}, unit_id = ${one.unitId}, state = ${one.state}, version = ${one.version},
      due_at = ${one.dueAt}, taken_up_at = ${one.takenUpAt}, answered_at = ${one.answeredAt},
      answered_by = ${one.answeredBy}, outcome = ${one.outcome}, answer = ${one.answer},
      published = ${one.published}, transfers = ${one.transfers}, reopened = ${one.reopened}
    where person_number = ${one.personNumber} and case_id = ${one.caseId}`
}

export async function selectCase(sql: Sql, caseId: Uuid, hold = false): Promise<Case | undefined> {
  const [row] = await sql<Case[]>`
    select ${columns(sql)} from feedback.cases where case_id = ${caseId} ${hold ? sql`for update` : sql``}`
  return row
}

/** A page of what someone said, newest first; `after` is the last id of the page before. */
export async function selectCasesOf(
  sql: Sql,
  number: PersonNumber,
  after: Uuid | null,
  limit: number,
): Promise<Case[]> {
  return sql<Case[]>`
    select ${columns(sql)} from feedback.cases
    where person_number = ${number} and (${after}::uuid is null or case_id < ${after})
    order by case_id desc limit ${limit}`
}

/** Cases of an office: open ones by their due date, answered ones newest first. */
export async function selectCasesAt(
  sql: Sql,
  agencyId: number,
  list: 'open' | 'answered',
  after: Uuid | null,
  limit: number,
): Promise<Case[]> {
  return list === 'open'
    ? sql<Case[]>`
        select ${columns(sql)} from feedback.cases
        where agency_id = ${agencyId} and state in ('sent', 'taken-up')
          and (${after}::uuid is null or (due_at, case_id) > (
            select due_at, case_id from feedback.cases where case_id = ${after}))
        order by due_at, case_id limit ${limit}`
    : sql<Case[]>`
        select ${columns(sql)} from feedback.cases
        where agency_id = ${agencyId} and state = 'answered'
          and (${after}::uuid is null or (answered_at, case_id) < (
            select answered_at, case_id from feedback.cases where case_id = ${after}))
        order by answered_at desc, case_id desc limit ${limit}`
}

export async function countOpen(sql: Sql, agencyId: number, now: Date) {
  const [row] = await sql<{ open: number; overdue: number }[]>`
    select count(*)::integer as open, (count(*) filter (where due_at < ${now}))::integer as overdue
    from feedback.cases where agency_id = ${agencyId} and state in ('sent', 'taken-up')`
  return row!
}

/** Answers that everybody may read, newest first. */
export async function selectPublished(sql: Sql, after: Uuid | null, limit: number): Promise<Case[]> {
  return sql<Case[]>`
    select ${columns(sql)} from feedback.cases
    where published is not null
      and (${after}::uuid is null or (answered_at, case_id) < (
        select answered_at, case_id from feedback.cases where case_id = ${after}))
    order by answered_at desc, case_id desc limit ${limit}`
}

export interface CaseStep {
  at: string
  act: 'send' | 'take-up' | 'transfer' | 'answer' | 'withdraw'
  agencyId: number | null
  appointmentId: Uuid | null
  note: string | null
}

export async function insertStep(
  sql: Sql,
  { personNumber, caseId }: Pick<Case, 'personNumber' | 'caseId'>,
  step: CaseStep,
): Promise<void> {
  await sql`
    insert into feedback.case_steps (person_number, case_id, step, at, act, agency_id, appointment_id, note)
    select ${personNumber}, ${caseId}, coalesce(max(step), 0) + 1, ${step.at}, ${step.act}, ${step.agencyId},
      ${step.appointmentId}, ${step.note}
    from feedback.case_steps where person_number = ${personNumber} and case_id = ${caseId}`
}

export async function selectSteps(
  sql: Sql,
  { personNumber, caseId }: Pick<Case, 'personNumber' | 'caseId'>,
): Promise<CaseStep[]> {
  return sql<CaseStep[]>`
    select at, act, agency_id, appointment_id, note from feedback.case_steps
    where person_number = ${personNumber} and case_id = ${caseId} order by step`
}
