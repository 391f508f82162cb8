/** Who is due to be offered something, and whose offers the registers contradict by now: whole pages at a time. */
import type { Sql } from '#platform/db.ts'
import type { Day, PersonNumber, Uuid } from '#platform/schemas.ts'
import type { AgeOf, Span } from './offer-spans.ts'

/** Somebody to tell, and about whom. */
export interface Due {
  personNumber: PersonNumber
  subjectNumber: PersonNumber
  personId: Uuid
  bornOn: Day
  unitId: number | null
  dueOn: Day
  /** What the page goes on from: the day of birth, or the last day of the stay. */
  keyDay: Day
}

export type DueKey = Pick<Due, 'keyDay' | 'subjectNumber' | 'personNumber'>

export interface DuePage {
  today: Day
  after: DueKey | null
  limit: number
}

/**
 * A page of who is due and has not been offered it yet: himself, or the living parents. Who is offered nothing new costs
 * one look into an index, so a night goes through a nation.
 */
export function selectDue(sql: Sql, span: Span, { today, after, limit }: DuePage) {
  const { rule, sex, months, monthEnd, dueUntil } = span
  const from = after?.keyDay ?? span.from
  const subjects =
    span.of === 'stay'
      ? sql`
        select r.person_number, p.person_id, p.born_on, r.temporary_until as key_day, r.temporary_unit_id as unit_id,
          r.temporary_until as due_on
        from residence.current_residences_v1 r join population.people_v1 p on p.person_number = r.person_number
        where r.temporary_until between ${from} and ${span.to} and p.status = 'alive'`
      : sql`
        select p.person_number, p.person_id, p.born_on, p.born_on as key_day,
          coalesce(r.permanent_unit_id, r.temporary_unit_id) as unit_id, due.day as due_on
        from population.people_v1 p
        cross join lateral (select (case when ${monthEnd}
            then date_trunc('month', p.born_on + make_interval(months => ${months})) + interval '1 month' - interval '1 day'
            else p.born_on + make_interval(months => ${months}) end)::date as day) due
        left join residence.current_residences_v1 r on r.person_number = p.person_number
        where p.born_on between ${from} and ${span.to} and p.born_precision = 'D' and p.status = 'alive'
          and (${sex}::text is null or p.sex = ${sex}) and due.day between ${today} and ${dueUntil}`
  const told =
    rule.to === 'self'
      ? sql`(select s.person_number) told`
      : sql`(select a.parent_number as person_number from population.parents_v1 a
          join population.people_v1 alive on alive.person_number = a.parent_number and alive.status = 'alive'
          where a.person_number = s.person_number) told`
  return sql<Due[]>`
    select told.person_number, s.person_number as subject_number, s.person_id, s.born_on, s.unit_id, s.due_on, s.key_day
    from (${subjects}) s cross join lateral ${told}
    where (${after?.keyDay ?? null}::date is null or (s.key_day, s.person_number, told.person_number)
        > (${after?.keyDay ?? null}::date, ${after?.subjectNumber ?? ''} collate "C", ${after?.personNumber ?? ''} collate "C"))
      and not exists (
        select from services.offers o
        where o.person_number = told.person_number and o.rule = ${rule.id} and o.subject_number = s.person_number
          and o.due_on = s.due_on)
    order by s.key_day, s.person_number, told.person_number
    limit ${limit}`
}

/** What an open offer of a rule rests on: an age, the end of a stay, or being in a household. */
export type RestsOn = AgeOf | 'stay' | 'household'

/**
 * Withdraws a number of offers of a rule whose fact is another by now. They are looked up once: joined to the update
 * straight, the planner may look them up for each offer there is.
 */
export async function withdrawChanged(
  sql: Sql,
  rule: string,
  restsOn: RestsOn,
  now: Date,
  limit: number,
): Promise<PersonNumber[]> {
  const steps = typeof restsOn === 'string' ? [] : restsOn.steps
  const monthEnd = typeof restsOn !== 'string' && restsOn.monthEnd
  const of = typeof restsOn === 'string' ? restsOn : 'age'
  const rows = await sql<{ personNumber: PersonNumber }[]>`
    with ended as materialized (
      select f.person_number, f.offer_id from services.offers f
      left join population.people_v1 p on p.person_number = f.subject_number
      left join residence.current_residences_v1 r on r.person_number = f.subject_number
      left join lateral (
        select p.born_on + make_interval(months => s.months) as day
        from jsonb_to_recordset(${sql.json(steps as never)}) as s(sex text, "bornFrom" date, months integer)
        where (s.sex is null or s.sex = p.sex) and s."bornFrom" <= p.born_on
        order by s."bornFrom" desc limit 1) age on true
      where f.rule = ${rule} and f.state = 'offered' and (
        p.status is distinct from 'alive'
        or f.due_on is distinct from case ${of}
          when 'stay' then r.temporary_until
          when 'household' then
            case when coalesce(r.permanent_household_id, r.temporary_household_id) is not null then f.due_on end
          else (case when ${monthEnd} then date_trunc('month', age.day) + interval '1 month' - interval '1 day'
            else age.day end)::date end)
      limit ${limit}
    )
    update services.offers o set state = 'withdrawn', reason = 'fact-changed', ended_at = ${now} from ended
    where o.person_number = ended.person_number and o.offer_id = ended.offer_id
    returning o.person_number`
  return rows.map(({ personNumber }) => personNumber)
}
