import type { Sql } from '#platform/db.ts'
import type { Day, Instant, PersonNumber, Uuid } from '#platform/schemas.ts'
import type { OpinionRule, OpinionState, OpinionVerdict } from './opinion-rows.contract.ts'

export interface Opinion {
  personNumber: PersonNumber
  dossierId: Uuid
  opinionId: Uuid
  askingAgency: number
  askedAgency: number
  question: string
  waits: OpinionRule
  askedAt: Instant
  dueAt: Instant
  askedBy: Uuid
  state: OpinionState
  endedAt: Instant | null
  verdict: OpinionVerdict | null
  answer: string | null
  answeredBy: Uuid | null
  answeredPosition: string | null
}

/** With what a list shows of its dossier. */
export interface AskedRow extends Opinion {
  code: string
  serviceCode: string
  serviceVersion: number
  name: string
  bornOn: Day
}

const columns = (sql: Sql) => sql`
  o.person_number, o.dossier_id, o.opinion_id, o.asking_agency, o.asked_agency, o.question, o.waits, o.asked_at, o.due_at,
  o.asked_by, o.state, o.ended_at, o.verdict, o.answer, o.answered_by, o.answered_position`

export async function insertOpinions(sql: Sql, opinions: readonly Opinion[]): Promise<void> {
  await sql`
    insert into services.dossier_opinions ${sql(
      opinions.map((one) => ({
        person_number: one.personNumber,
        dossier_id: one.dossierId,
        opinion_id: one.opinionId,
        asking_agency: one.askingAgency,
        asked_agency: one.askedAgency,
        question: one.question,
        waits: one.waits,
        asked_at: one.askedAt,
        due_at: one.dueAt,
        asked_by: one.askedBy,
        state: one.state,
      })),
    )}`
}

/** Of one dossier, in the order in which they were asked. */
export async function selectOpinions(
  sql: Sql,
  { personNumber, dossierId }: Pick<Opinion, 'personNumber' | 'dossierId'>,
): Promise<Opinion[]> {
  return sql<Opinion[]>`
    select ${columns(sql)} from services.dossier_opinions o
    where o.person_number = ${personNumber} and o.dossier_id = ${dossierId}
    order by o.asked_at, o.opinion_id`
}

export async function selectOpinion(sql: Sql, opinionId: Uuid): Promise<Opinion | undefined> {
  const [row] = await sql<Opinion[]>`
    select ${columns(sql)} from services.dossier_opinions o where o.opinion_id = ${opinionId}`
  return row
}

/** False when it has ended already. */
export async function endOpinion(
  sql: Sql,
  { personNumber, dossierId, opinionId }: Pick<Opinion, 'personNumber' | 'dossierId' | 'opinionId'>,
  end: Pick<Opinion, 'state' | 'endedAt' | 'verdict' | 'answer' | 'answeredBy' | 'answeredPosition'> & {
    factorAt: Instant | null
  },
): Promise<boolean> {
  const rows = await sql`
    update services.dossier_opinions set state = ${end.state}, ended_at = ${end.endedAt}, verdict = ${end.verdict},
      answer = ${end.answer}, answered_by = ${end.answeredBy}, answered_position = ${end.answeredPosition},
      factor_at = ${end.factorAt}
    where person_number = ${personNumber} and dossier_id = ${dossierId} and opinion_id = ${opinionId} and state = 'asked'
    returning 1`
  return rows.length > 0
}

const asked = (sql: Sql) => sql`
  select ${columns(sql)}, d.code, d.service_code, d.service_version, p.name, p.born_on
  from services.dossier_opinions o
  join services.dossiers d on d.person_number = o.person_number and d.dossier_id = o.dossier_id
  join population.people_v1 p on p.person_number = o.person_number`

/** A page of what an office is still to answer, the most urgent first. */
export async function selectWaitingOf(
  sql: Sql,
  agencyId: number,
  after: { at: Instant; id: Uuid } | null,
  limit: number,
): Promise<AskedRow[]> {
  return sql<AskedRow[]>`
    ${asked(sql)}
    where o.asked_agency = ${agencyId} and o.state = 'asked' and d.closed_at is null
      and (${after === null} or (o.due_at, o.opinion_id) > (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    order by o.due_at, o.opinion_id limit ${limit}`
}

/** A page of what it answered, or was asked for in vain, the latest first. */
export async function selectEndedOf(
  sql: Sql,
  agencyId: number,
  after: { at: Instant; id: Uuid } | null,
  limit: number,
): Promise<AskedRow[]> {
  return sql<AskedRow[]>`
    ${asked(sql)}
    where o.asked_agency = ${agencyId} and o.state <> 'asked'
      and (${after === null} or (o.ended_at, o.opinion_id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    order by o.ended_at desc, o.opinion_id desc limit ${limit}`
}

export async function selectAsked(sql: Sql, opinionId: Uuid): Promise<AskedRow | undefined> {
  const [row] = await sql<AskedRow[]>`${asked(sql)} where o.opinion_id = ${opinionId}`
  return row
}

export async function countWaitingOf(sql: Sql, agencyId: number): Promise<number> {
  const [row] = await sql<[{ waiting: number }]>`
    select count(*)::integer as waiting
    from services.dossier_opinions o
    join services.dossiers d on d.person_number = o.person_number and d.dossier_id = o.dossier_id
    where o.asked_agency = ${agencyId} and o.state = 'asked' and d.closed_at is null`
  return row.waiting
}
