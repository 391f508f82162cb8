import type { Sql } from '#platform/db.ts'
import type { PersonNumber } from '#platform/schemas.ts'

/** A part of the registers: the digest of all of it, in hex, and of one person's rows. */
export interface RegisterHashPart {
  all(sql: Sql): Promise<string>
  person(sql: Sql, number: PersonNumber): Promise<string>
}

/**
 * The text of a row, the same on every server whatever its settings: dates as days, instants as seconds, the rest by
 * PostgreSQL's own record syntax, which tells null from empty. `t` is the row.
 */
export const rowTexts = {
  'population.people': `row(t.person_number, t.person_id, t.version, t.status, t.name, t.name_folded, t.sex,
    t.born_on - date '2000-01-01', t.born_precision, t.birth_unit_id, t.birth_registered_unit_id,
    t.home_town_unit_id, t.ethnic_group, t.religion, t.nationalities, t.blood_group, t.marital_status,
    t.died_on - date '2000-01-01', t.other_name, t.valid_from - date '2000-01-01',
    extract(epoch from t.recorded_at), t.event_id)::text`,
  'population.person_versions': `row(t.person_number, t.person_id, t.version, t.status, t.name, t.name_folded,
    t.sex, t.born_on - date '2000-01-01', t.born_precision, t.birth_unit_id, t.birth_registered_unit_id,
    t.home_town_unit_id, t.ethnic_group, t.religion, t.nationalities, t.blood_group, t.marital_status,
    t.died_on - date '2000-01-01', t.other_name, t.valid_from - date '2000-01-01',
    extract(epoch from t.recorded_at), extract(epoch from t.superseded_at), t.event_id)::text`,
  'population.person_ids': `row(t.person_id, t.person_number)::text`,
  'population.life_events': `row(t.person_number, t.id, t.kind, t.effective_on - date '2000-01-01',
    extract(epoch from t.recorded_at), t.agency_id, t.legal_basis, t.evidence, t.actor, t.dossier_id, t.caused_by,
    t.annuls, t.payload)::text`,
  'population.relations': `row(t.person_number, t.kind, t.other_number, t.valid_from - date '2000-01-01',
    t.valid_until - date '2000-01-01', extract(epoch from t.recorded_at), extract(epoch from t.superseded_at),
    t.event_id)::text`,
  'population.number_aliases': `row(t.alias, t.person_number, t.kind, t.ended_on - date '2000-01-01', t.event_id)::text`,
  'population.contacts': `row(t.person_number, t.phone, t.email, t.confirmed_on - date '2000-01-01',
    extract(epoch from t.recorded_at))::text`,
} as const

/**
 * The part of the hash that one table with a `person_number` gives. Rows are digested by person, people by the first
 * six digits of their number, so that no step holds more than a few thousand people, and the steps run in order.
 */
export function partOf(table: string, rowText: string): RegisterHashPart {
  const bytes = `convert_to(${rowText}, 'UTF8')`
  return {
    all: async (sql) => {
      const [row] = await sql.unsafe<{ digest: string }[]>(`
        select coalesce(encode(sha256(string_agg(digest, ''::bytea order by chunk)), 'hex'), '') as digest
        from (
          select chunk, sha256(string_agg(digest, ''::bytea order by person_number)) as digest
          from (
            select left(t.person_number, 6) collate "C" as chunk, t.person_number,
              sha256(string_agg(${bytes}, '\\x0a'::bytea order by ${bytes})) as digest
            from ${table} t
            group by t.person_number
          ) people
          group by chunk
        ) chunks`)
      return row?.digest ?? ''
    },
    person: async (sql, number: PersonNumber) => {
      const [row] = await sql.unsafe<{ digest: string }[]>(
        `select coalesce(encode(
            sha256(string_agg(${bytes}, '\\x0a'::bytea order by ${bytes})),
            'hex'), '') as digest
         from ${table} t
         where t.person_number = any(array[$1]::text[] || array(
           select alias from population.number_aliases where person_number = $1 and kind = 'cancelled'))`,
        [number],
      )
      return row?.digest ?? ''
    },
  }
}

/** The part of a table that is not about one person, e.g. households: in the order of its rows. */
export function wholePartOf(source: string, rowText: string, chunk: string): RegisterHashPart {
  const bytes = `convert_to(${rowText}, 'UTF8')`
  return {
    all: async (sql: Sql) => {
      const [row] = await sql.unsafe<{ digest: string }[]>(`
        select coalesce(encode(sha256(string_agg(digest, ''::bytea order by chunk)), 'hex'), '') as digest
        from (
          select ${chunk} as chunk,
            sha256(string_agg(${bytes}, '\\x0a'::bytea order by ${bytes})) as digest
          from ${source} t group by 1
        ) chunks`)
      return row?.digest ?? ''
    },
    person: async () => '',
  }
}
