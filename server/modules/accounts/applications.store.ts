import type { Sql } from '#platform/db.ts'
import type { Instant, PersonNumber, Uuid } from '#platform/schemas.ts'
import type { Capture } from '#ports/biometrics.ts'
import type { ResidentForeigner } from '#ports/immigration-register.ts'
import type { ApplicationState } from './application-states.ts'

export interface Application {
  applicationId: Uuid
  kind: 'person' | 'child' | 'foreigner' | 'organisation'
  level: 1 | 2
  channel: 'online' | 'desk' | 'app'
  state: ApplicationState
  personNumber: PersonNumber | null
  personId: Uuid | null
  applicantNumber: PersonNumber | null
  unitId: number | null
  phone: string | null
  email: string | null
  phoneConfirmedAt: Instant | null
  emailConfirmedAt: Instant | null
  claimsPhone: boolean
  card: 'valid' | 'none' | null
  captures: Capture[]
  organisationCode: string | null
  organisationName: string | null
  registeredBy: Uuid | null
  refusal: string | null
  accountId: Uuid | null
  /** Of a foreigner without a number yet: what the immigration register said. */
  told: ResidentForeigner | null
  openedAt: Instant
  submittedAt: Instant | null
  dueAt: Instant | null
  decidedAt: Instant | null
  notifiedAt: Instant | null
}

const columns = (sql: Sql) => sql`
  application_id, kind, level, channel, state, person_number, person_id, applicant_number, unit_id, phone, email,
  phone_confirmed_at, email_confirmed_at, claims_phone, card, captures, organisation_code, organisation_name,
  registered_by, refusal, account_id, told, opened_at, submitted_at, due_at, decided_at, notified_at`

export type NewApplication = Pick<
  Application,
  | 'applicationId'
  | 'kind'
  | 'level'
  | 'channel'
  | 'personNumber'
  | 'personId'
  | 'applicantNumber'
  | 'unitId'
  | 'phone'
  | 'email'
  | 'card'
  | 'organisationCode'
  | 'organisationName'
  | 'registeredBy'
> & { openedAt: Date; refusal: string | null; claimsPhone: boolean; told?: ResidentForeigner | null }

/** False when the person or organisation has an application under way: the database decides. */
export async function insertApplication(sql: Sql, one: NewApplication): Promise<boolean> {
  const inserted = await sql`
    insert into accounts.applications (application_id, kind, level, channel, state, person_number, person_id,
      applicant_number, unit_id, phone, email, card, organisation_code, organisation_name, registered_by, opened_at,
      refusal, claims_phone, told)
    values (${one.applicationId}, ${one.kind}, ${one.level}, ${one.channel}, 'confirming', ${one.personNumber},
      ${one.personId}, ${one.applicantNumber}, ${one.unitId}, ${one.phone}, ${one.email}, ${one.card},
      ${one.organisationCode}, ${one.organisationName}, ${one.registeredBy}, ${one.openedAt}, ${one.refusal},
      ${one.claimsPhone}, ${one.told ? sql.json(one.told as never) : null})
    on conflict do nothing`
  return inserted.count === 1
}

export async function selectApplication(sql: Sql, applicationId: Uuid): Promise<Application | undefined> {
  const [row] = await sql<Application[]>`
    select ${columns(sql)} from accounts.applications where application_id = ${applicationId}`
  return row
}

/** The application as it stands, its row locked until the call ends. */
export async function lockApplication(sql: Sql, applicationId: Uuid): Promise<Application | undefined> {
  const [row] = await sql<Application[]>`
    select ${columns(sql)} from accounts.applications where application_id = ${applicationId} for update`
  return row
}

/** The open application of a person, or none. */
export async function selectOpen(sql: Sql, personNumber: PersonNumber): Promise<Application | undefined> {
  const [row] = await sql<Application[]>`
    select ${columns(sql)} from accounts.applications
    where person_number = ${personNumber} and state in ('confirming', 'submitted') and kind <> 'organisation'`
  return row
}

export async function updateConfirmed(sql: Sql, applicationId: Uuid, channel: 'phone' | 'email', now: Date) {
  await sql`
    update accounts.applications set
      phone_confirmed_at = case when ${channel === 'phone'} then ${now}::timestamptz else phone_confirmed_at end,
      email_confirmed_at = case when ${channel === 'email'} then ${now}::timestamptz else email_confirmed_at end
    where application_id = ${applicationId}`
}

export async function updateCaptures(sql: Sql, applicationId: Uuid, captures: readonly Capture[]) {
  await sql`
    update accounts.applications set captures = ${sql.json(captures as never)}
    where application_id = ${applicationId}`
}

