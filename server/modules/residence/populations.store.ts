import type { Sql } from '#platform/db.ts'
import type { Day, Instant, PersonNumber, Uuid } from '#platform/schemas.ts'
import type { ResidenceKind } from './residence-events.ts'

export interface AsOf {
  unitId: number
  on: Day
  knownAt: Instant
}

/** Dwellings that lay in a unit on a day, as known at an instant: now there, or once there. */
const homes = (sql: Sql, { unitId, on, knownAt }: AsOf) => sql`
  homes as materialized (
    select d.dwelling_id, d.address_line
    from residence.dwellings d
    where d.dwelling_id in (
        select dwelling_id from residence.dwellings where unit_id = ${unitId}
        union
        select dwelling_id from residence.dwelling_moves where from_unit_id = ${unitId})
      and ${unitId} = coalesce(
        (select m.to_unit_id from residence.dwelling_moves m
          where m.dwelling_id = d.dwelling_id and m.effective_on <= ${on} and m.recorded_at <= ${knownAt}
            and (m.superseded_at is null or m.superseded_at > ${knownAt})
          order by m.effective_on desc limit 1),
        d.first_unit_id, d.unit_id))`

const held = (sql: Sql, { on, knownAt }: AsOf) => sql`
  r.valid_from <= ${on} and (r.valid_until is null or r.valid_until > ${on})
  and r.recorded_at <= ${knownAt} and (r.superseded_at is null or r.superseded_at > ${knownAt})`

export interface Street {
  street: string
  dwellings: number
  people: number
}

export async function countPopulation(
  sql: Sql,
  asked: AsOf,
): Promise<{ people: number; temporary: number; households: number; dwellings: number }> {
  const [row] = await sql<{ people: number; temporary: number; households: number; dwellings: number }[]>`
    with ${homes(sql, asked)}
    select (select count(*) from homes)::integer as dwellings,
      (select count(*) from residence.residences r join homes using (dwelling_id)
        where r.kind = 'permanent' and ${held(sql, asked)})::integer as people,
      (select count(*) from residence.residences r join homes using (dwelling_id)
        where r.kind = 'temporary' and ${held(sql, asked)})::integer as temporary,
      (select count(distinct r.household_id) from residence.memberships r
        join residence.households h on h.household_id = r.household_id
        join homes on homes.dwelling_id = h.dwelling_id
        where r.kind = 'permanent' and ${held(sql, asked)})::integer as households`
  return row!
}

/** By street or hamlet, at most 300, in the order people read them. */
export async function selectStreets(sql: Sql, asked: AsOf): Promise<Street[]> {
  return await sql<Street[]>`
    with ${homes(sql, asked)}
    select min(residence.street_of(h.address_line)) as street, count(distinct h.dwelling_id)::integer as dwellings,
      count(r.id)::integer as people
    from homes h
    left join residence.residences r on r.dwelling_id = h.dwelling_id and r.kind = 'permanent' and ${held(sql, asked)}
    group by residence.street_key(h.address_line)
    order by min(residence.street_of(h.address_line)) collate "vi-VN-x-icu"
    limit 300`
}

export interface Resident {
  personNumber: PersonNumber
  dwellingId: Uuid
  addressLine: string
  validFrom: Day
}

export async function selectPopulation(
  sql: Sql,
  asked: AsOf & { kind: ResidenceKind; after: PersonNumber; limit: number },
): Promise<Resident[]> {
  const { kind, after, limit } = asked
  return await sql<Resident[]>`
    with ${homes(sql, asked)}
    select r.person_number, r.dwelling_id, homes.address_line, r.valid_from
    from residence.residences r join homes using (dwelling_id)
    where r.kind = ${kind} and r.person_number > ${after} and ${held(sql, asked)}
    order by r.person_number
    limit ${limit}`
}
