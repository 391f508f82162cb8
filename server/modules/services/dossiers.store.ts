import type { Sql } from '#platform/db.ts'
import type { Day, Instant, PersonNumber, Uuid, Words } from '#platform/schemas.ts'
import type { Extension } from './apology-rows.contract.ts'
import type { KeptPause } from './clock.ts'
import type { Decision, DossierState, Supplement } from './dossiers.contract.ts'
import type { Fee, PaperView, Prefilled } from './form.contract.ts'
import type { OpinionRule } from './opinion-rows.contract.ts'

/** Someone the dossier is about, as registered when it was submitted; the applicant first. */
export interface Concerned {
  number: PersonNumber
  personId: Uuid
  name: string
  bornOn: Day
  sex: 'male' | 'female'
  /** Code of relations-to-head, where it is known. */
  relation: string | null
}

export interface Proposal {
  outcome: 'approved' | 'refused'
  reasons: string[]
  text: string | null
  at: Instant
  by: string
  sentBack: string | null
}

/** A dossier as it stands. */
export interface Dossier {
  personNumber: PersonNumber
  dossierId: Uuid
  code: string
  serviceCode: string
  serviceVersion: number
  agencyId: number
  unitId: number
  channel: 'online' | 'counter' | 'post'
  version: number
  state: DossierState
  answers: Record<string, unknown>
  provenance: Prefilled[]
  facts: Record<string, unknown>
  fee: Fee
  papers: PaperView[]
  shown: Record<string, Words>
  people: Concerned[]
  submittedAt: Instant
  intakeFrom: Instant | null
  intakeDueAt: Instant | null
  acceptedAt: Instant | null
  dueAt: Instant | null
  decidedAt: Instant | null
  closedAt: Instant | null
  pausedSince: Instant | null
  pauses: KeptPause[]
  clockSteps: { code: string; day: Day | null; words: Words }[]
  nextDueAt: Instant | null
  /** From then on it is at risk (sắp đến hạn). */
  warnAt: Instant | null
  /** The office's own shorter term ends then. */
  normDueAt: Instant | null
  holderAppointment: Uuid | null
  holderAccount: Uuid | null
  supplement: Supplement | null
  supplements: number
  proposal: Proposal | null
  proposedBy: Uuid | null
  decision: Decision | null
  opinions: AskedOpinionClock[]
  /** The one new date that was named. */
  extension: Extension | null
  /** What the effects of an approval made: numbers and places in books that papers name. */
  made: Record<string, unknown> | null
  /** The officer who filed it for the applicant at a counter. */
  filedBy: FiledBy | null
  /** Who filed it in his app for the applicant: a parent, a guardian, the holder of a mandate. */
  representedBy: RepresentedBy | null
}

/** What clock and rules know of an opinion asked of another office. */
export interface AskedOpinionClock {
  opinionId: Uuid
  from: Instant
  /** When it is due; once ended, when it ended if that was earlier. */
  until: Instant
  waits: OpinionRule
  ended: boolean
  /** Its time does not count: the law in force when it was asked. */
  excluded: boolean
}

export interface RepresentedBy {
  personId: Uuid
  basis: 'parent' | 'guardian' | 'mandate'
  mandateId: Uuid | null
  /** The organisation that holds the mandate, for which he filed it. */
  organisation?: { organisationId: Uuid; name: string } | undefined
}

export interface FiledBy {
  accountId: Uuid
  appointmentId: Uuid
  agencyId: number
}

const columns = (sql: Sql) => sql`
  person_number, dossier_id, code, service_code, service_version, agency_id, unit_id, channel, version, state, answers,
  provenance, facts, fee, papers, shown, people, submitted_at, intake_from, intake_due_at, accepted_at, due_at,
  decided_at, closed_at, paused_since, pauses, clock_steps, next_due_at, warn_at, norm_due_at, holder_appointment, holder_account,
  supplement, supplements, proposal, proposed_by, decision, opinions, extension, made, filed_by, represented_by`

/** The next number of the day at an agency; another submission there waits for this one, none elsewhere does. */
export async function nextDossierNumber(sql: Sql, agencyId: number, day: Day): Promise<number> {
  const [row] = await sql<{ last: number }[]>`
    insert into services.dossier_sequences (agency_id, day, last) values (${agencyId}, ${day}, 1)
    on conflict (agency_id, day) do update set last = dossier_sequences.last + 1
    returning last`
  return row!.last
}

export async function insertDossier(sql: Sql, dossier: Dossier): Promise<void> {
  const { personNumber, dossierId, code } = dossier
  await sql`
    insert into services.dossier_codes (code, person_number, dossier_id)
    values (${code}, ${personNumber}, ${dossierId})`
  await sql`insert into services.dossiers ${sql(rowOf(sql, dossier))}`
}

export async function selectDossier(sql: Sql, dossierId: Uuid): Promise<Dossier | undefined> {
  const [row] = await sql<
    Dossier[]
  >`select ${columns(sql)} from services.dossiers where dossier_id = ${dossierId}`
  return row
}

export async function selectDossierOf(
  sql: Sql,
  applicant: PersonNumber,
  dossierId: Uuid,
): Promise<Dossier | undefined> {
  const [row] = await sql<Dossier[]>`
    select ${columns(sql)} from services.dossiers
    where person_number = ${applicant} and dossier_id = ${dossierId}`
  return row
}

export async function selectDossierByCode(sql: Sql, code: string): Promise<Dossier | undefined> {
  const [row] = await sql<Dossier[]>`
    select ${columns(sql)} from services.dossiers
    where (person_number, dossier_id) in (
      select person_number, dossier_id from services.dossier_codes where code = ${code})`
  return row
}

