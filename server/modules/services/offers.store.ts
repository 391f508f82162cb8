import type { Sql } from '#platform/db.ts'
import type { Day, PersonNumber, Uuid } from '#platform/schemas.ts'
import type { OfferState } from './offers.contract.ts'

export interface OfferRow {
  personNumber: PersonNumber
  offerId: Uuid
  rule: string
  level: number
  subjectNumber: PersonNumber
  unitId: number | null
  serviceCode: string | null
  dueOn: Day
  lapsesOn: Day
  state: OfferState
  reason: string | null
  madeAt: string
  dossierId: Uuid | null
}

const columns = (sql: Sql) => sql`
  person_number, offer_id, rule, level, subject_number, unit_id, service_code, due_on, lapses_on, state, reason, made_at,
  dossier_id`

/** Offers to someone or about him, the nearest first; `after` is the key of the page before. */
export async function selectOffers(
  sql: Sql,
  number: PersonNumber,
  page: { ended: boolean; after: { dueOn: Day; offerId: Uuid } | null; limit: number },
): Promise<OfferRow[]> {
  const { ended, after, limit } = page
  return sql<OfferRow[]>`
    select ${columns(sql)} from services.offers
    where (person_number = ${number} or subject_number = ${number}) and (state <> 'offered') = ${ended}
      and (${after?.dueOn ?? null}::date is null
        or (due_on, offer_id) > (${after?.dueOn ?? null}::date, ${after?.offerId ?? null}::uuid))
    order by due_on, offer_id
    limit ${limit}`
}

export async function selectOffer(
  sql: Sql,
  number: PersonNumber,
  offerId: Uuid,
  hold = false,
): Promise<OfferRow | undefined> {
  const [row] = await sql<OfferRow[]>`
    select ${columns(sql)} from services.offers
    where offer_id = ${offerId} and (person_number = ${number} or subject_number = ${number})
    ${hold ? sql`for update` : sql``}`
  return row
}

/** An offer to be made, and by which dossier it would have been served already. */
export interface NewOffer extends Omit<OfferRow, 'dossierId'> {
  applicant: PersonNumber
  /** Answers that name whom it is about. */
  mentions: Record<string, unknown>
}

/**
 * Writes offers, each once; nothing to who has filed that service lately or wants none of the kind again. Returns those
 * that are new.
 */
export async function insertOffers(
  sql: Sql,
  rows: readonly NewOffer[],
  filedSince: Date,
): Promise<Pick<OfferRow, 'offerId' | 'personNumber' | 'state'>[]> {
  if (rows.length === 0) return []
  return sql<Pick<OfferRow, 'offerId' | 'personNumber' | 'state'>[]>`
    insert into services.offers
      (person_number, offer_id, rule, level, subject_number, unit_id, service_code, due_on, lapses_on, state, reason,
        made_at, ended_at)
    select k.person_number, k.offer_id, n.rule, n.level, k.subject_number, k.unit_id, k.service_code, k.due_on,
      k.lapses_on, n.state, n.reason, k.made_at, case when n.state <> 'offered' then k.made_at end
    from jsonb_to_recordset(${sql.json(rows as never)}) as n(
      "personNumber" text, "offerId" uuid, rule text, level integer, "subjectNumber" text, "unitId" integer,
      "serviceCode" text, "dueOn" date, "lapsesOn" date, "madeAt" timestamptz, state text, reason text, applicant text,
      mentions jsonb)
    cross join lateral (select n."personNumber" collate "C" as person_number, n."offerId" as offer_id,
      n."subjectNumber" collate "C" as subject_number, n."unitId" as unit_id, n."serviceCode" as service_code,
      n."dueOn" as due_on, n."lapsesOn" as lapses_on, n."madeAt" as made_at) as k
    where not exists (
        select from services.dossiers d
        where d.person_number = n.applicant collate "C" and d.service_code = k.service_code
          and d.submitted_at >= ${filedSince} and d.answers @> n.mentions and d.state not in ('rejected', 'refused', 'withdrawn', 'stopped'))
      and not exists (
        select from services.offers o
        where o.person_number = k.person_number and o.rule = n.rule and o.reason = 'never')
    on conflict do nothing
    returning offer_id, person_number, state`
}

