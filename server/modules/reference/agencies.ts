/**
 * Agencies (cơ quan) of a unit have ids that follow from the unit's: stable, and known without asking the database.
 * Electronic codes: Decision 20/2020/QĐ-TTg; the shape of dossier codes: Circular 04/2025/TT-VPCP.
 */
import { addDays } from '#platform/day.ts'
import type { Day } from '#platform/schemas.ts'
import type { Agency } from './contract.ts'
import { ancestorsOf, type Units, type UnitVersion, unitLabel } from './units.ts'

/** Kinds of agencies that every commune or province has, and the hundred thousand their ids lie in. */
export const agencyKinds = {
  'commune-police': 100_000,
  'commune-committee': 200_000,
  'commune-service-centre': 300_000,
  'province-police': 400_000,
  'province-committee': 500_000,
  'province-service-centre': 600_000,
  'province-education': 700_000,
  'province-land-registry': 800_000,
  'province-employment-centre': 900_000,
  'province-tax': 1_000_000,
  'province-social-insurance': 1_100_000,
  'province-power-company': 1_200_000,
  'province-court': 1_300_000,
} as const
export type UnitAgencyKind = keyof typeof agencyKinds
export const unitAgencyKinds = Object.keys(agencyKinds) as UnitAgencyKind[]

/**
 * Offices of a province beside its police, committee and service centre, that decide essential services: departments
 * and their units (sở, đơn vị thuộc sở) first, then those of ministries and companies, which the province does not lead.
 * Their dossier codes are ours, unconfirmed, behind the committee's.
 */
const provinceOffices = [
  { kind: 'province-education', code: '.002', ofProvince: true },
  { kind: 'province-land-registry', code: '.003', ofProvince: true },
  { kind: 'province-employment-centre', code: '.004', ofProvince: true },
  { kind: 'province-tax', code: '.901', ofProvince: false },
  { kind: 'province-social-insurance', code: '.902', ofProvince: false },
  { kind: 'province-power-company', code: '.903', ofProvince: false },
  { kind: 'province-court', code: '.904', ofProvince: false },
] as const satisfies readonly { kind: UnitAgencyKind; code: string; ofProvince: boolean }[]

/** Departments and their units, which the province's committee leads. */
export const departmentKinds: readonly UnitAgencyKind[] = provinceOffices
  .filter(({ ofProvince }) => ofProvince)
  .map(({ kind }) => kind)

/** The id of the agency of one kind that serves a unit of today. */
export function agencyIdOf(kind: UnitAgencyKind, unitId: number): number {
  return agencyKinds[kind] + unitId
}

/** The unit that an agency serves; null for agencies of the nation. */
export function unitIdOfAgency(agencyId: number): number | null {
  return agencyId >= 100_000 ? agencyId % 100_000 : null
}

/** Made-up organisations of the sandbox (data/sandbox-agencies.json). */
export const SANDBOX_ORGANISATIONS = { licensedProvider: 9001, bank: 9002, telecom: 9003 } as const

export const CENTRAL = { ministryOfPublicSecurity: 1, populationDepartment: 2, governmentOffice: 3 } as const

/** Codes of a province's agencies: police G01.8xx where seen in use, people's committees Hxx by alphabet. */
export interface ProvinceCodes {
  provinceCode: string
  police: string | null
  committee: string
  /** The alphabetical rule was checked on this code and the province was not merged. */
  committeeConfirmed: boolean
}

const words: Record<UnitAgencyKind, { vi: string; en: string }> = {
  'commune-police': { vi: 'Công an', en: 'Police of' },
  'commune-committee': { vi: 'Ủy ban nhân dân', en: 'People’s Committee of' },
  'commune-service-centre': { vi: 'Trung tâm Phục vụ hành chính công', en: 'Public Service Centre of' },
  'province-police': { vi: 'Công an', en: 'Police of' },
  'province-committee': { vi: 'Ủy ban nhân dân', en: 'People’s Committee of' },
  'province-service-centre': { vi: 'Trung tâm Phục vụ hành chính công', en: 'Public Service Centre of' },
  'province-education': { vi: 'Sở Giáo dục và Đào tạo', en: 'Department of Education and Training of' },
  'province-land-registry': { vi: 'Văn phòng đăng ký đất đai', en: 'Land Registration Office of' },
  'province-employment-centre': { vi: 'Trung tâm Dịch vụ việc làm', en: 'Employment-Service Centre of' },
  'province-tax': { vi: 'Thuế', en: 'Tax Office of' },
  'province-social-insurance': { vi: 'Bảo hiểm xã hội', en: 'Social Insurance of' },
  'province-power-company': { vi: 'Công ty Điện lực', en: 'Power Company of' },
  'province-court': { vi: 'Tòa án nhân dân', en: 'People’s Court of' },
}

