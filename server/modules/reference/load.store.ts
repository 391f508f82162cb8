import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Sql } from '#platform/db.ts'
import type { BoundaryLaw } from './boundary-laws.ts'
import type { Agency } from './contract.ts'
import type {
  CodeListFile,
  LawDocumentFile,
  LawParameterFile,
  PositionFile,
  WorkingCalendarFile,
} from './reference-files.ts'
import type { Succession, UnitVersion } from './units.ts'

export async function selectDigest(sql: Sql): Promise<string | undefined> {
  const [row] = await sql<{ digest: string }[]>`select digest from reference.loads`
  return row?.digest
}

/** Two programs that start together load once. */
export async function lockLoads(sql: Sql): Promise<void> {
  await sql`lock table reference.loads in exclusive mode`
}

interface ForeignKey {
  tableName: string
  name: string
  definition: string
}

/**
 * Takes the foreign keys of these tables away for the time of loading: set back, each is checked once for the whole
 * table, which is many times quicker than row by row.
 */
export async function liftForeignKeys(sql: Sql): Promise<ForeignKey[]> {
  const keys = await sql<ForeignKey[]>`
    select conrelid::regclass::text as table_name, quote_ident(conname) as name,
      pg_get_constraintdef(oid) as definition
    from pg_constraint
    where contype = 'f' and connamespace = 'reference'::regnamespace`
  for (const { tableName, name } of keys) await sql.unsafe(`alter table ${tableName} drop constraint ${name}`)
  return keys
}

export async function setForeignKeys(sql: Sql, keys: readonly ForeignKey[]): Promise<void> {
  for (const { tableName, name, definition } of keys) {
    await sql.unsafe(`alter table ${tableName} add constraint ${name} ${definition}`)
  }
}

export async function putDigest(sql: Sql, digest: string): Promise<void> {
  await sql`
    insert into reference.loads (digest) values (${digest})
    on conflict (one) do update set digest = excluded.digest, loaded_at = now()`
}

/** Identities are added, never taken away: people's addresses point at them. */
export async function putUnits(sql: Sql, unitIds: readonly number[]): Promise<void> {
  await sql`
    insert into reference.units (unit_id) select unnest(${sql.array([...unitIds], 23)}::integer[])
    on conflict do nothing`
}

export async function replaceUnitVersions(
  sql: Sql,
  versions: readonly (UnitVersion & { nameFolded: string })[],
): Promise<void> {
  await sql`delete from reference.unit_versions`
  await copy(
    await sql`
      copy reference.unit_versions (unit_id, version, code, level, kind, name, name_folded, parent_id, valid_from,
        valid_until, law) from stdin with (format csv)`.writable(),
    versions.map((it) => [
      it.unitId,
      it.version,
      it.code,
      it.level,
      it.kind,
      it.name,
      it.nameFolded,
      it.parentId,
      it.validFrom,
      it.validUntil,
      it.law,
    ]),
  )
}

export async function replaceSuccessions(sql: Sql, successions: readonly Succession[]): Promise<void> {
  await sql`delete from reference.unit_successions`
  await copy(
    await sql`
      copy reference.unit_successions (old_unit_id, new_unit_id, relation, confidence, effective_on, law)
      from stdin with (format csv)`.writable(),
    successions.map((it) => [it.oldUnitId, it.newUnitId, it.relation, it.confidence, it.effectiveOn, it.law]),
  )
}

export async function replaceFormerNames(
  sql: Sql,
  names: readonly { unitId: number; formerCode: string; formerName: string; folded: string }[],
): Promise<void> {
  await sql`delete from reference.former_names`
  await copy(
    await sql`
      copy reference.former_names (unit_id, former_code, former_name, former_name_folded)
      from stdin with (format csv)`.writable(),
    names.map((it) => [it.unitId, it.formerCode, it.formerName, it.folded]),
  )
}

export async function putLawDocuments(sql: Sql, documents: readonly LawDocumentFile[]): Promise<void> {
  await sql`delete from reference.law_documents`
  await sql`
    insert into reference.law_documents (document, title_vi, title_en, issued_on, in_force_on, ended_on)
    select document, vi, en, "issuedOn", "inForceOn", "endedOn"
    from jsonb_to_recordset(${sql.json([...documents] as never)})
      as file (document text, vi text, en text, "issuedOn" date, "inForceOn" date, "endedOn" date)`
}