export async function endOffer(
  sql: Sql,
  { personNumber, offerId }: Pick<OfferRow, 'personNumber' | 'offerId'>,
  state: Exclude<OfferState, 'offered'>,
  reason: string | null,
  now: Date,
): Promise<void> {
  await sql`
    update services.offers set state = ${state}, reason = ${reason}, ended_at = ${now}
    where person_number = ${personNumber} and offer_id = ${offerId} and state = 'offered'`
}

/** What a dossier may serve, with the public id of whom it is about. */
export type OpenOffer = Pick<OfferRow, 'personNumber' | 'offerId' | 'rule' | 'subjectNumber' | 'dueOn'> & {
  personId: Uuid
}

/** Open offers of a service to someone, or about him. */
export async function selectOpenFor(
  sql: Sql,
  { applicant, serviceCode }: { applicant: PersonNumber; serviceCode: string },
): Promise<OpenOffer[]> {
  return sql<OpenOffer[]>`
    select o.person_number, o.offer_id, o.rule, o.subject_number, o.due_on, p.person_id
    from services.offers o join population.people_v1 p on p.person_number = o.subject_number
    where (o.person_number = ${applicant} or o.subject_number = ${applicant})
      and o.service_code = ${serviceCode} and o.state = 'offered'
    order by o.due_on, o.offer_id limit 200
    for update of o`
}

/** These have served. Returns those that had not before. */
export async function fileOffers(
  sql: Sql,
  offers: readonly OpenOffer[],
  dossierId: Uuid,
  now: Date,
): Promise<OpenOffer[]> {
  const filed = await sql<{ offerId: Uuid }[]>`
    update services.offers set state = 'filed', ended_at = ${now}, dossier_id = ${dossierId}
    where person_number = any(${offers.map(({ personNumber }) => personNumber)})
      and offer_id = any(${offers.map(({ offerId }) => offerId)}::uuid[]) and state = 'offered'
    returning offer_id`
  return offers.filter(({ offerId }) => filed.some((one) => one.offerId === offerId))
}

/** The same offered to the other parent: one of them is enough. */
export async function withdrawTwins(
  sql: Sql,
  { rule, subjectNumber, dueOn }: Pick<OfferRow, 'rule' | 'subjectNumber' | 'dueOn'>,
  now: Date,
): Promise<PersonNumber[]> {
  const rows = await sql<{ personNumber: PersonNumber }[]>`
    update services.offers set state = 'withdrawn', reason = 'done-by-other', ended_at = ${now}
    where subject_number = ${subjectNumber} and rule = ${rule} and due_on = ${dueOn} and state = 'offered'
    returning person_number`
  return rows.map(({ personNumber }) => personNumber)
}

/** Whoever died is offered nothing, and nothing is offered about him. */
export async function withdrawOf(sql: Sql, number: PersonNumber, now: Date): Promise<PersonNumber[]> {
  const rows = await sql<{ personNumber: PersonNumber }[]>`
    update services.offers set state = 'withdrawn', reason = 'died', ended_at = ${now}
    where (person_number = ${number} or subject_number = ${number}) and state = 'offered'
    returning person_number`
  return rows.map(({ personNumber }) => personNumber)
}

/** Ends a number of offers whose time is over. */
export async function lapse(sql: Sql, today: Day, now: Date, limit: number): Promise<PersonNumber[]> {
  const rows = await sql<{ personNumber: PersonNumber }[]>`
    with ended as materialized (
      select person_number, offer_id from services.offers where state = 'offered' and lapses_on < ${today} limit ${limit})
    update services.offers o set state = 'lapsed', ended_at = ${now} from ended
    where o.person_number = ended.person_number and o.offer_id = ended.offer_id
    returning o.person_number`
  return rows.map(({ personNumber }) => personNumber)
}

/** Where a household lives. */
export async function selectUnitOf(sql: Sql, householdId: Uuid): Promise<number | null> {
  const [row] = await sql<{ unitId: number }[]>`
    select unit_id from residence.households_v1 where household_id = ${householdId}`
  return row?.unitId ?? null
}
