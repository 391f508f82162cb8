import type { Sql } from '#platform/db.ts'
import type { Day, Instant, PersonNumber, Uuid } from '#platform/schemas.ts'
import type { ProposalState } from './proposals.contract.ts'

export interface Proposal {
  personNumber: PersonNumber
  proposalId: Uuid
  field: string
  valueNow: string | null
  value: string
  explanation: string
  unitId: number | null
  state: ProposalState
  termDays: number
  dueAt: Instant
  submittedAt: Instant
  askedAt: Instant | null
  asked: string | null
  answeredAt: Instant | null
  decidedAt: Instant | null
  decidedName: string | null
  reason: string | null
  note: string | null
  version: number
}

/** False when one for the same field waits already. */
export async function insertProposal(
  sql: Sql,
  proposal: Pick<
    Proposal,
    'personNumber' | 'proposalId' | 'field' | 'valueNow' | 'value' | 'explanation' | 'unitId' | 'termDays'
  > & { dueAt: Date; submittedAt: Date },
): Promise<boolean> {
  const { personNumber, proposalId, field, valueNow, value, explanation, unitId, termDays } = proposal
  const inserted = await sql`
    insert into population.proposals (person_number, proposal_id, field, value_now, value, explanation, unit_id, state,
      term_days, due_at, submitted_at)
    values (${personNumber}, ${proposalId}, ${field}, ${valueNow}, ${value}, ${explanation}, ${unitId}, 'submitted',
      ${termDays}, ${proposal.dueAt}, ${proposal.submittedAt})
    on conflict do nothing`
  return inserted.count === 1
}

const MOST_OWN = 100

export async function selectProposalsOf(sql: Sql, number: PersonNumber): Promise<Proposal[]> {
  return await sql<Proposal[]>`
    select person_number, proposal_id, field, value_now, value, explanation, unit_id, state, term_days, due_at,
      submitted_at, asked_at, asked, answered_at, decided_at, decided_name, reason, note, version
    from population.proposals where person_number = ${number}
    order by submitted_at desc limit ${MOST_OWN}`
}

export async function selectProposal(sql: Sql, proposalId: Uuid): Promise<Proposal | undefined> {
  const [row] = await sql<Proposal[]>`
    select person_number, proposal_id, field, value_now, value, explanation, unit_id, state, term_days, due_at,
      submitted_at, asked_at, asked, answered_at, decided_at, decided_name, reason, note, version
    from population.proposals where proposal_id = ${proposalId}`
  return row
}

export interface ListedProposal extends Proposal {
  personId: Uuid
  name: string
  bornOn: Day
  files: number
}

export async function selectProposals(
  sql: Sql,
  asked: {
    units: readonly number[] | null
    filter: 'open' | 'asked' | 'closed'
    after: Uuid | null
    limit: number
  },
): Promise<ListedProposal[]> {
  const { units, filter, after, limit } = asked
  const states =
    filter === 'open'
      ? ['submitted']
      : filter === 'asked'
        ? ['evidence-asked']
        : ['accepted', 'refused', 'withdrawn']
  const page =
    filter === 'closed'
      ? sql`and (${after}::uuid is null or (r.submitted_at, r.proposal_id) < (
          select submitted_at, proposal_id from population.proposals where proposal_id = ${after}))
          order by r.submitted_at desc, r.proposal_id desc`
      : sql`and (${after}::uuid is null or (r.due_at, r.proposal_id) > (
          select due_at, proposal_id from population.proposals where proposal_id = ${after}))
          order by r.due_at, r.proposal_id`
  return await sql<ListedProposal[]>`
    select r.person_number, r.proposal_id, r.field, r.value_now, r.value, r.explanation, r.unit_id, r.state, r.term_days,
      r.due_at, r.submitted_at, r.asked_at, r.asked, r.answered_at, r.decided_at, r.decided_name, r.reason, r.note,
      r.version, p.person_id, p.name, p.born_on,
      (select count(*)::integer from population.proposal_files f
        where f.person_number = r.person_number and f.proposal_id = r.proposal_id) as files
    from population.proposals r
    join population.people p on p.person_number = r.person_number
    where r.state = any(${states}) ${units ? sql`and r.unit_id = any(${units as number[]})` : sql``}
      ${page}
    limit ${limit}`
}

