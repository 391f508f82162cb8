import type { Sql } from '#platform/db.ts'
import type { PersonNumber, Uuid } from '#platform/schemas.ts'

/** An entry as columns, subjects already committed. */
export interface EntryRow {
  at: Date
  id: Uuid
  act: string
  actorKind: string
  actorAccount: Uuid | null
  actorPerson: Uuid | null
  appointmentId: Uuid | null
  agencyId: number | null
  position: string | null
  relyingParty: string | null
  throughAgencyId: number | null
  /** Public id of whom the citizen acted for. */
  representedPerson: Uuid | null
  /** Public id of the organisation the citizen acted for. */
  representedOrganisation: Uuid | null
  purpose: string | null
  dossierId: Uuid | null
  reason: string | null
  outcome: string
  problem: string | null
  requestDigest: Buffer | null
  answerDigest: Buffer | null
  subjects: { commitment: Buffer; action: 'read' | 'change'; fields: string[] }[]
}

/** Writes entries and their subjects in one statement, however many there are. */
export async function insertEntries(sql: Sql, rows: readonly EntryRow[]): Promise<void> {
  const subjects = rows.flatMap((row) =>
    row.subjects.map((subject) => ({ ...subject, at: row.at, id: row.id })),
  )
  const hex = (bytes: Buffer | null) => bytes?.toString('hex') ?? null
  await sql`
    with entry as (
      insert into audit.entries (at, id, act, actor_kind, actor_account, actor_person, appointment_id, agency_id,
        position, relying_party, through_agency_id, represented_person, represented_organisation, purpose, dossier_id, reason,
        outcome, problem, subject_count, request_digest, answer_digest)
      select at, id, act, actor_kind, actor_account, actor_person, appointment_id, agency_id, position,
        relying_party, through_agency_id, represented_person, represented_organisation, purpose, dossier_id, reason, outcome,
        problem, subject_count, decode(request_digest, 'hex'), decode(answer_digest, 'hex')
      from unnest(
        ${rows.map((row) => row.at.toISOString())}::timestamptz[], ${rows.map((row) => row.id)}::uuid[],
        ${rows.map((row) => row.act)}::text[], ${rows.map((row) => row.actorKind)}::text[],
        ${rows.map((row) => row.actorAccount)}::uuid[], ${rows.map((row) => row.actorPerson)}::uuid[],
        ${rows.map((row) => row.appointmentId)}::uuid[], ${rows.map((row) => row.agencyId)}::integer[],
        ${rows.map((row) => row.position)}::text[], ${rows.map((row) => row.relyingParty)}::text[],
        ${rows.map((row) => row.throughAgencyId)}::integer[], ${rows.map((row) => row.representedPerson)}::uuid[],
        ${rows.map((row) => row.representedOrganisation)}::uuid[],
        ${rows.map((row) => row.purpose)}::text[], ${rows.map((row) => row.dossierId)}::uuid[],
        ${rows.map((row) => row.reason)}::text[], ${rows.map((row) => row.outcome)}::text[],
        ${rows.map((row) => row.problem)}::text[], ${rows.map((row) => row.subjects.length)}::integer[],
        ${rows.map((row) => hex(row.requestDigest))}::text[], ${rows.map((row) => hex(row.answerDigest))}::text[]
      ) as given (at, id, act, actor_kind, actor_account, actor_person, appointment_id, agency_id, position,
        relying_party, through_agency_id, represented_person, represented_organisation, purpose, dossier_id, reason,
        outcome, problem, subject_count, request_digest, answer_digest))
    insert into audit.entry_subjects (commitment, at, entry_id, action, fields)
    select decode(commitment, 'hex'), at, entry_id, action, string_to_array(fields, ',')
    from unnest(
      ${subjects.map(({ commitment }) => hex(commitment))}::text[],
      ${subjects.map(({ at }) => at.toISOString())}::timestamptz[], ${subjects.map(({ id }) => id)}::uuid[],
      ${subjects.map(({ action }) => action)}::text[], ${subjects.map(({ fields }) => fields.join(','))}::text[]
    ) as subject (commitment, at, entry_id, action, fields)`
}

