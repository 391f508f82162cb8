import type { Sql } from '#platform/db.ts'
import type { Day, PersonNumber } from '#platform/schemas.ts'
import type { Sex } from './number.ts'

export interface Blocked {
  i: number
  personNumber: PersonNumber
  name: string
  sex: Sex
  bornOn: Day
  bornPrecision: 'D' | 'M' | 'Y'
  birthRegisteredUnitId: number | null
  homeTownUnitId: number | null
}

export interface DayBlock {
  i: number
  day: Day
  first: string
  last: string
  length: number
}
export interface NameBlock {
  i: number
  name: string
  from: Day
  until: Day
}

/** Names longer or shorter by more than a middle word and a slip are nobody's spelling of the same. */
const LENGTH_APART = 8

/** People born on a day who share the first or the last word of a name: one walk of the index by birth a day. */
export async function selectByDays(sql: Sql, blocks: readonly DayBlock[]): Promise<Blocked[]> {
  if (blocks.length === 0) return []
  return await sql<Blocked[]>`
    select w.i, p.person_number, p.name, p.sex, p.born_on, p.born_precision, p.birth_registered_unit_id,
      p.home_town_unit_id
    from unnest(${blocks.map(({ i }) => i)}::integer[], ${blocks.map(({ day }) => day)}::date[],
      ${blocks.map(({ first }) => first)}::text[], ${blocks.map(({ last }) => last)}::text[],
      ${blocks.map(({ length }) => length)}::integer[]) as w(i, day, first, last, length)
    join population.people p on p.born_on = w.day
    where length(p.name_folded) between w.length - ${LENGTH_APART}::integer and w.length + ${LENGTH_APART}::integer
      and (split_part(p.name_folded, ' ', 1) = w.first or p.name_folded like '% ' || w.last)`
}

/** People of a folded name born between two days: one walk of the index by name each. */
export async function selectByNames(sql: Sql, blocks: readonly NameBlock[]): Promise<Blocked[]> {
  if (blocks.length === 0) return []
  return await sql<Blocked[]>`
    select w.i, p.person_number, p.name, p.sex, p.born_on, p.born_precision, p.birth_registered_unit_id,
      p.home_town_unit_id
    from unnest(${blocks.map(({ i }) => i)}::integer[], ${blocks.map(({ name }) => name)}::text[],
      ${blocks.map(({ from }) => from)}::date[], ${blocks.map(({ until }) => until)}::date[]) as w(i, name, "from", until)
    join population.people p on p.name_folded = w.name and p.born_on between w."from" and w.until`
}

/** Whoever goes or went by these numbers. */
export async function selectByNumbers(
  sql: Sql,
  numbers: readonly { i: number; number: string }[],
): Promise<Blocked[]> {
  if (numbers.length === 0) return []
  return await sql<Blocked[]>`
    select w.i, p.person_number, p.name, p.sex, p.born_on, p.born_precision, p.birth_registered_unit_id,
      p.home_town_unit_id
    from unnest(${numbers.map(({ i }) => i)}::integer[], ${numbers.map(({ number }) => number)}::text[]) as w(i, number)
    left join population.number_aliases a on a.alias = w.number
    left join population.number_aliases m on m.alias = coalesce(a.person_number, w.number) and m.kind = 'merged'
    join population.people p on p.person_number = coalesce(m.person_number, a.person_number, w.number)`
}

export interface Facts {
  personNumber: PersonNumber
  motherNumber: PersonNumber | null
  motherName: string | null
  fatherNumber: PersonNumber | null
  fatherName: string | null
  spouseNumber: PersonNumber | null
  spouseName: string | null
  phone: string | null
  aliases: string[]
}

/** What tells people apart beside name and birth. */
export async function selectFacts(sql: Sql, numbers: readonly PersonNumber[]): Promise<Facts[]> {
  if (numbers.length === 0) return []
  return await sql<Facts[]>`
    select n.person_number, m.other_number as mother_number, m.name as mother_name, f.other_number as father_number,
      f.name as father_name, s.other_number as spouse_number, s.name as spouse_name, c.phone,
      array(select a.alias from population.number_aliases a where a.person_number = n.person_number) as aliases
    from unnest(${numbers as string[]}::text[]) as n(person_number)
    left join population.contacts c on c.person_number = n.person_number
    left join lateral (
      select r.other_number, o.name from population.relations r
      left join population.people o on o.person_number = r.other_number
      where r.person_number = n.person_number and r.kind = 'mother' and r.superseded_at is null limit 1) m on true
    left join lateral (
      select r.other_number, o.name from population.relations r
      left join population.people o on o.person_number = r.other_number
      where r.person_number = n.person_number and r.kind = 'father' and r.superseded_at is null limit 1) f on true
    left join lateral (
      select r.other_number, o.name from population.relations r
      left join population.people o on o.person_number = r.other_number
      where r.person_number = n.person_number and r.kind = 'spouse' and r.superseded_at is null
        and r.valid_until is null limit 1) s on true`
}

/** Of these folded names, how many people go by each; 3 stands for more. */
export async function selectBearers(
  sql: Sql,
  names: readonly string[],
): Promise<{ name: string; bearers: number }[]> {
  if (names.length === 0) return []
  return await sql<{ name: string; bearers: number }[]>`
    select n.name, (
      select count(*)::integer from (
        select 1 from population.people p where p.name_folded = n.name limit 3) bearer) as bearers
    from unnest(${names as string[]}::text[]) as n(name)`
}

/** Pairs decided as not the same, among these people. */
export async function selectNotSame(
  sql: Sql,
  numbers: readonly PersonNumber[],
): Promise<{ firstNumber: PersonNumber; secondNumber: PersonNumber }[]> {
  return await sql<{ firstNumber: PersonNumber; secondNumber: PersonNumber }[]>`
    select first_number, second_number from population.duplicate_pairs
    where state = 'not-the-same' and (first_number = any(${numbers as string[]}) or second_number = any(${numbers as string[]}))`
}