/** Holds the dossier until the call ends: whoever acts at the same time waits, and then sees a newer version. */
export async function lockDossier(sql: Sql, dossierId: Uuid): Promise<Dossier | undefined> {
  const [row] = await sql<Dossier[]>`
    select ${columns(sql)} from services.dossiers where dossier_id = ${dossierId} for update`
  return row
}

/** Writes where it now stands. */
export async function updateDossier(sql: Sql, dossier: Dossier): Promise<void> {
  const { person_number: number, dossier_id: id, ...changed } = rowOf(sql, dossier)
  await sql`
    update services.dossiers set ${sql(changed)} where person_number = ${number} and dossier_id = ${id}`
}

/** Keeps what the effects of its approval made. */
export async function keepMade(
  sql: Sql,
  { personNumber, dossierId, made }: Pick<Dossier, 'personNumber' | 'dossierId' | 'made'>,
): Promise<void> {
  await sql`
    update services.dossiers set made = ${sql.json(made as never)}
    where person_number = ${personNumber} and dossier_id = ${dossierId}`
}

/** A page of someone's own dossiers, newest first; `after` is the last id of the page before. */
export async function selectDossiersOf(
  sql: Sql,
  applicant: PersonNumber,
  after: Uuid | null,
  limit: number,
  services: readonly string[] | null = null,
): Promise<
  Pick<Dossier, 'dossierId' | 'code' | 'serviceCode' | 'serviceVersion' | 'state' | 'submittedAt' | 'dueAt'>[]
> {
  return sql`
    select dossier_id, code, service_code, service_version, state, submitted_at, due_at
    from services.dossiers
    where person_number = ${applicant}
      and (${services as string[]}::text[] is null or service_code = any(${services as string[]}::text[]))
      and (${after}::uuid is null or (submitted_at, dossier_id) < (
        select submitted_at, dossier_id from services.dossiers
        where person_number = ${applicant} and dossier_id = ${after}))
    order by submitted_at desc, dossier_id desc
    limit ${limit}`
}

/** Dossiers of someone that are not closed. */
export async function selectOpenOf(sql: Sql, applicant: PersonNumber): Promise<{ dossierId: Uuid }[]> {
  return sql<{ dossierId: Uuid }[]>`
    select dossier_id from services.dossiers where person_number = ${applicant} and closed_at is null`
}

/** Open dossiers that name somebody among their people. */
export async function selectOpenAbout(sql: Sql, number: PersonNumber): Promise<{ dossierId: Uuid }[]> {
  return sql<{ dossierId: Uuid }[]>`
    select dossier_id from services.dossiers where closed_at is null and people::text like ${`%${number}%`}
    order by dossier_id`
}

/** Dossiers that have waited too long for their citizen. */
export async function selectWaitingTooLong(
  sql: Sql,
  now: Date,
  limit: number,
): Promise<{ dossierId: Uuid }[]> {
  return sql<{ dossierId: Uuid }[]>`
    select dossier_id from services.dossiers
    where state = 'supplement-asked' and supplement->>'answerBy' < ${now.toISOString()}
    limit ${limit}`
}

/** Dossiers whose fee was asked for before and is not paid. */
export async function selectUnpaidSince(
  sql: Sql,
  before: Date,
  limit: number,
): Promise<{ dossierId: Uuid }[]> {
  return sql<{ dossierId: Uuid }[]>`
    select dossier_id from services.dossiers
    where state = 'payment-asked' and paused_since < ${before}
    limit ${limit}`
}

function rowOf(sql: Sql, dossier: Dossier) {
  const json = (value: unknown) => (value === null ? null : sql.json(value as never))
  return {
    person_number: dossier.personNumber,
    dossier_id: dossier.dossierId,
    code: dossier.code,
    service_code: dossier.serviceCode,
    service_version: dossier.serviceVersion,
    agency_id: dossier.agencyId,
    unit_id: dossier.unitId,
    channel: dossier.channel,
    version: dossier.version,
    state: dossier.state,
    answers: json(dossier.answers),
    provenance: json(dossier.provenance),
    facts: json(dossier.facts),
    fee: json(dossier.fee),
    papers: json(dossier.papers),
    papers_known: dossier.papers.length,
    papers_avoided: dossier.papers.filter(({ needed }) => !needed).length,
    papers_reused: dossier.papers.filter(({ result }) => result).length,
    shown: json(dossier.shown),
    people: json(dossier.people),
    submitted_at: dossier.submittedAt,
    intake_from: dossier.intakeFrom,
    intake_due_at: dossier.intakeDueAt,
    accepted_at: dossier.acceptedAt,
    due_at: dossier.dueAt,
    decided_at: dossier.decidedAt,
    closed_at: dossier.closedAt,
    paused_since: dossier.pausedSince,
    pauses: json(dossier.pauses),
    clock_steps: json(dossier.clockSteps),
    next_due_at: dossier.nextDueAt,
    warn_at: dossier.warnAt,
    norm_due_at: dossier.normDueAt,
    holder_appointment: dossier.holderAppointment,
    holder_account: dossier.holderAccount,
    supplement: json(dossier.supplement),
    supplements: dossier.supplements,
    proposal: json(dossier.proposal),
    proposed_by: dossier.proposedBy,
    decision: json(dossier.decision),
    opinions: json(dossier.opinions),
    extension: json(dossier.extension),
    made: json(dossier.made),
    filed_by: json(dossier.filedBy),
    represented_by: json(dossier.representedBy),
  }
}
