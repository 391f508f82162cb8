/** The files of data/ as values. What they say and where it comes from is in data/README.md. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ProvinceCodes } from './agencies.ts'
import type { SpecialDay } from './contract.ts'
import type { FormerName } from './units.store.ts'
import type { Succession, UnitVersion } from './units.ts'

const folder = join(import.meta.dirname, 'data')

/** Grows when the same files are to be loaded in another way. */
const WAY_OF_LOADING = '2'

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
  codeConfirmed: boolean
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
  specialDays: SpecialDay[]
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

/** The sandbox has organisations of its own beside the agencies of the State; production registers real ones. */
export function readAgencies(mode: 'sandbox' | 'production') {
  const known = json<{ central: CentralAgency[]; provinces: ProvinceCodes[] }>('agencies.json')
  if (mode === 'production') return known
  return { ...known, central: [...known.central, ...json<CentralAgency[]>('sandbox-agencies.json')] }
}

/** The sandbox's own rules, such as a waived fee, never reach a production database. */
export function readLawParameters(mode: 'sandbox' | 'production'): LawParameterFile[] {
  const law = json<LawParameterFile[]>('law-parameters.json')
  if (mode === 'production') return law
  const sandbox = json<LawParameterFile[]>('sandbox-law-parameters.json')
  const keyOf = ({ key, unitId, effectiveFrom }: LawParameterFile) => `${key} ${unitId} ${effectiveFrom}`
  const replaced = new Set(sandbox.map(keyOf))
  return [...law.filter((one) => !replaced.has(keyOf(one))), ...sandbox]
}

/** Versions of every unit, oldest first and numbered from 1. */
export function readUnitVersions(): UnitVersion[] {
  let before = { unitId: 0, version: 0 }
  return csv('unit-versions.csv').map(([id, level, code, kind, name, parent, from, until, law]) => {
    const unitId = Number(id)
    before = { unitId, version: before.unitId === unitId ? before.version + 1 : 1 }
    return {
      ...before,
      code: code!,
      level: level as UnitVersion['level'],
      kind: kind as UnitVersion['kind'],
      name: name!,
      parentId: parent ? Number(parent) : null,
      validFrom: from || null,
      validUntil: until || null,
      law: law || null,
    }
  })
}

export function readSuccessions(): Succession[] {
  return csv('unit-successions.csv').map(([oldId, newId, relation, confidence, effectiveOn, law]) => ({
    oldUnitId: Number(oldId),
    newUnitId: Number(newId),
    relation: relation as Succession['relation'],
    confidence: confidence as Succession['confidence'],
    effectiveOn: effectiveOn!,
    law: law || null,
  }))
}

export function readFormerNames(): FormerName[] {
  return csv('former-names.csv').map(([unitId, formerCode, formerName]) => ({
    unitId: Number(unitId),
    formerCode: formerCode!,
    formerName: formerName!,
  }))
}

/** Our CSV files are plain: a header, commas, no quotes; a test keeps them so. Columns in the header's order. */
function csv(name: string): string[][] {
  const [, ...lines] = readFileSync(join(folder, name), 'utf8').trimEnd().split('\n')
  return lines.map((line) => line.split(','))
}
