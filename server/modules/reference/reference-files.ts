/** The files of data/ as values. What they say and where it comes from is in data/README.md. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ProvinceCodes } from './agencies.ts'
import type { SpecialDay } from './contract.ts'
import type { Succession, UnitVersion } from './units.ts'

const folder = join(import.meta.dirname, 'data')

/** Grows when the same files are to be loaded in another way. */
const WAY_OF_LOADING = '1'

/** Digest of every data file, the way of loading and the mode: the same digest means nothing to do. */
export function filesDigest(mode: 'sandbox' | 'production'): string {
  const hash = createHash('sha256').update(`${WAY_OF_LOADING} ${mode}`)
  for (const name of readdirSync(folder).sort()) {
    if (/\.(csv|json)$/.test(name)) hash.update(name).update(readFileSync(join(folder, name)))
  }
  return hash.digest('hex')
}

export interface CentralAgency {
  agencyId: number
  kind: string
  parentId: number | null
  vi: string
  en: string
  electronicCode: string | null
  dossierCode?: string
}

export interface CodeListFile {
  [list: string]: { source: string; confirmed: boolean; items: [code: string, vi: string, en: string][] }
}

export interface WorkingCalendarFile {
  weeklyRest: number[]
  knownUntil: string
  officeHours: {
    validFrom: string
    validUntil: string | null
    spans: [string, string][]
    confirmed: boolean
    source: string
  }[]
  specialDays: (Omit<SpecialDay, 'name'> & { vi: string; en: string })[]
}

export interface LawParameterFile {
  key: string
  value: unknown
  unitId: number | null
  effectiveFrom: string
  effectiveUntil: string | null
  citation: string
  confirmed: boolean
  note: string | null
}

export interface LawDocumentFile {
  document: string
  vi: string
  en: string
  issuedOn: string | null
  inForceOn: string | null
  endedOn: string | null
}

export interface PositionFile {
  position: string
  vi: string
  en: string
  roles: string[]
  agencyKinds: string[]
}

const json = <T>(name: string): T => JSON.parse(readFileSync(join(folder, name), 'utf8')) as T

export const readCodeLists = () => json<CodeListFile>('code-lists.json')
export const readWorkingCalendar = () => json<WorkingCalendarFile>('working-calendar.json')
export const readLawDocuments = () => json<LawDocumentFile[]>('law-documents.json')
export const readPositions = () => json<PositionFile[]>('positions.json')
export const readAgencies = () =>
  json<{ central: CentralAgency[]; provinces: ProvinceCodes[] }>('agencies.json')

/** The sandbox's own rules, such as a waived fee, never reach a production database. */
export function readLawParameters(mode: 'sandbox' | 'production'): LawParameterFile[] {
  const law = json<LawParameterFile[]>('law-parameters.json')
  return mode === 'sandbox' ? [...law, ...json<LawParameterFile[]>('sandbox-law-parameters.json')] : law
}

/** Versions of every unit, oldest first and numbered from 1. */
export function readUnitVersions(): UnitVersion[] {
  let before: UnitVersion | undefined
  return csv('unit-versions.csv').map((row) => {
    const unitId = Number(row.unit_id)
    before = {
      unitId,
      version: before?.unitId === unitId ? before.version + 1 : 1,
      code: row.code!,
      level: row.level as UnitVersion['level'],
      kind: row.kind as UnitVersion['kind'],
      name: row.name!,
      parentId: row.parent_id ? Number(row.parent_id) : null,
      validFrom: row.valid_from || null,
      validUntil: row.valid_until || null,
      law: row.law || null,
    }
    return before
  })
}

export function readSuccessions(): Succession[] {
  return csv('unit-successions.csv').map((row) => ({
    oldUnitId: Number(row.old_unit_id),
    newUnitId: Number(row.new_unit_id),
    relation: row.relation as Succession['relation'],
    confidence: row.confidence as Succession['confidence'],
    effectiveOn: row.effective_on!,
    law: row.law || null,
  }))
}

export function readFormerNames(): { unitId: number; formerCode: string; formerName: string }[] {
  return csv('former-names.csv').map((row) => ({
    unitId: Number(row.unit_id),
    formerCode: row.former_code!,
    formerName: row.former_name!,
  }))
}

/** Our CSV files are plain: a header, commas, no quotes; a test keeps them so. */
function csv(name: string): Record<string, string>[] {
  const [header, ...lines] = readFileSync(join(folder, name), 'utf8').trimEnd().split('\n')
  const columns = header!.split(',')
  return lines.map((line) => {
    const fields = line.split(',')
    return Object.fromEntries(columns.map((column, index) => [column, fields[index] ?? '']))
  })
}