/** Every agency of the units of today. Provinces come before their communes, whose numbers follow their codes. */
export function unitAgencies(
  provinces: readonly UnitVersion[],
  communesOf: (provinceId: number) => readonly UnitVersion[],
  codes: ReadonlyMap<string, ProvinceCodes>,
): Agency[] {
  return provinces.flatMap((province) => {
    const known = codes.get(province.code)
    if (!known) throw new Error(`No agency codes for province ${province.code}`)
    const { committee, committeeConfirmed } = known
    const police = known.police ?? `G01.0${province.code}`
    const inProvince = (kind: UnitAgencyKind) => agencyIdOf(kind, province.unitId)
    const communes = [...communesOf(province.unitId)].sort((a, b) => (a.code < b.code ? -1 : 1))
    return [
      agency('province-police', province, CENTRAL.ministryOfPublicSecurity, police, {
        electronicCode: known.police,
        dossierCodeConfirmed: known.police !== null,
      }),
      agency('province-committee', province, CENTRAL.governmentOffice, committee, {
        electronicCode: committee,
        dossierCodeConfirmed: committeeConfirmed,
      }),
      agency('province-service-centre', province, inProvince('province-committee'), `${committee}.001`),
      ...officesOf(province, committee),
      ...communes.flatMap((commune, index) => {
        const number = String(index + 1).padStart(3, '0')
        const owner = agencyIdOf('commune-committee', commune.unitId)
        return [
          agency('commune-police', commune, inProvince('province-police'), `${police}.${number}`),
          agency(
            'commune-committee',
            commune,
            inProvince('province-committee'),
            `${committee}.101.${number}`,
          ),
          agency('commune-service-centre', commune, owner, `${committee}.102.${number}`),
        ]
      }),
    ]
  })
}

function officesOf(province: UnitVersion, committee: string): Agency[] {
  const above = agencyIdOf('province-committee', province.unitId)
  return provinceOffices.map(({ kind, code, ofProvince }) =>
    agency(kind, province, ofProvince ? above : null, `${committee}${code}`),
  )
}

function agency(
  kind: UnitAgencyKind,
  unit: UnitVersion,
  parentId: number | null,
  dossierCode: string,
  code: Pick<Agency, 'electronicCode' | 'dossierCodeConfirmed'> = {
    electronicCode: null,
    dossierCodeConfirmed: false,
  },
): Agency {
  const label = unitLabel(unit)
  return {
    agencyId: agencyIdOf(kind, unit.unitId),
    kind,
    level: unit.level === 'province' ? 'province' : 'commune',
    unitId: unit.unitId,
    parentId,
    nameVi: `${words[kind].vi} ${label[0]!.toLowerCase()}${label.slice(1)}`,
    nameEn: `${words[kind].en} ${unit.name} ${englishKind[unit.kind]}`,
    dossierCode,
    ...code,
    validUntil: unit.validUntil,
  }
}

/**
 * Agencies of units that have ended, as of their last day. Their dossier codes are ours: whose
 * codes they really used is not known, and none is given out any more.
 */
export function formerAgencies(units: Units): Agency[] {
  return [...units.versions.values()].flatMap((versions) => {
    const last = versions.at(-1)!
    if (last.validUntil === null || last.level === 'district') return []
    if (last.level === 'province') {
      const code = `${last.code}.${last.unitId}`
      return [
        agency('province-police', last, CENTRAL.ministryOfPublicSecurity, `G01.0${code}`),
        agency('province-committee', last, CENTRAL.governmentOffice, `H.${code}`),
        ...centre('province-service-centre', last, agencyIdOf('province-committee', last.unitId), code),
        ...(last.validUntil > SERVICE_CENTRES_SINCE ? officesOf(last, `H.${code}`) : []),
      ]
    }
    const province = ancestorsOf(units, last.unitId, addDays(last.validUntil, -1)).at(-1)
    if (!province) return []
    const code = `${province.code}.${last.code}`
    return [
      agency('commune-police', last, agencyIdOf('province-police', province.unitId), `G01.0${code}`),
      agency('commune-committee', last, agencyIdOf('province-committee', province.unitId), `H.${code}`),
      ...centre('commune-service-centre', last, agencyIdOf('commune-committee', last.unitId), code),
    ]
  })
}

/** Every commune and province has its service centre since then. Decree 118/2025/NĐ-CP. */
const SERVICE_CENTRES_SINCE: Day = '2025-07-01'

function centre(kind: UnitAgencyKind, unit: UnitVersion, parentId: number, code: string): Agency[] {
  return (unit.validUntil ?? '') > SERVICE_CENTRES_SINCE ? [agency(kind, unit, parentId, `H.${code}.1`)] : []
}

/**
 * Dossier codes once used stay: they stand on people's receipts. What is new and would take one of them gets the next
 * number behind the same beginning. `before` are the agencies as they were loaded last.
 */
export function withStableCodes(
  agencies: readonly Agency[],
  before: readonly Pick<Agency, 'agencyId' | 'kind' | 'dossierCode' | 'dossierCodeConfirmed'>[],
): Agency[] {
  const kept = new Map(before.map((one) => [one.agencyId, one]))
  const keeps = (one: Agency) => (one.dossierCodeConfirmed ? undefined : kept.get(one.agencyId)?.dossierCode)
  const taken = new Set(before.map(({ kind, dossierCode }) => `${kind} ${dossierCode}`))
  return agencies.map((one) => {
    const code = keeps(one)
    if (code !== undefined) return { ...one, dossierCode: code }
    if (one.validUntil !== null || before.length === 0) return one
    const beginning = one.dossierCode.slice(0, one.dossierCode.lastIndexOf('.') + 1)
    let dossierCode = one.dossierCode
    for (let number = 1; taken.has(`${one.kind} ${dossierCode}`); number++) {
      dossierCode = `${beginning}${String(number).padStart(3, '0')}`
    }
    taken.add(`${one.kind} ${dossierCode}`)
    return { ...one, dossierCode }
  })
}

const englishKind: Record<UnitVersion['kind'], string> = {
  city: 'City',
  province: 'Province',
  'urban-district': 'District',
  district: 'District',
  town: 'Town',
  ward: 'Ward',
  commune: 'Commune',
  'special-zone': 'Special Zone',
}