/** The salts of these persons, made now for those who have none. */
export async function saltsOf(sql: Sql, numbers: readonly PersonNumber[], newSalt: () => Buffer) {
  const known = await sql<{ personNumber: string; salt: Buffer }[]>`
    select person_number, salt from audit.salts where person_number = any(${numbers as string[]})`
  if (known.length === numbers.length) return known
  const have = new Set(known.map(({ personNumber }) => personNumber))
  const lacking = numbers.filter((number) => !have.has(number))
  await sql`
    insert into audit.salts (person_number, salt)
    select number, decode(salt, 'hex')
    from unnest(${lacking}::text[], ${lacking.map(() => newSalt().toString('hex'))}::text[]) as made (number, salt)
    on conflict do nothing`
  return sql<{ personNumber: string; salt: Buffer }[]>`
    select person_number, salt from audit.salts where person_number = any(${numbers as string[]})`
}

export interface AccessRow {
  at: string
  id: Uuid
  act: string
  actorKind: string
  actorPerson: Uuid | null
  appointmentId: Uuid | null
  agencyId: number | null
  position: string | null
  throughAgencyId: number | null
  representedPerson: Uuid | null
  representedOrganisation: Uuid | null
  purpose: string | null
  purposeVi: string | null
  purposeEn: string | null
  legalBasis: string | null
  dossierId: Uuid | null
  reason: string | null
  outcome: 'done' | 'refused' | 'failed' | 'replayed'
  action: 'read' | 'change'
  fields: string[]
}

/** Entries about one person, newest first, by key. */
export async function entriesAbout(
  sql: Sql,
  commitments: readonly Buffer[],
  page: { before: { at: string; id: Uuid } | null; limit: number; own: boolean; person: Uuid },
): Promise<AccessRow[]> {
  const { before } = page
  return sql<AccessRow[]>`
    select e.at, e.id, e.act, e.actor_kind, e.actor_person, e.appointment_id, e.agency_id, e.position,
      e.through_agency_id, e.represented_person, e.represented_organisation, e.purpose,
      p.vi as purpose_vi, p.en as purpose_en, p.legal_basis, e.dossier_id, e.reason, e.outcome, s.action, s.fields
    from audit.entry_subjects s
    join audit.entries e on e.at = s.at and e.id = s.entry_id
    left join audit.purposes p on p.code = e.purpose
    where s.commitment = any(array(
        select decode(hex, 'hex') from unnest(${commitments.map((one) => one.toString('hex'))}::text[]) as hex))
      and (${before?.at ?? null}::timestamptz is null
        or (s.at, s.entry_id) < (${before?.at ?? null}::timestamptz, ${before?.id ?? null}::uuid))
      and (${page.own} or e.actor_person is distinct from ${page.person})
    order by s.at desc, s.entry_id desc
    limit ${page.limit}`
}

export interface InspectedRow extends Omit<AccessRow, 'action' | 'fields'> {
  problem: string | null
  subjectCount: number
}

/** The inspector's list: every entry, or only the refused ones, or those that stand on a typed reason. */
export async function entriesForInspection(
  sql: Sql,
  page: {
    before: { at: string; id: Uuid } | null
    limit: number
    kind: 'all' | 'refused' | 'without-dossier'
  },
): Promise<InspectedRow[]> {
  const { before, kind } = page
  return sql<InspectedRow[]>`
    select e.at, e.id, e.act, e.actor_kind, e.actor_person, e.appointment_id, e.agency_id, e.position,
      e.through_agency_id, e.represented_person, e.represented_organisation, e.purpose,
      p.vi as purpose_vi, p.en as purpose_en, p.legal_basis, e.dossier_id, e.reason, e.outcome, e.problem,
      e.subject_count
    from audit.entries e
    left join audit.purposes p on p.code = e.purpose
    where (${kind} = 'all'
        or (${kind} = 'refused' and e.outcome in ('refused', 'failed'))
        or (${kind} = 'without-dossier' and e.reason is not null))
      and (${before?.at ?? null}::timestamptz is null
        or (e.at, e.id) < (${before?.at ?? null}::timestamptz, ${before?.id ?? null}::uuid))
    order by e.at desc, e.id desc
    limit ${page.limit}`
}

export interface RefusalsOfDay {
  day: string
  act: string
  /** The problem it was refused with. */
  code: string
  count: number
}

/** Calls of a system that were refused, by day and problem: nothing about people. At most 500 rows. */
export async function refusalsByDay(sql: Sql, relyingParty: string, since: Date): Promise<RefusalsOfDay[]> {
  return sql<RefusalsOfDay[]>`
    select (at at time zone 'Asia/Ho_Chi_Minh')::date as day, act, coalesce(problem, outcome) as code,
      count(*)::integer as count
    from audit.entries
    where relying_party = ${relyingParty} and at >= ${since} and outcome in ('refused', 'failed')
    group by 1, 2, 3 order by 1 desc limit 500`
}