export async function putAgencies(sql: Sql, agencies: readonly Agency[]): Promise<void> {
  await sql`
    insert into reference.agencies (agency_id, kind, level, unit_id, parent_id, name_vi, name_en, electronic_code,
      dossier_code, dossier_code_confirmed, valid_until)
    select "agencyId", kind, level, "unitId", "parentId", "nameVi", "nameEn", "electronicCode", "dossierCode",
      "dossierCodeConfirmed", "validUntil"
    from jsonb_to_recordset(${sql.json([...agencies] as never)})
      as file ("agencyId" integer, kind text, level text, "unitId" integer, "parentId" integer, "nameVi" text,
        "nameEn" text, "electronicCode" text, "dossierCode" text, "dossierCodeConfirmed" boolean, "validUntil" date)
    on conflict (agency_id) do update set kind = excluded.kind, level = excluded.level, unit_id = excluded.unit_id,
      parent_id = excluded.parent_id, name_vi = excluded.name_vi, name_en = excluded.name_en,
      electronic_code = excluded.electronic_code, dossier_code = excluded.dossier_code,
      dossier_code_confirmed = excluded.dossier_code_confirmed, valid_until = excluded.valid_until`
}

/** The dossier codes of agencies as they were loaded last. */
export async function selectDossierCodes(
  sql: Sql,
): Promise<Pick<Agency, 'agencyId' | 'kind' | 'dossierCode' | 'dossierCodeConfirmed'>[]> {
  return await sql<Pick<Agency, 'agencyId' | 'kind' | 'dossierCode' | 'dossierCodeConfirmed'>[]>`
    select agency_id, kind, dossier_code, dossier_code_confirmed from reference.agencies`
}

export async function selectBoundaryLaws(sql: Sql): Promise<BoundaryLaw[]> {
  const rows = await sql<{ content: BoundaryLaw }[]>`
    select content from reference.boundary_laws order by effective_on, law`
  return rows.map(({ content }) => content)
}

export async function insertBoundaryLaw(sql: Sql, law: BoundaryLaw): Promise<void> {
  await sql`
    insert into reference.boundary_laws (effective_on, law, content)
    values (${law.effectiveOn}, ${law.law}, ${sql.json(law)})`
}

export async function putPositions(sql: Sql, positions: readonly PositionFile[]): Promise<void> {
  await sql`delete from reference.positions`
  await sql`
    insert into reference.positions (position, name_vi, name_en, roles, agency_kinds, place)
    select file ->> 'position', file ->> 'vi', file ->> 'en',
      array(select jsonb_array_elements_text(file -> 'roles')),
      array(select jsonb_array_elements_text(file -> 'agencyKinds')), place
    from jsonb_array_elements(${sql.json([...positions] as never)}) with ordinality as row (file, place)`
}

export async function replaceCodeLists(sql: Sql, lists: CodeListFile): Promise<void> {
  await sql`delete from reference.code_list_items`
  const rows = Object.entries(lists).flatMap(([list, { source, confirmed, items }]) =>
    items.map(([code, vi, en], index) => ({ list, code, vi, en, place: index + 1, source, confirmed })),
  )
  await sql`
    insert into reference.code_list_items (list, code, vi, en, place, source, confirmed)
    select list, code, vi, en, place, source, confirmed
    from jsonb_to_recordset(${sql.json(rows)})
      as file (list text, code text, vi text, en text, place integer, source text, confirmed boolean)`
}

export async function replaceWorkingCalendar(sql: Sql, calendar: WorkingCalendarFile): Promise<void> {
  await sql`delete from reference.special_days`
  await sql`delete from reference.office_hours`
  await sql`delete from reference.week`
  await sql`
    insert into reference.special_days (day, kind, name_vi, name_en, confirmed, source)
    select day, kind, name ->> 'vi', name ->> 'en', confirmed, source
    from jsonb_to_recordset(${sql.json(calendar.specialDays)})
      as file (day date, kind text, name jsonb, confirmed boolean, source text)`
  await sql`
    insert into reference.office_hours (valid_from, valid_until, spans, confirmed, source)
    select "validFrom", "validUntil", spans, confirmed, source
    from jsonb_to_recordset(${sql.json(calendar.officeHours)})
      as file ("validFrom" date, "validUntil" date, spans jsonb, confirmed boolean, source text)`
  await sql`
    insert into reference.week (weekly_rest, known_until)
    values (${sql.array(calendar.weeklyRest, 23)}, ${calendar.knownUntil})`
}

export async function replaceLawParameters(sql: Sql, parameters: readonly LawParameterFile[]): Promise<void> {
  await sql`delete from reference.law_parameters`
  await sql`
    insert into reference.law_parameters (key, unit_id, effective_from, effective_until, value, citation, confirmed,
      note)
    select key, "unitId", "effectiveFrom", "effectiveUntil", value, citation, confirmed, note
    from jsonb_to_recordset(${sql.json([...parameters] as never)})
      as file (key text, "unitId" integer, "effectiveFrom" date, "effectiveUntil" date, value jsonb, citation text,
        confirmed boolean, note text)`
}

type Field = string | number | null

async function copy(into: NodeJS.WritableStream, rows: readonly Field[][]): Promise<void> {
  const quoted = (field: Field) => (field === null ? '' : `"${String(field).replaceAll('"', '""')}"`)
  await pipeline(Readable.from([rows.map((row) => `${row.map(quoted).join(',')}\n`).join('')]), into)
}
