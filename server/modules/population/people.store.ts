import type { Sql } from '#platform/db.ts'
import type { Day, Instant, PersonNumber, Uuid } from '#platform/schemas.ts'
import type { PersonVersion } from './person-state.ts'

/** The current row of a person. */
export type Person = Omit<PersonVersion, 'supersededAt'>

/** Current rows, locked until the call ends, always in the order of their numbers so that calls never wait in a ring. */
export async function lockPeople(sql: Sql, numbers: readonly PersonNumber[]): Promise<Person[]> {
  return await sql<Person[]>`
    select person_number, person_id, version, status, name, name_folded, sex, born_on, born_precision, birth_unit_id,
      birth_registered_unit_id, home_town_unit_id, ethnic_group, religion, nationalities, blood_group,
      marital_status, died_on, other_name, valid_from, recorded_at, event_id
    from population.people
    where person_number = any(${numbers as string[]})
    order by person_number
    for no key update`
}

export async function selectPeople(sql: Sql, numbers: readonly PersonNumber[]): Promise<Person[]> {
  return await sql<Person[]>`
    select person_number, person_id, version, status, name, name_folded, sex, born_on, born_precision, birth_unit_id,
      birth_registered_unit_id, home_town_unit_id, ethnic_group, religion, nationalities, blood_group,
      marital_status, died_on, other_name, valid_from, recorded_at, event_id
    from population.people
    where person_number = any(${numbers as string[]})`
}

/** Everybody there is, by public id. */
export async function selectNumbersAfter(
  sql: Sql,
  after: Uuid | null,
  limit: number,
): Promise<{ personId: Uuid; personNumber: PersonNumber }[]> {
  return await sql<{ personId: Uuid; personNumber: PersonNumber }[]>`
    select person_id, person_number from population.person_ids
    where person_id > coalesce(${after}::uuid, '00000000-0000-0000-0000-000000000000')
    order by person_id limit ${limit}`
}

/** The state of a person on a day, as known at an instant. */
export async function selectPersonAsOf(
  sql: Sql,
  number: PersonNumber,
  day: Day,
  knownAt: Instant,
): Promise<PersonVersion | undefined> {
  const [row] = await sql<PersonVersion[]>`
    select person_number, person_id, version, status, name, name_folded, sex, born_on, born_precision, birth_unit_id,
      birth_registered_unit_id, home_town_unit_id, ethnic_group, religion, nationalities, blood_group,
      marital_status, died_on, other_name, valid_from, recorded_at, superseded_at, event_id
    from population.person_versions
    where person_number = any(array[${number}]::text[] || array(
        select alias from population.number_aliases where person_number = ${number} and kind = 'cancelled'))
      and valid_from <= ${day} and recorded_at <= ${knownAt}
      and (superseded_at is null or superseded_at > ${knownAt})
    order by valid_from desc
    limit 1`
  return row
}

/** The versions in force, oldest first. */
export async function selectVersionsInForce(sql: Sql, number: PersonNumber): Promise<PersonVersion[]> {
  return await sql<PersonVersion[]>`
    select person_number, person_id, version, status, name, name_folded, sex, born_on, born_precision, birth_unit_id,
      birth_registered_unit_id, home_town_unit_id, ethnic_group, religion, nationalities, blood_group,
      marital_status, died_on, other_name, valid_from, recorded_at, superseded_at, event_id
    from population.person_versions
    where person_number = ${number} and superseded_at is null
    order by valid_from`
}

/** The last version that the person ever had, under whatever number. */
export async function selectLastVersion(sql: Sql, number: PersonNumber): Promise<number> {
  const [row] = await sql<{ last: number }[]>`
    select coalesce(max(version), 0) as last from population.person_versions
    where person_number = any(array[${number}]::text[] || array(
      select alias from population.number_aliases where person_number = ${number} and kind = 'cancelled'))`
  return row?.last ?? 0
}

export async function supersedeVersions(
  sql: Sql,
  number: PersonNumber,
  versions: readonly number[],
  at: Instant,
): Promise<void> {
  if (versions.length === 0) return
  await sql`
    update population.person_versions set superseded_at = ${at}
    where person_number = ${number} and version = any(${versions as number[]})`
}