export async function countProposals(
  sql: Sql,
  units: readonly number[] | null,
): Promise<{ open: number; asked: number; closed: number }> {
  const [row] = await sql<{ open: number; asked: number; closed: number }[]>`
    select count(*) filter (where state = 'submitted')::integer as open,
      count(*) filter (where state = 'evidence-asked')::integer as asked,
      count(*) filter (where state in ('accepted', 'refused', 'withdrawn'))::integer as closed
    from population.proposals ${units ? sql`where unit_id = any(${units as number[]})` : sql``}`
  return row!
}

export interface Change {
  state?: ProposalState
  unitId?: number | null
  dueAt?: Date
  askedAt?: Date
  asked?: string
  answeredAt?: Date
  decidedAt?: Date
  decidedName?: string | null
  reason?: string
  note?: string
}

const columns: Record<keyof Change, string> = {
  state: 'state',
  unitId: 'unit_id',
  dueAt: 'due_at',
  askedAt: 'asked_at',
  asked: 'asked',
  answeredAt: 'answered_at',
  decidedAt: 'decided_at',
  decidedName: 'decided_name',
  reason: 'reason',
  note: 'note',
}

/** Changes an open proposal; false when it moved meanwhile. */
export async function updateProposal(
  sql: Sql,
  proposalId: Uuid,
  version: number,
  change: Change,
): Promise<boolean> {
  const row = Object.fromEntries(
    Object.entries(change).map(([key, value]) => [columns[key as keyof Change], value]),
  )
  const changed = await sql`
    update population.proposals set ${sql({ ...row, version: version + 1 })}
    where proposal_id = ${proposalId} and version = ${version} and state in ('submitted', 'evidence-asked')`
  return changed.count === 1
}

export interface ProposalFile {
  fileId: Uuid
  contentType: string
  sizeBytes: number
}

export async function insertFile(
  sql: Sql,
  { personNumber, proposalId }: Pick<Proposal, 'personNumber' | 'proposalId'>,
  file: ProposalFile,
  at: Date,
): Promise<void> {
  await sql`
    insert into population.proposal_files (person_number, proposal_id, file_id, content_type, size_bytes, added_at)
    values (${personNumber}, ${proposalId}, ${file.fileId}, ${file.contentType}, ${file.sizeBytes}, ${at})`
}

export async function selectFiles(
  sql: Sql,
  { personNumber, proposalId }: Pick<Proposal, 'personNumber' | 'proposalId'>,
): Promise<ProposalFile[]> {
  return await sql<ProposalFile[]>`
    select file_id, content_type, size_bytes from population.proposal_files
    where person_number = ${personNumber} and proposal_id = ${proposalId} order by added_at, file_id`
}

export interface ProposalStep {
  id: Uuid
  at: Instant
  act: string
  actorName: string | null
  note: string | null
}

export async function insertStep(
  sql: Sql,
  { personNumber, proposalId }: Pick<Proposal, 'personNumber' | 'proposalId'>,
  step: { id: Uuid; at: Date; act: string; actor: string; actorName: string | null; note: string | null },
): Promise<void> {
  await sql`
    insert into population.proposal_steps (person_number, proposal_id, id, at, act, actor, actor_name, note)
    values (${personNumber}, ${proposalId}, ${step.id}, ${step.at}, ${step.act}, ${step.actor}, ${step.actorName},
      ${step.note})`
}

export async function selectProposalSteps(
  sql: Sql,
  { personNumber, proposalId }: Pick<Proposal, 'personNumber' | 'proposalId'>,
): Promise<ProposalStep[]> {
  return await sql<ProposalStep[]>`
    select id, at, act, actor_name, note from population.proposal_steps
    where person_number = ${personNumber} and proposal_id = ${proposalId} order by at, id`
}
