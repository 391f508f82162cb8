import type { Sql } from '#platform/db.ts'
import type { Instant, PersonNumber, Uuid, Words } from '#platform/schemas.ts'
import type { Need } from './approvers.ts'
import type { ApprovalState } from './dossiers.contract.ts'

/** Exactly what an approver is shown. */
export interface ApprovalContent {
  service: Words
  dossierCode: string
  applicant: string
  sentence: Words
  lines: { label: Words; text: Words }[]
  law: string[]
  consequence: Words
}

export interface ApprovalRecord {
  personNumber: PersonNumber
  dossierId: Uuid
  approvalId: Uuid
  /** A supplement that changes what was shown asks again: the next round. */
  round: number
  approverNumber: PersonNumber | null
  approverName: string
  requirements: string[]
  needs: (Need & { words: Words })[]
  state: ApprovalState
  content: ApprovalContent
  contentHash: string
  askedAt: Instant
  remindAt: Instant | null
  expiresAt: Instant | null
  decidedAt: Instant | null
  decidedBy: 'app' | 'paper' | 'self' | null
  accountId: Uuid | null
  assurance: Record<string, unknown> | null
  paper: Record<string, unknown> | null
  reason: string | null
}

const columns = (sql: Sql) => sql`
  person_number, dossier_id, approval_id, round, approver_number, approver_name, requirements, needs, state, content,
  content_hash, asked_at, remind_at, expires_at, decided_at, decided_by, account_id, assurance, paper, reason`

export async function insertApprovals(sql: Sql, approvals: readonly ApprovalRecord[]): Promise<void> {
  if (approvals.length === 0) return
  const json = (value: unknown) => (value === null ? null : sql.json(value as never))
  await sql`
    insert into services.dossier_approvals ${sql(
      approvals.map((one) => ({
        person_number: one.personNumber,
        dossier_id: one.dossierId,
        approval_id: one.approvalId,
        round: one.round,
        approver_number: one.approverNumber,
        approver_name: one.approverName,
        requirements: one.requirements,
        needs: json(one.needs),
        state: one.state,
        content: json(one.content),
        content_hash: one.contentHash,
        asked_at: one.askedAt,
        remind_at: one.remindAt,
        expires_at: one.expiresAt,
        decided_at: one.decidedAt,
        decided_by: one.decidedBy,
        account_id: one.accountId,
        assurance: json(one.assurance),
        paper: json(one.paper),
        reason: one.reason,
      })),
    )}`
}

/** The approvals of a dossier, in the order in which they were asked. */
export async function selectApprovals(
  sql: Sql,
  applicant: PersonNumber,
  dossierId: Uuid,
): Promise<ApprovalRecord[]> {
  return sql<ApprovalRecord[]>`
    select ${columns(sql)} from services.dossier_approvals
    where person_number = ${applicant} and dossier_id = ${dossierId}
    order by round, approval_id`
}

export async function selectApproval(sql: Sql, approvalId: Uuid): Promise<ApprovalRecord | undefined> {
  const [row] = await sql<ApprovalRecord[]>`
    select ${columns(sql)} from services.dossier_approvals where approval_id = ${approvalId}`
  return row
}

/** What someone is asked, waiting ones first. */
export async function selectAskedOf(
  sql: Sql,
  approver: PersonNumber,
  waitingOnly: boolean,
  limit: number,
): Promise<ApprovalRecord[]> {
  return sql<ApprovalRecord[]>`
    select ${columns(sql)} from services.dossier_approvals
    where approver_number = ${approver} and decided_by is distinct from 'self'
      and state <> 'void' and (${!waitingOnly} or state = 'asked')
    order by (state = 'asked') desc, asked_at desc
    limit ${limit}`
}

export interface Answer {
  state: ApprovalState
  decidedAt: Instant
  decidedBy: 'app' | 'paper'
  accountId: Uuid | null
  assurance: Record<string, unknown> | null
  paper: Record<string, unknown> | null
  reason: string | null
}

/** Writes an answer, if it is still waited for. */
export async function answerApproval(sql: Sql, one: ApprovalRecord, answer: Answer): Promise<boolean> {
  const json = (value: unknown) => (value === null ? null : sql.json(value as never))
  const updated = await sql`
    update services.dossier_approvals
    set state = ${answer.state}, decided_at = ${answer.decidedAt}, decided_by = ${answer.decidedBy},
      account_id = ${answer.accountId}, assurance = ${json(answer.assurance)}, paper = ${json(answer.paper)},
      reason = ${answer.reason}
    where person_number = ${one.personNumber} and dossier_id = ${one.dossierId}
      and approval_id = ${one.approvalId} and state in ('asked', 'at-counter')`
  return updated.count === 1
}

/** Those still waited for are no longer needed, or have waited too long. */
export async function endApprovals(
  sql: Sql,
  applicant: PersonNumber,
  dossierId: Uuid,
  state: 'void' | 'expired',
  also: readonly ApprovalState[] = [],
): Promise<void> {
  await sql`
    update services.dossier_approvals set state = ${state}
    where person_number = ${applicant} and dossier_id = ${dossierId}
      and state = any(${['asked', 'at-counter', ...also]})`
}

/** Dossiers with approvals past their time, and approvals to remind of. */
export async function selectExpired(sql: Sql, now: Date, limit: number): Promise<{ dossierId: Uuid }[]> {
  return sql<{ dossierId: Uuid }[]>`
    select distinct dossier_id from services.dossier_approvals
    where state in ('asked', 'at-counter') and expires_at <= ${now}
    limit ${limit}`
}

export async function takeReminders(sql: Sql, now: Date, limit: number): Promise<ApprovalRecord[]> {
  return sql<ApprovalRecord[]>`
    update services.dossier_approvals set remind_at = null
    where (person_number, dossier_id, approval_id) in (
      select person_number, dossier_id, approval_id from services.dossier_approvals
      where state = 'asked' and remind_at <= ${now}
      limit ${limit} for update skip locked)
    returning ${columns(sql)}`
}