/** From now it is known whom it is for. */
export async function updatePerson(
  sql: Sql,
  applicationId: Uuid,
  { personNumber, personId }: { personNumber: PersonNumber; personId: Uuid },
): Promise<void> {
  await sql`
    update accounts.applications set person_number = ${personNumber}, person_id = ${personId}
    where application_id = ${applicationId}`
}

/** Moves an application on; false when it is no longer in the state it comes from. */
export async function updateState(
  sql: Sql,
  applicationId: Uuid,
  from: ApplicationState,
  to: ApplicationState,
  change: {
    submittedAt?: Date
    dueAt?: Date
    decidedAt?: Date
    decidedBy?: Uuid | null
    refusal?: string | null
    accountId?: Uuid
  } = {},
): Promise<boolean> {
  const moved = await sql`
    update accounts.applications set state = ${to}, told = case when ${to} = 'submitted' then told end,
      submitted_at = coalesce(${change.submittedAt ?? null}, submitted_at),
      due_at = coalesce(${change.dueAt ?? null}, due_at),
      decided_at = coalesce(${change.decidedAt ?? null}, decided_at),
      decided_by = coalesce(${change.decidedBy ?? null}, decided_by),
      refusal = coalesce(${change.refusal ?? null}, refusal),
      account_id = coalesce(${change.accountId ?? null}, account_id)
    where application_id = ${applicationId} and state = ${from}`
  return moved.count === 1
}

export async function updateNotified(sql: Sql, applicationId: Uuid, now: Date): Promise<void> {
  await sql`
    update accounts.applications set notified_at = coalesce(notified_at, ${now})
    where application_id = ${applicationId}`
}

export interface ListedApplication extends Application {
  name: string | null
}

/** Applications of the desks of some communes in one state, the soonest due first, after one of them. */
export async function selectApplications(
  sql: Sql,
  asked: { units: readonly number[] | null; state: ApplicationState; after: Uuid | null; limit: number },
): Promise<ListedApplication[]> {
  return await sql<ListedApplication[]>`
    select ${columns(sql)}, name from (
      select a.*, p.name from accounts.applications a
      left join accounts.holders_v1 p on p.person_number = a.person_number
      where a.state = ${asked.state} and a.channel <> 'online'
        and (${asked.units === null} or a.unit_id = any(${(asked.units ?? []) as number[]}))
        and (${asked.after}::uuid is null or (coalesce(a.due_at, a.opened_at), a.application_id) > (
          select coalesce(b.due_at, b.opened_at), b.application_id from accounts.applications b
          where b.application_id = ${asked.after}::uuid))
      order by coalesce(a.due_at, a.opened_at), a.application_id limit ${asked.limit}) found`
}

export async function selectApplicationsOfApplicant(
  sql: Sql,
  applicantNumber: PersonNumber,
): Promise<Application[]> {
  return await sql<Application[]>`
    select ${columns(sql)} from accounts.applications
    where applicant_number = ${applicantNumber} order by opened_at desc limit 100`
}

/** The application an account came from. */
export async function selectApplicationOfAccount(
  sql: Sql,
  accountId: Uuid,
): Promise<Application | undefined> {
  const [row] = await sql<Application[]>`
    select ${columns(sql)} from accounts.applications
    where account_id = ${accountId} order by opened_at desc limit 1`
  return row
}

/** Forgets what was begun and never confirmed. */
export async function endUnconfirmed(sql: Sql, before: Date): Promise<number> {
  const ended = await sql`
    update accounts.applications set state = 'ended', told = null where state = 'confirming' and opened_at < ${before}`
  return ended.count
}

/** Applications follow the person to another number; only those named, when it is being undone. */
export async function renumberApplications(
  sql: Sql,
  from: PersonNumber,
  to: PersonNumber,
  only: readonly Uuid[] | null,
): Promise<Uuid[]> {
  const moved = await sql<{ applicationId: Uuid }[]>`
    update accounts.applications a set
      person_number = case when person_number = ${from} then ${to} else person_number end,
      applicant_number = case when applicant_number = ${from} then ${to} else applicant_number end
    where ${from} in (person_number, applicant_number)
      and (${only}::uuid[] is null or application_id = any(${only as Uuid[]}::uuid[]))
      and not exists (
        select 1 from accounts.applications b
        where b.person_number = ${to} and b.state in ('confirming', 'submitted') and b.kind <> 'organisation'
          and a.person_number = ${from} and a.state in ('confirming', 'submitted') and a.kind <> 'organisation')
    returning application_id`
  return moved.map(({ applicationId }) => applicationId)
}
