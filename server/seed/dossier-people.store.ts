import type { Sql } from '#platform/db.ts'
import type { PersonNumber, Uuid } from '#platform/schemas.ts'

export interface Applicant {
  number: PersonNumber
  personId: Uuid
  accountId: Uuid
}

/** Adults with an account in use who live permanently elsewhere and nowhere for a time; the same ones each time. */
export async function selectNewcomers(sql: Sql, unitId: number, but: readonly string[], limit: number) {
  return await sql<Applicant[]>`
    select p.person_number as number, p.person_id, a.account_id
    from population.people p
    join residence.current_residences c using (person_number)
    join accounts.accounts a on a.person_number = p.person_number and a.realm = 'citizen' and a.status = 'active'
    where p.status = 'alive' and p.born_on between current_date - interval '58 years' and current_date - interval '20 years'
      and c.permanent_unit_id is not null and c.permanent_unit_id <> ${unitId} and c.temporary_unit_id is null
      and p.person_number <> all(${but as string[]}::text[])
    order by md5(p.person_number || ${unitId}::text)
    limit ${limit}`
}

/** Adults with an account in use who live in the commune, and nowhere else for a time. */
export async function selectResidents(sql: Sql, unitId: number, but: readonly string[], limit: number) {
  return await sql<Applicant[]>`
    select p.person_number as number, p.person_id, a.account_id
    from residence.current_residences c
    join population.people p using (person_number)
    join accounts.accounts a on a.person_number = p.person_number and a.realm = 'citizen' and a.status = 'active'
    where c.permanent_unit_id = ${unitId} and c.temporary_unit_id is null
      and p.born_on < current_date - interval '20 years' and p.person_number <> all(${but as string[]}::text[])
    order by md5(p.person_number || 'resident')
    limit ${limit}`
}

/** Adults with an account in use who live in the commune of this code and asked for nothing; the same ones each time. */
export async function selectApplicants(sql: Sql, code: string, but: readonly string[], limit: number) {
  return await sql<Applicant[]>`
    select p.person_number as number, p.person_id, a.account_id
    from reference.unit_versions u
    join residence.current_residences c on c.permanent_unit_id = u.unit_id
    join population.people p using (person_number)
    join accounts.accounts a on a.person_number = p.person_number and a.realm = 'citizen' and a.status = 'active'
    where u.level = 'commune' and u.code = ${code} and u.valid_until is null
      and p.status = 'alive' and p.born_on < current_date - interval '20 years'
      and p.person_number <> all(${but as string[]}::text[])
      and not exists (select 1 from services.dossiers d where d.person_number = p.person_number)
    order by md5(p.person_number || 'proposal')
    limit ${limit}`
}

export interface Home {
  dwellingId: Uuid
  householdId: Uuid
  /** Who is asked to agree: owners and the head. */
  parties: PersonNumber[]
}

/** Dwellings of the commune with a household and owners who are people. */
export async function selectHomes(sql: Sql, unitId: number, but: readonly string[], limit: number) {
  return await sql<Home[]>`
    select h.dwelling_id, h.household_id,
      array_agg(distinct o.person_number) || array_agg(distinct head.person_number) as parties
    from residence.households h
    join residence.current_residences head on head.permanent_household_id = h.household_id
      and head.relation_to_head = 'head'
    join residence.dwelling_owners o on o.dwelling_id = h.dwelling_id and o.superseded_at is null
      and o.valid_until is null
    where h.unit_id = ${unitId} and h.dissolved_on is null
    group by h.dwelling_id, h.household_id
    having bool_and(o.person_number is not null) and not bool_or(o.person_number = any(${but as string[]}::text[]))
    order by md5(h.household_id::text)
    limit ${limit}`
}

/** Somebody old of the commune whom nobody has to ask: no account, head or owner of nothing; the same one each time. */
export async function selectElder(sql: Sql, unitId: number, but: readonly string[]) {
  const [elder] = await sql<{ number: PersonNumber; name: string }[]>`
    select p.person_number as number, p.name
    from residence.current_residences c
    join population.people p using (person_number)
    where c.permanent_unit_id = ${unitId} and p.status = 'alive' and p.born_precision = 'D'
      and p.born_on < current_date - interval '72 years' and p.person_number <> all(${but as string[]}::text[])
      and c.relation_to_head <> 'head'
      and not exists (select from accounts.accounts a where a.person_number = p.person_number)
      and not exists (select from residence.dwelling_owners o where o.person_number = p.person_number)
    order by md5(p.person_number || 'elder')
    limit 1`
  return elder
}