export async function insertVersions(sql: Sql, versions: readonly PersonVersion[]): Promise<void> {
  await sql`insert into population.person_versions ${sql(versions.map(columnsOf))}`
}

/** Claims a number for a new person. False when somebody has it already, also one whose call has not ended yet. */
export async function claimNumber(sql: Sql, person: Person): Promise<boolean> {
  const claimed = await sql`
    insert into population.people ${sql(columnsOf(person))}
    on conflict (person_number) do nothing`
  return claimed.count === 1
}

/** Takes the current row of a number away: a claim that came to nothing, or a number that was cancelled. */
export async function releaseNumber(sql: Sql, number: PersonNumber): Promise<void> {
  await sql`delete from population.people where person_number = ${number}`
}

/** Puts the current state in place. */
export async function upsertPerson(sql: Sql, person: Person): Promise<void> {
  const { person_number: _, ...changed } = columnsOf(person)
  const updated = await sql`
    update population.people set ${sql(changed)} where person_number = ${person.personNumber}`
  if (updated.count === 0) await sql`insert into population.people ${sql(columnsOf(person))}`
}

export async function insertPersonId(sql: Sql, personId: Uuid, number: PersonNumber): Promise<void> {
  await sql`
    insert into population.person_ids (person_id, person_number) values (${personId}, ${number})
    on conflict (person_id) do nothing`
}

export async function selectNumber(sql: Sql, personId: Uuid): Promise<PersonNumber | undefined> {
  const [row] = await sql<{ personNumber: PersonNumber }[]>`
    select coalesce(m.person_number, i.person_number) as person_number
    from population.person_ids i
    left join population.number_aliases m on m.alias = i.person_number and m.kind = 'merged'
    where i.person_id = ${personId}`
  return row?.personNumber
}

export async function selectPersonId(sql: Sql, number: PersonNumber): Promise<Uuid | undefined> {
  const [row] = await sql<{ personId: Uuid }[]>`
    select person_id from population.people where person_number = ${number}`
  return row?.personId
}

export interface NumberAlias {
  alias: string
  personNumber: PersonNumber
  kind: 'old-9-digit' | 'cancelled' | 'merged'
  endedOn: Day | null
}

export async function selectAlias(sql: Sql, alias: string): Promise<NumberAlias | undefined> {
  const [row] = await sql<NumberAlias[]>`
    select a.alias, coalesce(m.person_number, a.person_number) as person_number, a.kind, a.ended_on
    from population.number_aliases a
    left join population.number_aliases m on m.alias = a.person_number and m.kind = 'merged'
    where a.alias = ${alias}`
  return row
}

export interface Contacts {
  personNumber: PersonNumber
  phone: string | null
  email: string | null
  confirmedOn: Day | null
}

export async function selectContacts(sql: Sql, number: PersonNumber): Promise<Contacts | undefined> {
  const [row] = await sql<Contacts[]>`
    select person_number, phone, email, confirmed_on from population.contacts where person_number = ${number}`
  return row
}

export async function selectContactsOf(sql: Sql, numbers: readonly PersonNumber[]): Promise<Contacts[]> {
  return await sql<Contacts[]>`
    select person_number, phone, email, confirmed_on
    from population.contacts where person_number = any(${numbers as string[]})`
}

function columnsOf(person: Person & { supersededAt?: Instant | null }) {
  return {
    person_number: person.personNumber,
    person_id: person.personId,
    version: person.version,
    status: person.status,
    name: person.name,
    name_folded: person.nameFolded,
    sex: person.sex,
    born_on: person.bornOn,
    born_precision: person.bornPrecision,
    birth_unit_id: person.birthUnitId,
    birth_registered_unit_id: person.birthRegisteredUnitId,
    home_town_unit_id: person.homeTownUnitId,
    ethnic_group: person.ethnicGroup,
    religion: person.religion,
    nationalities: person.nationalities,
    blood_group: person.bloodGroup,
    marital_status: person.maritalStatus,
    died_on: person.diedOn,
    other_name: person.otherName,
    valid_from: person.validFrom,
    recorded_at: person.recordedAt,
    event_id: person.eventId,
  }
}
